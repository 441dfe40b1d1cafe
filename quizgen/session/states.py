"""What a session knows at each point: where it is, what is still to come, what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from quizgen.model import (
    Card,
    CardId,
    Interval,
    Mark,
    Moment,
    Question,
    Rating,
    Review,
    Verdict,
)
from quizgen.progress import LEECH_LAPSES
from quizgen.review_queue import Counts
from quizgen.scheduler import Scheduler
from quizgen.session.papers import Exam, Paper


class Mode(StrEnum):
    """What a session is for."""

    QUIZ = "quiz"
    STUDY = "study"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is settled before a session begins."""

    mode: Mode
    #: Id of the sitting, in every review of it.
    session: str
    title: str = ""
    #: What every output must say, such as "not medical advice".
    notice: str = ""
    #: The questions of a quiz, in order; a study session gets them one by one.
    questions: tuple[Question, ...] = ()
    #: Whether the answers of a quiz count for the schedule; ``None``: ask at the end.
    record: bool | None = None
    #: What a study session takes its intervals from.
    scheduler: Scheduler | None = None
    #: Minutes after which no further question is asked, or an exam is handed in; 0: no limit.
    minutes: int = 0
    #: A quiz that withholds its verdicts until it is handed in.
    exam: bool = False
    #: What was wrong in a quiz is asked again until it is right.
    until_right: bool = False
    #: Facts can be opened in an editor.
    editable: bool = False
    #: What is known of the cards of a quiz, where that matters.
    cards: Mapping[CardId, Card] = field(default_factory=dict)
    #: Lapses from which a card is a leech; 0: none is.
    leech: int = LEECH_LAPSES
    #: There are answers of today from before this session, which may be taken back.
    earlier: bool = False
    #: Answers of this sitting from before it was interrupted, in the order given.
    takes: "tuple[Take, ...]" = ()
    #: What to tell the learner at the beginning.
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A question waits for its answer."""

    question: Question
    #: What is known of its card; in a quiz nothing.
    card: Card
    #: Options or items in the order shown.
    shown: tuple[str, ...] = ()
    since: Moment
    #: Milliseconds from which a right answer is slow for this learner; 0: not known.
    slow_from: int = 0
    hinted: bool = False
    #: The learner has said that they are sure.
    sure: bool = False
    #: An empty answer was given once; the next one means "I do not know".
    nudged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Revealed:
    """The answer of a recall question stands there; the learner rates themselves."""

    asking: Asking
    #: Milliseconds until the learner wanted to see it.
    took: int
    #: What each rating would give; empty in a quiz.
    intervals: Mapping[Rating, Interval] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The verdict on an answer is shown; the answer is in the log already."""

    asking: Asking
    review: Review
    mark: Mark
    #: The program's own verdict, where the learner overruled it.
    overruled: Mark | None = None
    intervals: Mapping[Rating, Interval] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching:
    """The next question is on its way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """The summary is shown."""

    #: When the next card in learning comes, in milliseconds since 1970.
    wakes: int | None = None
    #: It is the session's time that is over.
    timed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """The session has ended."""

    #: It was left before its summary.
    quit: bool = False


Stage = Asking | Revealed | Told | Fetching | Closing | Over | Exam
"""The closed set of where a session may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """One answer given in this session."""

    question: Question
    review: Review
    #: 0, or the how manieth going over the misses it was in.
    round: int = 0

    @property
    def verdict(self) -> Verdict:
        """The verdict; of an answer without a mark, what the learner's rating says."""
        if self.review.mark is not None:
            return self.review.mark.verdict
        return Verdict.WRONG if self.review.rating is Rating.AGAIN else Verdict.RIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A session at one point."""

    plan: Plan
    stage: Stage
    #: Questions of a quiz that are still to come.
    pending: tuple[Question, ...] = ()
    #: What a study session has still to come today, the question on the screen included.
    waiting: Counts = field(default_factory=Counts)
    takes: tuple[Take, ...] = ()
    #: 0 in the quiz proper, then how often the misses were gone over.
    round: int = 0
    #: Whether the answers of a quiz count; ``None`` while nobody has said.
    counted: bool | None = None
    begun: Moment
    #: When the last thing happened.
    latest: Moment
    #: How it was before the last answer, or before a card was put aside or skipped.
    before: "State | None" = None
    #: Ids of the events that led here from ``before``; taking it back undoes them.
    undoes: tuple[str, ...] = ()
    #: There may be answers of before this session to take back.
    earlier: bool = False
    #: Cards skipped in a study session, which come last.
    later: tuple[CardId, ...] = ()
    #: Cards known to be flagged.
    flagged: frozenset[CardId] = frozenset()
    #: What the last step has to say of itself.
    said: str = ""
    #: The passage that the fact cites, while it is shown.
    passage: str = ""
    #: The paper of an exam, also after it was handed in.
    paper: Paper | None = None

    @property
    def scheduling(self) -> bool:
        """Whether answers given now count for the schedule as they come."""
        return self.plan.mode is Mode.STUDY and self.round == 0

    @property
    def round_takes(self) -> tuple[Take, ...]:
        """The answers of the round that is on."""
        return tuple(take for take in self.takes if take.round == self.round)
