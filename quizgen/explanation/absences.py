"""Which questions were not made of a fact, and why."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from quizgen.cards import CardKey, cards_in
from quizgen.distractors import DeckIndex, Shortage
from quizgen.explanation.parts import Absence
from quizgen.explanation.refused import refused
from quizgen.generator import LeftOut, left_out
from quizgen.kinds import KINDS, Kind
from quizgen.kinds.choice import ChoiceKind, shortage_of
from quizgen.model import CardId, Direction, Fact, Question

_CHOICE = ChoiceKind.name

_HINTS: Mapping[Shortage, str] = MappingProxyType(
    {
        Shortage.NONE: "give it two or three `wrong:` options, each with its `why`",
        Shortage.ONE: "choice needs two: give it `wrong:` options, each with its `why`",
        Shortage.LEAK: "reword the question, or give it `wrong:` options that share its words",
        Shortage.COMMON: "give it `wrong:` options, each with its `why`",
        Shortage.FLAW: "give it `wrong:` options of the key's length and form",
    }
)


_HINT_BACK = (
    "the other way round only other facts prove options:"
    " rows of the same table, or terms of `disjoint` types"
)


def absences(
    fact: Fact, made: Sequence[Question], wanted: Collection[CardId], index: DeckIndex
) -> Iterator[Absence]:
    """Yield the kinds in which there is no question, in their order.

    Args:
        fact: what is asked about.
        made: its questions.
        wanted: the cards to tell of: each card has a reason of its own to lack a choice question.
        index: its deck.
    """
    if fact.retired:
        return
    for kind in KINDS:
        if kind.name == _CHOICE:
            having = {question.card for question in made if question.kind == _CHOICE}
            for card in cards_in(fact, index):
                if card.id in wanted and card.id not in having:
                    yield _no_choice(card, kind, fact, index)
        elif all(question.kind != kind.name for question in made):
            yield _none(kind, fact, index)


def absence(kind: Kind, card: CardId, fact: Fact, index: DeckIndex) -> Absence:
    """Tell why a card has no question in a kind that it has none in."""
    others = [question.card for question in kind.questions(fact, index)]
    if kind.name == _CHOICE:
        for it in cards_in(fact, index):
            if it.id == card:
                return _no_choice(it, kind, fact, index)
    elif others:
        return Absence(kind=kind.name, card=card, why=f"only {others[0]} can be asked so")
    return _none(kind, fact, index)


def _no_choice(card: CardKey, kind: Kind, fact: Fact, index: DeckIndex) -> Absence:
    short = shortage_of(card, fact, index)
    if short:
        backwards = card.direction is Direction.REVERSE
        return Absence(
            kind=_CHOICE,
            card=card.id,
            why=str(short),
            hint=_HINT_BACK if backwards else _HINTS[short],
            refused=refused(card, fact, index),
        )
    return replace(_none(kind, fact, index), card=card.id)


def _none(kind: Kind, fact: Fact, index: DeckIndex) -> Absence:
    """Tell why no card of a fact is asked in a kind."""
    if fact.retired:
        return Absence(kind=kind.name, why="the fact is retired")
    barred = left_out(kind, fact, index.deck)
    if barred is None or not any(True for _ in kind.questions(fact, index)):
        return Absence(kind=kind.name, why=f"needs {kind.needs}")
    return Absence(kind=kind.name, why=str(barred), hint=way_in(kind, barred))


def way_in(kind: Kind, barred: LeftOut) -> str:
    """Tell how to get a question that is left out."""
    if barred is LeftOut.ON_REQUEST:
        return f"name it in the fact's `kinds`, or with `--kinds {kind.name}`"
    where = "deck" if barred in {LeftOut.DECK_SKIPS, LeftOut.DECK_NAMES_OTHERS} else "fact"
    if barred in {LeftOut.DECK_SKIPS, LeftOut.FACT_SKIPS}:
        return f"take it out of the {where}'s `skip`"
    return f"name it in the {where}'s `kinds`"
