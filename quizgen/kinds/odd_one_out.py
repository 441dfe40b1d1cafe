"""``odd-one-out``: all options but one are on a list; the key is proven not to be."""

from collections.abc import Iterator
from itertools import islice

from quizgen.cards import CardKey, cards_in
from quizgen.distractors import MOST, DeckIndex, distractors, gaps, in_stable_order
from quizgen.kinds.context import members_of, present
from quizgen.model import (
    Choice,
    Direction,
    Fact,
    Link,
    Option,
    Proof,
    ProofTag,
    Question,
    question_id,
)

_NAME = "odd-one-out"


class OddOneOutKind:
    """Asks which of four options is not on a list with three members or more."""

    name = _NAME
    summary = "Find the one option that does not belong; it is proven not to."
    needs = "a list of three values or more, and something that is proven not to be on it"

    def usual(self, _: Fact) -> bool:
        """Tell whether a fact is asked so without being told to: a negative question is not."""
        return False

    def questions(self, fact: Fact, index: DeckIndex) -> Iterator[Question]:
        """Yield a question for the forward card of a list."""
        link = fact.shape
        if not isinstance(link, Link) or len(link.values) < MOST:
            return
        for card in cards_in(fact, index):
            if card.direction is Direction.FORWARD and (found := _odd_one(fact, card, index)):
                key, members = found
                options = in_stable_order(question_id(card.id, _NAME), [key, *members])
                summary = index.wording.summary(fact, index.relation(fact))
                yield present(
                    _NAME,
                    fact,
                    card,
                    index,
                    stem=index.wording.say(
                        "ask odd one", subject=link.subject, relation=link.relation
                    ),
                    response=Choice(options=options),
                    besides=" ".join(filter(None, (key.why, summary))),
                )


def _odd_one(
    fact: Fact, card: CardKey, index: DeckIndex
) -> tuple[Option, tuple[Option, ...]] | None:
    """Return what is not on the list, and members of it."""
    question = question_id(card.id, _NAME)
    found = tuple(gaps(fact, card.direction, card.slot, question, index))
    members = tuple(islice(members_of(found, index), MOST))
    if len(members) < MOST:
        return None
    for wrong in distractors(members[0], index):
        key = Option(text=wrong.text, correct=True, why=wrong.why)
        return key, tuple(_member(fact, gap.key, index) for gap in members)
    return None


def _member(fact: Fact, text: str, index: DeckIndex) -> Option:
    said = index.wording.assertion(fact, index.relation(fact), text)
    return Option(
        text=text, correct=False, proof=Proof(tag=ProofTag.STATED, because=said), why=said
    )
