"""``quizgen study``: what is due, then new cards."""

import click

from quizgen.commands.environment import command, now
from quizgen.commands.learner import SCHEDULER, this_learner
from quizgen.commands.options import Wish, new_option, plain_option, wish_options
from quizgen.commands.questions import asked_questions, usable_decks
from quizgen.commands.sitting import callbacks_for, new_id, terminal_for
from quizgen.review_queue import StudyQueue, StudySettings
from quizgen.terminal import run_study


@click.command()
@wish_options("At most this many cards.")
@new_option
@plain_option
def study(wish: Wish, new_limit: int, *, plain: bool) -> int:
    """Study what is due, then new cards, with spaced repetition.

    Under each rating stands when the card would come back.
    """
    learner = this_learner()
    decks = usable_decks(wish.decks, strict=False).decks
    settings = StudySettings(
        new_limit=new_limit, limit=wish.count, session=new_id(now()), seed=wish.seed or ""
    )
    return run_study(
        StudyQueue(asked_questions(decks, wish), settings),
        learner.progress(decks),
        SCHEDULER,
        callbacks_for(learner),
        terminal_for(
            learner,
            plain=plain,
            resume=command("study", *wish.decks),
            onwards=command("quiz", *wish.decks) if wish.decks else command(),
        ),
        title=wish.title or ", ".join(deck.title for deck in decks),
        notice=" ".join(dict.fromkeys(deck.notice for deck in decks if deck.notice)),
    ).exit_code
