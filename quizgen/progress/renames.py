"""Ids that cards had before, and those they have now."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from quizgen.model import CardId, Direction, Rename, card_id

if TYPE_CHECKING:
    # A start that finds all in the cache needs no facts.
    from quizgen.model import Deck


def names(renames: Iterable[Rename], was: Mapping[CardId, CardId]) -> dict[CardId, CardId]:
    """From each id that was given up to the one that holds now.

    A rename joins the two histories under its new id, so that one back again finds everything.
    What the decks declare comes last; ids declared to have been each other stay as they are.
    """
    groups: dict[CardId, set[CardId]] = {}
    found: dict[CardId, CardId] = {}
    for rename in renames:
        joined = {rename.card, rename.to}
        for id_ in (rename.card, rename.to):
            joined |= groups.pop(found.get(id_, id_), set())
        groups[rename.to] = joined
        found.update(dict.fromkeys(joined, rename.to))
    for id_ in {*found, *was}:
        name, seen = found.get(id_, id_), set()
        while name in was and name not in seen:
            seen.add(name)
            name = was[name]
        found[id_] = name

    return found


def declared_renames(decks: Iterable["Deck"]) -> dict[CardId, CardId]:
    """From the card ids that facts had before (``was:``) to their present ones.

    An old id that another fact bears now leads nowhere: that fact's history is its own.
    """
    # The same.
    from quizgen.model import Statement  # noqa: PLC0415

    renames: dict[CardId, CardId] = {}
    for deck in decks:
        living = {fact.id for fact in deck.facts}
        for fact in deck.facts:
            slots = {""}
            if isinstance(fact.shape, Statement):
                slots |= {blank.slot for blank in fact.shape.blanks}
            for old in fact.was:
                if old in living:
                    continue
                for direction in Direction:
                    for slot in slots:
                        before = card_id(deck.id, old, direction, slot)
                        renames[before] = card_id(deck.id, fact.id, direction, slot)

    return renames
