"""Learning and relearning steps: what comes before a card is in review."""

from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.model import Moment, Rating
from quizgen.scheduler.fuzz import Fuzz

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Step:
    """A delay in seconds, and how many steps remain with it."""

    seconds: int
    remaining: int


def next_step(steps: Sequence[int], remaining: int, rating: Rating) -> Step | None:
    """The step that a rating leads to; ``None`` where it leads to review.

    ``remaining`` counts the step that the card is on; a new card has them all.
    """
    if not steps:
        return None
    at = min(max(len(steps) - remaining, 0), len(steps) - 1)
    match rating:
        case Rating.AGAIN:
            return Step(steps[0], len(steps))
        case Rating.HARD:
            return Step(_hard(steps, at), remaining)
        case Rating.GOOD:
            if at + 1 == len(steps):
                return None
            return Step(steps[at + 1], len(steps) - at - 1)
        case Rating.EASY:
            return None


def _hard(steps: Sequence[int], at: int) -> int:
    """The same step again; the first one stretched half way to the next."""
    if at > 0:
        return steps[at]
    if len(steps) > 1:
        return _whole_days((steps[0] + steps[1]) // 2)

    return _whole_days(min(steps[0] * 3 // 2, steps[0] + _DAY))


def _whole_days(seconds: int) -> int:
    return (2 * seconds + _DAY) // (2 * _DAY) * _DAY if seconds > _DAY else seconds


def step_days(seconds: int, moment: Moment) -> int:
    """How many study days a step of some seconds reaches ahead; 0 within this one."""
    left = moment.next_day // 1000 - moment.instant // 1000

    return (seconds - left) // _DAY + 1 if seconds >= left else 0


def step_due(seconds: int, moment: Moment, fuzz: Fuzz) -> tuple[int, int]:
    """Study day and instant at which a step of some seconds is over.

    One that reaches into the next study day is due with it, at no particular instant (0).
    """
    days = step_days(seconds, moment)
    if days:
        return moment.day + days, 0
    due = (moment.instant // 1000 + fuzz.seconds(seconds)) * 1000

    return moment.day + (due >= moment.next_day), due
