"""Renders papers and their keys."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from markupsafe import Markup

from quizgen import markup
from quizgen.export.handout.files import answer_sheet_file, key_file, keys_file, paper_file
from quizgen.export.handout.measures import measures
from quizgen.export.pages import Pages, element, html
from quizgen.model import Image
from quizgen.sheets import (
    Entry,
    KeyEntry,
    Paper,
    Sheet,
    SheetRecord,
    answer_sheet,
    key_bands,
    key_of,
    lay_out,
    sources,
)
from quizgen.sheets.areas import Form, Lines
from quizgen.sheets.key_table import MOST_VERSIONS
from quizgen.wording import GAPS
from quizgen.wording.grammar import counted

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
    large_print: bool = False
    #: The answers are written on a page of their own.
    answers_apart: bool = False
    #: The user's own templates.
    folders: tuple[Path, ...] = ()


def render(record: SheetRecord, name: str, look: Look) -> dict[str, str]:
    """Return each paper of a record and its key as HTML pages, by the names of their files."""
    pages = Pages(*look.folders, filters={"stem": stem})
    sheets = [lay_out(record, it, answers_apart=look.answers_apart) for it in record.papers]
    keys = [key_of(sheet) for sheet in sheets]
    files = {}
    for sheet, key in zip(sheets, keys, strict=True):
        values = _values(sheet, key, look)
        files[paper_file(name, sheet.version)] = pages.render("handout/paper.html", values)
        if look.answers_apart:
            file = answer_sheet_file(name, sheet.version)
            files[file] = pages.render("handout/answer-sheet.html", values)
        files[key_file(name, sheet.version)] = pages.render("handout/key.html", values)
    if len(sheets) > 1:
        values = {
            **_values(sheets[0], keys[0], look),
            "code": record.code,
            "sheets": tuple(zip(sheets, keys, strict=True)),
            "bands": key_bands(keys) if len(keys) <= MOST_VERSIONS else (),
        }
        files[keys_file(name)] = pages.render("handout/keys.html", values)
    return files


def render_key(record: SheetRecord, paper: Paper, look: Look) -> str:
    """Return the key of one paper as an HTML page."""
    pages = Pages(*look.folders, filters={"stem": stem})
    sheet = lay_out(record, paper, answers_apart=look.answers_apart)
    return pages.render("handout/key.html", _values(sheet, key_of(sheet), look))


def _values(sheet: Sheet, key: tuple[KeyEntry, ...], look: Look) -> dict[str, object]:
    page = measures(look.paper, large_print=look.large_print)
    return {
        "sheet": sheet,
        "code": sheet.code,
        "paper": look.paper,
        "large_print": look.large_print,
        "page": page,
        "pictures": look.pictures,
        "answers": key,
        "sources": sources(sheet),
        "sections": answer_sheet(sheet) if look.answers_apart else (),
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
    content = GAPS.sub(gap, content)
    if worth:
        points = counted(question.points, "point")
        content += f' <bdi class="worth" dir="ltr">({points})</bdi>'
    return element("p", text, content, question.language, "stem")


def _reminder(text: str) -> str:
    """Return the beginning of a long text, up to a whole word; nothing for a short one."""
    text = markup.plain(text)
    if len(text) <= _LONGEST_REMINDER:
        return ""
    return _LAST_WORD.sub("", text[:_LONGEST_REMINDER]) + " …"
