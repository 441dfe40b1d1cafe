"""Renders a guide as a page."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from importlib.resources.abc import Traversable
from itertools import groupby, pairwise
from typing import assert_never
from unicodedata import east_asian_width

from markupsafe import Markup

from quizgen import markup
from quizgen.export.pages import Pages, direction, element, html
from quizgen.export.study_guide.entries import (
    Answered,
    Block,
    Definition,
    Glossary,
    Guide,
    Listing,
    Notes,
    Row,
    Sentence,
    Table,
    Told,
)
from quizgen.model import Image
from quizgen.wording.grammar import ended

#: Stand around what is to stand out while the markup is read; no text that holds them has any.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARKED = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}")
_TAG = re.compile(r"<(/?)(\w+)[^>]*>")

#: How wide the widest item may be, in characters, with so many columns.
_COLUMNS = ((3, 18), (2, 32))
_FEWEST_IN_COLUMNS = 4
_LARGER = 1.5
#: Of a table's columns, in characters, and what stands between two of them.
_NARROWEST, _SPACE = 9, 3
#: Characters that a line holds, and lines that are never split.
_LINE, _MOST_LINES = 88, 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the user wants of the page."""

    #: A page size by its CSS name; empty where the printer decides.
    paper: str = ""
    columns: int = 1
    large_print: bool = False
    #: The user's own templates.
    folders: tuple[Traversable, ...] = ()


def render(guide: Guide, pictures: Mapping[Image, str], look: Look) -> str:
    """Return a guide as an HTML page; ``pictures`` are data URIs of those that can be shown."""
    pages = Pages(
        *look.folders,
        filters={
            "form": form,
            "is_long": is_long,
            "runs": runs,
            "sentence": said,
            "ended": ended,
            "item_columns": item_columns,
            "widths": widths,
        },
    )
    values = {"guide": guide, "pictures": pictures, "look": look}
    return pages.render("study-guide/guide.html", values)


def form(block: Block) -> str:
    """Return the name of the form in which a block is set."""
    match block:
        case Glossary():
            return "glossary"
        case Answered():
            return "answered"
        case Told():
            return "told"
        case Listing():
            return "listing"
        case Table():
            return "table"
        case never:
            assert_never(never)


def said(sentence: Sentence, language: str, stress: str = "b") -> Markup:
    """Render a sentence, its keys standing out in a tag."""
    content = _with_keys(sentence, stress) or html(sentence.text)
    return element("bdi", sentence.text, content, language)


def _with_keys(sentence: Sentence, stress: str) -> str:
    """Return a sentence as HTML with its keys in a tag; nothing where that breaks its markup."""
    text = sentence.text
    if _OPEN in text or _CLOSE in text or any(a[1] > b[0] for a, b in pairwise(sentence.keys)):
        return ""
    marked, end = "", 0
    for start, stop in sentence.keys:
        marked += f"{text[end:start]}{_OPEN}{text[start:stop]}{_CLOSE}"
        end = stop
    marked += text[end:]
    content = html(marked)
    found = _MARKED.findall(content)
    bare = content.replace(_OPEN, "").replace(_CLOSE, "")
    if bare != html(text) or len(found) != len(sentence.keys):
        return ""
    if not all(map(_is_balanced, found)):
        return ""
    return _MARKED.sub(lambda key: _stressed(key[1], stress), content)


def _stressed(content: str, stress: str) -> str:
    """Return a key as an element whose direction stays inside it: a figure keeps its unit."""
    way = direction(unescape(_TAG.sub("", content)))
    return f'<{stress} dir="{way or "ltr"}">{content}</{stress}>'


def _is_balanced(content: str) -> bool:
    """Tell whether every tag of a piece of HTML is opened and closed inside it."""
    open_: list[str] = []
    for closing, name in _TAG.findall(content):
        if not closing:
            open_.append(name)
        elif not open_ or open_.pop() != name:
            return False
    return not open_


def runs(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """Yield the blocks in runs; a table is one of its own, for it takes the page's whole width."""
    for is_table, run in groupby(blocks, key=lambda block: isinstance(block, Table)):
        if is_table:
            yield from ((block,) for block in run)
        else:
            yield tuple(run)


def item_columns(listing: Listing, look: Look) -> int:
    """Return in how many columns the items of a list stand."""
    narrow = look.columns * (_LARGER if look.large_print else 1)
    widest = narrow * max(map(_width, listing.items))
    fitting = (count for count, most in _COLUMNS if widest <= most)
    return next(fitting, 1) if len(listing.items) >= _FEWEST_IN_COLUMNS else 1


def widths(table: Table, look: Look) -> tuple[int, ...]:
    """Return how wide the columns of a table are, in hundredths of it.

    Narrow ones get what they need, wide ones share the rest.
    """
    columns = [
        [table.subjects, *(row.subject for row in table.rows)],
        [table.values, *(f"{row.values} {row.also}" for row in table.rows)],
    ]
    if table.has_remarks:
        columns.append([text for row in table.rows for text in _remarks(row.notes)])
    wanted = [_wanted(texts) for texts in columns]
    line = left = _LINE / (_LARGER if look.large_print else 1)
    found = [0.0] * len(wanted)
    for done, column in enumerate(sorted(range(len(wanted)), key=wanted.__getitem__)):
        found[column] = min(wanted[column], left / (len(wanted) - done))
        left -= found[column]
    found[-1] += left
    return tuple(round(100 * width / line) for width in found)


def _wanted(texts: Iterable[str]) -> int:
    return max(_NARROWEST, *map(_width, texts)) + _SPACE


def is_long(entry: Definition | Answered | Told | Listing | Row) -> bool:
    """Tell whether an entry takes so much of a page that it may be split over two."""
    match entry:
        case Definition(means=text) | Answered(ask=text):
            texts = [text]
        case Told(sentence=sentence):
            texts = [sentence.text]
        case Listing(items=items):
            texts = [*items]
        case Row(values=text):
            texts = [text]
        case never:
            assert_never(never)
    return sum(map(_lines, [*texts, *_remarks(entry.notes)])) > _MOST_LINES


def _remarks(notes: Notes) -> tuple[str, ...]:
    return notes.why, *(correction.text for correction in notes.corrections)


def _lines(text: str) -> int:
    return -(-_width(text) // _LINE)


def _width(text: str) -> int:
    """Return how wide a text is, in letters of the Latin alphabet."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in markup.plain(text))
