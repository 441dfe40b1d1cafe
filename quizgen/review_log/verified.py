"""What the checks of a log look at."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from quizgen.model import CardId, Event, Moment, Position
from quizgen.problems import Problem, Severity
from quizgen.review_log.raw_lines import RawLine


class Entry(NamedTuple):
    """A line and the event that it holds."""

    line: RawLine
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a log is compared with."""

    now: Moment
    #: The ids of the facts of the decks that are at hand, by the deck's id.
    facts: Mapping[str, AbstractSet[str]]
    #: The renames that these decks declare.
    renames: Mapping[CardId, CardId]


def found_at(line: RawLine, severity: Severity, code: str, message: str, hint: str) -> Problem:
    """A finding about a line; its file is named below the log's folder."""
    return Problem(
        severity=severity,
        code=code,
        message=message,
        hint=hint,
        position=place_of(line),
        length=len(line.text),
    )


def place_of(line: RawLine) -> Position:
    """Where a line stands, its file named below the log's folder."""
    return Position(file=line.file, line=line.number, column=1)


def without_copies(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries whose id has not come before: copies tell nothing of when they were written."""
    seen: set[str] = set()
    for entry in entries:
        if entry.event.id not in seen:
            seen.add(entry.event.id)
            yield entry
