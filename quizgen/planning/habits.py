"""What a learner's own answers say of their study: seconds that a turn takes, minutes of a day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from statistics import median
from typing import NamedTuple

from quizgen.model import Review
from quizgen.planning.learner import Costs
from quizgen.progress import is_right, time_of
from quizgen.progress.backlog import DAYS

_ENOUGH = 5
"""Turns of a sort from which their median says more than what is usual elsewhere."""

_FASTEST = 0.5
"""Seconds from which a turn may be somebody's; what is faster came from a file or a pipe."""

_USUALLY_KNOWN = 0.76
"""Share of new cards that people rate better than *again* at first sight: FSRS's own default."""

_DOUBT = 20
"""New cards for which that share stands in, beside those that were met."""


class Sort(StrEnum):
    """What a turn was: a card met, recalled or forgotten; or gone on with while learning it."""

    NEW = "new"
    PASSED = "passed"
    FAILED = "failed"
    STEP = "step"


class Turn(NamedTuple):
    """What one card took on one study day, its repeats included."""

    day: int
    sort: Sort
    seconds: float
    #: Whether the first answer was right.
    passed: bool


def turns(history: Sequence[Review]) -> Iterator[Turn]:
    """Yield the turns of a card, from its counted reviews since it was new."""
    granted: int | None = None
    for day, group in groupby(history, lambda review: review.moment.day):
        reviews = list(group)
        passed = is_right(reviews[0])
        if granted is None:
            sort = Sort.NEW
        elif not granted:
            sort = Sort.STEP
        else:
            sort = Sort.PASSED if passed else Sort.FAILED
        granted = reviews[-1].interval.days
        yield Turn(day, sort, sum(map(time_of, reviews)) / 1000, passed)


def costs_of(given: Iterable[Turn]) -> Costs:
    """Return the median seconds of each sort of turn.

    Where there are fewer than five of a sort, what is usual elsewhere stands in for it, as much
    slower or faster as this learner is with recalls; a turn that took no time says nothing.
    """
    seconds: dict[Sort, list[float]] = defaultdict(list)
    for turn in given:
        if turn.seconds >= _FASTEST:
            seconds[turn.sort].append(turn.seconds)
    usual = Costs()
    known = seconds[Sort.PASSED]
    passed = median(known) if len(known) >= _ENOUGH else usual.passed
    failed, new = (
        median(found) if len(found) >= _ENOUGH else other * passed / usual.passed
        for found, other in (
            (seconds[Sort.FAILED], usual.failed),
            (seconds[Sort.NEW], usual.new),
        )
    )

    return Costs(passed=passed, failed=max(failed, passed), new=new)


def seconds_a_day(given: Iterable[Turn], before: int) -> float:
    """Return the median seconds of the last seven days with answers before a study day; 0: none."""
    days: dict[int, float] = defaultdict(float)
    for turn in given:
        if turn.day < before:
            days[turn.day] += turn.seconds
    last = sorted(day for day, seconds in days.items() if seconds)[-DAYS:]

    return median(days[day] for day in last) if last else 0.0


def known_before(given: Iterable[Turn]) -> float:
    """Return how likely a new card's first answer is better than *again*."""
    met = [turn.passed for turn in given if turn.sort is Sort.NEW]

    return (sum(met) + _DOUBT * _USUALLY_KNOWN) / (len(met) + _DOUBT)
