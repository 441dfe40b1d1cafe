"""A report as plain text: words and figures line by line, fit for pipes and screen readers."""

from collections.abc import Iterator

from quizgen.report import width
from quizgen.scheduler import date_text
from quizgen.statistics_report.sections import Calendar, Report, Section
from quizgen.statistics_report.words import duration
from quizgen.wording.grammar import counted

_WEEKS = 12

_GLUE = "\x00%"
"""Stands for a space that is no place to break a line; no text has it."""


def plain_text(report: Report, columns: int = 80) -> str:
    """Return a report in lines of at most so many columns; only what is longer stays whole."""
    blocks = [list(_section(section, columns)) for section in report]
    return "\n".join("".join(f"{line}\n" for line in block) for block in blocks)


def _section(section: Section, columns: int) -> Iterator[str]:
    if section.title:
        yield f"{section.title}:"
    for sentence in section.before:
        yield from wrapped(sentence, columns)
    if section.calendar:
        for sentence in _weeks(section.calendar):
            yield from wrapped(sentence, columns)
    for table in section.tables:
        for row in table.rows:
            yield from wrapped(f"{row.said or row.label}: {row.words}.", columns)
    for number, entry in enumerate(section.entries, start=1):
        yield from wrapped(entry.text, columns, "   ", f"{number}. ")
        yield from wrapped(f"{entry.figures}.".capitalize(), columns, "   ")
        yield f"   {entry.place}"
        if entry.source:
            yield from wrapped(f"Source: {entry.source}", columns, "   ")
    for sentence in section.after:
        yield from wrapped(sentence, columns)


def _weeks(calendar: Calendar) -> Iterator[str]:
    """Tell the last weeks; those without an answer together."""
    weeks = calendar.weeks(_WEEKS)
    empty = 0
    for start in weeks:
        days = range(start, start + 7)
        answers = [calendar.answers.get(day, 0) for day in days]
        if not sum(answers):
            empty += 1
            continue
        time = sum(calendar.milliseconds.get(day, 0) for day in days)
        yield (
            f"Week from {date_text(start)}: {counted(sum(answers), 'answer')} on"
            f" {counted(sum(map(bool, answers)), 'day')}, {duration(time)}."
        )
    if empty:
        yield f"No answers in {counted(empty, 'week')} of the last {len(weeks)}."


def wrapped(text: str, columns: int, indent: str = "", first: str | None = None) -> Iterator[str]:
    """Break a text into lines between words; a figure and its percent sign stay together.

    ``indent`` goes before each line, ``first`` before the first one instead.
    """
    line = indent if first is None else first
    empty = True
    for word in text.replace(" %", _GLUE).split(" "):
        whole = word.replace(_GLUE, " %")
        if not empty and width(f"{line} {whole}") > columns:
            yield line
            line, empty = indent, True
        line = f"{line}{whole}" if empty else f"{line} {whole}"
        empty = False
    yield line
