"""Imposition: turn or fold a sheet of paper in thought, and each back lies on its front."""

import math
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.export.flashcards.imposition import (
    Cell,
    Face,
    Flip,
    Fold,
    Grid,
    Side,
    grid_of,
    impose,
)
from quizgen.export.flashcards.marks import EDGE, THICKNESS, cut_marks, fold_line
from quizgen.export.flashcards.sizes import PAPERS, SIZES, Extent

papers = st.sampled_from(list(PAPERS.values()))
sizes = st.sampled_from(list(SIZES.values()))
flips = st.sampled_from(list(Flip))
counts = st.integers(min_value=0, max_value=60)


@dataclass(frozen=True)
class Lying:
    """A card's side on the paper, seen from the front: its centre, and where its head points."""

    across: float
    down: float
    upright: bool


def as_printed(cell: Cell, grid: Grid) -> Lying:
    """Return where a cell lies on the face that it is printed on."""
    across, down = grid.lines
    return Lying(
        across=across[cell.column] + grid.card.width / 2,
        down=down[cell.row] + grid.card.height / 2,
        upright=not cell.turned,
    )


def seen_through(lying: Lying, grid: Grid, flip: Flip) -> Lying:
    """Return where something on the back of a turned sheet lies, seen through from the front."""
    if flip is Flip.LONG:
        return Lying(grid.paper.width - lying.across, lying.down, lying.upright)
    return Lying(lying.across, grid.paper.height - lying.down, not lying.upright)


def folded_under(lying: Lying, grid: Grid) -> Lying:
    """Return where something lies after its half of the sheet is folded under the other."""
    flip = Flip.LONG if grid.fold is Fold.UPRIGHT else Flip.SHORT
    return seen_through(lying, grid, flip)


def lies_on(back: Lying, front: Lying) -> bool:
    """Tell whether a back lies on a front, both the same way up."""
    near = math.isclose(back.across, front.across) and math.isclose(back.down, front.down)
    return near and back.upright == front.upright


def cells(faces: tuple[Face, ...], side: Side) -> dict[int, tuple[int, Cell]]:
    """Return the sheet and the cell of each card's side."""
    return {
        cell.index: (face.sheet, cell) for face in faces for cell in face.cells if cell.side is side
    }


@given(papers, sizes, flips, counts)
def test_turned_over_each_back_lies_on_its_front(
    paper: Extent, size: Extent, flip: Flip, count: int
) -> None:
    """For each size, edge and number of cards, on full sheets and on the last."""
    grid = grid_of(paper, size)
    faces = impose(count, grid, flip)
    fronts, backs = cells(faces, Side.FRONT), cells(faces, Side.BACK)

    assert list(fronts) == list(backs) == list(range(count))
    for index, (sheet, front) in fronts.items():
        its_sheet, back = backs[index]
        assert sheet == its_sheet
        through = seen_through(as_printed(back, grid), grid, flip)
        assert lies_on(through, as_printed(front, grid))


@given(papers, sizes, counts)
def test_folded_each_back_lies_on_its_front(paper: Extent, size: Extent, count: int) -> None:
    """Folded along the middle, one half of the sheet lies under the other."""
    grid = grid_of(paper, size, fold=True)
    faces = impose(count, grid, Flip.LONG)
    fronts, backs = cells(faces, Side.FRONT), cells(faces, Side.BACK)

    assert list(fronts) == list(range(count))
    assert fronts.keys() == backs.keys()
    for index, (sheet, front) in fronts.items():
        its_sheet, back = backs[index]
        assert sheet == its_sheet
        assert lies_on(folded_under(as_printed(back, grid), grid), as_printed(front, grid))


@given(paper=papers, size=sizes, flip=flips, count=counts, fold=st.booleans())
def test_no_two_sides_share_a_cell_and_all_lie_on_the_paper(
    paper: Extent, size: Extent, flip: Flip, count: int, *, fold: bool
) -> None:
    """A face never prints two sides onto each other, nor one beside the paper."""
    grid = grid_of(paper, size, fold=fold)

    for face in impose(count, grid, flip):
        places = [(cell.column, cell.row) for cell in face.cells]
        assert len(set(places)) == len(places)
        assert all(0 <= x < grid.columns and 0 <= y < grid.rows for x, y in places)
    for cuts, length in zip(grid.lines, paper, strict=True):
        assert min(cuts) >= 0
        assert max(cuts) <= length


def test_a_front_comes_right_before_its_back() -> None:
    """A printer that prints both sides gets a sheet's two faces one after the other."""
    faces = impose(17, grid_of(PAPERS["a4"], SIZES["85x65"]), Flip.LONG)

    assert [(face.sheet, face.sides) for face in faces] == [
        (sheet, (side,)) for sheet in (1, 2, 3) for side in (Side.FRONT, Side.BACK)
    ]
    assert [len(face.cells) for face in faces] == [8, 8, 8, 8, 1, 1]


def test_stacks_can_be_cut() -> None:
    """The first cards of all sheets lie in the same place, also on a sheet that is not full."""
    faces = impose(10, grid_of(PAPERS["a4"], SIZES["85x65"]), Flip.LONG)

    assert [(cell.column, cell.row) for cell in faces[2].cells] == [(0, 0), (1, 0)]
    assert [(cell.column, cell.row) for cell in faces[3].cells] == [(1, 0), (0, 0)]


def test_no_cards_take_no_paper() -> None:
    """Nothing is printed where there is nothing to print."""
    assert impose(0, grid_of(PAPERS["a4"], SIZES["85x65"]), Flip.LONG) == ()


@pytest.mark.parametrize(
    ("size", "on_a4", "on_letter"),
    [
        ("85x65", (8, 4), (8, 4)),
        ("63x88", (9, 3), (9, 3)),
        ("business", (10, 5), (10, 5)),
        ("a8", (10, 5), (10, 5)),
        ("a7", (8, 4), (6, 3)),
        ("index", (3, 1), (3, 1)),
        ("a6", (4, 2), (2, 1)),
    ],
)
def test_how_many_cards_a_sheet_holds(
    size: str, on_a4: tuple[int, int], on_letter: tuple[int, int]
) -> None:
    """As many as fit; about half of them where the sheet is folded."""
    for paper, expected in (("a4", on_a4), ("letter", on_letter)):
        grids = [grid_of(PAPERS[paper], SIZES[size], fold=fold) for fold in (False, True)]
        assert tuple(grid.cards for grid in grids) == expected


@given(paper=papers, size=sizes, fold=st.booleans())
def test_marks_stand_at_both_ends_of_every_cut(paper: Extent, size: Extent, *, fold: bool) -> None:
    """A mark is on the line to cut and on the paper, and wide and long enough to be printed."""
    grid = grid_of(paper, size, fold=fold)
    marks = cut_marks(grid)

    for axis, (cuts, length) in enumerate(zip(grid.lines, paper, strict=True)):
        thin = [mark for mark in marks if mark[2 + axis] == THICKNESS]
        middles = sorted(mark[axis] + THICKNESS / 2 for mark in thin)
        inside = [cut for cut in cuts if EDGE < cut < length - EDGE]
        assert middles == pytest.approx(sorted([*inside, *inside]))
    for mark in marks:
        assert min(mark) >= 0
        assert mark.left + mark.width <= paper[0]
        assert mark.top + mark.height <= paper[1]
        assert max(mark.width, mark.height) >= 3


@given(papers, sizes)
def test_the_fold_is_the_middle_of_the_paper(paper: Extent, size: Extent) -> None:
    """Where a sheet is folded there is a line from edge to edge; where not, none."""
    flat = grid_of(paper, size)
    folded = grid_of(paper, size, fold=True)
    line = fold_line(folded)

    assert fold_line(flat) is None
    assert line is not None
    axis = 0 if folded.fold is Fold.UPRIGHT else 1
    assert line[axis] + THICKNESS / 2 == pytest.approx(paper[axis] / 2)
    assert line[2 + (1 - axis)] == paper[1 - axis]
