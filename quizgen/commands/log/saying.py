"""Prints lines about a log, whatever they hold and wherever they go."""

import sys
from collections.abc import Iterable

import click

from quizgen.terminal.clean import clean_line, encodable


def say(lines: Iterable[str]) -> None:
    """Print lines that no terminal acts on, in characters that the output has."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    for line in lines:
        click.echo(encodable(clean_line(line), encoding))
