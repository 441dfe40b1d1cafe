"""``quizgen plan``: what to do today for an exam, and what it leads to."""

from dataclasses import replace
from random import Random

import click

from quizgen.commands.clock import looking_in_order
from quizgen.commands.environment import command
from quizgen.commands.exams import (
    decks_of_exam,
    exam_in_days,
    exam_meant,
    exam_minutes,
    study_day,
)
from quizgen.commands.learner import this_learner
from quizgen.commands.looking import json_option, progress_of, show, words_option
from quizgen.commands.options import WholeNumber, Wish, decks_argument, exam_option
from quizgen.commands.patience import patience
from quizgen.commands.questions import asked_questions, usable_decks
from quizgen.planning.exam import Aim, ExamOrder, exam_cards, last_turns
from quizgen.planning.exam_plan import BOUND_STEPS, exam_plan, most_possible, steps
from quizgen.planning.person import person_of
from quizgen.problems import RequestError
from quizgen.review_queue import DueThenNew, StudyQueue, StudySettings
from quizgen.statistics_report import Exam, exam_plan_json, exam_plan_report

_FARTHEST_BOUND = 120
"""Days; what it takes grows with their square."""


@click.command()
@decks_argument
@exam_option
@click.option(
    "--minutes",
    type=WholeNumber(min=1, max=1440),
    metavar="M",
    help="Minutes of study a day; those of your settings unless you say.",
)
@click.option("--seed", metavar="TEXT", help="Simulate with other luck: any word or number.")
@click.option(
    "--bound", is_flag=True, help="Also say what no plan could exceed, which takes a while."
)
@json_option
@words_option
def plan(  # noqa: PLR0913  # click hands over one argument for each option
    decks: tuple[str, ...],
    wanted: str | None,
    minutes: int | None,
    seed: str | None,
    *,
    bound: bool,
    as_json: bool,
    plain: bool,
) -> None:
    """Plan until an exam: what to do today, and what you will know on the day.

    The last day to study is the one before the exam. Outcomes are simulated with your cards and
    your pace; they are as good as FSRS knows your memory.
    """
    learner = looking_in_order(this_learner(answers=False))
    moment = learner.now()
    loaded = usable_decks(decks, strict=False).decks
    meant = exam_meant(wanted, learner.settings, moment.day, loaded)
    if bound and study_day(meant, learner.settings) - moment.day > _FARTHEST_BOUND:
        raise RequestError(
            f"--bound looks {_FARTHEST_BOUND} days ahead at most: farther it would take very long",
            "leave it out, or come back when the exam is nearer",
        )
    minutes = exam_minutes(minutes, learner.settings)
    ids = decks_of_exam(meant, loaded, typed=bool(decks))
    about = [deck for deck in loaded if not ids or deck.id in ids]
    questions = asked_questions(about, Wish(decks=decks))
    progress = progress_of(learner, about)
    aim = Aim(day=study_day(meant, learner.settings), seconds=60 * minutes)
    facts = {question.card: (question.deck, question.fact) for question in questions}
    cards = exam_cards(facts, progress, moment.day)
    if not cards.ids:
        raise RequestError(
            "all cards of this exam are suspended, so there is nothing to plan",
            f"`{command('study', *decks, '--only', 'suspended')}` goes through them",
        )
    person = person_of(last_turns(progress, facts), learner.scheduler.settings)
    order = ExamOrder(aim, person, DueThenNew(0))
    queue = StudyQueue(questions, StudySettings(order=order))
    seed = seed or str(moment.day)
    with patience("looking ahead", steps(len(cards), aim, moment.day)) as step:
        found = exam_plan(queue, order, progress, moment, seed, step=step)
    if bound:
        with patience("looking for what is possible", BOUND_STEPS) as step:
            chance = Random(seed)  # noqa: S311  # which cards stand for many, with a seed
            possible = most_possible(cards, person, aim, moment.day, chance, step=step)
            found = replace(found, possible=possible)
    named = meant.date.isoformat() if wanted is None else wanted
    exam = Exam(
        title=meant.title,
        date=meant.date.isoformat(),
        name=exam_in_days(meant.title, aim.day - moment.day),
        decks=tuple(deck.id for deck in about),
        topics={question.card: question.topic for question in questions},
        study=command("study", *decks, "--exam", named, "--minutes", str(minutes)),
    )
    if as_json:
        click.echo(exam_plan_json(found, exam), nl=False)
    else:
        show(exam_plan_report(found, exam), learner, plain=plain)
        # Not among the words of the report, which are wrapped: it is there to be copied.
        click.echo(f"To study so: {exam.study}")
