"""Marking at a real terminal: the prompt, going back, and every way out."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pseudo_terminal import Tty
from test_commands_mark import DECK, KINDS, Run

START = "import os, sys; os.chdir(sys.argv[1]); from quizgen.cli import main; main(sys.argv[2:])"


@pytest.fixture
def code(command_line: Run, tmp_path: Path) -> str:
    """Print a paper and return its code."""
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks/bones.yaml").write_text(DECK, encoding="utf-8")
    done = command_line("export", "handout", "--seed", "4", "--kinds", KINDS, "-n", "4")
    return str(re.findall(r"sheet (\S+)", done[1])[0])


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Tty]]:
    """Start quizgen in terminals that are closed at the end."""
    started: list[Tty] = []

    def start(*arguments: str, columns: int = 80) -> Tty:
        home = str(tmp_path / "home")
        tty = Tty(["-c", START, str(tmp_path), *arguments], columns, 40, QUIZGEN_HOME=home)
        started.append(tty)
        return tty

    yield start
    for tty in started:
        tty.close()


def test_a_paper_at_the_prompt(terminal: Callable[..., Tty], code: str, tmp_path: Path) -> None:
    """Typed line by line, each with its verdict, and logged for a new learner who is confirmed."""
    tty = terminal("mark", code, "--record", "--learner", "Ana")
    tty.wait("1 of 4. Which bone is the")
    tty.send("x\n")
    tty.wait("number 1 has no option x")
    tty.send("a\n")
    tty.wait("2 of 4. ")
    tty.send("<\n")
    tty.wait("A B C: ")
    tty.send("b\n")
    tty.wait("2 of 4. ")
    tty.send("c\n\n\n")
    shown = tty.wait("Make a home? [y/N]:")
    assert "of 4 questions right." in shown
    assert "To log for Ana: 2 answers (learners/Ana, new); not logged: 2 empty." in shown
    assert "There is no learner 'Ana' here yet." in shown
    tty.send("y\n")
    tty.wait("Ana: 2 answers logged.")
    assert tty.code() == 0
    assert len([*(tmp_path / "home/learners/Ana/log").rglob("*.jsonl")]) == 1


def test_a_misspelt_learner_is_not_made(
    terminal: Callable[..., Tty], code: str, command_line: Run, tmp_path: Path
) -> None:
    """Who is there is named, and no is an answer."""
    command_line("mark", code, "--answers", "A ...", "--record", "--learner", "Anna")
    tty = terminal("mark", code, "--answers", "A ...", "--record", "--learner", "Ana")
    shown = tty.wait("Make a home? [y/N]:")
    assert "There is no learner 'Ana' here yet; there is Anna." in shown
    tty.send("\n")
    tty.wait("nothing was recorded")
    assert tty.code() == 2
    assert [it.name for it in (tmp_path / "home/learners").iterdir()] == ["Anna"]


@pytest.mark.parametrize(("key", "exit_code"), [("\x03", 130), ("\x04", 2)])
def test_leaving_says_how_to_go_on(
    terminal: Callable[..., Tty], code: str, key: str, exit_code: int, tmp_path: Path
) -> None:
    """Ctrl-C and Ctrl-D: nothing is recorded, and the command to go on holds what was typed."""
    tty = terminal("mark", code, "--record", "--learner", "Ana")
    tty.wait("1 of 4. ")
    tty.send("a\n")
    tty.wait("2 of 4. ")
    tty.send(key)
    shown = tty.wait("go on in the place of the dots")

    assert "othing was recorded" in shown
    command = f"mark {code} --record --learner Ana --answers 'A ...'"
    # A command is not broken at spaces, so that it can be copied.
    assert command in shown.replace("\n", "")
    assert tty.code() == exit_code
    assert tty.left_echoing
    assert not (tmp_path / "home/learners").exists()


def test_a_narrow_terminal(terminal: Callable[..., Tty], code: str) -> None:
    """Nothing is wider than forty columns but what is there to be copied."""
    tty = terminal("mark", code, "--answers", "BB ...", columns=40)
    tty.wait("Nothing written")

    assert tty.code() == 0
    assert all(len(line) <= 40 for line in tty.text().splitlines())
