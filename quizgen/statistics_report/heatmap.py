"""The calendar as a map: a row for each day of the week, a column for each week."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from quizgen.statistics_report.sections import Calendar
from quizgen.statistics_report.words import duration, month, weekday_name
from quizgen.wording.grammar import counted

_ROOMY = 70
_MANY, _FEW = 26, 12
_LEAD = 5
_LEVELS = 4
_SIGNS = "·░▒▓█"
_PLAIN_SIGNS = ".-+*#"
_STYLES = ("dim", "green", "green", "bold green", "bold green")


def heatmap(calendar: Calendar, columns: int, *, blocks: bool) -> Iterator[Text]:
    """Yield the lines of the map; the sums of each row stand beside it."""
    most = _MANY if columns >= _ROOMY else min(_FEW, (columns - _LEAD - 6) // 2)
    mondays = calendar.weeks(most)
    signs = _SIGNS if blocks else _PLAIN_SIGNS
    shown = range(mondays[0], calendar.last + 1)
    highest = max(calendar.answers.get(day, 0) for day in shown)
    step = max(1, -(-highest // _LEVELS))
    yield Text(_months(mondays), "dim")
    for at in range(7):
        days = [monday + at for monday in mondays]
        line = Text.assemble((f"{weekday_name(at):<{_LEAD}}", "dim"))
        for day in days:
            level = -(-calendar.answers.get(day, 0) // step)
            cell = ("  ", "") if day > calendar.last else (f"{signs[level]} ", _STYLES[level])
            line.append(*cell)
        yield line.append(f" {sum(calendar.answers.get(day, 0) for day in days):>4}")
    yield Text(f"{'':<{_LEAD}}{_legend(signs, step)}")
    answers = sum(calendar.answers.get(day, 0) for day in shown)
    time = sum(calendar.milliseconds.get(day, 0) for day in shown)
    weeks = counted(len(mondays), "week")
    yield Text(f"{counted(answers, 'answer')} in {weeks}, {duration(time)}.")


def _months(mondays: Sequence[int]) -> str:
    """Return the names of the months over the weeks in which they begin."""
    line = " " * _LEAD
    before = ""
    for week, monday in enumerate(mondays):
        name = month(monday)
        at = _LEAD + 2 * week
        if name != before and len(line) <= at:
            line = f"{line:<{at}}{name} "
        before = name
    return line.rstrip()


def _legend(signs: str, step: int) -> str:
    """Say which sign stands for how many answers."""
    ends = [step * level for level in range(1, _LEVELS + 1)]
    ranges = [f"{end - step + 1}-{end}" if step > 1 else str(end) for end in ends]
    return " ".join(f"{sign} {text}" for sign, text in zip(signs, ["0", *ranges], strict=True))
