"""``multi-select``: pick all that are right, among options that are proven wrong."""

from collections.abc import Iterator
from itertools import islice

from quizgen.cards import CardKey, cards_in
from quizgen.distractors import DeckIndex, digest, distractors, gaps, in_stable_order
from quizgen.kinds.context import members_of, other_values, present
from quizgen.model import Choice, Direction, Fact, Link, Option, Question, question_id

_NAME = "multi-select"

_SIZES = (5, 6)
"""Options of a question."""

_FEWEST = 2
"""Right options, and wrong ones, that there must be at least."""


class MultiSelectKind:
    """Asks which of some options are on a list; how many of them are says nothing."""

    name = _NAME
    summary = "Choose all that apply of five or six options; each wrong one is proven wrong."
    needs = "a list of two values or more, and two proven wrong options"

    def usual(self, _: Fact) -> bool:
        """Tell whether a fact is asked so without being told to."""
        return True

    def questions(self, fact: Fact, index: DeckIndex) -> Iterator[Question]:
        """Yield a question for the forward card of a list."""
        if not isinstance(fact.shape, Link) or len(fact.shape.values) < _FEWEST:
            return
        for card in cards_in(fact, index):
            if card.direction is Direction.FORWARD and (options := _options(fact, card, index)):
                yield present(
                    _NAME,
                    fact,
                    card,
                    index,
                    stem=index.wording.question_for_all(fact, fact.shape, index.relation(fact)),
                    response=Choice(options=options, several=True),
                    besides=other_values(fact, card, index),
                )


def _options(fact: Fact, card: CardKey, index: DeckIndex) -> tuple[Option, ...]:
    question = question_id(card.id, _NAME)
    found = tuple(gaps(fact, card.direction, card.slot, question, index))
    if len(found) < _FEWEST:
        return ()
    chance = digest(question, "size")
    size = _SIZES[chance[0] % len(_SIZES)]
    most_right = min(len(found), size - _FEWEST)
    count = _FEWEST + chance[1] % (most_right - _FEWEST + 1)
    right = [Option(text=gap.key, correct=True) for gap in members_of(found, index)][:count]
    wrong = list(islice(distractors(found[0], index), size - len(right)))
    if min(len(right), len(wrong)) < _FEWEST:
        return ()
    return in_stable_order(question, [*right, *wrong])
