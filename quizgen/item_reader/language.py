"""Guesses whether items are in English, where nothing says which language they are in."""

from collections.abc import Iterable
from dataclasses import replace

from quizgen.items import Item

_TELLING = frozenset(
    (
        "the",
        "of",
        "which",
        "what",
        "is",
        "are",
        "and",
        "with",
        "that",
        "this",
        "how",
        "does",
        "from",
    )
)
"""Words that stand in nearly every English sentence, and seldom in any other."""

_SHARE = 0.05
_ENOUGH = 30
"""Words from which on their absence says something."""


def in_their_language(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return items as they are if they look English, else without a language."""
    known = tuple(items)
    words = [word for it in known for text in (it.stem, *it.options) for word in text.split()]
    telling = sum(word.strip("?.,:;").lower() in _TELLING for word in words)
    if len(words) < _ENOUGH or telling >= _SHARE * len(words):
        return known
    return tuple(replace(it, language="") for it in known)
