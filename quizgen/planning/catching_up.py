"""A backlog after a break: how big it is, whether new cards had better wait, and until when.

The rule: while what is due takes longer than two days of the learner's minutes, no new card is
met, and the likeliest forgotten come first. When that is over is simulated several times, with
the learner's own cards, pace and weights, as if they studied their minutes on each day.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from random import Random
from statistics import median_low
from typing import NamedTuple

from quizgen.model import CardId, Moment
from quizgen.planning.agenda import Standing, standing
from quizgen.planning.habits import Turn, seconds_a_day, turns
from quizgen.planning.person import Person, person_of
from quizgen.planning.workload import RETENTIONS
from quizgen.progress import Coming, Progress
from quizgen.progress.backlog import DAYS, EVER, FIT, may_be_behind
from quizgen.review_queue import StudyQueue
from quizgen.scheduler import SchedulerSettings

MINUTES = 20
"""Minutes a day of somebody of whom nothing is known."""

LEAST_MINUTES = 5
"""Minutes a day of somebody who has studied less than that, and named none."""

_SAMPLE = 40
"""Cards whose answers tell the pace: those answered last."""

_CARDS = 1000
"""Cards that are simulated; of more a part is, with that part of the minutes."""

_RUNS = 9
_HOPELESS = 3
"""Runs without an end after which no other is tried."""

_YEAR = 365
_SOON, _HALF = 90, 182
"""Days within which more minutes, or a lower retention, must help to be named: with room to spare,
as they are tried once."""

_MORE = (1.25, 1.5, 2, 2.5, 3, 4, 6, 8, 12, 16)
_ROUND = 5

_MINUTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class CatchingUp:
    """A backlog, and when it fits again."""

    #: Cards due, one of each fact, and the seconds that they are expected to take.
    due: int
    seconds: float
    #: Whether there are new cards that wait for it.
    holds_back: bool
    #: Minutes a day that are counted on.
    minutes: int
    #: Whether so many have been usual lately, as nobody named any.
    usual: bool
    #: Study day on which new cards come again; ``None``: not within a year.
    day: int | None
    #: Between which study days that lies, as luck would have it; ``None`` as for ``day``.
    earliest: int | None
    latest: int | None
    #: Where that is never, or months ahead: minutes a day with which it takes three months.
    enough: int | None = None
    #: Where it is never: a lower desired retention with which it is not.
    retention: float | None = None


class _Backlog(NamedTuple):
    """Met cards, and how somebody goes about them."""

    person: Person
    cards: Sequence[Standing]
    today: int
    #: Seconds a day, and those that are left of today.
    seconds: float
    left: float


def catching_up(
    queue: StudyQueue, progress: Progress, settings: SchedulerSettings, now: Moment, minutes: int
) -> CatchingUp | None:
    """Return the backlog of a queue; ``None`` where what is due fits two days of minutes.

    With 0 ``minutes`` the usual ones count: the median of the last seven days with answers, five
    at least; without any answer, 20. Most starts end with the first look, which costs little.
    """
    due = set(queue.due(progress, now))
    met = [each for each in progress.coming(EVER) if each.card in queue]
    if not may_be_behind(len(due), met, minutes, now.day):
        return None
    given = _lately(progress, met, now.day, whole=not minutes)
    a_day = minutes or _usual_minutes(given, now.day)
    person = person_of(given, settings)
    seconds = _takes(person, (each for each in met if each.card in due), now.day)
    if seconds <= FIT * a_day * _MINUTE:
        return None
    today = (card for card in progress.answered(now.day) if card in queue)
    spent = sum(it.seconds for it in _turns(progress, today) if it.day == now.day)
    cards = [it for it in standing(queue, progress, settings, now.day) if it.state.stability]
    backlog = _part(person, cards, now.day, a_day, spent)
    days = _days(backlog)
    day = median_low(days) if days else None
    late = day is None or day > now.day + _SOON
    return CatchingUp(
        due=len(due),
        seconds=seconds,
        holds_back=queue.settings.new_limit > 0 and any(map(progress.may_begin, queue.facts)),
        minutes=a_day,
        usual=not minutes,
        day=day,
        earliest=min(days, default=None),
        latest=max(days, default=None),
        enough=_enough(backlog, a_day) if late else None,
        retention=None if days else _retention(backlog),
    )


def _usual_minutes(given: Iterable[Turn], today: int) -> int:
    found = seconds_a_day(given, today) / _MINUTE

    return max(LEAST_MINUTES, round(found)) if found else MINUTES


def _lately(progress: Progress, met: Iterable[Coming], today: int, *, whole: bool) -> list[Turn]:
    """Return the turns of the cards answered last: of all on the last days, or of a few."""
    days = {each.last_day for each in met if each.last_day < today}
    since = min(sorted(days)[-DAYS:], default=today)
    cards = [card for _, card in sorted((-each.last_day, each.card) for each in met)]
    if not whole:
        return list(_turns(progress, cards[:_SAMPLE]))
    # All histories are needed soon, and read all at once they come sooner than one by one.
    held = progress.cards
    latest = (card for card in cards if (it := held[card].memory) and it.last_day >= since)

    return list(_turns(progress, latest))


def _turns(progress: Progress, cards: Iterable[CardId]) -> Iterator[Turn]:
    for card in cards:
        yield from turns(progress.history(card))


def _takes(person: Person, due: Iterable[Coming], today: int) -> float:
    """Return the seconds that some cards are expected to take."""
    total = 0.0
    for each in due:
        gone = max(0, today - each.last_day)
        total += person.costs.expected(person.formulas.retrievability(each.stability, gone))

    return total


def _part(
    person: Person, cards: Sequence[Standing], today: int, minutes: int, spent: float
) -> _Backlog:
    """Return the backlog; of many cards a part, with that part of the minutes."""
    share = min(1.0, _CARDS / max(len(cards), 1))
    if share < 1:
        chance = Random(f"{today}/part")  # noqa: S311  # a simulation, with a seed
        cards = chance.sample(cards, _CARDS)
    seconds = minutes * _MINUTE * share

    return _Backlog(person, cards, today, seconds, max(0.0, seconds - spent * share))


def _days(backlog: _Backlog) -> list[int]:
    """Return on which days the backlog fits again, run by run; none where it hardly ever does.

    A run that comes to no end counts as if it did when the year is over.
    """
    found: list[int | None] = []
    while len(found) < _RUNS and (len(found) != _HOPELESS or any(found)):
        found.append(_day(backlog, f"{backlog.today}/{len(found)}"))
    if found.count(None) * 2 > len(found):
        return []

    return [backlog.today + _YEAR if day is None else day for day in found]


def _day(
    backlog: _Backlog, seed: str, horizon: int = _YEAR, retention: float | None = None
) -> int | None:
    """Simulate study until the backlog fits; return the day on which it does, within a horizon."""
    agenda, _ = backlog.person.begin(backlog.cards, seed, retention)
    left = backlog.left
    for day in range(backlog.today, backlog.today + horizon):
        agenda.work(day, seconds=left)
        left = backlog.seconds
        if agenda.takes(day + 1) <= FIT * backlog.seconds:
            return day + 1

    return None


def _enough(backlog: _Backlog, minutes: int) -> int | None:
    """Return minutes a day that would do within three months."""
    for more in sorted({ceil(minutes * more / _ROUND) * _ROUND for more in _MORE}):
        seconds = backlog.seconds * more / minutes
        tried = backlog._replace(seconds=seconds, left=seconds)
        if more > minutes and _day(tried, "more", _SOON) is not None:
            return more

    return None


def _retention(backlog: _Backlog) -> float | None:
    """Return the highest desired retention below the learner's own that would do."""
    own = min(card.retention for card in backlog.cards)
    lower = sorted((it for it in RETENTIONS if it < own), reverse=True)

    return next((it for it in lower if _day(backlog, "lower", _HALF, it) is not None), None)
