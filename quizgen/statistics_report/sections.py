"""What a report is made of, however it is shown: sections of sentences and rows of figures.

Each row says the same twice: in cells beside a bar, for the screen, and in words, for plain text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from quizgen.statistics_report.words import weekday


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of figures."""

    label: str
    #: As many as the table has heads.
    cells: tuple[str, ...]
    #: All of it in words, without the label.
    words: str
    #: The label in words, where it says too little alone.
    said: str = ""
    #: How far the bar goes, 0 to 1; ``None``: no bar.
    fill: float | None = None
    #: Where on the bar the expected figure lies.
    mark: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a column."""

    text: str
    #: Shown only where there is room.
    wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows with the same cells."""

    #: What the labels are.
    label: str = ""
    heads: tuple[Head, ...] = ()
    rows: tuple[Row, ...] = ()
    #: What the signs mean, where they are drawn.
    legend: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something with several lines of its own; the place is never broken, so it can be copied."""

    text: str
    figures: str
    place: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Answers per study day, up to and with the last one."""

    #: ``None`` where it begins with as many weeks as there is room for.
    first: int | None = None
    last: int
    answers: Mapping[int, int] = field(default_factory=dict)
    milliseconds: Mapping[int, int] = field(default_factory=dict)

    def weeks(self, most: int) -> range:
        """Return the Mondays of the last weeks, of so many at most."""
        last = self.last - weekday(self.last)
        first = last - 7 * (most - 1)
        if self.first is not None:
            first = max(first, self.first - weekday(self.first))
        return range(first, last + 1, 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands below: sentences, a table or calendar, entries, more sentences."""

    title: str = ""
    before: tuple[str, ...] = ()
    calendar: Calendar | None = None
    tables: tuple[Table, ...] = ()
    entries: tuple[Entry, ...] = ()
    after: tuple[str, ...] = ()


Report = tuple[Section, ...]
"""A report from top to bottom."""
