"""``quizgen quiz``: some questions, a score, and the misses again."""

import click

from quizgen.commands.environment import command
from quizgen.commands.fact_files import FactFiles
from quizgen.commands.learner import this_learner
from quizgen.commands.options import (
    Wish,
    minutes_option,
    plain_option,
    script_option,
    wish_options,
)
from quizgen.commands.questions import drawn_quiz, is_quiz_file
from quizgen.commands.sitting import callbacks_for, terminal_for
from quizgen.terminal import run_exam, run_quiz


@click.command()
@wish_options("How many questions; default 10.")
@click.option(
    "--record/--no-record",
    default=None,
    help="Whether the answers count for your schedule; without this you are asked at the end.",
)
@click.option(
    "--exam",
    is_flag=True,
    help="No verdicts before you hand in; --minutes is the time you have.",
)
@minutes_option
@script_option
@plain_option
def quiz(  # noqa: PLR0913  # one for each option
    wish: Wish,
    minutes: int | None,
    script: str | None,
    *,
    exam: bool,
    record: bool | None,
    plain: bool,
) -> int:
    """Take a quiz, see your score and go over what you missed.

    DECK is a file or a folder, or a quiz file of `generate`.
    """
    learner = this_learner()
    drawn, decks = drawn_quiz(wish, usual=10, exam=exam)
    terminal = terminal_for(
        learner,
        plain=plain,
        resume=command("quiz", *(["--exam"] if exam else []), *wish.decks),
        onwards=command("study", *(deck for deck in wish.decks if not is_quiz_file(deck))),
        script=script,
    )
    callbacks = callbacks_for(learner, FactFiles(wish=wish) if decks else None)
    if exam:
        return run_exam(drawn, callbacks, terminal, record=record, minutes=minutes or 0).exit_code
    return run_quiz(drawn, callbacks, terminal, record=record, minutes=minutes or 0).exit_code
