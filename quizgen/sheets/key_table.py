"""The answers of all versions of a paper side by side, a row for each number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgen.sheets.key import KeyEntry

#: More columns of written answers do not fit on a page.
MOST_VERSIONS = 4

#: Letters only, as ``B`` or ``A C``.
_NARROW = 3
#: A table of more rows might not fit on a page.
_MOST_ROWS = 30
#: Fewer are not worth a table of their own.
_FEWEST_ROWS = 5
#: How many narrow tables stand side by side for so many versions.
_SIDE_BY_SIDE = {1: 5, 2: 5, 3: 4, 4: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """A number, and its answer in each version; empty where it is too long for a table."""

    number: int
    answers: tuple[str, ...]

    @property
    def narrow(self) -> bool:
        """Whether every version has nothing but letters here."""
        return all(0 < len(answer) <= _NARROW for answer in self.answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Tables side by side that stay on one page, each with rows of its own."""

    tables: tuple[tuple[KeyRow, ...], ...]
    #: Whether its tables are for letters only.
    narrow: bool


def key_bands(keys: Sequence[Sequence[KeyEntry]]) -> tuple[Band, ...]:
    """Return the answers of several versions in tables: letters first, then what is written.

    Args:
        keys: the answers of each version, all of the same length.
    """
    rows = [
        KeyRow(number=number, answers=tuple(entry.short for entry in entries))
        for number, entries in enumerate(zip(*keys, strict=True), start=1)
    ]
    narrow = [row for row in rows if row.narrow]
    wide = [row for row in rows if not row.narrow]
    return (*_bands(narrow, _SIDE_BY_SIDE[len(keys)], narrow=True), *_bands(wide, 1, narrow=False))


def _bands(rows: Sequence[KeyRow], tables: int, *, narrow: bool) -> Iterator[Band]:
    """Fill bands with tables of equal height, as few bands as there can be."""
    most = tables * _MOST_ROWS
    for first in range(0, len(rows), most):
        band = rows[first : first + most]
        height = max(_FEWEST_ROWS, -(-len(band) // tables))
        parts = (tuple(band[start : start + height]) for start in range(0, len(band), height))
        yield Band(tables=tuple(parts), narrow=narrow)
