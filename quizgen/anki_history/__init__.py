"""Somebody's answers in Anki, or in a table: read, never written to.

:func:`read_answers` takes a collection, a package of either format or a CSV table, told apart by
what is in them; :func:`histories_of` makes the answers of one or several into histories of cards.
A collection is copied before it is looked at, so it may be open in Anki meanwhile.
"""

from quizgen.anki_history.answers import Answers, Event, histories_of
from quizgen.anki_history.reading import read_answers
from quizgen.anki_history.table import parse_offset

__all__ = ["Answers", "Event", "histories_of", "parse_offset", "read_answers"]
