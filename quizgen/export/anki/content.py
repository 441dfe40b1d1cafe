"""What stands in a note: a question's texts in the fields of its form."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from html import escape
from types import MappingProxyType
from typing import assert_never

from quizgen import markup, wording
from quizgen.export.anki.field_text import cloze_html, field_html, sanitised_tags
from quizgen.export.anki.note_types import MOST_OPTIONS, NOTE_TYPES, Form
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

_SUITED: Mapping[type[Response], tuple[Form, ...]] = MappingProxyType(
    {
        Recall: (Form.RECALL, Form.REVERSE, Form.CLOZE),
        Typed: (Form.TYPED, Form.RECALL, Form.REVERSE, Form.CLOZE),
        Choice: (Form.CHOICE, Form.TRUE_FALSE),
    }
)
"""The forms that can hold a response; the first is for kinds without a form of their own."""


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
        case Recall():
            return ""
        case Typed():
            return "typing several answers" if isinstance(response.key, ListKey) else ""
        case Choice():
            many = len(response.options) > MOST_OPTIONS
            return f"more than {MOST_OPTIONS} options" if many else ""
        case Order():
            return "putting in order"
        case Match():
            return "matching"
        case _:
            assert_never(response)


def form_of(question: Question) -> Form:
    """Return the form of a question's kind; that of its response where the kind has none."""
    suited = _SUITED[type(question.response)]
    return next((form for form in suited if form.value == question.kind), suited[0])


def content_of(question: Question, form: Form, around: Surroundings) -> Content:
    """Fill a form's fields; recall, reverse and cloze can each hold what the others do."""
    response = question.response
    texts = _answer(response) | {"Question": field_html(question.stem)}
    if isinstance(response, Choice):
        texts |= _choice(response)
    if form is Form.CLOZE:
        texts["Text"] = _sentence(question)
    texts |= _common(question, around)
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


def _answer(response: Response) -> dict[str, str]:
    key, also = key_texts(response)
    return {
        "Answer": "<br>".join(map(field_html, key)),
        "Also": f"also: {field_html('; '.join(also))}" if also else "",
    }


def key_texts(response: Response) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what the answer is, line by line, and what else counts as it."""
    match response:
        case Recall():
            return (response.answer,), response.also
        case Typed():
            return _typed_texts(response.key)
        case Choice():
            return tuple(option.text for option in response.options if option.correct), ()
        case Order():
            return response.items, ()
        case Match():
            return tuple(f"{left} → {right}" for left, right in response.pairs), ()
        case _:
            assert_never(response)


def _typed_texts(
    key: AcceptedKey | NumberKey | ListKey,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    match key:
        case AcceptedKey():
            return key.accepted[:1], key.accepted[1:]
        case NumberKey():
            # The question names the unit; the full figure is for the eye.
            figure = f"{key.value} ± {key.tolerance}" if key.tolerance else key.value
            full = wording.quantity(figure, key.unit)
            return (key.value,), (full,) if full != key.value else ()
        case ListKey():
            return tuple(forms[0] for forms in key.values), ()
        case _:
            assert_never(key)


def _sentence(question: Question) -> str:
    hidden = ", ".join(key_texts(question.response)[0])
    before, gap, after = question.stem.partition(wording.GAP)
    # A fact that was a statement once may be a plain question now.
    return cloze_html(before if gap else f"{before}\n", hidden, after)


def _choice(response: Choice) -> dict[str, str]:
    right = [str(n) for n, option in enumerate(response.options, start=1) if option.correct]
    texts = {
        "Correct": " ".join(right),
        "Several": "1" if response.several else "",
        "Fixed": "1" if response.fixed else "",
    }
    for n, option in enumerate(response.options, start=1):
        texts[f"Option{n}"] = field_html(option.text)
        texts[f"Why{n}"] = field_html(option.why)
    return texts


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
