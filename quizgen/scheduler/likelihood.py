"""How well weights explain answers: the door to the FSRS engine for fitting them.

The engine's own ``evaluate`` counts late answers up to four times as much as early ones, so the
figures here are made of its memories instead: recall before each answer, and all of them alike.
The engine moves weights beyond their ranges to the nearest end, so :func:`clipped` does it first.
"""

from collections.abc import Sequence
from math import exp, log, log1p
from typing import Any, NamedTuple

from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview, MemoryState

from quizgen.model import Rating
from quizgen.scheduler.evidence import UNSEEN, knew
from quizgen.scheduler.fsrs6 import PARAMETER_RANGES

DEFAULT_WEIGHTS: tuple[float, ...] = tuple(round(weight, 4) for weight in DEFAULT_PARAMETERS)
"""What holds without any of the learner's own."""

_EARLIEST = 1e-6
"""No prediction is surer than this, in either direction."""


class Trial(NamedTuple):
    """One answer to a card, for what it says of the memory."""

    rating: Rating
    #: Study days since the answer before; 0 of the first.
    elapsed: int
    #: Study day and instant: when it was.
    day: int
    instant: int
    #: How likely a right answer came about by chance.
    guess: float = 0.0
    #: Whether it is to be predicted; others only move the memory.
    scored: bool = False


class Sequel(NamedTuple):
    """Where an answer to be predicted stands in its history, for telling like ones together."""

    #: Study days since the answer before.
    elapsed: int
    #: Answers on other study days than the one before, up to this one and it included.
    length: int
    #: How many of those before were *again*.
    lapses: int
    passed: bool


class _Segment(NamedTuple):
    """A stretch of a history up to an answer that may have been a guess."""

    history: int
    #: ``None`` where there is nothing between two such answers.
    item: Any
    #: Index among the engine's memories → which prediction it is for.
    wanted: tuple[tuple[int, int], ...]
    #: The guess at its end: the same as *again* and as rated; none after the last stretch.
    again: Any = None
    passed: Any = None
    elapsed: int = 0
    guess: float = 0.0


class Likelihood:
    """Answers to be predicted, made ready to be predicted by many weights."""

    def __init__(self, histories: Sequence[Sequence[Trial]]) -> None:
        """Take each card's answers from its first on; predictions follow the order of these."""
        #: Of each prediction.
        self.sequels: list[Sequel] = []
        self._rounds: list[list[_Segment]] = []
        self._histories = len(histories)
        for number, history in enumerate(histories):
            if any(trial.scored for trial in history):
                self._prepare(number, history)
        self._elapsed = [it.elapsed for it in self.sequels]
        self._passed = [at for at, it in enumerate(self.sequels) if it.passed]
        self._failed = [at for at, it in enumerate(self.sequels) if not it.passed]

    def recalls(self, weights: Sequence[float]) -> list[float]:
        """The chance of recall before each answer that is to be predicted."""
        factor, decay = curve(weights)

        return [
            min(max((1 + factor * it.elapsed / stability) ** decay, _EARLIEST), 1 - _EARLIEST)
            for it, stability in zip(self.sequels, self._stabilities(weights), strict=True)
        ]

    def loss(self, weights: Sequence[float]) -> float:
        """Minus the logarithm of the likelihood, of all answers together; quick."""
        factor, decay = curve(weights)
        steeps = [
            factor * elapsed / stability
            for elapsed, stability in zip(self._elapsed, self._stabilities(weights), strict=True)
        ]
        passed = sum([log1p(steeps[at]) for at in self._passed])
        failed = sum([log(max(1 - (1 + steeps[at]) ** decay, _EARLIEST)) for at in self._failed])

        return -decay * passed - failed

    def _prepare(self, number: int, history: Sequence[Trial]) -> None:
        """Cut a history into segments, as far as anything in it is to be predicted."""
        end = max(at for at, trial in enumerate(history) if trial.scored)
        start, length, lapses, round_ = 0, 0, 0, 0
        wanted: list[tuple[int, int]] = []
        for at, trial in enumerate(history[: end + 1]):
            length += trial.elapsed > 0
            if trial.scored:
                # The engine puts the memory that it starts from before the others.
                wanted.append((at - start - (not round_), len(self.sequels)))
                passed = trial.rating > Rating.AGAIN
                self.sequels.append(Sequel(trial.elapsed, length + 1, lapses, passed))
            if trial.guess or at == end:
                segment = _segment(number, history[start : at + 1], tuple(wanted))
                self._put(round_, segment)
                start, wanted, round_ = at + 1, [], round_ + 1
            lapses += trial.elapsed > 0 and trial.rating is Rating.AGAIN

    def _put(self, round_: int, segment: _Segment) -> None:
        if round_ == len(self._rounds):
            self._rounds.append([])
        self._rounds[round_].append(segment)

    def _stabilities(self, weights: Sequence[float]) -> list[float]:
        """Before each answer that is to be predicted.

        A round goes on by one segment in all histories that have so many, in a few calls.
        """
        engine = FSRS(list(weights))
        factor, decay = curve(weights)
        found = [0.0] * len(self.sequels)
        memories: list[Any] = [None] * self._histories
        for round_ in self._rounds:
            plain = [segment for segment in round_ if segment.item]
            starts = [memories[segment.history] for segment in plain]
            paths = engine.historical_memory_state_batch([it.item for it in plain], starts)
            for segment, path in zip(plain, paths, strict=True):
                for at, slot in segment.wanted:
                    found[slot] = path[at].stability
                memories[segment.history] = path[-1]
            guesses = [segment for segment in round_ if segment.again]
            starts = [memories[segment.history] for segment in guesses]
            missed = engine.memory_state_batch([it.again for it in guesses], starts)
            passed = engine.memory_state_batch([it.passed for it in guesses], starts)
            for it, before, low, high in zip(guesses, starts, missed, passed, strict=True):
                recall = (1 + factor * it.elapsed / before.stability) ** decay if before else UNSEEN
                memories[it.history] = _between(low, high, knew(recall, it.guess))

        return found


def _segment(
    history: int, trials: Sequence[Trial], wanted: tuple[tuple[int, int], ...]
) -> _Segment:
    last = trials[-1]
    plain = trials[:-1] if last.guess else trials
    item = _item(plain) if plain else None
    if not last.guess:
        return _Segment(history, item, wanted)
    again = _item([last._replace(rating=Rating.AGAIN)])

    return _Segment(history, item, wanted, again, _item([last]), last.elapsed, last.guess)


def _item(trials: Sequence[Trial]) -> Any:  # noqa: ANN401 - the engine carries no types
    return FSRSItem([FSRSReview(trial.rating, trial.elapsed) for trial in trials])


def _between(low: Any, high: Any, share: float) -> Any:  # noqa: ANN401 - the engine carries no types
    rest = 1 - share

    return MemoryState(
        exp(share * log(high.stability) + rest * log(low.stability)),
        share * high.difficulty + rest * low.difficulty,
    )


def curve(weights: Sequence[float]) -> tuple[float, float]:
    """Factor and power of the forgetting curve."""
    decay = -weights[20]

    return 0.9 ** (1 / decay) - 1, decay


def clipped(weights: Sequence[float]) -> tuple[float, ...]:
    """The weights, each moved to the nearest end of its range where it is beyond."""
    return tuple(
        min(max(weight, low), high)
        for weight, (low, high) in zip(weights, PARAMETER_RANGES, strict=True)
    )


def all_weights(histories: Sequence[Sequence[Trial]]) -> tuple[float, ...]:
    """All 21 weights as the engine's own training finds them.

    It knows nothing of guesses: an answer that may have been one counts as it was rated.
    """
    items = [
        (trial.day, trial.instant, _item(history[: at + 1]))
        for history in histories
        for at, trial in enumerate(history)
        if trial.scored
    ]
    # It counts late ones for more, by their order.
    items.sort(key=lambda it: it[:2])
    weights = FSRS(list(DEFAULT_PARAMETERS)).compute_parameters([item for *_, item in items])

    return tuple(weights)


def good_intervals(weights: Sequence[float], retention: float, count: int) -> list[int]:
    """Days between the answers to a card that is always recalled, and always when it is due."""
    engine = FSRS(list(weights))
    memory, elapsed = None, 0
    found = []
    for _ in range(count):
        good = engine.next_states(memory, retention, elapsed).good
        memory, elapsed = good.memory, max(1, round(good.interval))
        found.append(elapsed)

    return found
