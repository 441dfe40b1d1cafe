"""Cells of a CSV text as any spreadsheet writes it, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_DELIMITERS = "\t;,"
_SAID = re.compile(r"(?:\r\n|\r|\n)*\"?sep=([\t;,])\"?(?=[\r\n]|$)", re.IGNORECASE)
"""A first line in which a spreadsheet says what separates the cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell, and where its text begins."""

    text: str
    line: int
    column: int
    #: What is wrong with its quotes.
    wrong: str = ""


def table_of(text: str) -> Iterator[list[Cell]]:
    """Yield the rows of a whole file, also the empty ones."""
    text = text.removeprefix("\ufeff")
    if said := _SAID.match(text):
        return cells(text, said[1], said.end())
    head = re.split("[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0]
    most = max(_DELIMITERS, key=lambda sign: (head.count(sign), -_DELIMITERS.index(sign)))
    return cells(text, most)


def cells(text: str, delimiter: str, at: int = 0) -> Iterator[list[Cell]]:
    """Yield the rows of a CSV text from an offset on."""
    row: list[Cell] = []
    places = _Places(text)
    ends = re.compile(rf"[{re.escape(delimiter)}\r\n]|\Z")
    while at < len(text):
        cell, at = _cell(text, at, ends, places)
        row.append(cell)
        if text.startswith(delimiter, at):
            at += 1
            if at == len(text):
                row.append(places.cell("", at))
            continue
        at += 2 if text.startswith("\r\n", at) else 1
        yield row
        row = []
    if row:
        yield row


class _Places:
    """Lines and columns of offsets that grow."""

    _END = re.compile(r"\r\n|\r|\n")

    def __init__(self, text: str) -> None:
        self._text = text
        self._line, self._start, self._at = 1, 0, 0

    def cell(self, text: str, at: int) -> Cell:
        for end in self._END.finditer(self._text, self._at, at):
            self._line += 1
            self._start = end.end()
        self._at = at
        return Cell(text=text, line=self._line, column=at - self._start + 1)


_QUOTED = re.compile(r'"((?:[^"]|"")*+)("?)')


def _cell(text: str, at: int, ends: re.Pattern[str], places: _Places) -> tuple[Cell, int]:
    quoted = _QUOTED.match(text, at)
    if not quoted:
        end = _end(text, at, ends)
        return places.cell(text[at:end], at), end
    cell = places.cell(quoted[1].replace('""', '"'), at + 1)
    end = _end(text, quoted.end(), ends)
    behind = text[quoted.end() : end].strip()
    if not quoted[2]:
        cell = replace(cell, wrong="the quote before this cell is not closed")
    elif behind:
        # Where a quote is missing, the next one closes what should not have gone on.
        cell = replace(cell, wrong=f"{behind} stands right behind the quotes of this cell")
    return cell, end


def _end(text: str, at: int, ends: re.Pattern[str]) -> int:
    found = ends.search(text, at)
    return found.start() if found else len(text)
