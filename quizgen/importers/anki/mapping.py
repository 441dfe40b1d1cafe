"""Which field of a note type becomes which key of a fact: as the user says, or a good guess."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from quizgen.export.anki.note_types import NOTE_TYPES
from quizgen.importers.anki.note_types import NoteType
from quizgen.importers.anki.sides import (
    Side,
    cloze_field,
    is_reverse,
    shown_in_front,
    sides_of,
    switches_of,
)
from quizgen.importers.columns import known_keys, meaning_of
from quizgen.problems import RequestError

IMAGE = "image"
NOT_KEPT = "-"
_OWN: Mapping[str, str] = {
    "Question": "ask",
    "Text": "ask",
    "Answer": "answer",
    "Also": "also",
    "Explanation": "why",
    "Source": "at",
    "Topic": "topic",
    "Hint": "hint",
    "Image": IMAGE,
}
"""Fields of quizgen's own notes."""

_EXTRA = frozenset({"notes", "note", "remarks", "remark", "info", "background", "mnemonic"})
_EXTRA_ENDS = _EXTRA | {"details", "extra", "explanation", "comment", "comments"}
_EXTRA_AT = frozenset({"source", "sources", "page", "reference", "book"})
_ASKED = {"ask": "ask", "term": "ask", "answer": "answer", "means": "answer"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldMap:
    """What the fields of a note type become."""

    note_type: NoteType
    #: Field → key of a fact; empty where the user passes it over.
    keys: Mapping[str, str]
    #: What is asked of each note; none for gaps.
    sides: tuple[Side, ...] = ()
    #: The number of the template that asks the first side the other way round.
    reverse: int | None = None
    #: Templates whose cards no fact of this deck stands for, by their number.
    unmade: Mapping[int, str] = field(default_factory=dict)
    is_given: bool = False
    #: They are quizgen's own notes.
    is_own: bool = False

    @property
    def not_kept(self) -> tuple[str, ...]:
        """Fields that no key takes, though they hold something."""
        if self.is_own:
            return ()
        said = {*self.keys, *switches_of(self.note_type)}
        return tuple(name for name in self.note_type.fields if name not in said)

    @property
    def in_words(self) -> dict[str, str]:
        """What each field becomes; the text with gaps becomes two keys."""
        if not self.note_type.is_cloze:
            return dict(self.keys)
        return {name: "say, cloze" if key == "ask" else key for name, key in self.keys.items()}

    def named(self, key: str) -> str:
        """Return the first field of a key; empty where there is none."""
        return next((name for name, own in self.keys.items() if own == key), "")


def mappings_of(note_types: Mapping[int, NoteType], wishes: Sequence[str]) -> dict[int, FieldMap]:
    """Return what becomes of each note type's fields.

    Args:
        note_types: by their ids.
        wishes: each as in ``Basic: ask=Front, answer=Back, -=Audio``.

    Raises:
        RequestError: a wish names a note type, a field or a key that there is not.
    """
    found = {id_: guessed(note_type) for id_, note_type in note_types.items()}
    for wish in wishes:
        note_type, rest = _note_type(wish, note_types.values())
        keys = _wished(rest, note_type)
        # Importing into Anki may leave two note types that are called and made the same.
        for id_, each in note_types.items():
            if (each.name, each.fields) == (note_type.name, note_type.fields):
                found[id_] = _given(each, keys)
    return found


def guessed(note_type: NoteType) -> FieldMap:
    """Guess by the templates and by the names of the fields."""
    own = {each.id for each in NOTE_TYPES.values()}
    if note_type.id in own:
        return _own(note_type)
    sides = [] if note_type.is_cloze else sides_of(note_type)
    if note_type.is_cloze:
        first: tuple[str, ...] = (cloze_field(note_type),)
    elif sides:
        first = (sides[0].ask, sides[0].answer)
    else:
        first = note_type.fields[:2]
        sides = [Side(place=0, name="", ask=first[0], answer=first[1])] if len(first) > 1 else []
    keys = dict(zip(first, ("ask", "answer"), strict=False))
    fronts = shown_in_front(note_type)
    for name in note_type.fields:
        if name not in keys and (key := _key_of(name, in_front=name in fronts)):
            keys[name] = key
    return _with_sides(note_type, keys, sides, given=False)


def _own(note_type: NoteType) -> FieldMap:
    keys = {name: _OWN[name] for name in note_type.fields if name in _OWN}
    keys |= {name: "wrong" for name in note_type.fields if name.startswith("Option")}
    ask, answer = ("Question", "Answer") if "Question" in keys else ("Text", "")
    sides = [Side(place=0, name="", ask=ask, answer=answer)] if answer else []
    return FieldMap(note_type=note_type, keys=keys, sides=tuple(sides), is_own=True)


def _with_sides(
    note_type: NoteType, keys: Mapping[str, str], sides: Sequence[Side], *, given: bool
) -> FieldMap:
    """Tell cards that ask the other way round, cards with a fact of their own, and others."""
    first = sides[:1]
    back = [it for it in sides[1:] if first and is_reverse(it, first[0])]
    mine = [*first, *(it for it in sides[1:] if it not in back and not given)]
    made = {it.place for it in (*mine, *back[:1])}
    unmade = {
        place: template.name
        for place, template in enumerate(note_type.templates)
        if place not in made and not note_type.is_cloze
    }
    return FieldMap(
        note_type=note_type,
        keys=keys,
        sides=tuple(mine),
        reverse=back[0].place if back else None,
        unmade=unmade,
        is_given=given,
    )


def _key_of(name: str, *, in_front: bool) -> str:
    """Guess what a further field holds; empty where nothing tells."""
    plain = name.strip().casefold()
    words = plain.replace("_", " ").split()
    if plain in _EXTRA_AT:
        return "at"
    meaning = meaning_of(name)
    if meaning is not None:
        return meaning if meaning not in {"ask", "answer", "term", "means", "id"} else ""
    if any(word in {"picture", "image", "photo", "pictures", "images"} for word in words):
        return IMAGE if in_front else ""
    if plain in _EXTRA or (words and words[-1] in _EXTRA_ENDS):
        return "why"
    return "at" if words and words[-1] in _EXTRA_AT else ""


def _given(note_type: NoteType, keys: Mapping[str, str]) -> FieldMap:
    roles = {_ASKED[key]: name for name, key in keys.items() if key in _ASKED}
    if note_type.is_cloze:
        return FieldMap(note_type=note_type, keys=keys, is_given=True)
    known = sides_of(note_type)
    ask, answer = roles["ask"], roles["answer"]
    mine = [it for it in known if (it.ask, it.answer) == (ask, answer)]
    first = mine[:1] or [Side(place=-1, name="", ask=ask, answer=answer)]
    rest = [it for it in known if it not in first]
    found = _with_sides(note_type, keys, [*first, *rest], given=True)
    if first[0].place >= 0:
        return found
    # None of the templates asks just that; the first is taken for the one that is meant.
    others = {place: name for place, name in found.unmade.items() if place}
    return FieldMap(
        note_type=note_type,
        keys=keys,
        sides=found.sides,
        reverse=found.reverse,
        unmade=others,
        is_given=True,
    )


def _note_type(wish: str, note_types: Iterable[NoteType]) -> tuple[NoteType, str]:
    """Return the note type that a wish begins with, and what it says of it.

    Raises:
        RequestError: there is none of that name.
    """
    by_length = sorted(note_types, key=lambda each: -len(each.name))
    for each in by_length:
        head, rest = wish.strip()[: len(each.name)], wish.strip()[len(each.name) :].lstrip()
        if head.casefold() == each.name.casefold() and rest.startswith(":"):
            return each, rest[1:]
    names = ", ".join(sorted(f"'{each.name}'" for each in by_length))
    raise RequestError(
        f"--fields: '{wish}' begins with no note type that has notes here",
        f"there are {names}; as in --fields 'Basic: ask=Front, answer=Back'",
    )


def _wished(text: str, note_type: NoteType) -> dict[str, str]:
    """Read ``ask=Front, answer=Back, -=Audio``.

    Raises:
        RequestError: a key or a field is not known, or question or answer is missing.
    """
    by_name = {name.casefold(): name for name in note_type.fields}
    found: dict[str, str] = {}
    for part in _parts(text):
        key, _, name = (each.strip() for each in part.partition("="))
        meaning = {NOT_KEPT: "", IMAGE: IMAGE}.get(key, meaning_of(key))
        if meaning is None or "=" not in part:
            raise RequestError(
                f"--fields: '{part.strip()}' names no key of a fact",
                f"there are {', '.join((*known_keys(), IMAGE))}, and - for what is not kept",
            )
        if name.casefold() not in by_name:
            raise RequestError(
                f"--fields: '{note_type.name}' has no field '{name}'",
                f"there are {', '.join(note_type.fields)}",
            )
        if by_name[name.casefold()] in found:
            raise RequestError(
                f"--fields: '{by_name[name.casefold()]}' of '{note_type.name}' has two keys",
                "give each field one",
            )
        found[by_name[name.casefold()]] = meaning
    _refuse_twice(found, note_type)
    needed = {"ask"} if note_type.is_cloze else {"ask", "answer"}
    if not needed <= {_ASKED.get(key, "") for key in found.values()}:
        what = "the text with the gaps (ask)" if note_type.is_cloze else "question or answer"
        raise RequestError(
            f"--fields: {what} of '{note_type.name}' is missing",
            f"as in '{note_type.name}: ask={', answer='.join(note_type.fields[:2])}'",
        )
    return found


def _refuse_twice(keys: Mapping[str, str], note_type: NoteType) -> None:
    """Refuse two fields that ask, or two that answer.

    Raises:
        RequestError: there are some.
    """
    for role in dict.fromkeys(_ASKED.values()):
        names = [name for name, key in keys.items() if _ASKED.get(key) == role]
        if len(names) > 1:
            both = " and ".join(f"'{name}'" for name in names)
            what = "question" if role == "ask" else "answer"
            raise RequestError(
                f"--fields: {both} of '{note_type.name}' cannot both be the {what}",
                "give one of them another key, such as why or hint",
            )


def _parts(text: str) -> list[str]:
    """Split at commas; the name of a field may hold some."""
    found: list[str] = []
    for part in text.split(","):
        if "=" in part or not found:
            found.append(part)
        else:
            found[-1] += f",{part}"
    return [part for part in found if part.strip()]
