"""Reads decks: YAML text → Deck and problems, with line and column on everything.

The parsing is pure (:func:`parse_deck`); only :func:`read_decks` looks at files.
"""

from quizgen.deck_reader.deck import ReadDeck, in_order
from quizgen.deck_reader.folders import ReadDecks, parse_deck, read_decks

__all__ = ["ReadDeck", "ReadDecks", "in_order", "parse_deck", "read_decks"]
