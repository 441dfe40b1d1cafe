"""How large the type of a card's side may be, so that all of it stays on the card.

Points for type, millimetres for everything else. The type is as large as is friendly; a long text
gets smaller type, down to the smallest that can be read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quizgen.export.flashcards.setting import (
    POINT,
    ColumnedSetting,
    Fit,
    Setting,
    setting_of,
)
from quizgen.export.flashcards.sides import Card, Columned, Content, Tone
from quizgen.export.flashcards.sizes import Extent
from quizgen.export.flashcards.widths import LINE_HEIGHT, heights, line_count, measured

GAP = 2.0
"""Between two passages."""
EDGE_SIZE = 6.5
"""Type at the edges of a card: topic, number, id and source."""
EDGE_LINE = EDGE_SIZE * POINT * LINE_HEIGHT

_LEADS = (26, 23, 20, 18, 16, 14.5, 13, 12, 11, 10, 9, 8, 7.25, 6.5)
_SMALLS = (10, 9, 8, 7.25, 6.5)
_SMALLEST = 6.5
_LARGEST = 0.48
"""Points for each millimetre of the shorter side of the room."""
_MOST_OF_LINES = 14
_COMFORTABLE = 11
"""Type above this leaves room around it and breaks no word; below, every bit of room is used."""
_AIRY = 0.72
_LEAST_PICTURE, _MOST_PICTURE = 0.34, 0.66
"""Of the height that there is."""
_NEAREST = 4.0
"""How near text may come to a cut."""
_PRINTABLE = 6.5
"""And to the edge of the paper, which few printers reach."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """How a card is divided, in millimetres."""

    card: Extent
    padding: float
    #: How high the deck's notice is, which stands above the lower edge of a back.
    notice: float = 0

    @property
    def width(self) -> float:
        """Of everything on the card."""
        return self.card.width - 2 * self.padding

    @property
    def top(self) -> float:
        """From the card's edge to the middle part."""
        return self.padding + EDGE_LINE + GAP / 2

    def bottom(self, *, back: bool) -> float:
        """From the middle part to the card's edge."""
        return self.padding + EDGE_LINE + (self.notice if back else 0) + GAP / 2

    def middle(self, *, back: bool) -> Extent:
        """The room between the edges."""
        return Extent(self.width, self.card.height - self.top - self.bottom(back=back))


def frame_of(card: Extent, margin: float, notice: str) -> Frame:
    """Divide a card.

    Args:
        card: its size.
        margin: the least distance of a cut from the edge of the paper.
        notice: what every back has to say.
    """
    padding = max(_NEAREST, _PRINTABLE - margin)
    width = (card.width - 2 * padding) / (EDGE_SIZE * POINT)
    lines = line_count(measured(notice), width) if notice else 0
    line, more, formulas = heights(notice)
    height = (lines * line + formulas * more) * EDGE_SIZE * POINT
    return Frame(card=card, padding=padding, notice=height)


def fit_card(card: Card, frame: Frame) -> tuple[Fit, Fit] | None:
    """Return how both sides are set; nothing where one is too long for the card."""
    front = fit(card.front, frame.middle(back=False))
    back = fit(card.back, frame.middle(back=True)) if front else None
    return (front, back) if front and back else None


def fit(content: Content, room: Extent) -> Fit | None:
    """Return the largest friendly type; nothing where even the smallest needs more room."""
    settings = [setting_of(passage) for passage in content.passages]
    tried = (_tried(sizes, settings, content, room) for sizes in _sizes(content, room))
    return next((found for found in tried if found), None)


def _tried(
    sizes: Fit, settings: Sequence[Setting | ColumnedSetting], content: Content, room: Extent
) -> Fit | None:
    if not all(setting.fits(sizes, room.width) for setting in settings):
        return None
    airy = sizes.lead > _COMFORTABLE
    if airy and not all(setting.unbroken(sizes, room.width) for setting in settings):
        return None
    height = sum(setting.height(sizes, room.width) for setting in settings)
    left = room.height - height - GAP * (len(settings) - 1)
    if content.image:
        picture = min(left - GAP, room.height * _MOST_PICTURE)
        enough = picture >= room.height * _LEAST_PICTURE
        return replace(sizes, picture=round(picture, 2)) if enough else None
    return sizes if left >= (room.height * (1 - _AIRY) if airy else 0) else None


def _sizes(content: Content, room: Extent) -> Iterator[Fit]:
    """Yield sizes to try, larger ones first; small type gives way before the lead does."""
    largest = max(min(room) * _LARGEST, _SMALLEST)
    several = any(isinstance(it, Columned) or it.tone is Tone.LINES for it in content.passages)
    for lead in _LEADS:
        if lead > largest:
            continue
        lines = max(_SMALLEST, min(lead * 0.86, _MOST_OF_LINES)) if several else lead
        least, most = min(0.45 * lead, _SMALLS[0]), max(0.8 * lead, _SMALLEST)
        for small in (size for size in _SMALLS if least <= size <= most):
            yield Fit(lead=lead, lines=round(lines, 2), small=small)
