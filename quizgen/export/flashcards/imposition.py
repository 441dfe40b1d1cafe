"""Which card lies where on which sheet, so that each back comes to lie on its front.

A sheet is seen as it is printed, upright; rows count from the top, columns from the left.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from quizgen.export.flashcards.sizes import Extent


class Flip(StrEnum):
    """Over which edge of the paper the printer turns it."""

    LONG = "long"
    SHORT = "short"


class Fold(StrEnum):
    """How a sheet is folded whose backs are printed beside its fronts."""

    #: Along the middle from top to bottom: fronts left, backs right.
    UPRIGHT = "upright"
    #: Along the middle from left to right: fronts above, backs below.
    ACROSS = "across"


class Side(StrEnum):
    """A side of a card."""

    FRONT = "front"
    BACK = "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Where the cards of a sheet lie; measures in millimetres."""

    paper: Extent
    card: Extent
    columns: int
    rows: int
    fold: Fold | None = None

    @property
    def cards(self) -> int:
        """How many cards a sheet holds; a folded one needs two cells for each."""
        return self.columns * self.rows // (2 if self.fold else 1)

    @property
    def lines(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Where to cut: from the paper's left edge, and from its upper one."""
        left = (self.paper.width - self.columns * self.card.width) / 2
        top = (self.paper.height - self.rows * self.card.height) / 2
        return (
            tuple(left + column * self.card.width for column in range(self.columns + 1)),
            tuple(top + row * self.card.height for row in range(self.rows + 1)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A side of a card in its place."""

    #: Of the card, counting from 0.
    index: int
    side: Side
    column: int
    row: int
    #: Printed head down.
    turned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One printed side of a sheet."""

    #: Of the sheet of paper, counting from 1.
    sheet: int
    #: What it shows; a folded sheet shows both.
    sides: tuple[Side, ...]
    cells: tuple[Cell, ...]


def grid_of(paper: Extent, card: Extent, *, fold: bool = False) -> Grid:
    """Return the grid with the most cards; none fit where it has no cell."""
    columns, rows = int(paper.width // card.width), int(paper.height // card.height)
    if not fold:
        return Grid(paper=paper, card=card, columns=columns, rows=rows)
    upright = Grid(
        paper=paper, card=card, columns=columns - columns % 2, rows=rows, fold=Fold.UPRIGHT
    )
    across = Grid(paper=paper, card=card, columns=columns, rows=rows - rows % 2, fold=Fold.ACROSS)
    return across if across.cards > upright.cards else upright


def impose(count: int, grid: Grid, flip: Flip) -> tuple[Face, ...]:
    """Lay so many cards out; faces come in the order of printing, a sheet's front before its back.

    Args:
        count: how many cards there are.
        grid: what a sheet holds; at least one card.
        flip: over which edge the printer turns the sheet; a folded sheet is not turned.
    """
    return tuple(_faces(count, grid, flip))


def _faces(count: int, grid: Grid, flip: Flip) -> Iterator[Face]:
    width = grid.columns // 2 if grid.fold is Fold.UPRIGHT else grid.columns
    for sheet, first in enumerate(range(0, count, grid.cards), start=1):
        fronts = tuple(
            Cell(index=first + place, side=Side.FRONT, column=place % width, row=place // width)
            for place in range(min(grid.cards, count - first))
        )
        backs = tuple(_back(front, grid, flip) for front in fronts)
        if grid.fold:
            yield Face(sheet=sheet, sides=(Side.FRONT, Side.BACK), cells=fronts + backs)
        else:
            yield Face(sheet=sheet, sides=(Side.FRONT,), cells=fronts)
            yield Face(sheet=sheet, sides=(Side.BACK,), cells=backs)


def _back(front: Cell, grid: Grid, flip: Flip) -> Cell:
    """Return where a front's back lies: mirrored at the axis that the paper is turned about."""
    across = grid.fold is Fold.ACROSS or (grid.fold is None and flip is Flip.SHORT)
    return Cell(
        index=front.index,
        side=Side.BACK,
        column=front.column if across else grid.columns - 1 - front.column,
        row=grid.rows - 1 - front.row if across else front.row,
        # What is turned about a level axis arrives head down.
        turned=across,
    )
