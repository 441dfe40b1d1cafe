"""Which texts are proven wrong and are still no options of a card's choice question."""

from collections.abc import Sequence

from quizgen.cards import CardKey
from quizgen.distractors import DeckIndex, gaps, refusals
from quizgen.explanation.parts import Refused
from quizgen.kinds.choice import ChoiceKind
from quizgen.model import Fact, Option, question_id


def refused(
    card: CardKey, fact: Fact, index: DeckIndex, options: Sequence[Option] = ()
) -> tuple[Refused, ...]:
    """Return what is no option beside those of a question; without options, beside the key."""
    question = question_id(card.id, ChoiceKind.name)
    keys = {option.text for option in options if option.correct}
    wrong = {option.text for option in options if not option.correct}
    for gap in gaps(fact, card.direction, card.slot, question, index):
        if gap.key in keys or not keys:
            found = refusals(gap, wrong, index)
            return tuple(Refused(text=text, why=str(why)) for text, why in found)
    return ()
