"""What the user is told of a stack of cards."""

from quizgen.export.flashcards.imposition import Flip
from quizgen.export.flashcards.sizes import SIZES, size_label
from quizgen.export.flashcards.stack import LongCard, Stack
from quizgen.wording.grammar import counted


def report(stack: Stack, file: str) -> tuple[str, ...]:
    """Return a sentence per line: what was written, how to print it, and what did not fit."""
    lines = [f"{file}: {extent(stack)}"]
    if stack.cards:
        lines.append(f"print it {how_to_print(stack)}, at 100 %")
    return (*lines, *(_too_long(card) for card in stack.long))


def extent(stack: Stack) -> str:
    """Say how many cards there are, how large, and on how many sheets."""
    width, height = SIZES[stack.printing.size]
    cards = counted(len(stack.cards), "card")
    sheets = counted(stack.sheets, "sheet")
    return f"{cards} of {width:g} × {height:g} mm, {stack.grid.cards} on a sheet, {sheets}"


def how_to_print(stack: Stack) -> str:
    """Say what to choose in the browser's print dialog."""
    paper = "A4" if stack.printing.paper == "a4" else "Letter"
    if stack.grid.fold:
        return f"on {paper}, on one side"
    edge = "long" if stack.printing.flip is Flip.LONG else "short"
    return f"on {paper}, on both sides, flipped on the {edge} edge"


def _too_long(it: LongCard) -> str:
    held = f"{size_label(it.holds)} would hold it" if it.holds else "no size would hold it"
    where = "it stands on the last page"
    return f"card {it.card.number}, {it.card.question.card}, is too long: {where}; {held}"
