"""How long an answer took."""

from quizgen.model import Review

LONGEST = 120_000
"""Milliseconds that an answer may take at most; whoever takes longer has gone for a coffee."""


def time_of(review: Review) -> int:
    """Return the milliseconds that an answer took, up to :data:`LONGEST`."""
    return min(max(0, review.answer.took), LONGEST)
