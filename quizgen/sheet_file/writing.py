"""Writes a sheet record."""

import json

from quizgen.quiz_file import write_quiz
from quizgen.sheets import SheetRecord

FORMAT = 1
"""Of the record; a reader refuses what is newer than itself."""

SUFFIX = ".sheet.json"
"""How the names of sheet records end."""


def write_record(record: SheetRecord) -> str:
    """Return a record as JSON: its papers as numbers, and the quiz as ``generate`` prints it."""
    papers = [
        {
            "version": paper.version,
            "order": [slot.question for slot in paper.slots],
            "shown": [list(slot.shown) for slot in paper.slots],
        }
        for paper in record.papers
    ]
    head = {"sheet": FORMAT, "code": record.code, "group": str(record.grouping)}
    # One line for a paper: nobody reads its numbers one below the other.
    listed = ",\n".join(map(json.dumps, papers))
    lines = [
        *(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()),
        f'"papers": [\n{listed}\n]',
        f'"quiz": {write_quiz(record.quiz).rstrip()}',
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"
