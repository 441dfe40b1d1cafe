"""The door to the FSRS engine: memories and ideal intervals, and how much a guess is worth."""

from collections.abc import Sequence
from math import exp, log
from typing import Any, NamedTuple

from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, MemoryState

from quizgen.model import Rating
from quizgen.scheduler.evidence import UNSEEN, knew
from quizgen.scheduler.fuzz import f32, rounded


class State(NamedTuple):
    """What a rating makes of a memory: the two figures, and the ideal interval in days."""

    stability: float
    difficulty: float
    interval: float


States = dict[Rating, State]


class Engine:
    """FSRS-6 with some weights (none: its defaults) and a desired retention."""

    def __init__(self, weights: Sequence[float], retention: float) -> None:
        """Start the engine."""
        weights = list(weights or DEFAULT_PARAMETERS)
        self._fsrs = FSRS(weights)
        self._retention = retention
        self._factor, self._decay = curve(weights)
        #: Whether the weights say anything about less than a day.
        self.short_term = weights[17] > 0 and weights[18] > 0

    def states(
        self, stability: float, difficulty: float, elapsed: int, guess: float = 0.0
    ) -> States:
        """What each rating makes of a memory after so many days; stability 0 means a new card.

        A right answer that may have been a guess is only likely to mean recall. As likely as it
        is, that share of the way the memory goes from where *again* would have left it: stability
        on its logarithm, difficulty straight.
        """
        found = self._recall(stability, difficulty, elapsed)
        states = {rating: _state(found, rating) for rating in Rating}
        if guess:
            recall = self.retrievability(stability, elapsed) if stability else UNSEEN
            share = knew(recall, guess)
            again = states[Rating.AGAIN]
            for rating in (Rating.HARD, Rating.GOOD, Rating.EASY):
                states[rating] = self._between(again, states[rating], share)

        return states

    def state(
        self, stability: float, difficulty: float, elapsed: int, rating: Rating, guess: float
    ) -> State:
        """The same for one rating."""
        if guess:
            return self.states(stability, difficulty, elapsed, guess)[rating]

        return _state(self._recall(stability, difficulty, elapsed), rating)

    def retrievability(self, stability: float, elapsed: int) -> float:
        """The probability of recall after so many days."""
        chance: float = (1 + self._factor * elapsed / stability) ** self._decay

        return chance

    def _recall(self, stability: float, difficulty: float, elapsed: int) -> Any:  # noqa: ANN401 - the engine carries no types
        memory = MemoryState(stability, difficulty) if stability else None

        return self._fsrs.next_states(memory, self._retention, elapsed)

    def _between(self, again: State, passed: State, share: float) -> State:
        stability, difficulty = between(again, passed, share)
        interval = self._fsrs.next_interval(stability, self._retention, Rating.GOOD)

        return State(stability, difficulty, interval)


_NAMES = {Rating.AGAIN: "again", Rating.HARD: "hard", Rating.GOOD: "good", Rating.EASY: "easy"}


def curve(weights: Sequence[float]) -> tuple[float, float]:
    """Factor and power of the forgetting curve."""
    decay = -weights[20]

    return 0.9 ** (1 / decay) - 1, decay


def between(again: Any, passed: Any, share: float) -> tuple[float, float]:  # noqa: ANN401 - a state, or the engine's own
    """Stability and difficulty a share of the way from one memory to another."""
    rest = 1 - share
    stability = exp(share * log(passed.stability) + rest * log(again.stability))

    return stability, share * passed.difficulty + rest * again.difficulty


def _state(found: Any, rating: Rating) -> State:  # noqa: ANN401 - the engine carries no types
    item = getattr(found, _NAMES[rating])
    memory = item.memory

    return State(memory.stability, memory.difficulty, item.interval)


def stored(value: float, places: int) -> float:
    """A figure as precise as Anki keeps it: stability with 4 decimals, difficulty with 3."""
    power: int = 10**places

    return rounded(f32(value * power)) / power
