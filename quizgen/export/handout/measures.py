"""How much a page holds; estimates that decide what may be split."""

from dataclasses import dataclass
from typing import assert_never

from quizgen.markup import plain
from quizgen.sheets import Entry
from quizgen.sheets.areas import Boxes, Bubbles, Columns, Lines

#: As many lines as the tallest picture that a page shows.
_PICTURE = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """A page in letters of its size."""

    #: Characters in a line, cautiously.
    width: int
    #: Lines of a page below the heading of a part.
    lines: int
    #: Characters of the title that fit into a footer.
    footer: int
    #: How long a line for a name fits into the margin above, beside the version; in characters.
    name: int = 36

    def fits(self, entry: Entry) -> bool:
        """Tell whether a question has room on one page; if not, it must not be kept together."""
        return self._height(entry) <= self.lines

    def near(self, *entries: Entry) -> bool:
        """Tell whether questions are so short that keeping them together wastes no paper."""
        return sum(self._height(entry) + 1 for entry in entries) <= self.lines / 3

    def _height(self, entry: Entry) -> float:
        lines = self._lines(entry.question.stem) + _PICTURE * bool(entry.question.image)
        match entry.area:
            case Bubbles(bubbles=bubbles):
                return lines + sum(self._lines(it.option.text) + 0.4 for it in bubbles)
            case Boxes(items=items):
                return lines + sum(self._boxed(item) for item in items)
            case Columns(left=left, right=right):
                sides = (left, [text for _, text in right])
                return lines + max(sum(self._boxed(it, columns=2) for it in side) for side in sides)
            case Lines(count=count):
                return lines + 1.6 * count
            case never:
                assert_never(never)

    def _boxed(self, text: str, columns: int = 1) -> float:
        return max(self._lines(text, columns) + 0.25, 1.9)

    def _lines(self, text: str, columns: int = 1) -> float:
        width = self.width // columns
        return sum(1 + len(part) // width for part in plain(text).split("\n"))


def measures(paper: str, *, large_print: bool) -> Measures:
    """Return what a page of a size holds, by the name that CSS has for it."""
    if paper == "a5":
        if large_print:
            return Measures(width=28, lines=21, footer=14, name=8)
        return Measures(width=50, lines=32, footer=40, name=24)
    if large_print:
        return Measures(width=54, lines=30, footer=46, name=28)
    return Measures(width=88, lines=46, footer=84)
