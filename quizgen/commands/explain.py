"""``quizgen explain``: what is behind a question."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

import click

from quizgen import library
from quizgen.commands.clock import looking_in_order
from quizgen.commands.environment import command
from quizgen.commands.learner import this_learner
from quizgen.commands.options import Wish, decks_argument, is_quiz_file
from quizgen.commands.patience import patience
from quizgen.commands.questions import quiz_from_file, usable_decks
from quizgen.distractors import DeckIndex
from quizgen.explanation import (
    Explanation,
    Learner,
    explain_item,
    find,
    find_by_text,
    find_items,
    nearest,
)
from quizgen.explanation import explain as explained
from quizgen.explanation_report import render_explanation, render_json
from quizgen.model import Deck
from quizgen.problems import RequestError
from quizgen.progress import declared_renames
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
    of = _of_item if any(map(is_quiz_file, decks)) else _of_fact
    found = of(question, decks)
    click.echo((render_json if as_json else render_explanation)(found), nl=False)


def _of_fact(asked: str, names: tuple[str, ...]) -> Explanation:
    decks = usable_decks(names, strict=False).decks
    indexes = [DeckIndex(deck) for deck in decks]
    found = find(asked, indexes)
    # What looks like an id is not to be looked for in questions that are yet to be made.
    if not found and (" " in asked or "/" not in asked):
        with patience("looking through the questions"):
            found = find_by_text(asked, library.generate(decks).questions, indexes)
    lists = f"`{command('generate', *names)}` lists all questions"
    near = "" if found else nearest(asked, indexes)
    by_id = {target.id: target for target in found}
    return explained(by_id[_only(by_id, asked, near, lists)], _learner(decks))


def _of_item(asked: str, names: tuple[str, ...]) -> Explanation:
    quiz = quiz_from_file(Wish(decks=names))
    items = {item.id: item for item in quiz.questions} if quiz else {}
    near = next(iter(get_close_matches(asked, items, n=1)), "")
    lists = "the ids stand in the quiz file's `items`"
    found = _only(find_items(asked, items.values()), asked, near, lists)
    return explain_item(items[found], _learner(()))


def _only(ids: Iterable[str], asked: str, near: str, otherwise: str) -> str:
    """Return the one id that is meant.

    Raises:
        RequestError: there is none, or several.
    """
    found = tuple(ids)
    if not found:
        hint = f"did you mean '{visible(near)}'?" if near else otherwise
        raise RequestError(f"there is no question, card or fact '{visible(asked)}'", hint)
    if len(found) > 1:
        names = [f"\n  {visible(name)}" for name in found[:_SHOWN]]
        more = f"\n  … and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise RequestError(
            f"'{visible(asked)}' may mean any of {len(found)}", f"name one:{''.join(names)}{more}"
        )
    return found[0]


def _learner(decks: Sequence[Deck]) -> Learner:
    learner = this_learner(answers=False)
    progress = learner.progress(declared_renames(decks))
    now = looking_in_order(learner, progress).now()
    return Learner(progress=progress, scheduler=learner.scheduler, now=now)
