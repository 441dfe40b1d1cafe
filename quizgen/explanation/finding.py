"""Which fact, card or question somebody means by an id, a part of one, or words of a question."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import chain

from quizgen.cards import cards_in
from quizgen.distractors import DeckIndex
from quizgen.kinds import KINDS
from quizgen.markup import plain
from quizgen.model import CardId, Fact, Question, QuestionId, question_id

_MOST_CUT = 2
"""Parts that a question's id has behind its fact's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What somebody asks about: a fact, or one of its cards, or a card in one kind."""

    index: DeckIndex
    fact: Fact
    card: CardId = ""
    kind: str = ""

    @property
    def id(self) -> str:
        """The id of what is meant."""
        if self.kind:
            return question_id(self.card, self.kind)
        return self.card or f"{self.index.deck.id}/{self.fact.id}"


def cards_also_retired(fact: Fact, index: DeckIndex) -> tuple[CardId, ...]:
    """Return the cards of a fact, of a retired one those that it had."""
    return tuple(card.id for card in cards_in(replace(fact, retired=False), index))


def find(asked: str, indexes: Sequence[DeckIndex]) -> tuple[Target, ...]:
    """Return what an id means, or else a part of one; one target, or all that it may mean.

    A question need not exist to be meant: then its absence is what there is to explain. Of a part
    that several ids hold the largest thing is meant: of ``longest`` the fact, not its cards.
    """
    asked = asked.strip()
    if not asked:
        return ()
    if exact := _exact(asked, indexes):
        return exact
    part = asked.casefold()
    for level in (_facts, _cards, _questions):
        found = tuple(it for it in _targets(level, indexes) if part in it.id.casefold())
        if found:
            return found
    return ()


def find_by_text(
    asked: str, questions: Iterable[Question], indexes: Sequence[DeckIndex]
) -> tuple[Target, ...]:
    """Return what the words of a stem mean: a question, or what all that have them share."""
    found = _worded(asked, questions)
    facts = {(question.deck, question.fact) for question in found}
    targets = [
        Target(index=index, fact=fact)
        for index in indexes
        for fact in index.deck.facts
        if (index.deck.id, fact.id) in facts
    ]
    cards = {question.card for question in found}
    if len(targets) == len(cards) == 1:
        kind = found[0].kind if len(found) == 1 else ""
        targets = [replace(targets[0], card=found[0].card, kind=kind)]
    return tuple(targets)


def find_items(asked: str, questions: Collection[Question]) -> tuple[QuestionId, ...]:
    """Return the ids of the questions that an id means, or a part of one, or words of a stem."""
    asked = asked.strip()
    ids = [question.id for question in questions]
    if asked in ids:
        return (asked,)
    part = asked.casefold()
    found = [it for it in ids if part and part in it.casefold()]
    return tuple(found or (question.id for question in _worded(asked, questions)))


def _worded(asked: str, questions: Iterable[Question]) -> list[Question]:
    """Return the questions whose stem has some words in it."""
    words = _folded(asked)
    return [question for question in questions if words and words in _folded(question.stem)]


def _folded(text: str) -> str:
    return " ".join(plain(text).casefold().split())


def nearest(asked: str, indexes: Sequence[DeckIndex]) -> str:
    """Return the id that is most like one that there is not; empty where none is like it."""
    names: dict[str, Target] = {}
    for target in _targets(_facts, indexes):
        names.setdefault(target.fact.id, target)
        names.setdefault(target.id, target)
    # The way round and the kind make an id unlike that of its fact.
    heads = (asked.rsplit("/", cut)[0] for cut in range(min(asked.count("/"), _MOST_CUT) + 1))
    for near in chain.from_iterable(get_close_matches(head, names, n=1) for head in heads):
        target = names[near]
        own = [it.id for it in chain(_cards(target), _questions(target))]
        return get_close_matches(asked, [near, *own], n=1, cutoff=0)[0]
    return ""


_Level = Callable[[Target], Iterator[Target]]


def _targets(level: _Level, indexes: Sequence[DeckIndex]) -> Iterator[Target]:
    for index in indexes:
        for fact in index.deck.facts:
            yield from level(Target(index=index, fact=fact))


def _facts(fact: Target) -> Iterator[Target]:
    yield fact


def _cards(fact: Target) -> Iterator[Target]:
    for card in cards_also_retired(fact.fact, fact.index):
        yield replace(fact, card=card)


def _questions(fact: Target) -> Iterator[Target]:
    for card in _cards(fact):
        for kind in KINDS:
            yield replace(card, kind=kind.name)


def _exact(asked: str, indexes: Sequence[DeckIndex]) -> tuple[Target, ...]:
    """Return what has just this id, a former one of its fact included."""
    found = []
    for fact in _targets(_facts, indexes):
        deck = fact.index.deck.id
        for name in (fact.fact.id, *fact.fact.was):
            if asked in (name, f"{deck}/{name}"):
                found.append(fact)
            elif asked.startswith((f"{deck}/{name}/", f"{name}/")):
                rest = asked.removeprefix(f"{deck}/").removeprefix(f"{name}/")
                now = f"{fact.id}/{rest}"
                found += [it for it in chain(_cards(fact), _questions(fact)) if it.id == now]
    return tuple(found)
