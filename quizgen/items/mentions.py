"""Where options are named: in which other stems of a quiz each of them stands."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from quizgen.distractors.text import contains
from quizgen.items import words as english
from quizgen.items.item import Item
from quizgen.items.texts import Text, option_text, stem_text

_FEWEST = 2
"""Letters of an option that is looked for; a single one is everywhere."""


class Mentions:
    """Counts the stems that name an option, among those that may share a sheet with its item."""

    def __init__(self, items: Sequence[Item]) -> None:
        """Index the stems of a quiz by their words."""
        self._items = items
        self._stems = [stem_text(item.stem) for item in items]
        self._by_word: Mapping[str, list[int]] = defaultdict(list)
        for at, stem in enumerate(self._stems):
            for word in stem.bag:
                self._by_word[word].append(at)
        self._found: dict[str, _Places] = {}

    def count(self, at: int, option: Text) -> int:
        """Return how many other stems name an option of the item at a place."""
        places = self._places(option)
        if not places.total:
            return 0
        item = self._items[at]
        others = sum(places.sides[item.group].values()) - places.sides[item.group][item.side]
        return places.total - others - places.cards[_card(item, at)]

    def first(self, at: int, option: Text) -> Item | None:
        """Return the first other item whose stem names an option."""
        item = self._items[at]
        for other in self._places(option).at:
            found = self._items[other]
            together = found.group != item.group or found.side == item.side
            if together and _card(found, other) != _card(item, at):
                return found
        return None

    def _places(self, option: Text) -> "_Places":
        folded = option.folded
        if folded not in self._found:
            telling = len(folded) >= _FEWEST and not option.bag <= english.SMALL
            near = min((self._by_word.get(word, []) for word in option.words), key=len, default=[])
            at = [it for it in near if contains(self._stems[it].folded, folded)] if telling else []
            self._found[folded] = _Places(at, self._items)
        return self._found[folded]


class _Places:
    """Where an option stands, counted by what cannot share a sheet."""

    __slots__ = ("at", "cards", "sides", "total")

    def __init__(self, at: list[int], items: Sequence[Item]) -> None:
        self.at = at
        self.total = len(at)
        self.cards = Counter(_card(items[it], it) for it in at)
        self.sides: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for it in at:
            self.sides[items[it].group][items[it].side] += 1


def _card(item: Item, at: int) -> str | int:
    return item.card or at


def met(items: Sequence[Item]) -> Counter[str]:
    """Count in how many items of a quiz each option is offered, by its folded text."""
    return Counter(
        folded for item in items for folded in {option_text(text).folded for text in item.options}
    )
