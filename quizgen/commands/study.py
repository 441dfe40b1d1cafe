"""``quizgen study``: what is due, then new cards."""

from functools import partial

import click

from quizgen.commands.background import in_background
from quizgen.commands.environment import command, now
from quizgen.commands.learner import SCHEDULER, this_learner
from quizgen.commands.material import material
from quizgen.commands.options import WholeNumber, Wish, plain_option, wish_options
from quizgen.commands.sitting import callbacks_for, new_id, terminal_for
from quizgen.review_queue import StudyQueue, StudySettings
from quizgen.terminal import run_study


@click.command()
@wish_options("At most this many cards.")
@click.option(
    "--new",
    "new_limit",
    type=WholeNumber(min=0),
    default=10,
    metavar="N",
    show_default=True,
    help="New cards a day.",
)
@plain_option
def study(wish: Wish, new_limit: int, *, plain: bool) -> int:
    """Study what is due, then new cards, with spaced repetition.

    Under each rating stands when the card would come back.
    """
    learner = this_learner()
    found = material(wish)
    settings = StudySettings(
        new_limit=new_limit, limit=wish.count, session=new_id(now()), seed=wish.seed or ""
    )
    return run_study(
        StudyQueue(found.stock, settings),
        learner.progress(found.renames),
        SCHEDULER,
        callbacks_for(learner, rested=partial(in_background, found.keep)),
        terminal_for(
            learner,
            plain=plain,
            resume=command("study", *wish.decks),
            onwards=command("quiz", *wish.decks) if wish.decks else command(),
        ),
        title=wish.title or ", ".join(deck.title for deck in found.decks),
        notice=" ".join(dict.fromkeys(deck.notice for deck in found.decks if deck.notice)),
    ).exit_code
