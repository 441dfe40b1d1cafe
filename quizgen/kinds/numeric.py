"""``numeric``: the learner types a figure; the program knows units and tolerance."""

from collections.abc import Iterator

from quizgen.cards import cards_in
from quizgen.distractors import DeckIndex, figure
from quizgen.kinds.context import is_figure, present
from quizgen.model import Direction, Fact, Link, Number, NumberKey, Question, Typed


class NumericKind:
    """Asks for a number, for the value of a table that is a figure, or for how long a list is."""

    name = "numeric"
    summary = "Type a figure; it may be given in another unit."
    needs = "a number, a value that is a figure, or a complete list"

    def usual(self, fact: Fact) -> bool:
        """Tell whether a fact is asked so without being told to: how many there are is not."""
        return not isinstance(fact.shape, Link) or is_figure(fact.shape)

    def questions(self, fact: Fact, index: DeckIndex) -> Iterator[Question]:
        """Yield a question for the forward card."""
        for card in cards_in(fact, index):
            if card.direction is Direction.FORWARD and (found := _asked(fact, index)):
                stem, key = found
                yield present(self.name, fact, card, index, stem=stem, response=Typed(key=key))


def _asked(fact: Fact, index: DeckIndex) -> tuple[str, NumberKey] | None:
    wording = index.wording
    match fact.shape:
        case Number(value=value, unit=unit, tolerance=tolerance) as number if figure(value):
            key = NumberKey(value=value, unit=unit, tolerance=tolerance)
            return wording.question_for_figure(fact, number), key
        case Link(values=(value,)) as link if is_figure(link):
            return wording.question(fact, index.relation(fact)), NumberKey(value=value.text)
        case Link(subject=subject, relation=relation, values=values) as link:
            # Facts that contradict a complete list make its length unsure.
            if link.complete and len(set(index.known(link).objects)) == len(values) > 1:
                stem = wording.say("ask how many", subject=subject, relation=relation)
                return stem, NumberKey(value=str(len(values)))
        case _:
            pass
    return None
