"""Cards on paper: printed by both engines, every back lies on its front."""

from collections.abc import Callable
from math import ceil

import pytest
from flashcard_samples import centres, hostile, numbered, page_of
from printing import Printed, by_chromium, by_weasyprint, needs_both, words

from quizgen.export.flashcards.imposition import Flip, Fold, grid_of
from quizgen.export.flashcards.sizes import PAPERS, SIZES

pytestmark = needs_both

NEAR = 0.35
"""Millimetres; what rounding and the different drawing of glyphs that stand on their head make."""

engines = pytest.mark.parametrize("engine", [by_chromium, by_weasyprint])
usual = ["85x65"]
others = [size for size in SIZES if size not in usual]
sizes = pytest.mark.parametrize(
    "size", [*usual, *(pytest.param(size, marks=pytest.mark.slow) for size in others)]
)
papers = pytest.mark.parametrize("paper", ["a4", pytest.param("letter", marks=pytest.mark.slow)])

Engine = Callable[[str], bytes]


def turned(centre: tuple[float, float], sheet: tuple[float, float], flip: Flip) -> list[float]:
    """Return where a point of the back lies, seen through from the front."""
    (across, down), (width, height) = centre, sheet
    return [width - across, down] if flip is Flip.LONG else [across, height - down]


def assert_size(page: Printed, paper: str) -> None:
    """Assert that a page is as large as its paper."""
    assert [page.width / 72 * 25.4, page.height / 72 * 25.4] == pytest.approx(
        list(PAPERS[paper]), abs=0.2
    )


@engines
@papers
@sizes
@pytest.mark.parametrize("flip", list(Flip))
def test_every_back_lies_on_its_front(engine: Engine, size: str, flip: Flip, paper: str) -> None:
    """By the coordinates in the PDF, on full sheets and on the last, without an empty page."""
    grid = grid_of(PAPERS[paper], SIZES[size])
    count = 2 * grid.cards + 1
    pages = words(engine(page_of(numbered(count), size=size, flip=flip.value, paper=paper)))

    assert len(pages) == 6
    seen = []
    for front_page, back_page in zip(pages[::2], pages[1::2], strict=True):
        assert_size(front_page, paper)
        assert_size(back_page, paper)
        fronts, backs = centres(front_page), centres(back_page)
        assert fronts.keys() == backs.keys()
        assert all(word.text != "back" for word in front_page.words)
        assert all(word.text != "front" for word in back_page.words)
        for number, centre in fronts.items():
            through = turned(backs[number], PAPERS[paper], flip)
            assert through == pytest.approx(list(centre), abs=NEAR)
        seen += list(fronts)
    assert sorted(seen) == list(range(1, count + 1))


@engines
@sizes
def test_cards_lie_where_the_marks_say(engine: Engine, size: str) -> None:
    """Each card fills its cell of the grid, so that a cut goes through no card."""
    grid = grid_of(PAPERS["a4"], SIZES[size])
    front = words(engine(page_of(numbered(grid.cards), size=size)))[0]

    across, down = grid.lines
    cells = {
        1 + row * grid.columns + column: [
            across[column] + SIZES[size].width / 2,
            down[row] + SIZES[size].height / 2,
        ]
        for column in range(grid.columns)
        for row in range(grid.rows)
    }
    found = centres(front)
    assert found.keys() == cells.keys()
    for number, centre in cells.items():
        assert list(found[number]) == pytest.approx(centre, abs=NEAR)


@engines
@papers
@sizes
def test_folded_every_back_lies_on_its_front(engine: Engine, size: str, paper: str) -> None:
    """Folded along the middle; the sheet is printed on one side only."""
    grid = grid_of(PAPERS[paper], SIZES[size], fold=True)
    count = 2 * grid.cards + 1
    pages = words(engine(page_of(numbered(count), size=size, paper=paper, fold=True)))

    assert len(pages) == ceil(count / grid.cards)
    middle = PAPERS[paper].width / 2, PAPERS[paper].height / 2
    axis = 0 if grid.fold is Fold.UPRIGHT else 1
    for page in pages:
        first, second = halves(page, middle[axis], axis)
        assert first
        assert first.keys() == second.keys()
        for number, centre in first.items():
            expected = list(centre)
            expected[axis] = 2 * middle[axis] - expected[axis]
            assert list(second[number]) == pytest.approx(expected, abs=NEAR)


def halves(page: Printed, middle: float, axis: int) -> list[dict[int, tuple[float, float]]]:
    """Return the centres of a page's cards in both halves of it."""
    found = []
    for first in (True, False):
        kept = [
            word
            for word in page.words
            if ((word.left, word.top)[axis] / 72 * 25.4 < middle) is first
        ]
        found.append(centres(page._replace(words=tuple(kept))))
    return found


@engines
@pytest.mark.parametrize("flip", list(Flip))
def test_an_offset_moves_the_backs_alone(engine: Engine, flip: Flip) -> None:
    """Right and down as the back is seen, whichever way the paper was turned."""
    straight, moved = (
        words(engine(page_of(numbered(8), flip=flip.value, back_offset=offset)))
        for offset in ("", "1.5,-0.5")
    )

    assert straight[0].words == moved[0].words
    for number, (across, down) in centres(straight[1]).items():
        assert list(centres(moved[1])[number]) == pytest.approx(
            [across + 1.5, down - 0.5], abs=NEAR
        )


@pytest.mark.slow
@engines
def test_what_is_too_long_comes_last(engine: Engine) -> None:
    """The cards take whole sheets, and the page behind them starts anew, with its own margins."""
    pages = words(engine(page_of(hostile(), size="85x65")))

    last = [number for number, page in enumerate(pages) if "Too long for a card" in page.text]
    assert len(last) == 1
    assert last[0] % 2 == 0
    assert all(page.text for page in pages)
    rest = [word for page in pages[last[0] :] for word in page.words]
    assert sum(word.text == "word" for word in rest) == 399
    assert "end?" in {word.text for word in rest}
    for word in rest:
        assert word.left > 16 / 25.4 * 72
        assert word.right < pages[-1].width - 16 / 25.4 * 72
        assert word.bottom < pages[-1].height - 14 / 25.4 * 72
