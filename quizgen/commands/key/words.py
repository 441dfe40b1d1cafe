"""The key of a paper in a terminal: a grid to mark by, then the answers in full."""

from collections.abc import Iterator, Sequence

from quizgen.commands.mark.words import right_words
from quizgen.markup import plain
from quizgen.report import width
from quizgen.sheets import KeyEntry, Sheet, key_of
from quizgen.sheets.given import brief
from quizgen.terminal.sentences import source_text
from quizgen.terminal.verdicts import ended
from quizgen.wording.grammar import counted

_COLUMNS = 76
_GAP = 3
_STEM = 150
_LONGEST = 22
_BELOW = "below"


def key_lines(sheet: Sheet) -> Iterator[str]:
    """Say all that a marker needs of one paper."""
    answers = key_of(sheet)
    yield f"{plain(sheet.title)} – key of sheet {sheet.code}"
    sizes = counted(len(answers), "question"), counted(sheet.points, "point")
    yield f"{', '.join(sizes)}."
    yield ""
    yield from _grid(answers)
    for it in answers:
        yield ""
        yield from _answer(it, alone=bool(sheet.points_each))


def _grid(answers: Sequence[KeyEntry]) -> Iterator[str]:
    """Lay the short answers out in columns, to be read down."""
    cells = [f"{it.entry.number:>3} {_short(it)}" for it in answers]
    broad = max(map(width, cells)) + _GAP
    columns = max(1, _COLUMNS // broad)
    rows = -(-len(cells) // columns)
    for row in range(rows):
        line = [cell + " " * (broad - width(cell)) for cell in cells[row::rows]]
        yield "".join(line).rstrip()


def _short(it: KeyEntry) -> str:
    short = it.short if it.lines[0].label == "" else it.short.replace(" ", "")
    return short if short and len(short) <= _LONGEST else _BELOW


def _answer(it: KeyEntry, *, alone: bool) -> Iterator[str]:
    question = it.entry.question
    worth = "" if alone else f" ({counted(question.points, 'point')})"
    yield f"{it.entry.number}. {brief(it.entry, _STEM)}{worth}"
    yield f"   {ended(right_words(it.entry))}"
    if it.also:
        yield f"   Also right: {ended('; '.join(map(plain, it.also)))}"
    if question.explanation:
        yield f"   {plain(question.explanation)}"
    for line in it.wrong:
        yield f"   Not {line.label}: {plain(line.text)}"
    if source := source_text(question.citation):
        yield f"   {plain(source)}"
