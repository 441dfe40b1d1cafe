"""Whatever ends or stops the real program: terminal restored, answers in the log, a last word."""

import os
import shlex
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from fork_server import ForkServer, Session
from kills import read_log
from pseudo_terminal import PATIENCE, Tty, restored

DECK = """
format: 1
deck: bones-x7k2
title: Bones
sources: {reader: Reader}
facts:
  - {id: i0000, ask: "Item 0000: which bone is the longest?", answer: the femur,
     wrong: [the tibia, the ulna, the rib], kinds: [choice], at: p. 1}
  - {id: i0001, ask: "Item 0001: which bone holds the brain?", answer: skull, kinds: [typed],
     at: p. 2}
  - {id: i0002, ask: "Item 0002: what do bones do?", answer: They hold the body up.,
     kinds: [recall], at: p. 3}
"""
_ALL = [("a", "go on"), ("\r", "Enter answer"), ("skull", "› skull"), ("\r", "Right."),
        ("\r", "show answer"), (" ", "4 Easy")]  # fmt: skip
STAGES: dict[str, tuple[list[tuple[str, str]], int]] = {
    "asking": ([], 0),
    "told": (_ALL[:1], 1),
    "typing": (_ALL[:3], 1),
    "help while typing": ([*_ALL[:3], ("\x1b", "Any key")], 1),
    "help": ([("?", "Any key")], 0),
    "revealed": (_ALL, 2),
}
"""Where in a study session → the keys that lead there with what they show, and answers given."""


@contextmanager
def studying(
    server: ForkServer,
    folder: Path,
    *arguments: str,
    command: str = "study",
    env: Mapping[str, str] | None = None,
) -> Iterator[Session]:
    """Study the deck in a terminal."""
    (folder / "bones.yaml").write_text(DECK, encoding="utf-8")
    session = server.start(
        command, "bones.yaml", *arguments, cwd=folder, env=env, QUIZGEN_HOME=str(folder / "home")
    )
    try:
        yield session
    finally:
        session.close()


def go_to(session: Session, stage: str) -> int:
    """Lead a session to a stage, and return how many answers that takes."""
    keys, answers = STAGES[stage]
    session.settle(lambda shown: "A–D" in shown)
    for key, wanted in keys:
        session.send(key)
        session.settle(lambda shown, wanted=wanted: wanted in shown)  # type: ignore[misc]  # mypy cannot infer such lambdas
    return answers


def logged(folder: Path) -> int:
    """Return how many answers the log holds."""
    return sum(map(len, read_log(folder / "home").answers.values()))


ENDS: dict[str, tuple[Callable[[Session], None], int]] = {
    "SIGTERM": (lambda session: os.kill(session.pid, signal.SIGTERM), 143),
    "SIGHUP": (lambda session: os.kill(session.pid, signal.SIGHUP), 129),
    "SIGINT": (lambda session: os.kill(session.pid, signal.SIGINT), 130),
    "SIGQUIT": (lambda session: os.kill(session.pid, signal.SIGQUIT), 131),
    "Ctrl-C": (lambda session: session.send("\x03"), 130),
    "Ctrl-\\": (lambda session: session.send("\x1c"), 131),
}
"""Whatever ends a program → how, and the exit code."""


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("stage", STAGES)
def test_ended_anywhere(stage: str, end: str, server: ForkServer, tmp_path: Path) -> None:
    """In the full screen, at each stage: restored, saved, and said how many and how to go on."""
    act, code = ENDS[end]
    with studying(server, tmp_path) as session:
        answers = go_to(session, stage)
        act(session)
        assert session.code() == code
        assert restored(session, echoing=session.echoes())

    said = ["No answers yet.", "1 answer is saved.", "2 answers are saved."][answers]
    assert said in session.text()
    assert "To go on: quizgen study bones.yaml" in session.text()
    assert logged(tmp_path) == answers


@pytest.mark.parametrize("end", ENDS)
def test_ended_at_the_summary(end: str, server: ForkServer, tmp_path: Path) -> None:
    """The summary is the session's ordinary end; a quiz' answers stay uncounted."""
    act, code = ENDS[end]
    with studying(server, tmp_path, "--kinds", "choice", command="quiz") as session:
        go_to(session, "told")
        session.send("\r")
        session.settle(lambda shown: "Count these answers" in shown)
        act(session)
        assert session.code() == code
        assert restored(session, echoing=session.echoes())

    assert "1 answer is saved, not counted for your schedule." in session.text()
    assert logged(tmp_path) == 1


@pytest.mark.parametrize("end", ENDS)
def test_ended_in_plain_lines(end: str, server: ForkServer, tmp_path: Path) -> None:
    """Without a full screen there is nothing to restore, but the same to say."""
    act, code = ENDS[end]
    with studying(server, tmp_path, "--plain") as session:
        session.settle(lambda shown: "Answer, A to D:" in shown)
        session.send("a\n\n")
        session.settle(lambda shown: shown.rstrip().endswith("Answer:"))
        act(session)
        assert session.code() == code
        assert session.echoes()

    assert "1 answer is saved." in session.text()
    assert "To go on: quizgen study bones.yaml" in session.text()
    assert logged(tmp_path) == 1


@pytest.mark.parametrize("arguments", [(), ("--plain",)])
@pytest.mark.parametrize("command", ["study", "quiz"])
def test_a_terminal_that_is_closed(
    command: str, arguments: tuple[str, ...], server: ForkServer, tmp_path: Path
) -> None:
    """Nobody is left to be told anything; the answer is in the log, also if it is to count."""
    count = ("--record",) if command == "quiz" else ()
    with studying(
        server, tmp_path, "--kinds", "choice", *arguments, *count, command=command
    ) as session:
        shown = session.settle(lambda shown: "A–D" in shown or "A to D:" in shown)
        wrong = next(line.split()[0][0] for line in shown.splitlines() if "the rib" in line)
        session.send(f"{wrong}\n" if arguments else wrong.lower())
        # After a right answer a quiz of one question would end by itself.
        session.settle(lambda shown: "Wrong." in shown)
        session.hang_up()
        assert session.code() == 129

    log = read_log(tmp_path / "home")
    assert [item for item, _, _ in log.learned] == ["0000"]


@pytest.mark.parametrize(("name", "code"), [("TERM", 143), ("HUP", 129)])
def test_ended_while_the_editor_is_open(
    name: str, code: int, server: ForkServer, tmp_path: Path
) -> None:
    """The editor is waited for, then the session ends as it would have at once."""
    editor = tmp_path / "editor"
    editor.write_text(f"#!/bin/sh\nkill -{name} $PPID\nsleep 0.2\necho closed\n", encoding="utf-8")
    editor.chmod(0o700)
    with studying(server, tmp_path, env={"EDITOR": str(editor)}) as session:
        go_to(session, "told")
        session.send("e")
        assert session.code() == code
        assert restored(session, echoing=session.echoes())

    assert "closed" in session.text()
    assert "1 answer is saved." in session.text()


@pytest.mark.parametrize("arguments", [(), ("--plain",)])
@pytest.mark.parametrize("key", ["\x03", "\x1c"], ids=["Ctrl-C", "Ctrl-\\"])
def test_keys_of_the_editor_are_not_ours(
    key: str, arguments: tuple[str, ...], server: ForkServer, tmp_path: Path
) -> None:
    """Whatever its signals do to the editor, the session goes on."""
    editor = tmp_path / "editor"
    editor.write_text(
        "#!/bin/sh\ntrap 'exit 0' INT QUIT\necho open\nwhile :; do sleep 0.05; done\n",
        encoding="utf-8",
    )
    editor.chmod(0o700)
    with studying(server, tmp_path, *arguments, env={"EDITOR": str(editor)}) as session:
        session.settle(lambda shown: "A–D" in shown or "A to D:" in shown)
        session.send(":e\n" if arguments else "e")
        session.until(lambda shown: "open" in shown)
        session.send(key)
        session.settle(lambda shown: "A–D" in shown or shown.count("A to D:") > 1)
        session.send(":q\n" if arguments else "q")
        assert session.code() == 0


@contextmanager
def shell(folder: Path) -> Iterator[Tty]:
    """Open a shell with job control in a terminal."""
    (folder / "bones.yaml").write_text(DECK, encoding="utf-8")
    program = ["bash", "--norc", "--noprofile", "-i"]
    tty = Tty(
        ["-c", f"import os; os.chdir({str(folder)!r}); os.execvp('bash', {program!r})"],
        QUIZGEN_HOME=str(folder / "home"), PS1="$ ", HISTFILE="/dev/null",
    )  # fmt: skip
    try:
        tty.wait("$")
        yield tty
    finally:
        tty.close()


QUIZGEN = f"{shlex.quote(sys.executable)} -m quizgen"


def modes(tty: Tty) -> str:
    """Ask the shell for the terminal's modes."""
    tty.send("stty -a | tr ' ' '\\n' | grep -xE -e '-?(icanon|echo|ixon|iexten)' | tr '\\n' ' '\n")
    return tty.wait("ixon").rpartition("tr '\\n' ' '")[2]


def test_job_control_in_a_real_shell(tmp_path: Path) -> None:
    """Ctrl-Z and ``fg``, twice, while something is being typed; the terminal is the shell's."""
    with shell(tmp_path) as tty:
        before = modes(tty)
        tty.send(f"clear; {QUIZGEN} study bones.yaml\n")
        tty.wait("A–D")
        tty.send("a")
        tty.wait("go on")
        tty.send("\rsk")
        tty.wait("› sk")
        for _ in range(2):
            tty.send("\x1a")
            tty.wait("Stopped")
            tty.send("clear\n")
            assert modes(tty).split()[:4] == before.split()[:4]
            assert tty.raw.count(b"\x1b[?1049h") == tty.raw.count(b"\x1b[?1049l")
            tty.send("fg\n")
            tty.wait("› sk")
        tty.send("ull\r")
        tty.wait("Right.")
        tty.send("\x03")
        tty.wait("2 answers are saved.")
        tty.send("echo code $?; jobs\n")
        tty.wait("code 130")
        tty.send("exit\n")
        tty.code()

    assert logged(tmp_path) == 2


def test_started_in_the_background(tmp_path: Path) -> None:
    """It stops before it touches the terminal, and ``fg`` brings the first question."""
    with shell(tmp_path) as tty:
        tty.send(f"{QUIZGEN} study bones.yaml &\n")
        tty.wait("[1]")
        end = time.monotonic() + PATIENCE
        while "Stopped" not in tty.text() and time.monotonic() < end:
            tty.read(0.2)
            tty.send("jobs\n")
        tty.send("clear\n")
        tty.wait("$")
        tty.send("fg\n")
        tty.wait("A–D")
        tty.send("q")
        tty.wait("No answers yet.")
        tty.send("exit\n")
        tty.code()


def test_a_signal_that_is_ignored_stays_ignored(tmp_path: Path) -> None:
    """Under ``nohup``, a closed terminal does not end it by a signal; the end of the input does."""
    (tmp_path / "bones.yaml").write_text(DECK, encoding="utf-8")
    ignore = "import signal, sys, quizgen.cli; signal.signal(signal.SIGHUP, signal.SIG_IGN);"
    tty = Tty(
        ["-c", f"{ignore} quizgen.cli.main()", "study", str(tmp_path / "bones.yaml")],
        QUIZGEN_HOME=str(tmp_path / "home"),
    )
    try:
        tty.wait("A–D")
        tty.signal(signal.SIGHUP)
        tty.send("a")
        tty.wait("go on")
        tty.hang_up()
        assert tty.code() == 129
    finally:
        tty.close()

    assert logged(tmp_path) == 1
