"""``cloze``: a sentence with a gap; the learner fills it aloud and rates themselves."""

from collections.abc import Iterator

from quizgen.cards import CardKey, cards_in
from quizgen.distractors import DeckIndex
from quizgen.kinds.context import accepted_forms, blank_of, present
from quizgen.model import Direction, Fact, Link, Question, Recall, Statement
from quizgen.wording import GAP


class ClozeKind:
    """Hides one blank of a statement, or the one value of a fact that has a sentence (``say``)."""

    name = "cloze"
    summary = "Say what belongs in the gap of a sentence, then look and rate yourself."

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
    relation = index.relation(fact)
    match fact.shape:
        case Statement() as statement:
            blank = blank_of(statement, card)
            yield index.wording.with_gap(statement, blank), blank.text, blank.also
        case Link(values=(value,)) if index.wording.has_sentence(fact, relation):
            stem = index.wording.assertion(fact, relation, GAP)
            if GAP in stem:
                yield stem, value.text, value.also
        case _:
            pass
