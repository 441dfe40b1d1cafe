"""An exam in a real pseudo-terminal, seen through a terminal emulator."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pseudo_terminal import Tty, restored

PROGRAM = Path(__file__).parent / "exams.py"


@contextmanager
def exam(log: Path, *arguments: str, columns: int = 80, rows: int = 24) -> Iterator[Tty]:
    """Sit the sample exam in a terminal."""
    terminal = Tty([str(PROGRAM), str(log), *arguments], columns, rows)
    try:
        yield terminal
    finally:
        terminal.close()


def test_an_exam_from_its_first_page_to_the_last_word(tmp_path: Path) -> None:
    """Pick, type, flag, jump, change, hand in, look through, decide."""
    log = tmp_path / "log"
    with exam(log) as tty:
        shown = tty.wait("Enter begin")
        assert "An exam: 5 questions, 10 minutes." in shown
        for keys, wanted in (
            ("\r", "1 of 5"), ("a", "2 of 5"), ("dehydrated", "› dehydrated"),
            ("\x1b[18~", "1 flagged"), ("\r", "3 of 5"), ("\x1b[Z", "› dehydrated"),
            ("\x1b[19~", "3 questions are open"), ("1", "Go to question 1"), ("\r", "› A"),
            ("b", "2 of 5"), ("\t", "3 of 5"), ("o", "3 questions are open and 1 is flagged"),
            ("h", "Hand in?"), ("n", "To jump"), ("h", "Hand in?"), ("y", "2 of 5 right (40 %)"),
        ):  # fmt: skip
            tty.send(keys)
            shown = tty.wait(wanted)
            assert "✓" not in shown
        tty.send("\r")
        assert "Left open. The answers are A and B." in tty.wait("s score")
        tty.send("s")
        tty.wait("Count these answers")
        tty.send("y")
        assert tty.code() == 0

    assert restored(tty, echoing=tty.left_echoing)
    assert "2 of 5 right (40 %)" in tty.text()
    assert "Spasms: 1 of 2 (50 %)." in tty.text()
    assert "2 answers are saved, and count for your schedule." in tty.text()
    assert log.read_text(encoding="utf-8").splitlines()[-1] == "Count"


def test_the_clock_runs_and_hands_in_what_is_being_typed(tmp_path: Path) -> None:
    """Nobody presses a key: the clock is drawn again, and the draft becomes the answer."""
    log = tmp_path / "log"
    with exam(log, "--fast") as tty:
        tty.wait("Enter begin")
        tty.send("\r")
        tty.wait("last minute")
        tty.send("\tdehydrated")
        tty.wait("› dehydrated")
        assert not log.exists()
        shown = tty.wait("Your 1 minute is over.")
        assert "The exam was handed in as it stood." in shown
        assert "1 of 5 right (20 %), in 1 min 0 s." in shown
        tty.send("n")
        assert tty.code() == 0

    # Only the line of the clock was drawn again while nothing else changed.
    assert tty.raw.count(b"What is the word for") == 1
    reviews = log.read_text(encoding="utf-8").splitlines()
    assert reviews == ["Review muscle/dehydrated/forward right dehydrated"]


def test_ctrl_c_saves_what_stands_there_and_gives_no_score(tmp_path: Path) -> None:
    """Down to the letter; the exam was not handed in."""
    log = tmp_path / "log"
    with exam(log, columns=40, rows=12) as tty:
        tty.wait("Enter begin")
        tty.send("\r")
        tty.wait("1 of 5")
        tty.send("b")
        tty.wait("2 of 5")
        tty.send("dehydr")
        tty.wait("› dehydr")
        tty.send("\x03")
        assert tty.code() == 130

    assert restored(tty, echoing=tty.left_echoing)
    assert "The exam was not handed in, so it has" in tty.text()
    assert "2 answers are saved" in tty.text()
    assert "right" not in tty.text()
    assert log.read_text(encoding="utf-8").splitlines() == [
        "Review muscle/site/forward right",
        "Review muscle/dehydrated/forward wrong dehydr",
    ]


def test_in_plain_lines_the_time_ends_while_a_line_is_typed(tmp_path: Path) -> None:
    """At once; half a line is thrown away and not taken for the answer to what comes next."""
    log = tmp_path / "log"
    with exam(log, "--plain", "--fast", rows=40) as tty:
        tty.wait("Enter begins:")
        tty.send("\r")
        tty.wait("Answer, A to D:")
        tty.send("b\r")
        tty.wait("Question 2 of 5.")
        tty.send("y")
        tty.wait("Your 1 minute is over.")
        tty.wait("look through your answers:")
        tty.send("n\r")
        assert tty.code() == 0

    assert "1 answer is saved, not counted for your schedule." in tty.text()
    assert log.read_text(encoding="utf-8").splitlines() == ["Review muscle/site/forward right"]


def test_a_killed_exam_has_every_answer_of_a_question_that_was_left(tmp_path: Path) -> None:
    """Before the next question is on the screen, the answer is in the log."""
    log = tmp_path / "log"
    with exam(log) as tty:
        tty.wait("Enter begin")
        tty.send("\r")
        tty.wait("1 of 5")
        tty.send("b")
        tty.wait("2 of 5")
        tty.send("dystonia\r")
        tty.wait("3 of 5")
        tty.signal(signal.SIGKILL)
        assert tty.code() == -signal.SIGKILL

    assert log.read_text(encoding="utf-8").splitlines() == [
        "Review muscle/site/forward right",
        "Review muscle/dehydrated/forward wrong dystonia",
    ]


def test_ctrl_c_in_plain_lines_says_what_is_saved(tmp_path: Path) -> None:
    """There is no score, and the terminal is left as it was."""
    with exam(tmp_path / "log", "--plain", rows=40) as tty:
        tty.wait("Enter begins:")
        tty.send("\r")
        tty.wait("Answer, A to D:")
        tty.send("b\r")
        tty.wait("Question 2 of 5.")
        tty.send("\x03")
        assert tty.code() == 130

    assert tty.left_echoing
    assert "The exam was not handed in, so it has no score." in tty.text()
    assert "1 answer is saved, not counted for your schedule." in tty.text()
