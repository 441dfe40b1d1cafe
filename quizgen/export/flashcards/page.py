"""Renders a stack of cards as a page."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from markupsafe import Markup

from quizgen import markup
from quizgen.export.flashcards.fitting import EDGE_SIZE
from quizgen.export.flashcards.formulas import formula
from quizgen.export.flashcards.imposition import Cell, Side
from quizgen.export.flashcards.marks import cut_marks, fold_line
from quizgen.export.flashcards.setting import POINT, Fit, Setting
from quizgen.export.flashcards.sides import Card, Content, Passage
from quizgen.export.flashcards.sizes import PAPERS
from quizgen.export.flashcards.stack import SetCard, Stack
from quizgen.export.flashcards.widths import one_line, shortened
from quizgen.export.flashcards.words import extent, how_to_print
from quizgen.export.pages import Pages, element
from quizgen.markup import plain
from quizgen.model import Image
from quizgen.wording import GAPS

_LINE_END = re.compile(r"[ \t]*\n[ \t]*")
#: Underlined spaces, and no box: before a box's comma a line might end.
_BLANK = f'<span class="gap" role="img" aria-label="blank">{"&nbsp;" * 10}</span>'
_HALF = 0.48


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the page needs besides the cards."""

    #: Data URIs of the pictures that can be shown.
    pictures: Mapping[Image, str] = field(default_factory=dict)
    #: What the backs of a deck's cards have to say, where that is known; else what the quiz says.
    notices: Mapping[str, str] = field(default_factory=dict)
    #: How far right and down the backs are moved, in millimetres.
    back_offset: tuple[float, float] = (0, 0)
    #: The user's own templates.
    folders: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One side of a card in its place on the sheet; texts of the edges cut to their room."""

    card: Card
    side: Side
    content: Content
    fit: Fit
    turned: bool
    topic: str
    label: str
    source: str
    notice: str
    #: Millimetres from the corner of the sheet.
    left: float = 0
    top: float = 0


def render(stack: Stack, look: Look) -> str:
    """Return the page: the faces of the sheets as printed, then the cards that are too long."""
    pages = Pages(
        *look.folders,
        filters={"words": words, "mm": millimetres, "columns": _columns, "width": _width},
    )
    values = {
        "stack": stack,
        "paper": PAPERS[stack.printing.paper],
        "faces": [(face, list(_placed(stack, look, face.cells))) for face in stack.faces],
        "marks": cut_marks(stack.grid),
        "fold": fold_line(stack.grid),
        "pictures": look.pictures,
        "extent": extent(stack),
        "how_to_print": how_to_print(stack),
    }
    return pages.render("flashcards/cards.html", values)


def words(text: str, language: str = "en", tag: str = "bdi") -> Markup:
    """Return deck text as an element, its blanks drawn.

    Spaces at the end of a line go: WeasyPrint counts them when it looks how wide a list is.
    """
    content = GAPS.sub(_BLANK, markup.html(_LINE_END.sub("\n", text.strip()), formula))
    return element(tag, text, content, language)


def millimetres(number: float) -> str:
    """Return a CSS length."""
    return f"{round(number, 3):g}mm"


def _columns(passage: Passage, fit: Fit, width: float) -> str:
    """Return the class of a passage whose texts stand in two columns."""
    return "two" if Setting(passage=passage).columns(fit, width) > 1 else ""


def _width(passage: Passage, fit: Fit, width: float) -> str:
    """Return the width of a passage with letters, as CSS."""
    setting = Setting(passage=passage)
    narrow = setting.labelled and setting.columns(fit, width) == 1
    return millimetres(setting.width(fit, width) if narrow else width)


def _placed(stack: Stack, look: Look, cells: tuple[Cell, ...]) -> Iterator[Placed]:
    across, down = stack.grid.lines
    for cell in cells:
        it = stack.cards[cell.index]
        right, below = look.back_offset if cell.side is Side.BACK else (0, 0)
        side = _side(it, cell, stack, look)
        yield replace(side, left=across[cell.column] + right, top=down[cell.row] + below)


def _side(it: SetCard, cell: Cell, stack: Stack, look: Look) -> Placed:
    card, back = it.card, cell.side is Side.BACK
    notice = look.notices.get(card.question.deck, stack.quiz.notice)
    room = stack.frame.width / (EDGE_SIZE * POINT)
    label = shortened(_line(card.label), room * (_HALF if back and card.title else 1))
    return Placed(
        card=card,
        side=cell.side,
        content=card.back if back else card.front,
        fit=it.fit(cell.side),
        turned=cell.turned,
        topic=shortened(_line(card.question.topic), room - one_line(str(card.number)) - 1),
        label=label,
        source=_source(card, room - one_line(label) - 2) if back else "",
        notice=notice if back else "",
    )


def _source(card: Card, room: float) -> str:
    """Return what the answer rests on; where room is short, the place in it stays whole."""
    title, at = _line(card.title), _line(card.at)
    if not (title and at):
        return shortened(title or at, room)
    at = shortened(f", {at}", room * _HALF)
    return shortened(title, room - one_line(at)) + at


def _line(text: str) -> str:
    return " ".join(plain(text).split())
