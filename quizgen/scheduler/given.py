"""Reviews as columns: all that a schedule is folded from, without an object for any of them."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quizgen.model import Rating
from quizgen.scheduler.policy import Grade


class Weight(NamedTuple):
    """What a review counts for."""

    #: The one that it was granted its interval for.
    rating: Rating
    #: What it counts for in the memory of its card.
    grade: Grade
    #: Whether it counts for the schedule at once.
    counted: bool
    #: Its kind, where its time tells how long right answers take; else empty.
    timed: str


@dataclass(slots=True, kw_only=True)
class Given:
    """Reviews as columns, with a value for each, and what the numbers among them stand for."""

    instants: "array[int]" = field(default_factory=lambda: array("q"))
    #: Study days.
    days: list[int] = field(default_factory=list)
    #: Numbers among ``next_days``, ``weights`` and ``intervals``.
    moment: list[int] = field(default_factory=list)
    weight: list[int] = field(default_factory=list)
    interval: list[int] = field(default_factory=list)
    #: When the next study day begins, in milliseconds since 1970.
    next_days: Sequence[int] = ()
    weights: Sequence[Weight] = ()
    #: Days, or, where they are 0, seconds.
    intervals: Sequence[tuple[int, int]] = ()
