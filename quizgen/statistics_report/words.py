"""Figures in words: counts, shares, times and dates."""

from quizgen.markup import plain
from quizgen.report import visible
from quizgen.scheduler import date_text
from quizgen.statistics import Share

ENOUGH = 20
"""From so many on a share is told in percent; below, 7 of 9 says it better."""

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SECOND = 1000
_SIXTY = 60
_MINUTE = _SIXTY * _SECOND


def shown(text: str) -> str:
    """Return a text of a deck or log without markup, on one line, and harmless to a terminal."""
    return visible(" ".join(plain(text).split()))


def percent(share: float) -> str:
    """Return a share in whole percent, such as ``84 %``; not all and not none of something."""
    rounded = round(100 * share)
    if rounded in {0, 100} and share not in {0.0, 1.0}:
        return "<1 %" if rounded == 0 else ">99 %"
    return f"{rounded} %"


def so_many(share: Share) -> str:
    """Return such as ``7 of 9``."""
    return f"{share.right} of {share.total}"


def in_percent(share: Share) -> str:
    """Return such as ``84 %``; nothing where that would sound surer than it is."""
    return percent(share.share) if share.share is not None and share.total >= ENOUGH else ""


def interval(share: Share) -> str:
    """Return how sure one can be of a share, such as ``45-94 %``."""
    low, high = share.interval
    return f"{round(100 * low)}-{round(100 * high)} %"


def share_words(share: Share) -> str:
    """Return a share in full: ``38 of 45, 84 %, likely between 71 and 92 %``."""
    if not share.total:
        return "none yet"
    low, high = share.interval
    said = f"{in_percent(share)}, " if in_percent(share) else ""
    likely = f"likely between {round(100 * low)} and {round(100 * high)} %"
    return f"{so_many(share)}, {said}{likely}"


def duration(milliseconds: float) -> str:
    """Return a time as ``45 s``, ``12 min`` or ``1 h 20 min``."""
    whole = round(milliseconds / _SECOND)
    if whole < _SIXTY:
        return f"{whole} s"
    minutes = round(milliseconds / _MINUTE)
    if minutes < _SIXTY:
        return f"{minutes} min"
    hours, rest = divmod(minutes, _SIXTY)
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def seconds(milliseconds: float) -> str:
    """Return a short time as ``4.2 s``."""
    return f"{milliseconds / _SECOND:.1f} s"


def weekday(day: int) -> int:
    """Return the day of the week of a study day; 0 is Monday."""
    return (day + 3) % 7


def weekday_name(at: int) -> str:
    """Return a day of the week in three letters."""
    return _WEEKDAYS[at]


def day_label(day: int) -> str:
    """Return such as ``Thu 2026-11-26``."""
    return f"{_WEEKDAYS[weekday(day)]} {date_text(day)}"


def month(day: int) -> str:
    """Return the month of a study day in three letters; nothing where no calendar has it."""
    date = date_text(day)
    return _MONTHS[int(date.split("-")[-2]) - 1] if date else ""
