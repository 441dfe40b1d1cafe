"""Where things stand: places in files and sources, and pictures beside them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where something stands in a file; line and column count from 1, columns in characters."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The evidence for one fact: which source, where in it, and a short quote."""

    #: Id of a :class:`Source` of the deck.
    source: str
    title: str
    #: Locator as the author wrote it, such as ``¶4`` or ``p. 41``.
    at: str = ""
    quote: str = ""
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture and the words that stand for it."""

    file: str
    alt: str
    position: Position
