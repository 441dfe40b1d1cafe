"""Cards by something that each has one of."""

from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

from quizgen.model import CardId

_Key = TypeVar("_Key")


class Index(Generic[_Key]):
    """Cards by a key that each has one of."""

    def __init__(self) -> None:
        """Begin without any."""
        self._cards: dict[_Key, set[CardId]] = {}
        self._keys: dict[CardId, _Key] = {}

    def cards(self, key: _Key) -> AbstractSet[CardId]:
        """The cards that have it."""
        return self._cards.get(key, frozenset())

    def put(self, card: CardId, key: _Key | None) -> None:
        """Say what a card has from now on."""
        before = self._keys.pop(card, None)
        if before is not None:
            self._cards[before].discard(card)
        if key is not None:
            self._keys[card] = key
            self._cards.setdefault(key, set()).add(card)
