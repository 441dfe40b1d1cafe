"""Models of memory side by side, each tried on answers that come after those it was fitted on.

To add one, write a function from histories to a :class:`Predictor` and add it to :data:`MODELS`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from quizgen.fitting.estimate import Estimate, estimate
from quizgen.fitting.figures import Batch, Figures, figures
from quizgen.fitting.histories import History, count_scored, split_at, window
from quizgen.scheduler.likelihood import DEFAULT_WEIGHTS, Likelihood, all_weights

MANY = 600
"""Answers to be predicted from which there are several folds."""

FEWEST = 20
"""Answers below which a comparison says nothing at all."""

_FOLDS = 5
_SINGLE = 0.75
"""Of a single split, the share that is fitted on."""

Predictor = Callable[[Likelihood], Sequence[float]]
"""Gives the chance of recall before each answer."""


class Earlier:
    """The answers of a fold to fit on."""

    def __init__(self, histories: Sequence[History], start: Estimate | None) -> None:
        """Prepare the answers; ``start`` is what an earlier fold's five weights were."""
        self.histories = histories
        self.answers = Likelihood(histories)
        self.start = start


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What each model was worth."""

    #: 1 for a single split; else each fold is fitted on all answers before it.
    folds: int
    #: Answers that could be predicted, and those that were.
    scored: int
    tested: int
    #: Name of the model → its figures, in the order of :data:`MODELS`.
    models: tuple[tuple[str, Figures], ...]


def _constant(earlier: Earlier) -> Predictor:
    passed = [sequel.passed for sequel in earlier.answers.sequels]
    # Of so few answers that all were recalled, nobody would say that all always will be.
    mean = (sum(passed) + 1) / (len(passed) + 2)
    return lambda later: [mean] * len(later.sequels)


def _defaults(earlier: Earlier) -> Predictor:  # noqa: ARG001  # every model is given the answers
    return lambda later: later.recalls(DEFAULT_WEIGHTS)


def _five(earlier: Earlier) -> Predictor:
    earlier.start = estimate(earlier.answers, start=earlier.start)
    weights = earlier.start.weights
    return lambda later: later.recalls(weights)


def _all(earlier: Earlier) -> Predictor:
    weights = all_weights(earlier.histories)
    return lambda later: later.recalls(weights)


MODELS: tuple[tuple[str, Callable[[Earlier], Predictor]], ...] = (
    ("constant", _constant),
    ("defaults", _defaults),
    ("5 parameters", _five),
    ("21 parameters", _all),
)
"""Name → how it is fitted."""


def steps_of(histories: Sequence[History]) -> int:
    """Count how often a comparison calls its ``step``."""
    return _folds(count_scored(histories)) * len(MODELS)


def compare(histories: Sequence[History], step: Callable[[], None] | None = None) -> Comparison:
    """Return what each model is worth; ``step`` is called for each fit of one.

    Raises:
        ValueError: there are fewer than :data:`FEWEST` answers to predict.
    """
    scored = count_scored(histories)
    if scored < FEWEST:
        raise ValueError(f"{scored} answers say nothing, it takes {FEWEST}")
    folds = _folds(scored)
    batches: dict[str, list[Batch]] = {name: [] for name, _ in MODELS}
    start: Estimate | None = None
    for earlier_of, later in _windows(histories, folds):
        earlier = Earlier(earlier_of, start)
        for name, model in MODELS:
            batches[name].append((later.sequels, model(earlier)(later)))
            if step:
                step()
        start = earlier.start
    models = tuple((name, figures(batches[name])) for name, _ in MODELS)

    return Comparison(folds=folds, scored=scored, tested=models[0][1].answers, models=models)


def _folds(scored: int) -> int:
    return _FOLDS if scored >= MANY else 1


def _windows(
    histories: Sequence[History], folds: int
) -> Iterator[tuple[Sequence[History], Likelihood]]:
    """Yield, for each fold, what comes before it, and itself ready to be predicted."""
    shares = [_SINGLE] if folds == 1 else [it / (folds + 1) for it in range(1, folds + 1)]
    cuts = split_at(histories, shares)
    for cut, end in zip(cuts, [*cuts[1:], None], strict=True):
        yield window(histories, until=cut), Likelihood(window(histories, cut, end))
