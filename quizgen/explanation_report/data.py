"""An explanation as data; the names of the keys are stable."""

import json
from typing import Any

from quizgen.distractors import RULES
from quizgen.explanation import (
    Absence,
    ExplainedCard,
    ExplainedFact,
    ExplainedQuestion,
    Explanation,
    Record,
    Refused,
)
from quizgen.explanation_report.history import due_text
from quizgen.model import Citation, Position, Review
from quizgen.quiz_file import question_data
from quizgen.scheduler import date_text

_Object = dict[str, Any]


def render_json(explanation: Explanation) -> str:
    """Return an explanation as one JSON object."""
    # Escaped, so that no terminal acts on what a deck holds.
    return json.dumps(explanation_data(explanation), indent=2) + "\n"


def explanation_data(explanation: Explanation) -> _Object:
    """Return an explanation as data; what there is not is ``null``, or an empty list."""
    return {
        "version": 1,
        "about": explanation.about,
        "fact": _fact(explanation.fact) if explanation.fact else None,
        "missing": _absence(explanation.missing) if explanation.missing else None,
        "cards": [_card(card) for card in explanation.cards],
        "not_asked": [_absence(absence) for absence in explanation.absences],
        "rules": {str(tag): text for tag, text in RULES.items()},
    }


def _fact(explained: ExplainedFact) -> _Object:
    fact, deck = explained.fact, explained.deck
    return {
        "id": fact.id,
        "deck": deck.id,
        "said": explained.said,
        "notice": deck.notice,
        "position": _position(fact.position),
        "source": _source(fact.citation, explained.url) if fact.citation else None,
        "why": fact.why,
        "hint": fact.hint,
        "topic": fact.topic,
        "tags": list(fact.tags),
        "contested": list(fact.never),
        "was": list(fact.was),
        "retired": fact.retired,
        "cards": list(explained.cards),
    }


def _position(position: Position) -> _Object:
    return {"file": position.file, "line": position.line, "column": position.column}


def _source(citation: Citation, url: str) -> _Object:
    return {
        "id": citation.source,
        "title": citation.title,
        "url": url,
        "at": citation.at,
        "quote": citation.quote,
    }


def _card(card: ExplainedCard) -> _Object:
    return {
        "id": card.id,
        "questions": [_question(question) for question in card.questions],
        "history": _history(card.record),
    }


def _question(explained: ExplainedQuestion) -> _Object:
    return {
        **question_data(explained.question),
        "left_out": explained.left_out,
        "not_offered": _refused(explained.refused),
        "flaws": [
            {
                "code": flaw.code,
                "weight": str(flaw.weight),
                "message": flaw.message,
                "hint": flaw.hint,
            }
            for flaw in explained.flaws
        ],
    }


def _refused(refused: tuple[Refused, ...]) -> list[_Object]:
    return [{"text": it.text, "why": it.why} for it in refused]


def _absence(absence: Absence) -> _Object:
    return {
        "kind": absence.kind,
        "card": absence.card or None,
        "why": absence.why,
        "hint": absence.hint,
        "not_offered": _refused(absence.refused),
    }


def _history(record: Record) -> _Object:
    card, memory = record.card, record.card.memory
    return {
        "reviews": [_review(review) for review in record.reviews],
        "lapses": card.lapses,
        "suspended": card.suspended,
        "flagged": card.flagged,
        "phase": str(memory.phase) if memory else "new",
        "stability": memory.stability if memory else None,
        "difficulty": memory.difficulty if memory else None,
        "recall": record.recall,
        "due": date_text(memory.due_day) if memory else None,
        "due_at": (memory.due_instant or None) if memory else None,
        "due_in_words": due_text(record),
    }


def _review(review: Review) -> _Object:
    mark = review.mark
    return {
        "id": review.id,
        "date": date_text(review.moment.day),
        "kind": review.kind,
        "mark": str(mark.verdict) if mark else None,
        "rule": mark.rule if mark else None,
        "rating": int(review.rating),
        "days": review.interval.days,
        "seconds": review.interval.seconds,
    }
