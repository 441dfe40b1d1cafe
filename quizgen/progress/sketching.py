"""Makes the outline of a log from rows, without a fold of all its events.

Most cards are plain: what has happened to them are reviews that carry their interval or do not
count, and at most an undo of one, a flag or the like. Their reviews are replayed as they stand in
the rows. The others, on which a rename, a count or a reset may bear, are folded as ever, from
their events alone, together with all events that are no rows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import le, lt

from quizgen.collecting import without_collection
from quizgen.model import CardId, Count, Event, Memory, Rename, Reset, Review, Undo
from quizgen.progress.folding import Progress, fold
from quizgen.progress.latencies import Latencies
from quizgen.progress.outlining import Events, Sketch, assembled, general, sketches
from quizgen.progress.resuming import Outline, Place, utf8
from quizgen.progress.rows import Rows
from quizgen.scheduler import Scheduler


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """All that a log holds: rows, and those events that are none, with their places."""

    rows: Rows
    events: Sequence[Event]
    places: Sequence[Place]
    #: Reads single events.
    read: Callable[[Iterable[Place]], list[Event]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What the events of a log lead to."""

    #: The cards that were folded as ever, and where their events stand.
    progress: Progress
    places: Mapping[str, Place]
    #: Numbers of those cards.
    entangled: set[int]
    #: The number of a row for each id.
    once: Mapping[bytes, int]
    #: Of all other cards the numbers of their reviews, in order, and of those that count.
    plain: Mapping[int, Sequence[int]]
    counted: Mapping[int, Sequence[int]]
    #: The memories that these lead to.
    plain_memories: Sequence[Memory]

    def memories(self, rows: Rows) -> dict[CardId, Memory]:
        """Return the memories of all cards that have one."""
        names = map(rows.cards.__getitem__, self.counted)
        found = dict(zip(names, self.plain_memories, strict=True))
        for card in self.progress.cards.values():
            if card.memory is not None:
                found[card.id] = card.memory
        return found


@without_collection()
def replayed(log: Log, scheduler: Scheduler, was: Mapping[CardId, CardId]) -> Replayed:
    """Replay a log to the memories that a fold of all of it would lead to."""
    rows = log.rows
    histories: list[list[int]] = [[] for _ in rows.cards]
    for number, card in enumerate(rows.card):
        histories[card].append(number)
    once = _once(rows)
    entangled = _entangled(log, was, once)
    found = _to_fold(log, [number for card in entangled for number in histories[card]])
    progress = fold((event for _, event in found), scheduler, was)
    places: dict[str, Place] = {}
    for place, event in found:
        # Of two events of one id only one counts.
        if progress.event(event.id) == event:
            places.setdefault(event.id, place)
    plain = {card: it for card, it in enumerate(histories) if card not in entangled}
    if not _is_in_order(rows):
        for numbers in plain.values():
            numbers.sort(key=lambda number: _order(rows, number))
    counted = _counted(rows, plain, _taken_back(log, progress, once))
    named = [(rows.cards[card], numbers) for card, numbers in counted.items()]
    return Replayed(
        progress=progress,
        places=places,
        entangled=entangled,
        once=once,
        plain=plain,
        counted=counted,
        plain_memories=scheduler.memories(rows, named),
    )


@without_collection()
def quick_outline(log: Log, scheduler: Scheduler, was: Mapping[CardId, CardId]) -> Outline:
    """Make the outline that a fold of the whole log would have."""
    rows, it = log.rows, replayed(log, scheduler, was)
    events = Events(rows.ids, rows.files, rows.offsets, it.once, len(rows.ids))
    made = {sketch.card: sketch for sketch in sketches(it.progress, it.places, events)}
    _sketch_plain(rows, it, made)
    latencies = _Sums(rows, it.entangled, it.progress)
    return assembled(made.values(), events, general(it.progress, it.places), latencies)


class _Sums(Mapping[str, Sequence[int]]):
    """The sums of all latencies, made when somebody asks."""

    def __init__(self, rows: Rows, entangled: set[int], progress: Progress) -> None:
        """Take the rows, and the progress that holds those of entangled cards."""
        self._rows = rows
        self._entangled = entangled
        self._progress = progress
        self._made: Mapping[str, Sequence[int]] | None = None

    def __getitem__(self, kind: str) -> Sequence[int]:
        return self._sums()[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sums())

    def __len__(self) -> int:
        return len(self._sums())

    def _sums(self) -> Mapping[str, Sequence[int]]:
        if self._made is None:
            rows, found = self._rows, Latencies(self._progress.latencies().sums)
            kinds = [weight.timed for weight in rows.weights]
            columns = zip(rows.card, rows.weight, rows.took, strict=True)
            found.take_times(
                (kinds[weight], int(took))
                for card, weight, took in columns
                if kinds[weight] and card not in self._entangled
            )
            self._made = found.sums
        return self._made


def _to_fold(log: Log, numbers: Iterable[int]) -> list[tuple[Place, Event]]:
    """Read some rows as events, and put those that are none among them, as they stand."""
    rows = log.rows
    places = sorted((rows.files[number], rows.offsets[number]) for number in numbers)
    found = [*zip(places, log.read(places), strict=True)]
    found += zip(log.places, log.events, strict=True)
    return sorted(found, key=lambda pair: pair[0])


def _once(rows: Rows) -> dict[bytes, int]:
    """Return the number of a row for each id."""
    return dict(zip(rows.ids, range(len(rows.ids)), strict=True))


def _entangled(log: Log, was: Mapping[CardId, CardId], once: Mapping[bytes, int]) -> set[int]:
    """Number the cards on which more may bear than plain ones can bear."""
    rows = log.rows
    names: set[CardId] = {*was, *was.values()}
    sessions: set[str] = set()
    found: set[int] = set()
    for event in log.events:
        ids = [event.id]
        match event:
            case Rename():
                names |= {event.card, event.to}
            case Reset():
                names.add(event.card)
            case Review():
                names.add(event.card)
                ids.append(event.replaces)
            case Count():
                sessions.add(event.session)
            case _:
                pass
        found.update(rows.card[once[id_]] for id_ in map(utf8, ids) if id_ in once)
    found.update(number for number, name in enumerate(rows.cards) if name in names)
    if len(once) < len(rows.ids):
        # Of two rows of one id only the last has the number that stands there.
        twice = {id_ for number, id_ in enumerate(rows.ids) if once[id_] != number}
        found.update(card for id_, card in zip(rows.ids, rows.card, strict=True) if id_ in twice)
    return found | _undecided(rows, sessions)


def _undecided(rows: Rows, sessions: Iterable[str]) -> set[int]:
    """Number the cards with a review that has no interval but counts, or does once it is said."""
    loose = _loose(rows)
    open_ = {number for number, granted in enumerate(rows.intervals) if not any(granted)}
    counted = {number for number, name in enumerate(rows.sessions) if name in sessions}
    found: set[int] = set()
    if counted and not loose.isdisjoint(rows.weight):
        columns = zip(rows.card, rows.weight, rows.session, strict=True)
        found |= {card for card, weight, it in columns if weight in loose and it in counted}
    if not open_.isdisjoint(rows.interval):
        columns = zip(rows.card, rows.weight, rows.interval, strict=True)
        found |= {card for card, weight, it in columns if it in open_ and weight not in loose}
    return found


def _loose(rows: Rows) -> set[int]:
    """Number the weights of reviews that do not count, or not yet."""
    return {number for number, weight in enumerate(rows.weights) if not weight.counted}


def _taken_back(log: Log, progress: Progress, once: Mapping[bytes, int]) -> set[int]:
    """Number the rows that an undo holds against."""
    refs = {event.ref for event in log.events if isinstance(event, Undo)}
    return {once[utf8(ref)] for ref in refs if utf8(ref) in once and progress.is_taken_back(ref)}


def _is_in_order(rows: Rows) -> bool:
    """Whether the rows stand in the order in which they count."""
    return all(map(lt, rows.instants, islice(rows.instants, 1, None))) and all(
        map(le, rows.days, islice(rows.days, 1, None))
    )


def _order(rows: Rows, number: int) -> tuple[int, int, bytes]:
    return rows.days[number], rows.instants[number], rows.ids[number]


def _counted(
    rows: Rows, plain: Mapping[int, Sequence[int]], taken: set[int]
) -> Mapping[int, Sequence[int]]:
    """Leave of plain cards those reviews that count, and those cards that have any."""
    loose = _loose(rows)
    if not loose and not taken:
        return plain
    found: dict[int, Sequence[int]] = {}
    for card, numbers in plain.items():
        left = numbers
        if loose or not taken.isdisjoint(numbers):
            left = [it for it in numbers if rows.weight[it] not in loose and it not in taken]
        if left:
            found[card] = left
    return found


def _sketch_plain(rows: Rows, replay: Replayed, made: dict[CardId, Sketch]) -> None:
    """Sketch plain cards; of some, what else was done with them has been sketched already."""
    loose = _loose(rows)
    for card, numbers in replay.plain.items():
        name = rows.cards[card]
        sketch = made.get(name)
        if sketch is None:
            sketch = made[name] = Sketch(card=name)
        sketch.events += numbers
        if loose:
            sketch.uncounted += [
                rows.sessions[rows.session[it]] for it in numbers if rows.weight[it] in loose
            ]
    for (card, numbers), memory in zip(replay.counted.items(), replay.plain_memories, strict=True):
        sketch = made[rows.cards[card]]
        sketch.memory = memory
        sketch.first = rows.days[numbers[0]]
        sketch.answered = rows.days[numbers[-1]]
        sketch.session = rows.sessions[rows.session[numbers[-1]]]
