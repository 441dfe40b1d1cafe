"""Compares a deck with the text of a source: is every quote there, is every statement dealt with.

A quote stands for the statement of the source that it is found in. With a locator ``¶4`` it must
stand in the fourth paragraph (:mod:`quizgen.statements` says what that is), with any other one
anywhere in the text. Where several statements hold it, it stands for the one that it equals.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from quizgen.checks.nearest import nearest_passage
from quizgen.checks.scope import Scope, problem
from quizgen.checks.source_text import (
    Hit,
    Paragraph,
    SourceText,
    named_paragraphs,
    names_paragraphs,
    places_of,
    prepare,
)
from quizgen.model import Position, Source
from quizgen.problems import Problem, Severity
from quizgen.statements import SourceStatement, normalised

_FEWEST_WORDS = 4
_SHORT = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What a deck makes of the statements of a source."""

    deck: str
    source: str
    #: By facts; what is also skipped counts here.
    cited: tuple[SourceStatement, ...]
    skipped: tuple[SourceStatement, ...]
    open: tuple[SourceStatement, ...]

    @property
    def statements(self) -> int:
        """How many statements the source has."""
        return len(self.cited) + len(self.skipped) + len(self.open)

    @property
    def percent(self) -> int:
        """How much of it is cited or skipped, rounded down: 100 only where nothing is open."""
        done = len(self.cited) + len(self.skipped)
        return 100 * done // self.statements if self.statements else 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """The outcome of comparing a deck with a source."""

    coverage: Coverage
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reference:
    """A place of the deck that points into the source."""

    at: str
    quote: str
    position: Position
    skips: bool


def verify(scope: Scope, source: Source, data: bytes) -> Verified:
    """Compare a deck with the text of one of its sources, in UTF-8."""
    text = prepare(source, data.decode("utf-8", errors="replace"))
    problems = list(_check_digest(scope, source, data))
    cited: set[Hit] = set()
    skipped: set[Hit] = set()
    for reference in _references(scope, source.id):
        hits = _hits_of(scope, text, reference)
        if isinstance(hits, Problem):
            problems.append(hits)
        elif reference.skips:
            problems += _needless_skip(scope, reference, hits, cited)
            skipped |= hits
        else:
            cited |= hits
    coverage = _coverage(scope.deck.id, text, cited, skipped)
    problems += [_open_statement(text, statement) for statement in coverage.open]
    return Verified(coverage=coverage, problems=tuple(problems))


def _coverage(deck: str, text: SourceText, cited: set[Hit], skipped: set[Hit]) -> Coverage:
    by_facts = {index for hit in cited for index in hit.statements}
    by_skips = {index for hit in skipped for index in hit.statements}
    done = by_facts | by_skips
    statements = tuple(enumerate(text.statements))
    return Coverage(
        deck=deck,
        source=text.source.id,
        cited=tuple(it for index, it in statements if index in by_facts),
        skipped=tuple(it for index, it in statements if index in by_skips - by_facts),
        open=tuple(it for index, it in statements if index not in done),
    )


def _check_digest(scope: Scope, source: Source, data: bytes) -> Iterator[Problem]:
    digest = sha256(data).hexdigest()
    if not source.sha256:
        yield problem(
            "no-sha256",
            f"the source '{source.id}' has no `sha256:`",
            scope.find(source.position, source.id),
            f"with it, another text is noticed: sha256: {digest}",
            severity=Severity.NOTE,
        )
        return
    # A checkout may have turned LF into CRLF; the text is the same.
    same = (digest, sha256(data.replace(b"\r\n", b"\n")).hexdigest())
    declared = source.sha256.removesuffix("…")
    if not any(one.startswith(declared) for one in same):
        yield problem(
            "source-changed",
            f"the text given for '{source.id}' is not the one that the deck was made from:"
            f" its SHA-256 begins with {digest[:12]}, the deck says {declared[:12]}",
            scope.find(source.position, source.sha256),
            "give the file that the facts come from; or see that they still hold, and write"
            f" sha256: {digest}",
        )


def _references(scope: Scope, source: str) -> Iterator[_Reference]:
    """List the quotes of facts, then what is skipped; the rows of a table share a citation."""
    citations = {
        fact.citation.position: fact.citation
        for fact in scope.deck.facts
        if fact.citation is not None and fact.citation.source == source and fact.citation.quote
    }
    for citation in citations.values():
        yield _Reference(
            at=citation.at, quote=citation.quote, position=citation.position, skips=False
        )
    for skipped in scope.deck.skipped:
        if skipped.source == source:
            yield _Reference(
                at=skipped.at, quote=skipped.quote, position=skipped.position, skips=True
            )


def _hits_of(scope: Scope, text: SourceText, reference: _Reference) -> set[Hit] | Problem:
    """Find what a reference stands for."""
    paragraphs = named_paragraphs(text, reference.at)
    if not paragraphs:
        return problem(
            "no-such-paragraph",
            f"'{text.source.id}' has no {reference.at}",
            scope.find(reference.position, reference.at),
            f"its last paragraph is ¶{max(text.paragraphs, default=0)}; headings are not counted",
        )
    quote = normalised(reference.quote)
    if not quote:
        named = paragraphs if names_paragraphs(reference.at) else []
        return {hit for paragraph in named for hit in places_of(paragraph, paragraph.line)}
    hits = {hit for paragraph in paragraphs for hit in places_of(paragraph, quote)}
    if not hits:
        return _not_found(scope, text, reference, paragraphs)
    whole = {hit for hit in hits if _is_whole(text, hit, quote)}
    if not whole and len({hit.statements for hit in hits}) > 1:
        return problem(
            "ambiguous-quote",
            f"the quote stands in {len(hits)} places of {_place(text, reference)}",
            scope.find(reference.position, reference.quote),
            "quote more words, or others, so that it is clear which one is meant",
        )
    return whole or hits


def _is_whole(text: SourceText, hit: Hit, quote: str) -> bool:
    """Tell whether the quote is one whole statement; the marks at its end do not count."""
    if len(hit.statements) > 1:
        return False
    statement = normalised(text.statements[min(hit.statements)].text)
    return statement.rstrip(" .!?…") == quote.rstrip(" .!?…")


def _not_found(
    scope: Scope, text: SourceText, reference: _Reference, paragraphs: Iterable[Paragraph]
) -> Problem:
    quote = normalised(reference.quote)
    hits = (hit for paragraph in text.paragraphs.values() for hit in places_of(paragraph, quote))
    elsewhere = next((text.statements[min(hit.statements)].locator for hit in hits), "")
    if elsewhere:
        hint = f'it stands in another place: at: "{elsewhere}"'
    else:
        near = nearest_passage(quote, [paragraph.line for paragraph in paragraphs])
        hint = f"did you mean “{near}”?" if near else "quote the source word for word"
    return problem(
        "quote-not-found",
        f"the quote does not stand in {_place(text, reference)}",
        scope.find(reference.position, reference.quote),
        hint,
    )


def _place(text: SourceText, reference: _Reference) -> str:
    name = f"'{text.source.id}'"
    return f"{reference.at} of {name}" if names_paragraphs(reference.at) else name


def _needless_skip(
    scope: Scope, reference: _Reference, hits: set[Hit], cited: set[Hit]
) -> Iterator[Problem]:
    """Of a torn statement one part may be used and another skipped, but not the same words."""
    overlap = any(
        hit.paragraph == other.paragraph and hit.start < other.end and other.start < hit.end
        for hit in hits
        for other in cited
    )
    if overlap and reference.quote:
        yield problem(
            "skipped-and-cited",
            "these words are skipped, and a fact cites them",
            scope.find(reference.position, reference.quote),
            "take them off the skipped list",
            severity=Severity.WARNING,
        )


def _open_statement(text: SourceText, statement: SourceStatement) -> Problem:
    quote = _beginning(text, statement)
    escaped = quote.replace("\\", "\\\\").replace('"', '\\"')
    return problem(
        "open-statement",
        f"{statement.locator}: no fact cites “{quote}”, and it is not skipped",
        (text.source.position, len(text.source.id)),
        f'make a fact of it, or skip it: {{at: "{statement.locator}", quote: "{escaped}", why: …}}',
        severity=Severity.WARNING,
    )


def _beginning(text: SourceText, statement: SourceStatement) -> str:
    """Return a statement's first words, enough to tell it from the others; a short one's all."""
    words = normalised(statement.text).split()
    for count in range(_FEWEST_WORDS, len(words) if len(words) > _SHORT else 0):
        start = " ".join(words[:count]).rstrip(",;:")
        if len(list(places_of(text.paragraphs[statement.paragraph], start))) == 1:
            return start
    return " ".join(words)
