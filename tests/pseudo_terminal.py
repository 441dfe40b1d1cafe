"""A program in a pseudo-terminal, and what a terminal emulator makes of what it writes."""

import fcntl
import os
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from copy import copy, deepcopy
from pathlib import Path
from typing import Any
from unicodedata import combining

import pyte
from wcwidth import wcwidth

ROOT = Path(__file__).parent.parent
PATIENCE = 20.0
QUIET = 0.15

MODERN = {"TERM": "xterm-256color", "LANG": "C.UTF-8"}


def environment(**env: str) -> dict[str, str]:
    """Return the environment of a program in a terminal; an empty value takes a name away."""
    usual = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | MODERN
    return {name: value for name, value in (usual | env).items() if value}


def set_size(terminal: int, columns: int, rows: int) -> None:
    """Tell a terminal its size."""
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def fork_in_terminal(columns: int, rows: int, act: Callable[[], object]) -> tuple[int, int]:
    """Let a child act in a terminal of its own; return its id and our side of the terminal."""
    ours, theirs = os.openpty()
    set_size(ours, columns, rows)
    pid = os.fork()
    if pid == 0:
        try:
            os.close(ours)
            os.login_tty(theirs)
            # As in a shell of its own: what is started in the background ignores both.
            signal.signal(signal.SIGINT, signal.default_int_handler)
            signal.signal(signal.SIGQUIT, signal.SIG_DFL)
            act()
        finally:
            os._exit(99)
    os.close(theirs)
    return pid, ours


_SECOND_SCREEN = 1049


class _Screen(pyte.Screen):
    """What pyte lacks: the second screen, and signs without width (it drops what follows them)."""

    _first: tuple[Any, Any] | None = None

    def set_mode(self, *modes: int, **how: bool) -> None:
        """Set modes; the second screen is empty at first."""
        super().set_mode(*modes, **how)
        if how.get("private") and _SECOND_SCREEN in modes and self._first is None:
            self._first = deepcopy(self.buffer), copy(self.cursor)
            self.erase_in_display(2)

    def reset_mode(self, *modes: int, **how: bool) -> None:
        """Reset modes; what the first screen showed is there again."""
        super().reset_mode(*modes, **how)
        if how.get("private") and _SECOND_SCREEN in modes and self._first is not None:
            self.buffer, self.cursor = self._first
            self._first = None
            self.ensure_hbounds()
            self.ensure_vbounds()

    def draw(self, data: str) -> None:
        """Show text at the cursor."""
        run = ""
        for sign in data:
            if sign.isascii() or combining(sign) or wcwidth(sign):
                run += sign
            else:
                super().draw(run)
                run = ""
                self._join(sign)
        super().draw(run)

    def _join(self, sign: str) -> None:
        if at := self.cursor.x:
            cells = self.buffer[self.cursor.y]
            cells[at - 1] = cells[at - 1]._replace(data=cells[at - 1].data + sign)


class Glass:
    """Our side of a pseudo-terminal, and what its screen shows."""

    def __init__(self, fd: int, columns: int, rows: int) -> None:
        """Look at a terminal of some size."""
        self.screen = _Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._fd = fd
        self.raw = b""
        self._text: str | None = None

    def resize(self, columns: int, rows: int) -> None:
        """Change the terminal's size, as dragging its corner does."""
        set_size(self._fd, columns, rows)
        self.screen.resize(rows or 24, columns or 80)
        self._text = None

    def send(self, keys: str | bytes) -> None:
        """Press keys."""
        os.write(self._fd, keys.encode() if isinstance(keys, str) else keys)

    def text(self) -> str:
        """Return what the screen shows; a wide sign's second cell is empty."""
        if self._text is None:
            buffer, columns = self.screen.buffer, range(self.screen.columns)
            lines = (buffer[row] for row in range(self.screen.lines))
            cells = ("".join(line[at].data for at in columns) for line in lines)
            self._text = "\n".join(map(str.rstrip, cells))
        return self._text

    def until(self, shows: Callable[[str], bool], patience: float = PATIENCE) -> str:
        """Read until the screen shows something."""
        end = time.monotonic() + patience
        while not shows(self.text()) and time.monotonic() < end:
            if self.read(0.02) is None:
                # Nothing more will come, but the program may not quite have ended.
                end = min(end, time.monotonic() + 1)
                time.sleep(0.01)
        if not shows(self.text()):
            raise AssertionError(f"not what was waited for:\n{self.text()}")
        return self.text()

    def wait(self, wanted: str) -> str:
        """Read until the screen shows a text, then until nothing more comes."""
        self.until(lambda shown: wanted in shown)
        while self.read(QUIET):
            pass
        if wanted in self.text():
            return self.text()
        return self.wait(wanted)

    def read(self, patience: float) -> bool | None:
        """Read what comes; ``None`` when the program has closed the terminal."""
        if self._fd < 0:
            time.sleep(patience)
            return None
        if not self.ready(patience):
            return False
        try:
            data = os.read(self._fd, 65_536)
        except OSError:
            return None
        if not data:
            return None
        self.raw += data
        self._stream.feed(data)
        self._text = None
        return True

    def ready(self, patience: float) -> bool:
        """Wait until the program has written something; leave it unread."""
        return bool(select.select([self._fd], [], [], patience)[0])

    def drain(self) -> None:
        """Read all that a program which has ended left behind."""
        while self.read(0):
            pass

    def echoes(self) -> bool:
        """Tell whether the terminal is as shells have it: lines with echo."""
        flags = termios.tcgetattr(self._fd)[3]
        return bool(flags & termios.ECHO and flags & termios.ICANON)

    def hang_up(self) -> None:
        """Close the terminal under the program."""
        os.close(self._fd)
        self._fd = -1


class Tty(Glass):
    """A program of its own in a pseudo-terminal."""

    def __init__(self, arguments: list[str], columns: int = 80, rows: int = 24, **env: str) -> None:
        """Start Python with some arguments in a terminal of some size."""
        program = [sys.executable, *arguments]
        around = environment(**env)
        self.pid, fd = fork_in_terminal(
            columns,
            rows,
            lambda: os.execve(sys.executable, program, around),  # noqa: S606  # the test's own program
        )
        super().__init__(fd, columns or 80, rows or 24)
        self._code: int | None = None
        self.left_echoing = False

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def code(self, patience: float = PATIENCE) -> int:
        """Wait for the program's end and return its exit code."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if self._fd >= 0:
                self.read(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._code = os.waitstatus_to_exitcode(status)
                if self._fd >= 0:
                    while self.read(0.02):
                        pass
                    self.left_echoing = self.echoes()
                return self._code
        raise AssertionError(f"the program does not end:\n{self.text()}")

    def close(self) -> None:
        """End what is still running."""
        if self._code is None:
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
        if self._fd >= 0:
            os.close(self._fd)


def restored(terminal: Glass, *, echoing: bool) -> bool:
    """Tell whether a full screen was left and every mode of it taken back."""
    left = terminal.raw.rpartition(b"\x1b[?1049l")
    modes = all(mode in terminal.raw for mode in (b"\x1b[?2004l", b"\x1b[?7h", b"\x1b[?25h"))
    return bool(left[1]) and modes and echoing
