"""What a scheduler is: given what it keeps of a card, what each rating would give."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from quizgen.model import CardId, Memory, Moment, Outcomes, Review
from quizgen.scheduler.given import Given
from quizgen.scheduler.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class SchedulerSettings:
    """What a learner may set, with Anki's defaults."""

    #: The probability of recall at which a card comes due.
    desired_retention: float = 0.9
    #: The same for some decks: id and retention.
    deck_retention: tuple[tuple[str, float], ...] = ()
    #: Delays in seconds before a new card is learned.
    learning_steps: tuple[int, ...] = (60, 600)
    #: Delays in seconds after a lapse.
    relearning_steps: tuple[int, ...] = (600,)
    #: Days.
    maximum_interval: int = 36_500
    #: The scheduler's own weights; empty means its defaults.
    parameters: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What a card's reviews leave behind."""

    #: ``None`` where there are no reviews.
    memory: Memory | None
    #: Times that a card in review was rated *again*.
    lapses: int


class Scheduler(Protocol):
    """Decides when a card comes back; pure, and keeps nothing of its own."""

    name: str
    #: What each answer counts for.
    policy: Policy

    def outcomes(
        self,
        memory: Memory | None,
        card: CardId,
        reps: int,
        moment: Moment,
        guess: float = 0.0,
    ) -> Outcomes:
        """What each of the four ratings would give at this moment.

        ``memory`` is ``None`` and ``reps`` 0 for a new card. ``guess`` is how likely the answer
        was right by chance, as its :class:`quizgen.scheduler.Grade` says: a right choice tells
        less than recall does, so it moves the memory less.
        """
        ...

    def follow(self, memory: Memory | None, reps: int, review: Review) -> Memory:
        """The memory after a review that was given.

        The interval that the learner was granted holds, whatever this scheduler would grant; so
        neither new settings nor a new version or another policy move a due date. Where a review
        carries none, as a quiz answer that is counted later, it gets the one of :meth:`outcomes`.
        """
        ...

    def replay(self, histories: Sequence[Sequence[Review]]) -> list[Replay]:
        """What following each card's reviews from the first one on leads to, faster."""
        ...

    def memories(
        self, given: Given, histories: Sequence[tuple[CardId, Sequence[int]]]
    ) -> list[Memory]:
        """The memories that :meth:`replay` comes to, of reviews in columns, many times as fast.

        ``histories`` holds cards and, in order, the numbers of their reviews, at least one for
        each; all of these carry their interval.
        """
        ...

    def before(self, histories: Sequence[Sequence[Review]]) -> list[list[Memory | None]]:
        """What was known of each card when each of its reviews came, to compare with the answer.

        ``None`` before the first. These memories have no due date to speak of.
        """
        ...

    def retrievability(self, memory: Memory, day: int) -> float:
        """The probability of recall on a study day."""
        ...
