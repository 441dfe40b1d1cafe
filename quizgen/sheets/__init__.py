"""Papers: which question stands where, in which order its options are printed, and what is right.

Chance is spent once, when papers are arranged; a :class:`SheetRecord` keeps what came of it, so
that a paper can be marked as it was printed, whatever has become of its deck.
"""

from quizgen.sheets.answer_sheet import Row, Section, answer_sheet
from quizgen.sheets.arranging import arranged
from quizgen.sheets.codes import full_code, read_code
from quizgen.sheets.grouping import Grouping
from quizgen.sheets.key import KeyEntry, KeyLine, key_of, sources
from quizgen.sheets.key_table import Band, KeyRow, key_bands
from quizgen.sheets.layout import Block, Entry, Part, Sheet, lay_out
from quizgen.sheets.record import Paper, SheetRecord, Slot

__all__ = [
    "Band",
    "Block",
    "Entry",
    "Grouping",
    "KeyEntry",
    "KeyLine",
    "KeyRow",
    "Paper",
    "Part",
    "Row",
    "Section",
    "Sheet",
    "SheetRecord",
    "Slot",
    "answer_sheet",
    "arranged",
    "full_code",
    "key_bands",
    "key_of",
    "lay_out",
    "read_code",
    "sources",
]
