"""``quizgen log``: what the learner can do with their review log."""

import click

from quizgen.commands.groups import LazyGroup, Table

LOG_COMMANDS: Table = {
    "show": ("quizgen.commands.log.show:show", "Show what you answered, newest last."),
    "verify": ("quizgen.commands.log.verify:verify", "Find everything odd in the log."),
    "merge": ("quizgen.commands.log.merge:merge", "Take in the log of another machine."),
    "export": ("quizgen.commands.log.export:export", "Write your answers as a table."),
}
"""The commands of this group."""


@click.group(cls=LazyGroup, table=LOG_COMMANDS)
def log() -> None:
    """Verify, merge, show or export your answers: the review log is yours.

    It lies in the folder `log` of your home, one file per device and month. Nothing that these
    commands do rewrites a line of it.
    """
