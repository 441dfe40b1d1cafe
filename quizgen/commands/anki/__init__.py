"""``quizgen anki``: progress to and from a learner's own collection."""

import click

from quizgen.commands.groups import LazyGroup, Table

ANKI_COMMANDS: Table = {
    "pull": ("quizgen.commands.anki.pull:pull", "Take in what you answered in Anki."),
    "push": ("quizgen.commands.anki.push:push", "Bring your answers and due dates into Anki."),
}
"""The commands of this group."""


@click.group(cls=LazyGroup, table=ANKI_COMMANDS)
def anki() -> None:
    """Exchange progress with your collection in Anki.

    Study here and there as you like, and exchange as often as you like: every answer counts once.
    The notes get there by `quizgen export anki`.
    """
