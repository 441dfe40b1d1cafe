"""A full disk, a folder that cannot be written, a clock turned back: nothing lost, all said."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from fork_server import QUIZGEN, ForkServer, Session
from kills import read_log
from pseudo_terminal import restored
from test_signals import DECK

WIDE = 250
"""Columns in which no message is broken, however long the names of folders are."""


@contextmanager
def studying(
    server: ForkServer,
    home: Path,
    *arguments: str,
    call: str = QUIZGEN,
    ready: str = "A–D",
    **env: str,
) -> Iterator[Session]:
    """Study the deck, up to its first question."""
    deck = home.parent / "bones.yaml"
    deck.write_text(DECK, encoding="utf-8")
    session = server.start(
        "study",
        str(deck),
        *arguments,
        call=call,
        columns=WIDE,
        cwd=home.parent,
        env=env | {"QUIZGEN_HOME": str(home)},
    )
    try:
        session.settle(lambda shown: ready in shown)
        yield session
    finally:
        session.close()


def press(session: Session, keys: str, wanted: str) -> str:
    """Press keys and wait for what they show."""
    session.send(keys)
    return session.settle(lambda shown: wanted in shown)


def said(session: Session) -> str:
    """Return what the screen shows on one line."""
    return " ".join(session.text().split())


def answers(home: Path) -> int:
    """Return how many answers the log holds."""
    return sum(map(len, read_log(home).answers.values()))


@pytest.mark.parametrize("arguments", [(), ("--plain",)])
def test_no_room_for_the_second_answer(
    arguments: tuple[str, ...], server: ForkServer, tmp_path: Path
) -> None:
    """No verdict is shown, the first answer stays whole, and afterwards it goes on."""
    home = tmp_path / "home"
    plain = bool(arguments)
    with studying(
        server, home, *arguments, call="hardships:little_room", ROOM="500",
        ready="A to D" if plain else "A–D",
    ) as session:  # fmt: skip
        press(session, "a\n" if plain else "a", "Comes again")
        press(session, "\n" if plain else "\r", "Answer:" if plain else "Enter answer")
        before = len(session.raw)
        session.send("skull\r")
        assert session.code() == 3
        assert session.echoes()
        assert plain or restored(session, echoing=True)

    assert b"Right." not in session.raw[before:]
    assert "quizgen: the answer to bones-x7k2/i0001/forward is not saved" in said(session)
    assert "File too large" in said(session)
    assert "help: make room" in said(session)
    assert answers(home) == 1
    with studying(server, home, ready="Enter answer") as session:
        assert "1 learning · 2 new" in session.text()
        press(session, "skull\r", "Right.")
    assert answers(home) == 2


def test_no_room_to_take_an_answer_back(server: ForkServer, tmp_path: Path) -> None:
    """The answer holds still, and that is said."""
    home = tmp_path / "home"
    with studying(server, home, call="hardships:little_room", ROOM="400") as session:
        press(session, "a", "go on")
        session.send("u")
        assert session.code() == 3

    assert "quizgen: the last step is not saved" in said(session)
    assert answers(home) == 1


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, of 64 KiB; there is none where one may not be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk(disk: Path, server: ForkServer) -> None:
    """Answers are taken while there is room, and the first that finds none is said to be lost."""
    home = disk / "home"
    with studying(server, home, "--kinds", "typed", ready="Enter answer") as session:
        press(session, "no\r", "Wrong.")
        press(session, "\r", "Enter answer")
        shown = 1
        with (disk / "rubbish").open("wb", buffering=0) as rubbish, suppress(OSError):
            while rubbish.write(b"x" * 4096):
                pass
        # The log's last page on the disk still has room for some.
        while session.alive():
            session.send("no\r")
            session.settle(lambda text: "Wrong." in text or not session.alive())
            if session.alive():
                shown += 1
                press(session, "\r", "Enter answer")
        assert session.code() == 3
        assert restored(session, echoing=session.echoes())

    assert "No space left on device" in said(session)
    assert answers(home) == shown
    assert shown > 1


def test_a_disk_that_turns_read_only(disk: Path, server: ForkServer) -> None:
    """As disks do that have errors: the answer is not shown as if it were saved."""
    home = disk.parent / "home"
    home.mkdir()
    # Only the log: a disk on which a file is open for writing cannot be made read-only.
    (home / "log").symlink_to(disk)
    with studying(server, home) as session:
        press(session, "a", "go on")
        press(session, "\r", "Enter answer")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        session.send("skull\r")
        assert session.code() == 3
        assert restored(session, echoing=session.echoes())

    assert "Read-only file system" in said(session)
    assert answers(home) == 1


def _file_for_folder(home: Path) -> None:
    home.write_text("in the way", encoding="utf-8")


def _file_for_log(home: Path) -> None:
    home.mkdir()
    (home / "log").write_text("in the way", encoding="utf-8")


def _file_for_devices(home: Path) -> None:
    home.mkdir()
    (home / "devices").write_text("in the way", encoding="utf-8")


def _loop(home: Path) -> None:
    home.symlink_to(home)


@pytest.mark.parametrize(
    "trouble",
    [_file_for_folder, _file_for_devices, _loop],
    ids=["a file", "a file in it", "a loop"],
)
@pytest.mark.parametrize("command", ["study", "quiz"])
def test_a_home_that_cannot_be_used(
    command: str, trouble: Callable[[Path], None], server: ForkServer, tmp_path: Path
) -> None:
    """It is said before anything is asked."""
    home = tmp_path / "home"
    trouble(home)
    (tmp_path / "bones.yaml").write_text(DECK, encoding="utf-8")
    session = server.start(command, "bones.yaml", cwd=tmp_path, QUIZGEN_HOME=str(home))
    try:
        assert session.code() == 3
    finally:
        session.close()

    assert "quizgen: " in said(session)
    assert "QUIZGEN_HOME" in said(session)
    assert b"\x1b" not in session.raw
    assert "Traceback" not in said(session)


def test_a_file_where_the_log_should_be(server: ForkServer, tmp_path: Path) -> None:
    """The first answer cannot be saved, and its verdict is not shown."""
    home = tmp_path / "home"
    _file_for_log(home)
    with studying(server, home) as session:
        session.send("a")
        assert session.code() == 3
        assert restored(session, echoing=session.echoes())

    assert "the answer to bones-x7k2/i0000/forward is not saved" in said(session)
    assert b"Right." not in session.raw
    assert b"Wrong." not in session.raw


@pytest.mark.parametrize(("what", "mode"), [("log/*/*.jsonl", 0o400), ("log/*", 0o500)])
def test_a_log_that_turns_read_only(
    what: str, mode: int, server: ForkServer, tmp_path: Path
) -> None:
    """The file, or its folder just when a file is to be made: the verdict is not shown."""
    home = tmp_path / "home"
    with studying(server, home, call="hardships:without_privileges") as session:
        press(session, "a", "go on")
        press(session, "\r", "Enter answer")
        (path,) = home.glob(what)
        if path.is_dir():
            (file,) = path.iterdir()
            file.rename(tmp_path / "aside")
        path.chmod(mode)
        before = len(session.raw)
        session.send("skull\r")
        assert session.code() == 3
        assert restored(session, echoing=session.echoes())
        path.chmod(0o700)

    assert "Permission denied" in said(session)
    assert "the answer to bones-x7k2/i0001/forward is not saved" in said(session)
    assert b"Right." not in session.raw[before:]


def test_a_home_without_permission(server: ForkServer, tmp_path: Path) -> None:
    """It is said before anything is asked."""
    home = tmp_path / "home"
    home.mkdir(mode=0o500)
    (tmp_path / "bones.yaml").write_text(DECK, encoding="utf-8")
    session = server.start(
        "study", "bones.yaml", call="hardships:without_privileges", columns=WIDE,
        cwd=tmp_path, QUIZGEN_HOME=str(home),
    )  # fmt: skip
    try:
        assert session.code() == 3
    finally:
        session.close()

    assert "cannot be used: Permission denied" in said(session)
    assert "help: let QUIZGEN_HOME name a folder that you may write to" in said(session)


def wait_for_cache(home: Path) -> None:
    """Wait until what is kept in the background is there: nothing is written after it."""
    end = time.monotonic() + 20
    while not [*home.glob("cache/questions-*")]:
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize("gone", ["log", "."])
def test_a_folder_that_is_deleted_under_way(gone: str, server: ForkServer, tmp_path: Path) -> None:
    """What is answered afterwards is saved in a new one, and the next start finds it."""
    home = tmp_path / "home"
    with studying(server, home) as session:
        press(session, "a", "go on")
        wait_for_cache(home)
        shutil.rmtree(home / gone)
        press(session, "\r", "Enter answer")
        press(session, "skull\r", "Right.")
        session.send("q")
        assert session.code() == 0

    assert list(read_log(home).answers) == ["0001"]
    with studying(server, home) as session:
        assert "1 learning · 2 new" in session.text()


@pytest.mark.parametrize("seconds", [-86_400 * 40, -3_600, -5, 86_400 * 40])
def test_a_clock_that_is_turned_under_way(seconds: int, server: ForkServer, tmp_path: Path) -> None:
    """Back or on, by seconds or weeks: all answers are saved, no time is below nothing."""
    home = tmp_path / "home"
    turned = tmp_path / "turned"
    turned.write_text("0", encoding="utf-8")
    clock = {"call": "hardships:turned_clock", "TURNED": str(turned)}
    with studying(server, home, **clock) as session:
        press(session, "a", "go on")
        press(session, "\r", "Enter answer")
        turned.write_text(str(seconds), encoding="utf-8")
        press(session, "skull\r", "4 Easy")
        session.send("\r")
        session.settle(lambda shown: "0001" not in shown)
        session.send("q")
        assert session.code() == 0

    lines = [
        json.loads(line)
        for path in home.glob("log/*/*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert {line["card"] for line in lines} == {
        "bones-x7k2/i0000/forward", "bones-x7k2/i0001/forward",
    }  # fmt: skip
    assert all(line["ms"] >= 0 for line in lines)
    with studying(server, home, ready="quit") as session:
        assert "1 new" in session.text()


def test_a_log_of_a_later_version(server: ForkServer, tmp_path: Path) -> None:
    """It is left alone, and what to do is said; while a session runs, answers still go in."""
    home = tmp_path / "home"
    with studying(server, home) as session:
        press(session, "a", "go on")
        press(session, "\r", "Enter answer")
        (file,) = home.glob("log/*/*.jsonl")
        with file.open("a", encoding="utf-8") as log:
            log.write('{"v":2,"id":"later","ev":"wish"}\n')
        press(session, "skull\r", "Right.")
        session.send("q")
        assert session.code() == 0
    before = file.read_bytes()
    session = server.start("study", "bones.yaml", cwd=tmp_path, QUIZGEN_HOME=str(home))
    try:
        assert session.code() == 3
    finally:
        session.close()

    assert "it is in version 2 of the log's format" in said(session)
    assert "help: update quizgen; the log stays as it is" in said(session)
    assert file.read_bytes() == before
    assert before.count(b'"ev":"review"') == 2
