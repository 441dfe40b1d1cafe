"""Shows that something is going on, once it takes a while, and how far it has come."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer
from typing import Protocol

from quizgen.commands.environment import is_terminal

DELAY = 1.0
"""Seconds before anything is shown."""

_OFTEN = 50
"""Steps between two looks at how far it has come, at most."""


class _Sign(Protocol):
    """What is shown; it can be told of a step."""

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def show(self, done: int) -> None: ...


@contextmanager
def patience(what: str, total: int = 0) -> Iterator[Callable[[], None]]:
    """Show what is being done, where standard error is a terminal.

    With a total, a bar shows how much of it is done; each call of what this yields is a step.
    """
    if not is_terminal(sys.stderr):
        yield _nothing
        return
    shown: list[_Sign] = []
    done = 0
    often = max(1, min(_OFTEN, total // _OFTEN))

    def show() -> None:
        sign = _bar(what, total) if total else _spinner(what)
        shown.append(sign)
        sign.start()

    def step() -> None:
        nonlocal done
        done += 1
        if shown and done % often == 0:
            shown[0].show(done)

    timer = Timer(DELAY, show)
    timer.daemon = True
    timer.start()
    try:
        yield step
    finally:
        timer.cancel()
        timer.join()
        for sign in shown:
            sign.stop()


def _nothing() -> None:
    """Take a step that nobody sees."""


def _spinner(what: str) -> _Sign:
    # Most commands end before this is needed.
    from rich.console import Console  # noqa: PLC0415

    status = Console(stderr=True).status(f"{what} …")

    class Spinner:
        start = status.start
        stop = status.stop

        def show(self, done: int) -> None:
            """Go on turning."""

    return Spinner()


def _bar(what: str, total: int) -> _Sign:
    from rich.console import Console  # noqa: PLC0415  # the same
    from rich.progress import Progress  # noqa: PLC0415

    progress = Progress(console=Console(stderr=True), transient=True)
    task = progress.add_task(f"{what} …", total=total)

    class Bar:
        start = progress.start
        stop = progress.stop

        def show(self, done: int) -> None:
            progress.update(task, completed=done)

    return Bar()
