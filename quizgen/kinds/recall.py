"""``recall``: the question as it stands; the learner answers aloud and rates themselves."""

from collections.abc import Iterator
from typing import assert_never

from quizgen.cards import cards_in
from quizgen.distractors import DeckIndex
from quizgen.kinds.context import accepted_forms, present
from quizgen.model import (
    Direction,
    Fact,
    Link,
    Number,
    Pair,
    Question,
    Recall,
    Statement,
    Steps,
    Term,
)
from quizgen.wording import quantity


class RecallKind:
    """Asks the forward card openly; a statement's blanks are asked by ``cloze``."""

    name = "recall"
    summary = "Say the answer to yourself, then look and rate yourself."
    needs = "a fact other than a statement"

    def usual(self, _: Fact) -> bool:
        """Tell whether a fact is asked so without being told to."""
        return True

    def questions(self, fact: Fact, index: DeckIndex) -> Iterator[Question]:
        """Yield the question of the forward card."""
        if isinstance(fact.shape, Statement):
            return
        for card in cards_in(fact, index):
            if card.direction is Direction.FORWARD:
                stem = index.wording.question(fact, index.relation(fact))
                response = _answer(fact, stem, index)
                yield present(self.name, fact, card, index, stem=stem, response=response)


def _answer(fact: Fact, stem: str, index: DeckIndex) -> Recall:
    also: tuple[str, ...] = ()
    match fact.shape:
        case Pair(answer=answer, also=also):
            pass
        case Term(means=answer) | Statement(say=answer):
            pass
        case Number(value=value, unit=unit):
            answer = quantity(value, unit)
        case Steps(steps=steps):
            answer = index.wording.in_order(steps)
        case Link(values=(value,)):
            answer, *others = accepted_forms(value.text, value.also, index, stem)
            also = tuple(others)
        case Link(values=values):
            answer = index.wording.joined(value.text for value in values)
        case _:
            assert_never(fact.shape)
    return Recall(answer=answer, also=also)
