"""The passage of a source that a fact cites."""

from collections.abc import Iterator

from quizgen.checks.source_text import (
    Paragraph,
    named_paragraphs,
    names_paragraphs,
    places_of,
    prepare,
)
from quizgen.model import Citation, Source
from quizgen.statements import normalised

_MOST = 3
"""Paragraphs that are shown where a locator names more."""


def cited_passage(source: Source, text: str, citation: Citation) -> str:
    """Return the paragraphs in which the quote stands, else those that the locator names.

    Empty where neither quote nor locator leads anywhere.
    """
    prepared = prepare(source, text)
    named = named_paragraphs(prepared, citation.at)
    quote = normalised(citation.quote)
    found = [it for it in named if quote and any(True for _ in places_of(it, quote))]
    if not found and names_paragraphs(citation.at):
        found = named
    return "\n".join(_lines(found[:_MOST]))


def _lines(paragraphs: list[Paragraph]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield f"¶{paragraph.number}: {paragraph.line}" if paragraph.number else paragraph.line
