"""Somebody who learns and forgets as the formulas say: what studying would lead to.

Cards are numbered, and what is known of them stands in lists beside each other, so that a
simulation of thousands of cards over months takes seconds. A day holds at most one turn of a card:
a learning or relearning step is passed on the same day, and belongs to the turn.
"""

from collections.abc import Iterable, Sequence
from random import Random
from typing import NamedTuple

from quizgen.model import Rating
from quizgen.scheduler.formulas import Formulas


class State(NamedTuple):
    """What is known of a card; stability 0 means that it is new."""

    stability: float = 0.0
    difficulty: float = 0.0
    #: Study day of its last answer.
    last: int = 0


class Costs(NamedTuple):
    """Seconds that a turn takes, its repeats on the same day included."""

    passed: float = 8.0
    failed: float = 20.0
    new: float = 30.0

    def expected(self, recall: float) -> float:
        """Seconds that a turn is expected to take, where that is the probability of a pass."""
        return self.failed - (self.failed - self.passed) * recall


class Steps(NamedTuple):
    """Answers that follow the first one on the same day, before a card is (again) in review."""

    #: After a new card was passed.
    learning: int = 1
    #: After a new card was failed.
    begun_again: int = 2
    #: After a lapse.
    relearning: int = 1


class Memories:
    """What is known of each card, and what a turn makes of it.

    ``ease`` multiplies each card's first stability: some facts stick better than others.
    """

    def __init__(
        self,
        formulas: Formulas,
        states: Iterable[State],
        *,
        steps: Steps = Steps(),  # noqa: B008  # a tuple, which nothing can change
        ease: Sequence[float] = (),
    ) -> None:
        """Take the cards as they stand."""
        cards = list(states)
        self.formulas = formulas
        self.stability = [card.stability for card in cards]
        self.difficulty = [card.difficulty for card in cards]
        self.last = [card.last for card in cards]
        self._steps = steps
        self._ease = ease
        self._first = {passed: self.first(passed=passed) for passed in (False, True)}

    def __len__(self) -> int:
        """How many cards there are."""
        return len(self.stability)

    def recall(self, card: int, day: int) -> float:
        """The probability of recall on a study day; 0 for a new card."""
        stability = self.stability[card]
        if not stability:
            return 0.0

        return self.formulas.retrievability(stability, day - self.last[card])

    def recalls(self, cards: Sequence[int], day: int) -> list[float]:
        """The same of some cards, all of them met."""
        stability, last = self.stability, self.last

        return self.formulas.recalls(
            [stability[card] for card in cards], [day - last[card] for card in cards]
        )

    def follow(self, card: int, day: int, *, passed: bool) -> None:
        """Take a turn that was given: its first answer, and the repeats that follow from it."""
        stability = self.stability[card]
        if not stability:
            after = self._first[passed]
            if self._ease:
                after = after[0] * self._ease[card], after[1]
        else:
            after = self.turn(
                stability, self.difficulty[card], day - self.last[card], passed=passed
            )
        self.stability[card], self.difficulty[card] = after
        self.last[card] = day

    def first(self, *, passed: bool) -> tuple[float, float]:
        """Stability and difficulty after the first day of a card."""
        rating = Rating.GOOD if passed else Rating.AGAIN
        repeats = self._steps.learning if passed else self._steps.begun_again

        return self._repeated(self.formulas.first(rating), repeats)

    def turn(
        self, stability: float, difficulty: float, elapsed: int, *, passed: bool
    ) -> tuple[float, float]:
        """The same after a turn so many days after the last."""
        formulas = self.formulas
        if not elapsed:
            rating = Rating.GOOD if passed else Rating.AGAIN
            after = formulas.same_day(stability, difficulty, rating)
        else:
            recall = formulas.retrievability(stability, elapsed)
            if passed:
                return formulas.passed(stability, difficulty, recall)
            after = formulas.failed(stability, difficulty, recall)

        return after if passed else self._repeated(after, self._steps.relearning)

    def turns(
        self,
        stabilities: Sequence[float],
        difficulties: Sequence[float],
        recalls: Sequence[float],
    ) -> tuple[list[float], list[float]]:
        """Stability of each card after a pass, and after a failure, on a later day."""
        formulas = self.formulas
        failed = formulas.all_failed(stabilities, difficulties, recalls)
        for _ in range(self._steps.relearning):
            failed = formulas.all_same_day(failed)

        return formulas.all_passed(stabilities, difficulties, recalls), failed

    def _repeated(self, after: tuple[float, float], repeats: int) -> tuple[float, float]:
        for _ in range(repeats):
            after = self.formulas.same_day(*after)

        return after


class SimulatedLearner:
    """Somebody who answers by chance, with memories as they are, not as a planner sees them.

    A card's luck at its first, second, third turn is its own, whatever else is studied: what two
    plans lead to differs by the plans, and hardly by luck.
    """

    def __init__(
        self,
        memories: Memories,
        chance: Random,
        *,
        costs: Costs = Costs(),  # noqa: B008  # a tuple, which nothing can change
        known_before: float = 1.0,
    ) -> None:
        """``known_before`` is the probability that a new card's first answer is passed."""
        self.memories = memories
        self.costs = costs
        self._known_before = known_before
        self._luck = chance.getrandbits(64)
        self._turns = [0] * len(memories)

    def answer(self, card: int, day: int) -> tuple[bool, float]:
        """Take a turn on a study day: whether the first answer was passed, and its seconds."""
        memories, costs = self.memories, self.costs
        new = not memories.stability[card]
        recall = self._known_before if new else memories.recall(card, day)
        passed = _share(self._luck + card * _CARD + self._turns[card] * _TURN) < recall
        self._turns[card] += 1
        memories.follow(card, day, passed=passed)
        if new:
            return passed, costs.new

        return passed, costs.passed if passed else costs.failed


_CARD, _TURN = 0x9E3779B97F4A7C15, 0xD1B54A32D192ED03
_BITS = (1 << 64) - 1


def _share(number: int) -> float:
    """Spread numbers evenly over 0 to 1, as a hash does (SplitMix64's last steps)."""
    number &= _BITS
    number = (number ^ number >> 30) * 0xBF58476D1CE4E5B9 & _BITS
    number = (number ^ number >> 27) * 0x94D049BB133111EB & _BITS

    return (number ^ number >> 31) / 2**64
