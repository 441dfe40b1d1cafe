"""Anki's files are opened as they are, and hostile ones refused within bounds."""

import io
import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import zstandard
from anki.collection import Collection, ExportAnkiPackageOptions
from anki.generic_pb2 import Empty
from anki.import_export_pb2 import ExportLimit, MediaEntries

from quizgen.anki_file import is_anki, opened, parse_message
from quizgen.problems import RequestError

PICTURE = b"\x89PNG\r\n\x1a\n picture"


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """A real collection with two notes and a picture, closed."""
    path = tmp_path / "collection.anki2"
    made = Collection(str(path))
    (tmp_path / "pic ü.png").write_bytes(PICTURE)
    name = made.media.add_file(str(tmp_path / "pic ü.png"))
    for front in (f'<img src="{name}">', "Größe?"):
        note = made.new_note(made.models.by_name("Basic"))  # type: ignore[arg-type]  # it is there
        note.fields = [front, "back"]
        made.add_note(note, made.decks.id("A::B"))  # type: ignore[arg-type]  # the same
    made.close()
    return path


def package(path: Path, target: Path, *, legacy: bool) -> Path:
    """Export a collection, as a whole or as a deck package, by the name's ending."""
    made = Collection(str(path))
    if target.suffix == ".colpkg":
        made.export_collection_package(str(target), include_media=True, legacy=legacy)
        return target
    options = ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy
    )
    made._backend.export_anki_package(
        out_path=str(target), options=options, limit=ExportLimit(whole_collection=Empty())
    )
    made.close()
    return target


def zipped(path: Path, members: Mapping[str, bytes]) -> Path:
    """Write an archive of such members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def database(path: Path, *statements: str) -> bytes:
    """Make a database by hand."""
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as made:
        for statement in statements:
            made.execute(statement)
    made.close()
    return path.read_bytes()


class TestRealFiles:
    """What Anki itself has written."""

    @pytest.mark.parametrize("ending", ["apkg", "colpkg"])
    @pytest.mark.parametrize("legacy", [True, False])
    def test_packages(self, collection: Path, tmp_path: Path, ending: str, *, legacy: bool) -> None:
        """Both shapes are told apart, and media are there by name."""
        made = package(collection, tmp_path / f"all.{ending}", legacy=legacy)
        with opened(made) as file:
            notes = list(file.rows("notes", "flds", "tags"))

            assert sorted(notes) == [('<img src="pic ü.png">\x1fback', ""), ("Größe?\x1fback", "")]
            assert file.schema == (11 if legacy else 18)
            assert dict(file.media) == {"pic ü.png": PICTURE}
            assert file.name == str(made)

    def test_a_live_collection(self, collection: Path) -> None:
        """It is copied with what has not gone in yet, and its folder holds the media."""
        made = Collection(str(collection))
        note = made.new_note(made.models.by_name("Basic"))  # type: ignore[arg-type]  # it is there
        note.fields = ["late", "back"]
        made.add_note(note, 1)  # type: ignore[arg-type]  # a plain number will do
        before = {it: it.read_bytes() for it in collection.parent.glob("collection.anki2*")}
        with opened(collection) as file:
            found = [fields for [fields] in file.rows("notes", "flds")]

            assert "late\x1fback" in found
            assert file.schema == 18
            assert dict(file.media) == {"pic ü.png": PICTURE}
        assert {it: it.read_bytes() for it in collection.parent.glob("collection.anki2*")} == before
        made.close()

    def test_names_are_compared_as_anki_does(self, collection: Path, tmp_path: Path) -> None:
        """The tables of the new shape need a collation of Anki's own."""
        with opened(package(collection, tmp_path / "all.colpkg", legacy=False)) as file:
            file.require("decks")
            found = file.database.execute("select name from decks order by name").fetchall()

            assert ("A\x1fB",) in found

    def test_nothing_can_be_written(self, collection: Path) -> None:
        """The copy is for reading."""
        with pytest.raises(RequestError, match="readonly"), opened(collection) as file:
            file.database.execute("delete from notes")

    def test_by_its_first_bytes(self) -> None:
        """The name of a file says nothing."""
        assert is_anki(b"SQLite format 3\0")
        assert is_anki(b"PK\x03\x04 and more")
        assert not is_anki(b"card,time,rating")


NOTES = "create table notes (id integer, flds text)"
COL = "create table col (ver integer, models text)"
Hostile = Mapping[str, bytes]


def endless(table: str) -> str:
    """A view that never ends."""
    count = "with recursive n(i) as (select 1 union all select i from n) select i, i from n"
    return f"create view {table} as {count}"


AFTERWARDS = f"update sqlite_master set sql = '{endless('notes')}'"  # noqa: S608  # a file of our own


def read_all(path: Path, what: str) -> object:
    """Read a table of a file, or its media."""
    with opened(path) as file:
        return dict(file.media) if what == "media" else list(file.rows(what, "id", "flds"))


COMPUTED = "id integer, flds text generated always as (hex(zeroblob(9999999))) virtual"


class TestHostileFiles:
    """Whatever a file holds, there is a sentence and nothing else."""

    def refused(self, path: Path, read: str = "notes") -> str:
        """What is said of a file on reading a table, or its media."""
        with pytest.raises(RequestError) as caught:
            read_all(path, read)
        assert str(path) in caught.value.message
        assert caught.value.hint

        return caught.value.message

    def test_what_is_no_file(self, tmp_path: Path) -> None:
        """Folders, pipes, links to nowhere and texts."""
        (tmp_path / "text").write_text("card,time,rating", encoding="utf-8")
        (tmp_path / "link").symlink_to(tmp_path / "nowhere")
        (tmp_path / "loop").symlink_to(tmp_path / "loop")
        os.mkfifo(tmp_path / "pipe")

        assert "is a folder" in self.refused(tmp_path)
        assert "is no file" in self.refused(tmp_path / "pipe")
        assert "is not there" in self.refused(tmp_path / "link")
        assert "is not there" in self.refused(tmp_path / "loop")
        assert "no collection of Anki" in self.refused(tmp_path / "text")

    def test_a_pipe_beside_a_collection(self, tmp_path: Path) -> None:
        """Nobody waits for what would come out of it."""
        (tmp_path / "c.anki2").write_bytes(database(tmp_path / "db", NOTES))
        os.mkfifo(tmp_path / "c.anki2-wal")
        with opened(tmp_path / "c.anki2") as file:
            assert list(file.rows("notes", "id")) == []

    @pytest.mark.parametrize(
        "statements",
        [
            [endless("notes")],
            ["create virtual table notes using fts5(id, flds)"],
            [f"create table notes ({COMPUTED})"],
            [NOTES, "pragma writable_schema = on", AFTERWARDS],
        ],
    )
    def test_a_table_that_is_none(self, tmp_path: Path, statements: list[str]) -> None:
        """Views, virtual tables and computed columns could do anything."""
        made = database(tmp_path / "db", *statements)

        self.refused(zipped(tmp_path / "a.apkg", {"collection.anki2": made}))

    def test_triggers_never_run(self, tmp_path: Path) -> None:
        """Nothing is written, so they have no occasion."""
        trigger = "create trigger t after insert on notes begin delete from notes; end"
        made = database(tmp_path / "db", NOTES, "insert into notes values (1, 'x')", trigger)
        with opened(zipped(tmp_path / "a.apkg", {"collection.anki2": made})) as file:
            assert list(file.rows("notes", "id", "flds")) == [(1, "x")]

    def test_pages_that_lead_in_a_circle(self, tmp_path: Path) -> None:
        """A table whose every branch is the same one would take for ever."""
        rows = "with recursive n(i) as (select 1 union all select i + 1 from n limit 90000)"
        fill = f"insert into notes {rows} select i, 'text ' || i from n"  # noqa: S608  # the same
        made = bytearray(database(tmp_path / "db", "pragma page_size = 512", NOTES, fill))
        # The root, page 2, gets itself for each of its children.
        cells = int.from_bytes(made[515:517], "big")
        for cell in range(cells):
            at = int.from_bytes(made[524 + 2 * cell : 526 + 2 * cell], "big")
            made[512 + at : 516 + at] = (2).to_bytes(4, "big")

        path = zipped(tmp_path / "a.apkg", {"collection.anki2": bytes(made)})
        assert "broken collection" in self.refused(path)

    def test_a_huge_cell(self, tmp_path: Path) -> None:
        """No text of Anki's is that long."""
        made = database(tmp_path / "db", NOTES, "insert into notes values (1, zeroblob(50000000))")

        assert "too big" in self.refused(zipped(tmp_path / "a.apkg", {"collection.anki2": made}))

    def test_text_that_is_none(self, tmp_path: Path) -> None:
        """Bytes that are no UTF-8 become replacement characters."""
        insert = "insert into notes values (1, cast(x'61ff62' as text))"
        made = database(tmp_path / "db", NOTES, insert)
        with opened(zipped(tmp_path / "a.apkg", {"collection.anki2": made})) as file:
            assert list(file.rows("notes", "flds")) == [("a\ufffdb",)]

    def test_a_later_anki(self, tmp_path: Path) -> None:
        """Later packages and later databases are named with their version."""
        later = database(tmp_path / "db", COL, "insert into col values (23, '')")
        package = {"meta": b"\x08\x80\x01", "collection.anki21c": b"x"}

        assert "schema 23" in self.refused(zipped(tmp_path / "a.apkg", {"collection.anki2": later}))
        assert "version 128" in self.refused(zipped(tmp_path / "b.apkg", package))

    def test_a_dummy_alone(self, tmp_path: Path) -> None:
        """Old versions of Anki find one in new packages; it is nobody's collection."""
        made = database(tmp_path / "db", NOTES)
        members = {"meta": b"\x08\x03", "collection.anki2": made}

        assert "is missing" in self.refused(zipped(tmp_path / "a.apkg", members))

    @pytest.mark.parametrize(
        "meta", [b"\x08", b"\xff" * 20, b"\x0a\x01x", b"\x0b", b"\x0a\x7f", bytes(3000)]
    )
    def test_a_wrong_version(self, tmp_path: Path, meta: bytes) -> None:
        """What is no message is refused."""
        made = database(tmp_path / "db", NOTES)
        members = {"meta": meta, "collection.anki2": made}

        assert "broken package" in self.refused(zipped(tmp_path / "a.apkg", members))

    @pytest.mark.filterwarnings("ignore:Duplicate name")
    def test_members_of_one_name(self, tmp_path: Path) -> None:
        """Of two nobody knows which is meant."""
        made = database(tmp_path / "db", NOTES)
        with zipfile.ZipFile(tmp_path / "a.apkg", "w") as archive:
            archive.writestr("collection.anki2", made)
            archive.writestr("media", "{}")
            archive.writestr("collection.anki2", made)

        assert "collection.anki2 stands in it twice" in self.refused(tmp_path / "a.apkg")

    def test_streams_that_break_off(self, tmp_path: Path) -> None:
        """A database of which only the beginning comes out is none."""
        fill = "insert into notes select 1, hex(randomblob(3000)) from pragma_function_list"
        packed = zstandard.compress(database(tmp_path / "db", NOTES, fill))
        for part in range(1, 20):
            members = {"collection.anki21b": packed[: len(packed) * part // 20]}
            self.refused(zipped(tmp_path / "a.apkg", members))
            (tmp_path / "b").write_bytes(members["collection.anki21b"])
            self.refused(tmp_path / "b")

    def test_an_archive_in_an_archive(self, tmp_path: Path) -> None:
        """It is not opened, however deep it goes."""
        inner = b"".join(zipfile.ZIP_STORED.to_bytes(1, "big") for _ in range(9))
        for _ in range(5):
            buffer = io.BytesIO()
            with zipfile.ZipFile(buffer, "w") as archive:
                archive.writestr("collection.anki2", inner)
            inner = buffer.getvalue()
        (tmp_path / "a.apkg").write_bytes(inner)

        assert "no database" in self.refused(tmp_path / "a.apkg")

    @pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_other_ways_to_pack(self, tmp_path: Path, method: int) -> None:
        """Anki uses none of them, and unpacking one may need any amount of memory."""
        with zipfile.ZipFile(tmp_path / "a.apkg", "w", method) as archive:
            archive.writestr("collection.anki2", database(tmp_path / "db", NOTES))

        assert "unknown way" in self.refused(tmp_path / "a.apkg")

    @pytest.mark.parametrize(
        "name", ["../x.png", "/etc/x.png", "a/b.png", "..\\x.png", "C:x.png", "", ".", "..", "\0"]
    )
    def test_media_that_lead_out(self, tmp_path: Path, name: str) -> None:
        """A name with a path in it is nobody's picture; in both formats."""
        made = database(tmp_path / "db", NOTES)
        old = {"collection.anki2": made, "media": json.dumps({"0": name}).encode(), "0": b"x"}
        entries = MediaEntries(entries=[MediaEntries.MediaEntry(name=name, size=1)])
        new = {
            "collection.anki21b": zstandard.compress(made),
            "media": zstandard.compress(entries.SerializeToString()),
            "0": zstandard.compress(b"x"),
        }

        for number, members in enumerate((old, new)):
            path = zipped(tmp_path / f"{number}.apkg", members)
            assert "leads out" in self.refused(path, "media")

    @pytest.mark.parametrize(
        "listed", [b"[" * 100_000, b"[1]", b'{"0": 1}', b"\xff\xfe\0", b'{"0":', b'"x"']
    )
    def test_a_wrong_list_of_media(self, tmp_path: Path, listed: bytes) -> None:
        """What is no list is refused; in both formats."""
        made = database(tmp_path / "db", NOTES)
        old = zipped(tmp_path / "a.apkg", {"collection.anki2": made, "media": listed})
        members = {"collection.anki21b": zstandard.compress(made), "media": listed}
        new = zipped(tmp_path / "b.apkg", members)
        members["media"] = zstandard.compress(b"\x0a\x09" + listed[:5])
        odd = zipped(tmp_path / "c.apkg", members)

        for path in (old, new, odd):
            assert "broken package" in self.refused(path, "media")

    def test_media_that_are_not_there(self, tmp_path: Path) -> None:
        """What the list names and the archive does not hold is passed over."""
        made = database(tmp_path / "db", NOTES)
        members = {"collection.anki2": made, "media": b'{"0": "a.png", "1": "b.png"}', "1": b"x"}
        with opened(zipped(tmp_path / "a.apkg", members)) as file:
            assert dict(file.media) == {"b.png": b"x"}
            assert "a.png" not in file.media


READ = """
import resource, sys
from pathlib import Path
from quizgen.anki_file import opened
from quizgen.problems import RequestError
import zipfile, zstandard, sqlite3
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    with opened(Path(sys.argv[1])) as file:
        list(file.rows("notes", "id", "flds"))
        dict(file.media)
    said = "nothing"
except RequestError as error:
    said = error.message
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
print(said)
"""


def bomb_of_zeros(path: Path, made: bytes) -> None:
    """A thousand to one."""
    zipped(path, {"collection.anki2": bytes(300 << 20)})
    assert path.stat().st_size < 1 << 20
    assert made


def bomb_in_zstd(path: Path, made: bytes) -> None:
    """A database with 2 GiB of zeros after it."""
    packing = zstandard.ZstdCompressor().compressobj()
    parts = [packing.compress(made)]
    zeros = bytes(1 << 20)
    parts += [packing.compress(zeros) for _ in range(2048)]
    zipped(path, {"collection.anki21b": b"".join([*parts, packing.flush()])})


def honest_bomb(path: Path, made: bytes) -> None:
    """A database that says it has 2 GiB, and has."""
    data = bytearray(made)
    data[28:32] = (1 << 19).to_bytes(4, "big")
    bomb_in_zstd(path, bytes(data))


def wide_window(path: Path, made: bytes) -> None:
    """A stream that asks for a gigabyte to remember."""
    wide = zstandard.ZstdCompressionParameters.from_level(1, window_log=30)
    packing = zstandard.ZstdCompressor(compression_params=wide).compressobj()
    zipped(path, {"collection.anki21b": packing.compress(made) + packing.flush()})


def claim(path: Path, made: bytes) -> None:
    """A member that says it holds 2 GB, and a list of files that says it is as long."""
    zipped(path, {"collection.anki2": made})
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x05\x06")
    data[at + 12 : at + 16] = (2_000_000_000).to_bytes(4, "little")
    path.write_bytes(data)


def picture_bomb(path: Path, made: bytes) -> None:
    """A picture that goes on for 300 MiB."""
    zipped(path, {"collection.anki2": made, "media": b'{"0": "a.png"}', "0": bytes(300 << 20)})


def long_list(path: Path, made: bytes) -> None:
    """A list of media of 300 MiB."""
    zipped(path, {"collection.anki2": made, "media": bytes(300 << 20)})


@pytest.mark.parametrize(
    "make", [bomb_of_zeros, bomb_in_zstd, honest_bomb, wide_window, claim, picture_bomb, long_list]
)
def test_bombs_need_little_memory(tmp_path: Path, make: Callable[[Path, bytes], None]) -> None:
    """Each is refused with less than 200 MiB more than before, and leaves nothing behind."""
    path = tmp_path / "bomb.apkg"
    make(path, database(tmp_path / "db", NOTES, "insert into notes values (1, 'x')"))
    places = tmp_path / "temporary"
    places.mkdir()
    ran = subprocess.run(
        [sys.executable, "-c", READ, path],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"TMPDIR": str(places)},
    )
    grown, said = ran.stdout.split("\n", 1)

    assert str(path) in said
    assert int(grown) < 200 << 10
    assert list(places.iterdir()) == []


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", {}),
        (b"\x08\x96\x01", {1: [150]}),
        (
            b"\x0a\x01a\x0a\x00\x15abcd\x19abcdefgh",
            {1: [b"a", b""], 2: [b"abcd"], 3: [b"abcdefgh"]},
        ),
    ],
)
def test_messages(data: bytes, found: Mapping[int, list[int | bytes]]) -> None:
    """Fields by number, in their order."""
    assert parse_message(data) == found
