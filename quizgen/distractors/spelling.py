"""Which other names of a deck a typed answer must not be taken for."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from quizgen.distractors.names import Names
from quizgen.model import Deck, Fact, Link, Pair, Statement, Steps, Term

_FEW = 40
"""Names that are few enough for all of them to count, however they are spelt."""

_WINDOW = 5
"""Words looked at on either side of a word, by its beginning and by its end."""

_TELLING = 4
"""Letters of a word that can be misspelt into another."""

_NEAR = 3
"""Letters that two words may differ in, all in one place."""

_LONGEST = 4
"""Words of a name that is typed."""


class Spelling:
    """The short names of a deck, to be looked up by how they are spelt."""

    def __init__(self, deck: Deck, names: Names) -> None:
        """Keep the deck; the look-up is built on its first use."""
        self._deck = deck
        self._meaning = names
        self._near: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(sorted({name for name in _names(self._deck) if is_short(name)}))

    def others(
        self, accepted: Iterable[str], wrong: Iterable[str] = (), siblings: Collection[str] = ()
    ) -> tuple[str, ...]:
        """Return names of other things that a reply may be: none of them is a misspelling.

        They are the names spelt much like these, the given wrong ones, and, where they are few,
        what else answers such a question: the siblings, or the deck's terms and things.
        """
        canonical = self._meaning.canonical
        accepted = tuple(accepted)
        found = {*self._like(accepted), *wrong}
        if len(siblings) <= _FEW:
            found.update(siblings or self._glossary)
        own = set(map(canonical, accepted))
        return tuple(sorted(it for it in found if is_short(it) and canonical(it) not in own))

    def same_but_for_case(self, text: str) -> bool:
        """Tell whether the deck spells another symbol with the same letters, as Co and CO."""
        spellings = self._symbols.get(text.casefold(), ())
        return any(other != text for other in spellings)

    @cached_property
    def _symbols(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for name in self._names:
            if len(name) < _TELLING and not name.islower():
                found.setdefault(name.casefold(), set()).add(name)
        return found

    @cached_property
    def _glossary(self) -> tuple[str, ...]:
        """The names of things and terms, if they are few."""
        names = {name for name in _glossary(self._deck) if is_short(name)}
        return tuple(sorted(names)) if len(names) <= _FEW else ()

    def _like(self, texts: Iterable[str]) -> Iterator[str]:
        for text in texts:
            for word in _words(self._meaning.fold(text)):
                for near in self._near_words(word):
                    yield from self._by_word[near]

    def _near_words(self, word: str) -> tuple[str, ...]:
        known = self._near.get(word)
        if known is None:
            begin = _around(self._forwards, word)
            end = (found[::-1] for found in _around(self._backwards, word[::-1]))
            known = self._near[word] = tuple(
                other for other in {*begin, *end} if other != word and _alike(word, other)
            )
        return known

    @cached_property
    def _by_word(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self._names:
            for word in set(_words(self._meaning.fold(name))):
                names = found.setdefault(word, [])
                if len(names) < _WINDOW:
                    names.append(name)
        return found

    @cached_property
    def _forwards(self) -> list[str]:
        return sorted(self._by_word)

    @cached_property
    def _backwards(self) -> list[str]:
        return sorted(word[::-1] for word in self._by_word)


def is_short(text: str) -> bool:
    """Tell whether a text can fairly be typed from memory: a few words, no formula."""
    return 0 < len(text.split()) <= _LONGEST and "$" not in text and text[-1:] not in {".", "?"}


def _names(deck: Deck) -> Iterator[str]:
    yield from _glossary(deck)
    for fact in deck.facts:
        yield from _names_in(fact)


def _glossary(deck: Deck) -> Iterator[str]:
    for thing in deck.things.values():
        yield from (thing.name, *thing.also)
    for fact in deck.facts:
        if isinstance(fact.shape, Term):
            yield from (fact.shape.term, *fact.shape.also)


def _names_in(fact: Fact) -> tuple[str, ...]:
    match fact.shape:
        case Pair(answer=answer, also=also):
            return (answer, *also)
        case Link(subject=subject, values=values):
            return (subject, *(text for value in values for text in (value.text, *value.also)))
        case Statement(blanks=blanks):
            return tuple(blank.text for blank in blanks)
        case Steps(steps=steps):
            return steps
        case _:
            return ()


def _words(folded: str) -> Iterator[str]:
    """List the words that can be misspelt into others; figures must be exact anyway."""
    return (word for word in folded.split() if len(word) >= _TELLING and word.isalpha())


def _around(ordered: list[str], word: str) -> list[str]:
    at = bisect_left(ordered, word)
    return ordered[max(0, at - _WINDOW) : at + _WINDOW + 1]


def _alike(one: str, other: str) -> bool:
    """Tell whether two words differ in a few neighbouring letters only."""
    shorter, longer = sorted((len(one), len(other)))
    if longer - shorter > _NEAR:
        return False
    head = 0
    while head < shorter and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < shorter - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    return longer - head - tail <= _NEAR
