"""The lines of a log as they stand in its files, whatever they hold."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from quizgen.model import Position
from quizgen.problems import Problem, SetupError, Severity
from quizgen.review_log.appending import lock
from quizgen.review_log.lines import BadLineError

Files = Mapping[str, Path]
"""The files of a log by their names below its folder, such as ``laptop/2026-11.jsonl``."""

_BEGINS = b'{"v":'
"""How a line of an event begins as it is written."""


class RawLine(NamedTuple):
    """One line of a file of the log."""

    #: Below the log's folder.
    file: str
    number: int
    #: Without its line end.
    text: bytes
    #: Whether it has a line end.
    ended: bool

    @property
    def device(self) -> str:
        """The folder in which the file is."""
        return self.file.partition("/")[0]


def files_of(folder: Path) -> Files:
    """The files of a log in the order in which they are read.

    Raises:
        SetupError: a folder cannot be looked into; its answers would be missing without a word.
    """
    try:
        devices = sorted(it for it in folder.iterdir() if it.is_dir()) if folder.is_dir() else []
        paths = [path for device in devices for path in sorted(device.iterdir())]
    except OSError as error:
        raise SetupError(
            f"the review log {error.filename} cannot be read: {error.strerror}"
        ) from error

    return {
        f"{path.parent.name}/{path.name}": path for path in paths if path.name.endswith(".jsonl")
    }


def raw_lines(files: Files) -> Iterator[RawLine]:
    """The lines of some files, in order, without empty ones.

    Raises:
        SetupError: a file cannot be read.
    """
    for name, path in files.items():
        try:
            # What is neither would never end.
            if not (path.is_file() or path.is_dir()):
                raise SetupError(f"the review log {path} is no file", "move it elsewhere")
            with path.open("rb") as file:
                lock(file.fileno(), exclusive=False)
                data = file.read()
        except OSError as error:
            raise SetupError(f"the review log {path} cannot be read: {error.strerror}") from error
        *lines, last = data.split(b"\n")
        for number, line in enumerate(lines, start=1):
            if line:
                yield RawLine(name, number, line.removesuffix(b"\r"), ended=True)
        if last:
            yield RawLine(name, len(lines) + 1, last, ended=False)


def is_torn(line: RawLine) -> bool:
    """Whether a line that holds no event was cut off while it was written."""
    return not line.ended or (line.text.startswith(_BEGINS) and not line.text.endswith(b"}"))


def no_event(line: RawLine, error: BadLineError, position: Position) -> Problem:
    """A line that holds no event, as a problem."""
    torn = is_torn(line)
    message = "this line breaks off" if torn else f"this line holds no event: {error}"
    hint = (
        "it was cut off while it was written, so its answer was never confirmed; it is passed over"
        if torn
        else "it is passed over and left as it is; all other lines count"
    )

    return Problem(
        severity=Severity.WARNING if torn else Severity.ERROR,
        code="torn-log-line" if torn else "bad-log-line",
        message=message,
        hint=hint,
        position=position,
        length=len(line.text),
    )


def count_lines(files: Files) -> int:
    """How many lines there are, about, to show how far the reading has come."""
    count = 0
    for path in files.values():
        # What cannot be read is said where it is read.
        with suppress(OSError):
            count += path.read_bytes().count(b"\n") if path.is_file() else 0

    return count
