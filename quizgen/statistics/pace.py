"""How fast a learner answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from quizgen.statistics.answers import Given, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Median milliseconds of an answer; 0 where no time is known."""

    #: Of a card that had been learned.
    review: float = 0
    #: Of a card that is new, or being learned.
    learning: float = 0

    def time(self, reviews: int, learning: int) -> int:
        """Return the milliseconds that some answers will take."""
        return round(reviews * self.review + learning * self.learning)


def pace_of(answers: Iterable[Given]) -> Pace:
    """Return the pace of some answers; where one half of it is not known the other stands in."""
    reviews: list[int] = []
    learning: list[int] = []
    for it in answers:
        if it.milliseconds:
            (reviews if it.role is Role.RECALL else learning).append(it.milliseconds)
    return Pace(
        review=median(reviews or learning or [0]), learning=median(learning or reviews or [0])
    )
