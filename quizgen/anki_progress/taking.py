"""Anki's answers as events of the review log."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from quizgen.anki_cards import Entry, Sort
from quizgen.anki_progress.ids import lasting_id
from quizgen.anki_progress.matching import matches
from quizgen.anki_progress.notes import Found, Note
from quizgen.model import ANKI, Answer, CardId, Interval, Moment, Rating, Reset, Review
from quizgen.progress import Progress

MomentAt = Callable[[int], Moment]
"""From milliseconds since 1970 to the moment as the learner lived it."""

_IN_STEPS = frozenset({1, 3})
"""Types of cards in learning and relearning."""

_BEFORE = {Sort.LEARNING: 1, Sort.REVIEW: 2, Sort.RELEARNING: 3, Sort.FILTERED: 2}
"""What type a card was before an entry; before the first one too, where it does not matter.

A filtered deck logs a sort of its own only of cards in review that it asks before they are due.
"""

_DAY = 86_400
_LONGEST = 2**31 - 1
"""Milliseconds that an answer may have taken."""

_Logged = tuple[Entry, Note]
"""What Anki has logged, and of which note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What the log lacks of Anki's, and what it has already or cannot hold."""

    #: In order: each line of a log is written once.
    events: tuple[Review | Reset, ...]
    #: Answers that the log has.
    known: int = 0
    #: Answers of a filtered deck that counted for nothing there.
    idle: int = 0
    #: Entries of a time that is yet to come: a clock was ahead there.
    ahead: int = 0
    #: Cards whose due date was set by hand or by a rescheduling, after their last answer.
    moved: tuple[CardId, ...] = field(default=())


def take(found: Found, progress: Progress, moment_at: MomentAt, until: int) -> Taken:
    """Return what the log lacks; the same events whoever takes them in, and however often.

    What is logged for after ``until``, milliseconds since 1970, has to wait: in the log it would
    lead the learner's days astray.
    """
    histories = progress.histories()
    parts = []
    for card, notes in found.by_card().items():
        name = progress.name(card)
        own = [it for it in histories.get(name, ()) if isinstance(it, Review | Reset)]
        logged = [(entry, note) for note in notes for entry in found.logged(note)]
        logged.sort(key=lambda each: each[0].instant)
        parts.append(_taken_of(name, logged, own, moment_at, until))
    events = [event for part in parts for event in part.events]
    return Taken(
        events=tuple(sorted(events, key=lambda it: (it.moment.instant, it.id))),
        known=sum(part.known for part in parts),
        idle=sum(part.idle for part in parts),
        ahead=sum(part.ahead for part in parts),
        moved=tuple(dict.fromkeys(card for part in parts for card in part.moved)),
    )


def _taken_of(
    card: CardId,
    logged: Sequence[_Logged],
    own: Sequence[Review | Reset],
    moment_at: MomentAt,
    until: int,
) -> Taken:
    """Return what the log lacks of one card."""
    same = matches((entry for entry, _ in logged), own)
    late = [it.instant for it, _ in logged if it.instant > until and it.instant not in same]
    return Taken(
        events=tuple(_lacking(logged, {*same, *late}, card, moment_at)),
        known=sum(isinstance(event, Review) for event in same.values()),
        idle=sum(entry.is_idle for entry, _ in logged),
        ahead=len(late),
        moved=(card,) if logged and logged[-1][0].moves_due else (),
    )


def _lacking(
    logged: Sequence[_Logged],
    passed: Collection[int],
    card: CardId,
    moment_at: MomentAt,
) -> Iterator[Review | Reset]:
    """Yield an event for each entry that is not passed over and says something of the memory."""
    ended = _ended(logged)
    for entry, note in logged:
        if entry.instant in passed:
            continue
        # The same on every machine that takes it in.
        id_ = lasting_id(entry.instant, "anki", note.guid, str(entry.instant))
        moment = moment_at(entry.instant)
        if entry.is_answer:
            yield Review(
                id=id_,
                moment=moment,
                card=card,
                kind=note.kind,
                answer=Answer(took=min(max(0, entry.took), _LONGEST)),
                rating=Rating(entry.ease),
                interval=_interval(entry, is_step=entry.instant not in ended),
                session=ANKI,
            )
        elif entry.is_reset:
            yield Reset(id=id_, moment=moment, card=card)


def _ended(logged: Sequence[_Logged]) -> set[int]:
    """Return the instants of the entries that led to review, as what came after them tells.

    Of a step that reaches into the next study day, Anki logs days, as of an interval.
    """
    found = set()
    after: dict[int, int] = {note.number: note.type for _, note in logged}
    for entry, note in reversed(logged):
        if after[note.number] not in _IN_STEPS:
            found.add(entry.instant)
        if entry.is_reset:
            # Whatever it was, it is over.
            after[note.number] = _BEFORE[Sort.REVIEW]
        elif entry.sort in _BEFORE and not entry.is_idle:
            after[note.number] = _BEFORE[entry.sort]
    return found


def _interval(entry: Entry, *, is_step: bool) -> Interval:
    if entry.interval > 0 and is_step:
        return Interval(seconds=entry.interval * _DAY)
    return (
        Interval(days=entry.interval) if entry.interval > 0 else Interval(seconds=-entry.interval)
    )
