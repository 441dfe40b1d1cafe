"""What the names of a deck mean: which name the same thing, what is part of what, and of what type.

A canonical name stands for a thing whatever it is called; two things that share a name count as
one here, for an option may not be right under any reading.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from quizgen.distractors.text import fold, singular
from quizgen.model import Deck, Link, Term

Canonical = str
"""The folded name that stands for all names of a thing."""

_LONGEST = 6
"""Words of a text that is still a name."""

_MOST_ABOVE = 60
"""Things that a thing may belong to; beyond, it is compared with nothing and never an option."""

_NONE: frozenset[Canonical] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Naming:
    """The names that one place of the deck gives to one thing, the main one first."""

    names: tuple[str, ...]
    #: Forms that name it too but are no answer of their own.
    forms: tuple[str, ...] = ()


class Names:
    """The names in a deck."""

    def __init__(self, deck: Deck) -> None:
        """Gather the names of things, of terms and of values."""
        self._folded: dict[str, str] = {}
        self._namings: dict[str, list[_Naming]] = {}
        self._parents: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        for naming in _namings(deck):
            self._add(naming)
        self._canonical = {name: self._root(name) for name in self._parents}
        self._variants: dict[Canonical, tuple[str, ...]] = {}
        for name, canonical in sorted(self._canonical.items()):
            self._variants[canonical] = (*self._variants.get(canonical, ()), name)
        self._types: dict[Canonical, set[Canonical]] = {}
        self._above: dict[Canonical, set[Canonical]] = {}
        for thing in deck.things.values():
            self._place(thing.name, thing.type, thing.part_of)
        self._ancestors: dict[Canonical, frozenset[Canonical]] = {}
        self._spaced: dict[Canonical, tuple[str, ...]] = {}
        self._kinds: dict[Canonical, frozenset[Canonical]] = {}

    def fold(self, text: str) -> str:
        """Fold a text, once."""
        folded = self._folded.get(text)
        if folded is None:
            folded = self._folded[text] = fold(text)
        return folded

    def canonical(self, text: str) -> Canonical:
        """Return what a name stands for."""
        folded = self.fold(text)
        return self._canonical.get(folded, folded)

    def variants(self, name: Canonical) -> tuple[str, ...]:
        """Return all folded names of a thing."""
        return self._variants.get(name, (name,))

    def others(self, text: str) -> tuple[str, ...]:
        """Return the other names that answer a question as well as this one does.

        A name that two things share stands for neither.
        """
        folded = self.fold(text)
        namings = self._namings.get(folded, ())
        main = [naming for naming in namings if self.fold(naming.names[0]) == folded]
        if not main and len({self.fold(naming.names[0]) for naming in namings}) > 1:
            return ()
        names = {name for naming in main or namings for name in naming.names}
        return tuple(sorted(name for name in names if self.fold(name) != folded))

    def types(self, name: Canonical) -> frozenset[Canonical]:
        """Return the types that the deck gives a thing, and theirs."""
        if name not in self._types:
            return _NONE
        known = self._kinds.get(name)
        if known is None:
            known = self._kinds[name] = frozenset(
                _closure(name, lambda it: self._types.get(it, ()))
            )
        return known

    def direct_types(self, name: Canonical) -> frozenset[Canonical]:
        """Return the types that the deck gives a thing itself."""
        return frozenset(self._types.get(name, ()))

    def ancestors(self, name: Canonical) -> frozenset[Canonical]:
        """Return everything that a thing is a part, a kind or an instance of.

        Its name counts: what the deck says of a colon goes for the sigmoid colon.
        """
        if not self._above:
            return _NONE
        known = self._ancestors.get(name)
        if known is None:
            known = self._ancestors[name] = frozenset(_closure(name, self._directly_above))
        return known

    def is_tangled(self, name: Canonical) -> bool:
        """Tell whether a thing belongs to so many others that they are not all followed."""
        return len(self.ancestors(name)) >= _MOST_ABOVE

    def _directly_above(self, name: Canonical) -> set[Canonical]:
        found = set(self._above.get(name, ()))
        for variant in self.variants(name):
            for run in _runs(variant):
                for form in (run, singular(run)):
                    named = self._canonical.get(form, form)
                    if named in self._above:
                        found.add(named)
        return found

    def overlap(self, one: Canonical, other: Canonical) -> bool:
        """Tell whether what is true of one thing may be true of the other for its name alone."""
        return (
            one == other
            or self.is_tangled(one)
            or self.is_tangled(other)
            or self.nested(one, other)
            or self.reaches(one, other)
            or self.reaches(other, one)
        )

    def reaches(self, name: Canonical, above: Canonical) -> bool:
        """Tell whether one thing belongs to another, or to a kind of it by its name.

        What is part of the sigmoid colon is part of a colon, whether the deck says so or not.
        """
        return any(above == whole or self.inside(above, whole) for whole in self.ancestors(name))

    def nested(self, one: Canonical, other: Canonical) -> bool:
        """Tell whether a name of one stands in one of the other as whole words, plural or not."""
        return self.inside(one, other) or self.inside(other, one)

    def inside(self, inner: Canonical, outer: Canonical) -> bool:
        """Tell whether a name of one thing stands in a name of the other."""
        theirs = self._words(outer)
        for name in self._words(inner):
            for other in theirs:
                if name in other:
                    return True
        return False

    def _words(self, name: Canonical) -> tuple[str, ...]:
        """Return all names of a thing in the singular, with a space before and after."""
        known = self._spaced.get(name)
        if known is None:
            names = self.variants(name)
            known = self._spaced[name] = tuple(f" {singular(variant)} " for variant in names)
        return known

    def _add(self, naming: _Naming) -> None:
        names = [self.fold(name) for name in (*naming.names, *naming.forms)]
        for name in names:
            self._parents.setdefault(name, name)
        for name in dict.fromkeys(names[: len(naming.names)]):
            self._namings.setdefault(name, []).append(naming)
        first = self._root(names[0])
        for name in names[1:]:
            # The least name stands for all, so that the order of the deck does not matter.
            first, root = sorted((first, self._root(name)))
            self._parents[root] = first

    def _root(self, name: str) -> str:
        while (parent := self._parents[name]) != name:
            self._parents[name] = name = self._parents[parent]
        return name

    def _place(self, text: str, type_: str, wholes: Iterable[str]) -> None:
        name = self.canonical(text)
        if type_:
            self._types.setdefault(name, set()).add(self.canonical(type_))
        for above in filter(None, (type_, *wholes)):
            self._above.setdefault(name, set()).add(self.canonical(above))


def _namings(deck: Deck) -> Iterator[_Naming]:
    """List what the deck calls its things; single names need no entry."""
    for thing in deck.things.values():
        yield _Naming(names=(thing.name, *thing.also), forms=tuple(filter(None, (thing.plural,))))
    for fact in deck.facts:
        match fact.shape:
            case Term(term=term, also=also) if also:
                yield _Naming(names=(term, *also))
            case Link(values=values):
                yield from (_Naming(names=(it.text, *it.also)) for it in values if it.also)
            case _:
                pass


def _closure(name: Canonical, above: Callable[[Canonical], Iterable[Canonical]]) -> set[Canonical]:
    """Follow edges from a name, round any cycle once and not without end; leave itself out."""
    met: set[Canonical] = set()
    waiting = list(above(name))
    while waiting and len(met) <= _MOST_ABOVE:
        found = waiting.pop()
        if found not in met:
            met.add(found)
            waiting.extend(above(found))
    return met - {name}


def _runs(name: str) -> Iterator[str]:
    """List the runs of words in a name that are shorter than itself."""
    words = name.split()
    if len(words) <= _LONGEST:
        for length in range(1, len(words)):
            for start in range(len(words) - length + 1):
                yield " ".join(words[start : start + length])
