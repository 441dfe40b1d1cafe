"""Passages with their widths measured: how high they come out in a size of type and a width."""

from dataclasses import dataclass
from functools import cached_property

from quizgen.export.flashcards.sides import Columned, Passage, Tone
from quizgen.export.flashcards.widths import (
    Measured,
    formula_rooms,
    heights,
    line_count,
    measured,
    unbroken,
    widest,
)

POINT = 25.4 / 72
"""Millimetres."""
ROW_GAP = 0.5
"""Millimetres between the rows of a passage of several texts."""
COLUMN_GAP = 4.0
"""Millimetres between two columns."""
LABEL = 2.1
"""The room of a label, in em."""

_MANY = 6
"""So many short options stand in two columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How a side is set: sizes of type in points, by tone, and the picture's height in mm."""

    lead: float
    lines: float
    small: float
    #: 0 without a picture.
    picture: float = 0

    def size(self, tone: Tone) -> float:
        """Return the size of a tone."""
        return {Tone.LEAD: self.lead, Tone.LINES: self.lines, Tone.SMALL: self.small}[tone]


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A passage, ready to be tried in many sizes."""

    passage: Passage

    @cached_property
    def texts(self) -> tuple[Measured, ...]:
        """The widths of its texts."""
        return self._measured(read=True)

    @cached_property
    def words(self) -> tuple[Measured, ...]:
        """The widths of its texts where each formula is one word."""
        return self._measured(read=False) if self.stiff else self.texts

    @cached_property
    def heights(self) -> tuple[tuple[float, float, int], ...]:
        """How high a line of each text is in em, what a formula adds, and how many there are."""
        return tuple(heights(line.text) for line in self.passage.lines)

    @cached_property
    def stiff(self) -> float:
        """How wide the widest formula is, in em: no line ends inside it."""
        rooms = (room for line in self.passage.lines for room in formula_rooms(line.text))
        return max((room.width for room in rooms), default=0)

    @property
    def labelled(self) -> bool:
        """Whether its texts have letters before them."""
        return any(line.label for line in self.passage.lines)

    def columns(self, fit: Fit, width: float) -> int:
        """Return in how many columns its texts stand."""
        if len(self.texts) < _MANY or self.passage.role != "options":
            return 1
        room = self._room(fit, (width - COLUMN_GAP) / 2)
        one_line = all(line_count(text, room) == 1 for text in self.texts)
        return 2 if one_line and not self.stiff else 1

    def width(self, fit: Fit, width: float) -> float:
        """Return how many millimetres wide it is to be, so that it can stand in the middle.

        It is not left to the engines: WeasyPrint takes some lists for narrower than they are.
        """
        longest = max(unbroken(text) for text in self.texts)
        label = LABEL if self.labelled else 0
        return min(width, (longest + label) * self._size(fit) * POINT)

    def height(self, fit: Fit, width: float) -> float:
        """Return how many millimetres high it comes out at most."""
        columns = self.columns(fit, width)
        rows = -(-len(self.texts) // columns)
        room = self._room(fit, width)
        if columns > 1:
            lines = rows * max(line for line, _, _ in self.heights)
        else:
            lines = sum(
                _height(line_count(text, room), *height)
                for text, height in zip(self.texts, self.heights, strict=True)
            )
        return lines * self._size(fit) * POINT + (rows - 1) * ROW_GAP

    def fits(self, fit: Fit, width: float) -> bool:
        """Tell whether nothing that cannot be broken is too wide."""
        return self.stiff <= self._room(fit, width)

    def unbroken(self, fit: Fit, width: float) -> bool:
        """Tell whether no word is broken."""
        room = self._room(fit, width)
        return all(widest(text) <= room for text in self.words)

    def _measured(self, *, read: bool) -> tuple[Measured, ...]:
        passage = self.passage
        bold = passage.role == "answer"
        texts = (passage.before + line.text for line in passage.lines)
        return tuple(measured(text, bold=bold, read=read) for text in texts)

    def _size(self, fit: Fit) -> float:
        return fit.size(self.passage.tone)

    def _room(self, fit: Fit, width: float) -> float:
        return width / (self._size(fit) * POINT) - (LABEL if self.labelled else 0)


@dataclass(frozen=True, kw_only=True)
class ColumnedSetting:
    """Two passages beside each other."""

    left: Setting
    right: Setting

    def height(self, fit: Fit, width: float) -> float:
        """Return the height of the higher one."""
        half = (width - COLUMN_GAP) / 2
        return max(self.left.height(fit, half), self.right.height(fit, half))

    def fits(self, fit: Fit, width: float) -> bool:
        """Tell whether nothing that cannot be broken is too wide in either."""
        half = (width - COLUMN_GAP) / 2
        return self.left.fits(fit, half) and self.right.fits(fit, half)

    def unbroken(self, fit: Fit, width: float) -> bool:
        """Tell whether no word of either is broken."""
        half = (width - COLUMN_GAP) / 2
        return self.left.unbroken(fit, half) and self.right.unbroken(fit, half)


def setting_of(passage: Passage | Columned) -> Setting | ColumnedSetting:
    """Measure a passage."""
    if isinstance(passage, Columned):
        left, right = Setting(passage=passage.left), Setting(passage=passage.right)
        return ColumnedSetting(left=left, right=right)
    return Setting(passage=passage)


def _height(count: int, line: float, more: float, formulas: int) -> float:
    """Return how high so many lines are in em, of which some are higher for their formulas."""
    return count * line + min(count, formulas) * more
