"""What answers the cards of a sheet, and what its stems say: neither may give the other away."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import assert_never

from quizgen.distractors import fold
from quizgen.model import (
    AcceptedKey,
    CardId,
    Choice,
    Deck,
    Link,
    ListKey,
    Match,
    NumberKey,
    Order,
    Question,
    Recall,
    Typed,
)
from quizgen.wording import quantity

_PHRASE = 4
"""Words of a key that is looked for in other stems."""

_TELLING = 3
"""Letters from which a key in another stem gives something away."""


class Answers:
    """What answers each card."""

    def __init__(self, questions: Iterable[Question], decks: Iterable[Deck]) -> None:
        """Group the questions by card; keys are looked at when they are needed."""
        self._asked: dict[CardId, list[Question]] = {}
        for question in questions:
            self._asked.setdefault(question.card, []).append(question)
        self._links = {
            (deck.id, fact.id): fact.shape
            for deck in decks
            for fact in deck.facts
            if isinstance(fact.shape, Link)
        }
        self._known: dict[CardId, frozenset[str]] = {}

    def of(self, card: CardId) -> frozenset[str]:
        """Return the folded keys of a card that another stem could give away."""
        known = self._known.get(card)
        if known is None:
            texts = (text for question in self._asked[card] for text in self._texts(question))
            known = self._known[card] = frozenset(filter(_is_telling, map(fold, texts)))
        return known

    def facts_of(self, question: Question) -> frozenset[tuple[str, str]]:
        """Return the facts that a question asks for: several where pairs are to be found."""
        asked = {(question.deck, question.fact)}
        if isinstance(question.response, Match):
            for subject, _ in question.response.pairs:
                asked |= self._by_subject.get((question.deck, question.relation, subject), set())
        return frozenset(asked)

    @cached_property
    def _by_subject(self) -> Mapping[tuple[str, str, str], set[tuple[str, str]]]:
        found: dict[tuple[str, str, str], set[tuple[str, str]]] = {}
        for (deck, fact), link in self._links.items():
            found.setdefault((deck, link.relation, link.subject), set()).add((deck, fact))
        return found

    def _texts(self, question: Question) -> Iterable[str]:
        """Return the keys of a question; a statement's are the objects that make it true."""
        if question.kind != "true-false":
            return _key_texts(question)
        link = self._links.get((question.deck, question.fact))
        return (value.text for value in link.values) if link else ()


def _is_telling(key: str) -> bool:
    """Tell whether a folded key is long and short enough to be met in a stem."""
    return len(key) >= _TELLING and len(key.split()) <= _PHRASE


def _key_texts(question: Question) -> tuple[str, ...]:
    response = question.response
    match response:
        case Recall(answer=answer, also=also):
            return (answer, *also)
        case Typed(key=key):
            return _typed_texts(key)
        case Choice(options=options):
            return tuple(it.text for it in options if it.correct)
        case Order() | Match():
            return ()
        case _:
            assert_never(response)


def _typed_texts(key: AcceptedKey | NumberKey | ListKey) -> tuple[str, ...]:
    match key:
        case AcceptedKey(accepted=accepted):
            return accepted
        case NumberKey(value=value, unit=unit):
            return (quantity(value, unit),)
        case ListKey(values=values):
            return tuple(value[0] for value in values)
        case _:
            assert_never(key)


def phrases(stem: str) -> Iterator[str]:
    """Yield the runs of a few words in a stem."""
    words = fold(stem).split()
    for length in range(1, _PHRASE + 1):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])
