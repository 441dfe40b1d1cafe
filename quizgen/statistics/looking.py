"""Puts the statistics together: from the log, the decks and a moment to figures."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import median

from quizgen.model import Deck, Memory, Moment, Phase, Review
from quizgen.progress import Progress, is_right, time_of
from quizgen.scheduler import Scheduler
from quizgen.statistics.answers import Given, Role, by_day, given_answers
from quizgen.statistics.curve import Curve, curve
from quizgen.statistics.hardest import Hard, hardest
from quizgen.statistics.places import Places
from quizgen.statistics.shares import Share, share_of

MATURE = 21.0
"""Days of stability from which a card is mature."""

PRACTICE = "/again"
"""What the session of answers ends with that go over what a quiz has missed."""

_WEEK, _MONTH = 7, 30

_EVER = -(10**9)
"""A study day before all others."""

_SITTINGS = 10
"""Quiz sittings that are named, the last ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The counted answers that have something in common: a topic, a deck, a kind."""

    name: str
    answers: int
    recall: Share
    #: How many of the recalls the scheduler expected to be right.
    expected: float
    milliseconds: int
    #: Median of an answer; 0 where no time is known.
    median: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A study day."""

    day: int
    answers: int
    #: Cards met for the first time.
    first: int
    recall: Share
    milliseconds: int
    #: Quiz answers that do not count for the schedule.
    uncounted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """The cards that were met, as they are now."""

    #: Being learned or relearned.
    learning: int
    #: In review with less than :data:`MATURE` days of stability, and those with more.
    young: int
    mature: int
    #: Those that study passes over and those marked for a later look, new ones included.
    suspended: int
    flagged: int
    #: How many would be recalled now, by the scheduler.
    known: float
    #: Met for the first time in the last 7 and in the last 30 days.
    first_week: int
    first_month: int

    @property
    def met(self) -> int:
        """All of them."""
        return self.learning + self.young + self.mature


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A quiz or a cramming whose answers do not count."""

    session: str
    day: int
    answers: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncounted:
    """Answers that do not count for the schedule."""

    #: Of quizzes and cramming.
    quiz: Share
    #: Going over what was missed.
    practice: Share
    milliseconds: int
    #: The last ones.
    sittings: tuple[Sitting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """What a learner's log says about some decks."""

    now: Moment
    #: The first study day that counts; ``None``: all do.
    since: int | None
    #: All counted answers.
    total: Part
    #: Such answers by what they are for the memory; together they are all.
    roles: dict[Role, int]
    topics: tuple[Part, ...]
    decks: tuple[Part, ...]
    kinds: tuple[Part, ...]
    #: Those with an answer, in order.
    days: tuple[Day, ...]
    cards: Cards
    hardest: tuple[Hard, ...]
    #: ``None`` where there is no recall yet.
    curve: Curve | None
    uncounted: Uncounted
    #: Answers to facts that are not in these decks.
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What to look at."""

    decks: Sequence[Deck]
    #: Only these, in whatever case; none means all.
    topics: Sequence[str] = ()
    #: Only answers from this study day on.
    since: int | None = None


def look(
    progress: Progress,
    scheduler: Scheduler,
    scope: Scope,
    now: Moment,
    step: Callable[[], None] | None = None,
) -> Statistics:
    """Return the statistics; ``step`` is called for each card, to show how far it has come."""
    places = Places(scope.decks, scope.topics)
    every = by_day(given_answers(progress, scheduler, places, step))
    since = _EVER if scope.since is None else scope.since
    given = [it for it in every if it.day >= since]
    uncounted = [it for it in _uncounted(progress, places) if it.moment.day >= since]
    recalls = [it for it in given if it.role is Role.RECALL]
    return Statistics(
        now=now,
        since=scope.since,
        total=_part("", given),
        roles={role: sum(it.role is role for it in given) for role in Role},
        topics=_parts(given, lambda it: it.place.fact.topic),
        decks=_parts(given, lambda it: it.place.deck.title or it.place.deck.id),
        kinds=_parts(given, lambda it: it.review.kind),
        days=tuple(_days(given, uncounted)),
        cards=_cards(progress, scheduler, places, now, every),
        hardest=hardest(every, progress),
        curve=curve(recalls),
        uncounted=_of_uncounted(uncounted),
        gone=sum(it.moment.day >= since for it in _gone(progress, places)),
    )


def _uncounted(progress: Progress, places: Places) -> Iterator[Review]:
    for card in progress.cards:
        if places.find(card):
            yield from progress.uncounted(card)


def _gone(progress: Progress, places: Places) -> Iterator[Review]:
    for card in progress.cards:
        if places.is_gone(card):
            yield from chain(*progress.lives(card), progress.uncounted(card))


def _parts(given: Iterable[Given], name: Callable[[Given], str]) -> tuple[Part, ...]:
    """Group answers; the group with most answers comes first, and the one without a name last."""
    groups: dict[str, list[Given]] = {}
    for it in given:
        groups.setdefault(name(it), []).append(it)
    parts = [_part(called, members) for called, members in groups.items()]
    return tuple(sorted(parts, key=lambda part: (not part.name, -part.answers, part.name)))


def _part(name: str, given: Sequence[Given]) -> Part:
    recalls = [it for it in given if it.role is Role.RECALL]
    times = [it.milliseconds for it in given if it.milliseconds]
    return Part(
        name=name,
        answers=len(given),
        recall=share_of(it.right for it in recalls),
        expected=sum(it.predicted for it in recalls),
        milliseconds=sum(times),
        median=round(median(times)) if times else 0,
    )


def _days(given: Iterable[Given], uncounted: Iterable[Review]) -> Iterator[Day]:
    held: dict[int, list[Given]] = {}
    apart: dict[int, int] = {}
    for it in given:
        held.setdefault(it.day, []).append(it)
    for review in uncounted:
        apart[review.moment.day] = apart.get(review.moment.day, 0) + 1
    for day in sorted({*held, *apart}):
        part = _part("", held.get(day, []))
        yield Day(
            day=day,
            answers=part.answers,
            first=sum(it.role is Role.FIRST for it in held.get(day, [])),
            recall=part.recall,
            milliseconds=part.milliseconds,
            uncounted=apart.get(day, 0),
        )


def _cards(
    progress: Progress,
    scheduler: Scheduler,
    places: Places,
    now: Moment,
    given: Iterable[Given],
) -> Cards:
    found = [card for card in progress.cards.values() if places.find(card.id)]
    known = [card.memory for card in found if card.memory]
    mature = sum(map(_is_mature, known))
    learning = sum(memory.phase is not Phase.REVIEW for memory in known)
    first = [now.day - it.day for it in given if it.role is Role.FIRST]
    return Cards(
        learning=learning,
        young=len(known) - learning - mature,
        mature=mature,
        suspended=sum(card.suspended for card in found),
        flagged=sum(card.flagged for card in found),
        known=sum(scheduler.retrievability(memory, now.day) for memory in known),
        first_week=sum(ago < _WEEK for ago in first),
        first_month=sum(ago < _MONTH for ago in first),
    )


def _is_mature(memory: Memory) -> bool:
    return memory.phase is Phase.REVIEW and memory.stability >= MATURE


def _of_uncounted(reviews: Sequence[Review]) -> Uncounted:
    quiz = [it for it in reviews if not it.session.endswith(PRACTICE)]
    sittings: dict[str, list[Review]] = {}
    for it in sorted(quiz, key=lambda it: (it.moment.day, it.moment.instant, it.id)):
        sittings.setdefault(it.session, []).append(it)
    return Uncounted(
        quiz=share_of(map(is_right, quiz)),
        practice=share_of(is_right(it) for it in reviews if it.session.endswith(PRACTICE)),
        milliseconds=sum(map(time_of, reviews)),
        sittings=tuple(
            Sitting(
                session=session, day=members[0].moment.day, answers=share_of(map(is_right, members))
            )
            for session, members in [*sittings.items()][-_SITTINGS:]
        ),
    )
