"""``quizgen log export``: the answers as a table, for a spreadsheet or a program of one's own."""

import sys
from pathlib import Path

import click

from quizgen.commands.environment import is_terminal, write_file
from quizgen.commands.learner import this_learner
from quizgen.commands.log.logged import logged
from quizgen.commands.log.table import table
from quizgen.commands.patience import patience
from quizgen.model import Review
from quizgen.terminal.clean import clean
from quizgen.wording.grammar import counted


@click.command()
@click.option("--csv", "_csv", is_flag=True, help="As CSV; that is the one format so far.")
@click.option("-o", "--output", type=click.Path(), metavar="FILE", help="Write to this file.")
def export(output: str | None, *, _csv: bool) -> None:
    """Write your answers as a table, one row each, the newest last.

    Without -o it goes to standard output. A text that a spreadsheet might take for a formula
    begins with an apostrophe. README lists the columns.
    """
    found = logged(this_learner(answers=False))
    with patience("writing the table"):
        data = table(found)
    if output is None:
        # In a file a text stays what it was; a terminal would act on some.
        click.echo(clean(data.decode()) if is_terminal(sys.stdout) else data, nl=False)
        return
    write_file(Path(output), data)
    rows = sum(isinstance(it.event, Review) for it in found)
    click.echo(f"{output}: {counted(rows, 'answer')}")
