"""Weights of one's own: five offsets from the defaults, as far as the answers insist on them.

All 21 weights fitted to a log of a few thousand answers follow its chance as much as its learner.
Here five combinations of them move that differ most between people, each held back by a bell
curve around the default (maximum a posteriori), and what is found is shrunk once more by the
number of answers. On answers not seen before this did better than fitting all on most logs, and
hardly ever worse than the defaults.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp
from typing import NamedTuple

from quizgen.fitting.simplex import Point, lowest
from quizgen.scheduler.likelihood import DEFAULT_WEIGHTS, Likelihood, clipped

ENOUGH = 500
"""Answers to be predicted below which the defaults hold."""

_HALF_WAY = 300
"""Answers at which half of the way to what was found is gone."""

_MOST = 160
"""Evaluations of the likelihood."""

_NEAR = 0.05
"""Differences of the logarithm of the likelihood that no answers could tell."""


class Offset(NamedTuple):
    """A way in which learners differ."""

    name: str
    #: Which weights it moves: as factors of them (by its logarithm), or added.
    weights: tuple[int, ...]
    is_factor: bool
    #: Standard deviation of the bell curve.
    spread: float


OFFSETS = (
    Offset("first stability", (0, 1, 2, 3), is_factor=True, spread=0.7),
    Offset("decay", (20,), is_factor=True, spread=0.4),
    Offset("growth", (8,), is_factor=False, spread=0.3),
    Offset("after a lapse", (11,), is_factor=True, spread=0.4),
    Offset("late reviews", (10,), is_factor=True, spread=0.3),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What some answers say of their learner."""

    #: Of each of :data:`OFFSETS`, before shrinking.
    offsets: Point
    #: Shrunk by the number of answers, and as precise as Anki shows them.
    weights: tuple[float, ...]


def estimate(
    answers: Likelihood,
    start: Estimate | None = None,
    step: Callable[[], None] | None = None,
) -> Estimate:
    """Return the estimate from some answers; quicker from a ``start`` that is near.

    ``step`` is called for each evaluation, to show how far it has come.
    """

    def cost(offsets: Point) -> float:
        if step:
            step()
        held = sum((it / offset.spread) ** 2 for it, offset in zip(offsets, OFFSETS, strict=True))
        return answers.loss(weights_of(offsets)) + held / 2

    first = start.offsets if start else (0.0,) * len(OFFSETS)
    part = 0.15 if start else 0.5
    strides = [offset.spread * part for offset in OFFSETS]
    found = lowest(cost, first, strides, most=_MOST, near=_NEAR)
    count = len(answers.sequels)
    share = count / (count + _HALF_WAY)
    weights = weights_of(tuple(share * it for it in found))

    return Estimate(offsets=found, weights=tuple(round(weight, 4) for weight in weights))


def weights_of(offsets: Point) -> tuple[float, ...]:
    """The weights that lie so far from the defaults, within their ranges."""
    weights = list(DEFAULT_WEIGHTS)
    for value, offset in zip(offsets, OFFSETS, strict=True):
        for at in offset.weights:
            weights[at] = weights[at] * exp(value) if offset.is_factor else weights[at] + value

    return clipped(weights)
