"""A made-up world of any size, of which a deck tells a part.

Creatures have one colour, home and mark each, complete lists of haunts and of friends, tools of
which only some are told, and weights. Places and tools lie in one another, things go by other
names, some values are contested, and of some creatures nothing is told.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from random import Random

from authors import Author, WrittenDeck

_SYLLABLES = [one + two for one in "bdfghjklmnprstvwz" for two in ("a", "e", "i", "o", "u", "an")]

_FACTS = 5.9
"""Facts of a creature, on average."""


class _Maker:
    """Makes the creatures and what they have, then tells of it."""

    def __init__(self, count: int, seed: int) -> None:
        self.rng = Random(seed)  # noqa: S311  # made-up data, no secret
        self.author = Author("World")
        self.taken: set[str] = set()
        self.also: dict[str, str] = {}
        self.above: dict[str, set[str]] = {}
        self.creatures = [self.name() for _ in range(max(12, round(count / _FACTS)))]
        few, many = round(len(self.creatures) ** 0.5 * 2), len(self.creatures) // 3
        self.colours = [self.name() for _ in range(max(10, few))]
        self.places, self.tools = ([self.name() for _ in range(max(10, many))] for _ in "ab")

    def name(self) -> str:
        """A name that nothing else has."""
        while True:
            count = self.rng.choice((2, 3, 3, 4))
            found = "".join(self.rng.choice(_SYLLABLES) for _ in range(count)).capitalize()
            if found not in self.taken:
                self.taken.add(found)
                return found

    def things(self, type_: str, names: Sequence[str], *, nested: bool = False) -> None:
        """Name things of a type, some by two names, some in one another."""
        for number, name in enumerate(names):
            whole = ""
            if nested and number and self.rng.random() < 0.35:
                whole = names[self.rng.randrange(number)]
            self.above[name] = {whole, *self.above[whole]} if whole else set()
            if self.rng.random() < 0.2:
                self.also[name] = self.name()
            other = [self.also[name]] if name in self.also else []
            self.author.thing(name, type_, *other, part_of=whole)

    def call(self, name: str) -> str:
        """A thing by one of its names."""
        return self.also[name] if name in self.also and self.rng.random() < 0.4 else name

    def apart(self, names: Sequence[str], from_: Iterable[str], count: int) -> list[str]:
        """A few things that have nothing to do with some others."""
        near = {*from_}.union(*(self.above[it] for it in from_))
        free = [it for it in names if it not in near and near.isdisjoint(self.above[it])]
        return self.rng.sample(free, min(count, len(free)))

    def ones(self, relation: str, names: Sequence[str]) -> None:
        """Tell of each creature the one thing that it has; what is contested may be true."""
        for it in self.creatures:
            own = self.rng.choice(names)
            if self.rng.random() < 0.15:
                self.author.secret(relation, it, own)
                continue
            never = self.apart(names, [own], 1) if self.rng.random() < 0.2 else []
            self.author.row(relation, it, self.call(own), never=map(self.call, never))

    def lists(self, relation: str, names: Sequence[str], *, complete: bool) -> None:
        """Tell of each creature some or all of several things that it has."""
        for it in self.creatures:
            own = self.rng.sample(names, self.rng.randint(1, 4))
            told = own if complete else own[: self.rng.randint(1, len(own))]
            self.author.secret(relation, it, *own)
            if self.rng.random() < 0.15:
                continue
            declared = not complete and self.rng.random() < 0.3
            wrong = self.apart(names, own, 3) if declared else []
            self.author.row(
                relation, it, *map(self.call, told), wrong=[self.call(one) for one in wrong]
            )

    def friends(self) -> None:
        """Tell of half of the creatures who their friends are, both ways."""
        half = self.creatures[::2]
        found: dict[str, set[str]] = {}
        for it in half:
            for other in self.rng.sample(half, 2):
                if other != it:
                    found.setdefault(it, set()).add(other)
                    found.setdefault(other, set()).add(it)
        for it, friends in found.items():
            self.author.row("friend", it, *sorted(friends))

    def relation(self, name: str, type_: str, **fields: object) -> None:
        """Say how to ask for something that creatures have."""
        self.author.relation(
            name, from_="creature", to=type_, say=f"The {name} of <subject> is <object>.", **fields
        )

    def deck(self) -> WrittenDeck:
        """Tell everything that is to be told."""
        self.things("creature", self.creatures)
        self.things("colour", self.colours)
        self.things("place", self.places, nested=True)
        self.things("tool", self.tools, nested=True)
        self.relation("colour", "colour", one=True, reverse=True)
        self.relation("home", "place", one=True, reverse=True)
        self.relation("mark", "mark", one=True, reverse=True)
        self.relation("haunt", "place", complete=True, reverse=True)
        self.relation("tool", "tool", reverse=True)
        self.relation("friend", "creature", complete=True, symmetric=True)
        self.ones("colour", self.colours)
        self.ones("home", self.places)
        self.lists("haunt", self.places, complete=True)
        self.lists("tool", self.tools, complete=False)
        self.friends()
        for it in self.creatures:
            self.author.row("mark", it, self.name())
        for it in self.creatures:
            exact = Decimal(self.rng.randint(10_000, 999_999)) / 1000
            self.author.number(f"weight-{it}", f"the weight of {it}", exact, "kg", figures=3)
        return self.author.done()


def made_up_world(count: int, seed: int = 7) -> WrittenDeck:
    """A deck of about so many facts, and the truth behind it."""
    return _Maker(count, seed).deck()
