"""``quizgen stats``: what was learned, and how well it is remembered."""

import click

from quizgen.commands.clock import looking_in_order
from quizgen.commands.environment import command
from quizgen.commands.learner import this_learner
from quizgen.commands.looking import (
    json_option,
    progress_of,
    show,
    topics_option,
    words_option,
)
from quizgen.commands.options import WholeNumber, decks_argument
from quizgen.commands.patience import patience
from quizgen.commands.questions import refuse_unknown_topics, usable_decks
from quizgen.statistics import Scope, look
from quizgen.statistics_report import statistics_json, statistics_report


@click.command()
@decks_argument
@topics_option
@click.option(
    "--days",
    type=WholeNumber(min=1),
    metavar="N",
    help="Only answers of the last N days, today included.",
)
@json_option
@words_option
def stats(
    decks: tuple[str, ...],
    topics: tuple[str, ...],
    days: int | None,
    *,
    as_json: bool,
    plain: bool,
) -> None:
    """Show how well you remember: by topic, over time, against FSRS.

    A recall is an answer to a card that had been learned, a day or more after its last one;
    first meetings and repeats while learning say nothing about memory and are counted apart.
    """
    learner = this_learner(answers=False)
    loaded = usable_decks(decks, strict=False).decks
    refuse_unknown_topics(topics, loaded)
    progress = progress_of(learner, loaded)
    moment = looking_in_order(learner, progress).now()
    scope = Scope(decks=loaded, topics=topics, since=moment.day - days + 1 if days else None)
    with patience("looking through your answers", len(progress.cards)) as step:
        found = look(progress, learner.scheduler, scope, moment, step)
    if as_json:
        click.echo(statistics_json(found), nl=False)
        return
    show(statistics_report(found), learner, plain=plain)
    if not found.total.answers:
        onwards = command("study", *decks)
        click.echo(f"\nFigures come with the first answers.\nNext: {onwards}")
