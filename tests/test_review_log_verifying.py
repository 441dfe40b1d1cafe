"""Verifying a log: everything odd is named, with file and line, and nothing else is."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_review_log import EVENTS, NOON, review

from quizgen.model import Count, Event, Moment, Rename, Undo
from quizgen.problems import SetupError
from quizgen.review_log import ReviewLog, event_line
from quizgen.review_log.raw_lines import RawLine
from quizgen.review_log.timeline import misfit_days, offset_text, span_text
from quizgen.review_log.verified import Entry, Surroundings
from quizgen.review_log.verifying import Verified, verify
from quizgen.scheduler import moment

HOUR = 3_600_000
DAY = 24 * HOUR
FACTS = {"bodies": frozenset({"cramp-site"})}
SURROUNDINGS = Surroundings(now=moment(NOON.instant + 2 * DAY, 60), facts=FACTS, renames={})


def at(hours: float, offset: int = 60) -> Moment:
    """Some hours after that noon."""
    return moment(NOON.instant + int(hours * HOUR), offset)


def check(home: Path, surroundings: Surroundings = SURROUNDINGS) -> Verified:
    """Verify the log of a home."""
    return verify(home / "log", surroundings)


Write = Callable[..., Sequence[tuple[str, str, int]]]


@pytest.fixture
def found(tmp_path: Path) -> Write:
    """Write lines (events, or bytes as they are) and return sort, severity and line of findings."""

    def write(*lines: Event | bytes, **surroundings: object) -> Sequence[tuple[str, str, int]]:
        file = tmp_path / "log/laptop/2026-11.jsonl"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"".join(it if isinstance(it, bytes) else event_line(it) for it in lines))
        result = check(tmp_path, replace(SURROUNDINGS, **surroundings))  # type: ignore[arg-type]  # any field
        assert all(it.position.file == "laptop/2026-11.jsonl" for it in result.problems)
        return [(it.code, it.severity.value, it.position.line) for it in result.problems]

    return write


class TestLines:
    """Lines that hold no event."""

    def test_a_log_in_order(self, found: Write) -> None:
        """Nothing is found where nothing is odd."""
        assert found(review(1), review(2, at(1)), review(3, at(30))) == []

    def test_every_line_is_read(self, found: Write) -> None:
        """Bad, torn and newer lines are all named, whatever comes first."""
        line = event_line(review(2))

        assert found(
            line.replace(b'"v":1', b'"v":2'),
            line.replace(b'"rating":3', b'"rating":7'),
            b"not JSON\n",
            b'{"v":1,"id":"x","ev":"review"}\n',
            line[:90] + b"\n",
            line.replace(b'"v":1', b'"v":3'),
            review(1),
            line[:50],
        ) == [
            ("bad-log-line", "error", 2),
            ("bad-log-line", "error", 3),
            ("bad-log-line", "error", 4),
            ("newer-log-line", "error", 1),
            ("newer-log-line", "error", 6),
            ("torn-log-line", "warning", 5),
            ("torn-log-line", "warning", 8),
        ]

    def test_a_newer_line_says_which_version(self, tmp_path: Path, found: Write) -> None:
        """And what to do."""
        found(event_line(review(2)).replace(b'"v":1', b'"v":12'))

        [problem] = check(tmp_path).problems
        assert "version 12" in problem.message
        assert "update quizgen" in problem.hint

    def test_a_lost_last_newline_is_nothing(self, found: Write) -> None:
        """The line is whole."""
        assert found(event_line(review(1)).rstrip()) == []

    def test_files_that_are_not_read_are_named(self, tmp_path: Path) -> None:
        """They stand at the wrong place, or have a wrong ending; copies of sync programs do not."""
        names = ("2026-11.jsonl", "laptop/2026-11.jsonl.orig", "laptop/old/2026-10.jsonl")
        copy = "laptop/2026-11.sync-conflict-20261128-101112-ABCDEFG.jsonl"
        kept = ".stversions/laptop/2026-11~20261128-101112.jsonl"
        for name in (*names, copy, kept, "laptop/.DS_Store"):
            (tmp_path / "log" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "log" / name).touch()

        assert sorted(it.position.file for it in check(tmp_path).problems) == sorted(names)

    def test_an_empty_home(self, tmp_path: Path) -> None:
        """Nothing is there, nothing is odd, and nothing is written."""
        assert check(tmp_path) == Verified(files=(), entries=(), problems=())
        assert list(tmp_path.iterdir()) == []

    def test_what_cannot_be_read_is_refused(self, tmp_path: Path) -> None:
        """A folder where a file should be."""
        (tmp_path / "log/laptop/2026-11.jsonl").mkdir(parents=True)

        with pytest.raises(SetupError, match="cannot be read"):
            check(tmp_path)


class TestTimes:
    """Clocks, days and zones."""

    def test_a_clock_set_back(self, tmp_path: Path, found: Write) -> None:
        """The first line of each run is named, with how many are like it."""
        lines = [review(n, at(hours)) for n, hours in enumerate((0, 4, 2, 2.5, 5, 3.5))]

        assert found(*lines) == [("clock-jump", "warning", 3), ("clock-jump", "warning", 6)]
        first, second = check(tmp_path).problems
        assert first.message == "the clock is 120 min behind line 2, and so is 1 line after it"
        assert second.message == "the clock is 90 min behind line 5"

    def test_up_to_an_hour_is_nothing(self, found: Write) -> None:
        """Clocks are set now and then."""
        assert found(review(1, at(1)), review(2, at(0))) == []

    def test_a_paper_of_another_day_is_nothing(self, found: Write) -> None:
        """Of answers on paper somebody says when they were given; no clock does."""
        paper = replace(review(2, at(-90)), session="paper K7Q-M2X")

        assert found(review(1, at(1)), paper, review(3, at(2))) == []
        assert found(review(1, at(1)), replace(paper, session="")) == [("clock-jump", "warning", 2)]

    def test_other_devices_have_other_clocks(self, tmp_path: Path) -> None:
        """Only lines of one file are compared."""
        ReviewLog(tmp_path, "laptop").append(review(1, at(20)))
        ReviewLog(tmp_path, "phone").append(review(2, at(0)))

        assert check(tmp_path).problems == ()

    def test_a_study_day_that_does_not_fit(self, tmp_path: Path, found: Write) -> None:
        """A later time has never an earlier day; a later day needs a log that had come so far."""
        wrong = event_line(review(1)).replace(b'"day":20780', b'"day":20779')

        assert found(wrong) == [("wrong-study-day", "error", 1)]
        [problem] = check(tmp_path).problems
        assert problem.message == (
            "it counts for study day 2026-11-22; by its time it is 2026-11-23"
        )
        assert found(event_line(review(1)).replace(b'"day":20780', b'"day":20783')) == [
            ("wrong-study-day", "error", 1)
        ]

    def test_a_day_that_was_kept(self, found: Write) -> None:
        """The clock was behind the last answer, and its study day was kept."""
        behind = at(-30)
        kept = replace(behind, day=NOON.day, next_day=NOON.next_day)

        assert found(review(1), review(2, kept)) == [
            ("clock-jump", "warning", 2),
            ("kept-study-day", "note", 2),
        ]

    @given(st.integers(0, 2**42), st.integers(-720, 840), st.integers(0, 23), st.integers(-3, 3))
    def test_what_the_program_writes_fits(
        self, instant: int, offset: int, rollover: int, days: int
    ) -> None:
        """Whatever instant, zone and rollover hour; every other day does not."""
        event = review(1, moment(instant, offset, rollover))
        shifted = replace(event.moment, day=event.moment.day + days,
                          next_day=event.moment.next_day + days * DAY)  # fmt: skip

        line = RawLine("laptop/2026-11.jsonl", 1, b"", ended=True)
        problems = misfit_days([Entry(line, replace(event, moment=shifted))], SURROUNDINGS)

        assert (list(problems) == []) == (days == 0)

    def test_a_journey_is_a_note(self, tmp_path: Path, found: Write) -> None:
        """From what to what, at the first line with the other offset."""
        assert found(review(1), review(2, at(5, -300)), review(3, at(6, -300))) == [
            ("time-zone", "note", 2)
        ]
        [problem] = check(tmp_path).problems
        assert problem.message == "the offset goes from UTC+1 to UTC-5"

    def test_a_study_day_that_goes_back(self, found: Write) -> None:
        """Over the date line to the west, the clock goes on and the day does not."""
        assert found(review(1, at(3, 840)), review(2, at(10, -720))) == [
            ("study-day-back", "warning", 2),
            ("time-zone", "note", 2),
        ]

    def test_the_future(self, found: Write) -> None:
        """More than a day ahead of this clock."""
        assert found(review(1, at(71)), review(2, at(73))) == [("future-event", "warning", 2)]

    @pytest.mark.parametrize(
        ("offset", "text"),
        [(0, "UTC+0"), (345, "UTC+5:45"), (-210, "UTC-3:30"), (630, "UTC+10:30")],
    )
    def test_offsets_in_words(self, offset: int, text: str) -> None:
        """As people write them."""
        assert offset_text(offset) == text

    @pytest.mark.parametrize(
        ("hours", "text"),
        [(0.5, "30 min"), (2.9, "174 min"), (3, "3 h"), (71, "71 h"), (72, "3 days")],
    )
    def test_spans_in_words(self, hours: float, text: str) -> None:
        """In units that leave a small number."""
        assert span_text(int(hours * HOUR)) == text


class TestIds:
    """What ids lead to."""

    def test_copies_are_counted_by_file(self, tmp_path: Path, found: Write) -> None:
        """As a sync program leaves them: one note for all of a file."""
        copy = tmp_path / "log/laptop/2026-11 (conflicted copy).jsonl"
        lines = [review(1), review(2, at(3)), review(3, at(4))]
        copy.parent.mkdir(parents=True)
        copy.write_bytes(b"".join(map(event_line, lines[1:])))

        assert found(*lines, review(4, at(5))) == [("duplicate-event", "note", 2)]
        problem = check(tmp_path).problems[0]
        assert problem.message.startswith("2 events stand here that laptop/2026-11 (conflicted")

    def test_two_events_of_one_id(self, tmp_path: Path, found: Write) -> None:
        """An error: one of them counts for nothing."""
        other = replace(review(1), kind="choice")

        assert found(review(1), other) == [("conflicting-event", "error", 2)]
        assert "laptop/2026-11.jsonl:1" in check(tmp_path).problems[0].message

    def test_references_that_lead_to_nothing(self, found: Write) -> None:
        """Undo, replacement and count; those that lead somewhere are fine, in any order."""
        assert found(
            Undo(id="u1", moment=NOON, ref=review(1).id),
            Undo(id="u2", moment=NOON, ref="gone"),
            review(1),
            replace(review(2), replaces="gone"),
            replace(review(3), replaces=review(1).id),
            Count(id="c1", moment=NOON, session="s1"),
            Count(id="c2", moment=NOON, session="gone"),
        ) == [("unknown-reference", "warning", line) for line in (2, 4, 7)]

    def test_cards_that_no_deck_has(self, tmp_path: Path, found: Write) -> None:
        """Counted by deck, or by fact where the deck is there, with the id that may be theirs."""
        gone = replace(review(1), card="bodies/cramp-sites/forward")

        assert found(
            gone, replace(gone, id="2"), replace(gone, id="3", card="towns/rome/forward")
        ) == [("unknown-card", "note", 1), ("unknown-card", "note", 3)]
        fact, deck = check(tmp_path).problems
        assert fact.message.startswith("2 answers to 1 card of the fact bodies/cramp-sites,")
        assert "if `cramp-site` is its new id, `was: [cramp-sites]` there" in fact.hint
        assert deck.message == "1 answer to 1 card of the deck towns, which is not at hand"
        assert all("nothing is lost" in each.hint for each in (fact, deck))

    def test_renamed_cards_are_known(self, found: Write) -> None:
        """By an event of the log, or by what a deck declares."""
        old = replace(review(1), card="bodies/old/forward")
        rename = Rename(id="n", moment=NOON, card=old.card, to="bodies/cramp-site/forward")

        assert found(old, rename) == []
        assert found(old, renames={old.card: rename.to}) == []


@given(st.lists(EVENTS, max_size=8), st.binary(max_size=40))
def test_it_ends_whatever_stands_there(events: Sequence[Event], end: bytes) -> None:
    """No event and no bytes make it stumble, and each finding has its line."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log/laptop/2026-11.jsonl"
        path.parent.mkdir(parents=True)
        path.write_bytes(b"".join(map(event_line, events)) + end)
        lines = path.read_bytes().count(b"\n") + 1

        result = check(Path(folder))

        assert all(1 <= it.position.line <= lines for it in result.problems)
        assert all(it.message and it.hint for it in result.problems)
