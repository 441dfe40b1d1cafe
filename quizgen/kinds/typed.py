"""``typed``: the learner types the answer and the program marks it."""

from collections.abc import Iterator
from itertools import chain
from typing import assert_never

from quizgen.cards import CardKey, cards_in
from quizgen.distractors import DeckIndex, figure, is_short
from quizgen.kinds.context import (
    accepted_forms,
    accepted_key,
    blank_of,
    fronts,
    present,
    stem_back,
)
from quizgen.model import (
    Direction,
    Fact,
    Link,
    ListKey,
    Number,
    NumberKey,
    Pair,
    Question,
    Statement,
    Steps,
    Term,
    Typed,
    Wrong,
)

_ALL = 7
"""Values of a complete list that may all be asked for."""

_SOME = 3
"""Values of any other list that are asked for."""


class TypedKind:
    """Asks for what is short enough to be typed fairly; never for a meaning."""

    name = "typed"
    summary = "Type the answer; a small misspelling is forgiven, another term is not."

    def questions(self, fact: Fact, index: DeckIndex) -> Iterator[Question]:
        """Yield a question for each card whose answer is short."""
        for card in cards_in(fact, index):
            forward = card.direction is Direction.FORWARD
            for stem, response in (_forward if forward else _reverse)(fact, card, index):
                yield present(self.name, fact, card, index, stem=stem, response=response)


def _reverse(fact: Fact, _: CardKey, index: DeckIndex) -> Iterator[tuple[str, Typed]]:
    accepted = fronts(fact, index)
    if accepted and is_short(accepted[0]):
        table = index.table(fact.shape.relation) if isinstance(fact.shape, Link) else None
        siblings = table.subject_texts if table else ()
        key = accepted_key(accepted, index, siblings=siblings)
        yield stem_back(fact, index), Typed(key=key)


def _forward(fact: Fact, card: CardKey, index: DeckIndex) -> Iterator[tuple[str, Typed]]:
    match fact.shape:
        case Pair(ask=ask, answer=answer, also=also):
            yield from _text(ask, (answer, *also), fact.wrong, index)
        case Statement() as statement:
            blank = blank_of(statement, card)
            stem = index.wording.with_gap(statement, blank)
            wrong = blank.wrong + fact.wrong
            yield from _text(stem, (blank.text, *blank.also), wrong, index)
        case Number(value=value, unit=unit, tolerance=tolerance) as number:
            if figure(value):
                key = NumberKey(value=value, unit=unit, tolerance=tolerance)
                yield index.wording.question_for_figure(fact, number), Typed(key=key)
        case Steps(steps=steps):
            if len(steps) <= _ALL and all(map(is_short, steps)):
                yield index.wording.question(fact, None), Typed(key=_in_order(steps))
        case Link(values=(value,), one=True, relation=relation):
            stem = index.wording.question(fact, index.relation(fact))
            siblings = index.table(relation).object_texts
            yield from _text(stem, (value.text, *value.also), fact.wrong, index, siblings)
        case Link() as link:
            yield from _values(fact, link, index)
        case Term():
            pass
        case _:
            assert_never(fact.shape)


def _text(
    stem: str,
    right: tuple[str, ...],
    wrong: tuple[Wrong, ...],
    index: DeckIndex,
    siblings: tuple[str, ...] = (),
) -> Iterator[tuple[str, Typed]]:
    if is_short(right[0]):
        accepted = accepted_forms(right[0], right[1:], index, stem)
        key = accepted_key(accepted, index, wrong, siblings)
        yield stem, Typed(key=key)


def _values(fact: Fact, link: Link, index: DeckIndex) -> Iterator[tuple[str, Typed]]:
    """Ask for all of a short complete list, and for some of any other."""
    if not all(is_short(value.text) for value in link.values):
        return
    every = link.complete and len(link.values) <= _ALL
    at_least = len(link.values) if every else min(_SOME, len(link.values))
    stem = index.wording.question_for_some(fact, link, index.relation(fact), at_least)
    values = tuple(accepted_forms(value.text, value.also, index, stem) for value in link.values)
    siblings = index.table(link.relation).object_texts
    wrong = (it.text for it in fact.wrong)
    others = index.spelling.others(chain(*values), wrong, siblings)
    key = ListKey(values=values, at_least=at_least, complete=link.complete, others=others)
    yield stem, Typed(key=key)


def _in_order(steps: tuple[str, ...]) -> ListKey:
    values = tuple((step,) for step in steps)
    return ListKey(values=values, at_least=len(steps), ordered=True, complete=True)
