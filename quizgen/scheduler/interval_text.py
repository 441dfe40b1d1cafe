"""Intervals in words as short as a button, as learners know them from Anki."""

from math import inf

from quizgen.model import Interval, Moment
from quizgen.scheduler.steps import step_days

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_YEAR = 365 * _DAY
_MONTH = _YEAR // 12

#: Unit, its seconds, the seconds from which the next one takes over, and parts of it to show.
_UNITS = (
    ("m", _MINUTE, _HOUR, 1),
    ("h", _HOUR, _DAY, 10),
    ("d", _DAY, _MONTH, 1),
    ("mo", _MONTH, _YEAR, 10),
    ("y", _YEAR, inf, 10),
)


def interval_text(interval: Interval, moment: Moment) -> str:
    """Such as ``<1m``, ``10m``, ``5.1h``, ``1d``, ``2.5mo`` or ``1.1y``, from a moment on.

    Up to a minute is ``<1m``: the card comes back as soon as there is room for it. What reaches
    into another study day is due with that day, and is told in days.
    """
    days = step_days(interval.seconds, moment) if interval.seconds else 0
    seconds = (interval.days + days) * _DAY or interval.seconds
    if seconds <= _MINUTE:
        return "<1m"
    unit, size, _, parts = next(row for row in _UNITS if seconds < row[2])
    # Halves go up, as they do there.
    amount = (2 * parts * seconds + size) // (2 * size)

    return f"{amount / parts:g}{unit}"
