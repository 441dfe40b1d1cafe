"""Writing an Anki package of varied notes, against genanki's writer and against SQLite alone.

    python benchmarks/packing.py [NOTES]

Makes up so many notes (50,000) of all note types, in subdecks, with tags and texts of different
length, and writes them three times: with quizgen; with genanki's own ``write_to_file``, of notes
and models made before, each with its guid and the models' required fields (which genanki would
work out in quadratic time); and as bare rows, made and sorted before, into a plain SQLite file
with its indexes, nothing packed. Their rows are compared. Prints the best of five, taken in turn,
and the ratios: quizgen is to need at most 0.8 of genanki's time and 2.5 times that of the bare
rows, and its file at most 0.4 of the size of genanki's.
"""

import gc
import json
import sqlite3
import sys
import tempfile
import time
import warnings
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import Random

import genanki
from genanki.apkg_schema import APKG_SCHEMA

from quizgen.export.anki.identity import deck_number, guid
from quizgen.export.anki.note_types import NOTE_TYPES, Form, look
from quizgen.export.anki.package import PackDeck, PackNote, pack
from quizgen.scheduler import anki_card_id

_TOPICS = ("Bones", "Muscles", "Nerves", "Vessels", "Organs")
_WORDS = tuple(
    first + second
    for first in ("ulna", "femur", "cramp", "Wadenbein", "nerf", "κνήμη", "a &lt; b", "<b>so</b>")
    for second in ("", "s", " of", " and", ", the", " in", ".", "<br>")
)
_FILLED = ("Question", "Text")
_MOD = 1_790_000_000

Row = tuple[object, ...]


def made_up_decks(count: int) -> tuple[PackDeck, ...]:
    """Make decks of notes of all forms, in turn."""
    rng = Random(7)  # noqa: S311  # made-up texts, no secret
    forms = tuple(Form)
    notes: dict[str, list[PackNote]] = {topic: [] for topic in _TOPICS}
    for n in range(count):
        topic = _TOPICS[n * len(_TOPICS) // count]
        notes[topic].append(_note(n, forms[n % len(forms)], topic, rng))
    return tuple(
        PackDeck(
            id=deck_number(topic),
            name=f"Anatomy::{topic}",
            description="Study material.",
            notes=tuple(made),
        )
        for topic, made in notes.items()
    )


def _note(n: int, form: Form, topic: str, rng: Random) -> PackNote:
    key = f"anatomy-x7k2/{topic.lower()}-{n}/forward"
    names = NOTE_TYPES[form].fields
    fields = [key, *(_text(name, rng) for name in names[1:])]
    return PackNote(
        id=anki_card_id(key),
        guid=guid(key),
        form=form,
        fields=tuple(fields),
        tags=(f"chapter-{n % 12}", f"topic::{topic}"),
        mod=_MOD + n,
        position=n + 1,
    )


def _text(name: str, rng: Random) -> str:
    """Fill a field: some are never filled, some now and then, some always."""
    if name.startswith("Extra") or (name not in _FILLED and rng.random() < 0.4):
        return ""
    most = 20 if name in {"Question", "Text", "Explanation"} else 5
    words = " ".join(rng.choice(_WORDS) for _ in range(rng.randint(2, most)))
    return f"{{{{c1::{words}}}}}" if name == "Text" else words


def peers_decks(decks: Iterable[PackDeck]) -> list[genanki.Deck]:
    """Make the same decks of genanki's objects."""
    models = {form: _model(form) for form in Form}
    made = []
    for deck in decks:
        peer = genanki.Deck(deck.id, deck.name, deck.description)
        for note in deck.notes:
            peer.add_note(
                genanki.Note(
                    model=models[note.form],
                    fields=list(note.fields),
                    sort_field=note.fields[1],
                    tags=list(note.tags),
                    guid=note.guid,
                    due=note.position,
                )
            )
        made.append(peer)
    return made


def _model(form: Form) -> genanki.Model:
    kind, texts = NOTE_TYPES[form], look(form)
    model = genanki.Model(
        kind.id,
        kind.name,
        fields=[{"name": name} for name in kind.fields],
        templates=[{"name": "Card", "qfmt": texts.front, "afmt": texts.back}],
        css=texts.style,
        model_type=genanki.Model.CLOZE if form is Form.CLOZE else genanki.Model.FRONT_BACK,
        sort_field_index=1,
    )
    model._req = [[0, "any", [1]]]  # noqa: SLF001  # or it is worked out for each model
    return model


def note_rows(decks: Iterable[PackDeck]) -> list[Row]:
    """Return the rows of all notes."""
    return [
        (
            note.id,
            note.guid,
            NOTE_TYPES[note.form].id,
            note.mod,
            -1,
            f" {' '.join(note.tags)} ",
            "\x1f".join(note.fields),
            note.fields[1],
            0,
            0,
            "",
        )
        for deck in decks
        for note in deck.notes
    ]


def card_rows(decks: Iterable[PackDeck]) -> list[Row]:
    """Return the rows of all cards."""
    rest = (0, 0, 0, 0, 0, 0, 0, 0, "")
    return [
        (note.id, note.id, deck.id, 0, note.mod, -1, 0, 0, note.position, *rest)
        for deck in decks
        for note in deck.notes
    ]


def write_bare(path: Path, notes: Sequence[Row], cards: Sequence[Row]) -> None:
    """Write rows into a database and nothing else."""
    tables, _, indexes = APKG_SCHEMA.partition("CREATE INDEX")
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript(tables)
        connection.execute("begin")
        connection.executemany("insert into notes values (?,?,?,?,?,?,?,?,?,?,?)", notes)
        connection.executemany(
            "insert into cards values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", cards
        )
        connection.execute("commit")
        connection.executescript(f"CREATE INDEX{indexes}")
    finally:
        connection.close()


_NOTES = "select guid, mid, trim(tags), flds, sfld from notes order by guid"
_CARDS = """
    select guid, ord, type, queue, due from cards join notes on notes.id = nid order by guid
"""


def content(database: bytes) -> list[list[Row]]:
    """Return what learners get of a database: genanki has ids and times of its own."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(database)
        return [connection.execute(query).fetchall() for query in (_NOTES, _CARDS)]
    finally:
        connection.close()


def inside(path: Path) -> bytes:
    """Return the database of a package."""
    with zipfile.ZipFile(path) as archive:
        assert json.loads(archive.read("media")) == {}
        return archive.read("collection.anki2")


def in_turn(works: Sequence[Callable[[], object]], rounds: int = 5) -> list[float]:
    """Return the best time of each work in seconds; they take turns."""
    best = [float("inf")] * len(works)
    for _ in range(rounds):
        for n, work in enumerate(works):
            gc.collect()
            start = time.perf_counter()
            work()
            best[n] = min(best[n], time.perf_counter() - start)
    return best


def main(count: int) -> None:
    """Write the notes in the three ways, compare the rows, the times and the sizes."""
    decks = made_up_decks(count)
    notes, cards = sorted(note_rows(decks)), sorted(card_rows(decks))
    package = genanki.Package(peers_decks(decks))
    # Genanki warns of every text with a sign like one of HTML's; the time is not counted.
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs, bare = (Path(folder) / name for name in ("ours", "theirs", "bare"))

        def write_rows() -> None:
            bare.unlink(missing_ok=True)
            write_bare(bare, notes, cards)

        taken, peer, floor = in_turn(
            (
                lambda: ours.write_bytes(pack(decks, {})),
                lambda: package.write_to_file(theirs),
                write_rows,
            )
        )
        assert content(inside(ours)) == content(inside(theirs)) == content(bare.read_bytes())
        size, peers_size = ours.stat().st_size, theirs.stat().st_size
    print(
        f"{count} notes: {taken:.2f} s, genanki {peer:.2f} s, ratio {taken / peer:.2f};"
        f" bare rows {floor:.2f} s, ratio {taken / floor:.2f}"
    )
    print(f"{size / 1e6:.1f} MB, genanki {peers_size / 1e6:.1f} MB, ratio {size / peers_size:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
