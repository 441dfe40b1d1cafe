"""``quizgen forecast``: what is due in the days to come."""

import click

from quizgen import statistics
from quizgen.commands.learner import this_learner
from quizgen.commands.looking import (
    json_option,
    progress_of,
    show,
    topics_option,
    words_option,
)
from quizgen.commands.options import WholeNumber, Wish, decks_argument, new_option
from quizgen.commands.patience import patience
from quizgen.commands.questions import asked_questions, usable_decks
from quizgen.review_queue import StudyQueue, StudySettings
from quizgen.statistics_report import forecast_json, forecast_report


@click.command()
@decks_argument
@topics_option
@click.option(
    "--days",
    type=WholeNumber(min=1, max=365),
    default=30,
    metavar="N",
    show_default=True,
    help="How many days to look ahead.",
)
@new_option
@json_option
@words_option
def forecast(  # noqa: PLR0913  # click hands over one argument for each option
    decks: tuple[str, ...],
    topics: tuple[str, ...],
    days: int,
    new_limit: int | None,
    *,
    as_json: bool,
    plain: bool,
) -> None:
    """Show what is due in the next days, and the work if you keep up.

    Times come from how fast you have answered so far.
    """
    learner = this_learner(answers=False)
    wish = Wish(decks=decks, topics=topics)
    loaded = usable_decks(decks, strict=False).decks
    limit = learner.settings.new if new_limit is None else new_limit
    queue = StudyQueue(asked_questions(loaded, wish), StudySettings(new_limit=limit))
    progress = progress_of(learner, loaded)
    with patience("measuring your pace"):
        places = statistics.Places(loaded, topics)
        pace = statistics.pace_of(statistics.given_answers(progress, learner.scheduler, places))
    with patience("looking ahead", days) as step:
        found = statistics.forecast(
            queue, progress, learner.scheduler, learner.now(), days=days, pace=pace, step=step
        )
    if as_json:
        click.echo(forecast_json(found), nl=False)
    else:
        show(forecast_report(found), learner, plain=plain)
