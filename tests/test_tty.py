"""The full-screen driver in a real pseudo-terminal, seen through a terminal emulator."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pseudo_terminal import PATIENCE, Tty, restored

PROGRAM = Path(__file__).parent / "muscle_quiz.py"


@contextmanager
def quiz(
    log: Path, *arguments: str, columns: int = 80, rows: int = 24, **env: str
) -> Iterator[Tty]:
    """Run the sample quiz in a terminal."""
    terminal = Tty([str(PROGRAM), str(log), *arguments], columns, rows, **env)
    try:
        yield terminal
    finally:
        terminal.close()


def test_a_quiz_from_the_first_question_to_the_last_word(tmp_path: Path) -> None:
    """Pick, type with a slip, recall, and leave; every answer is in the log."""
    with quiz(tmp_path / "log") as tty:
        shown = tty.wait("q quit")
        assert "Which of these is a common site of muscle spasms?" in shown
        assert "Study material, not medical advice." in shown
        assert not tty.echoes()
        tty.send("b")
        assert "Right." in tty.wait("go on")
        tty.send(" dehy\x7fydratted\x1b[D\x1b[D\x7f")
        tty.wait("› dehydrated")
        tty.send("\r")
        assert "Right." in tty.wait("Source: What do muscle")
        tty.send("\r ")
        tty.wait("more sustained")
        tty.send("n")
        tty.wait("4 of 8")
        tty.send("q")
        assert tty.code() == 0

    assert restored(tty, echoing=tty.left_echoing)
    assert "2 of 3 right (67 %)" in tty.text()
    assert "3 answers are saved, not counted for your schedule." in tty.text()
    assert "Another one: quizgen quiz" in tty.text()
    assert (tmp_path / "log").read_text(encoding="utf-8").split() == [
        "Review", "muscle/site/forward", "Review", "muscle/dehydrated/forward",
        "Review", "muscle/dystonia/forward",
    ]  # fmt: skip


def test_the_summary_offers_the_misses_and_asks_whether_to_count(tmp_path: Path) -> None:
    """A quiz to its end: the misses once more, then the decision."""
    with quiz(tmp_path / "log") as tty:
        shown = tty.wait("1 of 8")
        for keys, wanted in (
            ("a", "Wrong."), (" ", "2 of 8"), ("dehydrated\r", "Right."), (" ", "3 of 8"),
            (" ", "knew it"), ("y", "4 of 8"), ("ab\r", "Right."), (" ", "5 of 8"),
            ("98.6 F\r", "Right."), (" ", "6 of 8"), ("cab\r", "Right."), (" ", "7 of 8"),
            ("bca\r", "go on"), (" ", "8 of 8"), ("thigh, calf\r", "Right."),
            (" ", "Count these answers"), ("r", "again 1 of"),
        ):  # fmt: skip
            tty.send(keys)
            shown = tty.wait(wanted)
        assert "Which of these is a common site" in shown
        letter = next(line.split()[0] for line in shown.splitlines() if line.endswith("the calf"))
        tty.send(letter.lower())
        tty.wait("Right.")
        tty.send("u")
        tty.wait("A–D answer")
        tty.send(letter.lower())
        tty.wait("Right.")
        tty.send("qq")
        assert tty.code() == 0

    events = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    assert [event.split()[0] for event in events[-3:]] == ["Review", "Undo", "Review"]


def test_leaving_while_going_over_the_misses_keeps_the_score(tmp_path: Path) -> None:
    """What stays on the screen is the score of the quiz proper."""
    with quiz(tmp_path / "log") as tty:
        tty.wait("1 of 8")
        for keys, wanted in (
            ("a", "go on"), (" ", "2 of 8"), ("dehydrated\r", "Right."), (" ", "3 of 8"),
            (" ", "knew it"), ("y", "4 of 8"), ("ab\r", "Right."), (" ", "5 of 8"),
            ("98.6 F\r", "Right."), (" ", "6 of 8"), ("cab\r", "go on"), (" ", "7 of 8"),
            ("bca\r", "go on"), (" ", "8 of 8"), ("thigh, calf\r", "Right."),
            (" ", "Count these answers"), ("r", "again 1 of"),
        ):  # fmt: skip
            tty.send(keys)
            tty.wait(wanted)
        tty.send("q")
        assert tty.code() == 0

    assert "of 8 right" in tty.text()
    assert "8 answers are saved" in tty.text()


def test_study_shows_what_each_rating_gives(tmp_path: Path) -> None:
    """The suggested rating is bracketed; another one may be pressed; undo leads back."""
    with quiz(tmp_path / "log", "study") as tty:
        tty.wait("8 new")
        tty.send("a")
        tty.wait("Comes again in")
        tty.send(" dehydrated\r")
        assert "[3 Good 10m]" in tty.wait("4 Easy")
        tty.send("2")
        tty.wait("show answer")
        tty.send("u")
        tty.wait("having lost too much")
        tty.send("\x03")
        assert tty.code() == 130

    log = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    assert [line.split()[0] for line in log] == ["Review", "Review", "Review", "Undo"]
    assert restored(tty, echoing=tty.left_echoing)


@pytest.mark.parametrize(("columns", "rows"), [(40, 12), (120, 40), (10, 5)])
def test_it_works_at_other_sizes(columns: int, rows: int, tmp_path: Path) -> None:
    """The last line of the frame stands on the last row, also where there is hardly any room."""
    with quiz(tmp_path / "log", columns=columns, rows=rows) as tty:
        time.sleep(0.3)
        tty.resize(columns, rows)
        shown = tty.wait("A–D" if columns > 10 else "A")
        assert len(shown.splitlines()) <= rows
        assert shown.splitlines()[-1].strip()


def test_it_reflows_when_the_window_changes(tmp_path: Path) -> None:
    """40 to 100 to 30 columns: each frame is laid out anew, nothing of the last one stays."""
    with quiz(tmp_path / "log") as tty:
        tty.wait("q quit")
        tty.resize(30, 20)
        narrow = tty.wait("Which of these is a common\n")
        tty.resize(100, 30)
        wide = tty.wait("a common site of muscle spasms?")
        tty.send("a")
        tty.wait("Wrong. The answer is B")

    assert max(map(len, narrow.splitlines())) <= 30
    assert wide.count("A  the teeth") == 1


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_signals_end_it_with_the_terminal_restored(number: int, code: int, tmp_path: Path) -> None:
    """Whatever ends the program, the shell finds its terminal as it was."""
    with quiz(tmp_path / "log") as tty:
        tty.wait("q quit")
        tty.send("a")
        tty.wait("Wrong.")
        tty.signal(number)
        assert tty.code() == code

    assert restored(tty, echoing=tty.left_echoing)
    assert "1 answer is saved" in tty.text()


@pytest.mark.parametrize("arguments", [("--slow",), ("--slow", "--plain")])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_while_an_answer_is_written_waits_for_the_writing(
    number: int, code: int, arguments: tuple[str, ...], tmp_path: Path
) -> None:
    """The answer is in the log whole, and said to be; in plain lines just so."""
    with quiz(tmp_path / "log", *arguments) as tty:
        tty.wait("A–D" if len(arguments) == 1 else "A to D:")
        tty.send("a\r" if "--plain" in arguments else "a")
        time.sleep(0.1)
        tty.signal(number)
        assert tty.code() == code

    assert (tmp_path / "log").read_text(encoding="utf-8") == "Review muscle/site/forward\n"
    assert "1 answer is saved" in tty.text()


def test_no_verdict_is_on_the_screen_before_the_answer_is_written(tmp_path: Path) -> None:
    """While the log is being written, the screen still shows the bare question."""
    with quiz(tmp_path / "log", "--slow") as tty:
        tty.wait("q quit")
        tty.send("a")
        end = time.monotonic() + PATIENCE
        while "Wrong." not in tty.text() and time.monotonic() < end:
            tty.read(0.01)
            assert "Wrong." not in tty.text() or (tmp_path / "log").exists()
        assert "Wrong." in tty.text()


def test_a_log_that_cannot_be_written_leaves_a_good_terminal(tmp_path: Path) -> None:
    """The failure reaches the caller, and no verdict of the unsaved answer was shown."""
    with quiz(tmp_path / "log", "--full") as tty:
        tty.wait("q quit")
        tty.send("b")
        assert tty.code() == 1

    assert restored(tty, echoing=tty.left_echoing)
    assert b"the disk is full" in tty.raw
    assert b"Right." not in tty.raw


def test_a_closed_terminal_ends_it(tmp_path: Path) -> None:
    """Nobody is left to be asked; what was answered is in the log."""
    with quiz(tmp_path / "log") as tty:
        tty.wait("q quit")
        tty.send("a")
        tty.wait("Wrong.")
        tty.hang_up()
        end = time.monotonic() + PATIENCE
        status = (0, 0)
        while not status[0] and time.monotonic() < end:
            status = os.waitpid(tty.pid, os.WNOHANG)
            time.sleep(0.02)
        tty._code = os.waitstatus_to_exitcode(status[1])

        assert tty._code == 129


SHELL = """
import os, signal, sys, time
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
child = os.fork()
if child == 0:
    os.setpgid(0, 0)
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    time.sleep(0.1)
    os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
os.setpgid(child, child)
os.tcsetpgrp(0, child)
while True:
    _, status = os.waitpid(child, os.WUNTRACED)
    os.tcsetpgrp(0, os.getpgrp())
    if not os.WIFSTOPPED(status):
        sys.exit(os.waitstatus_to_exitcode(status))
    print("STOPPED", flush=True)
    sys.stdin.readline()
    os.tcsetpgrp(0, child)
    os.kill(child, signal.SIGCONT)
"""


def test_ctrl_z_gives_the_shell_its_terminal_and_fg_comes_back(tmp_path: Path) -> None:
    """Stopped, the terminal is as the shell had it; afterwards the same question is there."""
    tty = Tty(["-c", SHELL, str(PROGRAM), str(tmp_path / "log")])
    try:
        tty.wait("q quit")
        tty.send("a")
        tty.wait("Wrong.")
        for _ in range(2):
            tty.send("\x1a")
            tty.wait("STOPPED")
            assert tty.echoes()
            assert tty.raw.rstrip().endswith(b"STOPPED")
            tty.send("fg\n")
            tty.wait("Wrong. The answer is B: the calf.")
            assert not tty.echoes()
        tty.send("q")
        assert tty.code() == 0
    finally:
        tty.close()


def test_only_what_changed_is_drawn(tmp_path: Path) -> None:
    """A letter typed redraws one line, not the screen."""
    with quiz(tmp_path / "log") as tty:
        tty.wait("q quit")
        tty.send("b ")
        tty.wait("having lost")
        before = len(tty.raw)
        tty.send("d")
        tty.wait("› d")

        assert len(tty.raw) - before < 60


def test_no_color_draws_weights_only(tmp_path: Path) -> None:
    """NO_COLOR leaves bold and dim, and no colour sequence at all."""
    with quiz(tmp_path / "log", NO_COLOR="1") as tty:
        tty.wait("q quit")
        tty.send("a")
        tty.wait("Wrong.")

    assert b"\x1b[1m" in tty.raw
    assert not any(f"{code}m".encode() in tty.raw for code in (";31", ";32", "[31", "[32", ";36"))


def test_a_paste_is_text_and_no_commands(tmp_path: Path) -> None:
    """Pasted line breaks do not submit, and a paste where nothing is typed does nothing."""
    with quiz(tmp_path / "log") as tty:
        tty.wait("q quit")
        tty.send("\x1b[200~abcd q\n\x1b[201~")
        tty.wait("q quit")
        tty.send("b ")
        tty.wait("having lost")
        tty.send("\x1b[200~dehy\ndrated\x1b[201~")
        tty.wait("› dehy drated")

    assert (tmp_path / "log").read_text(encoding="utf-8").count("Review") == 1


def test_unicode_is_typed_and_deleted_by_whole_signs(tmp_path: Path) -> None:
    """A backspace takes away a sign with its marks."""
    with quiz(tmp_path / "log") as tty:
        tty.wait("q quit")
        tty.send("b ")
        tty.wait("having lost")
        tty.send("日本e\u0301")
        tty.wait("日 本 e\u0301" if "日 本" in tty.text() else "日")
        tty.send("\x7f\x7fx")
        end = time.monotonic() + PATIENCE
        while "x" not in tty.text().split("›")[1] and time.monotonic() < end:
            tty.read(0.02)

        assert tty.text().split("›")[1].split("\n")[0].replace(" ", "") == "日x"


def test_in_a_plain_terminal_it_falls_back_to_lines(tmp_path: Path) -> None:
    """TERM=dumb gets no control sequence at all, and Ctrl-C ends it with what is saved."""
    with quiz(tmp_path / "log", TERM="dumb") as tty:
        tty.wait("Answer, A to D:")
        tty.send("a\r")
        tty.wait("2 of 8")
        assert tty.echoes()
        tty.send("\x03")
        assert tty.code() == 130

    assert b"\x1b" not in tty.raw
    assert "1 answer is saved" in tty.text()
