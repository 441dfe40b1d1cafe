"""How much room texts take on paper, and what follows from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import assert_never
from unicodedata import east_asian_width

from quizgen import markup
from quizgen.export.study_guide.entries import (
    Answered,
    Definition,
    Listing,
    Notes,
    Row,
    Table,
    Told,
)

#: How wide the widest item may be, in characters, with so many columns.
_COLUMNS = ((3, 18), (2, 32))
_FEWEST_IN_COLUMNS = 4
_LARGER = 1.5
#: Of a table's columns, in characters, and what stands between two of them.
_NARROWEST, _SPACE = 9, 3
#: Of a column that holds pictures.
_PICTURE = 24
#: Characters that a line holds, and lines that are never split.
_LINE, _MOST_LINES = 88, 14
#: In how many columns of the page a table may stand, and rows that make a column of it.
_MOST_TABLES, _FEWEST_ROWS = 3, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the user wants of the page."""

    #: A page size by its CSS name; empty where the printer decides.
    paper: str = ""
    columns: int = 1
    large_print: bool = False
    #: The user's own templates.
    folders: tuple[Traversable, ...] = ()


def item_columns(listing: Listing, look: Look) -> int:
    """Return in how many columns the items of a list stand."""
    narrow = look.columns * (_LARGER if look.large_print else 1)
    widest = narrow * max(map(_width, listing.items))
    fitting = (count for count, most in _COLUMNS if widest <= most)
    return next(fitting, 1) if len(listing.items) >= _FEWEST_IN_COLUMNS else 1


def widths(table: Table, look: Look) -> tuple[int, ...]:
    """Return how wide the columns of a table are, in hundredths of it.

    Narrow ones get what they need, wide ones share the rest.
    """
    wanted = _wishes(table)
    line = left = _line(look) / table_columns(table, look)
    found = [0.0] * len(wanted)
    for done, column in enumerate(sorted(range(len(wanted)), key=wanted.__getitem__)):
        found[column] = min(wanted[column], left / (len(wanted) - done))
        left -= found[column]
    found[-1] += left
    return tuple(round(100 * width / line) for width in found)


def table_columns(table: Table, look: Look) -> int:
    """Return in how many columns of the page the rows of a narrow table stand."""
    fitting = int(_line(look) // sum(_wishes(table)))
    return max(1, min(_MOST_TABLES, fitting, len(table.rows) // _FEWEST_ROWS))


def _line(look: Look) -> float:
    return _LINE / (_LARGER if look.large_print else 1)


def _wishes(table: Table) -> list[int]:
    """Return how many characters each column of a table would like to have."""
    columns = [
        [table.subjects, *(row.subject for row in table.rows)],
        [table.values, *(f"{row.values} {row.also}" for row in table.rows)],
    ]
    if table.has_remarks:
        columns.append([text for row in table.rows for text in _remarks(row.notes)])
    wanted = [_wanted(texts) for texts in columns]
    if any(row.notes.image for row in table.rows):
        wanted[0] = max(_PICTURE, wanted[0])
    return wanted


def _wanted(texts: Iterable[str]) -> int:
    return max(_NARROWEST, *map(_width, texts)) + _SPACE


def is_long(entry: Definition | Answered | Told | Listing | Row) -> bool:
    """Tell whether an entry takes so much of a page that it may be split over two."""
    match entry:
        case Definition(means=text) | Answered(ask=text):
            texts = [text]
        case Told(sentence=sentence):
            texts = [sentence.text]
        case Listing(items=items):
            texts = [*items]
        case Row(values=text):
            texts = [text]
        case never:
            assert_never(never)
    return sum(map(_lines, [*texts, *_remarks(entry.notes)])) > _MOST_LINES


def _remarks(notes: Notes) -> tuple[str, ...]:
    return notes.why, *(correction.text for correction in notes.corrections)


def _lines(text: str) -> int:
    return -(-_width(text) // _LINE)


def _width(text: str) -> int:
    """Return how wide a text is, in letters of the Latin alphabet."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in markup.plain(text))
