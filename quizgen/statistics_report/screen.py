"""A report drawn for a terminal: tables with bars, and a calendar; figures beside all of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from quizgen.report import width
from quizgen.statistics_report.heatmap import heatmap
from quizgen.statistics_report.sections import Entry, Report, Row, Section, Table
from quizgen.statistics_report.text import wrapped

_ROOMY = 64
"""Columns from which the wider tables have their place."""
_BAR = 30
_SHORTEST = 5
_READABLE = 10
_GAP = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas:
    """What the terminal can show."""

    columns: int
    colour: bool = True
    #: Whether it has block characters, else bars are of ASCII.
    blocks: bool = True


def draw(report: Report, canvas: Canvas) -> str:
    """Return a report with the control sequences that give it its looks."""
    page = StringIO()
    console = Console(
        file=page,
        width=canvas.columns,
        force_terminal=True,
        color_system="standard",
        no_color=not canvas.colour,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        # What the environment wishes for has been heard already.
        _environ={},
    )
    for number, section in enumerate(report):
        if number:
            console.print()
        _section(section, canvas, console.print)
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())


def _section(section: Section, canvas: Canvas, out: Callable[..., None]) -> None:
    if section.title:
        out(Text(section.title, "bold"))
    for line in _lines(section.before, canvas):
        out(Text(line))
    if section.calendar:
        for drawn in heatmap(section.calendar, canvas.columns, blocks=canvas.blocks):
            out(drawn)
    for number, table in enumerate(it for it in section.tables if it.rows):
        if number:
            out()
        _table(table, canvas, out)
    for number, entry in enumerate(section.entries, start=1):
        _entry(entry, f"{number}. ", canvas, out)
    for line in _lines(section.after, canvas):
        out(Text(line, "dim"))


def _lines(sentences: Iterable[str], canvas: Canvas) -> Iterator[str]:
    return (line for sentence in sentences for line in wrapped(sentence, canvas.columns))


def _entry(entry: Entry, lead: str, canvas: Canvas, out: Callable[..., None]) -> None:
    indent = " " * len(lead)
    for line in wrapped(entry.text, canvas.columns, indent, lead):
        out(Text(line))
    for line in wrapped(entry.figures, canvas.columns, indent):
        out(Text(line))
    # Broken by nobody but the terminal: it is there to be copied.
    out(Text(f"{indent}{entry.place}", "cyan"), soft_wrap=True)
    if entry.source:
        for line in wrapped(entry.source, canvas.columns, indent):
            out(Text(line, "dim"))


def _table(table: Table, canvas: Canvas, out: Callable[..., None]) -> None:
    """Lay a table out: labels, figures to the right, and a bar in the room that is left."""
    kept = [at for at, head in enumerate(table.heads) if canvas.columns >= _ROOMY or not head.wide]
    labels, bar = _widths(table, kept, canvas.columns)
    grid = Grid.grid(padding=(0, _GAP, 0, 0))
    grid.add_column(width=labels, overflow="fold")
    for _ in kept:
        grid.add_column(justify="right", no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_row(Text(table.label, "dim"), *(Text(table.heads[at].text, "dim") for at in kept), "")
    for row in table.rows:
        drawn = _bar(row, bar, blocks=canvas.blocks)
        grid.add_row(Text(row.label), *(Text(row.cells[at]) for at in kept), drawn)
    out(grid)
    if table.legend and bar:
        stroke = (_stroke(blocks=canvas.blocks), "bold yellow")
        out(Text.assemble(stroke, (f" {table.legend}", "dim")))


def _widths(table: Table, kept: Sequence[int], columns: int) -> tuple[int, int]:
    """Return how wide labels and bars are; bars only where the labels stay readable."""
    cells = [[table.heads[at].text, *(row.cells[at] for row in table.rows)] for at in kept]
    room = columns - sum(max(map(width, column)) + _GAP for column in cells)
    longest = max(width(text) for text in (table.label, *(row.label for row in table.rows)))
    left = room - _GAP - _SHORTEST
    if all(row.fill is None for row in table.rows) or left < min(longest, _READABLE):
        return max(1, min(longest, room)), 0
    labels = min(longest, left)
    return labels, min(_BAR, room - _GAP - labels)


def _stroke(*, blocks: bool) -> str:
    return "│" if blocks else "|"


def _bar(row: Row, columns: int, *, blocks: bool) -> Text:
    """Draw a bar; a stroke across it shows what was expected."""
    if row.fill is None or not columns:
        return Text()
    full, rest = ("█", "░") if blocks else ("#", ".")
    filled = round(row.fill * columns)
    # Little is not nothing.
    filled = max(1, filled) if row.fill > 0 else 0
    bar = Text.assemble((full * filled, "cyan"), (rest * (columns - filled), "dim"))
    if row.mark is None:
        return bar
    at = min(columns - 1, int(row.mark * columns))
    return Text.assemble(bar[:at], (_stroke(blocks=blocks), "bold yellow"), bar[at + 1 :])
