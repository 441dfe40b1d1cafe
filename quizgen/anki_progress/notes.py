"""quizgen's own notes among those of a collection, with what Anki has logged of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any, NamedTuple

from quizgen.anki_cards import Entry, Sort
from quizgen.export.anki.identity import guid, keys_of, parts_of
from quizgen.export.anki.lock import parse_lock
from quizgen.export.anki.note_types import NOTE_TYPES
from quizgen.kinds import KINDS
from quizgen.model import CardId, Deck
from quizgen.problems import DeckError

Rows = Callable[..., Iterable[Any]]
"""From the name of a table and of some of its columns to these columns, row by row."""

_FORMS = {note_type.id: note_type.form.value for note_type in NOTE_TYPES.values()}
_COLUMNS = ("id", "ease", "ivl", "lastIvl", "factor", "time", "type")
"""Of Anki's log, as an :class:`Entry` has them."""

_USUAL = "recall"
_LONGEST_KEY = 1000
_LATEST = 253_402_214_400_000
_MOST_DAYS = 10**6
_MOST_SECONDS = _MOST_DAYS * 86_400
_SEPARATOR = "\x1f"


class Known(NamedTuple):
    """Which card a note is of, and in which kind; none where it is the card's own note."""

    card: CardId
    kind: str


class Note(NamedTuple):
    """A note of quizgen's in a collection, with its one card there."""

    guid: str
    card: CardId
    kind: str
    #: It is the card's own, and not one beside it that was made on request.
    home: bool
    #: Anki's number of the card.
    number: int
    #: 0 new, 1 learning, 2 review, 3 relearning.
    type: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a collection has of quizgen."""

    notes: tuple[Note, ...]
    #: What Anki has logged, by its number of the card, in order.
    entries: Mapping[int, tuple[Entry, ...]] = field(default_factory=dict)

    def by_card(self) -> dict[CardId, list[Note]]:
        """Return the notes of each card, its own first."""
        found: dict[CardId, list[Note]] = defaultdict(list)
        for note in sorted(self.notes, key=lambda it: (not it.home, it.kind, it.number)):
            found[note.card].append(note)
        return found

    def logged(self, note: Note) -> tuple[Entry, ...]:
        """Return what Anki has logged of a note."""
        return self.entries.get(note.number, ())


def known_notes(decks: Iterable[Deck], locks: Mapping[str, str]) -> dict[str, Known]:
    """Return the card of every note that decks make or have made, by its guid.

    ``locks`` are the texts beside the decks; a damaged one tells nothing about renames.
    """
    kinds = sorted({"", *_FORMS.values(), *(kind.name for kind in KINDS)})
    found: dict[str, Known] = {}
    for deck in decks:
        try:
            lock = parse_lock(locks.get(deck.id, ""), deck.id)
        except DeckError:
            lock = parse_lock("", deck.id)
        for key, card in keys_of(deck.id, deck, lock).card_ids().items():
            for kind in kinds:
                found[guid(f"{key}/{kind}" if kind else key)] = Known(card, kind)
    return found


def find_notes(rows: Rows, known: Mapping[str, Known]) -> Found:
    """Find quizgen's notes by their guids, and what Anki has logged of them.

    Of a deck that is not known, a note tells its card itself, and its guid proves it.
    """
    notes = tuple(_notes(rows, known))
    numbers = {note.number for note in notes}
    entries: dict[int, list[Entry]] = defaultdict(list)
    for number, *row in rows("revlog", "cid", *_COLUMNS):
        if number in numbers and _is_sound(row):
            *figures, sort = row
            entries[number].append(Entry._make((*figures, Sort(sort))))
    return Found(
        notes=notes, entries={number: tuple(sorted(own)) for number, own in entries.items()}
    )


def _notes(rows: Rows, known: Mapping[str, Known]) -> Iterator[Note]:
    cards = {
        note: (number, type_)
        for number, note, place, type_ in rows("cards", "id", "nid", "ord", "type")
        if place == 0 and type(number) is int and type(type_) is int
    }
    unknown = {}
    for note, id_, kind in rows("notes", "id", "guid", "mid"):
        if note not in cards or not isinstance(id_, str):
            continue
        if found := known.get(id_):
            yield _note(id_, found, kind, cards[note])
        elif kind in _FORMS:
            unknown[note] = id_
    if not unknown:
        return
    for note, kind, fields in rows("notes", "id", "mid", "flds"):
        if note in unknown and (found := _told(fields, unknown[note])):
            yield _note(unknown[note], found, kind, cards[note])


def _told(fields: object, id_: str) -> Known | None:
    """Return the card that a note's first field names, if its guid is that card's."""
    key = unescape(str(fields).partition(_SEPARATOR)[0])
    if len(key) > _LONGEST_KEY or guid(key) != id_ or not (parts := parts_of(key)):
        return None
    return Known(*parts)


def _note(id_: str, found: Known, kind: int, card: tuple[int, int]) -> Note:
    name = found.kind or _FORMS.get(kind, _USUAL)
    number, type_ = card
    return Note(id_, found.card, name, home=not found.kind, number=number, type=type_)


def _is_sound(row: list[Any]) -> bool:
    """Tell whether a row of a file that anybody may have made is one of a log."""
    instant, ease, interval, *_, sort = row
    return (
        all(type(each) is int for each in row)
        and 0 <= instant <= _LATEST
        and ease in range(5)
        and -_MOST_SECONDS <= interval <= _MOST_DAYS
        and sort in Sort._value2member_map_
    )
