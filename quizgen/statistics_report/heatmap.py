"""The calendar as a map: a row for each day of the week, a column for each week."""

from collections.abc import Iterator

from rich.text import Text

from quizgen.statistics_report.sections import Calendar
from quizgen.statistics_report.words import counted, duration, month, weekday, weekday_name

_ROOMY = 70
_MANY, _FEW = 26, 12
_LEAD = 5
_SIGNS = "·░▒▓█"
_PLAIN_SIGNS = ".-+*#"
_STYLES = ("dim", "green", "green", "bold green", "bold green")


def heatmap(calendar: Calendar, columns: int, *, blocks: bool) -> Iterator[Text]:
    """Yield the lines of the map; the sums of each row stand beside it."""
    weeks = _MANY if columns >= _ROOMY else max(1, min(_FEW, (columns - _LEAD - 6) // 2))
    signs = _SIGNS if blocks else _PLAIN_SIGNS
    monday = calendar.last - weekday(calendar.last) - 7 * (weeks - 1)
    shown = range(monday, calendar.last + 1)
    step = -(-max((calendar.answers.get(day, 0) for day in shown), default=0) // 4) or 1
    yield Text(_months(monday, weeks), "dim")
    for at in range(7):
        line = Text(f"{weekday_name(at):<{_LEAD}}", "dim")
        days = [monday + 7 * week + at for week in range(weeks)]
        for day in days:
            count = calendar.answers.get(day, 0)
            level = min(4, -(-count // step))
            line += Text("  ") if day > calendar.last else Text(f"{signs[level]} ", _STYLES[level])
        line += Text(f" {sum(calendar.answers.get(day, 0) for day in days):>4}")
        yield line
    yield Text(f"{'':<{_LEAD}}{_legend(signs, step)}")
    answers = sum(calendar.answers.get(day, 0) for day in shown)
    time = sum(calendar.milliseconds.get(day, 0) for day in shown)
    yield Text(f"{counted(answers, 'answer')} in {counted(weeks, 'week')}, {duration(time)}.")


def _months(monday: int, weeks: int) -> str:
    """Return the names of the months over the weeks in which they begin."""
    line = " " * _LEAD
    before = ""
    for week in range(weeks):
        name = month(monday + 7 * week)
        at = _LEAD + 2 * week
        if name != before and len(line) <= at:
            line = f"{line:<{at}}{name} "
        before = name
    return line.rstrip()


def _legend(signs: str, step: int) -> str:
    """Say which sign stands for how many answers."""
    if step == 1:
        parts = [f"{signs[level]} {level}" for level in range(5)]
        return " ".join(parts)
    ranges = [f"{step * (level - 1) + 1}-{step * level}" for level in range(1, 5)]
    return " ".join(
        [f"{signs[0]} 0", *(f"{sign} {text}" for sign, text in zip(signs[1:], ranges, strict=True))]
    )
