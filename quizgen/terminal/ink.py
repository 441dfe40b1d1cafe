"""Pieces of a line with what they are, and how that looks.

The screen says what a piece *is* (a verdict, a quote, a key to press); only here is decided how
that looks. Whatever colour says is also said in words or signs, so NO_COLOR loses nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from quizgen.terminal.clean import clean_line
from quizgen.terminal.width import width


class Ink(StrEnum):
    """What a piece of a line is."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    FAINT = "faint"
    RIGHT = "right"
    SLIP = "slip"
    WRONG = "wrong"
    KEY = "key"
    CHOSEN = "chosen"
    TITLE = "title"


_WEIGHTS: Mapping[Ink, str] = MappingProxyType(
    {
        Ink.STRONG: "1",
        Ink.EMPHASIS: "3",
        Ink.FAINT: "2",
        Ink.RIGHT: "1",
        Ink.SLIP: "1",
        Ink.WRONG: "1",
        Ink.KEY: "1",
        Ink.CHOSEN: "7",
        Ink.TITLE: "1",
    }
)
"""What is shown also without colour."""

_COLOURS: Mapping[Ink, str] = MappingProxyType(
    {Ink.RIGHT: "32", Ink.SLIP: "33", Ink.WRONG: "31", Ink.CODE: "36", Ink.KEY: "36"}
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line."""

    text: str
    inks: frozenset[Ink] = frozenset()

    @property
    def width(self) -> int:
        """How many columns it takes up."""
        return width(self.text)


Line = tuple[Piece, ...]
"""One line of the screen."""


def piece(text: str, *inks: Ink) -> Piece:
    """Return a piece of a line; its text is made harmless here."""
    return Piece(clean_line(text), frozenset(inks))


def line(*parts: Piece | str) -> Line:
    """Return a line of pieces; plain strings are plain pieces."""
    return tuple(piece(part) if isinstance(part, str) else part for part in parts)


def line_width(pieces: Line) -> int:
    """Return how many columns a line takes up."""
    return sum(part.width for part in pieces)


def text_of(pieces: Line) -> str:
    """Return a line without its looks."""
    return "".join(part.text for part in pieces)


def paint(pieces: Line, *, colour: bool) -> str:
    """Return a line with the control sequences that give it its looks."""
    return "".join(_painted(part, colour=colour) for part in pieces)


def _painted(part: Piece, *, colour: bool) -> str:
    # Whatever built the piece, nothing but this module's own sequences gets through.
    text = clean_line(part.text)
    codes = list(_codes(part.inks, colour=colour))
    return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if codes and text else text


def _codes(inks: frozenset[Ink], *, colour: bool) -> Iterable[str]:
    for ink in sorted(inks):
        if ink in _WEIGHTS:
            yield _WEIGHTS[ink]
        if colour and ink in _COLOURS:
            yield _COLOURS[ink]
        if not colour and ink is Ink.CODE:
            yield "4"
