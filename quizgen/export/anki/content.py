"""What stands in a note: a question's texts in the fields of its form."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from html import escape
from typing import assert_never

from quizgen import markup
from quizgen.export.anki.answer_fields import answer_fields
from quizgen.export.anki.field_text import field_html, sanitised_tags
from quizgen.export.anki.note_types import MOST_ITEMS, MOST_OPTIONS, NOTE_TYPES, Form
from quizgen.model import (
    AcceptedKey,
    Choice,
    Citation,
    ListKey,
    Match,
    NumberKey,
    Order,
    Question,
    Recall,
    Response,
    Typed,
)

RETIRED_TAG = "quizgen-retired"
_RETIRED = "The author has retired this card: its deck no longer holds it. Suspend or delete it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A note without its identity."""

    form: Form
    fields: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a note says besides its question."""

    key: str
    notice: str
    #: Address of each source that has one, by its id.
    links: Mapping[str, str]
    #: The picture as HTML; empty without one.
    image: str
    retired: bool


def digest_of(content: Content) -> str:
    """Return a short digest of everything that Anki would replace in an update."""
    text = json.dumps([content.form, content.fields, content.tags])
    return sha256(text.encode()).hexdigest()[:16]


def under_key(content: Content, key: str) -> Content:
    """Return a note as it would be if it were another note's successor."""
    at = NOTE_TYPES[content.form].fields.index("Id")
    fields = (*content.fields[:at], escape(key), *content.fields[at + 1 :])
    return replace(content, fields=fields)


def unsuited(question: Question) -> str:
    """Say what a question asks for that no note can hold; nothing where a note can."""
    response = question.response
    match response:
        case Recall() | Typed():
            return ""
        case Choice():
            many = len(response.options) > MOST_OPTIONS
            return f"more than {MOST_OPTIONS} options" if many else ""
        case Order():
            many = len(response.items) > MOST_ITEMS
            return f"putting more than {MOST_ITEMS} items in order" if many else ""
        case Match():
            # Each of its pairs is a card by itself; a note of several would mix their memories.
            return "matching"
        case _:
            assert_never(response)


def form_of(question: Question) -> Form:
    """Return the form of a question's kind; that of its response where the kind has none."""
    suited = _suited(question.response)
    return next((form for form in suited if form.value == question.kind), suited[0])


def _suited(response: Response) -> tuple[Form, ...]:
    """List the forms for a response; the first is for kinds without a form of their own."""
    match response:
        case Recall():
            return Form.RECALL, Form.REVERSE, Form.CLOZE
        case Typed():
            return _for_key(response.key), Form.RECALL, Form.REVERSE, Form.CLOZE
        case Choice():
            return Form.CHOICE, Form.TRUE_FALSE
        case Order():
            return (Form.ORDERING,)
        case Match():
            return (Form.RECALL,)
        case _:
            assert_never(response)


def _for_key(key: AcceptedKey | NumberKey | ListKey) -> Form:
    match key:
        case AcceptedKey():
            return Form.TYPED
        case NumberKey():
            return Form.NUMERIC
        case ListKey():
            return Form.LIST
        case _:
            assert_never(key)


def content_of(question: Question, form: Form, around: Surroundings) -> Content:
    """Fill a form's fields; a note that learners have keeps its form, whatever is asked now."""
    texts = {"Question": field_html(question.stem)}
    texts |= answer_fields(question, form) | _common(question, around)
    fields = tuple(texts.get(name, "") for name in NOTE_TYPES[form].fields)
    return Content(form=form, fields=fields, tags=_tags(question, retired=around.retired))


def _common(question: Question, around: Surroundings) -> dict[str, str]:
    return {
        "Id": escape(around.key),
        "Explanation": field_html(question.explanation),
        "Source": _source(question.citation, around.links),
        "Topic": field_html(question.topic),
        "Hint": field_html(question.hint),
        "Image": around.image,
        "Notice": field_html(around.notice),
        "Retired": _RETIRED if around.retired else "",
        "Lang": escape(question.language),
    }


def _source(citation: Citation | None, links: Mapping[str, str]) -> str:
    if citation is None:
        return ""
    title = field_html(citation.title)
    link = links.get(citation.source, "")
    if link.startswith(("http://", "https://")):
        title = f'<a href="{escape(link)}">{title}</a>'
    where = ", ".join(part for part in (title, field_html(citation.at)) if part)
    quote = f"“{field_html(citation.quote)}”" if citation.quote else ""
    return ": ".join(part for part in (where, quote) if part)


def _tags(question: Question, *, retired: bool) -> tuple[str, ...]:
    topic = markup.plain(question.topic).replace("::", ":")
    return sanitised_tags(
        (
            *question.tags,
            *([f"topic::{topic}"] if topic else []),
            *([RETIRED_TAG] if retired else []),
        )
    )
