"""Anki's files, opened safely whoever made them: collections, and packages of either format.

:func:`opened` takes ``collection.anki2``, ``.apkg`` or ``.colpkg``, told apart by what is in them,
and gives tables as plain rows and the media. All is read from a private copy within bounds, so a
collection may be open in Anki meanwhile, and a hostile file is refused with a sentence.
"""

from quizgen.anki_file.messages import Message, parse_message
from quizgen.anki_file.opening import head_of, is_anki, opened
from quizgen.anki_file.settings import offset_of, rollover_of
from quizgen.anki_file.tables import NEWEST_SCHEMA, AnkiFile

__all__ = [
    "NEWEST_SCHEMA",
    "AnkiFile",
    "Message",
    "head_of",
    "is_anki",
    "offset_of",
    "opened",
    "parse_message",
    "rollover_of",
]
