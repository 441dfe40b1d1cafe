"""Splits a text into rows of cells: CSV, TSV, and the plain text that Anki exports."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quizgen.importers.entries import Finds

DELIMITERS = ("\t", ",", ";", "|")
_NAMED = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
_SAMPLE = 60
_LONGEST_RECORD = 200
"""Lines that one quoted cell may span."""

_LINE = re.compile(r"\r\n|\n|\r")
_DIRECTIVE = re.compile(r"#([a-z ]+):(.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of a record and the line that it begins in."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The rows of a file, and what Anki says about them in its first lines."""

    rows: tuple[Row, ...]
    html: bool = False
    #: Column (from 0) → what it holds, as far as Anki says.
    special: dict[int, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()


def read_sheet(text: str, finds: Finds, *, tabs: bool) -> Sheet:
    """Read all rows; one that is broken is reported and left out."""
    lines = _LINE.split(text)
    directives = _directives(lines)
    said = dict(directives)
    rest = lines[len(directives) :]
    delimiter = _NAMED.get(said.get("separator", "").lower(), said.get("separator", ""))
    delimiter = delimiter[:1] or ("\t" if tabs else _sniffed(rest))
    # Programs that separate by tabs but do not quote write quotation marks as they are.
    strict = bool(directives) or delimiter != "\t"
    rows = _rows(rest, len(directives) + 1, delimiter, finds, strict=strict)
    special = {
        int(value) - 1: key.removesuffix(" column")
        for key, value in directives
        if key.endswith(" column") and value.isdecimal() and int(value) > 0
    }
    names = said.get("columns", "").split(delimiter) if "columns" in said else []
    return Sheet(
        rows=tuple(rows),
        html=said.get("html", "").lower() == "true",
        special=special,
        names=tuple(name.strip() for name in names),
    )


def _directives(lines: Sequence[str]) -> list[tuple[str, str]]:
    found = []
    for line in lines:
        match = _DIRECTIVE.fullmatch(line)
        if match is None:
            break
        # A separator may be a space, and columns are separated by tabs.
        found.append((match[1], match[2] if match[1] == "columns" else match[2].strip()))
    return found


def _sniffed(lines: Sequence[str]) -> str:
    """Return the delimiter that splits the first lines into most equally many cells.

    It has to split the very first one, which is the plainest: often it is a header.
    """
    sample = [line for line in lines if line.strip()][:_SAMPLE]

    def agreement(delimiter: str) -> tuple[bool, int, int]:
        try:
            widths = [len(cells) for cells in csv.reader(sample, delimiter=delimiter)]
        except csv.Error:
            return False, 0, 0
        counts = Counter(width for width in widths if width > 1)
        most = max(((count, width) for width, count in counts.items()), default=(0, 0))
        return widths[:1] > [1], *most

    return max(DELIMITERS, key=agreement)


def _rows(
    lines: Sequence[str], first: int, delimiter: str, finds: Finds, *, strict: bool
) -> Iterator[Row]:
    at = 0
    while at < len(lines):
        cells, used, trouble = _record(lines, at, delimiter)
        if trouble and not strict:
            cells, used, trouble = lines[at].split(delimiter), 1, ""
        elif not strict and used == 1:
            cells = _as_typed(cells, lines[at].split(delimiter))
        if trouble:
            finds.report("broken-row", trouble, first + at, 'inside quotes write it twice: ""')
        elif any(cell.strip() for cell in cells):
            yield Row(line=first + at, cells=tuple(cells))
        at += used


def _as_typed(cells: list[str], typed: list[str]) -> list[str]:
    """Keep quotation marks that no program needs to write: they belong to the texts."""
    if len(cells) != len(typed) or all(cell.startswith('"') for cell in typed):
        return cells
    return [cell if '"' in cell else raw for cell, raw in zip(cells, typed, strict=True)]


def _record(lines: Sequence[str], at: int, delimiter: str) -> tuple[list[str], int, str]:
    """Read the record that begins in a line: its cells, how many lines it takes, what is wrong."""
    text = lines[at]
    if '"' not in text:
        return text.split(delimiter), 1, ""
    most = min(_LONGEST_RECORD, len(lines) - at)
    for used in range(1, most + 1):
        if used > 1:
            text += f"\n{lines[at + used - 1]}"
            if '"' not in lines[at + used - 1]:
                continue
        try:
            return next(csv.reader([text], delimiter=delimiter, strict=True)), used, ""
        except csv.Error as error:
            if "unexpected end" not in str(error):
                return [], 1, "a text goes on after its closing quotation mark"
    return [], 1, "a quotation mark opens here and is never closed"
