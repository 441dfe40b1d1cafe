"""What Anki lacks of the review log, and the states that its cards are to have."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from quizgen.anki_cards import Entry, Instants, State, Told, state_of, told_by
from quizgen.anki_progress.matching import matches
from quizgen.anki_progress.notes import Found, Note
from quizgen.model import CardId, Reset, Review
from quizgen.progress import Progress
from quizgen.progress.card_events import CardEvent
from quizgen.scheduler import Fsrs6


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
        logged = [entry for note in notes for entry in found.logged(note)]
        new, amended, stale = _compared(logged, known, progress.histories()[name], progress)
        taken_back += stale
        placed = tuple(instants.place(new))
        if len(placed) < len(new):
            crowded.append(name)
        elif placed or amended or stale:
            last = max((it.entry.instant for it in known), default=0)
            made.append(
                Gift(
                    note=notes[0],
                    state=state_of(progress.card(name), scheduler.settings),
                    entries=(*placed, *amended),
                    keeps_due=any(it.moves_due and it.instant > last for it in logged),
                )
            )
    return Giving(gifts=tuple(made), taken_back=taken_back, crowded=tuple(crowded))


def _compared(
    logged: Sequence[Entry], told: Sequence[Told], history: Sequence[CardEvent], progress: Progress
) -> tuple[list[Entry], list[Entry], int]:
    """Compare a card's two logs.

    Return the entries that Anki lacks, those that it has with another rating, as a learner who
    overrules a mark later leaves them, and how many it has of answers that were taken back.
    """
    same = matches(logged, [it.event for it in told])
    entries = {it.event.id: it.entry for it in told}
    there = {event.id: instant for instant, event in same.items()}
    eases = {entry.instant: entry.ease for entry in logged}
    lacking = [it.entry for it in told if it.event.id not in there]
    amended = [
        entries[id_]._replace(instant=instant)
        for id_, instant in there.items()
        if entries[id_].ease != eases[instant]
    ]
    rest = [entry for entry in logged if entry.instant not in same]
    gone = [it for it in history if isinstance(it, Review | Reset)]
    stale = matches(rest, [it for it in gone if progress.is_taken_back(it.id)])

    return lacking, amended, len(stale)
