"""What questions say: the built-in phrases, and how an author's own take their place.

The most specific wording wins: the fact's, then the relation's, then the deck's, then the
built-in one. Templates hold slots in angle brackets; what stands in brackets and is no slot stays
as it is, and :func:`unknown_slots` tells the reader of decks about it.
"""

from quizgen.wording.catalogue import PHRASES, slots_of
from quizgen.wording.gaps import GAP, GAPS
from quizgen.wording.grammar import number_word, quantity, sentence
from quizgen.wording.phrasing import Wording
from quizgen.wording.templates import SLOTS, unknown_slots

__all__ = [
    "GAP",
    "GAPS",
    "PHRASES",
    "SLOTS",
    "Wording",
    "number_word",
    "quantity",
    "sentence",
    "slots_of",
    "unknown_slots",
]
