"""Study and quiz where the clock is behind the log."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from test_review_log import review

from quizgen.commands.environment import now
from quizgen.model import Event, Interval, Review
from quizgen.review_log import ReviewLog
from quizgen.scheduler import date_text, moment

HOUR = 3_600_000
DECK = """\
format: 1
deck: bones-x7k2
title: Bones
sources: {reader: "Course reader"}
facts:
  - {id: longest, ask: Which bone is the longest?, answer: the femur, at: p. 12}
  - {id: collarbone, ask: What is the collarbone called?, answer: the clavicle, at: p. 14}
"""
ANSWER = "\n3\n:q\n"

Quizgen = Callable[..., tuple[int, str, str]]


@pytest.fixture
def quizgen(tmp_path: Path, command_line: Quizgen) -> Quizgen:
    """Run the command line in a folder with a deck and a session of one answer."""
    (tmp_path / "bones.yaml").write_text(DECK, encoding="utf-8")
    (tmp_path / "one.txt").write_text(ANSWER, encoding="utf-8")
    return command_line


def log_one(hours: float, card: str = "longest") -> Review:
    """Log an answer of so many hours from now, on another device."""
    at = moment(now().instant + int(hours * HOUR), now().offset)
    event = replace(review(1, at), card=f"bones-x7k2/{card}/forward", interval=Interval(days=1))
    ReviewLog(Path("home"), "other").append(event)
    return event


def events() -> tuple[Event, ...]:
    """All that the log holds."""
    return ReviewLog(Path("home"), "any").read().events


def flat(text: str) -> str:
    """A text without its line breaks."""
    return " ".join(text.split())


class TestStudy:
    """A study session."""

    @pytest.mark.parametrize("hours", [30, 24 * 400])
    def test_a_clock_behind_keeps_the_day(self, quizgen: Quizgen, hours: float) -> None:
        """It is said, and the answer counts after the one before it."""
        last = log_one(hours)

        code, output, _ = quizgen("study", "--plain", "--script", "one.txt", "bones.yaml")

        assert code == 0
        assert "behind your last answer; answers count for its study day" in flat(output)
        [new] = [it for it in events() if it.id != last.id]
        assert new.moment.day == last.moment.day
        assert new.moment.instant < last.moment.instant
        assert json.loads(quizgen("log", "verify", "--json", "bones.yaml")[1])["errors"] == 0

    def test_up_to_an_hour_nothing_is_said(self, quizgen: Quizgen) -> None:
        """Two clocks are never the same."""
        log_one(0.9)

        output = quizgen("study", "--plain", "--script", "one.txt", "bones.yaml")[1]

        assert "clock" not in output

    def test_an_answer_of_a_wrong_clock_can_be_taken_back(self, quizgen: Quizgen) -> None:
        """Then the days are those of the clock again."""
        last = log_one(24 * 400)
        Path("undo.txt").write_text(":u\n:q\n", encoding="utf-8")

        quizgen("study", "--plain", "--script", "undo.txt", "bones.yaml")
        output = quizgen("study", "--plain", "--script", "one.txt", "bones.yaml")[1]

        assert "clock" not in output
        newest = max((it for it in events() if it.id != last.id), key=lambda it: it.id)
        assert newest.moment == moment(newest.moment.instant, newest.moment.offset)
        assert "future-event" not in quizgen("log", "verify", "bones.yaml")[1]

    def test_after_an_answer_of_a_wrong_clock_is_taken_back_the_day_is_right(
        self, quizgen: Quizgen
    ) -> None:
        """So the next answer of the same session counts for the day of the clock."""
        log_one(24 * 400)
        Path("undo.txt").write_text(":u\n\n3\n:q\n", encoding="utf-8")

        output = quizgen("study", "--plain", "--script", "undo.txt", "bones.yaml")[1]

        assert "1 answer is saved" in output
        newest = max(events(), key=lambda it: it.id)
        assert newest.moment == moment(newest.moment.instant, newest.moment.offset)
        assert "clock" not in quizgen("study", "--plain", "--script", "one.txt", "bones.yaml")[1]

    def test_a_study_day_that_was_kept_is_said_to_be_wrong(self, quizgen: Quizgen) -> None:
        """Also where the answers that keep it were given at the time of a clock that is right."""
        last = log_one(-1)
        days = 400
        wrong = replace(
            last.moment,
            day=last.moment.day + days,
            next_day=last.moment.next_day + days * 24 * HOUR,
        )
        ReviewLog(Path("home"), "other").append(replace(last, id="kept", moment=wrong))

        output = quizgen("study", "--plain", "--script", "one.txt", "bones.yaml")[1]

        assert "This computer's clock is 399 days behind your last answer" in flat(output)


class TestQuiz:
    """A quiz reads the log only where the end of a file looks ahead."""

    def test_a_clock_behind_keeps_the_day(self, quizgen: Quizgen) -> None:
        """The same as in study."""
        last = log_one(30)

        output = quizgen("quiz", "--plain", "--script", "one.txt", "bones.yaml")[1]

        assert "behind your last answer" in flat(output)
        assert {it.moment.day for it in events()} == {last.moment.day}

    def test_a_log_in_order_is_not_read(self, quizgen: Quizgen) -> None:
        """So a bad line far from the end is none of its business."""
        Path("home/log/other").mkdir(parents=True)
        Path("home/log/other/2020-01.jsonl").write_text("not JSON\n", encoding="utf-8")
        log_one(-30)

        assert "not JSON" not in quizgen("quiz", "--plain", "--script", "one.txt", "bones.yaml")[2]


class TestLooking:
    """Commands that only look at what is due."""

    @pytest.mark.parametrize("words", [[], ["forecast", "bones.yaml"]], ids=str)
    def test_they_count_the_days_as_study_does(
        self, quizgen: Quizgen, words: Sequence[str]
    ) -> None:
        """A card that is due the day after a later answer is due; it is said on the side."""
        Path("decks").mkdir()
        Path("bones.yaml").rename("decks/bones.yaml")
        Path("bones.yaml").symlink_to("decks/bones.yaml")
        log_one(48)
        log_one(24, "collarbone")

        code, output, error = quizgen(*words, "--json")

        assert code == 0
        assert "warning: This computer's clock is 47 h behind your last answer" in error
        data = json.loads(output)
        found = data["today"]["due"] if not words else data["days"][0]["due"] + data["overdue"]
        assert found == 1

    @pytest.mark.parametrize("words", [["stats"], ["explain", "longest/forward"]], ids=str)
    def test_they_look_back_from_the_same_day(self, quizgen: Quizgen, words: Sequence[str]) -> None:
        """An answer of the day that study keeps is one of today; it is said on the side."""
        log_one(48)

        code, output, error = quizgen(*words, "bones.yaml", "--json")

        assert code == 0
        assert "warning: This computer's clock is 47 h behind your last answer" in error
        assert date_text(moment(now().instant + 48 * HOUR, now().offset).day) in output


class TestLastMoments:
    """The ends of the files."""

    def test_the_last_event_of_each_device(self, tmp_path: Path) -> None:
        """Whatever stands behind it."""
        for nth, device in enumerate(("laptop", "phone")):
            log = ReviewLog(tmp_path, device)
            for hours in (0, 24 * 40, 24 * 41):
                log.append(review(nth, moment(1_795_435_200_000 + (hours + nth) * HOUR, 0)))
            with (tmp_path / "log" / device / "2027-01.jsonl").open("ab") as file:
                file.write(b"not JSON\n" + b'{"v":2}\n{"v":1,"id')

        assert [
            it.instant - 1_795_435_200_000 for it in ReviewLog(tmp_path, "any").last_moments()
        ] == [24 * 41 * HOUR, (24 * 41 + 1) * HOUR]

    def test_no_log_and_no_line(self, tmp_path: Path) -> None:
        """Then there is none."""
        assert ReviewLog(tmp_path, "any").last_moments() == []
        (tmp_path / "log/laptop").mkdir(parents=True)
        (tmp_path / "log/laptop/2026-11.jsonl").touch()
        assert ReviewLog(tmp_path, "any").last_moments() == []
