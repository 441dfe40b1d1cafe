"""Signals that end a session in plain lines: they interrupt reading, never writing an answer.

Python would raise ``KeyboardInterrupt`` wherever the program just is, and end at once for the
others. An answer that is being written would then be counted and not be there, or the reverse.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_FATAL = 128
HANGUP = _FATAL + 1
_KEYS = ("SIGINT", "SIGQUIT")
_NAMES = (*_KEYS, "SIGTERM", "SIGHUP")


class Interrupted(Exception):  # noqa: N818  # it is what happened, not an error
    """A signal ends the session."""

    def __init__(self, number: int) -> None:
        """Keep the exit code that goes with a signal."""
        super().__init__(number)
        self.exit_code = _FATAL + number


class Interrupts:
    """Signals that have come, and whether they may interrupt."""

    def __init__(self) -> None:
        """Wait for the first one."""
        self._came = 0
        self._reading = False

    def note(self, number: int, _: FrameType | None) -> None:
        """Take a signal: at once while reading, else later; whoever asks twice is not kept waiting.

        Raises:
            Interrupted: it ends the session here.
            SystemExit: it ends the program in the middle of things.
        """
        if self._reading:
            raise Interrupted(number)
        if self._came:
            raise SystemExit(_FATAL + number)
        self._came = number

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Leave the keyboard's signals to another program that has the terminal."""
        keys = [getattr(signal, name) for name in _KEYS if hasattr(signal, name)]
        former = {each: signal.getsignal(each) for each in keys}
        mine = [each for each in keys if former[each] == self.note]
        for each in mine:
            signal.signal(each, _pass_over)
        try:
            yield
        finally:
            for each in mine:
                signal.signal(each, former[each])

    @property
    def exit_code(self) -> int:
        """The exit code that goes with the signal that has come; 0 where none has."""
        return self._came and _FATAL + self._came

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Let signals interrupt, also one that came before.

        Raises:
            Interrupted: one came.
        """
        # In this order: one that comes between the two lines must not be missed.
        self._reading = True
        try:
            if self._came:
                raise Interrupted(self._came)
            yield
        finally:
            self._reading = False


def _pass_over(_: int, __: FrameType | None) -> None:
    """Do nothing; unlike a signal that is ignored, this is not handed on to other programs."""


@contextmanager
def interrupts() -> Iterator[Interrupts]:
    """Take the signals that end programs; what the caller ignores stays ignored."""
    taken = Interrupts()
    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    former = {each: signal.getsignal(each) for each in numbers}
    mine = [each for each in numbers if former[each] is not signal.SIG_IGN]
    for each in mine:
        signal.signal(each, taken.note)
    try:
        yield taken
    finally:
        for each in mine:
            signal.signal(each, former[each])
