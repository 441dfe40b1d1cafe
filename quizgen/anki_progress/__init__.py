"""Answers on their way between the review log and Anki, both ways, each counted once.

The review log is the truth. What Anki has logged of quizgen's notes and the log lacks is taken in
(:mod:`~quizgen.anki_progress.taking`); what the log has and Anki lacks is given there, with the
state that all of it leads to (:mod:`~quizgen.anki_progress.giving`). An answer is the same on both
sides if it is about the same card and of the same moment (:mod:`~quizgen.anki_progress.matching`),
so that an exchange may be repeated, interrupted, or go by any way round.

Nothing here opens a file: rows come in, events and rows go out.
"""

from quizgen.anki_progress.giving import Gift, Giving, gifts
from quizgen.anki_progress.notes import Found, Note, find_notes, known_notes
from quizgen.anki_progress.settling import doubled
from quizgen.anki_progress.taking import Taken, take

__all__ = [
    "Found",
    "Gift",
    "Giving",
    "Note",
    "Taken",
    "doubled",
    "find_notes",
    "gifts",
    "known_notes",
    "take",
]
