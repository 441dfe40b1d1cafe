"""Cards that keep being forgotten."""

from quizgen.model import Card

LEECH_LAPSES = 8
"""Lapses from which a card is a leech."""


def is_leech(card: Card, threshold: int = LEECH_LAPSES) -> bool:
    """Whether the card keeps being forgotten, so that it is the fact that needs work.

    With a threshold of 0 no card does.
    """
    return 0 < threshold <= card.lapses


def leech_noticed(before: Card, after: Card, threshold: int = LEECH_LAPSES) -> bool:
    """Whether a review has just made a leech of the card, or a worse one, worth saying.

    Half the threshold later that is worth saying again, as in Anki.
    """
    if not is_leech(after, threshold) or after.lapses == before.lapses:
        return False
    return (after.lapses - threshold) % ((threshold + 1) // 2) == 0
