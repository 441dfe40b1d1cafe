"""Which questions go on a sheet, and how their options are arranged.

A sheet asks each fact once as long as there are facts, mixes the kinds, and never asks a relation
both ways: then each stem would answer another question. Its options are drawn anew and its key
positions balanced, so that neither how often an option is met, nor its length, nor its letter
says anything.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Protocol

from quizgen.model import CardId, Choice, Direction, Question, Quiz, QuizDeck

if TYPE_CHECKING:
    # A start that finds all in the cache needs no facts.
    from quizgen.model import Deck

__all__ = ["DeckHead", "arrange", "one_per_card", "pick_quiz", "rearranged", "whole_quiz"]

_FORMS = ("recall", "cloze", "reverse")
"""The kinds that a card has by the shape of its fact, the first that it has first."""


class DeckHead(Protocol):
    """What a quiz says of a deck that it draws on."""

    @property
    def id(self) -> str: ...  # noqa: D102  # as of a deck; so the others
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def language(self) -> str: ...  # noqa: D102
    @property
    def notice(self) -> str: ...  # noqa: D102
    @property
    def digest(self) -> str: ...  # noqa: D102


def pick_quiz(
    questions: Sequence[Question],
    decks: Sequence["Deck"],
    *,
    count: int | None,
    seed: str,
    title: str = "",
) -> Quiz:
    """Pick and arrange the questions of a sheet; the same inputs give the same sheet.

    Args:
        questions: what to pick from; their order does not matter.
        decks: what they were generated from.
        count: how many; ``None`` or more than there are: one for each card.
        seed: decides everything that is left to chance.
        title: of the sheet; by default the decks' titles.
    """
    rng = Random(f"quiz {seed}")  # noqa: S311  # a draw that can be repeated, no secret
    # What only shows questions needs none of the rooms that draw them.
    from quizgen.selection.answers import Answers  # noqa: PLC0415
    from quizgen.selection.positions import balanced  # noqa: PLC0415
    from quizgen.selection.redrawing import redrawn  # noqa: PLC0415
    from quizgen.selection.sheet import pick  # noqa: PLC0415

    answers = Answers(questions, decks)
    picked = pick(_one_way(sorted(questions, key=lambda it: it.id), rng), count, answers, rng)
    rng.shuffle(picked)
    return _quiz(tuple(balanced(redrawn(picked, decks, rng), rng)), decks, seed, title)


def whole_quiz(questions: Sequence[Question], decks: Sequence[DeckHead], title: str = "") -> Quiz:
    """Return all questions as they are, in their order: data, not a sheet to hand out."""
    return _quiz(tuple(questions), decks, "", title)


def _quiz(
    questions: tuple[Question, ...], decks: Sequence[DeckHead], seed: str, title: str
) -> Quiz:
    languages = Counter(deck.language for deck in decks)
    return Quiz(
        title=title or ", ".join(deck.title for deck in decks),
        language=languages.most_common(1)[0][0] if languages else "en",
        notice=" ".join(dict.fromkeys(deck.notice for deck in decks if deck.notice)),
        seed=seed,
        decks=tuple(QuizDeck(id=it.id, title=it.title, digest=it.digest) for it in decks),
        questions=questions,
    )


def arrange(question: Question, seed: str) -> Question:
    """Put the options of a choice into the order that the seed gives; fixed ones stay."""
    response = question.response
    if not isinstance(response, Choice) or response.fixed:
        return question
    options = list(response.options)
    rng = Random(f"options {question.id} {seed}")  # noqa: S311  # the same
    rng.shuffle(options)
    return replace(question, response=replace(response, options=tuple(options)))


def rearranged(questions: Sequence[Question], rng: Random) -> Iterator[Question]:
    """Shuffle the options of all choices, with as many keys at each letter as at any other."""
    from quizgen.selection.positions import balanced  # noqa: PLC0415  # as in pick_quiz

    for question in balanced(questions, rng):
        response = question.response
        if isinstance(response, Choice) and response.several:
            yield arrange(question, str(rng.random()))
        else:
            yield question


def one_per_card(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Return one question for each card, in the form that its fact's shape gives it."""
    cards: dict[CardId, list[Question]] = {}
    for question in questions:
        cards.setdefault(question.card, []).append(question)

    def form(question: Question) -> int:
        return _FORMS.index(question.kind) if question.kind in _FORMS else len(_FORMS)

    return tuple(min(asked, key=form) for asked in cards.values())


def _one_way(questions: Sequence[Question], rng: Random) -> list[Question]:
    """Keep one direction of each relation: the one in which more facts can be asked."""
    facts: dict[tuple[str, str], dict[Direction, set[str]]] = {}
    for it in questions:
        directions = facts.setdefault((it.deck, it.relation), {})
        directions.setdefault(it.direction, set()).add(it.fact)
    kept = {
        relation: max(sorted(directions), key=lambda it: (len(directions[it]), rng.random()))
        for relation, directions in facts.items()
    }
    return [it for it in questions if kept[it.deck, it.relation] is it.direction]
