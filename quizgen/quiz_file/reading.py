"""Reads a quiz from JSON, with every problem at its place."""

import json
from collections import Counter
from typing import Never

from quizgen.model import (
    Citation,
    Direction,
    Image,
    Position,
    Question,
    Quiz,
    QuizDeck,
    card_id,
    question_id,
)
from quizgen.problems import DeckError, Problem, Severity
from quizgen.quiz_file.fields import Fields, Findings, written
from quizgen.quiz_file.responses import one_of, response
from quizgen.quiz_file.writing import VERSION


def read_quiz(text: str, file: str) -> Quiz:
    """Read a quiz that :func:`write_quiz` wrote and somebody may have edited.

    Citations and images get the beginning of this file as their position: where the deck has them
    is not recorded.

    Raises:
        DeckError: the quiz cannot be used; all problems are collected.
    """
    findings = Findings(file=file, text=text.removeprefix("\ufeff"))
    quiz = quiz_of(Fields(parsed(findings), (), findings))
    refuse_if_bad(findings)
    return quiz


def quiz_of(top: Fields) -> Quiz:
    """Return the quiz that an object holds; what is wrong with it is noted.

    Raises:
        DeckError: it is of a version that cannot be read, or no quiz.
    """
    findings = top.findings
    _check_version(top, findings)
    language = top.text("language", "en")
    quiz = Quiz(
        title=top.text("title", ""),
        language=language,
        notice=top.text("notice", ""),
        seed=top.text("seed", ""),
        decks=tuple(_deck(Fields(*it, findings)) for it in top.members("decks", needed=False)),
        questions=tuple(
            _question(Fields(*it, findings), language) for it in top.members("items", needed=False)
        ),
    )
    top.close()
    _check_ids(quiz, top)
    return quiz


def parsed(findings: Findings) -> object:
    """Return the JSON value that a file holds.

    Raises:
        DeckError: it holds none.
    """
    twice: list[str] = []

    def collect(pairs: list[tuple[str, object]]) -> dict[str, object]:
        counts = Counter(key for key, _ in pairs)
        twice.extend(key for key, count in counts.items() if count > 1)
        return dict(pairs)

    position, reason = Position(file=findings.file, line=1, column=1), "it is nested too deeply"
    try:
        parsed = json.loads(findings.text, object_pairs_hook=collect, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        position = Position(file=findings.file, line=error.lineno, column=error.colno)
        reason = error.msg[:1].lower() + error.msg[1:]
    except RecursionError:
        pass
    else:
        for key in twice:
            findings.add("duplicate-key", (), f"'{key}' is given twice in one object")
        return parsed
    findings.problems.append(
        Problem(
            severity=Severity.ERROR,
            code="bad-json",
            message=f"this is not JSON: {reason}",
            hint="`quizgen generate -o` writes such a file",
            position=position,
        )
    )
    raise _refusal(findings)


def _no_number(name: str) -> Never:
    raise json.JSONDecodeError(f"it knows no {name}", name, 0)


def refuse_if_bad(findings: Findings) -> None:
    """Raise what has been found, if anything has.

    Raises:
        DeckError: a problem was noted.
    """
    if findings.problems:
        raise _refusal(findings)


def _refusal(findings: Findings) -> DeckError:
    first, *others = findings.problems
    place = f"{first.position.file}:{first.position.line}:{first.position.column}"
    more = f" (and {len(others)} more)" if others else ""
    hint = first.hint or findings.hint
    return DeckError(f"{place}: {first.message}{more}", hint, findings.problems)


def _check_version(top: Fields, findings: Findings) -> None:
    """Refuse at once what would give problems that all follow from one."""
    refuse_if_bad(findings)
    if "version" not in top:
        findings.add("no-quiz", top.path, "this is no quiz of quizgen: 'version' is missing")
    elif (version := top.whole("version", VERSION, VERSION)) > VERSION:
        findings.add(
            "newer-version",
            (*top.path, "version"),
            f"a newer quizgen wrote this quiz ({version}; this one reads {VERSION})",
            "install a newer quizgen",
        )
    elif "answers" in top and not top.flag("answers"):
        findings.add(
            "no-answers",
            (*top.path, "answers"),
            "this quiz was written without answers",
            "write it again without `--without-answers`",
        )
    refuse_if_bad(findings)


def _deck(fields: Fields) -> QuizDeck:
    deck = QuizDeck(
        id=fields.text("id"), title=fields.text("title", ""), digest=fields.text("digest", "")
    )
    fields.close()
    return deck


def _question(fields: Fields, language: str) -> Question:
    start = Position(file=fields.findings.file, line=1, column=1)
    direction = one_of(fields, "direction", [str(it) for it in Direction])
    question = Question(
        id=fields.text("id"),
        card=fields.text("card"),
        deck=fields.text("deck"),
        fact=fields.text("fact"),
        kind=fields.text("kind"),
        direction=Direction(direction or Direction.FORWARD),
        stem=fields.text("stem"),
        response=response(fields),
        explanation=fields.text("explanation", ""),
        citation=_citation(fields.fields("source"), start),
        hint=fields.text("hint", ""),
        topic=fields.text("topic", ""),
        tags=fields.texts("tags"),
        image=_image(fields.fields("image"), start),
        relation=fields.text("relation", ""),
        language=fields.text("language", language),
        points=fields.whole("points", 1, 0),
    )
    fields.close()
    return question


def _citation(fields: Fields | None, position: Position) -> Citation | None:
    if fields is None:
        return None
    citation = Citation(
        source=fields.text("id", ""),
        title=fields.text("title", ""),
        at=fields.text("at", ""),
        quote=fields.text("quote", ""),
        position=position,
    )
    fields.close()
    return citation


def _image(fields: Fields | None, position: Position) -> Image | None:
    if fields is None:
        return None
    image = Image(file=fields.text("file"), alt=fields.text("alt", ""), position=position)
    fields.close()
    return image


def _check_ids(quiz: Quiz, top: Fields) -> None:
    """Note ids given twice, and ids that do not belong to their card: answers are kept by them."""
    met: dict[str, int] = {}
    findings = top.findings
    for number, question in enumerate(quiz.questions):
        path = (*top.path, "items", number)
        if "" in {question.id, question.card, question.deck, question.fact, question.kind}:
            continue
        if met.setdefault(question.id, number) != number:
            first = written((*top.path, "items", met[question.id]))
            findings.add("duplicate-id", (*path, "id"), f"'{question.id}' is {first} too")
        if question.id != question_id(question.card, question.kind):
            message = f"must be card and kind, '{question_id(question.card, question.kind)}'"
            findings.add("wrong-id", (*path, "id"), message)
        card = card_id(question.deck, question.fact, question.direction)
        if question.card != card and not question.card.startswith(f"{card}#"):
            findings.add("wrong-id", (*path, "card"), f"must begin with '{card}'")
