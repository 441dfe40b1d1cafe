"""What Anki keeps of a card, made of what the review log says of it: columns and log entries.

Pure, and about numbers alone; where they are written to, a package or a learner's collection, is
for others. Columns and their meaning are those of schema 11, which later ones have kept.
"""

from quizgen.anki_cards.carried import CardProgress, Carried, carried
from quizgen.anki_cards.entries import Entry, Sort, Told, told_by
from quizgen.anki_cards.instants import SPAN, Instants
from quizgen.anki_cards.state import SUSPENDED, State, keeping, state_of

__all__ = [
    "SPAN",
    "SUSPENDED",
    "CardProgress",
    "Carried",
    "Entry",
    "Instants",
    "Sort",
    "State",
    "Told",
    "carried",
    "keeping",
    "state_of",
    "told_by",
]
