r"""Light markup in deck text: ``*em*``, ``**strong**``, code, ``H~2~O``, ``x^2^``, ``$TeX$``.

A backslash takes a sign's meaning away (``\*``). Signs that enclose nothing, as in ``5 * 3``,
``$5 and $6``, ``2^10`` or ``~30``, stay as typed. The parser is imported only for texts in which
a sign could mean something.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from types import MappingProxyType

__all__ = ["Span", "Style", "html", "plain", "readable", "spans"]


class Style(StrEnum):
    """What the author made of a piece of text."""

    PLAIN = "plain"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    SUBSCRIPT = "subscript"
    SUPERSCRIPT = "superscript"
    TEX = "tex"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A piece of text in one set of styles; ``{PLAIN}`` where it has none.

    The text of a TeX span is its source: see :func:`readable`.
    """

    text: str
    styles: frozenset[Style]


_PLAIN = frozenset({Style.PLAIN})

#: A text without any of this has no markup, and the parser need not be imported for it.
_PERHAPS = re.compile(r"([*`~^$]).*\1|\\[*`~^$]", re.DOTALL)

_TAGS: Mapping[Style, tuple[str, str]] = MappingProxyType(
    {
        Style.TEX: ('<span class="tex">', "</span>"),
        Style.CODE: ("<code>", "</code>"),
        Style.SUPERSCRIPT: ("<sup>", "</sup>"),
        Style.SUBSCRIPT: ("<sub>", "</sub>"),
        Style.EMPHASIS: ("<em>", "</em>"),
        Style.STRONG: ("<strong>", "</strong>"),
    }
)
"""Innermost first."""

#: Control characters and lone surrogates: no page and no file can carry them.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def spans(text: str) -> tuple[Span, ...]:
    """Split a text into pieces of one style each; the empty text has none."""
    if not _PERHAPS.search(text):
        return (Span(text=text, styles=_PLAIN),) if text else ()
    # A text without markup must not pay for the parser.
    from quizgen.markup.parser import pieces  # noqa: PLC0415

    return tuple(_merged(pieces(text)))


def plain(text: str) -> str:
    """Return the text without signs, readable without styles: ``H₂O``, ``x²``, ``√2 ≈ 1.41``."""
    if not _PERHAPS.search(text):
        return text
    return "".join(readable(span) for span in spans(text))


def readable(span: Span) -> str:
    """Return one piece as plain text: TeX and raised or lowered signs in Unicode."""
    # The same: most texts never need these tables.
    from quizgen.markup import unicode_text  # noqa: PLC0415

    text = unicode_text.tex(span.text) if Style.TEX in span.styles else span.text
    if Style.SUBSCRIPT in span.styles:
        text = unicode_text.lowered(text)
    if Style.SUPERSCRIPT in span.styles:
        text = unicode_text.raised(text)
    return text


def html(text: str, formula: Callable[[str], str | None] | None = None) -> str:
    """Return an escaped HTML fragment, whatever the text holds.

    It has no tags but ``em``, ``strong``, ``code``, ``sub``, ``sup`` and ``span`` of class
    ``tex``; characters that no page can carry become U+FFFD. Line breaks stay line breaks.
    A formula is put into Unicode unless ``formula`` makes HTML of its source; other styles of
    such a piece stand around that.
    """
    return "".join(_element(span, formula) for span in spans(text))


def _element(span: Span, formula: Callable[[str], str | None] | None) -> str:
    own = None
    if formula and Style.TEX in span.styles:
        own = formula(_UNPRINTABLE.sub("\ufffd", span.text))
    result = _escaped(span) if own is None else own
    for style, (before, after) in _TAGS.items():
        if style in span.styles and (own is None or style is not Style.TEX):
            result = before + result + after
    return result


def _escaped(span: Span) -> str:
    # The same: what a terminal shows needs none of HTML's names.
    from html import escape  # noqa: PLC0415

    # Raised and lowered signs have tags here; only TeX needs to be put into words.
    text = readable(Span(text=span.text, styles=span.styles & {Style.TEX}))
    return escape(_UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n")))


def _merged(raw: Iterator[tuple[str, frozenset[str]]]) -> Iterator[Span]:
    """Join neighbours of the same styles; a lone style name is the value of its Style."""
    for names, group in groupby((piece for piece in raw if piece[0]), key=lambda piece: piece[1]):
        styles = frozenset(Style(name) for name in names)
        yield Span(text="".join(text for text, _ in group), styles=styles or _PLAIN)
