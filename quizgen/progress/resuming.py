"""A progress that begins from an outline of an earlier one, and unfolds only what is needed.

An outline knows of each card what decides when it comes, and where its events stand. Whoever
asks for more than that, or adds an event, lets the histories of the cards concerned be read and
folded as ever; so whatever is asked, :class:`Resumed` answers as :func:`fold` would.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

from quizgen.model import Card, CardId, Count, Event, Rename, Review, Undo
from quizgen.progress.card_events import CardEvent, Coming
from quizgen.progress.folding import Progress
from quizgen.progress.latencies import Latencies
from quizgen.progress.order import take
from quizgen.scheduler import Scheduler

NEVER = -(2**31)
"""The study day of what has not happened."""

Place = tuple[int, int]
"""Where an event stands: the number of a file, and where in it."""


class Owners(Protocol):
    """To which cards events belong."""

    def find(self, event: str) -> Iterable[int]:
        """List the numbers of its cards; some more do no harm."""
        ...

    def columns(self) -> tuple[Sequence[int], Sequence[int]]:
        """Return the digests of all ids in order, and a card's number for each."""
        ...


class Digests:
    """The same by digests, which are all that has been kept."""

    def __init__(self, digests: Sequence[int], cards: Sequence[int]) -> None:
        """Take both columns."""
        self._digests = digests
        self._cards = cards

    def find(self, event: str) -> Iterator[int]:
        """List the numbers of its cards, and of others with an event of the same digest."""
        digest = id_digest(utf8(event))
        place = bisect_left(self._digests, digest)
        while place < len(self._digests) and self._digests[place] == digest:
            yield self._cards[place]
            place += 1

    def columns(self) -> tuple[Sequence[int], Sequence[int]]:
        """Return them."""
        return self._digests, self._cards


def utf8(event: str) -> bytes:
    """Return an event's id in bytes, half a character from a damaged log included."""
    return event.encode(errors="surrogatepass")


def id_digest(event: bytes) -> int:
    """Return a short digest of an event's id; two ids may have the same, at worst."""
    return int.from_bytes(blake2b(event, digest_size=8).digest())


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """Of some events and the cards they lead to what is needed to plan a study day.

    The columns hold a value for each card; those without memory have ``NEVER`` for a due day.
    """

    cards: Sequence[CardId]
    learning: Sequence[int]
    due_day: Sequence[int]
    due_instant: Sequence[int]
    last_day: Sequence[int]
    stability: Sequence[float]
    #: Study days of the first and the last counted review.
    first: Sequence[int]
    answered: Sequence[int]
    #: Number of the last counted review's session; -1 for none.
    session: Sequence[int]
    sessions: Sequence[str]
    #: Numbers of suspended cards, and of cards buried for some study day.
    suspended: Sequence[int]
    buried: Mapping[int, Sequence[int]]
    #: Where each card's events begin among the places; one more at the end.
    starts: Sequence[int]
    files: Sequence[int]
    offsets: Sequence[int]
    #: To which cards those events belong.
    owners: Owners
    #: Events that are no card's own, and reviews that replace one of those.
    general: Sequence[Place]
    #: Cards that have uncounted reviews of a session.
    uncounted: Mapping[str, Sequence[int]]
    #: Sums over the right answers of each kind.
    latencies: Mapping[str, Sequence[int]]


class Resumed(Progress):
    """The cards as an outline and the events since leave them."""

    def __init__(
        self,
        scheduler: Scheduler,
        was: Mapping[CardId, CardId],
        outline: Outline,
        read: Callable[[Iterable[Place]], list[Event]],
        read_all: Callable[[], Iterable[Event]],
    ) -> None:
        """Begin from an outline; ``read`` reads single events of the log."""
        super().__init__(scheduler, was, read(outline.general))
        #: Events that have been added before somebody asked how long answers take.
        self._since: list[Event] = []
        self._outline = outline
        self._read = read
        self._read_all = read_all
        self._numbers = dict(zip(outline.cards, range(len(outline.cards)), strict=True))
        #: Numbers of the cards whose histories have been read.
        self._open: set[int] = set()
        self._days: dict[tuple[str, int], set[int]] = {}
        for event in tuple(self._events.values()):
            if isinstance(event, Review):
                self._open_card(self._names.get(event.card, event.card))

    def unfold(self) -> None:
        """Read and fold everything."""
        if self._numbers:
            self._numbers, self._days = {}, {}
            self._latencies = None
            added = self._events
            self._events = {}
            take(self._events, (*self._read_all(), *added.values()))
            self.revision += 1
            self._load()

    # What needs only some histories

    @property
    def cards(self) -> Mapping[CardId, Card]:
        """The cards that events speak of, by id; others are new."""
        self.unfold()
        return super().cards

    def card(self, card: CardId) -> Card:
        """A card; a new one where no event speaks of it."""
        self._open_card(card)
        return super().card(card)

    def event(self, event: str) -> Event | None:
        """An event by its id."""
        self._open_event(event)
        return super().event(event)

    def last(self, card: CardId) -> Review | None:
        """The card's last counted review since it was new."""
        self._open_card(card)
        return super().last(card)

    def history(self, card: CardId) -> tuple[Review, ...]:
        """The card's counted reviews since it was new, in order."""
        self._open_card(card)
        return super().history(card)

    def lives(self, card: CardId) -> tuple[tuple[Review, ...], ...]:
        """The card's counted reviews of all time, in order: a reset begins another life."""
        self._open_card(card)
        return super().lives(card)

    def uncounted(self, card: CardId) -> tuple[Review, ...]:
        """The card's reviews that do not count for the schedule, in order."""
        self._open_card(card)
        return super().uncounted(card)

    def events(self) -> Collection[Event]:
        """All events so far, each once."""
        self.unfold()
        return super().events()

    def histories(self) -> Mapping[CardId, Sequence[CardEvent]]:
        """Each card's events, in order; also those that have been taken back."""
        self.unfold()
        return super().histories()

    # What the outline knows

    def latencies(self) -> Latencies:
        """How long right answers have taken so far."""
        if self._latencies is None and self._numbers:
            self._latencies = Latencies(self._outline.latencies)
            self._latencies.take(self._since)
        return super().latencies()

    def answered(self, day: int) -> AbstractSet[CardId]:
        """Cards whose last counted review was on a study day."""
        return super().answered(day) | self._closed("answered", day)

    def last_day(self) -> int | None:
        """The last study day of all counted reviews; ``None`` before the first."""
        found = [] if (day := super().last_day()) is None else [day]
        if self._numbers:
            answered = enumerate(self._outline.answered)
            found += (day for number, day in answered if number not in self._open)

        return max((day for day in found if day != NEVER), default=None)

    def introduced(self, day: int) -> AbstractSet[CardId]:
        """Cards whose first counted review was on a study day."""
        return super().introduced(day) | self._closed("first", day)

    def in_session(self, session: str) -> AbstractSet[CardId]:
        """Cards whose last counted review was in a session."""
        sessions = self._outline.sessions
        closed = self._closed("session", sessions.index(session)) if session in sessions else set()
        return super().in_session(session) | closed

    def coming(self, day: int) -> Iterator[Coming]:
        """The cards that have been met, are not suspended, and are due by a study day."""
        yield from super().coming(day)
        if not self._numbers:
            return
        it = self._outline
        aside = self._open.union(it.suspended)
        for number, due in enumerate(it.due_day):
            if NEVER < due <= day and number not in aside:
                yield Coming(
                    it.cards[number],
                    bool(it.learning[number]),
                    it.due_instant[number],
                    it.last_day[number],
                    it.stability[number],
                )

    def buried(self, day: int) -> AbstractSet[CardId]:
        """Cards that are held back for a study day."""
        numbers = self._outline.buried.get(day, ()) if self._numbers else ()
        return super().buried(day) | self._named(set(numbers))

    def may_begin(self, card: CardId) -> bool:
        """Whether a card may be introduced: neither reviewed nor suspended."""
        number = self._numbers.get(card)
        if number is None or number in self._open:
            return super().may_begin(card)
        return self._outline.due_day[number] == NEVER and number not in self._outline.suspended

    def comes_at(self, card: CardId, day: int) -> int | None:
        """When a card in learning or relearning comes, if it does so by a study day."""
        number = self._numbers.get(card)
        if number is None or number in self._open:
            return super().comes_at(card, day)
        it = self._outline
        aside = number in it.suspended or number in it.buried.get(day, ())
        comes = it.learning[number] and it.due_day[number] <= day and not aside
        return it.due_instant[number] if comes else None

    def _closed(self, column: str, value: int) -> set[CardId]:
        """The cards that have a value in a column and have not been opened."""
        if not self._numbers:
            return set()
        if (column, value) not in self._days:
            values = getattr(self._outline, column)
            self._days[column, value] = {i for i, each in enumerate(values) if each == value}
        return self._named(self._days[column, value])

    def _named(self, numbers: set[int]) -> set[CardId]:
        return {self._outline.cards[number] for number in numbers - self._open}

    # What comes in

    def add(self, event: Event) -> None:
        """Take up one more event; nothing happens if its id is known."""
        self._open_event(event.id)
        if self._events.get(event.id, event) != event:
            # Two events of one id: what the other one was good for has to go everywhere.
            self.unfold()
        self._open_for(event)
        if self._latencies is None and event.id not in self._events:
            self._since.append(event)
        super().add(event)

    def _open_for(self, event: Event) -> None:
        """Read all histories that an event bears on."""
        seen: set[str] = set()
        found: Event | None = event
        while found is not None and found.id not in seen:
            seen.add(found.id)
            match found:
                case Undo(ref=ref):
                    self._open_event(ref)
                    found = self._events.get(ref)
                case Count(session=session):
                    self._open_session(session)
                    found = None
                case Rename():
                    self.unfold()
                    found = None
                case _:
                    self._open_card(self._names.get(found.card, found.card))
                    ref = found.replaces if isinstance(found, Review) else ""
                    self._open_event(ref)
                    found = self._events.get(ref)

    def _open_event(self, event: str) -> None:
        """Read the history to which an event belongs."""
        for number in self._outline.owners.find(event) if self._numbers else ():
            self._open_number(number)

    def _open_session(self, session: str) -> None:
        for number in self._outline.uncounted.get(session, ()) if self._numbers else ():
            self._open_number(number)

    def _open_card(self, card: CardId) -> None:
        if (number := self._numbers.get(card)) is not None:
            self._open_number(number)

    def _open_number(self, number: int) -> None:
        """Read the history of a card and fold it; plans hold, for it comes to what was known."""
        if number in self._open:
            return
        self._open.add(number)
        it, revision = self._outline, self.revision
        places = slice(it.starts[number], it.starts[number + 1])
        for event in self._read(zip(it.files[places], it.offsets[places], strict=True)):
            if event.id not in self._events:
                self._take_up(event)
            if not isinstance(event, Undo | Count | Rename):
                self._open_card(self._names.get(event.card, event.card))
        self.revision = revision
