"""Writes .apkg files: genanki's note types and decks, rows in bulk, and the same bytes each time.

The only module that knows genanki and SQLite. genanki itself stamps every note with one time,
numbers them by the clock, writes row by row and stores the result uncompressed; its
``write_to_file`` is therefore replaced. Anki computes check sums and sort fields on import.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import genanki
from genanki.apkg_col import APKG_COL
from genanki.apkg_schema import APKG_SCHEMA

from quizgen.anki_cards import SUSPENDED, CardProgress
from quizgen.collecting import without_collection
from quizgen.export.anki.archive import archived
from quizgen.export.anki.note_types import NOTE_TYPES, STYLED, Form, NoteType, look

#: No indexes: they carry nothing, Anki imports as fast without them, and nobody else looks inside.
_TABLES = APKG_SCHEMA.partition("CREATE INDEX")[0]

#: The study day that Anki counts due days from, 2020-01-01, and four in the morning of it.
_FIRST_DAY = 18_262
_CREATED = 1_577_851_200
_SETTINGS = {"schedVer": 2, "sched2021": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """By which clock due dates are counted; Anki shifts them to the learner's own."""

    #: Minutes east of UTC, and the hour at which a day begins.
    offset: int = 0
    rollover: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PackNote:
    """A note and its one card."""

    #: Number of note and card alike.
    id: int
    guid: str
    form: Form
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    #: Unix seconds of its last change.
    mod: int
    #: Its card's place among the new ones, from 1.
    position: int
    #: What the learner whose package it is has learned of it.
    progress: CardProgress | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackDeck:
    """A deck of Anki's, with its notes."""

    id: int
    #: With ``::`` between the levels.
    name: str
    #: Markdown.
    description: str
    notes: tuple[PackNote, ...]


def pack(
    decks: Sequence[PackDeck], media: Mapping[str, bytes], clock: Clock | None = None
) -> bytes:
    """Return an .apkg; the notes' ids are unique over all decks, so are those of log entries."""
    with without_collection():
        database = _database(decks, clock or Clock())
    names = json.dumps(dict(enumerate(media))).encode()
    numbered = {str(number): content for number, content in enumerate(media.values())}
    return archived({"collection.anki2": database, "media": names, **numbered})


def _database(decks: Sequence[PackDeck], clock: Clock) -> bytes:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.executescript(_TABLES + APKG_COL)
        connection.execute("begin")
        _describe(connection, decks, clock)
        # In the order of ids, which are as good as random: else every page is gone through again.
        notes = sorted(
            ((note, deck.id) for deck in decks for note in deck.notes), key=lambda it: it[0].id
        )
        connection.executemany(
            "insert into notes values (?,?,?,?,-1,?,?,?,0,0,'')", _note_rows(notes)
        )
        connection.executemany(
            "insert into cards values (?,?,?,0,?,-1,?,?,?,?,?,?,?,?,0,0,0,?)", _card_rows(notes)
        )
        connection.executemany("insert into revlog values (?,?,-1,?,?,?,?,?,?)", _log_rows(decks))
        connection.execute("commit")
        return bytes(connection.serialize())
    finally:
        connection.close()


def _note_rows(notes: Iterable[tuple[PackNote, int]]) -> Iterator[tuple[object, ...]]:
    kinds = {form: (kind.id, len(kind.fields)) for form, kind in NOTE_TYPES.items()}
    for note, _ in notes:
        kind, count = kinds[note.form]
        if len(note.fields) != count:
            raise ValueError(f"{note.guid}: {len(note.fields)} fields, its type has {count}")
        tags = f" {' '.join(note.tags)} " if note.tags else ""
        fields = "\x1f".join(note.fields)
        yield note.id, note.guid, kind, note.mod, tags, fields, note.fields[1]


def _card_rows(notes: Iterable[tuple[PackNote, int]]) -> Iterator[tuple[object, ...]]:
    for note, deck in notes:
        if note.progress is None:  # nearly all: no time for a call
            yield note.id, note.id, deck, note.mod, 0, 0, note.position, 0, 0, 0, 0, 0, ""
        else:
            yield note.id, note.id, deck, note.mod, *_columns(note.progress, note.position)


def _columns(progress: CardProgress, position: int) -> tuple[object, ...]:
    """Return a card's columns from its type on, but those that nobody needs."""
    state = progress.state
    if state is None:
        return 0, SUSPENDED if progress.suspended else 0, position, 0, 0, 0, 0, 0, ""
    return (
        state.type,
        SUSPENDED if progress.suspended else state.queue,
        state.due(_FIRST_DAY),
        state.interval,
        state.ease,
        state.reps,
        state.lapses,
        state.remaining,
        state.data(),
    )


def _log_rows(decks: Iterable[PackDeck]) -> Iterator[tuple[int, ...]]:
    for deck in decks:
        for note in deck.notes:
            for instant, *figures in note.progress.entries if note.progress else ():
                yield instant, note.id, *map(int, figures)


def _describe(connection: sqlite3.Connection, decks: Sequence[PackDeck], clock: Clock) -> None:
    """Fill in the one row that holds settings, decks and note types."""
    settings, known = connection.execute("select conf, decks from col").fetchone()
    described = json.loads(known) | {str(deck.id): _deck_json(deck) for deck in decks}
    forms = {note.form for deck in decks for note in deck.notes}
    types = {
        str(kind.id): _type_json(kind, decks[0].id)
        for form, kind in NOTE_TYPES.items()
        if form in forms
    }
    connection.execute(
        "update col set crt=?, conf=?, decks=?, models=?",
        (
            _CREATED - clock.offset * 60,
            json.dumps(json.loads(settings) | _SETTINGS | _days(clock)),
            json.dumps(described),
            json.dumps(types),
        ),
    )


def _days(clock: Clock) -> dict[str, int]:
    """Return the settings that Anki counts days by; its offsets are west of UTC."""
    return {"creationOffset": -clock.offset, "rollover": clock.rollover}


def _deck_json(deck: PackDeck) -> dict[str, object]:
    described: dict[str, object] = genanki.Deck(deck.id, deck.name, deck.description).to_json()
    return described | {"md": True}


def _type_json(kind: NoteType, deck: int) -> dict[str, object]:
    texts = look(kind.form)
    model = genanki.Model(
        kind.id,
        kind.name,
        fields=[{"name": name, "id": kind.field_id(n)} for n, name in enumerate(kind.fields)],
        templates=[
            {"name": "Card", "id": kind.template_id, "qfmt": texts.front, "afmt": texts.back}
        ],
        css=texts.style,
        model_type=genanki.Model.CLOZE if kind.form is Form.CLOZE else genanki.Model.FRONT_BACK,
        sort_field_index=1,
    )
    # Which fields a card needs: known here, and quadratically slow to find out there.
    model._req = [[0, "any", [1]]]  # noqa: SLF001
    described: dict[str, object] = model.to_json(STYLED, deck)
    return described
