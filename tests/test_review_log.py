"""The log on disk: every event back as it was, whatever happens to the files."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.model import (
    Answer,
    Bury,
    Count,
    Event,
    Flag,
    Interval,
    Mark,
    Moment,
    Rating,
    Rename,
    Reset,
    Review,
    Suspend,
    Undo,
    Verdict,
)
from quizgen.problems import SetupError
from quizgen.review_log import ReviewLog, event_id, event_line, read_line
from quizgen.scheduler import moment

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]  # mypy knows the module only as being there

NOON = moment(1_795_435_200_000, 60)

TEXTS = st.text(st.characters(), min_size=1)
MOMENTS = st.builds(
    moment, st.integers(0, 2**42), st.integers(-720, 840), st.sampled_from([4, 4, 0, 23])
)
NUMBERS = st.integers(0, 10**6)
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.integers(0, 6).flatmap(
        lambda options: st.builds(
            Review,
            id=TEXTS,
            moment=MOMENTS,
            card=TEXTS,
            kind=TEXTS,
            answer=st.builds(
                Answer,
                shown=st.lists(st.text(), min_size=options, max_size=options).map(tuple),
                chosen=st.lists(st.integers(0, options - 1)).map(tuple) if options else st.just(()),
                typed=st.text(),
                took=NUMBERS,
                hinted=st.booleans(),
                guessed=st.booleans(),
                sure=st.booleans(),
                slow_from=NUMBERS,
            ),
            mark=st.none()
            | st.builds(
                Mark,
                verdict=st.sampled_from(Verdict),
                rule=st.text(),
                note=st.text(),
                share=st.none() | st.floats(0, 1),
            ),
            rating=st.sampled_from(Rating),
            own=st.booleans(),
            interval=st.builds(Interval, days=NUMBERS, seconds=NUMBERS),
            session=st.text(),
            counted=st.booleans(),
            fingerprint=st.text(),
            replaces=st.text(),
        )
    ),
    st.builds(Undo, id=TEXTS, moment=MOMENTS, ref=TEXTS),
    st.builds(Count, id=TEXTS, moment=MOMENTS, session=TEXTS),
    st.builds(Suspend, id=TEXTS, moment=MOMENTS, card=TEXTS, suspended=st.booleans()),
    st.builds(Bury, id=TEXTS, moment=MOMENTS, card=TEXTS),
    st.builds(Flag, id=TEXTS, moment=MOMENTS, card=TEXTS, flagged=st.booleans()),
    st.builds(Rename, id=TEXTS, moment=MOMENTS, card=TEXTS, to=TEXTS),
    st.builds(Reset, id=TEXTS, moment=MOMENTS, card=TEXTS),
)


def review(number: int, at: Moment = NOON, typed: str = "calf") -> Review:
    """A typed answer with all that it may carry."""
    return Review(
        id=event_id(at.instant, number.to_bytes(10, "big")),
        moment=at,
        card="bodies/cramp-site/forward",
        kind="typed",
        answer=Answer(typed=typed, took=4210),
        mark=Mark(verdict=Verdict.SLIP, rule="one edit", note="calf"),
        rating=Rating.GOOD,
        interval=Interval(days=4),
        session="s1",
        fingerprint="9c1f",
    )


def month(home: Path, device: str = "here") -> Path:
    """The file that events of that noon go to."""
    return home / "log" / device / "2026-11.jsonl"


def program(script: str, home: Path) -> subprocess.Popen[bytes]:
    """Another program with the log of this home; it may use ``log`` and ``review``."""
    begin = (
        "import sys; from pathlib import Path\n"
        "from test_review_log import review; from quizgen.review_log import ReviewLog\n"
        "log = ReviewLog(Path(sys.argv[1]), 'here')\n"
    )
    paths = os.pathsep.join([*filter(None, sys.path), str(Path(__file__).parent)])
    command = [sys.executable, "-c", begin + script, str(home)]

    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": paths})


class TestLines:
    """One event, one line."""

    @given(EVENTS)
    def test_round_trip(self, event: Event) -> None:
        """Any event comes back equal, with any text in it, and is one line."""
        line = event_line(event)

        assert line.count(b"\n") == 1
        assert line.endswith(b"\n")
        assert read_line(line) == event

    def test_a_review_in_writing(self) -> None:
        """The keys are short and stay as they are; what is empty is left out."""
        assert json.loads(event_line(review(7))) == {
            "v": 1,
            "id": "01M844DZG00000000000000007",
            "ev": "review",
            "t": 1795435200000,
            "tz": 60,
            "day": 20780,
            "card": "bodies/cramp-site/forward",
            "kind": "typed",
            "typed": "calf",
            "ms": 4210,
            "mark": "slip",
            "rule": "one edit",
            "note": "calf",
            "rating": 3,
            "days": 4,
            "session": "s1",
            "print": "9c1f",
        }

    def test_letters_stay_readable(self) -> None:
        """Text that is not English can be searched for."""
        assert "größer 大".encode() in event_line(review(1, typed="größer 大"))

    def test_half_a_character_survives(self) -> None:
        """A terminal may hand in what is no text at all."""
        event = review(1, typed="a\ud800b")

        assert read_line(event_line(event)) == event

    def test_unknown_keys_are_passed_over(self) -> None:
        """A later version may add some."""
        line = json.dumps({**json.loads(event_line(review(1))), "mood": "good"})

        assert read_line(line) == review(1)

    @pytest.mark.parametrize(
        "change",
        [
            {"rating": 7},
            {"rating": True},
            {"rating": "3"},
            {"rating": None},
            {"t": -1},
            {"t": 1.5},
            {"t": 10**400},
            {"day": "today"},
            {"tz": 100_000},
            {"card": ""},
            {"card": 5},
            {"id": ""},
            {"ev": "party"},
            {"ev": ["review"]},
            {"mark": "fine"},
            {"shown": "abc"},
            {"shown": [1]},
            {"chosen": [0]},
            {"shown": ["a"], "chosen": [-1]},
            {"days": -1},
            {"ms": None},
            {"counted": 1},
            {"own": "yes"},
            {"sure": 1},
            {"slow": -1},
            {"slow": 4.5},
            {"share": 1.01},
            {"share": True},
            {"share": None},
            {"share": float("nan")},
            {"v": 0},
            {"v": "1"},
        ],
        ids=str,
    )
    def test_what_is_no_event_is_refused(self, change: dict[str, object]) -> None:
        """A wrong type or a number out of range is never guessed at."""
        line = json.dumps({**json.loads(event_line(review(1))), **change})

        with pytest.raises(ValueError, match=r"must be|is no event"):
            read_line(line)

    @pytest.mark.parametrize(
        "line", ["", "{", "[]", "5", '"v"', "\x00", "[" * 100_000, '{"v":1}', b"\xff\xfe{"]
    )
    def test_what_is_no_line_is_refused(self, line: str | bytes) -> None:
        """Bytes that some accident left there."""
        with pytest.raises(ValueError, match=r"JSON|must be"):
            read_line(line)


class TestEventIds:
    """Ids are unique and sort by time."""

    @given(st.integers(0, 2**47), st.integers(1, 10**6), st.binary(min_size=10, max_size=10))
    def test_they_sort_by_time(self, instant: int, passed: int, entropy: bytes) -> None:
        """Also as text, whatever the chance."""
        assert event_id(instant, b"\xff" * 10) < event_id(instant + passed, entropy)
        assert len(event_id(instant, entropy)) == 26

    def test_chance_tells_them_apart(self) -> None:
        """Within a millisecond."""
        assert event_id(5, b"\x00" * 10) != event_id(5, b"\x00" * 9 + b"\x01")

    def test_too_little_chance_is_refused(self) -> None:
        """Short ids would collide one day."""
        with pytest.raises(ValueError, match="10 random bytes"):
            event_id(5, b"\x00")


class TestAppending:
    """Writing."""

    def test_what_is_appended_is_read(self, tmp_path: Path) -> None:
        """In order, across months, without problems."""
        log = ReviewLog(tmp_path, "here")
        next_month = moment(NOON.instant + 30 * 86_400_000, 60)
        events: list[Event] = [review(1), Undo(id="u", moment=NOON, ref="r"), review(2, next_month)]
        for event in events:
            log.append(event)

        read = log.read()

        assert list(read.events) == events
        assert read.problems == ()
        assert sorted(path.name for path in month(tmp_path).parent.iterdir()) == [
            "2026-11.jsonl",
            "2026-12.jsonl",
        ]

    def test_the_month_is_that_of_the_study_day(self, tmp_path: Path) -> None:
        """At two in the night of the first it is still the last month."""
        night = moment(1_796_086_800_000, 60)
        ReviewLog(tmp_path, "here").append(review(1, night))

        assert month(tmp_path).exists()

    def test_all_devices_are_read(self, tmp_path: Path) -> None:
        """Each writes to its own folder."""
        ReviewLog(tmp_path, "here").append(review(1))
        ReviewLog(tmp_path, "there").append(review(2))

        assert len(ReviewLog(tmp_path, "third").read().events) == 2

    def test_an_empty_home_has_an_empty_log(self, tmp_path: Path) -> None:
        """Nothing is written by reading."""
        assert ReviewLog(tmp_path, "here").read().events == ()
        assert list(tmp_path.iterdir()) == []

    def test_it_is_on_the_disk_when_append_returns(self, tmp_path: Path) -> None:
        """One write, then a sync of the file; of the folders too where they are new."""
        calls: list[str] = []

        def note(_frame: object, event: str, called: object) -> None:
            if event == "c_call" and called in {os.write, os.fsync}:
                calls.append(getattr(called, "__name__", ""))

        log = ReviewLog(tmp_path, "here")
        sys.setprofile(note)
        try:
            log.append(review(1))
            first = calls.copy()
            calls.clear()
            log.append(review(2))
        finally:
            sys.setprofile(None)

        # The file in its folder, that in the folder log, that in the home.
        assert first == ["write", "fsync", "fsync", "fsync", "fsync"]
        assert calls == ["write", "fsync"]

    def test_two_programs_at_once(self, tmp_path: Path) -> None:
        """No line is torn by another one."""
        script = "for number in range(150): log.append(review(number, typed='x' * 9000))"
        programs = [program(script, tmp_path) for _ in range(2)]

        assert [each.wait() for each in programs] == [0, 0]
        read = ReviewLog(tmp_path, "here").read()
        assert len(read.events) == 300
        assert read.problems == ()

    @pytest.mark.skipif(fcntl is None, reason="there are no such locks here")
    def test_a_program_waits_for_another_one(self, tmp_path: Path) -> None:
        """It may be in the middle of a line."""
        ReviewLog(tmp_path, "here").append(review(1))
        with month(tmp_path).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            waiting = program("log.append(review(2))", tmp_path)
            with pytest.raises(subprocess.TimeoutExpired):
                waiting.wait(timeout=0.7)

        assert waiting.wait(timeout=20) == 0
        assert len(ReviewLog(tmp_path, "here").read().events) == 2


class TestDamage:
    """Files that are not as they were left."""

    def test_a_torn_last_line(self, tmp_path: Path) -> None:
        """It is reported; the next answer goes on a fresh line; nothing is rewritten."""
        log = ReviewLog(tmp_path, "here")
        log.append(review(1))
        with month(tmp_path).open("ab") as file:
            file.write(event_line(review(2))[:80])
        before = month(tmp_path).read_bytes()

        [problem] = log.read().problems
        assert (problem.code, problem.position.line) == ("torn-log-line", 2)

        log.append(review(3))
        read = log.read()
        assert list(read.events) == [review(1), review(3)]
        assert [(each.code, each.position.line) for each in read.problems] == [("bad-log-line", 2)]
        assert month(tmp_path).read_bytes().startswith(before)

    def test_a_lost_last_newline_loses_nothing(self, tmp_path: Path) -> None:
        """Some editors take it away."""
        log = ReviewLog(tmp_path, "here")
        log.append(review(1))
        month(tmp_path).write_bytes(month(tmp_path).read_bytes().rstrip())

        log.append(review(2))

        assert list(log.read().events) == [review(1), review(2)]
        assert log.read().problems == ()

    def test_bad_lines_in_the_middle(self, tmp_path: Path) -> None:
        """Each is named with its file, line and reason; all others count."""
        log = ReviewLog(tmp_path, "here")
        bad = event_line(review(2)).replace(b'"rating":3', b'"rating":7')
        month(tmp_path).parent.mkdir(parents=True)
        month(tmp_path).write_bytes(
            event_line(review(1)) + bad + b"\n" + b"\xff\xfe\n" + event_line(review(3))
        )

        read = log.read()

        assert list(read.events) == [review(1), review(3)]
        assert [each.position.line for each in read.problems] == [2, 4]
        assert {each.position.file for each in read.problems} == {str(month(tmp_path))}
        assert "`rating` must be a whole number from 1 to 4" in read.problems[0].message

    def test_a_newer_log_is_refused(self, tmp_path: Path) -> None:
        """It is not misread, and the message says what to do."""
        log = ReviewLog(tmp_path, "here")
        month(tmp_path).parent.mkdir(parents=True)
        month(tmp_path).write_bytes(
            event_line(review(1)) + event_line(review(2)).replace(b'"v":1', b'"v":2')
        )

        with pytest.raises(SetupError, match=r"2026-11\.jsonl:2: .* version 2") as error:
            log.read()
        assert "update quizgen" in error.value.hint

    def test_lines_with_carriage_returns_are_read(self, tmp_path: Path) -> None:
        """A version control system may have put them there."""
        month(tmp_path).parent.mkdir(parents=True)
        month(tmp_path).write_bytes(event_line(review(1)).replace(b"\n", b"\r\n"))

        assert ReviewLog(tmp_path, "here").read().events == (review(1),)


class TestNoRoom:
    """Where it cannot be written, the message says where and why."""

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
    def test_a_full_disk(self, tmp_path: Path) -> None:
        """As the device that is always full has it."""
        month(tmp_path).parent.mkdir(parents=True)
        month(tmp_path).symlink_to("/dev/full")

        with pytest.raises(SetupError, match="No space left on device") as error:
            ReviewLog(tmp_path, "here").append(review(1))
        assert str(month(tmp_path)) in error.value.message

    def test_a_folder_that_cannot_be(self, tmp_path: Path) -> None:
        """Not even by somebody who may do anything: a file stands in the way."""
        (tmp_path / "log").write_text("not a folder", encoding="utf-8")

        with pytest.raises(SetupError, match="is not saved"):
            ReviewLog(tmp_path, "here").append(review(1))

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="may do anything")
    def test_a_read_only_folder(self, tmp_path: Path) -> None:
        """Somebody else's, say."""
        tmp_path.chmod(0o500)

        with pytest.raises(SetupError, match="Permission denied"):
            ReviewLog(tmp_path, "here").append(review(1))

    @pytest.mark.skipif(sys.platform == "win32", reason="needs limits on file sizes")
    def test_half_a_line_is_taken_back(self, tmp_path: Path) -> None:
        """When the disk fills up in the middle of a line, the log is as it was before it."""
        log = ReviewLog(tmp_path, "here")
        log.append(review(1))
        before = month(tmp_path).read_bytes()
        script = (
            "import resource\n"
            "sys.dont_write_bytecode = True\n"  # half a compiled module would be kept
            "from quizgen.problems import SetupError\n"
            f"resource.setrlimit(resource.RLIMIT_FSIZE, ({len(before) + 100}, -1))\n"
            "try: log.append(review(2, typed='x' * 500))\n"
            "except SetupError: sys.exit(7)\n"
        )

        assert program(script, tmp_path).wait() == 7
        assert month(tmp_path).read_bytes() == before

    def test_a_log_that_cannot_be_read(self, tmp_path: Path) -> None:
        """A folder where a file should be."""
        month(tmp_path).mkdir(parents=True)

        with pytest.raises(SetupError, match="cannot be read"):
            ReviewLog(tmp_path, "here").read()
