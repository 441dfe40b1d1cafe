"""Offers plausible wrong options for facts that lack them; only the author can declare them wrong.

Offered is what the deck holds already: objects of the same relation, names of the same type,
answers of the same topic. Never what is right or contested there, another name of it, a part or
whole of it, or too much like it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from quizgen.cards import CardKey, cards_in
from quizgen.distractors import MOST, DeckIndex, Fit, Gap, Leaks, Shortage, gaps
from quizgen.markup import plain
from quizgen.model import (
    Blank,
    Deck,
    Direction,
    Fact,
    Link,
    Number,
    Pair,
    Question,
    Statement,
    Steps,
    Term,
    question_id,
)
from quizgen.wording import quantity

_OFFERED = 6
"""Options offered for a fact at most."""

_NEAREST = 40
"""Texts of a group that are looked at: those nearest in length."""

_CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A text that may be wrong here, and where the deck has it from."""

    text: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """A fact without a choice question, and what might be wrong options of it."""

    fact: Fact
    #: The blank that they would fill; only of a statement.
    blank: Blank | None
    stem: str
    key: str
    #: How many more make the question complete.
    wanted: int
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A text of the deck that may be offered elsewhere."""

    text: str
    origin: str
    fact: str = ""
    role: str
    topic: str = ""
    tags: tuple[str, ...] = ()
    relation: str = ""

    @property
    def length(self) -> int:
        return len(self.text)


def suggest(
    deck: Deck, lacking: Mapping[str, Shortage], questions: Sequence[Question]
) -> Iterator[Lacking]:
    """Yield the facts that lack a choice question, each with what may be offered for it.

    Args:
        deck: the deck.
        lacking: ids of the facts that lack one, and why they do.
        questions: the deck's questions, for the words that learners see.
    """
    pool = _Pool(deck)
    stems: dict[str, str] = {}
    for question in questions:
        if question.deck == deck.id:
            stems.setdefault(question.card, question.stem)
    for fact in deck.facts:
        if fact.id in lacking:
            found = _lacking(fact, pool, stems, lacking[fact.id])
            if found is not None:
                yield found


def _lacking(
    fact: Fact, pool: "_Pool", stems: Mapping[str, str], shortage: Shortage
) -> Lacking | None:
    """Return what the first of a fact's forward cards leaves open, and what may be offered."""
    index = pool.index
    for card in cards_in(fact, index):
        question = question_id(card.id, _CHOICE)
        gap = next(gaps(fact, card.direction, card.slot, question, index), None)
        if card.direction is not Direction.FORWARD or gap is None:
            continue
        fit = Fit(gap, index)
        known = len(list(islice(filter(fit.takes, chain(gap.declared, gap.proven)), MOST)))
        stem = stems.get(card.id, "")
        offers = _offers(fact, gap, pool, fit)
        if shortage is Shortage.LEAK:
            leaks = Leaks(stem, gap, index.names)
            offers = (it for it in offers if leaks.hides(it.text))
        return Lacking(
            fact=fact,
            blank=_blank_of(fact, card),
            stem=stem or _front(fact),
            key=gap.key,
            # One that has enough lacks only one that hides what the question gives away.
            wanted=max(1, MOST - known),
            suggestions=tuple(islice(offers, _OFFERED)),
        )
    return None


def _blank_of(fact: Fact, card: CardKey) -> Blank | None:
    if not isinstance(fact.shape, Statement):
        return None
    return next(blank for blank in fact.shape.blanks if blank.slot == card.slot)


def _offers(fact: Fact, gap: Gap, pool: "_Pool", fit: Fit) -> Iterator[Suggestion]:
    own = _Text(
        text=gap.key,
        origin="",
        role=_role(fact),
        topic=fact.topic,
        tags=fact.tags,
        relation=fact.shape.relation if isinstance(fact.shape, Link) else "",
    )

    def unlikeness(other: _Text) -> tuple[float, str]:
        return -_likeness(own, other) - _same_type(other, gap, pool.index), other.text

    for other in sorted(pool.near(own, gap), key=unlikeness):
        if other.fact != fact.id and fit.takes_text(other.text):
            yield Suggestion(text=other.text, origin=other.origin)


def _likeness(own: _Text, other: _Text) -> float:
    """Weigh how much alike two texts are by where they stand, and by length."""
    shorter, longer = sorted((own.length, other.length))
    return (
        6 * (own.relation != "" and own.relation == other.relation)
        + 3 * (own.topic != "" and own.topic == other.topic)
        + min(2, len(set(own.tags) & set(other.tags)))
        + 2 * (own.role == other.role)
        + shorter / max(1, longer)
    )


def _same_type(other: _Text, gap: Gap, index: DeckIndex) -> int:
    types = index.names.types(index.names.canonical(other.text))
    return 0 if types.isdisjoint(gap.types) else 4


class _Pool:
    """All texts of a deck that may be offered, in groups ordered by length."""

    def __init__(self, deck: Deck) -> None:
        self._deck = deck
        self.index = DeckIndex(deck)

    @cached_property
    def _groups(self) -> Mapping[tuple[str, str], list[_Text]]:
        groups: dict[tuple[str, str], list[_Text]] = {}
        for text in sorted(_texts(self._deck), key=lambda it: (it.length, it.text, it.fact)):
            for group in self._groups_of(text):
                groups.setdefault(group, []).append(text)
        return groups

    def _groups_of(self, text: _Text) -> Iterator[tuple[str, str]]:
        yield "role", text.role
        yield "topic", text.topic
        yield "relation", text.relation
        yield from (("tag", tag) for tag in text.tags)
        name = self.index.names.canonical(text.text)
        yield from (("type", type_) for type_ in self.index.names.types(name))

    def near(self, own: _Text, gap: Gap) -> list[_Text]:
        """Return the texts of the same groups that are nearest in length."""
        groups = [
            ("role", own.role),
            *([("topic", own.topic)] if own.topic else []),
            *([("relation", own.relation)] if own.relation else []),
            *(("tag", tag) for tag in own.tags),
            *(("type", type_) for type_ in sorted(gap.types)),
        ]
        found: dict[str, _Text] = {}
        for group in groups:
            members = self._groups.get(group, [])
            at = bisect_left(members, own.length, key=lambda it: it.length)
            for text in members[max(0, at - _NEAREST) : at + _NEAREST]:
                known = found.setdefault(text.text, text)
                if _likeness(own, text) > _likeness(own, known):
                    found[text.text] = text
        return list(found.values())


def _texts(deck: Deck) -> Iterator[_Text]:
    for thing in deck.things.values():
        origin = f"a {thing.type}" if thing.type else "among the things of the deck"
        yield _Text(text=thing.name, origin=origin, role="name")
    for fact in deck.facts:
        if not fact.retired:
            for text, origin in _own_texts(fact):
                yield _Text(
                    text=text,
                    origin=origin,
                    fact=fact.id,
                    role=_role(fact),
                    topic=fact.topic,
                    tags=fact.tags,
                    relation=fact.shape.relation if isinstance(fact.shape, Link) else "",
                )


def _own_texts(fact: Fact) -> Iterator[tuple[str, str]]:
    match fact.shape:
        case Pair(ask=ask, answer=answer):
            yield answer, f"answers: {plain(ask)}"
        case Term(term=term, means=means):
            yield means, f"means {plain(term)}"
        case Link(subject=subject, relation=relation, values=values):
            for value in values:
                yield value.text, f"{relation} of {plain(subject)}"
        case Statement(say=say, blanks=blanks):
            for blank in blanks:
                yield blank.text, f"stands in: {plain(say)}"
        case Number(subject=subject, value=value, unit=unit):
            yield quantity(value, unit), plain(subject)
        case Steps():
            pass


def _role(fact: Fact) -> str:
    match fact.shape:
        case Term():
            return "meaning"
        case Statement():
            return "blank"
        case Number():
            return "number"
        case _:
            return "name"


def _front(fact: Fact) -> str:
    match fact.shape:
        case Pair(ask=ask):
            return ask
        case Term(term=term):
            return term
        case Statement(say=say):
            return say
        case Link(subject=subject) | Number(subject=subject) | Steps(subject=subject):
            return subject
