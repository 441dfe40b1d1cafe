"""``choice``: one key among wrong options that are proven wrong."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from quizgen.cards import CardKey, cards_in
from quizgen.distractors import (
    MOST,
    DeckIndex,
    Gap,
    Offer,
    Shortage,
    by_size,
    gaps,
    in_stable_order,
    ladder,
    offer,
)
from quizgen.items import FLAWS, Item, Needs, flaws
from quizgen.kinds.context import blank_of, other_values, present, stem_back
from quizgen.model import (
    Choice,
    Direction,
    Fact,
    Number,
    Option,
    Question,
    QuestionId,
    Statement,
    Steps,
    question_id,
)
from quizgen.wording import GAP, quantity

_NAME = "choice"

_TRIED = 3
"""Values of a list that are tried as the key."""

_FROM_BAD_TO_WORSE = tuple(reversed(Shortage))

_OF_OPTIONS = frozenset(rule.code for rule in FLAWS if rule.needs is not Needs.STEM)
"""Flaws that other options may mend."""


class ChoiceKind:
    """Asks with four options, or three; where fewer are proven there is no question."""

    name = _NAME
    summary = "Choose one of three or four options; each wrong one is proven wrong."
    needs = "two proven wrong options"

    def usual(self, _: Fact) -> bool:
        """Tell whether a fact is asked so without being told to."""
        return True

    def questions(self, fact: Fact, index: DeckIndex) -> Iterator[Question]:
        """Yield a question for each card that has enough proven options."""
        for card in cards_in(fact, index):
            found = _offer(fact, card, index)
            if found.shortage is None:
                yield _question(fact, card, found, index)


def redraw(
    question: Question,
    fact: Fact,
    index: DeckIndex,
    order: Callable[[Gap], Iterable[str]],
) -> Question | None:
    """Return a question with the first wrong options of another order that will do, if any."""
    card = next(it for it in cards_in(fact, index) if it.id == question.card)
    response = question.response
    keys = (
        [it.text for it in response.options if it.correct] if isinstance(response, Choice) else []
    )
    for gap in gaps(fact, card.direction, card.slot, question.id, index):
        if gap.key in keys:
            found = _offer_for(replace(gap, texts=order(gap)), fact, card, index)
            return None if found.shortage else _question(fact, card, found, index)
    return None


def _question(fact: Fact, card: CardKey, found: Offer, index: DeckIndex) -> Question:
    response = _arranged(card, (Option(text=found.key, correct=True), *found.options))
    options = [option.text for option in response.options]
    stem = _stem(fact, card, index, found.previous, options)
    besides = other_values(fact, card, index)
    return present(_NAME, fact, card, index, stem=stem, response=response, besides=besides)


def shortage(fact: Fact, index: DeckIndex) -> Shortage | None:
    """Tell why a fact has no choice question; ``None`` where it has one, or is never asked so."""
    cards = cards_in(fact, index)
    if not cards or isinstance(fact.shape, Steps):
        return None
    found = {shortage_of(card, fact, index) for card in cards}
    return None if None in found else next(it for it in _FROM_BAD_TO_WORSE if it in found)


def shortage_of(card: CardKey, fact: Fact, index: DeckIndex) -> Shortage | None:
    """Tell why a card has no choice question, if so."""
    return _offer(fact, card, index).shortage


def _offer(fact: Fact, card: CardKey, index: DeckIndex) -> Offer:
    """Return the first good offer among the gaps, else the one that comes nearest to it."""
    question = question_id(card.id, _NAME)
    offers = []
    for gap in islice(gaps(fact, card.direction, card.slot, question, index), _TRIED):
        found = _offer_for(gap, fact, card, index)
        if found.shortage is None:
            return found
        offers.append(found)
    if isinstance(fact.shape, Number) and (rungs := _ladder(fact, fact.shape, question, index)):
        return rungs
    reasons = [found.shortage for found in offers]
    least = next((it for it in _FROM_BAD_TO_WORSE if it in reasons), Shortage.NONE)
    return Offer(shortage=least)


def _offer_for(gap: Gap, fact: Fact, card: CardKey, index: DeckIndex) -> Offer:
    worded = partial(_stem, fact, card, index, gap.previous)
    flawless = partial(_flawless, gap.key, worded, index.deck.language)
    return offer(gap, worded(()), index, flawless)


def _flawless(
    key: str, worded: Callable[[Sequence[str]], str], language: str, wrong: Sequence[str]
) -> bool:
    """Tell whether nothing about the surface of a key stands out among its wrong options."""
    texts = (key, *wrong)
    sizes = by_size(texts)
    shown = sorted(texts, key=lambda text: sizes[text].low) if sizes else texts
    stem = worded(shown)
    item = Item(
        id="",
        stem=stem,
        form="choice",
        options=tuple(shown),
        correct=(shown.index(key),),
        fixed=bool(sizes),
        gapped=GAP in stem,
        language=language,
    )
    return not any(flaw.code in _OF_OPTIONS for flaw in flaws(item))


def _ladder(fact: Fact, number: Number, question: QuestionId, index: DeckIndex) -> Offer | None:
    wrong = tuple(it for it in ladder(number, question, MOST + 1, index.wording) if not it.correct)
    contested = {index.names.canonical(text) for text in fact.never}
    if not wrong or any(index.names.canonical(it.text) in contested for it in wrong):
        return None
    return Offer(key=quantity(number.value, number.unit), options=wrong)


def _stem(
    fact: Fact, card: CardKey, index: DeckIndex, previous: str, options: Sequence[str] = ()
) -> str:
    if card.direction is Direction.REVERSE:
        return stem_back(fact, index)
    if isinstance(fact.shape, Statement):
        return index.wording.with_gap(fact.shape, blank_of(fact.shape, card), options)
    if isinstance(fact.shape, Steps):
        return index.wording.question_for_next(fact.shape, previous)
    return index.wording.question_for_options(fact, index.relation(fact))


def _arranged(card: CardKey, options: tuple[Option, ...]) -> Choice:
    """Put figures by size, and other options in the question's own order."""
    if sizes := by_size(it.text for it in options):
        ordered = sorted(options, key=lambda it: (sizes[it.text].low, sizes[it.text].high))
        return Choice(options=tuple(ordered), fixed=True)
    return Choice(options=in_stable_order(question_id(card.id, _NAME), options))
