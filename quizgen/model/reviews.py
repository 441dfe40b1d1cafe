"""What learners leave behind: answers with their evidence, as events of an append-only log."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from quizgen.model.questions import CardId

ANKI = "anki"
"""The session of all answers that were given in Anki."""

PAPER = "paper "
"""How the sessions of answers on paper begin; the sheet code follows."""


class Rating(IntEnum):
    """The learner's verdict on recall, with Anki's numbers."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Verdict(StrEnum):
    """The program's verdict on an answer."""

    RIGHT = "right"
    SLIP = "slip"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A verdict and the rule that decided it."""

    verdict: Verdict
    #: Name of the rule, such as ``exact`` or ``opposite``.
    rule: str
    #: What to tell the learner beyond the verdict; empty where nothing needs saying.
    note: str = ""
    #: Of a list, the share of the parts asked for that were named, where nothing else is wrong.
    share: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A point in time as the learner lives it; read once per answer at the edge."""

    #: Milliseconds since 1970, UTC.
    instant: int
    #: Minutes east of UTC.
    offset: int
    #: Study day: days since 1970-01-01 of the local date after a 04:00 rollover.
    day: int
    #: When the next study day begins, milliseconds since 1970, UTC.
    next_day: int


class Phase(StrEnum):
    """Where a card is in its life, in Anki's words."""

    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """How long until a card is due: whole study days, or seconds while it is being learned."""

    days: int = 0
    seconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What a scheduler keeps of a card that has been reviewed."""

    phase: Phase
    #: Days until the probability of recall falls to 90 %.
    stability: float
    #: 1 (easy) to 10 (hard).
    difficulty: float
    #: Learning or relearning steps still to go; 0 in review.
    remaining: int = 0
    #: The last interval in days; kept while relearning.
    days: int = 0
    #: Study day on which it is due; of a card in learning, the day of ``due_instant``.
    due_day: int
    #: Of a card in learning that is due within its study day: milliseconds since 1970; else 0.
    due_instant: int = 0
    last_day: int
    last_instant: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one rating would give."""

    interval: Interval
    memory: Memory


Outcomes = Mapping[Rating, Outcome]
"""What each of the four ratings would give."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The raw evidence: what was shown and what the learner did with it."""

    #: Options or items in the order shown; empty for recall and typed answers.
    shown: tuple[str, ...] = ()
    #: Indexes into ``shown``, in the order picked.
    chosen: tuple[int, ...] = ()
    typed: str = ""
    #: Milliseconds from the question on the screen to the answer.
    took: int = 0
    #: The hint was shown before.
    hinted: bool = False
    #: The learner said that it was a guess.
    guessed: bool = False
    #: The learner said before answering that they were sure.
    sure: bool = False
    #: Of a right answer that was slow for this learner: the milliseconds from which it is; else 0.
    slow_from: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One answer to one card at one moment."""

    id: str
    moment: Moment
    card: CardId
    kind: str
    answer: Answer
    #: ``None`` where the learner rates themselves.
    mark: Mark | None = None
    rating: Rating
    #: Where there is a mark: the rating is the learner's own and not the one suggested.
    own: bool = False
    interval: Interval
    #: Which sitting it belongs to.
    session: str = ""
    #: Quiz answers count for the schedule only once the learner says so.
    counted: bool = True
    #: Short digest of stem and key, to notice that the answer changed since.
    fingerprint: str = ""
    #: Id of an earlier review of the same answer that this one stands in for, for good.
    replaces: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """Takes one earlier event back."""

    id: str
    moment: Moment
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Makes the answers of a quiz sitting count for the schedule."""

    id: str
    moment: Moment
    session: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspend:
    """Takes a card out of study, or back in."""

    id: str
    moment: Moment
    card: CardId
    suspended: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Bury:
    """Holds a card back for the rest of the study day."""

    id: str
    moment: Moment
    card: CardId


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Marks a card for a later look, or takes the mark away."""

    id: str
    moment: Moment
    card: CardId
    flagged: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """Carries a card's history over to a new id."""

    id: str
    moment: Moment
    card: CardId
    to: CardId


@dataclass(frozen=True, slots=True, kw_only=True)
class Reset:
    """Makes a card new again; its reviews stay in the log."""

    id: str
    moment: Moment
    card: CardId


Event = Review | Undo | Count | Suspend | Bury | Flag | Rename | Reset
"""The closed set of lines a review log may hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What the log says of one card: a fold, never stored."""

    id: CardId
    #: ``None`` while it is new.
    memory: Memory | None = None
    reps: int = 0
    lapses: int = 0
    suspended: bool = False
    flagged: bool = False
    #: Study day for which it is held back; ``None``: none.
    buried: int | None = None
    #: Id of its last counted review; empty while it is new.
    last_review: str = ""
