"""A source's text, prepared for looking quotes up."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quizgen.model import Source
from quizgen.statements import SourceStatement, normalised, occurrences, split_statements

_PARAGRAPHS = re.compile(r"¶\s*(\d{1,9})(?:\s*[-–]\s*¶?\s*(\d{1,9}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph as one line, white space and quotation marks evened out."""

    number: int
    line: str
    #: Its statements' indexes in the source, each with where it begins and ends in the line.
    statements: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place where a quote stands, and the statements that it touches."""

    paragraph: int
    start: int
    end: int
    statements: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """A source, prepared for looking quotes up."""

    source: Source
    statements: tuple[SourceStatement, ...]
    #: By number; all headings are 0.
    paragraphs: Mapping[int, Paragraph]


def prepare(source: Source, text: str) -> SourceText:
    """Split a source's text and put each paragraph together again as one line."""
    statements = split_statements(text)
    pieces: dict[int, list[str]] = {}
    places: dict[int, list[tuple[int, int, int]]] = {}
    for index, statement in enumerate(statements):
        piece = normalised(statement.text)
        of_paragraph = places.setdefault(statement.paragraph, [])
        begin = of_paragraph[-1][2] + 1 if of_paragraph else 0
        of_paragraph.append((index, begin, begin + len(piece)))
        pieces.setdefault(statement.paragraph, []).append(piece)
    return SourceText(
        source=source,
        statements=statements,
        paragraphs={
            number: Paragraph(
                number=number, line=" ".join(pieces[number]), statements=tuple(places[number])
            )
            for number in pieces
        },
    )


def named_paragraphs(text: SourceText, at: str) -> list[Paragraph]:
    """Return the paragraphs that a locator names; any locator but ``¶4`` names them all."""
    match = _PARAGRAPHS.fullmatch(at.strip())
    if not match:
        return list(text.paragraphs.values())
    first = int(match[1])
    last = int(match[2] or first)
    return [it for number, it in text.paragraphs.items() if first <= number <= last and number]


def places_of(paragraph: Paragraph, quote: str) -> Iterator[Hit]:
    """List the places where a quote stands."""
    for start in occurrences(paragraph.line, quote):
        end = start + len(quote)
        touched = (
            index for index, begin, last in paragraph.statements if begin < end and start < last
        )
        yield Hit(paragraph=paragraph.number, start=start, end=end, statements=frozenset(touched))


def names_paragraphs(at: str) -> bool:
    """Tell whether a locator names paragraphs: ``¶4``, or ``¶4–6``."""
    return bool(_PARAGRAPHS.fullmatch(at.strip()))
