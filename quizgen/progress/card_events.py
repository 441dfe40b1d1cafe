"""The events of one card, what they come to, and what of that decides when the card comes."""

from dataclasses import dataclass, field
from typing import NamedTuple

from quizgen.model import Bury, CardId, Flag, Reset, Review, Suspend

CardEvent = Review | Suspend | Bury | Flag | Reset
"""The events of one card."""


@dataclass(slots=True, kw_only=True)
class Found:
    """What the events of a card come to."""

    reviews: list[Review] = field(default_factory=list)
    suspended: bool = False
    flagged: bool = False
    buried: int | None = None


class Coming(NamedTuple):
    """A card that comes on some study day, with what decides when."""

    card: CardId
    #: It is in learning or relearning, not in review.
    learning: bool
    due_instant: int
    last_day: int
    stability: float
