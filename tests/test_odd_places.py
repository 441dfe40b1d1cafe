"""quizgen where it was not made for: pipes, closed streams, odd terminals, hardly any room."""

import re
import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fork_server import ForkServer
from kills import read_log
from pseudo_terminal import Tty, environment
from raw_output import foreign, foreign_lines
from test_signals import DECK

LIMIT = 30
QUIZGEN = f"{shlex.quote(sys.executable)} -m quizgen"
COMMANDS = ["quiz", "study"]


def shell(line: str, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Let a shell run a line in which ``quizgen`` stands for the program."""
    (folder / "bones.yaml").write_text(DECK, encoding="utf-8")
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line.replace("quizgen", QUIZGEN)],
        cwd=folder,
        env=environment(QUIZGEN_HOME=str(folder / "home"), **env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=LIMIT,
        check=False,
    )


def answers(folder: Path) -> int:
    """Return how many answers the log holds."""
    return sum(map(len, read_log(folder / "home").answers.values()))


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("line", "code", "taken"),
    [
        ("quizgen {} bones.yaml", 0, 0),
        ("quizgen {} bones.yaml <&-", 0, 0),
        ("printf '' | quizgen {} bones.yaml", 0, 0),
        ("printf 'a' | quizgen {} --kinds choice bones.yaml", 0, 1),
        ("printf 'a\\n\\n' | quizgen {} --kinds choice bones.yaml", 0, 1),
        ("printf 'x\\ra\\r\\n' | quizgen {} --kinds choice bones.yaml", 0, 0),
        ("printf '\\xff\n\n' | PYTHONIOENCODING=utf-8 quizgen {} --kinds typed bones.yaml", 0, 1),
        ("printf 'skull\\0\\33[2J\\n' | quizgen {} --kinds typed bones.yaml", 0, 1),
        ("yes | quizgen {} --kinds choice bones.yaml", 141, 0),
        ("(echo a; yes) | quizgen {} --kinds choice bones.yaml", 141, 1),
        ("yes | quizgen {} --kinds choice bones.yaml | head -1", 141, 0),
        ("quizgen {} bones.yaml >&-", 0, 0),
        ("echo a | quizgen {} --kinds choice bones.yaml >&-", 0, 1),
        ("quizgen {} bones.yaml >&- 2>&-", 0, 0),
        ("quizgen {} bones.yaml <&- >&- 2>&-", 0, 0),
        ("quizgen {} bones.yaml >/dev/full", 3, 0),
        ("quizgen {} none.yaml 2>/dev/full", 2, 0),
        ("quizgen {} none.yaml 2>&-", 2, 0),
        ("quizgen nothing 2>/dev/full", 2, 0),
        ("TERM= quizgen {} bones.yaml", 0, 0),
        ("env -u TERM -u LANG quizgen {} bones.yaml", 0, 0),
        ("env -u QUIZGEN_HOME -u HOME XDG_DATA_HOME=home2 quizgen {} bones.yaml", 0, 0),
    ],
)  # fmt: skip
def test_pipes_and_closed_streams(
    line: str, code: int, taken: int, command: str, tmp_path: Path
) -> None:
    """It ends by itself, without a traceback, and whatever was answered is in the log."""
    done = shell(line.format(command), tmp_path)

    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert answers(tmp_path) == taken
    assert foreign_lines(done.stdout.encode("utf-8", "surrogateescape")) == []


def test_what_reads_the_output_may_go(tmp_path: Path) -> None:
    """A closed pipe is no failure of ours, whatever the command."""
    for command in ("check bones.yaml", "generate bones.yaml", "--help", "schema deck", ""):
        done = shell(f"quizgen {command} | head -c 0; echo ${{PIPESTATUS[0]}}", tmp_path)
        assert done.stdout == "0\n", command
        assert done.stderr == ""


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "env", [{"TERM": "dumb"}, {"TERM": ""}, {"TERM": "unknown"}, {"ACCESSIBLE": "1"}], ids=repr
)
def test_plain_terminals_get_plain_lines(
    env: dict[str, str], command: str, server: ForkServer, tmp_path: Path
) -> None:
    """No sequence at all, and a session that can be answered and left."""
    (tmp_path / "bones.yaml").write_text(DECK, encoding="utf-8")
    session = server.start(
        command, "bones.yaml", cwd=tmp_path, env=env | {"QUIZGEN_HOME": str(tmp_path / "home")}
    )
    try:
        session.settle(lambda shown: shown.rstrip().endswith(":"))
        session.send(":?\n:q\n")
        assert session.code() == 0
    finally:
        session.close()

    assert foreign_lines(session.raw) == []
    assert "No answers yet." in session.text()


@pytest.mark.parametrize("env", [{"TERM": "xyz"}, {"TERM": "linux"}, {"TERM": "vt100"}], ids=repr)
def test_unknown_terminals_are_taken_for_usual_ones(
    env: dict[str, str], server: ForkServer, tmp_path: Path
) -> None:
    """All that are left today know the few sequences used."""
    (tmp_path / "bones.yaml").write_text(DECK, encoding="utf-8")
    session = server.start(
        "study", "bones.yaml", cwd=tmp_path, env=env | {"QUIZGEN_HOME": str(tmp_path / "home")}
    )
    try:
        session.settle(lambda shown: "A–D" in shown)
        session.send("q")
        assert session.code() == 0
    finally:
        session.close()

    assert foreign(session.raw, 80, 24) == []


@pytest.mark.parametrize("arguments", [[], ["--plain"]], ids=["full screen", "plain"])
def test_a_terminal_that_knows_ascii_only(arguments: list[str], tmp_path: Path) -> None:
    """Typographic signs become plain ones; typing what ASCII has not is no failure."""
    (tmp_path / "bones.yaml").write_text(DECK, encoding="utf-8")
    deck = str(tmp_path / "bones.yaml")
    tty = Tty(
        ["-m", "quizgen", "study", "--kinds", "typed", *arguments, deck],
        LANG="C", LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0",
        QUIZGEN_HOME=str(tmp_path / "home"),
    )  # fmt: skip
    try:
        tty.wait("Enter answer" if not arguments else "Answer:")
        tty.send("schädel 日本\r")
        tty.wait("Wrong.")
        tty.send("\x03")
        assert tty.code() == 130
    finally:
        tty.close()

    # In plain lines it is the terminal itself that echoes what is typed.
    assert tty.raw.isascii() or arguments
    assert b"Traceback" not in tty.raw
    assert "1 answer is saved." in tty.text()


def test_no_color(server: ForkServer, tmp_path: Path) -> None:
    """Weights stay, colours go, and the verdict is a word."""
    (tmp_path / "bones.yaml").write_text(DECK, encoding="utf-8")
    session = server.start(
        "study", "bones.yaml", cwd=tmp_path, NO_COLOR="1", QUIZGEN_HOME=str(tmp_path / "home")
    )
    try:
        session.settle(lambda shown: "A–D" in shown)
        session.send("a")
        session.settle(lambda shown: "Right." in shown or "Wrong." in shown)
        session.send("q")
        assert session.code() == 0
    finally:
        session.close()

    assert not re.search(rb"\x1b\[[\d;]*\b[34]\d\b[\d;]*m", session.raw)


SIZES = [(10, 24), (10, 3), (80, 1), (1, 1), (0, 0), (300, 100), (40, 12), (2, 50)]


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_sizes(columns: int, rows: int, server: ForkServer, tmp_path: Path) -> None:
    """However little room there is, or none that is known: a whole session can be done."""
    (tmp_path / "bones.yaml").write_text(DECK, encoding="utf-8")
    session = server.start(
        "study", "bones.yaml", cwd=tmp_path, columns=columns, rows=rows,
        QUIZGEN_HOME=str(tmp_path / "home"),
    )  # fmt: skip
    try:
        for keys in ("a", "\r", "skull\r", "\r", " ", "4", "?", "?", "q"):
            session.settle(bool)
            session.send(keys)
        assert session.code() == 0
    finally:
        session.close()

    assert foreign(session.raw, columns or 80, rows or 24) == []
    assert answers(tmp_path) == 3


def test_the_window_changes_all_the_time(server: ForkServer, tmp_path: Path) -> None:
    """While asking, typing, and in the help: what was typed stays, nothing is drawn outside."""
    (tmp_path / "bones.yaml").write_text(DECK, encoding="utf-8")
    session = server.start("study", "bones.yaml", cwd=tmp_path, QUIZGEN_HOME=str(tmp_path / "home"))
    try:
        session.settle(lambda shown: "A–D" in shown)
        for keys in ("", "a", "\r", "sk", "ull", "\x1b", "", "\r"):
            session.send(keys)
            for columns, rows in SIZES:
                session.resize(columns, rows)
                time.sleep(0.003)
        session.resize(80, 24)
        session.settle(lambda shown: "› skull" in shown)
        session.send("\r")
        shown = session.settle(lambda shown: "Right." in shown)
        session.send("q")
        assert session.code() == 0
    finally:
        session.close()

    assert shown.count("Right.") == 1
    assert shown.splitlines()[-1].strip()
    assert answers(tmp_path) == 2
