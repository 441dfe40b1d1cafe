"""What may happen in a session, and what a session asks of the outside in return."""

from dataclasses import dataclass
from enum import StrEnum

from quizgen.model import Card, CardId, Event, Moment, Question, Rating, Review
from quizgen.review_queue import Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """When something happened, with fresh ids for the events that may come of it."""

    moment: Moment
    #: Two ids, for a review that replaces an earlier one comes with an undo.
    ids: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Happened:
    """Something happened of which there is no more to say than when.

    What is nothing else inherits from this; making a class of its own for each, as ``dataclass``
    does, would take a tenth of the time to the first question.
    """

    stamp: Stamp


class Begin(_Happened):
    """The session begins."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """The next question of a study session, as asked for by :class:`Fetch`."""

    stamp: Stamp
    question: Question
    card: Card
    waiting: Counts
    #: Milliseconds from which a right answer of its kind is slow for the learner; 0: not known.
    slow_from: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhaust:
    """There is nothing left to study now."""

    stamp: Stamp
    #: When the next card in learning comes, in milliseconds since 1970; ``None``: not today.
    wakes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submit:
    """The learner answered: picked, typed, or put in order."""

    stamp: Stamp
    chosen: tuple[int, ...] = ()
    typed: str = ""


class Reveal(_Happened):
    """The learner wants to see the answer of a recall question."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """The learner rates their recall; in a quiz *again* for no and *good* for yes."""

    stamp: Stamp
    rating: Rating


class Overrule(_Happened):
    """The learner turns the program's verdict on a typed answer round."""

    __slots__ = ()


class Proceed(_Happened):
    """Go on: to the next question, or from the summary to the end."""

    __slots__ = ()


class Hint(_Happened):
    """Show the hint."""

    __slots__ = ()


class Sure(_Happened):
    """Say before answering that one is sure, or that one is not."""

    __slots__ = ()


class Guess(_Happened):
    """Say that the right answer was a guess, or that it was none."""

    __slots__ = ()


class Aside(StrEnum):
    """How a card is put aside."""

    #: Out of study until it is taken up again.
    SUSPEND = "suspend"
    #: Not on this study day.
    BURY = "bury"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Put the card aside; one that is suspended is taken up again."""

    stamp: Stamp
    how: Aside


class ToggleFlag(_Happened):
    """Flag the card for a later look, or take the flag away."""

    __slots__ = ()


class Skip(_Happened):
    """Ask this question later in the session."""

    __slots__ = ()


class Edit(_Happened):
    """Open the fact in the learner's editor."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What the edit came to, as asked for by :class:`Open`."""

    stamp: Stamp
    #: The question as the deck has it now; ``None``: it stays as it was.
    question: Question | None = None
    #: What to say of it.
    said: str = ""


class ShowSource(_Happened):
    """Show the passage that the fact cites, or put it away again."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """The passage that a fact cites, as asked for by :class:`LookUp`."""

    stamp: Stamp
    passage: str


class TakeBack(_Happened):
    """Take the last answer back and ask it again, or what was done with a card."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewound:
    """The last answer given before this session, as asked for by :class:`Rewind`."""

    stamp: Stamp
    #: ``None``: there is none that could be asked again.
    review: Review | None = None


class AskMissesAgain(_Happened):
    """Ask the misses of the quiz once more."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide:
    """Say whether the answers of the quiz count for the schedule."""

    stamp: Stamp
    count: bool


class Quit(_Happened):
    """Leave at once."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """Something else stands there now as the answer to the question of an exam."""

    stamp: Stamp
    chosen: tuple[int, ...] = ()
    typed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Go:
    """Go to a question of an exam."""

    stamp: Stamp
    #: Its number, from 0.
    to: int
    #: Open it; else it is only pointed at on the page of all questions.
    opening: bool = True


class ShowOverview(_Happened):
    """Show all questions of an exam, and which of them are open."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandIn:
    """Hand an exam in."""

    stamp: Stamp
    #: Also with open or flagged questions.
    sure: bool = False


class Tick(_Happened):
    """Time goes by."""

    __slots__ = ()


class LookThrough(_Happened):
    """Look through the answers of an exam that was handed in."""

    __slots__ = ()


InExam = Write | Go | ShowOverview | HandIn | Tick | LookThrough
"""What may happen only in an exam."""

Happening = (
    Begin
    | Supply
    | Exhaust
    | Submit
    | Reveal
    | Rate
    | Overrule
    | Proceed
    | Hint
    | Sure
    | Guess
    | SetAside
    | ToggleFlag
    | Skip
    | Edit
    | Edited
    | ShowSource
    | Cited
    | TakeBack
    | Rewound
    | AskMissesAgain
    | Decide
    | Quit
    | InExam
)
"""The closed set of what may happen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Write an event to the review log, before anything that follows from it is shown."""

    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """Send a :class:`Supply` or an :class:`Exhaust`."""

    #: Cards that were skipped: they come when nothing else is left, in this order.
    later: tuple[CardId, ...] = ()
    #: This card and no other.
    card: CardId = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewind:
    """Send a :class:`Rewound`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """Open a question's fact in the learner's editor, and send an :class:`Edited`."""

    question: Question


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUp:
    """Find the passage that a question's fact cites, and send a :class:`Cited`."""

    question: Question


Effect = Record | Fetch | Rewind | Open | LookUp
"""The closed set of what a session asks for."""
