"""What a collection, or a package, has that the review log lacks, and taking it in."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from quizgen import library
from quizgen.anki_progress import Found, Taken, doubled, find_notes, known_notes, take
from quizgen.anki_progress.notes import Rows
from quizgen.commands.environment import deck_paths, local_offset
from quizgen.commands.learner import Learner
from quizgen.commands.locks import read_locks
from quizgen.model import Event, Moment
from quizgen.problems import RequestError
from quizgen.progress import Progress, declared_renames
from quizgen.scheduler import moment

_DAY = 86_400_000
NO_NOTES = "`quizgen export anki` makes a package of notes; import that into Anki first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """Both sides of an exchange, as they are once this one has taken in what it lacks."""

    found: Found
    taken: Taken
    progress: Progress
    #: What the log lacks, in order.
    events: tuple[Event, ...]
    #: Ids of the decks at hand.
    decks: frozenset[str]


def find_lacking(
    rows: Rows, rollover: int | None, learner: Learner, names: Sequence[str], place: tuple[str, str]
) -> Exchange:
    """Find out what the log lacks; nothing is written.

    Args:
        rows: reads columns of the collection's tables.
        rollover: the hour at which its study days begin; ``None``: the learner's own.
        learner: whose log it is.
        names: decks whose facts may have got new ids since; the usual ones if empty.
        place: what the collection is called, and what to do if it has nothing of quizgen's.

    Raises:
        RequestError: it has no note of quizgen's.
        SetupError: the log or a lock cannot be read.
    """
    decks = library.load(deck_paths(names)).decks
    found = find_notes(rows, known_notes(decks, read_locks(decks)))
    if not found.notes:
        name, hint = place
        raise RequestError(f"{name} holds no note of quizgen's", hint)
    progress = learner.progress(declared_renames(decks))
    hour = learner.settings.rollover if rollover is None else rollover
    until = learner.now().instant + _DAY
    taken = take(found, progress, partial(_moment_at, rollover=hour), until)
    events: list[Event] = list(taken.events)
    for event in events:
        progress.add(event)
    for undo in doubled(progress):
        events.append(undo)
        progress.add(undo)

    return Exchange(
        found=found,
        taken=taken,
        progress=progress,
        events=tuple(events),
        decks=frozenset(deck.id for deck in decks),
    )


def _moment_at(instant: int, rollover: int) -> Moment:
    return moment(instant, local_offset(instant), rollover)
