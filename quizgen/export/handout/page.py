"""Renders the paper and its key."""

import re
from collections.abc import Mapping
from html import escape

from markupsafe import Markup

from quizgen import markup
from quizgen.export.handout.areas import Form, Lines
from quizgen.export.handout.key import key_of, sources
from quizgen.export.handout.sheet import Entry, Sheet
from quizgen.export.pages import Pages, element, html
from quizgen.model import Image
from quizgen.wording import GAP

_GAP = re.compile(f"{GAP}_*")
#: A heading says it of a whole part of the paper.
_TRUE_OR_FALSE = re.compile(r"^True or false[:?]\s+", re.IGNORECASE)
_LONGEST_REMINDER = 160
_LAST_WORD = re.compile(r"\s+\S{0,30}$")


def render(sheet: Sheet, pictures: Mapping[Image, str], paper: str) -> tuple[str, str]:
    """Return the paper and its key as HTML pages.

    Args:
        sheet: what to print.
        pictures: data URIs of the pictures that can be shown.
        paper: a page size by its CSS name; empty where the printer decides.
    """
    pages = Pages(filters={"stem": stem})
    values = {
        "sheet": sheet,
        "paper": paper,
        "pictures": pictures,
        "answers": key_of(sheet),
        "sources": sources(sheet),
    }
    return pages.render("handout/paper.html", values), pages.render("handout/key.html", values)


def stem(entry: Entry, *, worth: bool = False, brief: bool = False) -> Markup:
    """Return a stem as a paragraph.

    Args:
        entry: whose stem it is; its form decides how wide its gaps are.
        worth: say what it is worth.
        brief: shorten it to what reminds a marker of it.
    """
    question, text = entry.question, entry.question.stem
    if entry.form is Form.TRUE_FALSE:
        text = _TRUE_OR_FALSE.sub("", text, count=1)
    content = escape(_reminder(text)) if brief else ""
    content = content or html(text)
    room = entry.area.room if entry.form is Form.BLANK and isinstance(entry.area, Lines) else ""
    classes = f"gap {room}".rstrip()
    gap = f'<span class="{classes}" role="img" aria-label="blank"></span>'
    content = _GAP.sub(gap, content)
    if worth:
        points = f"{question.points} point{'' if question.points == 1 else 's'}"
        content += f' <bdi class="worth" dir="ltr">({points})</bdi>'
    return element("p", text, content, question.language, "stem")


def _reminder(text: str) -> str:
    """Return the beginning of a long text, up to a whole word; nothing for a short one."""
    text = markup.plain(text)
    if len(text) <= _LONGEST_REMINDER:
        return ""
    return _LAST_WORD.sub("", text[:_LONGEST_REMINDER]) + " …"
