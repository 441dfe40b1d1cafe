"""A deck prepared for looking things up, once for all its facts."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from quizgen.distractors.names import Canonical, Names
from quizgen.distractors.ring import Ring
from quizgen.distractors.spelling import Spelling
from quizgen.distractors.table import Known, Table
from quizgen.model import Deck, Fact, Link, Pair, Position, Relation, Term, Thing
from quizgen.wording import Wording

_NOWHERE = Position(file="", line=1, column=1)
_NOTHING = Ring({})


class DeckIndex:
    """A deck prepared for looking things up; everything is built on its first use."""

    def __init__(self, deck: Deck) -> None:
        """Keep the deck."""
        self.deck = deck
        self._disjoint: dict[Canonical, tuple[Canonical, ...]] = {}

    @cached_property
    def names(self) -> Names:
        """What the names mean."""
        return Names(self.deck)

    @cached_property
    def wording(self) -> Wording:
        """How questions are worded."""
        return Wording(self.deck.language, self.deck.wording)

    @cached_property
    def spelling(self) -> Spelling:
        """How the names are spelt."""
        return Spelling(self.deck, self.names)

    @cached_property
    def _tables(self) -> Mapping[str, Table]:
        tables: dict[str, Table] = {}
        for fact in self.deck.facts:
            if isinstance(fact.shape, Link):
                name = fact.shape.relation
                if name not in tables:
                    tables[name] = Table(self._relation(name), self.names)
                tables[name].add(fact, fact.shape)
        return tables

    def _relation(self, name: str) -> Relation:
        return self.deck.relations.get(name) or Relation(name=name, position=_NOWHERE)

    def relation(self, fact: Fact) -> Relation | None:
        """Return the relation of a link; other facts have none."""
        return self._relation(fact.shape.relation) if isinstance(fact.shape, Link) else None

    def table(self, relation: str) -> Table:
        """Return all facts of a relation."""
        return self._tables.get(relation) or Table(self._relation(relation), self.names)

    def known(self, link: Link) -> Known:
        """Return what the deck states about a link's subject in its relation."""
        subject = self.names.canonical(link.subject)
        return self.table(link.relation).known.get(subject, Known())

    @cached_property
    def terms(self) -> Mapping[Canonical, Fact]:
        """The facts that define terms, by term; of several the first by id."""
        found: dict[Canonical, Fact] = {}
        for fact in sorted(self.deck.facts, key=lambda fact: fact.id, reverse=True):
            if isinstance(fact.shape, Term) and not fact.retired:
                found[self.names.canonical(fact.shape.term)] = fact
        return found

    @cached_property
    def _same_meaning(self) -> Mapping[tuple[type, str], tuple[str, ...]]:
        meanings: dict[tuple[type, str], set[str]] = {}
        for fact in self.deck.facts:
            match fact.shape:
                case Term(term=front, means=back) | Pair(ask=front, answer=back):
                    key = type(fact.shape), self.names.fold(back)
                    meanings.setdefault(key, set()).add(front)
                case _:
                    pass
        return {key: tuple(sorted(fronts)) for key, fronts in meanings.items()}

    def fronts(self, shape: Term | Pair) -> tuple[str, ...]:
        """Return the terms of this meaning, or the questions of this answer, in their order."""
        back = shape.means if isinstance(shape, Term) else shape.answer
        return self._same_meaning[type(shape), self.names.fold(back)]

    @cached_property
    def things(self) -> Mapping[Canonical, Thing]:
        """The things by canonical name; of two that share a name the first by name."""
        ordered = sorted(self.deck.things.values(), key=lambda thing: thing.name, reverse=True)
        return {self.names.canonical(thing.name): thing for thing in ordered}

    @cached_property
    def _things_by_type(self) -> Mapping[Canonical, Ring]:
        return self._by_type(self.things)

    def things_of(self, type_: str) -> Ring:
        """Return the things of a type in a stable order."""
        return self._things_by_type.get(self.names.canonical(type_), _NOTHING)

    @cached_property
    def _terms_by_type(self) -> Mapping[Canonical, Ring]:
        return self._by_type(self.terms)

    def terms_of(self, type_: str) -> Ring:
        """Return the defined terms of a type in a stable order."""
        return self._terms_by_type.get(self.names.canonical(type_), _NOTHING)

    def _by_type(self, names: Iterable[Canonical]) -> Mapping[Canonical, Ring]:
        members: dict[Canonical, list[Canonical]] = {}
        for name in names:
            for type_ in self.names.direct_types(name):
                members.setdefault(type_, []).append(name)
        return {type_: Ring({name: name for name in found}) for type_, found in members.items()}

    def disjoint_types(self, type_: Canonical) -> tuple[Canonical, ...]:
        """Return the types of which nothing is of this type too, given or inherited."""
        known = self._disjoint.get(type_)
        if known is None:
            known = tuple(
                other for other in sorted(self._things_by_type) if self._exclude(type_, other)
            )
            self._disjoint[type_] = known
        return known

    def _exclude(self, one: Canonical, other: Canonical) -> bool:
        mine, theirs = {one, *self.names.types(one)}, {other, *self.names.types(other)}
        return any(
            first != second
            for apart in self._apart
            for first in apart & mine
            for second in apart & theirs
        )

    @cached_property
    def _apart(self) -> tuple[frozenset[Canonical], ...]:
        canonical = self.names.canonical
        return tuple(frozenset(map(canonical, types)) for types in self.deck.disjoint)
