"""What an answer says by itself: whether it was right, and how long it took."""

from quizgen.model import Rating, Review

LONGEST = 120_000
"""Milliseconds that an answer may take at most; whoever takes longer has gone for a coffee."""


def is_right(review: Review) -> bool:
    """Tell whether an answer was rated better than *again*; what was only guessed is not."""
    return review.rating is not Rating.AGAIN and not review.answer.guessed


def time_of(review: Review) -> int:
    """Return the milliseconds that an answer took, up to :data:`LONGEST`."""
    return min(max(0, review.answer.took), LONGEST)
