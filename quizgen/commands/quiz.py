"""``quizgen quiz``: some questions, a score, and the misses again."""

from dataclasses import replace
from functools import partial

import click

from quizgen.commands.background import in_background
from quizgen.commands.clock import in_order
from quizgen.commands.environment import command
from quizgen.commands.learner import this_learner
from quizgen.commands.options import (
    Wish,
    is_quiz_file,
    minutes_option,
    plain_option,
    script_option,
    wish_options,
)
from quizgen.commands.resuming import drop_unfinished, new_quiz, unfinished_quiz
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
@click.option("--afresh", is_flag=True, help="A new one, also where one was left half done.")
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
    afresh: bool,
    plain: bool,
) -> int:
    """Take a quiz, see your score and go over what you missed.

    DECK is a file or a folder, or a quiz file of `generate`. A quiz that was left half done is
    gone on with for a day, with the same questions, unless you wish for others.
    """
    learner, clock = in_order(this_learner())
    if afresh:
        drop_unfinished(learner, wish.decks, exam=exam)
    others = script is not None or wish != Wish(decks=wish.decks)
    begun = None if afresh or others else unfinished_quiz(learner, wish.decks, exam=exam)
    if begun is None:
        begun = new_quiz(
            learner, wish, exam=exam, record=record, minutes=minutes or 0, keep=script is None
        )
    terminal = terminal_for(
        learner,
        plain=plain,
        resume=command("quiz", *(["--exam"] if exam else []), *wish.decks),
        onwards=command("study", *(deck for deck in wish.decks if not is_quiz_file(deck))),
        script=script,
    )
    ahead = partial(in_background, begun.ahead) if begun.ahead else None
    with begun.hold as hold:
        result = (run_exam if exam else run_quiz)(
            begun.quiz,
            callbacks_for(learner, begun.files, ahead),
            terminal,
            record=begun.record if record is None else record,
            minutes=begun.minutes if minutes is None else minutes,
            start=replace(begun.start, said=" ".join(filter(None, (clock, begun.start.said)))),
        )
        if not result.unfinished:
            hold.end()
    return result.exit_code
