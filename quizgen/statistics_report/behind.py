"""A backlog in words and as data: how big it is, that new cards wait, and until when."""

from collections.abc import Iterator
from typing import Any

from quizgen.planning.catching_up import CatchingUp
from quizgen.scheduler import date_text
from quizgen.statistics_report.words import day_label, duration
from quizgen.wording.grammar import counted

_SECOND = 1000
_IF = "if you study each day"


def catching_up_lines(found: CatchingUp) -> Iterator[str]:
    """Yield the sentences on a backlog."""
    time = duration(_SECOND * found.seconds)
    yield (
        f"Catching up: {counted(found.due, 'card')} are due, about {time} with what you have"
        " forgotten."
    )
    days = f"days of {'your usual ' if found.usual else ''}{found.minutes} min"
    if found.day is not None:
        when = f"about {day_label(found.day)}{_between(found)}, {_IF}"
        wait = f"New cards wait until two {days} are enough: {when}."
        yield wait if found.holds_back else f"Two {days} will be enough again {when}."
        if found.enough:
            yield f"With {found.enough} min a day it would take three months at most."
        return
    begins = f"Two {days} will not be enough"
    if found.holds_back:
        begins = f"New cards wait until two {days} are enough, which they will not be"
    yield f"{begins} within a year, even {_IF}: about as much falls due as you get done."
    if remedies := " or ".join(_remedies(found)):
        yield f"Enough would be {remedies}."


def _between(found: CatchingUp) -> str:
    if found.earliest is None or found.latest is None or found.earliest == found.latest:
        return ""
    return f" (between {date_text(found.earliest)} and {date_text(found.latest)})"


def _remedies(found: CatchingUp) -> Iterator[str]:
    if found.enough:
        yield f"{found.enough} min a day"
    if found.retention:
        yield f"a lower desired retention, with retention = {found.retention:.2f} in your settings"


def catching_up_data(found: CatchingUp | None) -> dict[str, Any] | None:
    """Return a backlog as data; ``null`` where there is none."""
    if found is None:
        return None
    return {
        "due": found.due,
        "milliseconds": round(_SECOND * found.seconds),
        "new_cards_wait": found.holds_back,
        "minutes": found.minutes,
        "minutes_from": "answers" if found.usual else "settings",
        "date": _date(found.day),
        "earliest": _date(found.earliest),
        "latest": _date(found.latest),
        "enough_minutes": found.enough,
        "enough_retention": found.retention,
    }


def _date(day: int | None) -> str | None:
    return None if day is None else date_text(day)
