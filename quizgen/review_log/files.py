"""The files of the log: adding to this device's, and reading all there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from quizgen.model import Event, Moment, Position, Review
from quizgen.problems import Problem, SetupError, Severity
from quizgen.review_log.appending import append, lock, opened
from quizgen.review_log.lines import BadLineError, NewerLineError, event_line, read_line
from quizgen.review_log.tails import last_moment, newest_files


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The beginning of a file of the log, up to the end of a line."""

    #: Below the log's folder.
    name: str
    size: int = 0
    lines: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRead:
    """All that the log holds, or what it holds beyond some stretches of it."""

    #: File by file and line by line; the fold puts them in order.
    events: tuple[Event, ...] = ()
    #: The number of the file among the stretches and where in it the line begins, for each event.
    places: tuple[tuple[int, int], ...] = ()
    #: The lines that hold no event.
    problems: tuple[Problem, ...] = ()
    #: How far each file has been read, for :meth:`ReviewLog.read` to go on from.
    stretches: tuple[Stretch, ...] = ()


@dataclass(slots=True)
class _Heap:
    """What has been read so far."""

    events: list[Event] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)


class ReviewLog:
    """The log of all devices, to which this device adds."""

    def __init__(self, home: Path, device: str) -> None:
        """Name the learner's folder and this device; nothing is opened yet."""
        #: Where all devices' files are.
        self.folder = home / "log"
        self._own = self.folder / device

    def append(self, event: Event) -> None:
        """Write an event and wait until it is on the disk.

        Programs that append at the same time wait for each other's line.

        Raises:
            SetupError: it could not be written; the log is as it was.
        """
        month = date(1970, 1, 1) + timedelta(days=event.moment.day)
        path = self._own / f"{month:%Y-%m}.jsonl"
        try:
            with opened(path) as file:
                lock(file, exclusive=True)
                append(file, event_line(event))
        except OSError as error:
            lost = f"the answer to {event.card}" if isinstance(event, Review) else "the last step"
            raise SetupError(
                f"{lost} is not saved, {path} cannot be written: {error.strerror}",
                "make room, or make the file writable, and start again: all before it is saved",
            ) from error

    def mentions(self, word: str) -> bool:
        """Tell whether a word stands anywhere in the log, much sooner than it is read.

        Raises:
            SetupError: a file cannot be read.
        """
        try:
            return any(word.encode() in path.read_bytes() for path in self._files())
        except OSError as error:
            raise self._unreadable(error) from error

    def last_moments(self) -> list[Moment]:
        """When the last event of each device was, as the ends of the files have it.

        Raises:
            SetupError: a file cannot be read.
        """
        try:
            found = [last_moment(path) for path in newest_files(self._files())]
        except OSError as error:
            raise self._unreadable(error) from error
        return [moment for moment in found if moment is not None]

    def read(self) -> LogRead:
        """Read what all devices have logged; lines that hold no event are passed over.

        Raises:
            SetupError: a file cannot be read, or a later version of quizgen has written to it.
        """
        # It holds any stretch of nothing.
        return self.read_beyond(()) or LogRead()

    def read_beyond(self, known: Sequence[Stretch]) -> LogRead | None:
        """Read what is behind some stretches; ``None`` where the log holds them no more.

        Raises:
            SetupError: as for :meth:`read`.
        """
        heap = _Heap()
        before = {stretch.name: stretch for stretch in known}
        try:
            for path in self._files():
                name = path.relative_to(self.folder).as_posix()
                if not _read(path, before.pop(name, Stretch(name=name)), heap):
                    return None
        except OSError as error:
            raise self._unreadable(error) from error
        if before:
            return None

        return LogRead(
            events=tuple(heap.events),
            places=tuple(heap.places),
            problems=tuple(heap.problems),
            stretches=tuple(heap.stretches),
        )

    def lines(self, names: Sequence[str], places: Iterable[tuple[int, int]]) -> list[Event]:
        """Read single lines that have been read before; the files are those of some stretches.

        Raises:
            SetupError: one of them is gone or is another by now.
        """
        events: list[Event] = []
        try:
            for number, of_file in groupby(places, key=itemgetter(0)):
                with (self.folder / names[number]).open("rb") as file:
                    for _, start in of_file:
                        file.seek(start)
                        events.append(read_line(file.readline()))
        except (OSError, BadLineError) as error:
            raise SetupError(
                f"the review log has been changed meanwhile: {error}", "start again"
            ) from error

        return events

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("*/*.jsonl"))

    def _unreadable(self, error: OSError) -> SetupError:
        place = error.filename or self.folder
        return SetupError(f"the review log {place} cannot be read: {error.strerror}")


def _read(path: Path, known: Stretch, heap: _Heap) -> bool:
    """Read a file beyond a stretch of it; ``False`` where it does not begin with that."""
    with path.open("rb") as file:
        lock(file.fileno(), exclusive=False)
        data = file.read()
    # Whoever has changed the log by hand must find it read as it is.
    digest = blake2b(memoryview(data)[: known.size], digest_size=16)
    if known.digest and digest.hexdigest() != known.digest:
        return False
    end = data.rfind(b"\n") + 1
    digest.update(memoryview(data)[known.size : end])
    lines = data[known.size :].split(b"\n")
    start = known.size
    number = len(heap.stretches)
    heap.stretches.append(
        Stretch(
            name=known.name,
            size=end,
            lines=known.lines + len(lines) - 1,
            digest=digest.hexdigest(),
        )
    )
    for index, line in enumerate(lines, start=1):
        place = (number, start)
        start += len(line) + 1
        if not line:
            continue
        try:
            event = read_line(line)
        except NewerLineError as error:
            raise SetupError(
                f"{path}:{known.lines + index}: {error}, which this quizgen does not know",
                "update quizgen; the log stays as it is",
            ) from error
        except BadLineError as error:
            why = "" if index == len(lines) else str(error)
            heap.problems.append(_problem(path, known.lines + index, len(line), why))
        else:
            heap.events.append(event)
            heap.places.append(place)
    return True


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
