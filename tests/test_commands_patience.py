"""Long work shows a sign of life on a terminal, and nothing anywhere else."""

import os
import pty
import re
import subprocess
import sys

CODE = """
import time
from quizgen.commands.patience import patience
with patience("making questions"):
    time.sleep({seconds})
"""


STEPS = """
import time
from quizgen.commands.patience import patience
with patience("making questions", 300) as step:
    for _ in range(300):
        time.sleep(0.006)
        step()
"""


def shown_while(seconds: float) -> str:
    """Run work of some length and return what it shows."""
    return shown_by(CODE.format(seconds=seconds))


def shown_by(code: str) -> str:
    """Run some code with standard error on a pseudo-terminal; return what it shows."""
    ours, theirs = pty.openpty()
    subprocess.run(
        [sys.executable, "-c", code],
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


def test_long_work_in_steps_shows_how_far_it_is() -> None:
    """A bar with the part that is done, which grows."""
    parts = [int(part) for part in re.findall(r"(\d+)%", shown_by(STEPS))]

    assert parts == sorted(parts)
    assert len(set(parts)) > 1


def test_short_work_shows_nothing() -> None:
    """What is done at once needs no sign."""
    assert shown_while(0) == ""


def test_a_pipe_stays_clean() -> None:
    """Nothing is written where no terminal is."""
    done = subprocess.run(
        [sys.executable, "-c", CODE.format(seconds=1.6)], capture_output=True, check=True
    )

    assert done.stderr == b""
