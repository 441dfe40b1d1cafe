"""quizgen on a machine in trouble: hardly any disk left, or a clock that is turned."""

import os
import resource
import time
from collections.abc import Sequence
from pathlib import Path

from quizgen.cli import run as run_quizgen


def little_room(arguments: Sequence[str]) -> int:
    """Run quizgen where no file may grow beyond ``$ROOM`` bytes."""
    room = int(os.environ["ROOM"])
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    return run_quizgen(arguments)


def turned_clock(arguments: Sequence[str]) -> int:
    """Run quizgen with a clock that the file ``$TURNED`` sets on or back by so many seconds."""
    tell = time.time_ns
    turned = Path(os.environ["TURNED"])
    time.time_ns = lambda: tell() + int(turned.read_text(encoding="utf-8")) * 1_000_000_000
    return run_quizgen(arguments)
