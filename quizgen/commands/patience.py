"""Shows that something is going on, once it takes a while."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

from quizgen.commands.environment import is_terminal

DELAY = 1.0
"""Seconds before anything is shown."""


@contextmanager
def patience(what: str) -> Iterator[None]:
    """Show what is being done, with a moving sign, where standard error is a terminal."""
    if not is_terminal(sys.stderr):
        yield
        return
    shown = []

    def show() -> None:
        # Most commands end before this is needed.
        from rich.console import Console  # noqa: PLC0415

        status = Console(stderr=True).status(f"{what} …")
        shown.append(status)
        status.start()

    timer = Timer(DELAY, show)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        for status in shown:
            status.stop()
