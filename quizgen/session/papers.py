"""The paper of an exam: its questions with what stands there as their answers, and its time."""

from dataclasses import dataclass, replace
from enum import StrEnum

from quizgen.model import (
    Answer,
    Interval,
    Mark,
    Match,
    Moment,
    Order,
    Question,
    Rating,
    Recall,
    Review,
    Verdict,
)

OPEN = "open"
"""The rule by which a question without an answer is wrong."""


class Page(StrEnum):
    """Where in an exam the learner is."""

    #: What is ahead, before the time begins.
    COVER = "cover"
    QUESTION = "question"
    OVERVIEW = "overview"
    #: Something is open or flagged; is it to be handed in all the same?
    HAND_IN = "hand in"
    #: Handed in; question after question with its answer and its verdict.
    LOOK = "look"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exam:
    """An exam is on, or is looked through after it."""

    page: Page
    #: Which question is looked at after handing in, in the order of :func:`in_order_of_need`.
    at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One question of an exam, and what stands there as its answer."""

    question: Question
    #: Options or items in the order shown.
    shown: tuple[str, ...] = ()
    chosen: tuple[int, ...] = ()
    typed: str = ""
    #: The answer as the log has it.
    review: Review | None = None
    #: Milliseconds spent on it, over all visits that are over.
    took: int = 0
    #: The learner wants to come back to it.
    flagged: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing at all stands there."""
        return not (self.chosen or self.typed.strip())

    @property
    def open(self) -> bool:
        """Whether the answer is missing, or not complete."""
        if isinstance(self.question.response, Order | Match):
            return len(self.chosen) < len(self.shown)
        return self.empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """All that is handed in together."""

    entries: tuple[Entry, ...]
    #: Number of the question on the screen, or of the one that was there last, from 0.
    at: int = 0
    #: When the time began, and when the question on the screen came.
    begun: Moment
    since: Moment
    #: Milliseconds there are; 0: no limit.
    limit: int = 0
    #: Questions that a program cannot mark, and that are not asked therefore.
    left_out: int = 0
    handed_in: Moment | None = None
    #: It was handed in because the time was over.
    timed: bool = False
    #: The answers were looked through.
    looked: bool = False

    @property
    def entry(self) -> Entry:
        """The question on the screen."""
        return self.entries[self.at]

    @property
    def open(self) -> int:
        """How many questions are open."""
        return sum(entry.open for entry in self.entries)

    @property
    def flagged(self) -> int:
        """How many questions are flagged."""
        return sum(entry.flagged for entry in self.entries)

    @property
    def answers(self) -> int:
        """How many answers are in the log."""
        return sum(entry.review is not None for entry in self.entries)

    @property
    def answered(self) -> tuple[tuple[Question, Review], ...]:
        """The answers in the log, with their questions."""
        return tuple((it.question, it.review) for it in self.entries if it.review is not None)

    def left(self, moment: Moment) -> int | None:
        """Return how many milliseconds are left; ``None`` without a limit."""
        if not self.limit:
            return None
        return max(0, self.limit - (moment.instant - self.begun.instant))

    def used(self, moment: Moment) -> int:
        """Return how many milliseconds have gone by; at most as many as there were."""
        end = self.handed_in or moment
        gone = max(0, end.instant - self.begun.instant)
        return min(gone, self.limit) if self.limit else gone

    def changed(self, **changes: object) -> "Paper":
        """Return the paper with the question on the screen changed."""
        entry = replace(self.entry, **changes)  # type: ignore[arg-type]  # the callers' keywords are fields
        return replace(
            self, entries=(*self.entries[: self.at], entry, *self.entries[self.at + 1 :])
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicScore:
    """How a topic went."""

    #: Empty for questions without one.
    topic: str
    right: int
    asked: int


def can_be_marked(question: Question) -> bool:
    """Tell whether a program can mark the answer to a question: in an exam nobody else does."""
    return not isinstance(question.response, Recall)


def in_order_of_need(paper: Paper) -> tuple[Entry, ...]:
    """Return the questions as they are looked through: first those that were not right."""
    return tuple(sorted(paper.entries, key=is_right))


def is_right(entry: Entry) -> bool:
    """Tell whether a question was answered right; a slip is right."""
    return verdict_of(entry) is not Verdict.WRONG


def verdict_of(entry: Entry) -> Verdict:
    """Return the verdict; a question without an answer is wrong."""
    mark = entry.review.mark if entry.review is not None else None
    return mark.verdict if mark is not None else Verdict.WRONG


def review_of(entry: Entry, moment: Moment) -> Review:
    """Return the answer as the log has it, or for an open question what stands for it."""
    if entry.review is not None:
        return entry.review
    return Review(
        id="",
        moment=moment,
        card=entry.question.card,
        kind=entry.question.kind,
        answer=Answer(shown=entry.shown, took=entry.took),
        mark=Mark(verdict=Verdict.WRONG, rule=OPEN, note=""),
        rating=Rating.AGAIN,
        interval=Interval(),
        counted=False,
    )


def points(paper: Paper) -> tuple[int, int]:
    """Return the points got, and those that there were."""
    got = sum(entry.question.points for entry in paper.entries if is_right(entry))
    return got, sum(entry.question.points for entry in paper.entries)


def topic_scores(paper: Paper) -> tuple[TopicScore, ...]:
    """Return the score of each topic by name; what has none comes last."""
    found: dict[str, list[Entry]] = {}
    for entry in paper.entries:
        found.setdefault(entry.question.topic, []).append(entry)
    return tuple(
        TopicScore(topic=topic, right=sum(map(is_right, entries)), asked=len(entries))
        for topic, entries in sorted(found.items(), key=lambda it: (not it[0], it[0].casefold()))
    )
