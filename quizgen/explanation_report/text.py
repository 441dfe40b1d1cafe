"""An explanation as plain text of 80 columns; no terminal acts on what a deck or log holds."""

from collections.abc import Iterator, Sequence

from quizgen.explanation import (
    Absence,
    ExplainedCard,
    ExplainedFact,
    ExplainedQuestion,
    Explanation,
    Refused,
)
from quizgen.explanation_report.history import history_lines
from quizgen.explanation_report.layout import labelled, listed, paragraph, shown, unbroken
from quizgen.explanation_report.response import response_lines
from quizgen.model import Citation, Position, Question
from quizgen.report import visible


def render_explanation(explanation: Explanation) -> str:
    """Render all that is behind a question, a card or a fact."""
    blocks = [list(block) for block in _blocks(explanation)]
    return "\n".join("\n".join([*block, ""]) for block in blocks if block)


def _blocks(explanation: Explanation) -> Iterator[Iterator[str]]:
    if explanation.fact:
        yield _fact(explanation.fact)
    if explanation.missing:
        yield _missing(explanation.about, explanation.missing)
    for card in explanation.cards:
        for question in card.questions:
            yield _question(question, alone=explanation.fact is None)
        yield _history(card)
    others = [it for it in explanation.absences if it.kind not in _said_already(explanation)]
    yield _absences(others, several=len(explanation.cards) > 1)


def _said_already(explanation: Explanation) -> set[str]:
    """Return the kinds of which it has been said why there is no question."""
    shown_anyway = (
        it.question.kind for card in explanation.cards for it in card.questions if it.left_out
    )
    return {*shown_anyway, *([explanation.missing.kind] if explanation.missing else [])}


def _fact(explained: ExplainedFact) -> Iterator[str]:
    fact, deck = explained.fact, explained.deck
    yield visible(f"{deck.id}/{fact.id}")
    yield from paragraph(shown(explained.said), "  ")
    yield from paragraph(shown(deck.notice), "  ")
    yield ""
    yield from unbroken("Stands in", _place(fact.position))
    if fact.citation:
        yield from _citation(fact.citation, explained.url)
    yield from labelled("Why", shown(fact.why))
    yield from labelled("Hint", shown(fact.hint))
    yield from labelled("Topic", shown(fact.topic))
    yield from labelled("Tags", shown(", ".join(fact.tags)))
    if fact.image:
        yield from labelled("Image", shown(f"{fact.image.file} ({fact.image.alt})"))
    contested = shown(", ".join(fact.never))
    yield from labelled("Contested", f"{contested}: neither right nor wrong" if contested else "")
    yield from labelled("Earlier ids", visible(", ".join(fact.was)))
    yield from labelled("Retired", "It is asked no more." if fact.retired else "")
    for number, card in enumerate(explained.cards):
        yield from unbroken("" if number else "Cards", card)


def _place(position: Position) -> str:
    return f"{position.file}:{position.line}:{position.column}"


def _citation(citation: Citation, url: str = "") -> Iterator[str]:
    place = ", ".join(filter(None, (citation.title or citation.source, citation.at)))
    quote = f": “{citation.quote}”" if citation.quote else ""
    yield from labelled("Source", shown(f"{place}{quote}"))
    yield from unbroken("", url)


def _missing(about: str, missing: Absence) -> Iterator[str]:
    yield visible(about)
    yield from paragraph(f"There is no such question: {_reason(missing)}.", "  ")
    yield from _refused(missing.refused)


def _reason(absence: Absence) -> str:
    return "; ".join(filter(None, (visible(absence.why), absence.hint)))


def _question(explained: ExplainedQuestion, *, alone: bool) -> Iterator[str]:
    question = explained.question
    yield visible(question.id)
    yield from paragraph(explained.summary, "  ")
    if explained.left_out:
        yield from paragraph(f"Not asked: {explained.left_out}.", "  ")
    yield ""
    yield from paragraph(shown(question.stem), "  ")
    yield from response_lines(question.response)
    if alone:
        yield from _own_part(question)
    yield from _refused(explained.refused)
    for flaw in explained.flaws:
        yield from labelled("Flaw", shown(f"{flaw.code}: {flaw.message}; {flaw.hint}"))


def _own_part(question: Question) -> Iterator[str]:
    """Yield what else an item of a quiz file says, where there is no fact to say it."""
    yield from labelled("Why", shown(question.explanation))
    yield from labelled("Hint", shown(question.hint))
    yield from labelled("Topic", shown(question.topic))
    yield from labelled("Tags", shown(", ".join(question.tags)))
    if question.citation:
        yield from _citation(question.citation)


def _refused(refused: Sequence[Refused]) -> Iterator[str]:
    by_reason: dict[str, list[str]] = {}
    for it in refused:
        by_reason.setdefault(it.why, []).append(it.text)
    for number, (why, texts) in enumerate(by_reason.items()):
        yield from labelled("" if number else "Not offered", f"{listed(texts)}: {why}")


def _history(card: ExplainedCard) -> Iterator[str]:
    yield f"History of {visible(card.id)}"
    yield from history_lines(card.record)


def _absences(absences: Sequence[Absence], *, several: bool) -> Iterator[str]:
    if absences:
        yield "Not asked"
    for absence in absences:
        card = f"{visible(absence.card)}: " if several and absence.card else ""
        yield from labelled(absence.kind, f"{card}{_reason(absence)}")
        yield from _refused(absence.refused)
