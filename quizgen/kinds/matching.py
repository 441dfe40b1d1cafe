"""``matching``: find what goes with what, among the rows of a table."""

from collections.abc import Iterator
from itertools import islice

from quizgen.cards import CardKey, cards_in
from quizgen.distractors import DeckIndex, digest
from quizgen.kinds.context import present, siblings_of
from quizgen.model import Direction, Fact, Link, Match, Question, question_id

_NAME = "matching"

_MOST = 5
_FEWEST = 4
"""Pairs of a question."""


class MatchingKind:
    """Asks for the objects of several subjects, each of which is proven wrong for the others."""

    name = _NAME
    summary = "Match four or five things with what belongs to each."
    needs = "a table of four rows or more, each with one value that is wrong of the others"

    def usual(self, _: Fact) -> bool:
        """Tell whether a fact is asked so without being told to: one question takes many facts."""
        return False

    def questions(self, fact: Fact, index: DeckIndex) -> Iterator[Question]:
        """Yield a question for the forward card of a row with exactly one value."""
        link = fact.shape
        if not isinstance(link, Link) or not link.one:
            return
        for card in cards_in(fact, index):
            if card.direction is Direction.FORWARD and (pairs := _pairs(fact, link, card, index)):
                response = Match(pairs=pairs)
                stem = index.wording.question_for_pairs(index.table(link.relation).relation)
                yield present(_NAME, fact, card, index, stem=stem, response=response)


def _pairs(fact: Fact, link: Link, card: CardKey, index: DeckIndex) -> tuple[tuple[str, str], ...]:
    question = question_id(card.id, _NAME)
    siblings = islice(siblings_of(fact, link, index), _MOST)
    found = [(it.subject, it.value.text) for it in siblings]
    if len(found) < _FEWEST:
        return ()
    return tuple(sorted(found, key=lambda pair: digest(question, pair[0])))
