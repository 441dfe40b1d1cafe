"""The notes of a collection, each with its deck, and those of some decks only."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quizgen.export.anki.changes import named
from quizgen.importers.anki.note_types import Levels
from quizgen.importers.texts import cleaned
from quizgen.problems import RequestError

_SEPARATOR = "\x1f"
_OF_ANKI = frozenset({"leech", "marked"})
_DEFAULT = 1
_NOWHERE = ("Default",)
"""Where Anki puts what was put nowhere; that is no topic."""

_LISTED = 12
_BETWEEN = " · "

Rows = Callable[..., Iterable[Any]]
"""From the name of a table and of some of its columns to these columns, row by row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note as it stands in a collection, its fields in HTML."""

    #: Anki's id of it.
    id: int
    note_type: int
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    deck: Levels
    #: Numbers of the templates of which it has cards.
    cards: frozenset[int]


def read_notes(rows: Rows, decks: Mapping[int, Levels]) -> list[Note]:
    """Read all notes, in the order in which they were made.

    Rows that are none, as only a hostile file has them, are passed over.
    """
    places: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for note, deck, home, place in rows("cards", "nid", "did", "odid", "ord"):
        # A card in a filtered deck is at home in another.
        if all(type(it) is int for it in (note, deck, home, place)):
            places[note].append((place, home or deck))
    found = [
        Note(
            id=id_,
            note_type=kind,
            fields=tuple(str(fields).split(_SEPARATOR)),
            tags=tuple(it for it in cleaned(str(tags or "")).split() if it.lower() not in _OF_ANKI),
            deck=decks.get(min(places[id_])[1] if id_ in places else _DEFAULT, ()),
            cards=frozenset(place for place, _ in places.get(id_, ())),
        )
        for id_, kind, tags, fields in rows("notes", "id", "mid", "tags", "flds")
        if type(id_) is int and type(kind) is int
    ]
    return sorted(found, key=lambda note: note.id)


def in_decks(notes: Sequence[Note], names: Sequence[str]) -> list[Note]:
    """Keep the notes of the named decks and of those below them; all where none is named.

    Raises:
        RequestError: there is no such deck with notes in it.
    """
    if not names:
        return list(notes)
    there = sorted({note.deck[:depth] for note in notes for depth in range(1, len(note.deck) + 1)})
    wanted = []
    for name in names:
        levels = tuple(" ".join(level.split()).casefold() for level in name.split("::"))
        if levels not in {_folded(it) for it in there}:
            raise RequestError(f"--from-deck: there is no deck '{name}'", _listed(there))
        wanted.append(levels)
    return [note for note in notes if any(_folded(note.deck)[: len(it)] == it for it in wanted)]


def topics_of(decks: Iterable[Levels]) -> dict[Levels, str]:
    """Return the topic of each deck: its name below what all have in common, as short as can be."""
    all_ = sorted(set(decks))
    shared = 0
    while all_ and all(len(it) > shared and it[shared] == all_[0][shared] for it in all_):
        shared += 1
    below = {it: it[shared:] for it in all_}
    ends = Counter(it[-1].casefold() for it in below.values() if it)
    topics = {
        deck: _BETWEEN.join(levels if levels and ends[levels[-1].casefold()] > 1 else levels[-1:])
        for deck, levels in below.items()
    }
    return topics | {deck: "" for deck in topics if deck == _NOWHERE}


def deck_name(levels: Levels) -> str:
    """Return a deck's name as Anki shows it."""
    return "::".join(levels)


def _folded(levels: Levels) -> Levels:
    return tuple(level.casefold() for level in levels)


def _listed(decks: Sequence[Levels]) -> str:
    names = named((f"'{deck_name(it)}'" for it in decks), _LISTED)
    return f"there are {names}" if names else "it holds no notes"
