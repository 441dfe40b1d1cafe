"""``quizgen`` alone: what is due, and what to type next."""

import click

from quizgen import library
from quizgen.commands.environment import now
from quizgen.commands.learner import this_learner
from quizgen.commands.questions import usable_decks
from quizgen.review_queue import Counts, StudyQueue


def home() -> None:
    """Say what is due in each deck, and what to type next."""
    decks = usable_decks((), strict=False).decks
    progress = this_learner(answers=False).progress(decks)
    moment = now()
    total = 0
    for deck in decks:
        queue = StudyQueue(library.generate([deck]).questions)
        counts = queue.remaining(progress, moment)
        total += counts.new + counts.learning + counts.due
        click.echo(f"{deck.title}: {say_counts(counts)}")
        if deck.notice:
            click.echo(f"  {deck.notice}")
    click.echo()
    for command, line in next_commands(due=total > 0):
        click.echo(f"  {command:<28}{line}")


def say_counts(counts: Counts) -> str:
    """Say in words what a deck has today."""
    parts = [
        (counts.due, "due"),
        (counts.learning, "in learning"),
        (counts.new, "new"),
    ]
    said = [f"{number} {word}" for number, word in parts if number]
    return ", ".join(said) if said else "nothing to do today"


def next_commands(*, due: bool) -> tuple[tuple[str, str], ...]:
    """Return the commands that make sense now, each with what it does."""
    study = (("quizgen study", "study what is due, then new cards"),) if due else ()
    return (
        *study,
        ("quizgen quiz", "take a quiz of ten questions"),
        ("quizgen check", "find what is wrong or weak in your decks"),
        ("quizgen --help", "see all commands"),
    )
