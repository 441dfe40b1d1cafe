"""Renders papers and their keys."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from markupsafe import Markup

from quizgen import markup
from quizgen.export.handout.files import key_file, keys_file, paper_file
from quizgen.export.pages import Pages, element, html
from quizgen.model import Image
from quizgen.sheets import Entry, Paper, Sheet, SheetRecord, key_of, lay_out, sources
from quizgen.sheets.areas import Form, Lines
from quizgen.wording import GAP

_GAP = re.compile(f"{GAP}_*")
#: A heading says it of a whole part of the paper.
_TRUE_OR_FALSE = re.compile(r"^True or false[:?]\s+", re.IGNORECASE)
_LONGEST_REMINDER = 160
_LAST_WORD = re.compile(r"\s+\S{0,30}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How papers are to look."""

    #: A page size by its CSS name; empty where the printer decides.
    paper: str = ""
    #: Data URIs of the pictures that can be shown.
    pictures: Mapping[Image, str] = field(default_factory=dict)
    #: The user's own templates.
    folders: tuple[Path, ...] = ()


def render(record: SheetRecord, name: str, look: Look) -> dict[str, str]:
    """Return each paper of a record and its key as HTML pages, by the names of their files."""
    pages = Pages(*look.folders, filters={"stem": stem})
    sheets = [lay_out(record, paper) for paper in record.papers]
    files = {}
    for sheet in sheets:
        values = _values(sheet, look)
        files[paper_file(name, sheet.version)] = pages.render("handout/paper.html", values)
        files[key_file(name, sheet.version)] = pages.render("handout/key.html", values)
    if len(sheets) > 1:
        grids = {"sheets": [(sheet, key_of(sheet)) for sheet in sheets]}
        values = {**_values(sheets[0], look), **grids}
        files[keys_file(name)] = pages.render("handout/keys.html", values)
    return files


def render_key(record: SheetRecord, paper: Paper, look: Look) -> str:
    """Return the key of one paper as an HTML page."""
    pages = Pages(*look.folders, filters={"stem": stem})
    return pages.render("handout/key.html", _values(lay_out(record, paper), look))


def _values(sheet: Sheet, look: Look) -> dict[str, object]:
    return {
        "sheet": sheet,
        "paper": look.paper,
        "pictures": look.pictures,
        "answers": key_of(sheet),
        "sources": sources(sheet),
    }


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
