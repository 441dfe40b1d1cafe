"""Goes through the files of the log: each line is an event, a row among many, or a problem."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from quizgen.model import Event, Position, Review
from quizgen.problems import Problem, SetupError, Severity
from quizgen.review_log.appending import lock
from quizgen.review_log.lines import BadLineError, NewerLineError, read_line

if TYPE_CHECKING:
    # Only a start without a cache needs it.
    from quizgen.review_log.rows import RowReader

_BLOCK = 2**17
"""Bytes of a file that are taken at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The beginning of a file of the log, up to the end of a line."""

    #: Below the log's folder.
    name: str
    size: int = 0
    lines: int = 0
    digest: str = ""


class Reading:
    """What has been read so far."""

    def __init__(self, rows: "RowReader | None" = None) -> None:
        """Begin; with ``rows``, these take all reviews that replace no other."""
        self.events: list[Event] = []
        self.places: list[tuple[int, int]] = []
        self.problems: list[Problem] = []
        self.stretches: list[Stretch] = []
        self._rows = rows
        self._path = Path()

    def take_file(self, path: Path, known: Stretch) -> bool:
        """Read a file beyond a stretch of it; ``False`` where it does not begin with that.

        Raises:
            SetupError: a later version of quizgen has written to it.
            OSError: it cannot be read.
        """
        with path.open("rb") as file:
            lock(file.fileno(), exclusive=False)
            data = file.read()
        # Whoever has changed the log by hand must find it read as it is.
        digest = crc32(memoryview(data)[: known.size])
        if known.digest and f"{digest:08x}" != known.digest:
            return False
        end = data.rfind(b"\n") + 1
        digest = crc32(memoryview(data)[known.size : end], digest)
        self._path = path
        number, start = known.lines, known.size
        for block in _blocks(data, start, end):
            number += self._take_block(block, number, start)
            start += len(block)
        if end < len(data):
            self._take_line(number + 1, data[end:], end, torn=True)
        self.stretches.append(
            Stretch(name=known.name, size=end, lines=number, digest=f"{digest:08x}")
        )
        return True

    def _take_block(self, block: bytes, number: int, start: int) -> int:
        """Take whole lines, of which so many come before; return how many they are."""
        lines = block.split(b"\n")
        # What is behind the last end of a line.
        lines.pop()
        if self._rows is not None:
            file = len(self.stretches)
            for index, at in self._rows.take_lines(block, lines, file, start):
                self._take_line(number + index + 1, lines[index], at)
        else:
            for index, line in enumerate(lines, start=number + 1):
                self._take_line(index, line, start)
                start += len(line) + 1
        return len(lines)

    def _take_line(self, number: int, line: bytes, start: int, *, torn: bool = False) -> None:
        if not line:
            return
        try:
            event = read_line(line)
        except NewerLineError as error:
            raise SetupError(
                f"{self._path}:{number}: {error}, which this quizgen does not know",
                "update quizgen; the log stays as it is",
            ) from error
        except BadLineError as error:
            why = "" if torn else str(error)
            self.problems.append(_problem(self._path, number, len(line), why))
            return
        file = len(self.stretches)
        if self._rows is not None and isinstance(event, Review) and not event.replaces:
            self._rows.take_review(event, file, start)
        else:
            self.events.append(event)
            self.places.append((file, start))


def _blocks(data: bytes, start: int, end: int) -> Iterator[bytes]:
    """Cut what lies between two line ends into blocks of whole lines."""
    while start < end:
        cut = data.find(b"\n", min(start + _BLOCK, end - 1)) + 1
        yield data[start:cut]
        start = cut


def _problem(path: Path, line: int, length: int, why: str) -> Problem:
    return Problem(
        severity=Severity.WARNING,
        code="bad-log-line" if why else "torn-log-line",
        message=f"this line of the review log holds no event: {why}"
        if why
        else "the last line of the review log breaks off",
        hint="it is passed over and left as it is; all other lines count",
        position=Position(file=str(path), line=line, column=1),
        length=length,
    )
