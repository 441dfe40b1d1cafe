"""``quizgen explain``: what is behind a question."""

import click

from quizgen import library
from quizgen.commands.environment import command, now
from quizgen.commands.learner import SCHEDULER, this_learner
from quizgen.commands.options import Wish, decks_argument
from quizgen.commands.questions import is_quiz_file, quiz_from_file, usable_decks
from quizgen.distractors import DeckIndex
from quizgen.explanation import (
    Explanation,
    Learner,
    Target,
    explain_item,
    find,
    find_by_text,
    nearest,
)
from quizgen.explanation import explain as explained
from quizgen.explanation_report import render_explanation, render_json
from quizgen.model import Deck, Question
from quizgen.problems import RequestError
from quizgen.report import visible

_SHOWN = 12
"""Ids named where several may be meant."""


@click.command()
@click.argument("question", metavar="QUESTION")
@decks_argument
@click.option("--json", "as_json", is_flag=True, help="Print the explanation as JSON.")
def explain(question: str, decks: tuple[str, ...], *, as_json: bool) -> None:
    """Show what is behind a question: fact, source, proofs, history, schedule.

    QUESTION is the id of a question, a card or a fact, a part of one, or words of a question.
    DECK is a file or a folder, or a quiz file of `generate`.
    """
    found = _of_item(question, decks) if any(map(is_quiz_file, decks)) else _of_fact(question, decks)
    click.echo((render_json if as_json else render_explanation)(found), nl=False)


def _of_fact(asked: str, names: tuple[str, ...]) -> Explanation:
    decks = usable_decks(names, strict=False).decks
    return explained(_target(asked, decks, names), _learner(decks))


def _of_item(asked: str, names: tuple[str, ...]) -> Explanation:
    quiz = quiz_from_file(Wish(decks=names))
    questions = quiz.questions if quiz else ()
    item = _only([it.id for it in _meant(asked, questions)], asked, "item", "")
    return explain_item(next(it for it in questions if it.id == item), _learner(()))
