"""``true-false``: a sentence that is the fact itself, or the fact with one thing exchanged."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from quizgen.cards import CardKey, cards_in
from quizgen.distractors import DeckIndex, digest, distractors, gaps, ladder
from quizgen.kinds.context import blank_of, other_values, present
from quizgen.model import (
    Choice,
    Direction,
    Fact,
    Number,
    Option,
    Pair,
    Proof,
    ProofTag,
    Question,
    QuestionId,
    Statement,
    Steps,
    question_id,
)
from quizgen.wording import Wording, quantity, sentence

_NAME = "true-false"

_TRIED = 3
"""Values of a list that are tried for one with a proven wrong option."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Exchange:
    """What is right in one place of a sentence, and what is proven wrong there."""

    right: str
    wrong: Option
    #: Of a step, the one before it.
    previous: str = ""


class TrueFalseKind:
    """Asks of a fact with a proven wrong option whether a sentence is true.

    One question per fact: the true sentence would be the same for each blank.
    """

    name = _NAME
    summary = "Tell whether a sentence is true; a false one has one thing exchanged."
    needs = "a proven wrong option, and a sentence; a question with its answer makes none"

    def usual(self, _: Fact) -> bool:
        """Tell whether a fact is asked so without being told to."""
        return True

    def questions(self, fact: Fact, index: DeckIndex) -> Iterator[Question]:
        """Yield a question for the first forward card that can be asked so."""
        if isinstance(fact.shape, Pair):
            return
        for card in cards_in(fact, index):
            exchange = _exchange(fact, card, index)
            if card.direction is Direction.FORWARD and exchange:
                yield _question(fact, card, exchange, index)
                return


def _exchange(fact: Fact, card: CardKey, index: DeckIndex) -> _Exchange | None:
    question = question_id(card.id, _NAME)
    for gap in islice(gaps(fact, card.direction, card.slot, question, index), _TRIED):
        for option in distractors(gap, index):
            return _Exchange(right=gap.key, wrong=option, previous=gap.previous)
    if isinstance(fact.shape, Number):
        return _figure(fact, fact.shape, question, index)
    return None


def _figure(fact: Fact, number: Number, question: QuestionId, index: DeckIndex) -> _Exchange | None:
    contested = {index.names.canonical(text) for text in fact.never}
    rungs = ladder(number, question, 2, index.wording)
    wrong = [it for it in rungs if not it.correct]
    if not wrong or index.names.canonical(wrong[0].text) in contested:
        return None
    return _Exchange(right=quantity(number.value, number.unit), wrong=wrong[0])


def _question(fact: Fact, card: CardKey, exchange: _Exchange, index: DeckIndex) -> Question:
    true = bool(digest(question_id(card.id, _NAME), "true")[0] & 1)
    text = exchange.right if true else exchange.wrong.text
    said = _sentence(fact, card, text, exchange.previous, index)
    # What a true sentence says need not be said again.
    corrected = index.wording.summary(fact, index.relation(fact))
    # The reason speaks of what the sentence says, so it comes before the correction.
    parts = [other_values(fact, card, index)] if true else [exchange.wrong.why, corrected]
    return present(
        _NAME,
        fact,
        card,
        index,
        stem=index.wording.say("true or false", sentence=said),
        response=_options(exchange.wrong, index.wording, true=true),
        besides=" ".join(filter(None, parts)),
    )


def _sentence(fact: Fact, card: CardKey, text: str, previous: str, index: DeckIndex) -> str:
    if isinstance(fact.shape, Statement):
        blank = blank_of(fact.shape, card)
        return sentence(index.wording.with_text(fact.shape, blank, text))
    if isinstance(fact.shape, Steps):
        return index.wording.sentence(
            "say next step", subject=fact.shape.subject, previous=previous, object=text
        )
    return index.wording.assertion(fact, index.relation(fact), text)


def _options(wrong: Option, wording: Wording, *, true: bool) -> Choice:
    stated = Proof(tag=ProofTag.STATED, because=wording.say("because stated"))
    proof = stated if true else wrong.proof
    return Choice(
        options=(
            Option(text=wording.say("option true"), correct=true, proof=None if true else proof),
            Option(
                text=wording.say("option false"), correct=not true, proof=proof if true else None
            ),
        ),
        fixed=True,
    )
