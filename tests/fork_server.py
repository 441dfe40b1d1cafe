"""Starts quizgen a thousand times: a warmed-up process that forks a child for each terminal.

The child runs ``quizgen.cli.run`` as the installed program does; only the imports were done
before. Run as a program, this is the server; :class:`ForkServer` talks to it.
"""

import gc
import json
import os
import socket
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from signal import SIGKILL
from typing import Any

from pseudo_terminal import PATIENCE, Glass, environment, fork_in_terminal

QUIZGEN = "quizgen.cli:run"
_WARM = (
    "quizgen.commands.quiz", "quizgen.commands.study", "quizgen.commands.questions",
    "quizgen.marking", "quizgen.terminal.tty", "quizgen.terminal.lines", "markdown_it", "yaml",
)  # fmt: skip
_FARTHEST = 65_536


class Session(Glass):
    """A child of the server in its terminal."""

    def __init__(self, server: "ForkServer", pid: int, fd: int, columns: int, rows: int) -> None:
        """Look at the child's terminal."""
        super().__init__(fd, columns, rows)
        self._server = server
        self.pid = pid
        self._ended: int | None = None

    def settle(self, shows: Callable[[str], bool], patience: float = PATIENCE) -> str:
        """Read until the screen shows something and the program waits for the next key."""
        while True:
            self.until(shows, patience)
            while self.read(0.002) or self._busy():
                pass
            if shows(self.text()):
                return self.text()

    def _busy(self) -> bool:
        """Tell whether it runs or waits for a disk; where that cannot be told, it does not."""
        with suppress(OSError):
            stat = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8", errors="replace")
            return stat.rpartition(")")[2].split()[0] in "RD"
        return False

    def alive(self) -> bool:
        """Tell whether it still runs."""
        if self._ended is None:
            self._ended = self._server.ended(self.pid)
        return self._ended is None

    def kill(self) -> None:
        """End it without any warning, and wait until it is gone."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, SIGKILL)
        self.code()

    def code(self, patience: float = PATIENCE) -> int:
        """Wait for its end; return its exit code, negative where a signal ended it."""
        end = time.monotonic() + patience
        while self._ended is None:
            self._ended = self._server.ended(self.pid)
            if time.monotonic() > end:
                raise AssertionError(f"the program does not end:\n{self.text()}")
            if self._ended is None:
                self.read(0.002)
        self.drain()
        return self._ended

    def close(self) -> None:
        """End it if it still runs, and close its terminal."""
        if self._ended is None:
            self.kill()
        if self._fd >= 0:
            self.hang_up()


class ForkServer:
    """A process that has quizgen loaded and forks it on demand."""

    def __init__(self) -> None:
        """Start the server."""
        self._socket, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, __file__, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env=environment(PYTHONPATH=os.pathsep.join(filter(None, sys.path))),
            )

    def start(
        self,
        *arguments: str,
        call: str = QUIZGEN,
        columns: int = 80,
        rows: int = 24,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        **more: str,
    ) -> Session:
        """Run something in a terminal of its own."""
        wanted = {
            "arguments": arguments,
            "call": call,
            "size": [columns, rows],
            "cwd": str(cwd or Path.cwd()),
            "env": environment(**(env or {}), **more),
        }
        self._socket.sendall(json.dumps(wanted).encode() + b"\n")
        data, fds, _, _ = socket.recv_fds(self._socket, _FARTHEST, 1)
        return Session(self, int(data), fds[0], columns or 80, rows or 24)

    def ended(self, pid: int) -> int | None:
        """Return a child's exit code once it has ended."""
        self._socket.sendall(json.dumps({"ended": pid}).encode() + b"\n")
        code: int | None = json.loads(self._socket.recv(_FARTHEST))
        return code

    def close(self) -> None:
        """End the server."""
        self._socket.close()
        self._process.wait()


def serve(connection: socket.socket) -> None:
    """Fork a child for each wish, until nobody wishes any more."""
    for name in _WARM:
        import_module(name)
    gc.collect()
    gc.freeze()
    for line in connection.makefile("r"):
        wanted = json.loads(line)
        if pid := wanted.get("ended"):
            found, status = os.waitpid(pid, os.WNOHANG)
            code = os.waitstatus_to_exitcode(status) if found else None
            connection.sendall(json.dumps(code).encode())
            continue
        columns, rows = wanted["size"]
        child, ours = fork_in_terminal(columns, rows, _Child(connection, wanted))
        socket.send_fds(connection, [str(child).encode()], [ours])
        os.close(ours)


class _Child:
    """What a child does: it becomes the program."""

    def __init__(self, connection: socket.socket, wanted: Mapping[str, Any]) -> None:
        self._connection = connection
        self._wanted = wanted

    def __call__(self) -> None:
        self._connection.close()
        os.environ.clear()
        os.environ.update(self._wanted["env"])
        os.chdir(self._wanted["cwd"])
        sys.argv = ["quizgen", *self._wanted["arguments"]]
        sys.stdin = os.fdopen(0, "r", encoding="utf-8")
        sys.stdout = os.fdopen(1, "w", 1, encoding="utf-8")
        sys.stderr = os.fdopen(2, "w", 1, encoding="utf-8")
        module, name = self._wanted["call"].split(":")
        act: Callable[[Sequence[str]], int] = getattr(import_module(module), name)
        code = 1
        try:
            code = act(self._wanted["arguments"])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        except BaseException:  # noqa: BLE001  # the child ends here, whatever happened
            traceback.print_exc()
        sys.stdout.flush()
        os._exit(code)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
