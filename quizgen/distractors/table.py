"""All that a deck states in one relation, prepared for looking things up."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from quizgen.distractors.frequency import common_keys
from quizgen.distractors.names import Canonical, Names
from quizgen.distractors.order import Order
from quizgen.distractors.ring import digest
from quizgen.distractors.text import root, telling, tells
from quizgen.model import Fact, Link, Relation, Value


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

    def __init__(self, relation: Relation, names: Names) -> None:
        """Begin with nothing known."""
        self.relation = relation
        self._names = names
        self.known: dict[Canonical, Known] = {}
        self.owners: dict[Canonical, set[Canonical]] = {}
        #: Where each object, and each subject, is named first by fact id; retired facts left out.
        self.objects: dict[Canonical, Mention] = {}
        self.subjects: dict[Canonical, Mention] = {}
        #: The same by what they are called there: a thing may go by several names.
        self._by_object: dict[str, Mention] = {}
        self._by_subject: dict[str, Mention] = {}
        #: What is stated; retired facts left out.
        self._stated: list[Mention] = []
        self._wholes: dict[Canonical, frozenset[Canonical]] = {}

    def add(self, fact: Fact, link: Link) -> None:
        """Take in a fact."""
        names = self._names
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
            self._stated.append(mention)
            _keep_first(self.objects, name, mention)
            _keep_first(self.subjects, subject, mention)
            _keep_first(self._by_object, value.text, mention)
            _keep_first(self._by_subject, link.subject, mention)

    def object_called(self, text: str) -> Mention | None:
        """Return where an object is called so, else where it is named first."""
        return self._by_object.get(text) or self.objects.get(self._names.canonical(text))

    def subject_called(self, text: str) -> Mention | None:
        """Return where a subject is called so, else where it is named first."""
        return self._by_subject.get(text) or self.subjects.get(self._names.canonical(text))

    def _state(self, subject: Canonical, name: Canonical) -> None:
        self.known.setdefault(subject, Known()).objects.append(name)
        self.owners.setdefault(name, set()).add(subject)

    @cached_property
    def one_to_one(self) -> bool:
        """No two subjects share an object, and there are two to tell apart."""
        owners = self.owners.values()
        return len(self.subjects) > 1 and all(len(subjects) == 1 for subjects in owners)

    def objects_after(self, place: str, key: str) -> Iterator[str]:
        """Yield the objects in the stable order of a question that has this place and key."""
        return self._object_order.after(place, key)

    def subjects_after(self, place: str, key: str) -> Iterator[str]:
        """Yield the subjects in the same way, and yet not beside the same ones."""
        return self._subject_order.after(_back(place), key)

    @cached_property
    def _object_order(self) -> Order:
        order = Order()
        asked = {place_of(it.fact, it.value.text) for it in self._asked}
        for it in self._stated:
            place = place_of(it.fact, it.value.text)
            last = place not in asked or self.is_common(self._names.canonical(it.value.text))
            order.add(place, it.value.text, last=last)
        return order

    @cached_property
    def _asked(self) -> tuple[Mention, ...]:
        """What a question asks for: of a list its first value, in its own order."""
        firsts: dict[str, tuple[bytes, Mention]] = {}
        for it in self._stated:
            rank = digest(place_of(it.fact, it.value.text))
            if it.fact.id not in firsts or rank < firsts[it.fact.id][0]:
                firsts[it.fact.id] = rank, it
        return tuple(it for _, it in firsts.values() if not self.tells_itself(it))

    def is_common(self, name: Canonical) -> bool:
        """Tell whether an object, where it is shown, is so often right that it can be guessed."""
        return name in self._common

    @cached_property
    def _common(self) -> frozenset[Canonical]:
        counts = Counter(self._names.canonical(it.value.text) for it in self._asked)
        texts = {name: self.objects[name].value.text for name in counts}
        return common_keys(counts, texts)

    @cached_property
    def _subject_order(self) -> Order:
        order = Order()
        for it in self._stated:
            place = _back(place_of(it.fact, it.value.text))
            order.add(place, it.subject, last=self.tells_itself(it))
        return order

    def tells_itself(self, it: Mention) -> bool:
        """Tell whether a question for one of subject and object holds a word of the other."""
        return tells(self._names.fold(it.subject), self._names.fold(it.value.text))

    def akin(self, words: Iterable[str], place: str, *, forward: bool) -> list[str]:
        """Return the objects, or the subjects, with a word of one of these roots, in an order."""
        by_root = self._objects_by_root if forward else self._subjects_by_root
        found = {text for word in words for text in by_root.get(root(word), ())}
        return sorted(found, key=lambda text: digest(place, text))

    @cached_property
    def _objects_by_root(self) -> Mapping[str, Collection[str]]:
        return self._by_root(self._by_object)

    @cached_property
    def _subjects_by_root(self) -> Mapping[str, Collection[str]]:
        return self._by_root(self._by_subject)

    def _by_root(self, texts: Iterable[str]) -> Mapping[str, Collection[str]]:
        found: dict[str, set[str]] = {}
        for text in texts:
            for word in telling(self._names.fold(text)):
                found.setdefault(root(word), set()).add(text)
        return found

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


def place_of(fact: Fact, text: str) -> str:
    """Return the place on a ring of one value of a fact."""
    return f"{fact.id}\0{text}"


def _back(place: str) -> str:
    return f"back\0{place}"


def _keep_first(mentions: dict[Canonical, Mention], name: Canonical, mention: Mention) -> None:
    kept = mentions.get(name)
    if kept is None or mention.order() < kept.order():
        mentions[name] = mention
