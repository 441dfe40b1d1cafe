"""Papers: which question stands where, in which order its options are printed, and what is right.

Chance is spent once, when papers are arranged; a :class:`SheetRecord` keeps what came of it, so
that a paper can be marked as it was printed, whatever has become of its deck.
"""

from quizgen.sheets.arranging import arranged
from quizgen.sheets.codes import full_code, read_code
from quizgen.sheets.grouping import Grouping
from quizgen.sheets.key import KeyEntry, KeyLine, key_of, sources
from quizgen.sheets.layout import Block, Entry, Part, Sheet, lay_out
from quizgen.sheets.record import Paper, SheetRecord, Slot

__all__ = [
    "Block",
    "Entry",
    "Grouping",
    "KeyEntry",
    "KeyLine",
    "Paper",
    "Part",
    "Sheet",
    "SheetRecord",
    "Slot",
    "arranged",
    "full_code",
    "key_of",
    "lay_out",
    "read_code",
    "sources",
]
