"""Which cards a fact makes: one memory for each way round, and for each blank of a statement."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from quizgen.distractors import DeckIndex
from quizgen.model import (
    CardId,
    Deck,
    Direction,
    Fact,
    Link,
    Number,
    Pair,
    Statement,
    Steps,
    Term,
    card_id,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardKey:
    """A card of a fact: its id and what the id is made of."""

    id: CardId
    direction: Direction
    #: Which blank of a statement; the first one's is empty.
    slot: str = ""


def cards_of(fact: Fact, deck: Deck) -> tuple[CardKey, ...]:
    """Return the cards that a fact makes; a retired one makes none.

    For all facts of a deck use :func:`cards_in`, which prepares the deck once.
    """
    return cards_in(fact, DeckIndex(deck))


def cards_in(fact: Fact, index: DeckIndex) -> tuple[CardKey, ...]:
    """Return the cards that a fact makes, in a deck that is prepared already."""
    if fact.retired:
        return ()
    return tuple(
        CardKey(id=card_id(index.deck.id, fact.id, direction, slot), direction=direction, slot=slot)
        for direction, slot in _sides(fact, index)
    )


def _sides(fact: Fact, index: DeckIndex) -> Iterator[tuple[Direction, str]]:
    if isinstance(fact.shape, Statement):
        for blank in fact.shape.blanks:
            yield Direction.FORWARD, blank.slot
        return
    yield Direction.FORWARD, ""
    if _has_reverse(fact, index):
        yield Direction.REVERSE, ""


def _has_reverse(fact: Fact, index: DeckIndex) -> bool:
    """Tell whether a fact is asked the other way round too.

    The author decides. By default terms are, and the rows of a relation in which each object
    belongs to one subject only, for there the object tells the subject.
    """
    match fact.shape:
        case Pair():
            return fact.reverse is True
        case Term():
            return fact.reverse is not False
        case Link() as link:
            return _link_has_reverse(fact, link, index)
        case Statement() | Number() | Steps():
            return False
        case _:
            assert_never(fact.shape)


def _link_has_reverse(fact: Fact, link: Link, index: DeckIndex) -> bool:
    table = index.table(link.relation)
    if fact.reverse is not None:
        return fact.reverse
    if table.relation.reverse is not None:
        return table.relation.reverse
    return link.one and not table.relation.symmetric and table.one_to_one
