"""Formulas on cards: which are set as MathML, and how much room they take, in em.

A line cannot end inside MathML, so only narrow formulas are set so; others are readings in
Unicode.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from quizgen.export.mathml import mathml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

WIDEST = 13.0
"""A formula that is wider is read instead."""

_TYPE = 1.06
"""The size of a formula beside that of its text."""
_ABOVE, _BELOW = 0.95, 0.35
_LARGE = frozenset("∑∏∐∫∬∭∮⋃⋂⋁⋀⨁⨂")
_SIGN, _OPERATOR = 0.72, 1.5
_SMALLER, _STACKED = 0.78, 0.9
_LENGTH = re.compile(r"(-?[\d.]+)em")


class Room(NamedTuple):
    """What a formula takes: its width, and how far it reaches above and below the line."""

    width: float
    above: float
    below: float

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.above + self.below

    def times(self, factor: float) -> "Room":
        """The same in another size."""
        return Room(*(factor * length for length in self))


def formula(tex: str) -> str | None:
    """Return a formula as MathML if it is narrow enough for a card."""
    room = room_of(tex)
    return mathml(tex) if room and room.width <= WIDEST else None


@lru_cache(maxsize=4096)
def room_of(tex: str) -> Room | None:
    """Return the room of a formula as MathML, a little too much; nothing where it is read."""
    made = mathml(tex)
    if made is None:
        return None
    # Few texts have formulas.
    from xml.etree import ElementTree as ET  # noqa: PLC0415

    # Our own, of numbers and known elements only.
    return _room(ET.fromstring(made)).times(_TYPE)  # noqa: S314


def _room(node: "Element") -> Room:
    if node.tag in {"mi", "mn", "mo", "mtext"}:
        return _token(node)
    if node.tag == "mspace":
        found = _LENGTH.fullmatch(node.get("width", ""))
        return Room(max(float(found[1]), 0) if found else 1, 0, 0)
    if node.tag == "mtable":
        return _table([[_room(cell) for cell in row] for row in node])
    parts = [_room(child) for child in node]
    return _MAKERS.get(node.tag, _beside)(parts)


def _token(node: "Element") -> Room:
    text = node.text or ""
    if node.tag == "mo" and set(text) & _LARGE:
        return Room(_OPERATOR, _OPERATOR, 1)
    signs = sum(2 if sign > "\u2e80" else 1.3 if sign in "mwMW@" else 1 for sign in text)
    return Room(signs * _SIGN + (0.56 if node.tag == "mo" else 0), _ABOVE, _BELOW)


def _beside(parts: Sequence[Room]) -> Room:
    return Room(
        sum(part.width for part in parts),
        max((part.above for part in parts), default=0),
        max((part.below for part in parts), default=0),
    )


def _root(parts: Sequence[Room]) -> Room:
    width, above, below = _beside(parts)
    return Room(width + 1.1, above + 0.35, below + 0.1)


def _script(parts: Sequence[Room]) -> Room:
    base, *scripts = parts
    largest = max(script.height for script in scripts) * _SMALLER
    width = base.width + max(script.width for script in scripts) * _SMALLER + 0.1
    return Room(width, base.above + largest * 0.6, base.below + largest * 0.5)


def _fraction(parts: Sequence[Room]) -> Room:
    over, under = (part.times(_STACKED) for part in parts)
    width = max(over.width, under.width) + 0.3
    return Room(width, over.height + 0.45, under.height + 0.1)


def _stack(parts: Sequence[Room]) -> Room:
    base, *others = parts
    # Which of them stand above does not matter: the line gets room for all on both sides.
    more = sum(other.height for other in others) * _SMALLER + 0.2
    width = max(part.width for part in parts)
    return Room(width + 0.2, base.above + more, base.below + more)


def _table(rows: Sequence[Sequence[Room]]) -> Room:
    columns = zip_longest(*rows, fillvalue=Room(0, 0, 0))
    width = sum(max(cell.width for cell in column) + 0.9 for column in columns)
    height = sum(_beside(row).height + 0.6 for row in rows)
    return Room(width, height / 2 + 0.4, height / 2)


_MAKERS: Mapping[str, Callable[[Sequence[Room]], Room]] = MappingProxyType(
    {
        "msqrt": _root,
        "mroot": _root,
        "mfrac": _fraction,
        **dict.fromkeys(("msub", "msup", "msubsup"), _script),
        **dict.fromkeys(("munder", "mover", "munderover"), _stack),
    }
)
