"""Answers as Anki logs them, and the histories of cards that they make."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quizgen.anki_cards import Sort
from quizgen.model import Rating
from quizgen.scheduler import moment
from quizgen.scheduler.likelihood import Trial

OffsetAt = Callable[[int], int]
"""Minutes east of UTC in force at an instant."""

LATEST = 253_402_214_400_000
"""The last instant that has a date in every zone: the year 9999 is all but over."""


class Event(NamedTuple):
    """An entry of the log."""

    card: str
    #: Milliseconds since 1970.
    instant: int
    #: 1 to 4; 0 of what is no answer.
    rating: int
    sort: Sort
    #: 0 of a manual entry: the card was made new again; of a filtered one: it did not count.
    factor: int
    #: Minutes east of UTC where the entry itself knows; else ``None``.
    offset: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What one file holds."""

    events: tuple[Event, ...]
    #: Whether a history that does not begin with learning has lost its beginning.
    whole: bool
    #: Hour at which a study day begins, and minutes east of UTC, where the file knows.
    rollover: int | None = None
    offset: int | None = None


def histories_of(
    files: Sequence[Answers], offset_at: OffsetAt, rollover: int
) -> list[tuple[Trial, ...]]:
    """Return the cards' histories; an entry that stands in several files counts once.

    ``offset_at`` and ``rollover`` are for files that do not know theirs. As in Anki's own
    fitting, what is no answer, and what a filtered deck asked without counting it, is passed
    over, and so are histories whose beginning is not known. Unlike there, a card that was made
    new again has a history before that too.
    """
    found: list[tuple[Trial, ...]] = []
    life: list[tuple[Event, int]] = []
    for event, day, whole in _in_order(files, offset_at, rollover):
        if life and (event.card != life[-1][0].card or _begins(event, life)):
            found.append(tuple(_trials(life)))
            life = []
        if _counts(event) and (life or whole or event.sort is Sort.LEARNING):
            life.append((event, day))
    if life:
        found.append(tuple(_trials(life)))

    return found


def _in_order(
    files: Sequence[Answers], offset_at: OffsetAt, rollover: int
) -> Iterator[tuple[Event, int, bool]]:
    """Yield each entry with its study day, card by card, and whether its file lacks nothing."""
    seen: dict[tuple[str, int, int], tuple[Event, int, bool]] = {}
    for file in files:
        hour = rollover if file.rollover is None else file.rollover
        # A table may tell times so roughly that two of its lines say the same.
        again: Counter[tuple[str, int]] = Counter()
        for event in file.events:
            known = file.offset if event.offset is None else event.offset
            offset = offset_at(event.instant) if known is None else known
            day = moment(event.instant, offset, hour).day
            at = event.card, event.instant
            seen.setdefault((*at, again[at]), (event, day, file.whole))
            again[at] += 1
    for key in sorted(seen):
        yield seen[key]


def _begins(event: Event, life: Sequence[tuple[Event, int]]) -> bool:
    """Tell whether an entry that comes after others makes the card new, or finds it so."""
    reset = event.sort is Sort.MANUAL and event.factor == 0
    learns = event.sort is Sort.LEARNING and event.rating > 0

    return reset or (learns and life[-1][0].sort is not Sort.LEARNING)


def _counts(event: Event) -> bool:
    crammed = event.sort is Sort.FILTERED and event.factor == 0

    return event.rating > 0 and event.sort not in {Sort.MANUAL, Sort.RESCHEDULED} and not crammed


def _trials(life: Iterable[tuple[Event, int]]) -> Iterator[Trial]:
    before = None
    for event, found in life:
        # A zone further west may take a day back.
        day = found if before is None else max(found, before)
        elapsed = 0 if before is None else day - before
        yield Trial(
            rating=Rating(event.rating),
            elapsed=elapsed,
            day=day,
            instant=event.instant,
            scored=elapsed > 0,
        )
        before = day
