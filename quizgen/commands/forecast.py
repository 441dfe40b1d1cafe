"""``quizgen forecast``: what is due in the days to come, or what a desired retention would take."""

from collections.abc import Sequence

import click

from quizgen import statistics
from quizgen.commands.catching_up import backlog_of
from quizgen.commands.clock import looking_in_order
from quizgen.commands.exams import exam_followed
from quizgen.commands.learner import Learner, this_learner
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
from quizgen.model import Deck
from quizgen.planning.agenda import standing
from quizgen.planning.catching_up import CatchingUp
from quizgen.planning.habits import turns
from quizgen.planning.person import person_of
from quizgen.planning.workload import Course, Workloads, count_steps, workloads
from quizgen.problems import RequestError
from quizgen.progress import Progress
from quizgen.review_queue import StudyQueue, StudySettings
from quizgen.scheduler import date_text
from quizgen.statistics_report import (
    forecast_json,
    forecast_report,
    workloads_json,
    workloads_report,
)

_MONTH, _YEAR = 30, 365


@click.command()
@decks_argument
@topics_option
@click.option(
    "--days",
    type=WholeNumber(min=1, max=_YEAR),
    metavar="N",
    help="How many days to look ahead: 30, or 365 with --retention, unless you say.",
)
@new_option
@click.option(
    "--retention",
    is_flag=True,
    help="What other desired retentions would take, and what you would know.",
)
@click.option("--seed", metavar="TEXT", help="With --retention: draw the same luck again.")
@json_option
@words_option
def forecast(  # noqa: PLR0913  # click hands over one argument for each option
    decks: tuple[str, ...],
    topics: tuple[str, ...],
    days: int | None,
    new_limit: int | None,
    seed: str | None,
    *,
    retention: bool,
    as_json: bool,
    plain: bool,
) -> None:
    """Show what is due in the next days, and the work if you keep up.

    Times come from how fast you have answered so far. With --retention, simulated learners with
    your cards, your pace and your memory try desired retentions from 0.70 to 0.95.
    """
    if seed is not None and not retention:
        raise RequestError("--seed is for --retention", "leave it out, or add --retention")
    learner = this_learner(answers=False)
    loaded = usable_decks(decks, strict=False).decks
    limit = learner.settings.new if new_limit is None else new_limit
    asked = asked_questions(loaded, Wish(decks=decks, topics=topics))
    queue = StudyQueue(asked, StudySettings(new_limit=limit))
    progress = progress_of(learner, loaded)
    learner = looking_in_order(learner, progress)
    if retention:
        compared = _compared(learner, queue, progress, days or _YEAR, seed)
        report, text = workloads_report(compared), workloads_json(compared)
    else:
        found = _ahead(learner, queue, progress, statistics.Places(loaded, topics), days or _MONTH)
        behind = _behind(learner, queue, progress, loaded) if new_limit is None else None
        report, text = forecast_report(found, behind), forecast_json(found, behind)
    if as_json:
        click.echo(text, nl=False)
    else:
        show(report, learner, plain=plain)


def _ahead(
    learner: Learner, queue: StudyQueue, progress: Progress, places: statistics.Places, days: int
) -> statistics.Forecast:
    scheduler = learner.scheduler
    with patience("measuring your pace"):
        pace = statistics.pace_of(statistics.given_answers(progress, scheduler, places))
    with patience("looking ahead", days) as step:
        return statistics.forecast(
            queue, progress, scheduler, learner.now(), days=days, pace=pace, step=step
        )


def _behind(
    learner: Learner, queue: StudyQueue, progress: Progress, decks: Sequence[Deck]
) -> CatchingUp | None:
    """Return the backlog; none where study follows an exam, which holds no new cards back."""
    usual = learner.settings
    if usual.minutes and exam_followed(usual, learner.now().day, decks):
        return None
    return backlog_of(learner, queue, progress)


def _compared(
    learner: Learner, queue: StudyQueue, progress: Progress, days: int, seed: str | None
) -> Workloads:
    today, settings = learner.now().day, learner.scheduler.settings
    given = [turn for card in queue.facts for turn in turns(progress.history(card))]
    course = Course(
        person=person_of(given, settings),
        cards=standing(queue, progress, settings, today),
        days=range(today, today + days),
        new=queue.settings.new_limit,
        seed=date_text(today) if seed is None else seed,
    )
    with patience("trying desired retentions", count_steps(course)) as step:
        return workloads(course, step)
