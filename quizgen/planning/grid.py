"""A grid over stability and difficulty, on which memories move by chance between its points."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from math import exp, log
from typing import NamedTuple

from quizgen.planning.learner import Costs, Memories

_LEAST, _MOST = 0.02, 4_000.0
"""Days of stability from one end of the grid to the other."""

_EASIEST, _HARDEST = 1.0, 10.0

Places = tuple[tuple[int, float], ...]
"""Numbers of points, and the share of each; shares sum up to 1."""


class Turn(NamedTuple):
    """A turn that begins on a point: seconds, then for a pass and a failure where it leads.

    Each leads to four points: one, its neighbour, and the two at the next difficulty. Their
    probabilities follow on its number, and all eight sum up to 1.
    """

    seconds: float
    passed: int
    passed_shares: tuple[float, float, float, float]
    failed: int
    failed_shares: tuple[float, float, float, float]


class Grid:
    """Points over stability, evenly on its logarithm, and over difficulty."""

    def __init__(self, stabilities: int = 40, difficulties: int = 8) -> None:
        """Take how many of each."""
        low, step = log(_LEAST), log(_MOST / _LEAST) / (stabilities - 1)
        self._stabilities = [low + step * at for at in range(stabilities)]
        step = (_HARDEST - _EASIEST) / (difficulties - 1)
        self._difficulties = [_EASIEST + step * at for at in range(difficulties)]
        #: How far it is from a point to the one at the next difficulty.
        self.width = stabilities

    def __len__(self) -> int:
        """How many points there are."""
        return self.width * len(self._difficulties)

    def points(self) -> Iterator[tuple[float, float]]:
        """Yield stability and difficulty of each point, in the order of their numbers."""
        for difficulty in self._difficulties:
            for stability in self._stabilities:
                yield exp(stability), difficulty

    def places(self, stability: float, difficulty: float) -> Places:
        """The four points around a memory, by how near they are."""
        at, beyond = _between(self._stabilities, log(stability))
        row, above = _between(self._difficulties, difficulty)
        first, second = row * self.width + at, (row + 1) * self.width + at

        return (
            (first, (1 - beyond) * (1 - above)),
            (first + 1, beyond * (1 - above)),
            (second, (1 - beyond) * above),
            (second + 1, beyond * above),
        )

    def turns(self, memories: Memories, costs: Costs, elapsed: int) -> list[Turn]:
        """What a turn makes of each point so many days after the last."""
        return [
            self._turn(memories, costs, stability, difficulty, elapsed)
            for stability, difficulty in self.points()
        ]

    def _turn(
        self, memories: Memories, costs: Costs, stability: float, difficulty: float, elapsed: int
    ) -> Turn:
        recall = memories.formulas.retrievability(stability, elapsed)
        passed = self.places(*memories.turn(stability, difficulty, elapsed, passed=True))
        failed = self.places(*memories.turn(stability, difficulty, elapsed, passed=False))

        return Turn(
            costs.expected(recall),
            passed[0][0],
            _times(recall, passed),
            failed[0][0],
            _times(1 - recall, failed),
        )


def _times(chance: float, places: Places) -> tuple[float, float, float, float]:
    first, second, third, fourth = (chance * share for _, share in places)

    return first, second, third, fourth


def _between(points: Sequence[float], value: float) -> tuple[int, float]:
    """The last point before a value, and how far the value is on the way to the next."""
    at = min(max(bisect_right(points, value) - 1, 0), len(points) - 2)
    way = (value - points[at]) / (points[at + 1] - points[at])

    return at, min(max(way, 0.0), 1.0)
