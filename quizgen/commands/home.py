"""``quizgen`` alone: what is due, the exams ahead, and what to type next."""

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

import click

from quizgen import library
from quizgen.commands.catching_up import backlog_of
from quizgen.commands.clock import looking_in_order
from quizgen.commands.environment import command, is_terminal
from quizgen.commands.exam_study import ExamWish, followed_exam
from quizgen.commands.exams import MOST_DAYS, deck_ids, study_day, unknown_decks
from quizgen.commands.home_page import (
    DeckRow,
    ExamAhead,
    HomePage,
    Next,
    page_json,
    page_text,
)
from quizgen.commands.learner import Learner, this_learner
from quizgen.commands.questions import usable_decks
from quizgen.commands.resuming import Waiting, found_at_home
from quizgen.model import Card, Deck, Moment, Question
from quizgen.progress import Progress, declared_renames
from quizgen.review_queue import Counts, MadeStock, StudyQueue, StudySettings
from quizgen.scheduler import Scheduler
from quizgen.terminal.clean import encodable

if TYPE_CHECKING:
    from quizgen.planning.catching_up import CatchingUp


def home(*, as_json: bool) -> None:
    """Say what is due in each deck, the exams ahead, and what to type next."""
    learner = looking_in_order(this_learner(answers=False))
    page = home_page(learner, learner.now())
    if as_json:
        click.echo(page_json(page))
        return
    size = shutil.get_terminal_size()
    rows = size.lines - 1 if is_terminal(sys.stdout) else None
    text = page_text(page, size.columns, rows)
    click.echo(encodable(text, getattr(sys.stdout, "encoding", None) or "utf-8"))


def home_page(learner: Learner, moment: Moment) -> HomePage:
    """Find out all that home says; nothing is written.

    Raises:
        DeckError: there is no fact to ask about.
        SetupError: the log cannot be read.
    """
    decks = usable_decks((), strict=False).decks
    progress = learner.progress(declared_renames(decks))
    made = {deck.id: library.generate([deck]).questions for deck in decks}
    cards = {deck: _cards(questions, progress) for deck, questions in made.items()}
    known = [*chain.from_iterable(cards.values())]
    questions = [*chain.from_iterable(made.values())]
    today, behind = _to_do(learner, decks, questions, progress, moment)
    answers, took = _given(progress, moment.day)
    exams = tuple(_exams(learner, decks, cards, moment.day))
    flagged, suspended = sum(it.flagged for it in known), sum(it.suspended for it in known)
    cut_off, waiting = found_at_home(learner, moment)
    return HomePage(
        decks=tuple(_row(deck, made[deck.id], cards[deck.id], progress, moment) for deck in decks),
        today=today,
        answers=answers,
        seconds=took // 1000,
        exams=exams,
        no_decks=tuple(name for name, _ in learner.settings.deck_retention if name not in made),
        flagged=flagged,
        suspended=suspended,
        cut_off=cut_off,
        behind=behind,
        waiting=waiting,
        next=tuple(
            _next(
                waiting,
                due=today.new + today.learning + today.due > 0,
                flagged=flagged,
                suspended=suspended,
                plan=_plan_words(exams, learner.settings.minutes),
                met=any(card.memory is not None for card in known),
            )
        ),
    )


def _to_do(
    learner: Learner,
    decks: Sequence[Deck],
    questions: Sequence[Question],
    progress: Progress,
    moment: Moment,
) -> tuple[Counts, "CatchingUp | None"]:
    """Return what `quizgen study` would ask, and the backlog that it holds new cards back for."""
    usual = learner.settings
    settings = StudySettings(new_limit=usual.new, limit=usual.limit or None)
    stock = MadeStock(questions)
    wish = ExamWish(minutes=usual.minutes)
    followed = followed_exam(learner, decks, stock.facts, progress, settings, wish)
    if followed:
        settings = replace(settings, order=followed.order)
    queue = StudyQueue(stock, settings)
    today = queue.remaining(progress, moment)
    behind = None if followed else backlog_of(learner, queue, progress)
    return (replace(today, new=0) if behind else today), behind


def _cards(questions: Sequence[Question], progress: Progress) -> tuple[Card, ...]:
    return tuple(map(progress.card, dict.fromkeys(it.card for it in questions)))


def _row(
    deck: Deck,
    questions: Sequence[Question],
    cards: Sequence[Card],
    progress: Progress,
    moment: Moment,
) -> DeckRow:
    every = StudyQueue(questions, StudySettings(new_limit=len(questions)))
    return DeckRow(
        id=deck.id,
        title=deck.title,
        notice=deck.notice,
        counts=every.remaining(progress, moment),
        cards=len(cards),
        met=sum(card.memory is not None for card in cards),
    )


def _given(progress: Progress, day: int) -> tuple[int, int]:
    """Return how many answers a study day has had, and the milliseconds they took."""
    found = [
        review.answer.took
        for card in progress.cards
        for review in chain(*progress.lives(card), progress.uncounted(card))
        if review.moment.day == day
    ]
    return len(found), sum(found)


def _exams(
    learner: Learner,
    decks: Sequence[Deck],
    cards: Mapping[str, Sequence[Card]],
    today: int,
) -> Iterator[ExamAhead]:
    """Yield the exams that are not over, the next one first."""
    for exam in learner.settings.exam:
        days = study_day(exam, learner.settings) - today
        if days < 0:
            continue
        wanted = deck_ids(exam.decks, decks)
        asked = [
            card
            for deck in cards
            if deck in wanted or not exam.decks
            for card in cards[deck]
            if not card.suspended
        ]
        yield ExamAhead(
            title=exam.title,
            date=exam.date,
            days=days,
            cards=len(asked),
            met=sum(card.memory is not None for card in asked),
            expected=sum(_recall(learner.scheduler, card, today + days) for card in asked),
            unknown=unknown_decks(exam.decks, decks),
        )


def _recall(scheduler: Scheduler, card: Card, day: int) -> float:
    """Return how likely a card is known on a study day; a new one is not known."""
    return scheduler.retrievability(card.memory, day) if card.memory else 0.0


def _plan_words(exams: Sequence[ExamAhead], minutes: int) -> tuple[str, ...]:
    """Return the words of a plan for the next exam; none where there is none to plan for."""
    following = next((exam for exam in exams if exam.days), None)
    if following is None or following.days > MOST_DAYS or not following.cards:
        return ()
    return ("plan",) if minutes else ("plan", "--minutes", "20")


def _next(  # noqa: PLR0913  # all that makes one command sensible or another
    waiting: Sequence[Waiting],
    *,
    due: bool,
    flagged: int,
    suspended: int,
    plan: Sequence[str],
    met: bool,
) -> Iterator[Next]:
    """Yield the commands that make sense now."""
    for it in waiting:
        exam = ("--exam",) if it.what == "exam" else ()
        done = f"{it.answered} of {it.questions} done"
        yield Next(
            command=command("quiz", *exam),
            does=f"go on with your {it.what} of {it.begun} ({done})",
        )
    if due:
        yield Next(command=command("study"), does="study what is due, then new cards")
    if plan:
        yield Next(command=command(*plan), does="see what gets you through your exam")
    afresh = ("--afresh",) if any(it.what == "quiz" for it in waiting) else ()
    yield Next(command=command("quiz", *afresh), does="take a quiz of ten questions")
    for number, state in ((flagged, "flagged"), (suspended, "suspended")):
        if number:
            cards = "card" if number == 1 else "cards"
            does = f"go through {number} {state} {cards}"
            yield Next(command=command("study", "--only", state), does=does)
    if met:
        yield Next(command=command("stats"), does="look back at what you learned")
    yield Next(command=command("check"), does="find what is wrong or weak in your decks")
    yield Next(command=command("--help"), does="see all commands")
