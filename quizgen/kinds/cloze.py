"""``cloze``: a sentence with a gap; the learner fills it aloud and rates themselves."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import assert_never

from quizgen.cards import CardKey, cards_in
from quizgen.distractors import DeckIndex, gaps
from quizgen.kinds.context import accepted_forms, blank_of, present
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
from quizgen.wording import GAP, quantity


class ClozeKind:
    """Hides one blank of a statement, the value in the sentence of another fact, or a step."""

    name = "cloze"
    summary = "Say what belongs in the gap of a sentence, then look and rate yourself."
    needs = "a statement, or a sentence with one value in it"

    def usual(self, fact: Fact) -> bool:
        """Tell whether a fact is asked so without being told to.

        A gap in the sentence of anything but a statement asks the same as its question does.
        """
        return isinstance(fact.shape, Statement)

    def questions(self, fact: Fact, index: DeckIndex) -> Iterator[Question]:
        """Yield a question for each blank."""
        for card in cards_in(fact, index):
            if card.direction is Direction.FORWARD:
                for stem, text, also in _gap(fact, card, index):
                    answer, *others = accepted_forms(text, also, index, stem)
                    response = Recall(answer=answer, also=tuple(others))
                    yield present(self.name, fact, card, index, stem=stem, response=response)


def _gap(fact: Fact, card: CardKey, index: DeckIndex) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the sentence with its gap, and what belongs there."""
    match fact.shape:
        case Statement() as statement:
            blank = blank_of(statement, card)
            yield index.wording.with_gap(statement, blank), blank.text, blank.also
            return
        case Steps(steps=steps) as procedure:
            for gap in islice(gaps(fact, card.direction, "", card.id, index), 1):
                shown = (GAP if step == gap.key else step for step in steps)
                yield _line(procedure, shown, index), gap.key, ()
            return
        case Link(values=(value,)):
            text, also = value.text, value.also
        case Term(means=text):
            also = ()
        case Number(value=figure, unit=unit):
            text, also = quantity(figure, unit), ()
        case Link() | Pair():
            return
        case _:
            assert_never(fact.shape)
    stem = index.wording.assertion(fact, index.relation(fact), GAP)
    if GAP in stem:
        yield stem, text, also


def _line(procedure: Steps, shown: Iterable[str], index: DeckIndex) -> str:
    steps = index.wording.in_order(shown)
    return index.wording.sentence("say steps", subject=procedure.subject, steps=steps)
