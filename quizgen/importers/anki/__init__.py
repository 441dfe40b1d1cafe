"""Makes decks of Anki's notes: what a fact can say goes on, all else is counted and named.

The deck is one of its own: its facts do not update the notes that they come from.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from quizgen.anki_file import AnkiFile
from quizgen.importers.anki.facts import RETIRED, Maker
from quizgen.importers.anki.ledger import Ledger
from quizgen.importers.anki.mapping import FieldMap, mappings_of
from quizgen.importers.anki.note_types import Levels, read_decks, read_note_types
from quizgen.importers.anki.notes import Note, deck_name, in_decks, read_notes, topics_of
from quizgen.importers.anki.pictures import Album
from quizgen.importers.deck_text import write_deck
from quizgen.importers.entries import Entry, Finds
from quizgen.problems import Severity

__all__ = [
    "AnkiDeck",
    "AnkiWishes",
    "DeckHead",
    "NotesRead",
    "deck_name",
    "make_deck",
    "read_anki",
]

_SHOWN = 2
"""Examples of a note type."""

_WHY = {
    "duplicate-row": "notes that say what another one says",
    "wrong-is-right": "wrong options that are right",
    "lost-character": "texts in which another program lost a character (U+FFFD)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnkiWishes:
    """What the user says about a file of Anki's."""

    #: The decks to take, with those below them; all if empty.
    decks: tuple[str, ...] = ()
    #: Each as in ``Basic: ask=Front, answer=Back``.
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckHead:
    """What a deck is called, and where things are."""

    title: str
    #: Something random, so that no two decks share an id.
    suffix: str
    #: The name of the file that its notes come from.
    file: str
    #: Beside the deck, where its pictures are to lie.
    folder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesRead:
    """The notes to make a deck of, and what their fields mean."""

    notes: tuple[Note, ...]
    maps: Mapping[int, FieldMap]
    topics: Mapping[Levels, str]
    media: Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnkiDeck:
    """A deck as text, its pictures, and what became of the notes."""

    text: str
    facts: int
    #: Name in the file → path from the deck's folder.
    pictures: Mapping[str, str]
    ledger: Ledger
    #: Of each note type that has notes here.
    maps: tuple[FieldMap, ...]
    #: Name of the note type → its first entries.
    examples: Mapping[str, tuple[Entry, ...]]
    topics: Mapping[Levels, str]
    #: How many notes were looked at.
    notes: int
    #: How many of them are quizgen's own.
    own: int

    @property
    def has_refused(self) -> bool:
        """Tell whether some note made no fact, and none stands for it either."""
        return bool(self.ledger.left_out.keys() - {_WHY["duplicate-row"], RETIRED})


def read_anki(file: AnkiFile, wishes: AnkiWishes) -> NotesRead:
    """Read the notes that are wanted.

    Raises:
        RequestError: the file is damaged, or a wish names what there is not.
    """
    decks = read_decks(file)
    notes = in_decks(read_notes(file.rows, decks), wishes.decks)
    used = {note.note_type for note in notes}
    types = {id_: each for id_, each in read_note_types(file).items() if id_ in used}
    return NotesRead(
        notes=tuple(notes),
        maps=mappings_of(types, wishes.fields),
        topics=topics_of(note.deck for note in notes),
        media=file.media,
    )


def make_deck(read: NotesRead, head: DeckHead, step: Callable[[], None]) -> AnkiDeck:
    """Make a deck of notes; nothing is written. ``step`` is called after each note."""
    ledger = Ledger()
    maker = Maker(album=Album(media=read.media, folder=head.folder), ledger=ledger)
    for note in read.notes:
        fields = read.maps.get(note.note_type)
        if fields is None:
            ledger.leave_out("notes without a note type", partial("note {}".format, note.id))
        else:
            maker.add(note, fields, read.topics[note.deck], deck_name(note.deck))
        step()
    finds = Finds(file=head.file, entries=list(maker.entries))
    text, facts = write_deck(finds, head.title, head.suffix)
    kept = _settle(finds, maker)
    shown = {entry.image for entry in kept}
    own = Counter(
        each.is_own for each in (read.maps.get(it.note_type) for it in read.notes) if each
    )
    return AnkiDeck(
        text=text,
        facts=facts,
        pictures={name: path for name, path in maker.album.paths.items() if path in shown},
        ledger=ledger,
        maps=tuple(sorted(read.maps.values(), key=lambda each: each.note_type.name)),
        examples=_examples(kept, maker),
        topics=read.topics,
        notes=len(read.notes),
        own=own[True],
    )


def _settle(finds: Finds, maker: Maker) -> list[Entry]:
    """Count the facts that were made, and what the deck refused; return the entries that stayed."""
    refused = set()
    for problem in finds.problems:
        line = problem.position.line
        name = maker.origins[line].name
        if problem.severity is Severity.ERROR:
            refused.add(line)
            why = _WHY.get(problem.code, f"what a deck cannot hold ({problem.code})")
            maker.ledger.leave_out(why, name)
        elif problem.code == "duplicate-row":
            maker.ledger.leave_out(_WHY[problem.code], name)
        else:
            maker.ledger.lose((_WHY.get(problem.code, problem.code),), name)
    kept = [entry for entry in finds.entries if entry.line not in refused]
    for entry in kept:
        origin = maker.origins[entry.line]
        maker.ledger.facts[origin.note_type, origin.deck] += 1
    return kept


def _examples(kept: list[Entry], maker: Maker) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, tuple[Entry, ...]] = {}
    for entry in kept:
        note_type = maker.origins[entry.line].note_type
        if len(found.get(note_type, ())) < _SHOWN:
            found[note_type] = (*found.get(note_type, ()), entry)
    return found
