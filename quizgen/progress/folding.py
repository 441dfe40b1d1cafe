"""What the log says of each card: a fold over events, and the same fold event by event.

Events count in the order of their study day, instant and id, in whatever order they arrive, so
two machines that merge their logs see the same. :meth:`Progress.add` leads to exactly what
:func:`fold` makes of all events so far; in the usual case, a review later than all others of its
card, it takes the same short time however long the log is.

What the other events do: an undo takes any event back, another undo included, even one that
arrives later. A review that replaces another takes it back for good. A count makes the uncounted
reviews of a sitting count as if they always had. A reset makes a card new from then on. A rename
carries a card's history over, and from then on both ids are one card.
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import assert_never

from quizgen.model import (
    Bury,
    Card,
    CardId,
    Count,
    Event,
    Flag,
    Phase,
    Rating,
    Rename,
    Reset,
    Review,
    Suspend,
    Undo,
)
from quizgen.progress.card_events import CardEvent, Coming, Found
from quizgen.progress.index import Index
from quizgen.progress.latencies import Latencies
from quizgen.progress.order import order, take
from quizgen.progress.renames import names
from quizgen.progress.undoing import is_undone
from quizgen.scheduler import Scheduler


class Progress:
    """The cards as the events so far leave them; grows with :meth:`add`."""

    def __init__(
        self,
        scheduler: Scheduler,
        was: Mapping[CardId, CardId] | None = None,
        events: Iterable[Event] = (),
    ) -> None:
        """Fold the events that there are to begin with."""
        self._scheduler = scheduler
        self._was = was or {}
        self._events: dict[str, Event] = {}
        take(self._events, events)
        #: Grows with every change but a review in order; plans made before one are stale.
        self.revision = 0
        #: ``None`` until somebody asks.
        self._latencies: Latencies | None = None
        self._load()

    @property
    def cards(self) -> Mapping[CardId, Card]:
        """The cards that events speak of, by id; others are new."""
        return self._cards

    def card(self, card: CardId) -> Card:
        """A card; a new one where no event speaks of it."""
        return self._cards.get(card) or Card(id=card)

    def name(self, card: CardId) -> CardId:
        """The id that a card of this id has now."""
        return self._names.get(card, card)

    def event(self, event: str) -> Event | None:
        """An event by its id."""
        return self._events.get(event)

    def last(self, card: CardId) -> Review | None:
        """The card's last counted review since it was new."""
        review = self._events.get(self.card(card).last_review)

        return review if isinstance(review, Review) else None

    def history(self, card: CardId) -> tuple[Review, ...]:
        """The card's counted reviews since it was new, in order."""
        return tuple(self._counted(self._histories.get(card, [])).reviews)

    def events(self) -> Collection[Event]:
        """All events so far, each once."""
        return self._events.values()

    def histories(self) -> Mapping[CardId, Sequence[CardEvent]]:
        """Each card's events, in order; also those that have been taken back."""
        return self._histories

    def lives(self, card: CardId) -> tuple[tuple[Review, ...], ...]:
        """The card's counted reviews of all time, in order: a reset begins another life."""
        lives: list[list[Review]] = [[]]
        for event in self._holding(card):
            if isinstance(event, Reset):
                lives.append([])
            elif isinstance(event, Review) and self._counts_now(event):
                lives[-1].append(event)

        return tuple(tuple(life) for life in lives if life)

    def uncounted(self, card: CardId) -> tuple[Review, ...]:
        """The card's reviews that do not count for the schedule, in order."""
        return tuple(
            event
            for event in self._holding(card)
            if isinstance(event, Review) and not self._counts_now(event)
        )

    def _holding(self, card: CardId) -> Iterator[CardEvent]:
        """The events of a card that are not taken back, in order."""
        for event in self._histories.get(card, ()):
            if not (self._bears_on(event.id) and self.is_taken_back(event.id)):
                yield event

    def latencies(self) -> Latencies:
        """How long right answers have taken so far."""
        if self._latencies is None:
            self._latencies = Latencies()
            self._latencies.take(self._events.values())

        return self._latencies

    def answered(self, day: int) -> AbstractSet[CardId]:
        """Cards whose last counted review was on a study day."""
        return self._last_days.cards(day)

    def latest(self, day: int) -> Review | None:
        """The last counted review of a study day."""
        last = (self.last(card) for card in self.answered(day))

        return max((review for review in last if review), key=order, default=None)

    def last_day(self) -> int | None:
        """The last study day of all counted reviews; ``None`` before the first."""
        return max((it.memory.last_day for it in self._cards.values() if it.memory), default=None)

    def introduced(self, day: int) -> AbstractSet[CardId]:
        """Cards whose first counted review was on a study day."""
        return self._first_days.cards(day)

    def in_session(self, session: str) -> AbstractSet[CardId]:
        """Cards whose last counted review was in a session."""
        return self._last_sessions.cards(session)

    def coming(self, day: int) -> Iterator[Coming]:
        """The cards that have been met, are not suspended, and are due by a study day."""
        for card in self._cards.values():
            memory = card.memory
            if memory is not None and memory.due_day <= day and not card.suspended:
                yield Coming(
                    card=card.id,
                    learning=memory.phase is not Phase.REVIEW,
                    due_instant=memory.due_instant,
                    last_day=memory.last_day,
                    stability=memory.stability,
                )

    def comes_at(self, card: CardId, day: int) -> int | None:
        """When a card in learning or relearning comes, if it does so by a study day."""
        found = self._learners.get(card)
        if found is None:
            return None
        instant, due_day, buried = found

        return instant if due_day <= day and buried != day else None

    def buried(self, day: int) -> AbstractSet[CardId]:
        """Cards that are held back for a study day."""
        return {card.id for card in self._cards.values() if card.buried == day}

    def may_begin(self, card: CardId) -> bool:
        """Whether a card may be introduced: neither reviewed nor suspended."""
        found = self._cards.get(card)

        return found is None or (found.memory is None and not found.suspended)

    def add(self, event: Event) -> None:
        """Take up one more event; nothing happens if it is known."""
        if event.id in self._events:
            if take(self._events, [event]):
                self._latencies = None
                self.revision += 1
                self._load()
            return
        if self._latencies is not None:
            self._latencies.take([event])
        self._take_up(event)

    def _take_up(self, event: Event) -> None:
        self._events[event.id] = event
        match event:
            case Review() | Suspend() | Bury() | Flag() | Reset():
                self._add_to_card(event)
            case Undo():
                self._undos[event.ref].append(event.id)
                self._change(self._target(event))
            case Count():
                self._counts[event.session].append(event.id)
                self._change(event)
            case Rename():
                self._change(event)

    def _add_to_card(self, event: CardEvent) -> None:
        name = self._names.get(event.card, event.card)
        history = self._histories[name]
        in_order = not history or order(history[-1]) < order(event)
        insort(history, event, key=order)
        if isinstance(event, Review) and not event.counted:
            self._uncounted[event.session].add(name)
        if isinstance(event, Review) and event.replaces:
            self._replaced.add(event.replaces)
            target = self._events.get(event.replaces)
            revision = self.revision
            self._change(target)
            self._change(event)
            if isinstance(target, Review) and self._is_same_answer(target, event):
                # The card is among those answered that day as before; so plans hold.
                self.revision = revision
        elif not in_order or self._bears_on(event.id) or not isinstance(event, Review):
            self._change(event)
        elif self._counts_now(event):
            self._follow(name, event)
        else:
            self._cards.setdefault(name, Card(id=name))

    def _is_same_answer(self, before: Review, after: Review) -> bool:
        """Whether a review that replaces another leaves its card where it was in the day."""
        days = (before.moment.day, after.moment.day)
        name = self._names.get(after.card, after.card)

        return (
            days[0] == days[1]
            and name == self._names.get(before.card, before.card)
            and name in self.answered(days[0])
            and before.counted == after.counted
        )

    def _bears_on(self, event: str) -> bool:
        """Whether something that came earlier speaks of an event that comes only now."""
        return event in self._undos or event in self._replaced

    def _follow(self, name: CardId, review: Review) -> None:
        """The short way: one more review after all others."""
        card = self.card(name)
        was_in_review = card.memory is not None and card.memory.phase is Phase.REVIEW
        rating = self._scheduler.policy.grade(review).rating
        card = replace(
            card,
            memory=self._scheduler.follow(card.memory, card.reps, review),
            reps=card.reps + 1,
            lapses=card.lapses + (was_in_review and rating is Rating.AGAIN),
            last_review=review.id,
        )
        self._put(card, review if card.reps == 1 else None, review)

    def _change(self, event: Event | None) -> None:
        """Refold what an event bears on, now that it is there or has been taken back."""
        self.revision += 1
        match event:
            case Review() | Suspend() | Bury() | Flag() | Reset():
                self._refold([self._names.get(event.card, event.card)])
            case Count():
                self._refold(self._uncounted.get(event.session, ()))
            case Rename():
                self._load()
            case Undo() | None:
                # What it takes back has not arrived yet.
                pass
            case _:
                assert_never(event)

    def _load(self) -> None:
        """Fold everything from the beginning."""
        self._cards: dict[CardId, Card] = {}
        #: Cards in learning, not suspended: when each comes, and the day it is buried for.
        self._learners: dict[CardId, tuple[int, int, int | None]] = {}
        self._histories: dict[CardId, list[CardEvent]] = defaultdict(list)
        self._undos: dict[str, list[str]] = defaultdict(list)
        self._counts: dict[str, list[str]] = defaultdict(list)
        self._uncounted: dict[str, set[CardId]] = defaultdict(set)
        self._replaced: set[str] = set()
        self._last_days: Index[int] = Index()
        self._first_days: Index[int] = Index()
        self._last_sessions: Index[str] = Index()
        ordered = sorted(self._events.values(), key=order)
        for event in ordered:
            if isinstance(event, Undo):
                self._undos[event.ref].append(event.id)
            elif isinstance(event, Count):
                self._counts[event.session].append(event.id)
            elif isinstance(event, Review) and event.replaces:
                self._replaced.add(event.replaces)
        renames = [
            event
            for event in ordered
            if isinstance(event, Rename) and not self.is_taken_back(event.id)
        ]
        current = self._names = names(renames, self._was)
        for event in ordered:
            if isinstance(event, CardEvent):
                self._histories[current.get(event.card, event.card)].append(event)
            if isinstance(event, Review) and not event.counted:
                self._uncounted[event.session].add(current.get(event.card, event.card))
        self._refold(self._histories)

    def _refold(self, names: Collection[CardId]) -> None:
        """Make some cards anew from their histories."""
        found = [self._counted(self._histories[name]) for name in names]
        replays = self._scheduler.replay([each.reviews for each in found])
        for name, each, replay in zip(names, found, replays, strict=True):
            reviews = each.reviews
            last = reviews[-1] if reviews else None
            card = Card(
                id=name,
                memory=replay.memory,
                reps=len(reviews),
                lapses=replay.lapses,
                suspended=each.suspended,
                flagged=each.flagged,
                buried=each.buried,
                last_review=last.id if last else "",
            )
            self._put(card, reviews[0] if reviews else None, last)

    def _counted(self, history: Iterable[CardEvent]) -> Found:
        """The reviews that count since the card was new, and what else was done with it."""
        found = Found()
        for event in history:
            if self._bears_on(event.id) and self.is_taken_back(event.id):
                continue
            match event:
                case Suspend():
                    found.suspended = event.suspended
                case Flag():
                    found.flagged = event.flagged
                case Bury():
                    found.buried = event.moment.day
                case Reset():
                    found.reviews.clear()
                case Review() if self._counts_now(event):
                    found.reviews.append(event)
                case Review():
                    pass

        return found

    def _put(self, card: Card, first: Review | None, last: Review | None) -> None:
        """Keep a card, and where to find it; without ``first`` its first day is known already."""
        self._cards[card.id] = card
        memory = card.memory
        if memory is not None and memory.phase is not Phase.REVIEW and not card.suspended:
            self._learners[card.id] = memory.due_instant, memory.due_day, card.buried
        else:
            self._learners.pop(card.id, None)
        if first is not None or last is None:
            self._first_days.put(card.id, first.moment.day if first else None)
        self._last_days.put(card.id, last.moment.day if last else None)
        self._last_sessions.put(card.id, last.session if last else None)

    def _counts_now(self, review: Review) -> bool:
        return review.counted or self._sitting_counts(review.session)

    def _sitting_counts(self, session: str) -> bool:
        return any(not self.is_taken_back(count) for count in self._counts.get(session, ()))

    def is_taken_back(self, event: str) -> bool:
        """Whether it was replaced, or an undo holds against it that is not taken back itself."""
        return event in self._replaced or is_undone(event, self._undos)

    def _target(self, undo: Undo) -> Event | None:
        """What an undo changes in the end, through the undos that it takes back."""
        seen: set[str] = set()
        event: Event | None = undo
        while isinstance(event, Undo) and event.id not in seen:
            seen.add(event.id)
            event = self._events.get(event.ref)

        return event


def fold(
    events: Iterable[Event], scheduler: Scheduler, was: Mapping[CardId, CardId] | None = None
) -> Progress:
    """The progress after some events, in whatever order; an id counts once.

    ``was`` leads from ids that cards had before to those they have now, as the decks declare
    them (:func:`declared_renames`).
    """
    return Progress(scheduler, was, events)
