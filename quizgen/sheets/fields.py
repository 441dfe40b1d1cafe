"""Takes the text of a paper's answers apart: fields, each with its place and its number if any."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

_BETWEEN = re.compile(r"[\s;]*")
_REST = re.compile(r"(?:\.\.\.+|…)(?=[\s;]|$)")
_NUMBER = re.compile(r"(\d+)[ \t]*=[ \t]*")
_NOTHING = re.compile(r"\Z|[\n;]|\d+[ \t]*=")
_BARE = re.compile(r"(?:[^\s;,]|,(?=[^\s;,\"“„«]))+")
_COMMA = re.compile(r"\s*,\s*(?=[^\s;])")
_POINTS = re.compile(r"\+[0-9]*(?=[\s;]|$)")
_STRAY = re.compile(r"[^\s;]+")

_QUOTES: Mapping[str, str] = MappingProxyType(
    {'"': '"', "“": "”", "„": "“”", "«": "»", "'": "'", "‘": "’"}
)
"""Opening → closing quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A piece of the text that stands between separators."""

    text: str
    #: Where it begins and ends.
    start: int
    end: int
    #: The number it names, such as the 7 of ``7=B``.
    number: int | None = None
    quoted: bool = False
    #: ``+`` or ``+2`` behind the quotes.
    points: str = ""
    #: It says that nothing more is written.
    rest: bool = False
    #: Only blanks stand between it and the one before.
    beside: bool = False
    #: What is wrong with its spelling.
    wrong: str = ""


def fields(text: str) -> Iterator[Field]:
    """Yield the fields of a text in their order."""
    at, last = 0, None
    while True:
        found = _BETWEEN.match(text, at)
        gap, at = (found[0], found.end()) if found else ("", at)
        if at == len(text):
            return
        beside = last is not None and not re.search(r"[;\n]", gap)
        last = _field(text, at, beside=beside)
        yield last
        at = last.end


def _field(text: str, start: int, *, beside: bool) -> Field:
    number, at = None, start
    if named := _NUMBER.match(text, start):
        number, at = int(named[1][:9]), named.end()
    if rest := _REST.match(text, at):
        return Field(text=rest[0], start=start, end=rest.end(), number=number, rest=True)
    if number is not None and _NOTHING.match(text, at):
        return Field(text=".", start=start, end=at, number=number)
    whole, end, quoted = _pieces(text, at)
    if end < 0:
        at = -end - 1
        wrong = f"the quote {text[at]} is not closed"
        return Field(text=text[at:], start=at, end=len(text), number=number, wrong=wrong)
    points, end, wrong = _behind(text, end, quoted=quoted)
    return Field(
        text=whole,
        start=start,
        end=end,
        number=number,
        quoted=quoted,
        points=points,
        beside=beside and number is None,
        wrong=wrong,
    )


def _pieces(text: str, at: int) -> tuple[str, int, bool]:
    """Return pieces with commas between them, and their end.

    Where a quote at ``n`` has no end, that is ``-n - 1``.
    """
    parts: list[str] = []
    quoted = False
    while True:
        part, end, was_quoted = _part(text, at)
        if end < 0:
            return "", -at - 1, True
        parts.append(part)
        quoted, at = quoted or was_quoted, end
        comma = _COMMA.match(text, at)
        if comma is None:
            return ", ".join(parts), at, quoted
        at = comma.end()


def _part(text: str, at: int) -> tuple[str, int, bool]:
    """Return a quoted or a bare piece and its end; -1 where a quote has no end."""
    if closing := _QUOTES.get(text[at]):
        return (*_quoted(text, at + 1, closing), True)
    bare = _BARE.match(text, at)
    end = bare.end() if bare else at + 1
    return text[at:end], end, False


def _quoted(text: str, at: int, closing: str) -> tuple[str, int]:
    kept = ""
    while at < len(text):
        sign = text[at]
        if sign in closing:
            if closing == '"' and text[at + 1 : at + 2] == '"':
                kept, at = kept + '"', at + 2
                continue
            # An apostrophe inside a word ends nothing.
            if sign not in "'’" or not text[at + 1 : at + 2].isalnum():
                return kept, at + 1
        kept, at = kept + sign, at + 1
    return kept, -1


def _behind(text: str, at: int, *, quoted: bool) -> tuple[str, int, str]:
    """Return the points behind quotes, where that ends, and what is wrong with it."""
    if not quoted:
        # A comma that nothing follows belongs to nothing.
        return "", at + (text[at : at + 1] == ","), ""
    if points := _POINTS.match(text, at):
        return points[0], points.end(), ""
    if stray := _STRAY.match(text, at):
        return "", stray.end(), f"{stray[0]} stands right behind a quote"
    return "", at, ""
