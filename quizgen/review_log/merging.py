"""Taking in the logs of other machines: a union of the lines that hold events.

Two lines are the same if they hold the same JSON object, whatever file they stand in. What this
log lacks is appended to the file of the same device and month; nothing that is there is touched.
So the order and the grouping of merges make no difference to what a log holds, and a second time
changes nothing.

An id that stands for two different events is somebody's accident. Both lines are kept, so that
this too is a union; which of them counts is for the fold to decide, from the two events alone.
"""

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from quizgen.model import Event, Position
from quizgen.problems import Problem, RequestError, SetupError, Severity
from quizgen.review_log.appending import add, append, lock, opened
from quizgen.review_log.lines import BadLineError, NewerLineError, read_line
from quizgen.review_log.raw_lines import (
    Files,
    RawLine,
    files_of,
    no_event,
    raw_lines,
)

CONFLICT = "conflicting-event"
"""The code of the problem that an id stands for different events."""


class Lacking(NamedTuple):
    """A line that another log has and this one lacks."""

    line: RawLine
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What a merge takes in."""

    lacking: tuple[Lacking, ...]
    #: Lines of the others that hold no event, and ids that stand for different events.
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Union:
    """The lines that there are so far, by the ids of their events."""

    lines: dict[str, set[bytes]] = field(default_factory=dict)
    #: What lines hold, however they are written, of ids that have several.
    forms: dict[str, set[str]] = field(default_factory=dict)
    lacking: list[Lacking] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def log_in(folder: Path) -> Files:
    """The files of the log that a folder is, or is the home of, or of a single device of one.

    Raises:
        RequestError: there is none.
    """
    home = folder / "log"
    if home.is_dir():
        return files_of(home)
    if folder.name == "log" or any(folder.glob("*/*.jsonl")):
        return files_of(folder)
    device = folder.resolve().name
    single = {f"{device}/{path.name}": path for path in sorted(folder.glob("*.jsonl"))}
    if not single:
        raise RequestError(
            f"{folder} holds no review log",
            "name the home folder of another machine, its folder `log`, or one device's in it",
        )

    return single


def plan_merge(
    own: Files, others: Sequence[Files], step: Callable[[], None] = lambda: None
) -> Merge:
    """Find out what this log lacks of others; nothing is written.

    Raises:
        SetupError: a file cannot be read, or a later version of quizgen has written to it.
    """
    union = _Union()
    for number, files in enumerate((own, *others)):
        for line in raw_lines(files):
            step()
            position = Position(file=str(files[line.file]), line=line.number, column=1)
            try:
                event = read_line(line.text)
            except NewerLineError as error:
                raise SetupError(
                    f"{position.file}:{line.number}: {error}, which this quizgen does not know",
                    "update quizgen, then merge; nothing was written",
                ) from error
            except BadLineError as error:
                # What is wrong with one's own log, `verify` says.
                if number:
                    union.problems.append(no_event(line, error, position))
            else:
                if _unite(line, event, union, is_own=not number):
                    union.problems.append(_conflict(event, position))

    return Merge(lacking=tuple(union.lacking), problems=tuple(union.problems))


def _unite(line: RawLine, event: Event, union: _Union, *, is_own: bool) -> bool:
    """Add a line unless it is there; tell whether its id stands for another event as well."""
    known = union.lines.setdefault(event.id, set())
    if line.text in known:
        return False
    is_other = bool(known)
    if is_other:
        forms = union.forms.setdefault(event.id, set(map(_form, known)))
        form = _form(line.text)
        if form in forms:
            return False
        forms.add(form)
    known.add(line.text)
    if not is_own:
        union.lacking.append(Lacking(line, event))

    return is_other and not is_own


def _form(line: bytes) -> str:
    return json.dumps(json.loads(line), sort_keys=True)


def _conflict(event: Event, position: Position) -> Problem:
    return Problem(
        severity=Severity.WARNING,
        code=CONFLICT,
        message=f"the id {event.id} stands for another event here",
        hint="both lines are kept; on every machine the earlier of the two events counts",
        position=position,
    )


def carry_out(folder: Path, lacking: Iterable[Lacking]) -> None:
    """Append lines to the log of a folder, and wait until they are on the disk.

    Whatever interrupts it, doing it again completes it: a line that was cut off is gone on with.

    Raises:
        SetupError: a file cannot be written.
    """
    lines = sorted(lacking, key=lambda each: each.line.file)
    for name, of_file in groupby(lines, key=lambda each: each.line.file):
        path = folder / name
        try:
            with opened(path) as file:
                lock(file, exclusive=True)
                _append_missing(file, _content(path, file), [it.line.text for it in of_file])
        except OSError as error:
            raise SetupError(
                f"{path} cannot be written: {error.strerror}",
                "make room, or make the file writable, and merge again: it goes on from here",
            ) from error


def _content(path: Path, file: int) -> bytes:
    """What an opened file holds; a device that never ends holds nothing."""
    with path.open("rb") as opened_again:
        return opened_again.read(os.fstat(file).st_size)


def _append_missing(file: int, data: bytes, lines: Sequence[bytes]) -> None:
    """Append those lines that another program has not appended meanwhile."""
    *whole, torn = data.split(b"\n")
    present = {line.removesuffix(b"\r") for line in (*whole, torn)}
    missing = [line for line in lines if line not in present]
    goes_on = next((line for line in missing if torn and line.startswith(torn)), None)
    if goes_on is not None:
        missing.remove(goes_on)
        add(file, goes_on[len(torn) :] + b"\n")
    if missing:
        append(file, b"".join(line + b"\n" for line in missing))


def devices_of(lacking: Iterable[Lacking]) -> Mapping[str, Sequence[Event]]:
    """The events that come in, by the device that logged them."""
    found: dict[str, list[Event]] = {}
    for each in lacking:
        found.setdefault(each.line.device, []).append(each.event)

    return found
