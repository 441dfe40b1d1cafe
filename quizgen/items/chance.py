"""How far a count may be off by chance: Wilson's interval and the chi-square test."""

import math
from collections.abc import Sequence

_Z = 1.959963984540054
"""Of a normal distribution 95 % lie within so many standard deviations."""

_STEPS = 500
_PRECISION = 1e-12


def wilson(right: float, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a share; all of it where nothing was counted."""
    if total == 0:
        return 0.0, 1.0
    share, square = right / total, _Z * _Z
    middle = share + square / (2 * total)
    half = _Z * math.sqrt(share * (1 - share) / total + square / (4 * total * total))
    scale = 1 + square / total
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def chi_square_p(observed: Sequence[float], expected: Sequence[float]) -> float:
    """Return how probable it is that counts are at least this far from what is expected."""
    pairs = [(seen, due) for seen, due in zip(observed, expected, strict=True) if due > 0]
    if len(pairs) < 2:  # noqa: PLR2004  # a single count cannot be off
        return 1.0
    statistic = sum((seen - due) ** 2 / due for seen, due in pairs)
    return upper_gamma((len(pairs) - 1) / 2, statistic / 2)


def upper_gamma(shape: float, at: float) -> float:
    """Return the regularised upper incomplete gamma function Q(shape, at)."""
    if at <= 0:
        return 1.0
    scale = math.exp(shape * math.log(at) - at - math.lgamma(shape))
    if at < shape + 1:
        return max(0.0, 1 - scale * _series(shape, at))
    return min(1.0, scale * _fraction(shape, at))


def _series(shape: float, at: float) -> float:
    """Sum the power series of P, which converges fast where ``at`` is small."""
    term = total = 1 / shape
    for step in range(1, _STEPS):
        term *= at / (shape + step)
        total += term
        if term < total * _PRECISION:
            break
    return total


def _fraction(shape: float, at: float) -> float:
    """Evaluate the continued fraction of Q by Lentz's method, for large ``at``."""
    tiny = 1e-300
    base = at + 1 - shape
    upper, lower = 1 / tiny, 1 / base
    value = lower
    for step in range(1, _STEPS):
        factor = -step * (step - shape)
        base += 2
        lower = 1 / ((factor * lower + base) or tiny)
        upper = (base + factor / upper) or tiny
        value *= lower * upper
        if abs(lower * upper - 1) < _PRECISION:
            break
    return value
