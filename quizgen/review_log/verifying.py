"""Everything odd in a log, all at once: what the checks of :data:`CHECKS` find, and bad lines."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizgen.model import Position
from quizgen.problems import Problem, Severity
from quizgen.review_log.lines import BadLineError, NewerLineError, read_line
from quizgen.review_log.links import doubled_ids, unknown_cards, unknown_references
from quizgen.review_log.raw_lines import Files, files_of, no_event, raw_lines
from quizgen.review_log.timeline import (
    clock_jumps,
    days_back,
    future_events,
    misfit_days,
    zone_changes,
)
from quizgen.review_log.verified import Entry, Surroundings, found_at, place_of

Check = Callable[[Sequence[Entry], Surroundings], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    doubled_ids,
    unknown_references,
    misfit_days,
    clock_jumps,
    days_back,
    future_events,
    zone_changes,
    unknown_cards,
)
"""Each names what it finds with file and line; entries come file by file and line by line."""

_WORST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a log holds, and what is odd about it, the worst first, sort by sort."""

    #: The names of its files below its folder.
    files: tuple[str, ...]
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def verify(
    folder: Path, surroundings: Surroundings, step: Callable[[], None] = lambda: None
) -> Verified:
    """Read the log in a folder and find everything odd in it; nothing is written.

    Raises:
        SetupError: a file cannot be read.
    """
    entries: list[Entry] = []
    files = files_of(folder)
    problems = [*_unread(folder, files)]
    for line in raw_lines(files):
        step()
        try:
            entries.append(Entry(line, read_line(line.text)))
        except NewerLineError as error:
            problems.append(
                found_at(
                    line,
                    Severity.ERROR,
                    "newer-log-line",
                    f"{error}, which this quizgen does not know",
                    "update quizgen; until then it refuses this log, and leaves it as it is",
                )
            )
        except BadLineError as error:
            problems.append(no_event(line, error, place_of(line)))
    for check in CHECKS:
        problems += check(entries, surroundings)
    # Within a sort the lines keep their order.
    problems.sort(key=lambda problem: (_WORST_FIRST.index(problem.severity), problem.code))

    return Verified(files=tuple(files), entries=tuple(entries), problems=tuple(problems))


def _unread(folder: Path, files: Files) -> Iterator[Problem]:
    """Files that look like some of a log and stand where none is looked for."""
    for path in sorted({*folder.rglob("*.jsonl*")} - {*files.values()}):
        name = path.relative_to(folder).as_posix()
        # Sync programs keep old versions in hidden folders.
        if "/." in f"/{name}":
            continue
        yield Problem(
            severity=Severity.WARNING,
            code="unread-file",
            message="it is not read: files of a log end in .jsonl, in a folder of their device",
            hint="if it holds answers that are not elsewhere, `quizgen log merge` its folder",
            position=Position(file=name, line=1, column=1),
        )
