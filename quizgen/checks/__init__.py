"""Checks of decks: what is well-formed and yet wrong or weak.

What the reader could not use it has reported itself. To add a check, write a function from a
scope to problems and put it into :data:`CHECKS`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizgen.checks.evidence import Coverage, Verified, verify
from quizgen.checks.facts import (
    contradictions,
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
from quizgen.model import Deck
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
    shared_names,
    cycles,
    mismatched_types,
    unknown_kinds,
    uncited,
    long_quotes,
    images_without_words,
    retired,
)
"""All checks of a deck by itself; :func:`verify` compares it with a source."""


def check_deck(
    deck: Deck, kinds: Sequence[str], texts: Mapping[str, str] | None = None
) -> Iterator[Problem]:
    """Run all checks on a deck.

    ``kinds`` names all kinds that there are; ``texts`` (file → text) lets problems point at the
    very words.
    """
    scope = Scope(deck, kinds, texts)
    for check in CHECKS:
        yield from check(scope)
