"""Statements with one of their blanks left out, or exchanged."""

import re
from collections.abc import Sequence

from quizgen.model import Blank, Statement
from quizgen.wording.grammar import BEFORE_LETTER, article, capitalised

GAP = "____"
"""Stands for what is left out; its width says nothing about it."""
GAPS = re.compile(f"{GAP}_*")
"""Where something is left out, however wide an author has drawn it."""

_INDEFINITE = re.compile(r"\b([Aa])n?(\s+[*`~^$(\[“‘\"'\\]*)$")


def with_gap(statement: Statement, blank: Blank, options: Sequence[str] = ()) -> str:
    """Return a statement with a gap for one blank; an English article fits each of the options."""
    before, after = _around(statement, blank)
    if len({article(option) for option in options}) > 1:
        before = _INDEFINITE.sub(r"\1/\1n\2", before)
    return before + GAP + after


def with_text(statement: Statement, blank: Blank, text: str, *, english: bool) -> str:
    """Return a statement with another text in the place of one blank."""
    before, after = _around(statement, blank)
    if english:
        number = "n" if article(text) == "an" else ""
        before = _INDEFINITE.sub(rf"\g<1>{number}\2", before)
    starts = not before.strip(BEFORE_LETTER)
    return before + (capitalised(text) if starts and blank.text[:1].isupper() else text) + after


def _around(statement: Statement, blank: Blank) -> tuple[str, str]:
    return statement.say[: blank.start], statement.say[blank.start + len(blank.text) :]
