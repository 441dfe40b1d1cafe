"""Prints lines, whatever they hold and wherever they go."""

import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence

import click

from quizgen.commands.environment import is_terminal
from quizgen.model import Event
from quizgen.report import width
from quizgen.scheduler import date_text
from quizgen.terminal.clean import clean_line, encodable

_LEAST = 20
"""Columns of a terminal, at least."""


def say(lines: Iterable[str], *, err: bool = False) -> None:
    """Print lines that no terminal acts on, in characters that the output has.

    In a terminal long ones are broken between words.
    """
    stream = sys.stderr if err else sys.stdout
    columns = shutil.get_terminal_size().columns if is_terminal(stream) else None
    encoding = getattr(stream, "encoding", None) or "utf-8"
    for line in lines:
        for part in _parts(clean_line(line), columns):
            click.echo(encodable(part, encoding), err=err)


def days_of(events: Sequence[Event]) -> str:
    """Return the dates of the study days that events lie between."""
    days = [it.moment.day for it in events]
    first, last = date_text(min(days)), date_text(max(days))
    return first if first == last else f"{first} to {last}"


def _parts(line: str, columns: int | None) -> Iterator[str]:
    # A command stays in one line, to be copied.
    if columns is None or width(line) <= columns or line.startswith("Next: "):
        yield line
    else:
        columns = max(_LEAST, columns)
        deep = min(len(line) - len(line.lstrip()) + 4, columns // 2)
        yield from textwrap.wrap(
            line, columns, subsequent_indent=" " * deep, break_on_hyphens=False
        )
