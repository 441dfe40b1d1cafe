"""How good predictions were: log loss, RMSE(bins) and AUC, as in the benchmarks of schedulers.

:class:`Figures` are of predictions made by one model or by several in turn, each on answers that
it had not seen.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log, sqrt

from quizgen.scheduler.likelihood import Sequel


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Of some predictions."""

    answers: int
    #: Shares of them that were recalled, and that were expected to be.
    recalled: float
    expected: float
    #: Mean of minus the logarithm of the chance given to what then happened; lower is better.
    log_loss: float
    #: How far predictions are off on average over like answers; lower is better.
    rmse_bins: float
    #: How often a recalled card had the higher chance of the two, of all pairs of a recalled and
    #: a forgotten one; ties count half. ``None`` where there is no such pair.
    auc: float | None


Batch = tuple[Sequence[Sequel], Sequence[float]]
"""Answers, and the chance of recall that one model gave to each of them before."""


def figures(batches: Sequence[Batch]) -> Figures:
    """Return the figures over all batches; pairs for the AUC are of one batch, so of one model."""
    pairs = [
        (sequel, recall)
        for sequels, recalls in batches
        for sequel, recall in zip(sequels, recalls, strict=True)
    ]
    ordered = [in_order(batch) for batch in batches]
    possible = sum(it[1] for it in ordered)

    return Figures(
        answers=len(pairs),
        recalled=sum(it.passed for it, _ in pairs) / len(pairs),
        expected=sum(recall for _, recall in pairs) / len(pairs),
        log_loss=-sum(log(p if it.passed else 1 - p) for it, p in pairs) / len(pairs),
        rmse_bins=_rmse(pairs),
        auc=sum(it[0] for it in ordered) / possible if possible else None,
    )


def in_order(batch: Batch) -> tuple[float, int]:
    """Of the pairs of a recalled and a forgotten card, those told apart rightly, and all."""
    tied: dict[float, list[int]] = defaultdict(lambda: [0, 0])
    for sequel, recall in zip(*batch, strict=True):
        tied[recall][sequel.passed] += 1
    right, forgotten, recalled = 0.0, 0, 0
    for recall in sorted(tied):
        failed, passed = tied[recall]
        right += passed * (forgotten + failed / 2)
        forgotten += failed
        recalled += passed

    return right, forgotten * recalled


def _rmse(pairs: Sequence[tuple[Sequel, float]]) -> float:
    """Root mean square, weighted by answers, of what bins of like answers are off on average."""
    bins: dict[tuple[int, int, int], list[float]] = defaultdict(lambda: [0.0, 0])
    for sequel, recall in pairs:
        found = bins[bin_of(sequel)]
        found[0] += recall - sequel.passed
        found[1] += 1

    return sqrt(sum(off * off / count for off, count in bins.values()) / len(pairs))


_TIMES = {base: log(base) for base in (3.62, 1.89, 1.73)}


def bin_of(sequel: Sequel) -> tuple[int, int, int]:
    """Numbers of the bin by elapsed days, length of the history, and lapses in it.

    Bins widen by a factor of 3.62, 1.89 and 1.73, as in open-spaced-repetition's benchmark.
    """
    return (
        floor(log(sequel.elapsed) / _TIMES[3.62]),
        floor(log(sequel.length) / _TIMES[1.89]),
        floor(log(sequel.lapses) / _TIMES[1.73]) if sequel.lapses else -1,
    )
