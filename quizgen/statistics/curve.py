"""The forgetting curve: what was recalled, against what the scheduler had predicted each time."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log, sqrt

from quizgen.statistics.answers import Given
from quizgen.statistics.shares import Share, share_of

PREDICTED = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
"""Where the bins of the predicted chance meet; 1 belongs to the last one."""

DAYS = (1, 2, 4, 8, 15, 31, 61, 121, 366)
"""The days with which the bins of the time since the last answer begin."""

_SMALLEST = 1e-6
"""No prediction is surer than this, so that one surprise does not cost everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Recalls that are alike in something, from ``low`` up to, and without, ``high``."""

    low: float
    #: ``None`` where there is no end.
    high: float | None
    recall: Share
    #: How many the scheduler expected to be right, and the variance of that.
    expected: float
    variance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """How far the scheduler's predictions came true."""

    recall: Share
    #: How many it expected to be right.
    expected: float
    #: How many more were right, in standard deviations of what chance does.
    deviation: float
    #: Root mean square of (observed - expected share) over the bins of the predicted chance.
    rmse: float
    #: What chance alone would make of it, were every prediction exact.
    rmse_chance: float
    #: Mean of -ln(the probability that it gave to what happened); lower is better.
    log_loss: float
    #: The same for somebody who always predicts the average of all these answers.
    log_loss_average: float
    by_chance: tuple[Bin, ...]
    by_days: tuple[Bin, ...]


def curve(recalls: Sequence[Given]) -> Curve | None:
    """Compare recalls with their predictions; ``None`` where there are none."""
    if not recalls:
        return None
    chances = [it.predicted for it in recalls]
    total = share_of(it.right for it in recalls)
    expected = sum(chances)
    spread = sqrt(sum(chance * (1 - chance) for chance in chances))
    by_chance = _bins(recalls, PREDICTED[:-1], lambda it: it.predicted, 1.0)
    average = total.right / total.total
    return Curve(
        recall=total,
        expected=expected,
        deviation=(total.right - expected) / spread if spread else 0.0,
        rmse=_rmse(by_chance, lambda it: (it.recall.right - it.expected) ** 2),
        rmse_chance=_rmse(by_chance, lambda it: it.variance),
        log_loss=_log_loss(recalls, chances),
        log_loss_average=_log_loss(recalls, [average] * len(recalls)),
        by_chance=by_chance,
        by_days=_bins(recalls, DAYS, lambda it: it.days, None),
    )


def _bins(
    recalls: Sequence[Given],
    starts: Sequence[float],
    value: Callable[[Given], float],
    end: float | None,
) -> tuple[Bin, ...]:
    """Return the bins that hold anything."""
    held: dict[int, list[Given]] = {}
    for it in recalls:
        at = bisect_right(starts, value(it)) - 1
        held.setdefault(max(0, at), []).append(it)
    ends = [*starts[1:], end]
    return tuple(
        Bin(
            low=starts[at],
            high=ends[at],
            recall=share_of(it.right for it in held[at]),
            expected=sum(it.predicted for it in held[at]),
            variance=sum(it.predicted * (1 - it.predicted) for it in held[at]),
        )
        for at in sorted(held)
    )


def _rmse(bins: Sequence[Bin], square: Callable[[Bin], float]) -> float:
    squares = sum(square(it) / it.recall.total for it in bins)
    return sqrt(squares / sum(it.recall.total for it in bins))


def _log_loss(recalls: Sequence[Given], chances: Sequence[float]) -> float:
    loss = 0.0
    for it, chance in zip(recalls, chances, strict=True):
        given = chance if it.right else 1 - chance
        loss -= log(min(max(given, _SMALLEST), 1 - _SMALLEST))
    return loss / len(recalls)
