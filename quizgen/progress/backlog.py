"""Whether there may be a backlog: a first look, quick enough for every start."""

from collections import Counter
from collections.abc import Iterable

from quizgen.progress.card_events import Coming

FEWEST = 20
"""Cards from which a backlog is worth a word."""

FIT = 2
"""Days whose minutes a backlog may take, and new cards come all the same."""

DAYS = 7
"""Study days over which what is usual is taken, those without an answer left out."""

EVER = 10**9
"""A study day by which every card is due."""

_SLOWEST = 1
"""Minutes that a card takes at most."""

_BUSY = 3
"""The usual day is taken to be no busier than the third busiest of the last seven."""


def may_be_behind(due: int, met: Iterable[Coming], minutes: int, today: int) -> bool:
    """Tell whether so many due cards may take longer than two days of minutes; 0: the usual ones.

    Without minutes, nobody is behind who has twice as many cards due as were done on busy days.
    """
    if due < FEWEST:
        return False
    if minutes:
        return due * _SLOWEST > FIT * minutes
    days = Counter(each.last_day for each in met if each.last_day < today)
    lately = sorted(days[day] for day in sorted(days)[-DAYS:])

    return len(lately) < _BUSY or due > FIT * lately[-_BUSY]
