"""What the commands that look at progress have in common: options, and how a report is shown."""

import os
import shutil
import sys
from collections.abc import Sequence

import click

from quizgen.commands.environment import is_terminal
from quizgen.commands.learner import Learner
from quizgen.commands.patience import patience
from quizgen.model import Deck
from quizgen.progress import Progress, declared_renames
from quizgen.statistics_report import Report, plain_text
from quizgen.terminal import choose_driver
from quizgen.terminal.clean import encodable

topics_option = click.option(
    "--topic", "topics", multiple=True, metavar="TOPIC", help="Only this topic; repeatable."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
words_option = click.option(
    "--plain", is_flag=True, help="Words and figures without bars; fit for screen readers."
)

NARROWEST = 36
"""Columns that tables need; plain text needs fewer."""

_BLOCKS = "█░▒▓│·"


def progress_of(learner: Learner, decks: Sequence[Deck]) -> Progress:
    """Fold the log; it is said what takes so long, where it does.

    Raises:
        SetupError: the log cannot be read, or a later quizgen has written to it.
    """
    with patience("reading your answers"):
        return learner.progress(declared_renames(decks))


def show(report: Report, learner: Learner, *, plain: bool) -> None:
    """Draw a report where somebody sits at a terminal, and else print it as plain text."""
    columns = shutil.get_terminal_size().columns
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    wanted = plain or learner.settings.plain
    driver = choose_driver(True, is_terminal(sys.stdout), os.environ, plain=wanted)  # noqa: FBT003  # nothing is asked
    if driver == "lines" or columns < NARROWEST:
        text = plain_text(report, columns)
    else:
        # Drawing takes a library that plain text has no need of.
        from quizgen.statistics_report.screen import Canvas, draw  # noqa: PLC0415

        blocks = encodable(_BLOCKS, encoding) == _BLOCKS
        colour = not os.environ.get("NO_COLOR")
        text = draw(report, Canvas(columns=columns, colour=colour, blocks=blocks))
    click.echo(encodable(text, encoding), nl=False)
