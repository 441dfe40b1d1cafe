"""How well weights explain answers: the door to the FSRS engine for fitting them.

The engine's own ``evaluate`` counts late answers up to four times as much as early ones, so the
figures here are made of its memories instead: recall before each answer, and all of them alike.
The engine moves weights beyond their ranges to the nearest end, so :func:`clipped` does it first.
"""

from collections.abc import Sequence
from math import log, log1p
from typing import Any, NamedTuple

from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview, MemoryState

from quizgen.model import Rating
from quizgen.scheduler.engine import between, curve
from quizgen.scheduler.evidence import UNSEEN, knew
from quizgen.scheduler.fsrs6 import PARAMETER_RANGES

DEFAULT_WEIGHTS: tuple[float, ...] = tuple(round(weight, 4) for weight in DEFAULT_PARAMETERS)
"""What holds without any of the learner's own."""

_SUREST = 1e-6
"""No prediction is nearer than this to certainty, in either direction."""

_LONGEST = 256
"""Answers of a history beyond which the engine does not train on it."""


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
    #: Whether it is to be predicted; others only move the memory. Never with a guess.
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


class _Guess(NamedTuple):
    """An answer that may have been a guess: the same as *again* and as rated."""

    history: int
    again: Any
    passed: Any
    elapsed: int
    guess: float


class _Round:
    """The next stretch of each history that has one, up to an answer that may have been a guess."""

    def __init__(self) -> None:
        #: What lies before the guesses, where anything does, and in which history.
        self.items: list[Any] = []
        self.histories: list[int] = []
        #: Where among all memories that the engine gives of these the wanted ones are.
        self.wanted: list[int] = []
        self.guesses: list[_Guess] = []
        self._memories = 0

    def add(self, history: int, trials: Sequence[Trial], *, begun: bool) -> list[int]:
        """Take a stretch; returns where in it answers are to be predicted."""
        scored = [at for at, trial in enumerate(trials) if trial.scored]
        last = trials[-1]
        plain = trials[:-1] if last.guess else trials
        if plain:
            # The engine puts the memory that it starts from before the others.
            before = self._memories - (not begun)
            self.wanted += [before + at for at in scored]
            self._memories += len(plain) + begun
            self.items.append(_item(plain))
            self.histories.append(history)
        if last.guess:
            again = _item([last._replace(rating=Rating.AGAIN)])
            self.guesses.append(_Guess(history, again, _item([last]), last.elapsed, last.guess))

        return scored


class Likelihood:
    """Answers to be predicted, made ready to be predicted by many weights."""

    def __init__(self, histories: Sequence[Sequence[Trial]]) -> None:
        """Take each card's answers from its first on; an answer with a guess is never scored."""
        #: Of each prediction.
        self.sequels: list[Sequel] = []
        self._rounds: list[_Round] = []
        self._histories = len(histories)
        by_round: list[list[Sequel]] = []
        for number, history in enumerate(histories):
            if any(trial.scored for trial in history):
                self._prepare(number, history, by_round)
        self.sequels = [sequel for sequels in by_round for sequel in sequels]
        self._elapsed = [it.elapsed for it in self.sequels]
        self._passed = [at for at, it in enumerate(self.sequels) if it.passed]
        self._failed = [at for at, it in enumerate(self.sequels) if not it.passed]

    def recalls(self, weights: Sequence[float]) -> list[float]:
        """The chance of recall before each answer that is to be predicted."""
        factor, decay = curve(weights)

        return [
            min(max((1 + factor * elapsed / stability) ** decay, _SUREST), 1 - _SUREST)
            for elapsed, stability in zip(self._elapsed, self._stabilities(weights), strict=True)
        ]

    def loss(self, weights: Sequence[float]) -> float:
        """Minus the logarithm of the likelihood, of all answers together; quick."""
        factor, decay = curve(weights)
        steeps = [
            factor * elapsed / stability
            for elapsed, stability in zip(self._elapsed, self._stabilities(weights), strict=True)
        ]
        passed = sum(map(log1p, [steeps[at] for at in self._passed]))
        failed = sum([log(max(1 - (1 + steeps[at]) ** decay, _SUREST)) for at in self._failed])

        return -decay * passed - failed

    def _prepare(self, number: int, history: Sequence[Trial], by_round: list[list[Sequel]]) -> None:
        """Cut a history into rounds, as far as anything in it is to be predicted."""
        end = max(at for at, trial in enumerate(history) if trial.scored)
        sequels = _sequels(history)
        start = 0
        cuts = [at for at in range(end) if history[at].guess]
        for round_, cut in enumerate([*cuts, end]):
            if round_ == len(self._rounds):
                self._rounds.append(_Round())
                by_round.append([])
            stretch = history[start : cut + 1]
            scored = self._rounds[round_].add(number, stretch, begun=start > 0)
            by_round[round_] += [sequels[start + at] for at in scored]
            start = cut + 1

    def _stabilities(self, weights: Sequence[float]) -> list[float]:
        """Before each answer that is to be predicted.

        A round goes on by one stretch in all histories that have so many, in a few calls.
        """
        engine = FSRS(list(weights))
        factor, decay = curve(weights)
        found: list[float] = []
        memories: list[Any] = [None] * self._histories
        for round_ in self._rounds:
            starts = [memories[history] for history in round_.histories]
            paths = engine.historical_memory_state_batch(round_.items, starts)
            stabilities = [memory.stability for path in paths for memory in path]
            found += [stabilities[at] for at in round_.wanted]
            if not round_.guesses:
                continue
            for history, path in zip(round_.histories, paths, strict=True):
                memories[history] = path[-1]
            starts = [memories[it.history] for it in round_.guesses]
            missed = engine.memory_state_batch([it.again for it in round_.guesses], starts)
            passed = engine.memory_state_batch([it.passed for it in round_.guesses], starts)
            for it, before, low, high in zip(round_.guesses, starts, missed, passed, strict=True):
                recall = (1 + factor * it.elapsed / before.stability) ** decay if before else UNSEEN
                memories[it.history] = MemoryState(*between(low, high, knew(recall, it.guess)))

        return found


def _sequels(history: Sequence[Trial]) -> list[Sequel]:
    """Where each answer stands."""
    found, length, lapses = [], 1, 0
    for trial in history:
        later = trial.elapsed > 0
        length += later
        found.append(Sequel(trial.elapsed, length, lapses, trial.rating > Rating.AGAIN))
        lapses += later and trial.rating is Rating.AGAIN

    return found


def _item(trials: Sequence[Trial]) -> Any:  # noqa: ANN401 - the engine carries no types
    return FSRSItem([FSRSReview(trial.rating, trial.elapsed) for trial in trials])


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
        for at, trial in enumerate(history[:_LONGEST])
        if trial.scored
    ]
    # It counts late ones for more, by their order.
    items.sort(key=lambda it: it[:2])
    weights = FSRS(list(DEFAULT_PARAMETERS)).compute_parameters([item for *_, item in items])

    return tuple(weights)


def good_intervals(
    weights: Sequence[float], retention: float, count: int, longest: int = 36_500
) -> list[int]:
    """Days between the answers to a card that is always recalled, and always when it is due."""
    engine = FSRS(list(weights))
    memory, elapsed = None, 0
    found = []
    for _ in range(count):
        good = engine.next_states(memory, retention, elapsed).good
        memory, elapsed = good.memory, min(max(1, round(good.interval)), longest)
        found.append(elapsed)

    return found
