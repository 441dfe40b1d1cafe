"""Turns authored text into lines of a given width: markup becomes looks, words stay whole."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from types import MappingProxyType

from quizgen.markup import Style, readable, spans
from quizgen.terminal.clean import clean
from quizgen.terminal.ink import Ink, Line, Piece, line_width, piece
from quizgen.terminal.width import cluster_width, clusters, width

_LOOKS: Mapping[Style, Ink] = MappingProxyType(
    {
        Style.EMPHASIS: Ink.EMPHASIS,
        Style.STRONG: Ink.STRONG,
        Style.CODE: Ink.CODE,
        Style.TEX: Ink.EMPHASIS,
    }
)
_SPACE = " "


def authored(text: str, *inks: Ink) -> Line:
    """Return a text in light markup as pieces; line breaks stay in their texts."""
    return tuple(
        Piece(
            clean(readable(span)),
            frozenset(inks) | {_LOOKS[style] for style in span.styles if style in _LOOKS},
        )
        for span in spans(text)
    )


def wrap(
    pieces: Line, columns: int, *, first: Line = (), rest: Line | None = None
) -> tuple[Line, ...]:
    """Break pieces into lines of at most so many columns.

    ``first`` stands before the first line, ``rest`` before each other one (as wide a blank where
    it is not given). Words longer than a line are broken between signs.
    """
    indent = (Piece(_SPACE * line_width(first)),) if rest is None and first else rest or ()
    room = max(1, columns - line_width(first))
    lines: list[Line] = []
    for paragraph in _paragraphs(pieces):
        for content in _filled(paragraph, room):
            lines.append(((indent if lines else first) or ()) + content)
    return tuple(lines) or (first,)


def _paragraphs(pieces: Line) -> Iterator[list[Piece]]:
    current: list[Piece] = []
    for part in pieces:
        texts = part.text.split("\n")
        for at, text in enumerate(texts):
            if at:
                yield current
                current = []
            if text:
                current.append(Piece(text, part.inks))
    yield current


def _filled(pieces: list[Piece], room: int) -> Iterator[Line]:
    """Fill lines with the words of one paragraph."""
    current: list[Piece] = []
    used = 0
    for word in _words(pieces, room):
        columns = sum(part.width for part in word)
        gap = 1 if current else 0
        if current and used + gap + columns > room:
            yield _merged(current)
            current, used, gap = [], 0, 0
        if gap:
            # A blank between two pieces of one look has that look.
            shared = current[-1].inks & word[0].inks
            current.append(Piece(_SPACE, shared))
        current += word
        used += gap + columns
    yield _merged(current)


def _words(pieces: list[Piece], room: int) -> Iterator[list[Piece]]:
    """Yield words, each of one or more pieces; too long ones in parts that fit."""
    word: list[Piece] = []
    for part in pieces:
        for at, text in enumerate(part.text.split(_SPACE)):
            if at and word:
                yield from _fitting(word, room)
                word = []
            if text:
                word.append(Piece(text, part.inks))
    if word:
        yield from _fitting(word, room)


def _fitting(word: list[Piece], room: int) -> Iterator[list[Piece]]:
    if sum(part.width for part in word) <= room:
        yield word
        return
    current: list[Piece] = []
    used = 0
    for part in word:
        for cluster in _breakable(part.text):
            columns = width(cluster)
            if current and used + columns > room:
                yield list(_merged(current))
                current, used = [], 0
            current.append(Piece(cluster, part.inks))
            used += columns
    yield list(_merged(current))


def _breakable(text: str) -> Iterator[str]:
    """Yield the signs of a word; those without width go with the one before."""
    held = ""
    for cluster in clusters(text):
        if held and cluster_width(cluster):
            yield held
            held = ""
        held += cluster
    if held:
        yield held


def _merged(pieces: list[Piece]) -> Line:
    """Join neighbours of one look."""
    groups = groupby(pieces, key=lambda part: part.inks)
    return tuple(piece("".join(part.text for part in group), *inks) for inks, group in groups)
