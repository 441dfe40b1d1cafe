"""A browser without a window, driven by messages of its DevTools protocol through two pipes.

Unlike its ``--print-to-pdf`` this prints many pages in one go, also where the browser may read no
file of ours, as in a sandbox of the system's own; and unlike a port nobody else can reach it.
"""

import fcntl
import json
import os
import select
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from quizgen.problems import SetupError

TIMEOUT = 300.0
"""Seconds to wait for any one answer; a thousand questions take ten."""

_SWITCHES = (
    *("--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-extensions", "--disable-dev-shm-usage", "--mute-audio"),
    # No name leads anywhere, and no proxy is asked either.
    *("--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND", "--remote-debugging-pipe"),
)
_CHUNK = 1 << 20


class Browser:
    """The conversation with a browser that runs."""

    def __init__(self, to: int, back: int) -> None:
        """Take the two ends of its pipes."""
        self._to, self._back = to, back
        self._received = b""
        self._asked = 0
        self._events: set[tuple[str, str]] = set()
        os.set_blocking(to, False)

    def ask(self, method: str, session: str = "", **parameters: object) -> dict[str, Any]:
        """Have a method called and return its result.

        Raises:
            OSError: the browser has ended, does not answer in time, or refuses.
        """
        self._asked += 1
        message: dict[str, object] = {"id": self._asked, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        self._send(json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._asked:
            self._events.add((answer.get("method", ""), answer.get("sessionId", "")))
        if "error" in answer:
            raise OSError(f"{method}: {answer['error'].get('message')}")
        result: dict[str, Any] = answer["result"]
        return result

    def wait(self, event: str, session: str) -> None:
        """Return once an event has happened.

        Raises:
            OSError: the browser has ended, or it does not happen in time.
        """
        while (event, session) not in self._events:
            said = self._next()
            self._events.add((said.get("method", ""), said.get("sessionId", "")))

    def _send(self, message: bytes) -> None:
        rest = memoryview(message)
        until = time.monotonic() + TIMEOUT
        while rest:
            if not select.select([], [self._to], [], max(0, until - time.monotonic()))[1]:
                raise TimeoutError("it does not listen")
            rest = rest[os.write(self._to, rest[:_CHUNK]) :]

    def _next(self) -> dict[str, Any]:
        """Return the next message; each ends with a zero byte."""
        until = time.monotonic() + TIMEOUT
        parts = [self._received]
        while b"\0" not in parts[-1]:
            if not select.select([self._back], [], [], max(0, until - time.monotonic()))[0]:
                raise TimeoutError("it does not answer")
            parts.append(os.read(self._back, _CHUNK))
            if not parts[-1]:
                raise EOFError("it has ended")
        message, _, self._received = b"".join(parts).partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found


@contextmanager
def browsing(program: str) -> Iterator[Browser]:
    """Run a browser with a profile of its own, and leave neither behind.

    Raises:
        SetupError: it cannot be started, or fails.
    """
    folder = Path(tempfile.mkdtemp(prefix="quizgen-"))
    try:
        with _running(program, folder) as browser:
            yield browser
    except (OSError, EOFError) as error:
        # One that still runs grumbles about other things.
        ended = isinstance(error, EOFError | BrokenPipeError)
        said = _last_words(folder) if ended else ""
        raise SetupError(
            f"{program} does not print: {error}{f' ({said})' if said else ''}",
            "use --pdf-engine weasyprint, or open the page in a browser and print it",
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(program: str, folder: Path) -> Iterator[Browser]:
    theirs_to_read, to = os.pipe()
    back, theirs_to_write = os.pipe()
    process = 0
    try:
        try:
            process = _spawned(program, folder, theirs_to_read, theirs_to_write)
        finally:
            os.close(theirs_to_read)
            os.close(theirs_to_write)
        yield Browser(to, back)
    finally:
        os.close(to)
        os.close(back)
        if process:
            # Its profile goes as well: there is nothing that it would have to save.
            with suppress(ProcessLookupError):
                os.killpg(process, signal.SIGKILL)
            os.waitpid(process, 0)


def _spawned(program: str, folder: Path, reads: int, writes: int) -> int:
    """Start a browser that reads messages from descriptor 3 and writes to 4; return its id."""
    # Above those two, so that neither is overwritten before it is used.
    high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (reads, writes)]
    root = ("--no-sandbox",) if os.geteuid() == 0 else ()  # it would refuse to start
    nothing = (os.devnull, os.O_RDWR, 0)
    said = (str(folder / "said"), os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        return os.posix_spawn(
            program,
            [program, *_SWITCHES, *root, f"--user-data-dir={folder / 'profile'}", "about:blank"],
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, *nothing),
                (os.POSIX_SPAWN_OPEN, 1, *nothing),
                (os.POSIX_SPAWN_OPEN, 2, *said),
                (os.POSIX_SPAWN_DUP2, high[0], 3),
                (os.POSIX_SPAWN_DUP2, high[1], 4),
            ],
            setpgroup=0,
        )
    finally:
        for end in high:
            os.close(end)


def _last_words(folder: Path) -> str:
    """Return the last line that a browser has written; empty where there is none."""
    with suppress(OSError):
        lines = (folder / "said").read_text(encoding="utf-8", errors="replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "")
    return ""
