"""Checks what a deck in another language than English leaves in English."""

import json
from collections.abc import Iterator, Sequence

from quizgen.checks.scope import Scope, problem
from quizgen.problems import Problem, Severity
from quizgen.wording import PHRASES


def untranslated(scope: Scope, phrases: Sequence[str]) -> Iterator[Problem]:
    """A deck in another language says itself what its questions say.

    ``phrases`` names the built-in ones that its questions needed.
    """
    if not phrases:
        return
    language = scope.deck.language
    count = "one phrase" if len(phrases) == 1 else f"{len(phrases)} phrases"
    where = "add to `wording:`" if scope.deck.wording else "wording:"
    yield problem(
        "untranslated",
        f"the deck's language is '{language}', and its questions use {count} in English:"
        f" {', '.join(phrases)}",
        scope.find(scope.deck.position, language, "language"),
        f"say them in the deck's language: {where} {{{', '.join(map(_entry, phrases))}}}",
        severity=Severity.WARNING,
    )


def _entry(phrase: str) -> str:
    # What JSON writes in quotation marks, YAML reads.
    return f"{phrase}: {json.dumps(PHRASES[phrase], ensure_ascii=False)}"
