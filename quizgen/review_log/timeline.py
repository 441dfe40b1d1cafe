"""What is odd about the times in a log: clocks set back, study days, zones and the future.

Lines are compared within a file: a device writes them one after the other. Of a run of lines that
have the same trouble the first is named.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from quizgen.model import PAPER, Event, Moment, Review, Undo
from quizgen.problems import Problem, Severity
from quizgen.review_log.verified import Entry, Surroundings, found_at, without_copies
from quizgen.scheduler import date_text, moment

_MINUTE = 60_000
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
#: A clock may be set by so much without a word.
CLOCK_SLACK = _HOUR

_IsBehind = Callable[[Moment, Moment], bool]


def clock_jumps(entries: Sequence[Entry], _: Surroundings) -> Iterator[Problem]:
    """Events more than an hour before an earlier line of their file."""
    for first, latest, more in _runs(entries, _is_behind):
        behind = span_text(latest.event.moment.instant - first.event.moment.instant)
        yield found_at(
            first.line,
            Severity.WARNING,
            "clock-jump",
            f"the clock is {behind} behind line {latest.line.number}{_after(more)}",
            "it was set back, or set right; answers count by their study day and time",
        )


def days_back(entries: Sequence[Entry], _: Surroundings) -> Iterator[Problem]:
    """Events of an earlier study day than a line before, though the clock went on."""
    for first, latest, more in _runs(entries, _is_day_back):
        day, before = first.event.moment.day, latest.event.moment.day
        yield found_at(
            first.line,
            Severity.WARNING,
            "study-day-back",
            f"study day {day_text(day)} comes after {day_text(before)} of line"
            f" {latest.line.number}{_after(more)}",
            "as after a flight to the west; such answers count before those of that day",
        )


def misfit_days(entries: Sequence[Entry], _: Surroundings) -> Iterator[Problem]:
    """Events whose study day is none that their time could have.

    A day later than the clock's is right where the clock was behind and the log had come as far.
    """
    fitting = {entry.event.moment.day for entry in entries if _fits(entry.event.moment)}
    for entry in entries:
        at = entry.event.moment
        if _fits(at):
            continue
        kept = at.day in fitting and at.instant < at.next_day - _DAY and _has_next(at)
        yield found_at(
            entry.line,
            Severity.NOTE if kept else Severity.ERROR,
            "kept-study-day" if kept else "wrong-study-day",
            _misfit(at),
            "the clock was behind, or you flew west: the study day of the last answer was kept"
            if kept
            else "the line was changed, or written by another program; it counts for its `day`",
        )


def _misfit(at: Moment) -> str:
    if not _has_next(at):
        return f"`next` is not where study day {day_text(at.day)} can end"
    own = moment(at.instant, at.offset, rollover_hour=_rollover(at) // _HOUR)

    return f"it counts for study day {day_text(at.day)}; by its time it is {day_text(own.day)}"


def zone_changes(entries: Sequence[Entry], _: Surroundings) -> Iterator[Problem]:
    """Lines from which on the time zone is another one, or its clocks have changed."""
    for before, entry in _pairs(entries):
        old, new = before.event.moment.offset, entry.event.moment.offset
        if old != new:
            yield found_at(
                entry.line,
                Severity.NOTE,
                "time-zone",
                f"the offset goes from {offset_text(old)} to {offset_text(new)}",
                "a journey, or daylight saving; study days are kept as they were lived",
            )


def future_events(entries: Sequence[Entry], surroundings: Surroundings) -> Iterator[Problem]:
    """Events of more than a day from now that were not taken back."""
    now = surroundings.now.instant
    undone = {entry.event.ref for entry in entries if isinstance(entry.event, Undo)}
    for entry in entries:
        ahead = entry.event.moment.instant - now
        if ahead > _DAY and entry.event.id not in undone:
            yield found_at(
                entry.line,
                Severity.WARNING,
                "future-event",
                f"it is {span_text(ahead)} ahead of this computer's clock",
                "one of the clocks is wrong; u in study takes an answer of a wrong day back",
            )


def _is_behind(latest: Moment, at: Moment) -> bool:
    return at.instant < latest.instant - CLOCK_SLACK


def _is_day_back(latest: Moment, at: Moment) -> bool:
    return at.day < latest.day and not _is_behind(latest, at)


def _runs(entries: Iterable[Entry], is_behind: _IsBehind) -> Iterator[tuple[Entry, Entry, int]]:
    """Runs of lines behind an earlier one: the first, that earlier one, and how many more."""
    for _, of_file in groupby(without_copies(entries), key=lambda each: each.line.file):
        latest: Entry | None = None
        run: list[Entry] = []
        for entry in of_file:
            # Of answers on paper somebody says when they were given: no clock does.
            if _is_of_paper(entry.event):
                continue
            at = entry.event.moment
            if latest is not None and is_behind(latest.event.moment, at):
                run.append(entry)
                continue
            if latest is not None and run:
                yield run[0], latest, len(run) - 1
                run = []
            if latest is None or at.instant > latest.event.moment.instant:
                latest = entry
        if latest is not None and run:
            yield run[0], latest, len(run) - 1


def _is_of_paper(event: Event) -> bool:
    return isinstance(event, Review) and event.session.startswith(PAPER)


def _pairs(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Each line with the one before it of the same device."""
    for _, of_device in groupby(without_copies(entries), key=lambda each: each.line.device):
        yield from pairwise(of_device)


def _after(more: int) -> str:
    if not more:
        return ""
    return ", and so is 1 line after it" if more == 1 else f", and so are {more} lines after it"


def _rollover(at: Moment) -> int:
    """Milliseconds after midnight at which the study day of a moment begins."""
    return at.next_day + at.offset * _MINUTE - (at.day + 1) * _DAY


def _has_next(at: Moment) -> bool:
    """Whether the next study day begins at some hour of the day."""
    return 0 <= _rollover(at) < _DAY


def _fits(at: Moment) -> bool:
    return at.next_day - _DAY <= at.instant < at.next_day and _has_next(at)


def day_text(day: int) -> str:
    """The date of a study day; its number where no calendar has it."""
    return date_text(day) or str(day)


def offset_text(offset: int) -> str:
    """Minutes east of UTC as in ``UTC+5:45``."""
    hours, minutes = divmod(abs(offset), 60)
    sign = "-" if offset < 0 else "+"

    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")


def span_text(milliseconds: int) -> str:
    """A span of time in its largest units, such as ``90 min``, ``26 h`` or ``40 days``."""
    minutes = milliseconds // _MINUTE
    for size, unit, least in ((60 * 24, "days", 3), (60, "h", 3)):
        if minutes >= least * size:
            return f"{minutes // size} {unit}"

    return f"{minutes} min"
