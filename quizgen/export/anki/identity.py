"""Which note is which, for ever.

A note's key is the id of its card, or of its question where the form is made on request. It is
told by the fact's first id, so that a renamed fact keeps its notes. Guid and Anki's own ids come
from the key alone.
"""

import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from quizgen.cards import CardKey, cards_in
from quizgen.distractors import DeckIndex
from quizgen.export.anki.lock import Lock, parse_lock
from quizgen.model import CardId, Deck, Direction, Fact, Question, Statement
from quizgen.problems import DeckError

HOME_KINDS = ("recall", "reverse", "cloze")
"""Kinds that a card's own note may be made of; every other one gets a note beside it."""

_KEY = re.compile(r"(?P<card>.+/(?:forward|reverse)(?:#[^/]*)?)(?:/(?P<kind>[^/#]+))?")


def guid(key: str) -> str:
    """Return the guid of a note; Anki finds the learner's copy by it."""
    return urlsafe_b64encode(sha256(f"quizgen note\n{key}".encode()).digest()[:15]).decode()


def deck_number(deck: str) -> int:
    """Return a deck's id inside a package; Anki goes by the name and gives one of its own."""
    return 1_000_000_000_000 + int.from_bytes(sha256(deck.encode()).digest()[:5])


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The keys of one deck's notes."""

    deck: str
    #: Fact id → the first id that it had, where that is another one.
    first: Mapping[str, str]
    facts: Mapping[str, Fact]
    #: Card keys of all facts in the deck's order, retired ones too → fact id.
    cards: Mapping[str, str]

    def of(self, question: Question) -> str:
        """Return a question's note key."""
        card = self.card_of(question)
        return card if self._at_home(question) else f"{card}/{question.kind}"

    def card_of(self, question: Question) -> str:
        """Return the key of a question's card, by the first id of its fact."""
        first = self.first.get(question.fact)
        return _moved(question.card, self.deck, question.fact, first) if first else question.card

    def card_ids(self) -> dict[str, CardId]:
        """Return the ids that the cards have now, by their keys."""
        return {
            key: _moved(key, self.deck, self.first[fact], fact) if fact in self.first else key
            for key, fact in self.cards.items()
        }

    def fact_of(self, key: str) -> str | None:
        """Return the fact whose card a key belongs to, if the deck still has it."""
        found = _KEY.fullmatch(key)
        return self.cards.get(found["card"]) if found else None

    def _at_home(self, question: Question) -> bool:
        fact = self.facts.get(question.fact)
        return (
            question.kind in HOME_KINDS if fact is None else question.kind == _home(question, fact)
        )


def _home(question: Question, fact: Fact) -> str:
    if question.direction is Direction.REVERSE:
        return "reverse"
    return "cloze" if isinstance(fact.shape, Statement) else "recall"


def keys_of(deck_id: str, deck: Deck | None, lock: Lock) -> Keys:
    """Work out the keys of a deck's notes; without the deck, from the questions alone."""
    if deck is None:
        return Keys(deck=deck_id, first={}, facts={}, cards={})
    renamed = [fact for fact in deck.facts if fact.was]
    locked = _locked_facts(lock.notes, deck_id) if renamed else frozenset()
    first = {fact.id: _first_id(fact, locked) for fact in renamed}
    cards = {
        _moved(card.id, deck_id, fact.id, first.get(fact.id, fact.id)): fact.id
        for fact, card in _cards(deck)
    }
    return Keys(
        deck=deck_id, first=first, facts={fact.id: fact for fact in deck.facts}, cards=cards
    )


def revived(deck: Deck) -> Deck:
    """Return a deck in which no fact is retired."""
    return replace(deck, facts=tuple(replace(fact, retired=False) for fact in deck.facts))


def _cards(deck: Deck) -> Iterator[tuple[Fact, CardKey]]:
    """Yield all cards: of facts in use as the deck makes them, of retired ones as it made them."""
    index = DeckIndex(deck)
    before = DeckIndex(revived(deck)) if any(fact.retired for fact in deck.facts) else index
    for fact in deck.facts:
        if fact.retired:
            cards = cards_in(replace(fact, retired=False), before)
        else:
            cards = cards_in(fact, index)
        for card in cards:
            yield fact, card


def card_parts(key: str, deck: str) -> tuple[str, str]:
    """Split a key into the fact's id and its side, as ``forward`` or ``forward#slot``."""
    found = _KEY.fullmatch(key)
    fact, _, side = (found["card"] if found else "").removeprefix(f"{deck}/").rpartition("/")
    return fact, side


def parts_of(key: str) -> tuple[str, str] | None:
    """Split a key into its card's and the kind; that of a card's own note is empty."""
    found = _KEY.fullmatch(key)
    return (found["card"], found["kind"] or "") if found else None


def kind_of(key: str) -> str:
    """Return the kind that a key names, or nothing for a card's own note."""
    found = _KEY.fullmatch(key)
    return (found["kind"] or "") if found else ""


def _moved(card: str, deck: str, fact: str, first: str) -> str:
    return f"{deck}/{first}{card.removeprefix(f'{deck}/{fact}')}"


def _first_id(fact: Fact, locked: frozenset[str]) -> str:
    """Prefer an id that the lock knows: learners have notes under it."""
    known = [name for name in (fact.id, *fact.was) if name in locked]
    return known[0] if known else fact.was[0]


def locked_ids(text: str, deck: str) -> frozenset[str]:
    """Return the ids of the facts that a lock knows; none where it is damaged or another deck's."""
    try:
        return _locked_facts(parse_lock(text, deck).notes, deck)
    except DeckError:
        return frozenset()


def _locked_facts(keys: Iterable[str], deck: str) -> frozenset[str]:
    return frozenset(card_parts(key, deck)[0] for key in keys if _KEY.fullmatch(key))
