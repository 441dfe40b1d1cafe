"""A deck prepared for looking things up, once for all its facts."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from quizgen.distractors.names import Canonical, Names
from quizgen.distractors.ring import Ring
from quizgen.distractors.spelling import Spelling
from quizgen.model import Deck, Fact, Link, Pair, Position, Relation, Term, Thing, Value
from quizgen.wording import Wording

_NOWHERE = Position(file="", line=1, column=1)
_NOTHING = Ring(())


@dataclass(slots=True, kw_only=True)
class Known:
    """What a deck states about one subject in one relation, as canonical names."""

    #: Stated by a fact, or by the other side of a symmetric relation.
    objects: list[Canonical] = field(default_factory=list)
    #: Neither true nor false: declared so, or stated by a retired fact.
    contested: list[Canonical] = field(default_factory=list)
    #: Facts say that there is exactly one object.
    claims_one: bool = False
    #: What facts with a complete list name, and what any fact names.
    listed: set[Canonical] = field(default_factory=set)
    stated: set[Canonical] = field(default_factory=set)

    @property
    def one(self) -> bool:
        """There is exactly one object, and the deck does not contradict itself."""
        return self.claims_one and len(set(self.objects)) == 1

    @property
    def complete(self) -> bool:
        """All objects are known, and the deck does not contradict itself."""
        return bool(self.listed) and not self.claims_one and self.stated <= self.listed

    @property
    def closed(self) -> bool:
        """What is not stated is false."""
        return self.one or self.complete


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One value in one fact, and whose it is."""

    fact: Fact
    subject: str
    value: Value

    def order(self) -> tuple[str, str]:
        """Sort mentions in an order that does not depend on the deck's."""
        return self.fact.id, self.value.text


class Table:
    """All facts of one relation."""

    def __init__(self, relation: Relation) -> None:
        """Begin with nothing known."""
        self.relation = relation
        self.known: dict[Canonical, Known] = {}
        self.owners: dict[Canonical, set[Canonical]] = {}
        #: Where each object, and each subject, is named first by fact id; retired facts left out.
        self.objects: dict[Canonical, Mention] = {}
        self.subjects: dict[Canonical, Mention] = {}
        self._wholes: dict[Canonical, frozenset[Canonical]] = {}

    def add(self, fact: Fact, link: Link, names: Names) -> None:
        """Take in a fact."""
        subject = names.canonical(link.subject)
        known = self.known.setdefault(subject, Known())
        known.contested += map(names.canonical, fact.never)
        objects = [names.canonical(value.text) for value in link.values]
        if fact.retired:
            known.contested += objects
            return
        known.claims_one |= link.one
        known.stated.update(objects)
        if link.complete:
            known.listed.update(objects)
        for value, name in zip(link.values, objects, strict=True):
            self._state(subject, name)
            if self.relation.symmetric:
                self._state(name, subject)
            mention = Mention(fact=fact, subject=link.subject, value=value)
            _keep_first(self.objects, name, mention)
            _keep_first(self.subjects, subject, mention)

    def _state(self, subject: Canonical, name: Canonical) -> None:
        self.known.setdefault(subject, Known()).objects.append(name)
        self.owners.setdefault(name, set()).add(subject)

    @cached_property
    def one_to_one(self) -> bool:
        """No two subjects share an object, and there are two to tell apart."""
        owners = self.owners.values()
        return len(self.subjects) > 1 and all(len(subjects) == 1 for subjects in owners)

    @cached_property
    def object_ring(self) -> Ring:
        """The objects in a stable order."""
        return Ring(self.objects)

    @cached_property
    def subject_ring(self) -> Ring:
        """The subjects in a stable order."""
        return Ring(self.subjects)

    @cached_property
    def object_texts(self) -> tuple[str, ...]:
        """What the objects are called."""
        return tuple(mention.value.text for mention in self.objects.values())

    @cached_property
    def subject_texts(self) -> tuple[str, ...]:
        """What the subjects are called."""
        return tuple(mention.subject for mention in self.subjects.values())

    def subjects_with(self, objects: Collection[Canonical], most: int) -> tuple[str, ...]:
        """Return the subjects that have all these objects; none where they are too many."""
        first, *rest = sorted((self.owners.get(name, set()) for name in objects), key=len)
        if not rest and len(first) > most:
            return ()
        shared = first.intersection(*rest)
        found = sorted(self.subjects[name].subject for name in shared if name in self.subjects)
        return tuple(found) if len(found) <= most else ()

    def wholes_of_owners(self, name: Canonical, names: Names) -> frozenset[Canonical]:
        """Return everything that a subject with this object is part of."""
        wholes = self._wholes.get(name)
        if wholes is None:
            owners = self.owners.get(name, ())
            wholes = frozenset(whole for owner in owners for whole in names.ancestors(owner))
            self._wholes[name] = wholes
        return wholes


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
                    tables[name] = Table(self._relation(name))
                tables[name].add(fact, fact.shape, self.names)
        return tables

    def _relation(self, name: str) -> Relation:
        return self.deck.relations.get(name) or Relation(name=name, position=_NOWHERE)

    def relation(self, fact: Fact) -> Relation | None:
        """Return the relation of a link; other facts have none."""
        return self._relation(fact.shape.relation) if isinstance(fact.shape, Link) else None

    def table(self, relation: str) -> Table:
        """Return all facts of a relation."""
        return self._tables.get(relation) or Table(self._relation(relation))

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
        return {type_: Ring(found) for type_, found in members.items()}

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


def _keep_first(mentions: dict[Canonical, Mention], name: Canonical, mention: Mention) -> None:
    kept = mentions.get(name)
    if kept is None or mention.order() < kept.order():
        mentions[name] = mention
