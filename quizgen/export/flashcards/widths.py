"""How much room a text takes, estimated so that no usual font needs more; widths in em.

Nothing is known of the fonts of whoever prints, so each sign is as wide as in the widest of the
fonts that the page's style names, or that stand in for them.
"""

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from quizgen import markup
from quizgen.export.flashcards.formulas import Room, formula, room_of
from quizgen.markup import Span, Style
from quizgen.wording import GAPS

Measured = tuple[tuple[tuple[float, bool], ...], ...]
"""A text's lines as written, each of pieces: a width, and whether a space stands before."""

SPACE = 0.36
LINE_HEIGHT = 1.3
"""Of a line in the page's style, in em."""
GAP_WIDTH = 10 * SPACE
"""What a blank is drawn as."""

_GAP_SIGN, _FORMULA_SIGN = "\ue000", "\ue001"
_BREAKS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_LATIN: Mapping[float, str] = MappingProxyType(
    {
        0.3: "ijl|'.,:;I",
        0.42: "ftr()[]/\\-!\u2018\u2019\u00b7",
        0.5: 'Js"*`\u201c\u201d',
        0.6: "?czkLvxy_\u2013\u2022",
        0.66: "{}abdeghnopquEFPSTYZ0123456789$\u20ac\u00a3",
        0.74: "ABCKRVX",
        0.8: "DGHNOQUw&",
        0.85: "+=<>#~^\u00b1\u00d7\u00f7",
        1.04: "MmW%@\u2014\u2026",
    }
)
_KNOWN = {
    **{char: width for width, chars in _LATIN.items() for char in chars},
    **dict.fromkeys(" \t\u00a0\u202f", SPACE),
    _GAP_SIGN: GAP_WIDTH,
}
_WIDEST = 1.5
_SIGN, _LETTER, _CAPITAL = 1.1, 0.92, 0.96
_WIDE, _EMOJI = 1.05, 1.45
#: One sign as wide as a word, or a whole sentence.
_GIANTS = re.compile("[\ufdfa-\ufdfd\ua9c1-\ua9c5\U00012000-\U000123ff]")
_GIANT = 9.0
_FOREIGN = 0.2
_CODE, _BOLD = (0.64, 0.66), (1.06, 0.04)


def measured(text: str, *, bold: bool = False, read: bool = True) -> Measured:
    """Split a text with markup into pieces that a line may end between.

    Args:
        text: with light markup.
        bold: in bold type.
        read: a formula may be read in Unicode instead, by what knows no MathML.
    """
    spans = markup.spans(GAPS.sub(_GAP_SIGN, text))
    signs = [sign for span in spans for sign in _signs(span, bold=bold, read=read)]
    whole = "".join(sign for sign, _ in signs)
    found, start = [], 0
    for end, following in _lines(whole):
        found.append(tuple(_pieces(signs[start:end])))
        start = following
    return tuple(found)


def heights(text: str) -> tuple[float, float, int]:
    """Return how high a line may come out in em, how much a formula adds, and how many there are.

    A sign that the first font lacks comes from another one, whose height lies elsewhere about the
    line, and browsers make the line higher by that.
    """
    line = LINE_HEIGHT + (0 if all(map(_at_home, text)) else _FOREIGN)
    rooms = formula_rooms(text)
    above = max((room.above for room in rooms), default=0)
    below = max((room.below for room in rooms), default=0)
    return line, max(0, above + below - LINE_HEIGHT) + _FOREIGN, len(rooms)


def formula_rooms(text: str) -> tuple[Room, ...]:
    """Return the room of each formula that is set as one; no line ends inside it."""
    spans = (span for span in markup.spans(text) if Style.TEX in span.styles)
    return tuple(room for span in spans if (room := _room(span)))


def one_line(text: str) -> float:
    """Return how wide a text without markup is if it is not broken."""
    return sum(_width(char) for char in text)


def widest(text: Measured) -> float:
    """Return how wide the widest piece is that no line may end in."""
    return max((width for line in text for width, _ in line), default=0)


def unbroken(text: Measured) -> float:
    """Return how wide a text is if only its own line breaks end a line."""
    return max(sum(width + SPACE * spaced for width, spaced in line) for line in text)


def line_count(text: Measured, width: float) -> int:
    """Return how many lines a text takes at most in a column so many em wide."""
    return sum(_count(line, width) for line in text)


def shortened(text: str, width: float) -> str:
    """Return as much of a text as fits on one line, with an ellipsis where something is missing."""
    room = width - _width("…")
    if one_line(text) <= width:
        return text
    kept = ""
    for char in text:
        room -= _width(char)
        if room < 0:
            break
        kept += char
    return kept.rstrip() + "…"


def _signs(span: Span, *, bold: bool, read: bool) -> Iterator[tuple[str, float]]:
    """Yield the signs of a piece of text with their widths; a formula is one sign."""
    signs = [(sign, _styled(sign, span.styles, bold=bold)) for sign in markup.readable(span)]
    if room := _room(span):
        yield _FORMULA_SIGN, max(room.width, sum(width for _, width in signs) if read else 0)
    else:
        yield from signs


def _room(span: Span) -> Room | None:
    if Style.TEX not in span.styles or not formula(span.text):
        return None
    return room_of(span.text)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each line ends, and where the next begins."""
    for found in _BREAKS.finditer(text):
        yield found.start(), found.end()
    yield len(text), len(text)


def _pieces(signs: list[tuple[str, float]]) -> Iterator[tuple[float, bool]]:
    total, spaced, before = 0.0, False, ""
    for sign, width in signs:
        space = sign in " \t"
        if before and (space or _may_break(before, sign)):
            if total:
                yield total, spaced
            total, spaced = 0.0, False
        spaced = spaced or space
        total += 0 if space else width
        before = sign
    if total:
        yield total, spaced


def _styled(sign: str, styles: frozenset[Style], *, bold: bool) -> float:
    width = _width(sign)
    if Style.CODE in styles:
        width = max(_CODE[0], width * _CODE[1]) if width else 0
    if width and (bold or Style.STRONG in styles):
        factor, more = _BOLD
        width = width * factor + more
    return width


@cache
def _width(sign: str) -> float:
    """Return how wide a sign is; an accent adds nothing to its letter."""
    base = unicodedata.normalize("NFD", sign)[0]
    known = _KNOWN.get(sign) or _KNOWN.get(base)
    return known or _guessed(sign)


def _guessed(sign: str) -> float:
    """Guess the width of a sign by what kind of sign it is."""
    if _GIANTS.match(sign):
        return _GIANT
    category = unicodedata.category(sign)
    if category in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(sign) in "WF" and category not in {"So", "Sk"}:
        return _WIDE
    if category in {"So", "Sk"} and sign > "\u2190":
        return _EMOJI
    return {"Lu": _CAPITAL, "Ll": _LETTER, "Lo": _LETTER}.get(category, _SIGN)


@cache
def _at_home(sign: str) -> bool:
    """Tell whether every font has a sign: those of European writing."""
    return sign < "\u0250" or sign in _KNOWN


@cache
def _may_break(before: str, sign: str) -> bool:
    """Tell whether a line may end between two signs without a space."""
    return (_breakable(before) or _breakable(sign)) and not (
        _sticks_to_next(before) or _sticks_to_last(sign)
    )


def _breakable(sign: str) -> bool:
    """Tell whether lines may end before and after a sign: in Chinese and Japanese, and emoji."""
    hangul = "\u1100" <= sign <= "\u11ff" or "\uac00" <= sign <= "\ud7ff"
    return unicodedata.east_asian_width(sign) in "WF" and not hangul


def _sticks_to_next(sign: str) -> bool:
    return unicodedata.category(sign) in {"Ps", "Pi"} or sign == "\u200d"


def _sticks_to_last(sign: str) -> bool:
    return (
        unicodedata.category(sign) in {"Pe", "Pf", "Po", "Mn", "Me", "Mc", "Cf", "Lm", "Sk"}
        or sign in "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮー々"
        or "\U0001f3fb" <= sign <= "\U0001f3ff"
        or "\U0001f1e6" <= sign <= "\U0001f1ff"
    )


def _count(line: tuple[tuple[float, bool], ...], room: float) -> int:
    count, used = 1, 0.0
    for width, spaced in line:
        end = used + (SPACE if spaced and used else 0) + width
        if end <= room:
            used = end
        elif width <= room:
            count, used = count + 1, width
        else:
            # Broken anywhere, beginning on a line of its own and ending one.
            parts = math.ceil(width / max(room - _WIDEST, _WIDEST))
            count, used = count + parts - (not used), room
    return count
