"""The page to answer on, where a paper has none of its own: circles, lines and boxes by number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, assert_never

from quizgen.sheets.areas import Boxes, Bubbles, Columns, Form, Lines, Room
from quizgen.sheets.layout import Entry, Sheet

SectionKind = Literal["circles", "lines", "boxes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Where the answer with a number goes."""

    number: int
    form: Form
    #: In the circles, or before the boxes.
    letters: tuple[str, ...] = ()
    #: So many things to write, each on so many lines.
    answers: int = 0
    lines_each: int = 0
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What is answered in one way, in the order of the numbers."""

    kind: SectionKind
    rows: tuple[Row, ...]
    #: How many columns of rows fit beside each other.
    columns: int


#: How many circles a row may have in so many columns.
_CIRCLES = {4: 5, 3: 8, 2: 12}
_COLUMNS_OF_LINES = 2


def answer_sheet(sheet: Sheet) -> tuple[Section, ...]:
    """Return what a paper's answer sheet has; no section is empty."""
    rows = [_row(entry) for entry in sheet.entries]
    circles = tuple(row for kind, row in rows if kind == "circles")
    lines = tuple(row for kind, row in rows if kind == "lines")
    boxes = tuple(row for kind, row in rows if kind == "boxes")
    sections = (
        Section(kind="circles", rows=circles, columns=_columns_of_circles(circles)),
        Section(kind="lines", rows=lines, columns=_COLUMNS_OF_LINES),
        Section(kind="boxes", rows=boxes, columns=1),
    )
    return tuple(section for section in sections if section.rows)


def _row(entry: Entry) -> tuple[SectionKind, Row]:
    number, form = entry.number, entry.form
    match entry.area:
        case Bubbles(bubbles=bubbles):
            letters = tuple(bubble.letter for bubble in bubbles)
            return "circles", Row(number=number, form=form, letters=letters)
        case Boxes() | Columns() as area:
            return "boxes", Row(number=number, form=form, letters=area.labels)
        case Lines() as area:
            return "lines", _written(number, form, area)
        case never:
            assert_never(never)


def _written(number: int, form: Form, area: Lines) -> Row:
    # A line of this page is half as long as a full one of the paper.
    halves = 2 if area.room is Room.FULL else 1
    answers, each = (area.count, 1) if form is Form.LIST else (1, area.count)
    return Row(number=number, form=form, answers=answers, lines_each=each * halves, unit=area.unit)


def _columns_of_circles(rows: Iterable[Row]) -> int:
    widest = max((len(row.letters) for row in rows), default=0)
    return max(_fitting(widest))


def _fitting(widest: int) -> Iterator[int]:
    yield 1
    yield from (columns for columns, most in _CIRCLES.items() if widest <= most)
