"""Which fact a card of the log belongs to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizgen.model import CardId, Deck, Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A fact in its deck."""

    deck: Deck
    fact: Fact

    @property
    def key(self) -> str:
        """Deck and fact in one, as card ids begin."""
        return f"{self.deck.id}/{self.fact.id}"


class Places:
    """The facts of some decks, found by the ids of their cards.

    A card need not be made any more: what was answered to a retired fact, or to one that was asked
    the other way round once, is still about that fact.
    """

    def __init__(self, decks: Sequence[Deck], topics: Iterable[str] = ()) -> None:
        """Take the facts of some topics, in whatever case; none named means all."""
        wanted = {topic.casefold() for topic in topics}
        self._facts = {
            place.key: place
            for deck in decks
            for place in (Place(deck=deck, fact=fact) for fact in deck.facts)
        }
        self._left_out = {
            key
            for key, place in self._facts.items()
            if wanted and place.fact.topic.casefold() not in wanted
        }

    def find(self, card: CardId) -> Place | None:
        """Return the fact of a card; ``None`` where it is gone, or of a topic that is left out."""
        fact = _fact_of(card)
        return None if fact in self._left_out else self._facts.get(fact)

    def is_gone(self, card: CardId) -> bool:
        """Tell whether no deck has the fact of a card."""
        return _fact_of(card) not in self._facts


def _fact_of(card: CardId) -> str:
    """Return a card's id without the direction and slot at its end."""
    return card.rpartition("/")[0]
