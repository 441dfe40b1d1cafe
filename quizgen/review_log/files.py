"""The files of the log: adding to this device's, and reading all there are."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from quizgen.collecting import without_collection
from quizgen.model import Event, Moment, Review
from quizgen.problems import Problem, SetupError
from quizgen.progress import Rows
from quizgen.review_log.appending import append, lock, opened
from quizgen.review_log.lines import BadLineError, event_line, read_line
from quizgen.review_log.reading import Reading, Stretch
from quizgen.review_log.tails import last_moment, newest_files
from quizgen.scheduler import Weight


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


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRows:
    """All that the log holds, most of its reviews as rows."""

    rows: Rows
    #: All other events, with their places; the rest is as in :class:`LogRead`.
    events: tuple[Event, ...]
    places: tuple[tuple[int, int], ...]
    problems: tuple[Problem, ...]
    stretches: tuple[Stretch, ...]


class ReviewLog:
    """The log of all devices, to which this device adds."""

    def __init__(self, home: Path, device: str) -> None:
        """Name the learner's folder and this device; nothing is opened yet."""
        #: Where all devices' files are.
        self.folder = home / "log"
        self._own = self.folder / device
        self._gate = home / "cache" / "recording.lock"

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let other programs on this machine wait that do the same.

        So what is read inside is still so when something is appended that follows from it.

        Raises:
            SetupError: the learner's folder cannot be written.
        """
        with ExitStack() as stack:
            try:
                lock(stack.enter_context(opened(self._gate)), exclusive=True)
            except OSError as error:
                raise SetupError(f"{self._gate} cannot be written: {error.strerror}") from error
            yield

    def append(self, event: Event) -> None:
        """Write an event and wait until it is on the disk.

        Programs that append at the same time wait for each other's line.

        Raises:
            SetupError: it could not be written; the log is as it was.
        """
        path = self._month(event)
        try:
            _append(path, event_line(event))
        except OSError as error:
            lost = f"the answer to {event.card}" if isinstance(event, Review) else "the last step"
            raise SetupError(
                f"{lost} is not saved, {path} cannot be written: {error.strerror}",
                "make room, or make the file writable, and start again: all before it is saved",
            ) from error

    def append_all(self, events: Iterable[Event]) -> None:
        """Write many events, those of a month at once, and wait until they are on the disk.

        Raises:
            SetupError: a month could not be written; those before it are, so events whose ids
                are always the same may simply be written again.
        """
        ordered = sorted(events, key=self._month)
        for path, of_month in groupby(ordered, key=self._month):
            try:
                _append(path, b"".join(map(event_line, of_month)))
            except OSError as error:
                raise SetupError(
                    f"{path} cannot be written: {error.strerror}",
                    "make room, or make the file writable, and do the same again: it goes on there",
                ) from error

    def _month(self, event: Event) -> Path:
        """The file of an event's month."""
        month = date(1970, 1, 1) + timedelta(days=event.moment.day)
        return self._own / f"{month:%Y-%m}.jsonl"

    def mentions(self, word: str) -> bool:
        """Tell whether a word stands anywhere in the log, much sooner than it is read.

        Raises:
            SetupError: a file cannot be read.
        """
        try:
            return any(word.encode() in path.read_bytes() for path in self._files())
        except OSError as error:
            raise self._unreadable(error) from error

    def size(self) -> int:
        """How many bytes it has.

        Raises:
            SetupError: a file cannot be looked at.
        """
        try:
            return sum(path.stat().st_size for path in self._files())
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
        reading = Reading()
        if not self._go_through(reading, known):
            return None

        return LogRead(
            events=tuple(reading.events),
            places=tuple(reading.places),
            problems=tuple(reading.problems),
            stretches=tuple(reading.stretches),
        )

    def read_rows(self, weigh: Callable[[Review], Weight]) -> LogRows:
        """Read the same much sooner, making no objects of reviews; ``weigh`` as for `RowReader`.

        Raises:
            SetupError: as for :meth:`read`.
        """
        # A start that finds all in the cache needs none of it.
        from quizgen.review_log.rows import RowReader  # noqa: PLC0415

        rows = RowReader(weigh)
        reading = Reading(rows)
        self._go_through(reading, ())

        return LogRows(
            rows=rows.finish(),
            events=tuple(reading.events),
            places=tuple(reading.places),
            problems=tuple(reading.problems),
            stretches=tuple(reading.stretches),
        )

    @without_collection()
    def _go_through(self, reading: Reading, known: Sequence[Stretch]) -> bool:
        """Read all files beyond what is known; ``False`` where the log does not hold that."""
        before = {stretch.name: stretch for stretch in known}
        try:
            for path in self._files():
                name = path.relative_to(self.folder).as_posix()
                if not reading.take_file(path, before.pop(name, Stretch(name=name))):
                    return False
        except OSError as error:
            raise self._unreadable(error) from error

        return not before

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


def _append(path: Path, lines: bytes) -> None:
    with opened(path) as file:
        lock(file, exclusive=True)
        append(file, lines)
