"""``quizgen study``: what is due, then new cards."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType

import click

from quizgen.commands.background import in_background
from quizgen.commands.catching_up import backlog_of, backlog_text
from quizgen.commands.clock import in_order
from quizgen.commands.earlier import before_this_session, keep_session
from quizgen.commands.environment import command
from quizgen.commands.exam_study import ExamWish, followed_exam
from quizgen.commands.fact_files import FactFiles
from quizgen.commands.learner import this_learner
from quizgen.commands.material import material
from quizgen.commands.options import (
    Wish,
    exam_option,
    minutes_option,
    new_option,
    plain_option,
    script_option,
    wish_options,
)
from quizgen.commands.sitting import callbacks_for, new_id, terminal_for
from quizgen.model import Card
from quizgen.problems import RequestError
from quizgen.progress import Progress, is_leech
from quizgen.review_queue import PartOfStock, Stock, StudyQueue, StudySettings
from quizgen.selection import whole_quiz
from quizgen.terminal import Start, run_cram, run_study

_SUSPENDED = "suspended"
STATES: Mapping[str, Callable[[Card, int], bool]] = MappingProxyType(
    {
        "flagged": lambda card, _: card.flagged,
        _SUSPENDED: lambda card, _: card.suspended,
        "leeches": is_leech,
        "met": lambda card, _: card.reps > 0,
    }
)
"""What ``--only`` may name, and which cards are so, given the lapses that make a leech."""


@click.command()
@wish_options("At most this many cards.")
@new_option
@minutes_option
@exam_option
@click.option(
    "--no-exam", "regardless", is_flag=True, help="As if your settings had no exam ahead."
)
@click.option(
    "--only",
    type=click.Choice([*STATES]),
    help="Only cards that you flagged, suspended, keep forgetting, or have met.",
)
@click.option(
    "--cram",
    is_flag=True,
    help="Everything, due or not, until it is right; your schedule stays as it is.",
)
@script_option
@plain_option
def study(  # noqa: PLR0913, PLR0917  # click hands over each option
    wish: Wish,
    new_limit: int | None,
    minutes: int | None,
    wanted: str | None,
    only: str | None,
    script: str | None,
    *,
    regardless: bool,
    cram: bool,
    plain: bool,
) -> int:
    """Study what is due, then new cards, with spaced repetition.

    With an exam ahead and minutes a day, what gains most for it comes first, as `quizgen plan`
    says. Under each rating stands when the card would come back. Suspended cards are gone through
    as with --cram; x takes them up again. After a break new cards wait until what is due fits two
    days of your minutes; --new N brings them all the same.
    """
    learner = this_learner()
    found = material(wish)
    progress, keep_cards = learner.resumed(found.renames)
    learner, clock = in_order(learner, progress)
    usual = learner.settings
    typed = minutes is not None
    minutes = usual.minutes if minutes is None else minutes
    settings = StudySettings(
        new_limit=usual.new if new_limit is None else new_limit,
        limit=wish.count or usual.limit or None,
        session=new_id(learner.now()),
        seed=wish.seed or "",
    )
    whole = only is None and new_limit is None and not cram
    exam = ExamWish(
        wanted=wanted,
        minutes=minutes,
        typed=typed,
        regardless=regardless,
        whole=whole,
        typed_decks=bool(wish.decks),
    )
    followed = followed_exam(learner, found.decks, found.stock.facts, progress, settings, exam)
    if followed:
        settings = replace(settings, order=followed.order)

    def queue_of(stock: Stock) -> StudyQueue:
        return StudyQueue(_only(stock, progress, only, usual.leech), settings)

    queue = queue_of(found.stock)
    behind = None
    if whole and not followed:
        behind = backlog_of(learner, queue, progress, minutes)
    if behind:
        settings = replace(settings, new_limit=0)
        queue = queue_of(found.stock)
    files = FactFiles(wish=wish, queue=queue_of)
    keep = partial(in_background, *filter(None, (keep_cards, found.keep)))
    terminal = terminal_for(
        learner,
        plain=plain,
        resume=command("study", *wish.decks, *(exam.words if followed else ())),
        onwards=command("quiz", *wish.decks) if wish.decks else command(),
        script=script,
    )
    callbacks = callbacks_for(learner, files, keep)
    waits = backlog_text(behind, command("study", *wish.decks, "--new", "N")) if behind else ""
    earlier = before_this_session(learner, progress, queue)
    ahead = followed.said if followed else ""
    said = " ".join(filter(None, (clock, ahead, earlier, waits)))
    with keep_session(learner, settings.session) as hold:
        if cram or only == _SUSPENDED:
            asked = [
                question
                for question in queue.everything(progress, learner.now())
                if only == _SUSPENDED or not progress.card(question.card).suspended
            ]
            result = run_cram(
                whole_quiz(asked[: wish.count], found.decks, wish.title),
                progress,
                callbacks,
                terminal,
                minutes=minutes,
                start=Start(session=settings.session, said=said),
            )
        else:
            result = run_study(
                queue,
                progress,
                learner.scheduler,
                callbacks,
                terminal,
                title=wish.title or ", ".join(deck.title for deck in found.decks),
                notice=" ".join(dict.fromkeys(deck.notice for deck in found.decks if deck.notice)),
                minutes=minutes,
                leech=usual.leech,
                said=said,
            )
        hold.end()
    return result.exit_code


def _only(stock: Stock, progress: Progress, only: str | None, leech: int) -> Stock:
    """Return the cards of some state.

    Raises:
        RequestError: there is no such card.
    """
    if only is None:
        return stock
    held = progress.cards
    found = PartOfStock(stock, lambda card, _: STATES[only](held.get(card) or Card(id=card), leech))
    if not found.facts:
        raise RequestError(
            f"no card of these decks is one of those: {only}",
            "leave --only out, or name another state",
        )
    return found
