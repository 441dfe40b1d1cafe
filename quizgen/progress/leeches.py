"""Cards that keep being forgotten."""

from quizgen.model import Card

LEECH_LAPSES = 8
"""Lapses from which a card is a leech."""

LEECH_AGAIN = 4
"""Further lapses after which that is worth saying again."""


def is_leech(card: Card) -> bool:
    """Whether the card keeps being forgotten, so that it is the fact that needs work."""
    return card.lapses >= LEECH_LAPSES


def leech_noticed(before: Card, after: Card) -> bool:
    """Whether a review has just made a leech of the card, or a worse one, worth saying."""
    return after.lapses > before.lapses and after.lapses in range(
        LEECH_LAPSES, after.lapses + 1, LEECH_AGAIN
    )
