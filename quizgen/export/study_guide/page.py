"""Renders a guide as a page."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from itertools import groupby, pairwise
from typing import assert_never

from markupsafe import Markup

from quizgen.export.pages import Pages, direction, element, html
from quizgen.export.study_guide.entries import (
    Answered,
    Block,
    Glossary,
    Guide,
    Listing,
    Sentence,
    Table,
    Told,
)
from quizgen.export.study_guide.measures import (
    Look,
    is_long,
    item_columns,
    table_columns,
    widths,
)
from quizgen.model import Image
from quizgen.wording.grammar import ended

#: Stand around what is to stand out while the markup is read; no text that holds them has any.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARKED = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}")
_TAG = re.compile(r"<(/?)(\w+)[^>]*>")


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
            "table_columns": table_columns,
            "widths": widths,
        },
    )
    values = {
        "guide": guide,
        "pictures": pictures,
        "look": look,
        "paper": look.paper,
        "large_print": look.large_print,
    }
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
