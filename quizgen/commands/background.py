"""Work that nobody waits for."""

import os
import signal
from collections.abc import Callable


def in_background(*works: Callable[[], object]) -> None:
    """Do some works in a process of its own, which outlives this one if need be.

    It has no terminal and says nothing; what goes wrong there is nobody's concern. Where there
    is no such thing as ``fork``, the work is done at once.
    """
    if not hasattr(os, "fork"):
        for work in works:
            work()
        return
    if not works or os.fork():
        return
    try:
        _turn_away()
        for work in works:
            work()
    finally:
        # Nothing of the session's own end, such as giving the terminal back, may happen twice.
        os._exit(0)


def _turn_away() -> None:
    """Let go of the terminal, the pipes and the signals of the session."""
    os.setsid()
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGTSTP, signal.SIGCONT):
        signal.signal(number, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.nice(10)
