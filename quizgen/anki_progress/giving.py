"""What Anki lacks of the review log, and the states that its cards are to have."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quizgen.anki_cards import Entry, Instants, State, Told, state_of, told_by
from quizgen.anki_progress.matching import matches
from quizgen.anki_progress.notes import Found, Note
from quizgen.model import CardId, Reset, Review
from quizgen.progress import Progress
from quizgen.progress.card_events import CardEvent
from quizgen.scheduler import Fsrs6

_NEW = 0
"""The type of a card that Anki has not asked yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """What one card of a collection gets."""

    note: Note
    #: ``None``: it is new again.
    state: State | None
    #: Rows that its log lacks, or has with another rating.
    entries: tuple[Entry, ...]
    #: Anki's own due date holds, and all that goes with it: it was set by hand after the last
    #: answer.
    keeps_due: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Giving:
    """What a collection gets."""

    gifts: tuple[Gift, ...]
    #: Entries there of answers that the learner has taken back since; they stay.
    taken_back: int
    #: Cards whose entries found no free instant.
    crowded: tuple[CardId, ...] = ()


def gifts(found: Found, progress: Progress, scheduler: Fsrs6, taken: Collection[int]) -> Giving:
    """Return what a collection lacks; only the cards of which it lacks something are touched.

    A card's progress goes to its own note, or where the collection has none, to the first beside
    it. ``taken`` are the instants of all entries of the collection, which are its ids of them.
    """
    by_card = found.by_card()
    cards = [card for card in by_card if progress.histories().get(progress.name(card))]
    told = told_by(progress, [progress.name(card) for card in cards], scheduler)
    instants = Instants(taken)
    made: list[Gift] = []
    taken_back, crowded = 0, []
    for card, known in zip(cards, told, strict=True):
        notes, name = by_card[card], progress.name(card)
        lack = _compared(found, notes, known, progress.histories()[name])
        taken_back += lack.stale
        placed = tuple(instants.place(lack.new))
        if len(placed) < len(lack.new):
            crowded.append(name)
        elif placed or lack.amended or lack.stale or lack.is_cold:
            gift = Gift(
                note=notes[0],
                state=state_of(progress.card(name), scheduler.settings),
                entries=(*placed, *lack.amended),
                keeps_due=lack.keeps_due,
            )
            made.append(gift)
    return Giving(gifts=tuple(made), taken_back=taken_back, crowded=tuple(crowded))


class _Lack(NamedTuple):
    """What the two logs of a card differ in."""

    #: Entries that Anki lacks.
    new: list[Entry]
    #: Those that it has with another rating, as a learner who overrules a mark later leaves them.
    amended: list[Entry]
    #: How many it has of answers that count no more.
    stale: int
    keeps_due: bool
    #: The card is new, though its own log is not: its note was deleted and imported again.
    is_cold: bool


def _compared(
    found: Found, notes: Sequence[Note], told: Sequence[Told], history: Sequence[CardEvent]
) -> _Lack:
    """Compare a card's two logs."""
    logged = [entry for note in notes for entry in found.logged(note)]
    there, stale = _paired(logged, told, history)
    eases = {entry.instant: entry.ease for entry in logged}
    had = [(it.entry, there[it.event.id]) for it in told if it.event.id in there]

    return _Lack(
        new=[it.entry for it in told if it.event.id not in there],
        amended=[it._replace(instant=at) for it, at in had if it.ease != eases[at]],
        stale=stale,
        keeps_due=_keeps_due(logged, told),
        is_cold=_is_cold(notes[0], found.logged(notes[0]), there.values()),
    )


def _paired(
    logged: Sequence[Entry], told: Sequence[Told], history: Sequence[CardEvent]
) -> tuple[dict[str, int], int]:
    """Return where each event that Anki has is there, by id, and how many count no more here."""
    wanted = {it.event.id for it in told}
    same = matches(logged, [it.event for it in told])
    there = {event.id: instant for instant, event in same.items()}
    rest = [entry for entry in logged if entry.instant not in same]
    gone = [it for it in history if isinstance(it, Review | Reset) and it.id not in wanted]
    stale = 0
    for instant, event in matches(rest, gone).items():
        standing = _standing(event, history)
        if standing in wanted and standing not in there:
            there[standing] = instant
        else:
            stale += 1
    return there, stale


def _standing(event: Review | Reset, history: Sequence[CardEvent]) -> str:
    """Return the id of what stands in for an event in the end; it came some seconds later."""
    successors = {it.replaces: it.id for it in history if isinstance(it, Review) and it.replaces}
    id_ = event.id
    while id_ in successors:
        id_ = successors.pop(id_)
    return id_


def _keeps_due(logged: Sequence[Entry], told: Sequence[Told]) -> bool:
    """Tell whether a due date was set by hand after every answer, those taken back among them."""
    answers = [it.instant for it in logged if it.is_answer or it.is_reset]
    last = max((*answers, *(it.entry.instant for it in told)), default=0)
    return any(it.moves_due and it.instant > last for it in logged)


def _is_cold(note: Note, logged: Sequence[Entry], known: Collection[int]) -> bool:
    """Tell whether a card is new in Anki with answers in its log, and no *Forget* behind them."""
    counted = [it for it in logged if it.is_answer and it.instant in known]
    forgotten = [it.instant for it in logged if it.is_reset]
    return note.type == _NEW and any(it.instant > max(forgotten, default=0) for it in counted)
