"""``quizgen`` alone: what is due, and what to type next."""

import click

from quizgen.commands.background import in_background
from quizgen.commands.environment import command, now
from quizgen.commands.learner import this_learner
from quizgen.commands.material import material
from quizgen.commands.options import Wish
from quizgen.review_queue import Counts, PartOfStock, StudyQueue, StudySettings


def home() -> None:
    """Say what is due in each deck, and what to type next."""
    found = material(Wish())
    progress, keep_cards = this_learner(answers=False).resumed(found.renames)
    moment = now()
    for deck in found.decks:
        stock = PartOfStock(found.stock, lambda _, fact: fact[0] == deck.id)  # noqa: B023  # called at once
        every = StudyQueue(stock, StudySettings(new_limit=len(stock.facts)))
        click.echo(f"{deck.title}: {say_counts(every.remaining(progress, moment))}")
        if deck.notice:
            click.echo(f"  {deck.notice}")
    today = StudyQueue(found.stock).remaining(progress, moment)
    click.echo(f"\nToday: {say_counts(today)}.\n")
    lines = next_commands(due=today.new + today.learning + today.due > 0)
    width = max(len(typed) for typed, _ in lines)
    for typed, line in lines:
        click.echo(f"  {typed:<{width}}  {line}")
    in_background(*filter(None, (keep_cards, found.keep)))


def say_counts(counts: Counts) -> str:
    """Say in words what there is to study."""
    parts = [(counts.learning, "learning"), (counts.due, "due"), (counts.new, "new")]
    said = [f"{number} {word}" for number, word in parts if number]
    return ", ".join(said) if said else "nothing to study"


def next_commands(*, due: bool) -> tuple[tuple[str, str], ...]:
    """Return the commands that make sense now, each with what it does."""
    study = ((command("study"), "study what is due, then new cards"),) if due else ()
    return (
        *study,
        (command("quiz"), "take a quiz of ten questions"),
        (command("check"), "find what is wrong or weak in your decks"),
        (command("--help"), "see all commands"),
    )
