"""The formulas of FSRS-6 in plain Python, for simulations that take millions of steps.

The engine (:mod:`quizgen.scheduler.engine`) decides what a learner gets; this says the same in
figures alone, without intervals and without the engine's 32-bit rounding. A test holds it to a
relative 1e-4, and to 5e-3 where recall is all but certain and that rounding tells. Source: the
published algorithm of FSRS-6, 21 weights.
"""

from collections.abc import Iterable, Sequence
from math import exp

from fsrs_rs_python import DEFAULT_PARAMETERS

from quizgen.model import Rating
from quizgen.scheduler.engine import curve

LEAST, MOST = 0.001, 36_500.0
"""Between these days stability stays."""

_EASIEST, _HARDEST = 1.0, 10.0


class Formulas:
    """FSRS-6 with some weights (none: its defaults). Stability in days, difficulty 1 to 10."""

    __slots__ = ("_again", "_decay", "_factor", "_gain", "_mean", "_times", "weights")

    def __init__(self, weights: Sequence[float] = ()) -> None:
        """Work out once what does not depend on a card."""
        w = self.weights = tuple(weights or DEFAULT_PARAMETERS)
        self._factor, self._decay = curve(w)
        self._gain = exp(w[8])
        self._again = exp(w[17] * w[18])
        self._mean = w[7] * self._first_difficulty(Rating.EASY)
        self._times = {Rating.HARD: w[15], Rating.GOOD: 1.0, Rating.EASY: w[16]}

    def retrievability(self, stability: float, elapsed: float) -> float:
        """The probability of recall after so many days."""
        chance: float = (1 + self._factor * elapsed / stability) ** self._decay

        return chance

    def interval(self, stability: float, retention: float) -> float:
        """Days until the probability of recall falls to ``retention``."""
        days: float = stability / self._factor * (retention ** (1 / self._decay) - 1)

        return days

    def first(self, rating: Rating = Rating.GOOD) -> tuple[float, float]:
        """Stability and difficulty after a card's first answer."""
        difficulty = self._first_difficulty(rating)

        return (
            min(max(self.weights[rating - 1], LEAST), MOST),
            min(max(difficulty, _EASIEST), _HARDEST),
        )

    def passed(
        self, stability: float, difficulty: float, recall: float, rating: Rating = Rating.GOOD
    ) -> tuple[float, float]:
        """The same after a pass on a later day, where the probability of it was ``recall``."""
        w = self.weights
        gain = (
            self._gain
            * (11 - difficulty)
            * stability ** -w[9]
            * (exp((1 - recall) * w[10]) - 1)
            * self._times[rating]
        )

        return (
            min(max(stability * (1 + gain), LEAST), MOST),
            self._difficulty(difficulty, rating),
        )

    def failed(self, stability: float, difficulty: float, recall: float) -> tuple[float, float]:
        """The same after *again* on a later day, where the probability of a pass was ``recall``."""
        w = self.weights
        left = (
            w[11]
            * difficulty ** -w[12]
            * ((stability + 1) ** w[13] - 1)
            * exp((1 - recall) * w[14])
        )

        return (
            min(max(min(left, stability / self._again), LEAST), MOST),
            self._difficulty(difficulty, Rating.AGAIN),
        )

    def same_day(
        self, stability: float, difficulty: float, rating: Rating = Rating.GOOD
    ) -> tuple[float, float]:
        """The same after one more answer on the day of the last."""
        w = self.weights
        gain = exp(w[17] * (rating - 3 + w[18])) * stability ** -w[19]
        if rating >= Rating.HARD:
            gain = max(gain, 1.0)

        return (
            min(max(stability * gain, LEAST), MOST),
            self._difficulty(difficulty, rating),
        )

    def after(
        self, stability: float, difficulty: float, elapsed: int, rating: Rating
    ) -> tuple[float, float]:
        """The same after any answer; stability 0 means a new card."""
        if not stability:
            return self.first(rating)
        if elapsed == 0:
            return self.same_day(stability, difficulty, rating)
        recall = self.retrievability(stability, elapsed)
        if rating is Rating.AGAIN:
            return self.failed(stability, difficulty, recall)

        return self.passed(stability, difficulty, recall, rating)

    # The same for many cards at once, as lists beside each other: several times as fast.

    def recalls(self, stabilities: Sequence[float], elapsed: Iterable[float]) -> list[float]:
        """The probability of recall of each card after its own number of days."""
        factor, decay = self._factor, self._decay

        return [
            (1 + factor * days / stability) ** decay
            for stability, days in zip(stabilities, elapsed, strict=True)
        ]

    def recalls_in(self, stabilities: Sequence[float], days: float) -> list[float]:
        """The same after the same number of days."""
        distance, decay = self._factor * days, self._decay

        return [(1 + distance / stability) ** decay for stability in stabilities]

    def all_passed(
        self,
        stabilities: Sequence[float],
        difficulties: Sequence[float],
        recalls: Sequence[float],
    ) -> list[float]:
        """Stability of each card after *good* on a later day."""
        gain, slow, w10 = self._gain, -self.weights[9], self.weights[10]

        return [
            it
            if (it := s * (1 + gain * (11 - d) * s**slow * (exp((1 - r) * w10) - 1))) < MOST
            else MOST
            for s, d, r in zip(stabilities, difficulties, recalls, strict=True)
        ]

    def all_failed(
        self,
        stabilities: Sequence[float],
        difficulties: Sequence[float],
        recalls: Sequence[float],
    ) -> list[float]:
        """Stability of each card after *again* on a later day."""
        w11, w12, w13, w14 = self.weights[11:15]
        again = 1 / self._again
        left = [
            w11 * d**-w12 * ((s + 1) ** w13 - 1) * exp((1 - r) * w14)
            for s, d, r in zip(stabilities, difficulties, recalls, strict=True)
        ]

        return [max(min(s * again, it), LEAST) for it, s in zip(left, stabilities, strict=True)]

    def all_same_day(self, stabilities: Sequence[float]) -> list[float]:
        """Stability of each card after one more *good* on the day of its last answer."""
        gain, slow = self._again, -self.weights[19]

        return [it if s < (it := s * gain * s**slow) < MOST else min(s, MOST) for s in stabilities]

    def difficulties(self, difficulties: Sequence[float], rating: Rating) -> list[float]:
        """Difficulty of each card after the same rating."""
        w7, step = self.weights[7], self.weights[6] * (rating - 3) / 9
        mean, keep = self._mean, 1 - w7

        return [
            min(max(mean + keep * (d - step * (10 - d)), _EASIEST), _HARDEST) for d in difficulties
        ]

    def _first_difficulty(self, rating: Rating) -> float:
        return self.weights[4] - exp(self.weights[5] * (rating - 1)) + 1

    def _difficulty(self, difficulty: float, rating: Rating) -> float:
        w = self.weights
        moved = difficulty - w[6] * (rating - 3) * (10 - difficulty) / 9

        return min(max(self._mean + (1 - w[7]) * moved, _EASIEST), _HARDEST)
