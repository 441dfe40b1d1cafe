"""Long work shows a sign of life on a terminal, and nothing anywhere else."""

import os
import pty
import subprocess
import sys

CODE = """
import time
from quizgen.commands.patience import patience
with patience("making questions"):
    time.sleep({seconds})
"""


def shown_while(seconds: float) -> str:
    """Run work of some length with standard error on a pseudo-terminal; return what it shows."""
    ours, theirs = pty.openpty()
    subprocess.run(
        [sys.executable, "-c", CODE.format(seconds=seconds)],
        stderr=theirs,
        check=True,
        env=os.environ | {"TERM": "xterm"},
    )
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 4096):
            shown += piece
    except OSError:
        # The terminal is gone once its last writer is.
        pass
    os.close(ours)
    return shown.decode()


def test_long_work_shows_what_it_does() -> None:
    """After a second the work is named."""
    assert "making questions …" in shown_while(1.6)


def test_short_work_shows_nothing() -> None:
    """What is done at once needs no sign."""
    assert shown_while(0) == ""


def test_a_pipe_stays_clean() -> None:
    """Nothing is written where no terminal is."""
    done = subprocess.run(
        [sys.executable, "-c", CODE.format(seconds=1.6)], capture_output=True, check=True
    )

    assert done.stderr == b""
