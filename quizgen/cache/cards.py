"""The outline of a progress, as far as the log had come: what a study day is planned by."""

import json
import sys
from array import array
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from quizgen.cache.files import open_cache, program_print, write_cache
from quizgen.model import CardId, Moment, Position, Rating
from quizgen.problems import Problem, Severity
from quizgen.progress import Digests, Outline
from quizgen.review_log import Stretch
from quizgen.scheduler import Scheduler

_NAME = "cards"

_COLUMNS = {
    "learning": "b",
    "due_day": "i",
    "due_instant": "q",
    "last_day": "i",
    "stability": "d",
    "first": "i",
    "answered": "i",
    "session": "i",
    "starts": "q",
    "files": "i",
    "offsets": "q",
    "ids": "Q",
    "id_cards": "i",
}
"""What is kept as it lies in memory, and what it consists of: JSON would take longer to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCards:
    """An outline, and how much of the log it was made of."""

    outline: Outline
    stretches: tuple[Stretch, ...]
    #: What could not be read of those stretches, to be said at each start.
    problems: tuple[Problem, ...]


_NOON = Moment(instant=43_200_000, offset=0, day=0, next_day=100_800_000)


def cards_print(renames: Mapping[CardId, CardId], scheduler: Scheduler, settings: object) -> str:
    """Return what differs between two ways to fold one log."""
    # A scheduler's engine may be another one under the same name.
    first = scheduler.outcomes(None, "sample", 0, _NOON)[Rating.EASY]
    second = scheduler.outcomes(first.memory, "sample", 1, replace(_NOON, day=3))
    sample = repr((scheduler.name, scheduler.policy.version, settings, first, second))
    made_of = [program_print(), sys.byteorder, sample, sorted(renames.items())]
    return blake2b(json.dumps(made_of).encode(), digest_size=16).hexdigest()


def find_cards(folder: Path, state: str) -> KeptCards | None:
    """Return the outline that was kept, if it was made in this state."""
    opened = open_cache(folder / _NAME)
    if opened is None:
        return None
    opened[0].close()
    head, _, rest = opened[1].partition(b"\n")
    front: dict[str, Any] = json.loads(head)
    if front["state"] != state:
        return None
    columns: dict[str, Any] = {}
    start = 0
    for name, code in _COLUMNS.items():
        columns[name] = array(code)
        end = start + front["sizes"][name] * columns[name].itemsize
        columns[name].frombytes(rest[start:end])
        start = end
    lists = front["lists"]
    owners = Digests(columns.pop("ids"), columns.pop("id_cards"))
    buried = {int(day): numbers for day, numbers in lists.pop("buried").items()}
    return KeptCards(
        outline=Outline(**lists, **columns, buried=buried, owners=owners),
        stretches=tuple(Stretch(**each) for each in front["stretches"]),
        problems=tuple(map(_problem, front["problems"])),
    )


def keep_cards(folder: Path, state: str, kept: KeptCards) -> bool:
    """Keep an outline; ``False`` where that is not possible."""
    fields = {name: getattr(kept.outline, name) for name in Outline.__slots__}
    fields["latencies"] = dict(kept.outline.latencies)
    fields["ids"], fields["id_cards"] = fields.pop("owners").columns()
    columns = {name: array(code, fields.pop(name)) for name, code in _COLUMNS.items()}
    front = {
        "state": state,
        "stretches": [asdict(each) for each in kept.stretches],
        "problems": [asdict(each) for each in kept.problems],
        "sizes": {name: len(column) for name, column in columns.items()},
        "lists": fields,
    }
    parts = [json.dumps(front).encode(), b"\n", *(it.tobytes() for it in columns.values())]
    return write_cache(folder / _NAME, b"".join(parts))


def _problem(fields: dict[str, Any]) -> Problem:
    position, severity = Position(**fields.pop("position")), Severity(fields.pop("severity"))
    return Problem(**fields, position=position, severity=severity)
