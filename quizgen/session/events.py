"""What may happen in a session, and what a session asks of the outside in return."""

from dataclasses import dataclass

from quizgen.model import Card, Event, Moment, Question, Rating
from quizgen.review_queue import Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """When something happened, with fresh ids for the events that may come of it."""

    moment: Moment
    #: Two ids, for a review that replaces an earlier one comes with an undo.
    ids: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Begin:
    """The session begins."""

    stamp: Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """The next question of a study session, as asked for by :class:`Fetch`."""

    stamp: Stamp
    question: Question
    card: Card
    waiting: Counts


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reveal:
    """The learner wants to see the answer of a recall question."""

    stamp: Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """The learner rates their recall; in a quiz *again* for no and *good* for yes."""

    stamp: Stamp
    rating: Rating


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrule:
    """The learner turns the program's verdict on a typed answer round."""

    stamp: Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Proceed:
    """Go on: to the next question, or from the summary to the end."""

    stamp: Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """Show the hint."""

    stamp: Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack:
    """Take the last answer back and ask it again."""

    stamp: Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class AskMissesAgain:
    """Ask the misses of the quiz once more."""

    stamp: Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide:
    """Say whether the answers of the quiz count for the schedule."""

    stamp: Stamp
    count: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Quit:
    """Leave at once."""

    stamp: Stamp


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
    | TakeBack
    | AskMissesAgain
    | Decide
    | Quit
)
"""The closed set of what may happen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Write an event to the review log, before anything that follows from it is shown."""

    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """Send a :class:`Supply` or an :class:`Exhaust`."""


Effect = Record | Fetch
"""The closed set of what a session asks for."""
