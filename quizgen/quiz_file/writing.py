"""Writes a quiz as JSON."""

import json
from collections.abc import Iterable
from typing import Any, assert_never

from quizgen.model import (
    AcceptedKey,
    Choice,
    Citation,
    ListKey,
    Match,
    NumberKey,
    Option,
    Order,
    Question,
    Quiz,
    Recall,
    Typed,
)

VERSION = 1
"""Of the format; a reader refuses what is newer than itself."""

_Object = dict[str, Any]


def write_quiz(quiz: Quiz, *, answers: bool = True) -> str:
    """Return the quiz as JSON; the same quiz gives the same text.

    Without answers, keys, proofs, explanations and quotes are left out, and what stands in its
    right order is shuffled.
    """
    written: _Object = {
        "version": VERSION,
        "title": quiz.title,
        "language": quiz.language,
        "notice": quiz.notice,
        "seed": quiz.seed,
        "decks": [{"id": it.id, "title": it.title, "digest": it.digest} for it in quiz.decks],
        **({} if answers else {"answers": False}),
        "items": [
            question_data(question, quiz.language, answers=answers) for question in quiz.questions
        ],
    }
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def question_data(question: Question, language: str = "", *, answers: bool = True) -> _Object:
    """Return a question as it stands in a quiz whose language is given; the keys are stable."""
    written: _Object = {
        "id": question.id,
        "card": question.card,
        "deck": question.deck,
        "fact": question.fact,
        "kind": question.kind,
        "direction": str(question.direction),
        "topic": question.topic,
        "tags": list(question.tags),
        "points": question.points,
        "stem": question.stem,
        **_given(hint=question.hint, relation=question.relation),
        **({} if question.language == language else {"language": question.language}),
    }
    if question.image:
        written["image"] = {"file": question.image.file, "alt": question.image.alt}
    written |= _answer(question) if answers else _asked(question)
    if answers:
        written["explanation"] = question.explanation
    if question.citation:
        written["source"] = _source(question.citation, answers=answers)
    return written


def _given(**values: object) -> _Object:
    """Return what is not empty."""
    return {name: value for name, value in values.items() if value}


def _source(citation: Citation, *, answers: bool) -> _Object:
    written = {"id": citation.source, "title": citation.title, "at": citation.at}
    # The quote is the evidence, so it often is the answer.
    return {**written, "quote": citation.quote} if answers else written


def _answer(question: Question) -> _Object:
    response = question.response
    match response:
        case Recall(answer=answer, also=also):
            return {"response": "recall", "answer": answer, **_given(also=list(also))}
        case Typed(key=key):
            return {"response": "typed", **_key(key)}
        case Choice(options=options, several=several, fixed=fixed):
            written = [_option(option) for option in options]
            flags = _given(several=several, fixed=fixed)
            return {"response": "choice", **flags, "options": written}
        case Order(items=items):
            return {"response": "order", "items": list(items)}
        case Match(pairs=pairs):
            return {"response": "match", "pairs": [list(pair) for pair in pairs]}
        case _:
            assert_never(response)


def _key(key: AcceptedKey | NumberKey | ListKey) -> _Object:
    match key:
        case AcceptedKey(accepted=accepted, others=others, case_sensitive=case_sensitive):
            rest = _given(others=list(others), case_sensitive=case_sensitive)
            return {"accepted": list(accepted), **rest}
        case NumberKey(value=value, unit=unit, tolerance=tolerance):
            return {"number": {"value": value, "unit": unit, "tolerance": tolerance}}
        case ListKey() as listed:
            return {
                "list": {
                    "values": [list(value) for value in listed.values],
                    "at_least": listed.at_least,
                    "ordered": listed.ordered,
                    **_given(complete=listed.complete, others=list(listed.others)),
                }
            }
        case _:
            assert_never(key)


def _option(option: Option) -> _Object:
    written: _Object = {"text": option.text, "correct": option.correct}
    if option.proof:
        written |= {"proof": str(option.proof.tag), "because": option.proof.because}
    return {**written, **({} if option.correct else {"why": option.why})}


def _asked(question: Question) -> _Object:
    """Return what a learner needs to answer, and nothing that answers."""
    response = question.response
    match response:
        case Recall():
            return {"response": "recall"}
        case Typed(key=key):
            return {"response": "typed", **_form(key)}
        case Choice(options=options, several=several, fixed=fixed):
            flags = _given(several=several, fixed=fixed)
            return {"response": "choice", **flags, "options": [{"text": it.text} for it in options]}
        case Order(items=items):
            return {"response": "order", "items": _shuffled(question, items)}
        case Match(pairs=pairs):
            left = [pair[0] for pair in pairs]
            right = _shuffled(question, (pair[1] for pair in pairs))
            return {"response": "match", "left": left, "right": right}
        case _:
            assert_never(response)


def _form(key: AcceptedKey | NumberKey | ListKey) -> _Object:
    """Return what form the answer to type has."""
    match key:
        case AcceptedKey():
            return {}
        case NumberKey(unit=unit):
            return {"number": {"unit": unit}}
        case ListKey(at_least=at_least, ordered=ordered):
            return {"list": {"at_least": at_least, "ordered": ordered}}
        case _:
            assert_never(key)


def _shuffled(question: Question, texts: Iterable[str]) -> list[str]:
    # Whoever writes the answers too needs no room that draws options.
    from quizgen.distractors import digest  # noqa: PLC0415

    return sorted(texts, key=lambda text: digest(question.id, text))
