"""What the templates of a note type ask, and which field answers it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from quizgen.importers.anki.note_types import NoteType, Template
from quizgen.importers.columns import meaning_of

_FIELD = re.compile(r"\{\{([^{}#^/!=][^{}]*)\}\}")
_CONDITION = re.compile(r"\{\{[#^]([^{}]*)\}\}")
_SPECIAL = frozenset({"FrontSide", "Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag", "CardID"})
_TAG = re.compile(
    r"<!--.*?-->|<(script|style|title)\b.*?</\1\s*>|<[^>]*>|\{\{[^{}]*\}\}|&\w+;",
    re.DOTALL | re.IGNORECASE,
)
_CLOZE = re.compile(r"\{\{[^{}]*\bcloze:([^{}:]+)\}\}")
_NO_TEXT = re.compile(r"audio|sound|pronunciation|image|picture|photo|\bid\b", re.IGNORECASE)
_ASIDE = frozenset({"hint", "tts", "type"})
"""Filters of fields that are not what is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A card of a note: the field that asks, the one that answers, and words around the first."""

    place: int
    name: str
    ask: str
    answer: str
    #: HTML before and after the field; both empty where the template adds no words.
    around: tuple[str, str] = ("", "")


def sides_of(note_type: NoteType) -> list[Side]:
    """Return the cards that ask with one field and are answered by another."""
    sides = (_side(at, it, note_type.fields) for at, it in enumerate(note_type.templates))
    return [side for side in sides if side is not None]


def cloze_field(note_type: NoteType) -> str:
    """Return the field that has the gaps; the first where no template tells."""
    for template in note_type.templates:
        for found in _CLOZE.finditer(template.front):
            if found[1].strip() in note_type.fields:
                return found[1].strip()
    return note_type.fields[0] if note_type.fields else ""


def is_reverse(side: Side, of: Side) -> bool:
    """Tell whether a card asks for what another asks with, and neither adds any words."""
    return (side.ask, side.answer) == (of.answer, of.ask) and not any(side.around + of.around)


def shown_in_front(note_type: NoteType) -> frozenset[str]:
    """Return the fields that some template shows with its question."""
    fronts = (template.front for template in note_type.templates)
    return frozenset(name for front in fronts for name, _ in _fields(front, note_type.fields))


def switches_of(note_type: NoteType) -> frozenset[str]:
    """Return the fields that only say whether there is a card."""
    texts = [text for it in note_type.templates for text in (it.front, it.back)]
    shown = {name for text in texts for name, _ in _fields(text, note_type.fields)}
    asked = {found[1].strip() for text in texts for found in _CONDITION.finditer(text)}
    return frozenset(asked.intersection(note_type.fields) - shown)


def _side(place: int, template: Template, fields: tuple[str, ...]) -> Side | None:
    front = _fields(template.front, fields)
    asked = [name for name, aside in front if not aside]
    seen = {name for name, aside in front if not aside}
    back = [name for name, _ in _fields(template.back, fields) if name not in seen]
    typed = [name for name, aside in front if aside == "type"]
    answers = [*(name for name in typed if name not in seen), *back]
    if not asked or not answers:
        return None
    return Side(
        place=place,
        name=template.name,
        ask=_likeliest(asked, ("ask", "term")),
        answer=_likeliest(answers, ("answer", "means")),
        around=_around(template.front, asked),
    )


def _likeliest(names: Sequence[str], keys: Collection[str]) -> str:
    """Return the field that is called like a key; else the first that may be a text."""
    called = (name for name in names if meaning_of(name) in keys)
    texts = (name for name in names if not _NO_TEXT.search(name))
    return next(called, next(texts, names[0]))


def _fields(text: str, fields: tuple[str, ...]) -> list[tuple[str, str]]:
    """List the fields that a side shows, each with the filter that makes it no question."""
    found = []
    for match in _FIELD.finditer(text):
        *filters, name = (part.strip() for part in match[1].split(":"))
        aside = next((it.split()[0] for it in filters if it and it.split()[0] in _ASIDE), "")
        if name in fields and name not in _SPECIAL:
            found.append((name, aside))
    return found


def _around(front: str, asked: list[str]) -> tuple[str, str]:
    """Return the words of a template around its only field."""
    shown = [match for match in _FIELD.finditer(front) if match[1].split(":")[-1].strip() in asked]
    if len(shown) != 1 or not re.search(r"\w", _TAG.sub("", front)):
        return "", ""
    before, after = front[: shown[0].start()], front[shown[0].end() :]
    return _worded(before), _worded(after)


def _worded(text: str) -> str:
    """Leave nothing of a template but its words and their markup."""
    return re.sub(r"\{\{[^{}]*\}\}", "", text)
