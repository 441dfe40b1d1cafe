"""Moments and study days."""

from dataclasses import replace
from datetime import date

from quizgen.model import Moment

_HOUR = 3_600_000
_DAY = 24 * _HOUR
_FIRST = date(1970, 1, 1).toordinal()


def moment(instant: int, offset: int, rollover_hour: int = 4) -> Moment:
    """A point in time as the learner lives it, from milliseconds since 1970 and minutes east.

    A study day goes from the rollover hour to the next day's. The offset must be the one in
    force at the instant; where the clocks change before the next rollover, ``next_day`` is off by
    that hour, and the days themselves are not.
    """
    shift = offset * 60_000 - rollover_hour * _HOUR
    day = (instant + shift) // _DAY

    return Moment(instant=instant, offset=offset, day=day, next_day=(day + 1) * _DAY - shift)


def not_before(at: Moment, day: int) -> Moment:
    """The same instant on a study day that is not before another one.

    A clock that is behind, or a flight over the date line, must not take the learner back to a
    day that has been: reviews count in the order of their days.
    """
    late = day - at.day

    return replace(at, day=day, next_day=at.next_day + late * _DAY) if late > 0 else at


def day_of(when: date) -> int:
    """The study day of a date."""
    return when.toordinal() - _FIRST


def date_text(day: int) -> str:
    """Return the date of a study day, such as ``2026-02-28``; empty where no calendar has it."""
    try:
        return date.fromordinal(_FIRST + day).isoformat()
    except (ValueError, OverflowError):
        return ""
