"""Where keys and signals come in."""

import os
import select
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from quizgen.terminal.keys import Key, decode
from quizgen.terminal.view import Request

#: Seconds after which an escape was the key and not the beginning of a sequence.
_ESCAPE_ALONE = 0.05
_READ = 4096


class Hangup(Exception):  # noqa: N818  # it is what happened, not an error
    """Nobody is at the terminal any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What came in at once."""

    #: Keys, or what is to happen without one.
    inputs: tuple[Key | Request, ...] = ()
    #: Numbers of signals.
    signals: tuple[int, ...] = ()


@dataclass(slots=True, kw_only=True)
class Inbox:
    """Keys from a terminal, and signals."""

    source: int
    #: Receives the number of each signal.
    alarm: int
    #: How long what is on the screen stays true, in seconds; ``None``: until something comes.
    patience: Callable[[], float | None] = lambda: None
    #: The beginning of a key, perhaps.
    rest: bytes = b""

    def batches(self) -> Iterator[Batch]:
        """Yield keys and signals as they come, without ever waiting for the rest of a sequence.

        Nothing is yielded for once when the patience ends.

        Raises:
            Hangup: the terminal is gone.
        """
        while True:
            yield self._batch(self.patience())

    def during(self, seconds: float) -> Iterator[Batch]:
        """Yield what comes within some time.

        Raises:
            Hangup: the terminal is gone.
        """
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            patience = self.patience()
            yield self._batch(left if patience is None else min(left, patience))

    def _batch(self, patience: float | None) -> Batch:
        if self.rest:
            patience = min(_ESCAPE_ALONE, patience or _ESCAPE_ALONE)
        ready, _, _ = select.select([self.source, self.alarm], [], [], patience)
        signals = tuple(os.read(self.alarm, _READ)) if self.alarm in ready else ()
        data = self._keys() if self.source in ready else b""
        keys, self.rest = decode(self.rest + data, final=not ready)
        return Batch(inputs=keys, signals=signals)

    def _keys(self) -> bytes:
        try:
            data = os.read(self.source, _READ)
        except OSError as error:
            raise Hangup from error
        if not data:
            raise Hangup
        return data
