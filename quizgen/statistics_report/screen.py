"""A report drawn for a terminal: tables with bars, and a calendar; figures beside all of it."""

from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from quizgen.report import width
from quizgen.statistics_report.heatmap import heatmap
from quizgen.statistics_report.sections import Entry, Report, Row, Section, Table

NARROWEST = 20
_ROOMY = 64
"""Columns from which the wider tables have their place."""
_BAR = 30
_SHORTEST = 6
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
        width=max(canvas.columns, NARROWEST),
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
    for sentence in section.before:
        out(Text(sentence))
    if section.calendar:
        for line in heatmap(section.calendar, canvas.columns, blocks=canvas.blocks):
            out(line)
    for number, table in enumerate(section.tables):
        if number:
            out()
        if table.rows:
            out(_grid(table, canvas))
    for number, entry in enumerate(section.entries, start=1):
        _entry(number, entry, out)
    for sentence in section.after:
        out(Text(sentence, "dim"))


def _entry(number: int, entry: Entry, out: Callable[..., None]) -> None:
    lead = f"{number}. "
    grid = Grid.grid()
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(lead), Text(entry.text))
    grid.add_row("", Text(entry.figures))
    out(grid)
    # Broken by nobody but the terminal: it is there to be copied.
    out(Text(f"{' ' * len(lead)}{entry.place}", "cyan"), soft_wrap=True)
    if entry.source:
        out(Padding(Text(entry.source, "dim"), (0, 0, 0, len(lead))))


def _grid(table: Table, canvas: Canvas) -> Grid:
    """Lay a table out: labels, figures to the right, and a bar in the room that is left."""
    kept = [at for at, head in enumerate(table.heads) if canvas.columns >= _ROOMY or not head.wide]
    columns = [[table.heads[at].text, *(row.cells[at] for row in table.rows)] for at in kept]
    figures = sum(max(map(width, cells)) + _GAP for cells in columns)
    labels = max(width(text) for text in (table.label, *(row.label for row in table.rows)))
    bars = any(row.fill is not None for row in table.rows)
    room = max(canvas.columns, NARROWEST) - figures
    least = _GAP + _SHORTEST if bars and room >= _GAP + _SHORTEST + 2 * _SHORTEST else 0
    labels = max(1, min(labels, room - least))
    bar = min(_BAR, room - labels - _GAP) if least else 0
    grid = Grid.grid(padding=(0, _GAP, 0, 0))
    grid.add_column(width=labels, overflow="fold")
    for _ in kept:
        grid.add_column(justify="right", no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_row(Text(table.label, "dim"), *(Text(table.heads[at].text, "dim") for at in kept), "")
    for row in table.rows:
        drawn = _bar(row, bar, blocks=canvas.blocks) if bar else Text()
        grid.add_row(Text(row.label), *(Text(row.cells[at]) for at in kept), drawn)
    return grid


def _bar(row: Row, columns: int, *, blocks: bool) -> Text:
    """Draw a bar; a stroke across it shows what was expected."""
    if row.fill is None:
        return Text()
    full, rest, stroke = "█░│" if blocks else "#.|"
    filled = round(row.fill * columns)
    # Little is not nothing.
    filled = max(1, filled) if row.fill > 0 else 0
    bar = Text(full * filled, "cyan") + Text(rest * (columns - filled), "dim")
    if row.mark is None:
        return bar
    at = min(columns - 1, int(row.mark * columns))
    return bar[:at] + Text(stroke, "bold yellow") + bar[at + 1 :]
