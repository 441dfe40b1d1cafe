"""Finds the lines to leave out where a text is not YAML, so that the rest can be read.

Decks are written in lines: a top-level key begins in the first column, a fact with ``- ``, a
table's row in the column of the first row. So the smallest of these that holds the broken line
is blanked out, and the reader starts again; the author sees every problem at once.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

_KEY = re.compile(r"""["']?(\w+)""")
_ROWS = re.compile(r"""\s+["']?rows["']?\s*:\s*(#.*)?$""")


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenPart:
    """Lines to leave out: the first, and the one after the last (counted from 0)."""

    start: int
    end: int
    #: The top-level key whose whole value goes; empty where it is only one of the facts.
    key: str = ""


def broken_part(lines: list[str], line: int) -> BrokenPart | None:
    """Find the row, fact or top-level key that the line (from 0) belongs to."""
    line = min(line, len(lines) - 1)
    top = _above(lines, line, _is_top_level)
    if top is None:
        return None
    name = _KEY.match(lines[top])
    key = name.group(1) if name else ""
    if key == "facts" and (fact := _fact(lines, top, line)):
        return _row(lines, fact, line) or fact
    return BrokenPart(start=top, end=_below(lines, line, _is_top_level), key=key)


def blank_out(lines: list[str], part: BrokenPart) -> bool:
    """Replace the part's lines by blank ones of the same length; tell whether it had any text."""
    had_text = False
    for index in range(part.start, part.end):
        body = lines[index].rstrip("\r\n")
        had_text = had_text or bool(body.strip())
        lines[index] = " " * len(body) + lines[index][len(body) :]
    return had_text


def _fact(lines: list[str], top: int, line: int) -> BrokenPart | None:
    first = _next_line(lines, top)
    if first > line or not lines[first].lstrip().startswith("- "):
        return None
    indent = _indent(lines[first])
    start = _above(lines, line, lambda text: _indent(text) == indent and _is_item(text))
    if _is_item(lines[line].lstrip()):  # a fact that is indented in another way, as by a tab
        start = line
    if start is None or start <= top:
        return None
    end = _below(lines, line, lambda text: _counts(text) and _indent(text) <= indent)
    return BrokenPart(start=start, end=end)


def _row(lines: list[str], fact: BrokenPart, line: int) -> BrokenPart | None:
    inside = range(fact.start, line)
    rows = next((index for index in inside if _ROWS.match(lines[index])), None)
    if rows is None:
        return None
    indent = _indent(lines[_next_line(lines, rows)])
    above = [_indent(text) for text in lines[rows + 1 : line] if _counts(text)]
    if indent <= _indent(lines[rows]) or any(other < indent for other in above):
        return None
    start = _above(lines, line, lambda text: _counts(text) and _indent(text) <= indent)
    end = _below(lines, line, lambda text: _counts(text) and _indent(text) <= indent)
    return BrokenPart(start=line if start is None else start, end=end)


def _above(lines: list[str], line: int, fits: Callable[[str], bool]) -> int | None:
    """Find the nearest line that fits, this one or one above it."""
    return next((index for index in range(line, -1, -1) if fits(lines[index])), None)


def _below(lines: list[str], line: int, fits: Callable[[str], bool]) -> int:
    """Find the nearest line below this one that fits; without one the end."""
    found = (index for index in range(line + 1, len(lines)) if fits(lines[index]))
    return next(found, len(lines))


def _next_line(lines: list[str], line: int) -> int:
    """Find the nearest line below this one that holds more than a comment, or the last one."""
    return min(_below(lines, line, _counts), len(lines) - 1)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _counts(text: str) -> bool:
    stripped = text.strip()
    return bool(stripped) and not stripped.startswith("#")


def _is_top_level(text: str) -> bool:
    return not text[:1].isspace() and _counts(text) and not _is_item(text)


def _is_item(text: str) -> bool:
    return text.lstrip(" ").startswith(("- ", "-\n", "-\r"))
