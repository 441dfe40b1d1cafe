"""``reverse``: the other way round; the learner answers aloud and rates themselves."""

from collections.abc import Iterator

from quizgen.cards import cards_in
from quizgen.distractors import DeckIndex
from quizgen.kinds.context import fronts, present, stem_back
from quizgen.model import Direction, Fact, Question, Recall


class ReverseKind:
    """Asks the reverse card openly: for the term of a meaning, for the country of a capital."""

    name = "reverse"
    summary = "The other way round: say which term or thing it is, then look and rate yourself."
    needs = "a term, a row of a one-to-one table, or `reverse: true`; and few that share the answer"

    def usual(self, _: Fact) -> bool:
        """Tell whether a fact is asked so without being told to."""
        return True

    def questions(self, fact: Fact, index: DeckIndex) -> Iterator[Question]:
        """Yield the question of the reverse card."""
        for card in cards_in(fact, index):
            if card.direction is Direction.REVERSE and (found := fronts(fact, index)):
                stem = stem_back(fact, index)
                response = Recall(answer=found[0], also=found[1:])
                yield present(self.name, fact, card, index, stem=stem, response=response)
