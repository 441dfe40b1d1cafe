"""Merging logs: a union, in whatever order and grouping, whatever interrupts it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_progress import CLASHING_LOGS, seen
from test_review_log import NOON, month, program, review

from quizgen.model import Event, Rating
from quizgen.problems import RequestError, SetupError
from quizgen.progress import fold
from quizgen.review_log import ReviewLog, event_line
from quizgen.review_log.merging import Merge, carry_out, log_in, plan_merge
from quizgen.scheduler import Fsrs6, moment

Homes = Sequence[Sequence[tuple[str, Event]]]
"""Events of three learner homes, each with the device that logged it."""

HOMES: st.SearchStrategy[Homes] = CLASHING_LOGS.flatmap(
    lambda events: st.tuples(
        *(
            st.lists(
                st.tuples(st.sampled_from(["laptop", "phone"]), st.sampled_from(events)),
                max_size=12,
            )
            if events
            else st.just([])
            for _ in range(3)
        )
    )
)
ODD_ENDS = st.sampled_from([b"", b"", b'{"v":1,"id":"e0', b"[5]\n", b"\n"])


def merge(home: Path, *others: Path) -> Merge:
    """Merge for real, as the command does."""
    (home / "log").mkdir(parents=True, exist_ok=True)
    found = plan_merge(log_in(home), [log_in(each) for each in others])
    carry_out(home / "log", found.lacking)
    return found


def files(home: Path) -> Mapping[str, bytes]:
    """Every file of a log, to the byte."""
    folder = home / "log"
    return {str(it.relative_to(folder)): it.read_bytes() for it in folder.glob("*/*")}


def held(home: Path) -> frozenset[bytes]:
    """The set of events that a log holds."""
    return frozenset(map(event_line, ReviewLog(home, "any").read().events))


def folded(home: Path) -> object:
    """All that the log says of all cards."""
    return seen(fold(ReviewLog(home, "any").read().events, Fsrs6()))


@contextmanager
def three_homes(logs: Homes, ends: Sequence[bytes] = ()) -> Iterator[list[Path]]:
    """Write the logs of three homes; the files of one may end in something odd."""
    with TemporaryDirectory() as folder:
        homes = [Path(folder) / name for name in "abc"]
        for home, log in zip(homes, logs, strict=True):
            (home / "log").mkdir(parents=True)
            for device, event in log:
                ReviewLog(home, device).append(event)
        for home, end in zip(homes, ends, strict=False):
            for path in home.glob("log/*/*.jsonl"):
                path.write_bytes(path.read_bytes() + end)
        yield homes


class TestLaws:
    """What holds for any three logs, over their real files."""

    @given(HOMES, st.tuples(ODD_ENDS, ODD_ENDS, ODD_ENDS))
    @settings(max_examples=15)
    def test_order_makes_no_difference(self, logs: Homes, ends: Sequence[bytes]) -> None:
        """A with B is B with A: the same events, and the same cards."""
        with three_homes(logs, ends) as (a, b, _):
            copy = a.with_name("copy of a")
            shutil.copytree(a, copy)
            union = held(a) | held(b)

            merge(a, b)
            merge(b, copy)

            assert held(a) == held(b) == union
            assert folded(a) == folded(b)

    @given(HOMES, st.tuples(ODD_ENDS, ODD_ENDS, ODD_ENDS))
    @settings(max_examples=15)
    def test_grouping_makes_no_difference(self, logs: Homes, ends: Sequence[bytes]) -> None:
        """(A with B) with C is A with (B with C), and all at once, in any order."""
        with three_homes(logs, ends) as (a, b, c):
            copies = [a.with_name(f"{nth} of a") for nth in range(3)]
            for copy in copies:
                shutil.copytree(a, copy)
            union = held(a) | held(b) | held(c)

            merge(copies[0], b, c)
            merge(copies[1], c, b)
            merge(a, b)
            merge(a, c)
            merge(b, c)
            merge(copies[2], b)

            assert {held(home) for home in (a, *copies)} == {union}
            assert all(folded(home) == folded(a) for home in copies)

    @given(HOMES, st.tuples(ODD_ENDS, ODD_ENDS, ODD_ENDS))
    @settings(max_examples=15)
    def test_twice_is_once(self, logs: Homes, ends: Sequence[bytes]) -> None:
        """The second time nothing comes in, and no byte changes; the other is never touched."""
        with three_homes(logs, ends) as (a, b, c):
            before = {home: files(home) for home in (a, b, c)}
            merge(a, b, c)
            after = files(a)

            assert merge(a, b, c).lacking == ()
            assert merge(a, a).lacking == ()
            assert files(a) == after
            assert all(after[name].startswith(data) for name, data in before[a].items())
            assert files(b) == before[b]
            assert files(c) == before[c]

    @given(HOMES, st.floats(0, 1))
    @settings(max_examples=15)
    def test_wherever_it_is_cut_off(self, logs: Homes, share: float) -> None:
        """Begun again, it comes to the same; a line that was half written is completed."""
        with three_homes(logs) as (a, b, c):
            copy = a.with_name("copy of a")
            shutil.copytree(a, copy)
            merge(a, b, c)
            whole = files(a)
            # As a kill leaves it: some files written, one of them in part.
            left = int(share * sum(map(len, whole.values())))
            begun = files(copy)
            for name, data in sorted(whole.items()):
                known = len(begun.get(name, b""))
                size = max(known, min(len(data), known + left))
                left -= size - known
                if size:
                    (copy / "log" / name).parent.mkdir(exist_ok=True)
                    (copy / "log" / name).write_bytes(data[:size])

            merge(copy, b, c)

            assert files(copy) == whole


def homes(tmp_path: Path) -> tuple[Path, Path]:
    """Two homes with an answer each."""
    here, there = tmp_path / "here", tmp_path / "there"
    ReviewLog(here, "laptop").append(review(1))
    ReviewLog(there, "desktop").append(review(2))
    return here, there


class TestFiles:
    """Where lines go."""

    def test_a_line_goes_to_the_file_of_its_device(self, tmp_path: Path) -> None:
        """This machine's own file stays as it is."""
        here, there = homes(tmp_path)
        before = month(here, "laptop").read_bytes()

        merge(here, there)

        assert month(here, "laptop").read_bytes() == before
        assert month(here, "desktop").read_bytes() == month(there, "desktop").read_bytes()

    @pytest.mark.parametrize("part", ["", "log", "log/desktop"])
    def test_what_may_be_named(self, tmp_path: Path, part: str) -> None:
        """A home, its log, or one device's folder come to the same."""
        here, there = homes(tmp_path)

        merge(here, there / part)

        assert sorted(files(here)) == ["desktop/2026-11.jsonl", "laptop/2026-11.jsonl"]

    def test_a_folder_without_a_log_is_refused(self, tmp_path: Path) -> None:
        """It says what may be named."""
        with pytest.raises(RequestError, match="holds no review log"):
            log_in(tmp_path)

    def test_keys_of_a_later_version_come_along(self, tmp_path: Path) -> None:
        """A line is copied as it stands, not as it is understood."""
        here, there = homes(tmp_path)
        line = json.dumps({**json.loads(event_line(review(2))), "mood": "good"}).encode() + b"\n"
        month(there, "desktop").write_bytes(line)

        merge(here, there)

        assert month(here, "desktop").read_bytes() == line

    def test_line_ends_and_spaces_make_no_difference(self, tmp_path: Path) -> None:
        """What a version control system or an editor did to a file is no other event."""
        here, there = homes(tmp_path)
        merge(here, there)
        fields = json.loads(event_line(review(2)))
        month(there, "desktop").write_bytes(json.dumps(fields, indent=None).encode() + b"\r\n")

        assert merge(here, there).lacking == ()

    def test_what_holds_no_event_stays_there(self, tmp_path: Path) -> None:
        """Torn and bad lines are named with their places, and not copied."""
        here, there = homes(tmp_path)
        with month(there, "desktop").open("ab") as file:
            file.write(b"[5]\n" + event_line(review(3))[:50])

        problems = merge(here, there).problems

        assert [(it.code, it.position.file, it.position.line) for it in problems] == [
            ("bad-log-line", str(month(there, "desktop")), 2),
            ("torn-log-line", str(month(there, "desktop")), 3),
        ]
        assert month(here, "desktop").read_bytes() == event_line(review(2))

    def test_a_torn_line_here_is_completed_from_there(self, tmp_path: Path) -> None:
        """What a crash cut off, another machine may have whole."""
        here, there = homes(tmp_path)
        merge(here, there)
        whole = month(here, "desktop").read_bytes()
        month(here, "desktop").write_bytes(whole[:100])

        merge(here, there)

        assert month(here, "desktop").read_bytes() == whole

    def test_two_events_of_one_id_are_both_kept(self, tmp_path: Path) -> None:
        """It is reported; both machines then count the same one."""
        here, there = homes(tmp_path)
        clash = replace(review(1), moment=moment(NOON.instant - 5, 60))
        ReviewLog(there, "desktop").append(clash)
        copy = tmp_path / "copy"
        shutil.copytree(here, copy)

        [problem] = merge(here, there).problems
        merge(there, copy)

        assert problem.code == "conflicting-event"
        assert {review(1), clash} <= set(ReviewLog(here, "any").read().events)
        for home in (here, there):
            assert fold(ReviewLog(home, "any").read().events, Fsrs6()).event(clash.id) == clash

    def test_a_newer_log_is_refused_before_anything_is_written(self, tmp_path: Path) -> None:
        """Also where it is the last of several, or one's own."""
        here, there = homes(tmp_path)
        newer = tmp_path / "newer"
        ReviewLog(newer, "phone").append(review(3))
        month(newer, "phone").write_bytes(
            month(newer, "phone").read_bytes().replace(b'"v":1', b'"v":2')
        )
        before = files(here)

        with pytest.raises(SetupError, match=r"2026-11\.jsonl:1: .* version 2"):
            merge(here, there, newer)
        assert files(here) == before
        with pytest.raises(SetupError, match="version 2"):
            merge(newer, here)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
    def test_what_is_no_file_is_refused(self, tmp_path: Path) -> None:
        """Reading a pipe would never end."""
        here, there = homes(tmp_path)
        os.mkfifo(there / "log/desktop/2026-12.jsonl")

        with pytest.raises(SetupError, match="is no file"):
            merge(here, there)

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
    def test_a_full_disk(self, tmp_path: Path) -> None:
        """It says where, and that it can be gone on with."""
        here, there = homes(tmp_path)
        month(here, "desktop").parent.mkdir()
        month(here, "desktop").symlink_to("/dev/full")

        with pytest.raises(SetupError, match="No space left") as error:
            carry_out(here / "log", plan_merge({}, [log_in(there)]).lacking)
        assert "merge again" in error.value.hint


def merging(home: Path, *others: Path) -> subprocess.Popen[bytes]:
    """Another program that merges."""
    script = (
        "import sys; from pathlib import Path; from test_review_log_merging import merge\n"
        "merge(*map(Path, sys.argv[1:]))\n"
    )
    paths = os.pathsep.join([*filter(None, sys.path), str(Path(__file__).parent)])
    command = [sys.executable, "-c", script, str(home), *map(str, others)]

    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": paths})


class TestOtherPrograms:
    """Something else goes on at the same time."""

    def test_a_session_that_is_running(self, tmp_path: Path) -> None:
        """It writes to the same file while a merge does, and no line is torn."""
        here, there = tmp_path / "here", tmp_path / "there"
        for number in range(1000, 1400):
            ReviewLog(there, "here").append(review(number, typed="x" * 900))
        (here / "log").mkdir(parents=True)
        session = program("for number in range(150): log.append(review(number))", here)
        merges = [merging(here, there) for _ in range(2)]

        assert [each.wait() for each in (session, *merges)] == [0, 0, 0]
        read = ReviewLog(here, "any").read()
        assert read.problems == ()
        # Two merges at once find the same lacking, and write it once.
        assert len(read.events) == len({event.id for event in read.events}) == 550

    def test_killed_in_the_middle(self, tmp_path: Path) -> None:
        """Wherever a kill hits, the next merge completes it: the same files to the byte."""
        there, whole = tmp_path / "there", tmp_path / "whole"
        for nth, device in enumerate(("desktop", "phone", "tablet")):
            for number in range(200):
                event = review(1000 * nth + number, typed="x" * 3000)
                month(there, device).parent.mkdir(parents=True, exist_ok=True)
                with month(there, device).open("ab") as file:
                    file.write(event_line(event))
        merge(whole, there)
        for attempt in range(2):
            here = tmp_path / str(attempt)
            running = merging(here, there)
            while not any(here.glob(f"log/*/*{'' if attempt % 2 else '.jsonl'}")):
                assert running.poll() is None or any(here.glob("log/*/*"))
            running.kill()
            running.wait()

            merge(here, there)

            assert files(here) == files(whole)


def test_ratings_of_both_machines_count(tmp_path: Path) -> None:
    """A card that was answered on two machines has both answers, in the order of their time."""
    here, there = tmp_path / "here", tmp_path / "there"
    first, second = review(1), review(2, moment(NOON.instant + 3 * 86_400_000, 60))
    ReviewLog(here, "laptop").append(second)
    ReviewLog(there, "desktop").append(first)

    merge(here, there)
    progress = fold(ReviewLog(here, "laptop").read().events, Fsrs6())

    assert progress.history(first.card) == (first, second)
    assert first.rating == Rating.GOOD
