"""A sitting that was left or cut off: the next start says so, and a quiz goes on where it was."""

import io
import json
import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pseudo_terminal import Tty

from quizgen.cli import run
from quizgen.commands import earlier, learner
from quizgen.commands.environment import now
from quizgen.commands.unfinished import Sitting, begin, left_behind
from quizgen.scheduler import moment

NUMBERS = ("one", "two", "three", "four", "five", "six")
DECK = """\
format: 1
deck: numbers-x7k2
title: Numbers
kinds: [typed]
facts:
""" + "".join(f"  - {{id: {it}, ask: What is {it}?, answer: {it}}}\n" for it in NUMBERS)

Quizgen = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the learner's folder, beside a deck."""
    (tmp_path / "numbers.yaml").write_text(DECK, encoding="utf-8")
    (tmp_path / "more.yaml").write_text(DECK.replace("x7k2", "y8m3"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZGEN_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def quizgen(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Quizgen:
    """Run the command line on some input; returns exit code, output and errors."""
    assert not home.exists()

    def call(lines: str, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
        code = run(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def asked(output: str) -> list[str]:
    """Return the questions that were asked, in order."""
    return re.findall(r"What is (\w+)\?", output.partition("To look at again")[0])


def files(home: Path) -> list[Path]:
    """Return what is kept of unfinished sittings."""
    return sorted((home / "unfinished").glob("*"))


@contextmanager
def program(home: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run the command line as a program of its own, which is killed at the end."""
    running = subprocess.Popen(
        [sys.executable, "-m", "quizgen", *arguments],
        env=os.environ | {"QUIZGEN_HOME": str(home), "PYTHONPATH": str(Path(__file__).parents[1])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        yield running
    finally:
        running.kill()
        running.communicate()


def until(running: subprocess.Popen[bytes], wanted: str) -> None:
    """Read what a program says up to some words."""
    assert running.stdout is not None
    said = b""
    while not said.endswith(wanted.encode()):
        assert select.select([running.stdout], [], [], 20)[0], said
        sign = os.read(running.stdout.fileno(), 1)
        assert sign, said
        said += sign


def say(running: subprocess.Popen[bytes], line: str) -> None:
    """Type a line."""
    assert running.stdin is not None
    running.stdin.write(f"{line}\n".encode())
    running.stdin.flush()


class TestQuiz:
    """A quiz of six questions, left after two."""

    def test_it_goes_on_with_the_same_questions(self, quizgen: Quizgen) -> None:
        """In the same order, with the score so far, and says so."""
        _, first, _ = quizgen("one\n\ntwo\n\n:q\n", "quiz", "numbers.yaml")
        code, second, _ = quizgen("\n\n" * 10, "quiz", "numbers.yaml")

        assert code == 0
        assert "Resume: quizgen quiz numbers.yaml" in first
        assert re.search(
            r"Going on with your quiz of \d\d:\d\d: 2 of 6 answered\. "
            r"`quizgen quiz --afresh` begins a new one\.",
            second,
        )
        assert "Question 3 of 6." in second
        assert len({*asked(first)} | {*asked(second)}) == 6
        assert asked(first)[-1] == asked(second)[0]
        assert "of 6 right" in second

    def test_it_goes_on_once(self, quizgen: Quizgen, home: Path) -> None:
        """Its end removes what was kept of it."""
        quizgen("one\n\n:q\n", "quiz", "numbers.yaml")
        assert len(files(home)) == 1
        quizgen("\n\n" * 10, "quiz", "numbers.yaml")
        assert files(home) == []

        assert "Going on" not in quizgen(":q\n", "quiz", "numbers.yaml")[1]

    @pytest.mark.parametrize("decks", [(), ("./numbers.yaml",)])
    def test_its_decks_need_not_be_named_again(
        self, decks: tuple[str, ...], quizgen: Quizgen
    ) -> None:
        """Without decks the last quiz goes on, whatever it was about."""
        quizgen("one\n\n:q\n", "quiz", "numbers.yaml")

        assert "1 of 6 answered" in quizgen(":q\n", "quiz", *decks)[1]

    @pytest.mark.parametrize(
        "wish",
        [
            ("more.yaml",),
            ("numbers.yaml", "--seed", "7"),
            ("numbers.yaml", "-n", "3"),
            ("numbers.yaml", "--kinds", "recall"),
        ],
    )
    def test_whoever_wishes_for_others_gets_others(
        self, wish: tuple[str, ...], quizgen: Quizgen
    ) -> None:
        """And the quiz that was left waits."""
        quizgen("one\n\n:q\n", "quiz", "numbers.yaml")

        assert "Going on" not in quizgen(":q\n", "quiz", *wish)[1]
        assert "1 of 6 answered" in quizgen(":q\n", "quiz", "numbers.yaml")[1]

    def test_afresh_gives_it_up(self, quizgen: Quizgen) -> None:
        """A new quiz begins, and the old one is gone."""
        quizgen("one\n\n:q\n", "quiz", "numbers.yaml")

        assert "Question 1 of 6." in quizgen(":q\n", "quiz", "numbers.yaml", "--afresh")[1]
        assert "Going on" not in quizgen(":q\n", "quiz", "numbers.yaml")[1]

    def test_without_an_answer_there_is_nothing_to_go_on_with(
        self, quizgen: Quizgen, home: Path
    ) -> None:
        """Nothing is kept, and nothing promised."""
        _, output, _ = quizgen(":q\n", "quiz", "numbers.yaml")

        assert "Another one: quizgen quiz numbers.yaml" in output
        assert files(home) == []

    def test_an_answer_taken_back_is_asked_again(self, quizgen: Quizgen) -> None:
        """Also one from before the interruption."""
        _, first, _ = quizgen("x\n\nx\n\n:u\n:q\n", "quiz", "numbers.yaml")
        _, second, _ = quizgen(":u\n:q\n", "quiz", "numbers.yaml")
        _, third, _ = quizgen(":q\n", "quiz", "numbers.yaml")

        assert "1 of 6 answered" in second
        assert asked(second) == [asked(first)[1], asked(first)[0]]
        assert "Going on" not in third

    def test_what_was_asked_for_still_holds(self, quizgen: Quizgen, home: Path) -> None:
        """A quiz that counts for the schedule counts with all its answers."""
        quizgen("one\n\n:q\n", "quiz", "numbers.yaml", "--record")
        _, output, _ = quizgen("\n\n" * 10, "quiz")
        lines = [line for log in home.glob("log/*/*.jsonl") for line in log.read_text().split("\n")]
        events = [json.loads(line) for line in filter(None, lines)]

        assert "6 answers are saved, and count for your schedule." in output
        assert {event["ev"] for event in events} == {"review", "count"}
        assert len({event["session"] for event in events}) == 1

    def test_a_quiz_file_goes_on_too(self, quizgen: Quizgen) -> None:
        """With the questions that it had when the quiz began."""
        quizgen("", "generate", "numbers.yaml", "-o", "quiz.json")
        quizgen("one\n\n:q\n", "quiz", "quiz.json")
        Path("quiz.json").unlink()

        assert "Question 2 of 6." in quizgen(":q\n", "quiz", "quiz.json")[1]

    def test_it_is_kept_for_a_day(self, quizgen: Quizgen, monkeypatch: pytest.MonkeyPatch) -> None:
        """Nobody wants last week's quiz."""
        quizgen("one\n\n:q\n", "quiz", "numbers.yaml")
        days = 86_400_000
        later = moment(now().instant + days + 60_000, 0)
        monkeypatch.setattr(learner, "now", lambda _: later)

        assert "Going on" not in quizgen(":q\n", "quiz", "numbers.yaml")[1]

    def test_a_script_neither_goes_on_nor_is_gone_on_with(self, quizgen: Quizgen) -> None:
        """The same script gives the same quiz."""
        quizgen("one\n\n:q\n", "quiz", "numbers.yaml")
        Path("script.txt").write_text("one\n\n:q\n")
        arguments = ("quiz", "numbers.yaml", "--script", "script.txt")

        for _ in range(2):
            output = quizgen("", *arguments)[1]
            assert "Question 1 of 6." in output
            assert "Another one: " in output

    @pytest.mark.parametrize(
        "damage",
        [
            lambda path: path.write_bytes(path.read_bytes()[:200]),
            lambda path: path.write_bytes(b"\xff\x00"),
            lambda path: path.write_text("[]"),
            lambda path: path.write_text(path.read_text().replace('"version": 1', '"version": 9')),
            lambda path: path.write_text(path.read_text().replace("stem", "mets")),
        ],
        ids=["torn", "no text", "no object", "a later version", "no quiz"],
    )
    def test_what_is_damaged_is_dropped(
        self, damage: Callable[[Path], object], quizgen: Quizgen, home: Path
    ) -> None:
        """The answers are in the log; a new quiz begins."""
        quizgen("one\n\n:q\n", "quiz", "numbers.yaml")
        damage(files(home)[0])
        code, output, errors = quizgen(":q\n", "quiz", "numbers.yaml")

        assert (code, errors) == (0, "")
        assert "Question 1 of 6." in output
        assert files(home) == []

    def test_a_folder_that_cannot_be_written_stops_nobody(
        self, quizgen: Quizgen, home: Path
    ) -> None:
        """The quiz goes its way, only it cannot be gone on with."""
        home.mkdir()
        (home / "unfinished").write_text("in the way")
        code, output, _ = quizgen("one\n\n:q\n", "quiz", "numbers.yaml")

        assert code == 0
        assert "1 answer is saved" in output
        assert "Another one: quizgen quiz numbers.yaml" in output

    def test_after_a_kill_it_goes_on(self, quizgen: Quizgen, home: Path) -> None:
        """Every answer whose verdict was shown is there, and the question on the screen comes."""
        with program(home, "quiz", "numbers.yaml") as running:
            until(running, "Question 1 of 6.\n")
            say(running, "x")
            until(running, "Wrong.")
        _, output, _ = quizgen(":q\n", "quiz", "numbers.yaml")

        assert "1 of 6 answered" in output
        assert "Question 2 of 6." in output

    def test_a_quiz_that_is_on_elsewhere_is_left_alone(self, quizgen: Quizgen, home: Path) -> None:
        """Another terminal has it; here a new one begins."""
        with program(home, "quiz", "numbers.yaml") as running:
            until(running, "Question 1 of 6.\n")
            say(running, "x")
            say(running, "")
            until(running, "Question 2 of 6.\n")

            assert "Question 1 of 6." in quizgen(":q\n", "quiz", "numbers.yaml")[1]
            assert len(files(home)) == 1
        assert "1 of 6 answered" in quizgen(":q\n", "quiz", "numbers.yaml")[1]


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 12)])
def test_the_full_screen_says_it_with_the_first_question(
    columns: int, rows: int, home: Path
) -> None:
    """After a kill as after leaving, in the footer, until the next key."""
    environment = {"QUIZGEN_HOME": str(home), "LINES": str(rows), "COLUMNS": str(columns)}

    def started() -> Tty:
        return Tty(["-m", "quizgen", "quiz", "numbers.yaml"], columns, rows, **environment)

    first = started()
    first.wait("1 of 6")
    first.send("x\r")
    first.wait("Wrong.")
    first.close()
    second = started()
    try:
        shown = " ".join(second.wait("2 of 6").split())
        assert re.search(r"Going on with your quiz of \d\d:\d\d: 1 of 6 answered\.", shown)
        assert "`quizgen quiz --afresh` begins a new one." in shown
        second.send("x\r")
        assert "Going on" not in second.wait("Wrong.")
        second.signal(signal.SIGTERM)
        assert second.code() == 128 + signal.SIGTERM
    finally:
        second.close()
    assert "0 of 2 right (0 %)" in second.text()
    assert "Resume: quizgen quiz numbers.yaml" in second.text()


class TestExam:
    """An exam that was left before it was handed in."""

    def test_it_goes_on_with_what_stands_there(self, quizgen: Quizgen, home: Path) -> None:
        """The answers given are on the paper again, and its time stands still meanwhile."""
        exam = ("quiz", "--exam", "numbers.yaml", "--minutes", "30")
        _, first, _ = quizgen("\none\ntwo\n:q\n", *exam)
        _, second, _ = quizgen("\n:o\n:done\n:done\n", "quiz", "--exam")

        assert "Resume: quizgen quiz --exam numbers.yaml" in first
        assert re.search(
            r"Going on with your exam of \d\d:\d\d: 2 of 6 answered\. "
            r"`quizgen quiz --exam --afresh` begins a new one\.",
            second,
        )
        assert second.count("Going on") == 1
        assert "Your answer: one" in second
        assert "Answered: 1, 2. Open: 3 to 6." in second
        assert "of 6 right" in second
        assert files(home) == []

    def test_an_exam_is_no_quiz(self, quizgen: Quizgen) -> None:
        """Neither is gone on with as the other."""
        quizgen("\none\n:q\n", "quiz", "--exam", "numbers.yaml")

        assert "Going on" not in quizgen(":q\n", "quiz", "numbers.yaml")[1]
        assert "1 of 6 answered" in quizgen(":q\n", "quiz", "numbers.yaml", "--exam")[1]


class TestStudy:
    """A study session goes on from the log; the next start says what it found."""

    def test_answers_of_today_are_told(self, quizgen: Quizgen, home: Path) -> None:
        """After an ordinary end as after leaving."""
        recall = ("study", "numbers.yaml")
        assert "Going on" not in quizgen("x\n4\n:q\n", *recall)[1]
        assert "Going on: 1 answer of today is saved." in quizgen("x\n4\n:q\n", *recall)[1]
        assert "Going on: 2 answers of today are saved." in quizgen(":q\n", *recall)[1]
        assert files(home) == []

    def test_answers_about_other_decks_are_not(self, quizgen: Quizgen) -> None:
        """They are no part of what goes on."""
        quizgen("x\n4\n:q\n", "study", "more.yaml")

        assert "Going on" not in quizgen(":q\n", "study", "numbers.yaml")[1]

    def test_a_session_that_was_cut_off_is_told(self, quizgen: Quizgen, home: Path) -> None:
        """When, and what is saved of it; once."""
        with program(home, "study", "numbers.yaml") as running:
            until(running, "To do: 6 new.\n")
            for _ in range(2):
                say(running, "x")
                say(running, "4")
            until(running, "To do: 4 new.\n")
        recall = ("study", "numbers.yaml")
        _, first, _ = quizgen(":q\n", *recall)
        _, second, _ = quizgen(":q\n", *recall)

        assert re.search(
            r"The last session was cut off at \d\d:\d\d; its 2 answers are saved\.", first
        )
        assert "To do: 4 new." in first
        assert "Going on: 2 answers of today are saved." in second

    def test_a_session_cut_off_before_its_first_answer_is_not(
        self, quizgen: Quizgen, home: Path
    ) -> None:
        """There is nothing to tell."""
        with program(home, "study", "numbers.yaml") as running:
            until(running, "To do: 6 new.\n")

        assert "cut off" not in quizgen(":q\n", "study", "numbers.yaml")[1]
        assert files(home) == []

    def test_cramming_that_was_cut_off_is_told_as_well(self, quizgen: Quizgen, home: Path) -> None:
        """Its answers are saved, though they do not count."""
        with program(home, "study", "numbers.yaml", "--cram") as running:
            until(running, "Question 1 of 6.\n")
            say(running, "x")
            say(running, "")
            until(running, "Question 2 of 7.\n")

        assert "its 1 answer is saved" in quizgen(":q\n", "study", "numbers.yaml")[1]

    def test_one_of_an_earlier_day_has_its_date(
        self, quizgen: Quizgen, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A time alone would be taken for today's."""
        early = moment(1_700_000_000_000, 0)
        monkeypatch.setattr(learner, "now", lambda _: early)
        quizgen("x\n4\n:q\n", "study", "numbers.yaml")
        monkeypatch.undo()
        monkeypatch.setenv("QUIZGEN_HOME", str(home))
        line = next(home.glob("log/*/*.jsonl")).read_text().split("\n")[0]
        session = json.loads(line)["session"]
        begin(home, Sitting(session=session, mode="study", begun=early.instant, offset=0)).leave()
        _, output, _ = quizgen(":q\n", "study", str(home.parent / "numbers.yaml"))

        assert "cut off at 22:13 on 2023-11-14; its 1 answer is saved." in output


class TestFiles:
    """What is kept of sittings."""

    def test_a_few_are_kept(self, home: Path) -> None:
        """The latest ones."""
        for minute in range(8):
            kept = Sitting(
                session=f"s{minute}", mode="quiz", begun=60_000 * minute, offset=0, quiz="{}"
            )
            begin(home, kept).leave()
        found = left_behind(home, moment(600_000, 0))
        for left in found:
            left.hold.leave()

        assert [left.sitting.session for left in found] == ["s7", "s6", "s5", "s4", "s3"]
        assert len(files(home)) == 5

    def test_what_was_kept_comes_back(self, home: Path) -> None:
        """All of it."""
        kept = Sitting(
            session="s",
            mode="quiz",
            begun=1,
            offset=-90,
            named=("a b",),
            decks=("/a b",),
            kinds=("typed",),
            minutes=5,
            record=False,
            quiz="{}",
        )
        begin(home, kept).leave()

        assert [left.sitting for left in left_behind(home, moment(2, 0))] == [kept]

    def test_a_disk_that_is_full_leaves_nothing(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Half a file is removed again."""

        def full(_: int, __: bytes) -> int:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "write", full)
        hold = begin(home, Sitting(session="s", mode="study", begun=1, offset=0))

        assert not hold.kept
        assert files(home) == []

    @pytest.mark.parametrize(
        ("instant", "offset", "time"),
        [(0, 0, "00:00"), (0, -90, "22:30"), (86_340_000, 60, "00:59"), (67_200_000, 0, "18:40")],
    )
    def test_times_are_local(self, instant: int, offset: int, time: str) -> None:
        """As the learner's clock had them."""
        assert earlier.time_of_day(instant, offset) == time
