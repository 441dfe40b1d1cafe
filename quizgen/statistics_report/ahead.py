"""The forecast as sections: which figures are told, and in which words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from quizgen.planning.catching_up import CatchingUp
from quizgen.scheduler import date_text
from quizgen.statistics import DayAhead, Forecast
from quizgen.statistics_report.behind import catching_up_lines
from quizgen.statistics_report.sections import Head, Report, Row, Section, Table
from quizgen.statistics_report.words import day_label, duration, weekday
from quizgen.wording.grammar import counted

_DAILY = 60
"""Days up to which each has a row; of more, each week has."""


def forecast_report(found: Forecast, behind: CatchingUp | None = None) -> Report:
    """Return the forecast as sections, with the backlog if there is one."""
    weekly = len(found.days) > _DAILY
    ahead = list(_weeks(found.days)) if weekly else list(found.days)
    highest = max((it.due for it in ahead), default=0)
    heads = (Head(text="due"), Head(text="answers"), Head(text="new"), Head(text="time", wide=True))
    rows = tuple(_row(it, highest, weekly=weekly) for it in ahead)
    return (
        Section(before=tuple(_head(found))),
        *([Section(before=tuple(catching_up_lines(behind)))] if behind else ()),
        Section(
            title="Week by week" if weekly else "Day by day",
            tables=(Table(label="from" if weekly else "day", heads=heads, rows=rows),),
            after=tuple(_foot(found)),
        ),
    )


def _head(found: Forecast) -> Iterator[str]:
    today, pace = found.days[0], found.pace
    overdue = f", {found.overdue} of them overdue" if found.overdue else ""
    time = f"; about {duration(pace.time(today.due, 0))}" if pace.review and today.due else ""
    if today.due:
        yield f"Today {counted(today.due, 'card')} {_is(today.due)} due{overdue}{time}."
    else:
        yield "Today nothing is due."
    answers = sum(day.answers for day in found.days)
    whole = pace.time(sum(it.reviews for it in found.days), sum(it.learning for it in found.days))
    each = whole / len(found.days)
    takes = f", about {duration(whole)} or {duration(each)} a day" if whole else ""
    met = sum(day.new for day in found.days)
    new = f", with {counted(met, 'new card')}" if met else ""
    days = counted(len(found.days), "day")
    yield f"If you keep up: {counted(answers, 'answer')} in {days}{takes}{new}."


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _weeks(days: Sequence[DayAhead]) -> Iterator[DayAhead]:
    """Add up the days of each week, which begins on Monday."""
    for _, group in groupby(days, lambda it: it.day - weekday(it.day)):
        week = list(group)
        yield replace(
            week[0],
            due=sum(it.due for it in week),
            reviews=sum(it.reviews for it in week),
            learning=sum(it.learning for it in week),
            new=sum(it.new for it in week),
            milliseconds=sum(it.milliseconds for it in week),
        )


def _row(it: DayAhead, highest: int, *, weekly: bool) -> Row:
    time = duration(it.milliseconds) if it.milliseconds else ""
    takes = f", about {time}" if time else ""
    new = f" with {counted(it.new, 'new card')}" if it.new else ""
    due = f"{it.due} due" if it.due else "nothing due"
    work = f"; {counted(it.answers, 'answer')}{new}{takes}" if it.answers else ""
    return Row(
        label=date_text(it.day) if weekly else day_label(it.day),
        cells=(str(it.due), str(it.answers), str(it.new), time),
        words=f"{due}{work}",
        fill=it.due / highest if highest else 0.0,
    )


def _foot(found: Forecast) -> Iterator[str]:
    yield "Due: by today's schedule, if nothing more is answered or learned."
    yield (
        f"Answers: if all that is due is answered each day, always good, and"
        f" {counted(found.new_limit, 'new card')} a day {_is(found.new_limit)} met; repeats while"
        " learning included."
    )
    if found.later:
        yield f"Due after that: {counted(found.later, 'card')}."
    if found.new:
        yield f"Not met yet: {counted(found.new, 'card')}; after these days {found.new_left}."
    if found.suspended:
        yield f"Suspended: {counted(found.suspended, 'card')}."
    if not found.pace.review:
        yield "How long it takes can be said once you have answered something."
