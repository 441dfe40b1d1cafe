"""Marks that show where to cut and where to fold, in millimetres."""

from collections.abc import Iterator
from typing import NamedTuple

from quizgen.export.flashcards.imposition import Fold, Grid

THICKNESS = 0.25
"""Finer marks vanish on some printers and screens."""

EDGE = 1.0
"""A cut that is nearer to the edge of the paper is not worth making."""

_LENGTH, _DISTANCE = 4.5, 1.0
#: Few printers reach the outermost millimetres of the paper.
_UNPRINTABLE = 4.5
_INSIDE = 3.0


class Box(NamedTuple):
    """A rectangle on the paper."""

    left: float
    top: float
    width: float
    height: float

    @property
    def transposed(self) -> "Box":
        """The same with the axes exchanged."""
        return Box(self.top, self.left, self.height, self.width)


def cut_marks(grid: Grid) -> tuple[Box, ...]:
    """Return a mark at each end of each cut; none where the paper ends with the cards."""
    across, down = grid.lines
    upright = _marks(across, grid.paper.width, down[0], grid.paper.height)
    level = _marks(down, grid.paper.height, across[0], grid.paper.width)
    return (*upright, *(box.transposed for box in level))


def fold_line(grid: Grid) -> Box | None:
    """Return where a sheet is folded, if it is."""
    width, height = grid.paper
    match grid.fold:
        case Fold.UPRIGHT:
            return Box((width - THICKNESS) / 2, 0, THICKNESS, height)
        case Fold.ACROSS:
            return Box(0, (height - THICKNESS) / 2, width, THICKNESS)
        case None:
            return None


def _marks(cuts: tuple[float, ...], width: float, margin: float, height: float) -> Iterator[Box]:
    start, length = _reach(margin)
    for cut in cuts:
        if EDGE < cut < width - EDGE:
            left = cut - THICKNESS / 2
            yield Box(left, start, THICKNESS, length)
            yield Box(left, height - start - length, THICKNESS, length)


def _reach(margin: float) -> tuple[float, float]:
    """Return where a mark begins, from the paper's edge, and how long it is.

    It lies outside the cards, or on the cut itself where the margin is too narrow to be printed.
    """
    if margin >= _UNPRINTABLE + _DISTANCE + 1:
        length = min(_LENGTH, margin - _DISTANCE - _UNPRINTABLE + 1)
        return margin - _DISTANCE - length, length
    return _UNPRINTABLE, _INSIDE
