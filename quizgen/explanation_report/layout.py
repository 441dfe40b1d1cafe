"""Lines of 80 columns: paragraphs, and labels with what stands beside them."""

from collections.abc import Iterator, Sequence

from quizgen.markup import plain
from quizgen.report import visible, width

COLUMNS = 80
_LABEL = 14
"""Columns of a label with the space behind it."""
_MOST = 6
"""Texts of a list; a table has hundreds of names."""


def shown(text: str) -> str:
    """Return a text of a deck without markup, on one line, and harmless to a terminal."""
    return visible(" ".join(plain(text).split()))


def listed(texts: Sequence[str]) -> str:
    """Return texts of a deck in one line, the first ones of many."""
    more = f"; and {len(texts) - _MOST} more" if len(texts) > _MOST else ""
    return "; ".join(map(shown, texts[:_MOST])) + more


def paragraph(text: str, first: str = "", further: str | None = None) -> Iterator[str]:
    """Break a text into lines; ``first`` and ``further`` go before the first and the others."""
    rest = " " * width(first) if further is None else further
    line, empty = first, True
    for word in text.split():
        if not empty and width(line) + 1 + width(word) > COLUMNS:
            yield line
            line, empty = rest, True
        line += word if empty else f" {word}"
        empty = False
    if not empty:
        yield line


def unbroken(label: str, text: str) -> Iterator[str]:
    """Put a text beside its label on one line, to be copied; no text, no line."""
    if text:
        yield f"  {label:<{_LABEL}}{visible(text)}"


def labelled(label: str, text: str) -> Iterator[str]:
    """Put a text beside its label; no text, no line."""
    return paragraph(text, f"  {label:<{_LABEL}}")
