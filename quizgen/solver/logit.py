"""A conditional logit with a penalty: learns from items what the keys have in common.

The second derivative is bounded once and for all (Böhning), so that each step is one sweep over
the data and one solution of a factorised system; every step goes uphill.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul

_PENALTY = 5.0
_STEPS = 30
_PRECISION = 1e-3

Row = Sequence[float]


@dataclass(frozen=True, slots=True)
class Case:
    """An item in numbers: a row for each option, centred over them, and which are keys."""

    rows: Sequence[Row]
    keys: Sequence[int]


def cross_validated(cases: Sequence[Case], folds: Sequence[int]) -> list[Row]:
    """Score the options of each case by the weights that the other folds give."""
    width = len(cases[0].rows[0])
    names = sorted(set(folds))
    own = {
        name: [case for case, of in zip(cases, folds, strict=True) if of == name] for name in names
    }
    squares = {name: _squares(own[name], width) for name in names}
    found: dict[int, list[float]] = {}
    for name in names:
        others = [other for other in names if other != name]
        training = [case for other in others for case in own[other]]
        total = [
            [sum(column) for column in zip(*rows, strict=True)]
            for rows in zip(*(squares[other] for other in others), strict=True)
        ]
        found[name] = _fit(training, total, width) if training else [0.0] * width
    return [_scores(case, found[of]) for case, of in zip(cases, folds, strict=True)]


def _fit(cases: Sequence[Case], squares: Sequence[Row], width: int) -> list[float]:
    """Return the weights under which the keys are likeliest."""
    factor = _factorised(
        [
            [total / 2 + (_PENALTY if at == other else 0) for other, total in enumerate(row)]
            for at, row in enumerate(squares)
        ]
    )
    columns = list(zip(*(row for case in cases for row in case.rows), strict=True))
    weights = [0.0] * width
    for _ in range(_STEPS):
        surprises = _surprises(cases, weights)
        slope = [
            sum(map(mul, surprises, column)) - _PENALTY * weight
            for column, weight in zip(columns, weights, strict=True)
        ]
        step = _solved(factor, slope)
        weights = [weight + move for weight, move in zip(weights, step, strict=True)]
        if max(map(abs, step), default=0.0) < _PRECISION:
            break
    return weights


def _scores(case: Case, weights: Row) -> list[float]:
    return [sum(map(mul, weights, row)) for row in case.rows]


def _squares(cases: Sequence[Case], width: int) -> list[list[float]]:
    """Return the sums of squares, half of which the second derivative never exceeds."""
    columns = list(zip(*(row for case in cases for row in case.rows), strict=True))
    matrix = [[0.0] * width for _ in range(width)]
    for at, column in enumerate(columns):
        for other in range(at + 1):
            total = sum(map(mul, column, columns[other]))
            matrix[at][other] = matrix[other][at] = total
    return matrix


def _surprises(cases: Sequence[Case], weights: Row) -> list[float]:
    """Return for each option how much more of a key it is than expected."""
    found: list[float] = []
    for case in cases:
        values = _scores(case, weights)
        top = max(values)
        raised = [math.exp(value - top) for value in values]
        total, part = sum(raised), 1 / len(case.keys)
        found += [
            (part if at in case.keys else 0.0) - value / total for at, value in enumerate(raised)
        ]
    return found


def _factorised(matrix: list[list[float]]) -> list[list[float]]:
    """Return the Cholesky factor; the penalty keeps the matrix positive."""
    size = len(matrix)
    factor = [[0.0] * size for _ in range(size)]
    for at in range(size):
        for other in range(at + 1):
            rest = matrix[at][other] - sum(map(mul, factor[at][:other], factor[other][:other]))
            factor[at][other] = math.sqrt(rest) if at == other else rest / factor[other][other]
    return factor


def _solved(factor: list[list[float]], right: Row) -> list[float]:
    """Solve the factorised system for a right-hand side."""
    size = len(factor)
    middle: list[float] = []
    for at in range(size):
        middle.append((right[at] - sum(map(mul, factor[at], middle))) / factor[at][at])
    result = [0.0] * size
    for at in reversed(range(size)):
        rest = sum(factor[below][at] * result[below] for below in range(at + 1, size))
        result[at] = (middle[at] - rest) / factor[at][at]
    return result
