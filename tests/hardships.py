"""quizgen on a machine in trouble: hardly any disk left, no privileges, a clock that is turned."""

import ctypes
import os
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from quizgen.cli import run as run_quizgen


def little_room(arguments: Sequence[str]) -> int:
    """Run quizgen where no file may grow beyond ``$ROOM`` bytes."""
    room = int(os.environ["ROOM"])
    # Python would keep half of a module that it compiles now, and every later start would fail.
    sys.dont_write_bytecode = True
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    return run_quizgen(arguments)


def turned_clock(arguments: Sequence[str]) -> int:
    """Run quizgen with a clock that the file ``$TURNED`` sets on or back by so many seconds."""
    tell = time.time_ns
    turned = Path(os.environ["TURNED"])
    time.time_ns = lambda: tell() + int(turned.read_text(encoding="utf-8")) * 1_000_000_000
    return run_quizgen(arguments)


_VERSION = 0x20080522
_WRITE_ANYWHERE, _READ_ANYWHERE = 1 << 1, 1 << 2


def without_privileges(arguments: Sequence[str]) -> int:
    """Run quizgen so that permissions hold for it, also where the tests are run by root."""
    if os.geteuid() == 0:
        system = ctypes.CDLL(None, use_errno=True)
        header = (ctypes.c_uint32 * 2)(_VERSION, 0)
        capabilities = (ctypes.c_uint32 * 6)()
        assert system.capget(header, capabilities) == 0
        capabilities[0] &= ~(_WRITE_ANYWHERE | _READ_ANYWHERE)
        assert system.capset(header, capabilities) == 0
    return run_quizgen(arguments)
