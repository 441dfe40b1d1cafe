"""Checks of decks: what is well-formed and yet wrong or weak.

What the reader could not use it has reported itself. To add a check, write a function from a
scope to problems and put it into :data:`CHECKS`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizgen.checks.duplicates import nearly_same_questions, same_questions
from quizgen.checks.evidence import Coverage, Verified, verify
from quizgen.checks.facts import (
    contradictions,
    images_missing,
    images_without_words,
    long_quotes,
    near_duplicates,
    retired,
    reused_ids,
    uncited,
    unknown_kinds,
)
from quizgen.checks.language import untranslated
from quizgen.checks.options import (
    contested_answers,
    duplicate_values,
    duplicate_wrong,
    wrong_is_right,
)
from quizgen.checks.scope import Scope
from quizgen.checks.things import cycles, mismatched_types, shared_names
from quizgen.checks.units import units_missing
from quizgen.model import Deck, Image
from quizgen.problems import Problem

__all__ = [
    "CHECKS",
    "Check",
    "CheckResult",
    "Coverage",
    "Scope",
    "Verified",
    "check_deck",
    "untranslated",
    "verify",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """Everything found in the decks, and what they make of their sources."""

    #: By file, line and column; those of loading included.
    problems: tuple[Problem, ...]
    coverage: tuple[Coverage, ...] = ()
    #: How many decks were checked.
    decks: int = 0


Check = Callable[[Scope], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    reused_ids,
    contradictions,
    wrong_is_right,
    duplicate_wrong,
    duplicate_values,
    contested_answers,
    near_duplicates,
    same_questions,
    nearly_same_questions,
    units_missing,
    shared_names,
    cycles,
    mismatched_types,
    unknown_kinds,
    uncited,
    long_quotes,
    images_without_words,
    images_missing,
    retired,
)
"""All checks of a deck by itself; :func:`verify` compares it with a source."""


def check_deck(
    deck: Deck,
    kinds: Sequence[str],
    texts: Mapping[str, str] | None = None,
    has_picture: Callable[[Image], bool] | None = None,
) -> Iterator[Problem]:
    """Run all checks on a deck.

    ``kinds`` names all kinds that there are; ``texts`` (file → text) lets problems point at the
    very words; ``has_picture`` tells whether a picture's file is there.
    """
    scope = Scope(deck, kinds, texts, has_picture)
    for check in CHECKS:
        yield from check(scope)
