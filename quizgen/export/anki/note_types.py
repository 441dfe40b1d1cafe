"""The frozen note types: ids, fields and templates that learners' collections already hold.

Anki skips every note whose type has other fields than the learner's, so nothing here may be
renumbered, renamed, added or taken away; what comes later goes into the spare fields, or into a
note type of its own. Only the texts under ``templates/anki`` may change, together with
:data:`STYLED`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from quizgen.shipped import shipped

STYLED = 1_795_824_000
"""Unix seconds at which templates or style last changed.

Anki compares it with the learner's own copy, so it belongs to the release and not to any deck or
export: whoever adapts the style keeps it until the next change here. ``tests`` keep the history.
"""

MOST_OPTIONS = 8
"""How many options a choice note has room for."""

MOST_ITEMS = 12
"""How many items an ordering note has room for."""


class Form(StrEnum):
    """What a note looks like; one note type each."""

    RECALL = "recall"
    REVERSE = "reverse"
    CLOZE = "cloze"
    TYPED = "typed"
    CHOICE = "choice"
    TRUE_FALSE = "true-false"
    LIST = "list"
    NUMERIC = "numeric"
    ORDERING = "ordering"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteType:
    """One note type: a single template, so that a note is always one card."""

    id: int
    form: Form
    fields: tuple[str, ...]

    @property
    def name(self) -> str:
        """What Anki shows."""
        return f"quizgen {self.form}"

    @property
    def template_id(self) -> int:
        """The id by which Anki knows the template."""
        return self.id * 100

    def field_id(self, position: int) -> int:
        """The id by which Anki knows a field."""
        return self.id * 100 + position + 1


_FOOT = (
    "Explanation",
    "Source",
    "Topic",
    "Hint",
    "Image",
    "Notice",
    "Retired",
    "Lang",
    "Extra1",
    "Extra2",
    "Extra3",
    "Extra4",
)
_QUESTION = ("Id", "Question", "Answer", "Also", *_FOOT)
_OPTIONS = (
    "Id",
    "Question",
    *(f"Option{n}" for n in range(1, MOST_OPTIONS + 1)),
    "Correct",
    "Several",
    "Fixed",
    *(f"Why{n}" for n in range(1, MOST_OPTIONS + 1)),
    "Answer",
    *_FOOT,
)
_LIST = ("Id", "Question", "Answer", "Wanted", "Ordered", "Complete", *_FOOT)
_FIGURE = ("Id", "Question", "Answer", "Tolerance", "Unit", "Full", *_FOOT)
_ITEMS = (
    "Id",
    "Question",
    *(f"Item{n}" for n in range(1, MOST_ITEMS + 1)),
    "Order",
    "Answer",
    *_FOOT,
)

NOTE_TYPES: Mapping[Form, NoteType] = MappingProxyType(
    {
        note_type.form: note_type
        for note_type in (
            NoteType(id=1_721_846_093_117, form=Form.RECALL, fields=_QUESTION),
            NoteType(id=1_721_846_093_254, form=Form.REVERSE, fields=_QUESTION),
            NoteType(id=1_721_846_093_391, form=Form.CLOZE, fields=("Id", "Text", "Also", *_FOOT)),
            NoteType(id=1_721_846_093_528, form=Form.TYPED, fields=_QUESTION),
            NoteType(id=1_721_846_093_665, form=Form.CHOICE, fields=_OPTIONS),
            NoteType(id=1_721_846_093_802, form=Form.TRUE_FALSE, fields=_OPTIONS),
            NoteType(id=1_721_846_093_939, form=Form.LIST, fields=_LIST),
            NoteType(id=1_721_846_094_076, form=Form.NUMERIC, fields=_FIGURE),
            NoteType(id=1_721_846_094_213, form=Form.ORDERING, fields=_ITEMS),
        )
    }
)

_INCLUDE = re.compile(r"<!-- include (\S+) -->\n?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The two sides of a note type's card and their style."""

    front: str
    back: str
    style: str


@cache
def look(form: Form) -> Look:
    """Read a note type's templates, with the parts that they share put in."""
    return Look(
        front=_template(f"{form}/front.html"),
        back=_template(f"{form}/back.html"),
        style=_template("style.css"),
    )


@cache
def _template(name: str) -> str:
    text = shipped("templates").joinpath("anki", name).read_text(encoding="utf-8")
    return _INCLUDE.sub(lambda found: _template(found[1]), text)
