"""The door to the FSRS engine: memories and ideal intervals, and how much a guess is worth."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import exp, log
from operator import attrgetter
from struct import Struct
from typing import Any, NamedTuple

from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview, MemoryState

from quizgen.model import Rating
from quizgen.scheduler.evidence import UNSEEN, knew
from quizgen.scheduler.fuzz import f32, rounded


class State(NamedTuple):
    """What a rating makes of a memory: the two figures, and the ideal interval in days."""

    stability: float
    difficulty: float
    interval: float


States = dict[Rating, State]

Follower = Callable[[Sequence[int], Sequence[int], Sequence[int]], tuple[float, float]]
"""From the study days of reviews, the numbers of their grades, and which reviews a card has had,
in order, to its stability and difficulty."""

_Guesser = Callable[[float, float, int], tuple[float, float]]
"""From stability, difficulty and days gone by to what the two figures become."""

_ALIKE = 100_000
"""Steps that are remembered, so that they are taken only once."""


class Engine:
    """FSRS-6 with some weights (none: its defaults) and a desired retention."""

    def __init__(self, weights: Sequence[float], retention: float) -> None:
        """Start the engine."""
        weights = list(weights or DEFAULT_PARAMETERS)
        self._fsrs = FSRS(weights)
        self._answers = {rating: _Answers(rating) for rating in Rating}
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
        found = self._recall(stability, difficulty, elapsed)
        state = _state(found, rating)
        if not guess or rating is Rating.AGAIN:
            return state
        recall = self.retrievability(stability, elapsed) if stability else UNSEEN

        return self._between(_state(found, Rating.AGAIN), state, knew(recall, guess))

    def follower(self, grades: Sequence[tuple[Rating, float]]) -> Follower:
        """Make what follows reviews of some grades, rating and guess, many times as fast.

        It asks the engine for one memory in the place of four, to the bit the same, rounds as
        :func:`stored` does, and takes no detour over objects of ours.
        """
        remember = self._fsrs.memory_state
        plans = [
            (self._answers[rating], self._guesser(rating, guess) if guess else None)
            for rating, guess in grades
        ]

        def follow(
            days: Sequence[int], grade: Sequence[int], numbers: Sequence[int]
        ) -> tuple[float, float]:
            stability = difficulty = 0.0
            before = days[numbers[0]]
            for number in numbers:
                day = days[number]
                answers, guesser = plans[grade[number]]
                if guesser is None:
                    memory = MemoryState(stability, difficulty) if stability else None
                    memory = remember(answers[day - before], memory)
                    stability, difficulty = _unpack(
                        _pack(memory.stability * 10_000, memory.difficulty * 1_000)
                    )
                    stability = (stability + _TIE + _WHOLE - _WHOLE) / 10_000
                    difficulty = (difficulty + _TIE + _WHOLE - _WHOLE) / 1_000
                else:
                    stability, difficulty = guesser(stability, difficulty, day - before)
                before = day

            return stability, difficulty

        return follow

    def _guesser(self, rating: Rating, guess: float) -> _Guesser | None:
        """The same for one step of an answer that may have been a guess, if that matters."""
        if rating is Rating.AGAIN:
            return None
        remember, factor, decay = self._fsrs.memory_state, self._factor, self._decay
        answers, failures = self._answers[rating], self._answers[Rating.AGAIN]

        # Cards that are asked as a choice have mostly just begun, and many begin alike.
        @lru_cache(maxsize=_ALIKE)
        def guesser(stability: float, difficulty: float, elapsed: int) -> tuple[float, float]:
            before = MemoryState(stability, difficulty) if stability else None
            recall = (1 + factor * elapsed / stability) ** decay if stability else UNSEEN
            share = knew(recall, guess)
            passed, again = remember(answers[elapsed], before), remember(failures[elapsed], before)
            stable, hard = between(again, passed, share)
            stable, hard = _unpack(_pack(stable * 10_000, hard * 1_000))
            stable, hard = stable + _TIE + _WHOLE - _WHOLE, hard + _TIE + _WHOLE - _WHOLE

            return stable / 10_000, hard / 1_000

        return guesser

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


_PAIR = Struct("<2f")
_pack, _unpack = _PAIR.pack, _PAIR.unpack

_WHOLE = 1.5 * 2.0**52
"""Added and taken away again, it leaves of a float below 2**51 the nearest whole number."""

_TIE = 2.0**-26
"""Lifts a half, which would go to the nearest even number, above it; a 32-bit float that is not a
half is further away from one."""


class _Answers(dict[int, Any]):
    """A rating after so many days, as the engine takes it."""

    def __init__(self, rating: Rating) -> None:
        """Begin without any."""
        self._rating = int(rating)

    def __missing__(self, elapsed: int) -> Any:  # noqa: ANN401 - the engine carries no types
        found = self[elapsed] = FSRSItem([FSRSReview(self._rating, elapsed)])
        return found


_ITEMS = {rating: attrgetter(rating.name.lower()) for rating in Rating}


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
    item = _ITEMS[rating](found)
    memory = item.memory

    return State(memory.stability, memory.difficulty, item.interval)


def stored(value: float, places: int) -> float:
    """A figure as precise as Anki keeps it: stability with 4 decimals, difficulty with 3."""
    power: int = 10**places

    return rounded(f32(value * power)) / power
