"""Reads decks: YAML text → Deck and problems, with line and column on everything.

The parsing is pure (:func:`parse_deck`); only :func:`read_decks` and :func:`open_decks` look at
files. Whoever changes the text of a deck works on its open parts, which know every place.
"""

from quizgen.deck_reader.deck import Part, ReadDeck, in_order, read_deck
from quizgen.deck_reader.folders import (
    OpenDecks,
    ReadDecks,
    open_decks,
    parse_deck,
    read_decks,
    reopen,
)
from quizgen.deck_reader.page import BAD_CHARACTER, bad_character
from quizgen.deck_reader.tree import Node, ends

__all__ = [
    "BAD_CHARACTER",
    "Node",
    "OpenDecks",
    "Part",
    "ReadDeck",
    "ReadDecks",
    "bad_character",
    "ends",
    "in_order",
    "open_decks",
    "parse_deck",
    "read_deck",
    "read_decks",
    "reopen",
]
