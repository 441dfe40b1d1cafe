"""Note types and decks of a collection, of either schema, as far as making a deck needs them."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from quizgen.anki_file import AnkiFile, Message, parse_message
from quizgen.anki_file.tables import broken_collection
from quizgen.importers.texts import cleaned

_CLOZE = 1
_OCCLUSION = 6
_KIND, _STOCK = 1, 9
_FRONT, _BACK = 1, 2
_LEVEL = re.compile("\x1f|::")

Levels = tuple[str, ...]
"""A deck's name, level by level."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """What makes a card of a note: both sides in HTML with ``{{Field}}``."""

    name: str
    front: str
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteType:
    """The fields of some notes and the cards that they make."""

    id: int
    name: str
    fields: tuple[str, ...]
    #: By their number.
    templates: tuple[Template, ...]
    is_cloze: bool = False
    #: A picture with hidden parts.
    is_occlusion: bool = False


def read_note_types(file: AnkiFile) -> dict[int, NoteType]:
    """Return the note types by their ids.

    Raises:
        RequestError: they are damaged.
    """
    try:
        found = _from_json(file) if file.schema < _TABLES else _from_tables(file)
        return {each.id: each for each in found}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise broken_collection(file.name, "its note types cannot be read") from error


def read_decks(file: AnkiFile) -> dict[int, Levels]:
    """Return the names of the decks by their ids.

    Raises:
        RequestError: they are damaged.
    """
    try:
        if file.schema < _TABLES:
            named = [(int(key), deck["name"]) for key, deck in _json_of(file, "decks").items()]
        else:
            named = [(int(key), name) for key, name in file.rows("decks", "id", "name")]
        return {key: _levels(str(name)) for key, name in named}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise broken_collection(file.name, "its decks cannot be read") from error


_TABLES = 18
"""The schema that has tables for note types and decks."""


def _levels(name: str) -> Levels:
    levels = (" ".join(cleaned(level).split()) for level in _LEVEL.split(name))
    return tuple(filter(None, levels))


def _json_of(file: AnkiFile, column: str) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for (text,) in file.rows("col", column):
        found |= json.loads(text)
    return found


def _from_json(file: AnkiFile) -> Iterator[NoteType]:
    for key, model in _json_of(file, "models").items():
        yield NoteType(
            id=int(key),
            name=_name(model["name"]),
            fields=tuple(_name(each["name"]) for each in _in_order(model["flds"])),
            templates=tuple(
                Template(name=_name(each["name"]), front=str(each["qfmt"]), back=str(each["afmt"]))
                for each in _in_order(model["tmpls"])
            ),
            is_cloze=model.get("type", 0) == _CLOZE,
            is_occlusion=model.get("originalStockKind", 0) == _OCCLUSION,
        )


def _in_order(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(parts, key=lambda part: int(part["ord"]))


def _from_tables(file: AnkiFile) -> Iterator[NoteType]:
    fields: dict[int, list[tuple[int, str]]] = {}
    for owner, place, name in file.rows("fields", "ntid", "ord", "name"):
        fields.setdefault(int(owner), []).append((int(place), _name(name)))
    templates: dict[int, list[tuple[int, Template]]] = {}
    for owner, place, name, config in file.rows("templates", "ntid", "ord", "name", "config"):
        said = parse_message(bytes(config))
        made = Template(name=_name(name), front=_text(said, _FRONT), back=_text(said, _BACK))
        templates.setdefault(int(owner), []).append((int(place), made))
    for key, name, config in file.rows("notetypes", "id", "name", "config"):
        said = parse_message(bytes(config))
        yield NoteType(
            id=int(key),
            name=_name(name),
            fields=tuple(each for _, each in sorted(fields.get(key, []))),
            templates=tuple(
                each for _, each in sorted(templates.get(key, []), key=lambda pair: pair[0])
            ),
            is_cloze=said.get(_KIND, [0])[-1] == _CLOZE,
            is_occlusion=said.get(_STOCK, [0])[-1] == _OCCLUSION,
        )


def _name(text: object) -> str:
    return " ".join(cleaned(str(text)).split())


def _text(said: Message, field: int) -> str:
    [found] = said.get(field, [b""])[-1:]
    if not isinstance(found, bytes):
        raise ValueError("a template is no text")  # noqa: TRY004  # the file is wrong
    return found.decode("utf-8", "replace")
