"""``list``: several values or steps are typed, and the program marks each."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from quizgen.cards import cards_in
from quizgen.distractors import DeckIndex, is_short
from quizgen.kinds.context import accepted_forms, present
from quizgen.model import Direction, Fact, Link, ListKey, Question, Steps, Typed

_ALL = 8
"""Values of a complete list, or steps, that may all be asked for."""

_SOME = 3
"""Values of any other list that are asked for."""


class ListKind:
    """Asks for all of a short complete list or of some steps, and for some of any other list."""

    name = "list"
    summary = (
        "Type several answers: all of a short list, some of a long or open one, steps in order."
    )
    needs = "a list, or up to eight steps, of short texts"

    def usual(self, _: Fact) -> bool:
        """Tell whether a fact is asked so without being told to."""
        return True

    def questions(self, fact: Fact, index: DeckIndex) -> Iterator[Question]:
        """Yield a question for the forward card."""
        for card in cards_in(fact, index):
            if card.direction is Direction.FORWARD and (found := _asked(fact, index)):
                stem, key = found
                yield present(self.name, fact, card, index, stem=stem, response=Typed(key=key))


def _asked(fact: Fact, index: DeckIndex) -> tuple[str, ListKey] | None:
    match fact.shape:
        case Steps(steps=steps) if len(steps) <= _ALL and all(map(is_short, steps)):
            values = tuple((step,) for step in steps)
            key = ListKey(values=values, at_least=len(steps), ordered=True, complete=True)
            return index.wording.question(fact, None), key
        case Link(values=values) as link if not link.one and all(
            is_short(it.text) for it in values
        ):
            return _values(fact, link, index)
        case _:
            return None


def _values(fact: Fact, link: Link, index: DeckIndex) -> tuple[str, ListKey]:
    # Other facts may say more of a list that is complete by itself, as by symmetry.
    named = set(map(index.names.canonical, (it.text for it in link.values)))
    complete = link.complete and named == set(index.known(link).objects)
    every = complete and len(link.values) <= _ALL
    at_least = len(link.values) if every else min(_SOME, len(link.values))
    asked = replace(link, complete=complete)
    stem = index.wording.question_for_some(fact, asked, index.relation(fact), at_least)
    values = tuple(accepted_forms(value.text, value.also, index, stem) for value in link.values)
    siblings = index.table(link.relation).object_texts
    wrong = (it.text for it in fact.wrong)
    others = index.spelling.others(chain(*values), wrong, siblings)
    return stem, ListKey(values=values, at_least=at_least, complete=complete, others=others)
