"""``typed``: the learner types the answer and the program marks it."""

from collections.abc import Iterator
from typing import assert_never

from quizgen.cards import CardKey, cards_in
from quizgen.distractors import DeckIndex, gaps, is_short
from quizgen.kinds.context import (
    accepted_forms,
    accepted_key,
    blank_of,
    fronts,
    is_figure,
    present,
    stem_back,
)
from quizgen.model import (
    Direction,
    Fact,
    Link,
    Number,
    Pair,
    Question,
    Statement,
    Steps,
    Term,
    Typed,
    Wrong,
    question_id,
)

_NAME = "typed"


class TypedKind:
    """Asks for what is short enough to be typed fairly; never for a meaning."""

    name = _NAME
    summary = "Type the answer; a small misspelling is forgiven, another term is not."
    needs = "an answer short enough to type that is no list, no figure and no meaning of a term"

    def usual(self, fact: Fact) -> bool:
        """Tell whether a fact is asked so without being told to: steps are asked all at once."""
        return not isinstance(fact.shape, Steps)

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
        case Steps() as steps:
            yield from _next_step(fact, card, steps, index)
        case Link(values=(value,), one=True, relation=relation) as link if not is_figure(link):
            stem = index.wording.question(fact, index.relation(fact))
            siblings = index.table(relation).object_texts
            yield from _text(stem, (value.text, *value.also), fact.wrong, index, siblings)
        case Link() | Number() | Term():
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


def _next_step(
    fact: Fact, card: CardKey, steps: Steps, index: DeckIndex
) -> Iterator[tuple[str, Typed]]:
    """Ask for one of the steps by the one before it."""
    gap = next(gaps(fact, card.direction, card.slot, question_id(card.id, _NAME), index), None)
    if gap is not None:
        stem = index.wording.question_for_next(steps, gap.previous)
        yield from _text(stem, (gap.key,), (), index, steps.steps)
