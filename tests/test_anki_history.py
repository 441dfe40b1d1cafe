"""Answers of Anki and of tables, read as they are: against the real Anki, and against bad files."""

import io
import json
import os
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from math import log
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
import zstandard
from anki.collection import Collection, ExportAnkiPackageOptions
from anki.generic_pb2 import Empty
from anki.import_export_pb2 import ExportLimit
from hypothesis import given
from hypothesis import strategies as st
from true_learners import DAY, NOON, true_histories

from quizgen.anki_cards import Sort
from quizgen.anki_history import Answers, Event, histories_of, parse_offset, read_answers
from quizgen.anki_history.table import read_table
from quizgen.model import Rating
from quizgen.problems import QuizgenError, RequestError, SetupError
from quizgen.scheduler import moment
from quizgen.scheduler.likelihood import DEFAULT_WEIGHTS, Likelihood, Trial

Row = tuple[int, int, int, int, int]
"""Of the log: instant, card, ease, sort, factor."""

SIMPLE: Sequence[Row] = (
    (NOON, 11, 3, 0, 0),
    (NOON + 600_000, 11, 3, 0, 0),
    (NOON + 3 * DAY, 11, 3, 1, 500),
    (NOON + 9 * DAY, 11, 1, 1, 500),
    (NOON + 9 * DAY + 600_000, 11, 3, 2, 500),
    (NOON + 10 * DAY, 11, 2, 1, 500),
    (NOON + 1, 22, 4, 0, 0),
    (NOON + 20 * DAY, 22, 3, 1, 500),
)


def utc(_: int) -> int:
    """A zone for files that do not tell theirs."""
    return 0


def read(path: Path, *, offset: Callable[[int], int] = utc) -> list[tuple[Trial, ...]]:
    """Read the histories of a file."""
    return histories_of([read_answers(path)], offset, 4)


def told(histories: Sequence[Sequence[Trial]]) -> list[list[tuple[int, int]]]:
    """Ratings and elapsed days."""
    return [[(trial.rating.value, trial.elapsed) for trial in history] for history in histories]


SIMPLY = [[(3, 0), (3, 0), (3, 3), (1, 6), (3, 0), (2, 1)], [(4, 0), (3, 20)]]


def fill(path: Path, rows: Sequence[Row]) -> Collection:
    """Make a real collection with such a log; it stays open."""
    collection = Collection(str(path))
    note = collection.new_note(collection.models.by_name("Basic"))  # type: ignore[arg-type]  # it is there
    for number in sorted({card for _, card, *_ in rows}):
        note = collection.new_note(note.note_type())  # type: ignore[arg-type]  # the same
        note.fields = [f"question {number}", "answer"]
        collection.add_note(note, 1)  # type: ignore[arg-type]  # a plain number will do
    assert collection.db is not None
    made = collection.db.list("select id from cards order by id")
    cards = dict(zip(sorted({card for _, card, *_ in rows}), made, strict=True))
    collection.db.executemany(
        "insert into revlog values (?, ?, -1, ?, 1, 1, ?, 4000, ?)",
        [(instant, cards[card], ease, factor, sort) for instant, card, ease, sort, factor in rows],
    )
    # A package leaves out the log of cards that look new.
    collection.db.execute("update cards set type = 2, queue = 2, reps = 3, ivl = 3, due = 10")

    return collection


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """A small collection, closed."""
    path = tmp_path / "collection.anki2"
    fill(path, SIMPLE).close()
    return path


def package(path: Path, target: Path, *, legacy: bool) -> Path:
    """Export a collection, as a whole or as a deck package, by the name's ending."""
    collection = Collection(str(path))
    if target.suffix == ".colpkg":
        collection.export_collection_package(str(target), include_media=False, legacy=legacy)
        return target
    options = ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=True, with_media=False, legacy=legacy
    )
    collection._backend.export_anki_package(
        out_path=str(target), options=options, limit=ExportLimit(whole_collection=Empty())
    )
    collection.close()

    return target


class TestRealAnki:
    """What Anki itself has written."""

    def test_a_collection(self, collection: Path) -> None:
        """Cards in order, each answer with the study days since the one before."""
        assert told(read(collection)) == SIMPLY

    @pytest.mark.parametrize("ending", ["apkg", "colpkg"])
    @pytest.mark.parametrize("legacy", [True, False])
    def test_packages_of_both_formats(
        self, collection: Path, tmp_path: Path, ending: str, *, legacy: bool
    ) -> None:
        """The newest collection in the package is read, never its dummy."""
        made = package(collection, tmp_path / f"all.{ending}", legacy=legacy)
        members = zipfile.ZipFile(made).namelist()

        assert told(read(made)) == SIMPLY
        assert ("collection.anki21" if legacy else "collection.anki21b") in members
        assert "collection.anki2" in members

    def test_an_unpacked_collection_of_the_new_format(
        self, collection: Path, tmp_path: Path
    ) -> None:
        """Whoever has unpacked a package may name what was in it."""
        made = package(collection, tmp_path / "all.colpkg", legacy=False)
        zipfile.ZipFile(made).extract("collection.anki21b", tmp_path)

        assert told(read(tmp_path / "collection.anki21b")) == SIMPLY

    def test_a_package_of_the_oldest_layout(self, collection: Path, tmp_path: Path) -> None:
        """A single collection.anki2 without anything else."""
        made = tmp_path / "old.apkg"
        with zipfile.ZipFile(made, "w") as archive:
            archive.write(collection, "collection.anki2")

        assert told(read(made)) == SIMPLY

    def test_while_anki_has_it_open(self, tmp_path: Path) -> None:
        """What is not in the file itself yet counts too, and nothing is written beside it."""
        path = tmp_path / "collection.anki2"
        opened = fill(path, SIMPLE)
        opened.save()
        before = {it.name: it.read_bytes() for it in tmp_path.iterdir() if it.is_file()}

        assert before["collection.anki2-wal"]
        assert told(read(path)) == SIMPLY
        assert {it.name: it.read_bytes() for it in tmp_path.iterdir() if it.is_file()} == before
        opened.close()

    def test_a_read_only_folder(self, collection: Path, tmp_path: Path) -> None:
        """Nothing needs to be written where the collection is."""
        collection.chmod(0o400)
        tmp_path.chmod(0o500)
        try:
            assert told(read(collection)) == SIMPLY
        finally:
            tmp_path.chmod(0o700)

    def test_anki_scores_the_same_answers(self, tmp_path: Path) -> None:
        """Number, log loss and order of what is predicted are those of Anki's own evaluation.

        Histories hold steps within a day, crammed cards, answers of filtered decks, entries that
        are none, and cards whose beginning is gone. Anki counts late answers for more.
        """
        rows = entries(seed=1, cards=150)
        opened = fill(tmp_path / "collection.anki2", rows)
        found = opened._backend.evaluate_params_legacy(
            params=list(DEFAULT_WEIGHTS), search="deck:*", ignore_revlogs_before_ms=0
        )
        opened.set_config("rollover", 4)
        opened.close()
        histories = read(tmp_path / "collection.anki2")
        scored = sorted(
            (trial.instant, at, trial.rating)
            for at, trial in enumerate(it for history in histories for it in history if it.scored)
        )
        recalls = Likelihood(histories).recalls(DEFAULT_WEIGHTS)
        total = weights = 0.0
        for number, (_, at, rating) in enumerate(scored):
            weight = 0.25 + 0.75 * (number / (len(scored) - 1)) ** 3
            chance = recalls[at] if rating > Rating.AGAIN else 1 - recalls[at]
            total -= weight * log(chance)
            weights += weight

        assert len(scored) > 800
        assert total / weights == pytest.approx(found.log_loss, rel=1e-5)


def entries(seed: int, cards: int) -> list[Row]:
    """A log as Anki writes it, with all that is not an answer."""
    chance = Random(seed)  # noqa: S311  # chance with a seed
    rows: list[Row] = []
    for card, history in enumerate(true_histories(DEFAULT_WEIGHTS, seed, cards=cards), start=1):
        lost = chance.random() < 0.1
        for number, trial in enumerate(history):
            first = number == 0
            if first and lost:
                continue
            at = trial.instant
            filtered = chance.random() < 0.05 and not first
            sort = 0 if first else 3 if filtered else 1
            rows.append((at, card, trial.rating.value, sort, 0 if first else 400))
            if first or trial.rating is Rating.AGAIN:
                rows.append((at + 600_000 + card, card, 3, 0 if first else 2, 0 if first else 400))
            if chance.random() < 0.1:
                extra = chance.choice([(3, 3, 0), (0, 4, 2500), (0, 5, 400)])
                rows.append((at + 4_000_000 + card, card, *extra))
    seen: set[int] = set()
    for at, row in enumerate(rows):
        instant = row[0]
        while instant in seen:
            instant += 1
        seen.add(instant)
        rows[at] = (instant, *row[1:])

    return rows


def events(*rows: tuple[int, int, int, int]) -> Answers:
    """Entries of one card on some days: day, ease, sort, factor."""
    return Answers(
        events=tuple(
            Event("c", NOON + day * DAY + n, ease, Sort(sort), factor)
            for n, (day, ease, sort, factor) in enumerate(rows)
        ),
        whole=False,
    )


class TestHistories:
    """From entries to what they say of a memory."""

    def test_what_is_no_answer_is_passed_over(self) -> None:
        """Set due dates, rescheduling, and filtered decks that do not count."""
        file = events((0, 3, 0, 0), (1, 0, 4, 2500), (2, 0, 5, 300), (3, 2, 3, 0), (4, 3, 1, 300))

        assert told(histories_of([file], utc, 4)) == [[(3, 0), (3, 4)]]

    def test_a_filtered_deck_that_counts(self) -> None:
        """Its answers move the card, so they are there."""
        file = events((0, 3, 0, 0), (3, 2, 3, 300), (4, 3, 1, 300))

        assert told(histories_of([file], utc, 4)) == [[(3, 0), (2, 3), (3, 1)]]

    def test_a_reset_begins_another_life(self) -> None:
        """So does learning after review, which is all that old versions left of one."""
        file = events(
            *((0, 3, 0, 0), (5, 3, 1, 300), (6, 0, 4, 0)),
            *((9, 1, 0, 0), (10, 3, 1, 300), (20, 4, 0, 0), (30, 3, 1, 300)),
        )

        assert told(histories_of([file], utc, 4)) == [
            [(3, 0), (3, 5)],
            [(1, 0), (3, 1)],
            [(4, 0), (3, 10)],
        ]

    def test_without_its_beginning_a_history_says_nothing(self) -> None:
        """What comes before the first learning, or after a reset but without any, is left out."""
        lost = events((0, 3, 1, 300), (5, 3, 1, 300))
        reset = events((0, 3, 0, 0), (2, 0, 4, 0), (3, 3, 1, 300), (4, 3, 1, 300))

        assert told(histories_of([lost], utc, 4)) == []
        assert told(histories_of([reset], utc, 4)) == [[(3, 0)]]

    def test_two_files_of_one_learner(self) -> None:
        """What stands in both counts once."""
        early = events((0, 3, 0, 0), (5, 3, 1, 300))
        late = events((0, 3, 0, 0), (5, 3, 1, 300), (9, 3, 1, 300))

        assert told(histories_of([late, early], utc, 4)) == [[(3, 0), (3, 5), (3, 4)]]

    def test_answers_at_one_time(self) -> None:
        """A table in whole seconds may have two lines of a card that say the same."""
        line = Event("c", NOON, 3, Sort.REVIEW, 1)
        file = Answers(events=(line, line), whole=True)

        assert told(histories_of([file, file], utc, 4)) == [[(3, 0), (3, 0)]]

    @given(st.integers(0, 23), st.integers(-12 * 60, 14 * 60), st.integers(0, 3 * DAY))
    def test_days_begin_where_the_collection_says(self, hour: int, offset: int, gap: int) -> None:
        """By its rollover hour and its zone, whatever those of this machine are."""
        pair = (Event("c", NOON, 3, Sort.LEARNING, 0), Event("c", NOON + gap, 3, Sort.REVIEW, 9))
        file = Answers(events=pair, whole=False, rollover=hour, offset=offset)
        days = moment(NOON + gap, offset, hour).day - moment(NOON, offset, hour).day
        [history] = histories_of([file], lambda _: 999, 4)

        assert history[1].elapsed == days
        assert history[1].scored == (days > 0)


def database(path: Path, *statements: str, config: Mapping[str, object] | None = None) -> Path:
    """Make a database by hand; ``config`` goes into a table of the new schema."""
    with sqlite3.connect(path) as made:
        for statement in statements:
            made.execute(statement)
        if config is not None:
            made.execute(
                "create table config (KEY text, usn integer, mtime_secs integer, val blob)"
            )
            rows = [(key, json.dumps(value).encode()) for key, value in config.items()]
            made.executemany("insert into config values (?, 0, 0, ?)", rows)
    made.close()

    return path


REVLOG = (
    "create table revlog (id integer primary key, cid integer, usn integer, ease integer,"
    " ivl integer, lastIvl integer, factor integer, time integer, type integer)"
)
ANSWER = "insert into revlog values (1764331200000, 1, 0, 3, 1, 1, 0, 0, 0)"


CONF = (
    """insert into col values (11, '{"rollover": 6, "localOffset": -330, "creationOffset": 60}')"""
)


class TestSettings:
    """When the days of a collection begin."""

    def test_rollover_and_zone(self, tmp_path: Path) -> None:
        """They stand in a column as JSON, or in a table of their own."""
        table = "create table col (ver integer, conf text)"
        old = database(tmp_path / "old.anki2", REVLOG, ANSWER, table, CONF)
        values = {"rollover": 6, "localOffset": -330, "creationOffset": 60}
        new = database(tmp_path / "new.anki2", REVLOG, ANSWER, config=values)

        for found in map(read_answers, (old, new)):
            assert (found.rollover, found.offset) == (6, 330)

    def test_the_zone_where_it_was_made(self, tmp_path: Path) -> None:
        """It is better than nothing."""
        values = {"creationOffset": 60}
        found = read_answers(database(tmp_path / "c.anki2", REVLOG, ANSWER, config=values))

        assert (found.rollover, found.offset) == (None, -60)

    @pytest.mark.parametrize("value", [99, -1, 4.5, "4", True, None, [4]])
    def test_nonsense_is_as_good_as_nothing(self, tmp_path: Path, value: object) -> None:
        """An hour of 99 is none."""
        path = database(tmp_path / "c.anki2", REVLOG, ANSWER, config={"rollover": value})

        assert read_answers(path).rollover is None


class TestBadFiles:
    """Whatever is wrong with a file is said, and nothing else happens."""

    def refused(self, path: Path) -> str:
        """What is said of a file."""
        with pytest.raises(RequestError) as caught:
            read_answers(path)
        assert str(path) in caught.value.message
        assert caught.value.hint or "revlog" in caught.value.message

        return caught.value.message

    def test_not_there(self, tmp_path: Path) -> None:
        """Neither a missing file nor a folder can be read."""
        assert "is not there" in self.refused(tmp_path / "none.apkg")
        os.mkfifo(tmp_path / "pipe")
        assert "is no file" in self.refused(tmp_path / "pipe")
        assert "is a folder" in self.refused(tmp_path)

    def test_no_answers(self, tmp_path: Path) -> None:
        """A package without scheduling has an empty log; the hint tells how to get one."""
        path = database(tmp_path / "c.anki2", REVLOG)

        assert "holds no answers" in self.refused(path)

    def test_no_collection(self, tmp_path: Path) -> None:
        """Some other database, and a view that would never end."""
        other = database(tmp_path / "a.anki2", "create table other (x)")
        endless = "with recursive n(i) as (select 1 union all select i from n) select i from n"
        view = database(tmp_path / "b.anki2", f"create view revlog as {endless}")
        lacking = database(tmp_path / "c.anki2", "create table revlog (id integer, cid integer)")

        assert "no revlog" in self.refused(other)
        assert "no revlog" in self.refused(view)
        assert "no such column: ease" in self.refused(lacking)

    def test_truncated_everywhere(self, collection: Path, tmp_path: Path) -> None:
        """A file that breaks off, at whatever place, is refused."""
        made = [
            collection,
            package(collection, tmp_path / "old.apkg", legacy=True),
            package(collection, tmp_path / "new.colpkg", legacy=False),
        ]
        for number, path in enumerate(made):
            data = path.read_bytes()
            for part in range(20):
                cut = tmp_path / f"{number}-{part}.apkg"
                cut.write_bytes(data[: len(data) * part // 20])
                with pytest.raises(RequestError):
                    read_answers(cut)

    @given(st.data())
    def test_damaged_anywhere(self, data: st.DataObject) -> None:
        """Bytes may change: there is an answer or an error with a sentence, never a crash."""
        with small_package() as (content, path):
            damaged = bytearray(content)
            for _ in range(data.draw(st.integers(1, 8))):
                damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(
                    st.integers(0, 255)
                )
            path.write_bytes(damaged)
            # Any other exception fails the test.
            with suppress(QuizgenError):
                read(path)

    def test_bombs(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """What unpacks to more than a bound is refused before it fills anything."""
        monkeypatch.setattr("quizgen.anki_file.unpacking.LARGEST", 1 << 20)
        zeros = b"SQLite format 3\0" + bytes(30 << 20)
        zipped = tmp_path / "zip.apkg"
        with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("collection.anki2", zeros)
        packed = tmp_path / "zstd.colpkg"
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("collection.anki21b", zstandard.compress(zeros))

        assert "holds more than 1 MiB" in self.refused(zipped)
        assert "holds more than 1 MiB" in self.refused(packed)

    def test_paths_in_a_package_lead_nowhere(self, tmp_path: Path) -> None:
        """Only the collection is looked for, by its plain name."""
        path = tmp_path / "evil.apkg"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("../collection.anki2", b"x")
            archive.writestr("/tmp/collection.anki21", b"x")  # noqa: S108  # a name in an archive

        assert "holds no collection" in self.refused(path)

    def test_locked_and_oddly_packed(self, tmp_path: Path) -> None:
        """A package with a password, and one packed in a way that is not known."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("collection.anki2", b"content")
        data = buffer.getvalue()
        locked = bytearray(data)
        odd = bytearray(data)
        for at in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
            locked[at] |= 1
            odd[at + 2] = 77
        for number, content in enumerate((locked, odd)):
            path = tmp_path / f"{number}.apkg"
            path.write_bytes(content)

            assert "broken package" in self.refused(path)

    def test_a_later_package(self, tmp_path: Path) -> None:
        """Its version is named, and what to do about it."""
        path = tmp_path / "later.colpkg"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("meta", b"\x08\x09")
            archive.writestr("collection.anki21c", b"x")

        assert "version 9" in self.refused(path)

    def test_some_other_file(self, tmp_path: Path) -> None:
        """A picture is no table either."""
        path = tmp_path / "cat.jpg"
        path.write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0")

        assert "no table" in self.refused(path)

    def test_unreadable(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where the system refuses a file, that is said with its reason."""

        def refuse(*_: object, **__: object) -> object:
            raise PermissionError(13, "Permission denied")

        path = tmp_path / "c.csv"
        path.write_text("card,time,rating\n", encoding="utf-8")
        monkeypatch.setattr(Path, "open", refuse)
        with pytest.raises(SetupError, match="Permission denied"):
            read_answers(path)


@contextmanager
def small_package() -> Iterator[tuple[bytes, Path]]:
    """A small package, and a place for its damaged copy."""
    with TemporaryDirectory() as name:
        made = database(Path(name) / "c.anki2", REVLOG, ANSWER)
        target = Path(name) / "c.apkg"
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr("meta", b"\x08\x03")
            archive.writestr("collection.anki21b", zstandard.compress(made.read_bytes()))

        yield target.read_bytes(), target


TABLE = "card,time,rating\na,{0},3\nb,{0},4\na,{1},1\n"


class TestTables:
    """Lines of card, time and rating."""

    def table(self, tmp_path: Path, text: str, encoding: str = "utf-8") -> list[tuple[Trial, ...]]:
        """Read a table in UTC."""
        path = tmp_path / "answers.csv"
        path.write_bytes(text.encode(encoding))

        return read(path)

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (str(NOON), str(NOON + 5 * DAY)),
            (str(NOON // 1000), str(NOON // 1000 + 5 * DAY // 1000)),
            (f"{NOON / 1000:.3f}", f"{NOON / 1000 + 5 * 86400:.3f}"),
            ("2025-11-28T12:00:00Z", "2025-12-03T12:00:00+00:00"),
            ("2025-11-28 12:00", "2025-12-03 23:59:59"),
            ("2025-11-28", "2025-12-03"),
        ],
    )
    def test_times(self, tmp_path: Path, first: str, second: str) -> None:
        """Milliseconds, seconds and ISO 8601 alike."""
        found = self.table(tmp_path, TABLE.format(first, second))

        assert told(found) == [[(3, 0), (1, 5)], [(4, 0)]]

    @pytest.mark.parametrize("head", ["card_id,review_time,review_rating", "Card,Timestamp,Ease"])
    @pytest.mark.parametrize("sign", [",", ";", "\t"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_dialects(self, tmp_path: Path, head: str, sign: str, encoding: str) -> None:
        """Other names, other signs between columns, other encodings, words for ratings."""
        text = f"{head},duration\r\nä,{NOON},Good,1\r\n\r\nä,{NOON + DAY},again,\r\n"
        found = self.table(tmp_path, text.replace(",", sign), encoding)

        assert told(found) == [[(3, 0), (1, 1)]]

    def test_offsets(self, tmp_path: Path) -> None:
        """A column, or the time itself, tells how late it was where the learner was."""
        # 03:30 and 04:30 in a zone of +05:30: the study day changes between the two.
        text = (
            "card,time,rating,offset\n"
            "a,2025-11-27T22:00:00Z,3,+05:30\na,2025-11-27T23:00:00Z,3,330\n"
            "b,2025-11-28T03:30:00+05:30,3,\nb,2025-11-28T04:30:00+05:30,3,\n"
            "c,2025-11-27T22:00:00Z,3,0\nc,2025-11-27T23:00:00Z,3,0\n"
        )
        found = self.table(tmp_path, text)

        assert told(found) == [[(3, 0), (3, 1)], [(3, 0), (3, 1)], [(3, 0), (3, 0)]]

    def test_the_order_of_lines_does_not_matter(self, tmp_path: Path) -> None:
        """Times decide."""
        lines = [f"a,{NOON + n * n * DAY},{n % 4 + 1}" for n in range(6)]
        forth = self.table(tmp_path, "\n".join(["card,time,rating", *lines]))
        back = self.table(tmp_path, "\n".join(["card,time,rating", *reversed(lines)]))

        assert forth == back

    def test_all_bad_lines_at_once(self, tmp_path: Path) -> None:
        """Each with its number and what is wrong with it."""
        path = tmp_path / "bad.csv"
        path.write_text(
            f"card,time,rating,offset\na,{NOON},7,\n,{NOON},3,\na,yesterday,3,\na,{NOON}\n"
            f"a,{NOON},3,elsewhere\na,nan,3,\na,-5,3,\n",
            encoding="utf-8",
        )
        with pytest.raises(RequestError) as caught:
            read_answers(path)
        lines = caught.value.message.splitlines()

        assert [line.split(":")[1] for line in lines[:-1]] == ["2", "3", "4", "5", "6"]
        assert "the rating '7'" in lines[0]
        assert lines[-1] == "… and 2 more lines"

    def test_columns_that_are_missing(self, tmp_path: Path) -> None:
        """They are named; an empty file has none."""
        for text, missing in (("card,when\n", "time, rating"), ("", "card, time, rating")):
            with pytest.raises(RequestError, match=f"no column {missing}"):
                self.table(tmp_path, text)

    def test_no_lines(self, tmp_path: Path) -> None:
        """A head alone holds no answers."""
        with pytest.raises(RequestError, match="no answers"):
            self.table(tmp_path, "card,time,rating\n")

    @pytest.mark.parametrize(
        ("text", "minutes"),
        [("0", 0), ("-300", -300), ("-3:00", -180), ("+05:30", 330), ("-0330", -210), ("90", 90)],
    )
    def test_ways_to_write_an_offset(self, text: str, minutes: int) -> None:
        """In minutes, or in hours and minutes."""
        assert parse_offset(text) == minutes

    @pytest.mark.parametrize("text", ["soon", "", "99999", "+30:00", "1.5", "+5:3"])
    def test_no_offset(self, text: str) -> None:
        """Anything else is refused."""
        with pytest.raises(ValueError, match="offset"):
            parse_offset(text)

    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["a", "", " "]),
                st.one_of(
                    st.text(st.sampled_from("0123456789-:.TZ+e ")),
                    st.datetimes(timezones=st.timezones() | st.none()).map(str),
                    st.floats().map(str),
                    st.integers().map(str),
                ),
                st.sampled_from(["1", "4", "0", "good", "3.0", "x"]),
                st.sampled_from(["", "60", "-24:00", "9999"]),
            ),
            max_size=4,
        )
    )
    def test_any_lines(self, rows: list[tuple[str, ...]]) -> None:
        """There is a history or an error, never a crash."""
        text = "\n".join(["card,time,rating,offset", *map(",".join, rows)])
        with suppress(RequestError):
            assert told(histories_of([read_table(text.encode(), "any.csv")], utc, 4))

    @given(st.text())
    def test_any_text(self, text: str) -> None:
        """There is a history or an error, never a crash."""
        with suppress(RequestError):
            assert read_table(text.encode(errors="ignore"), "any.csv").events
