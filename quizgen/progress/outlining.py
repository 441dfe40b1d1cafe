"""Makes the outline of a progress, from which a later start resumes."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, MutableSequence, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import accumulate, chain
from operator import attrgetter

from quizgen.model import CardId, Count, Event, Memory, Phase, Rename, Review, Undo
from quizgen.progress.card_events import CardEvent
from quizgen.progress.folding import Progress
from quizgen.progress.resuming import NEVER, Outline, Place, id_digest, utf8


@dataclass(slots=True)
class Events:
    """Events of cards, by number: their ids in UTF-8, and where they stand."""

    ids: list[bytes] = field(default_factory=list)
    files: list[int] = field(default_factory=list)
    offsets: MutableSequence[int] = field(default_factory=list)
    #: The first numbers by id; those from ``more`` on belong to the cards that name them.
    numbers: Mapping[bytes, int] = field(default_factory=dict)
    more: int = 0

    def add(self, event: str, place: Place) -> int:
        """Add one, and return its number."""
        self.ids.append(utf8(event))
        self.files.append(place[0])
        self.offsets.append(place[1])
        return len(self.ids) - 1


@dataclass(slots=True, kw_only=True)
class Sketch:
    """Of one card what an outline holds of it."""

    card: CardId
    #: Numbers of its events.
    events: list[int] = field(default_factory=list)
    memory: Memory | None = None
    #: Study days of the first and the last counted review, and the session of that.
    first: int = NEVER
    answered: int = NEVER
    session: str | None = None
    suspended: bool = False
    buried: int | None = None
    #: The sessions in which it has uncounted reviews, once for each.
    uncounted: list[str] = field(default_factory=list)


def outline(progress: Progress, places: Mapping[str, Place]) -> Outline:
    """Make the outline of a progress; ``places`` tells where each of its events stands."""
    events = Events()
    made = sketches(progress, places, events)
    return assembled(made, events, general(progress, places), progress.latencies().sums)


def sketches(progress: Progress, places: Mapping[str, Place], events: Events) -> list[Sketch]:
    """Sketch all cards of a progress; their events are added to others."""
    return [
        _sketch(progress, card, history, [events.add(it.id, places[it.id]) for it in history])
        for card, history in _histories(progress).items()
    ]


def _sketch(
    progress: Progress, name: CardId, history: Sequence[CardEvent], events: list[int]
) -> Sketch:
    card, counted = progress.card(name), progress.history(name)
    return Sketch(
        card=name,
        events=events,
        memory=card.memory,
        first=counted[0].moment.day if counted else NEVER,
        answered=counted[-1].moment.day if counted else NEVER,
        session=counted[-1].session if counted else None,
        suspended=card.suspended,
        buried=card.buried,
        uncounted=[it.session for it in history if isinstance(it, Review) and not it.counted],
    )


def general(progress: Progress, places: Mapping[str, Place]) -> list[Place]:
    """List the places of events that bear on more than cards whose own they are."""
    own = {event.id for history in progress.histories().values() for event in history}
    return [places[event.id] for event in progress.events() if _is_general(event, own)]


def assembled(
    made: Iterable[Sketch],
    events: Events,
    general: Sequence[Place],
    latencies: Mapping[str, Sequence[int]],
) -> Outline:
    """Put sketches of all cards together, in the order of the cards' ids."""
    cards = sorted(made, key=attrgetter("card"))
    memories = [it.memory for it in cards]
    names = sorted({it.session for it in cards if it.session is not None})
    sessions = {name: number for number, name in enumerate(names)}
    buried: dict[int, list[int]] = {}
    uncounted: dict[str, list[int]] = {}
    for number, it in enumerate(cards):
        if it.buried is not None:
            buried.setdefault(it.buried, []).append(number)
        for session in it.uncounted:
            uncounted.setdefault(session, []).append(number)
    flat = [*chain.from_iterable(it.events for it in cards)]
    return Outline(
        cards=[it.card for it in cards],
        learning=array("b", (it is not None and it.phase is not Phase.REVIEW for it in memories)),
        due_day=array("i", (it.due_day if it else NEVER for it in memories)),
        due_instant=array("q", (it.due_instant if it else 0 for it in memories)),
        last_day=array("i", (it.last_day if it else NEVER for it in memories)),
        stability=array("d", (it.stability if it else 0 for it in memories)),
        first=array("i", (it.first for it in cards)),
        answered=array("i", (it.answered for it in cards)),
        session=array("i", (-1 if it.session is None else sessions[it.session] for it in cards)),
        sessions=names,
        suspended=[number for number, it in enumerate(cards) if it.suspended],
        buried=buried,
        starts=array("q", accumulate((len(it.events) for it in cards), initial=0)),
        files=array("i", [*map(events.files.__getitem__, flat)]),
        offsets=array("q", [*map(events.offsets.__getitem__, flat)]),
        owners=Known(events, [it.events for it in cards]),
        general=general,
        uncounted=uncounted,
        latencies=latencies,
    )


class Known:
    """To which cards events belong, by their ids."""

    def __init__(self, events: Events, cards: Sequence[Sequence[int]]) -> None:
        """Take the numbers of each card's events."""
        self._events = events
        self._cards = cards
        #: Of the first numbers the card, -1 for none; made when somebody asks.
        self._owners: Sequence[int] = ()
        self._more: dict[bytes, list[int]] = {}
        if len(events.ids) > events.more:
            for card, numbers in enumerate(cards):
                for number in numbers if max(numbers, default=0) >= events.more else ():
                    if number >= events.more:
                        self._more.setdefault(events.ids[number], []).append(card)

    def find(self, event: str) -> Iterator[int]:
        """List the numbers of its cards."""
        id_ = utf8(event)
        yield from self._more.get(id_, ())
        number = self._events.numbers.get(id_)
        if number is not None:
            owner = self._made()[number]
            if owner >= 0:
                yield owner

    def columns(self) -> tuple[Sequence[int], Sequence[int]]:
        """Return the digests of all ids in order, and a card's number for each."""
        ids = self._events.ids
        known = sorted(
            (id_digest(ids[number]), card)
            for card, numbers in enumerate(self._cards)
            for number in numbers
        )
        return array("Q", (digest for digest, _ in known)), array("i", (card for _, card in known))

    def _made(self) -> Sequence[int]:
        if not self._owners:
            owners = array("i", [-1]) * self._events.more
            for card, numbers in enumerate(self._cards):
                for number in numbers:
                    if number < self._events.more:
                        owners[number] = card
            self._owners = owners
        return self._owners


def _is_general(event: Event, own: AbstractSet[str]) -> bool:
    """Tell whether an event bears on more than cards whose own it is."""
    if isinstance(event, Review):
        return bool(event.replaces) and event.replaces not in own
    return isinstance(event, Undo | Count | Rename)


def _histories(progress: Progress) -> dict[CardId, list[CardEvent]]:
    """List each card's events, and those of others that replace one of them."""
    found = {card: [*events] for card, events in progress.histories().items()}
    owners = {event.id: card for card, events in found.items() for event in events}
    for card, events in progress.histories().items():
        for event in events:
            owner = owners.get(event.replaces, card) if isinstance(event, Review) else card
            if owner != card:
                found[owner].append(event)
    return found
