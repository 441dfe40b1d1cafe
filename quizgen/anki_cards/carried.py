"""A learner's progress as a package carries it along with new notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizgen.anki_cards.entries import Entry, told_by
from quizgen.anki_cards.instants import Instants
from quizgen.anki_cards.state import State, state_of
from quizgen.model import CardId, Moment
from quizgen.progress import Progress
from quizgen.scheduler import Fsrs6


@dataclass(frozen=True, slots=True, kw_only=True)
class CardProgress:
    """What one card brings along."""

    #: ``None``: it is new.
    state: State | None
    entries: tuple[Entry, ...]
    suspended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """The progress of all cards that have any, and by which clock its days are counted."""

    cards: Mapping[CardId, CardProgress]
    #: Minutes east of UTC.
    offset: int
    #: Hour at which a study day begins.
    rollover: int


def carried(
    progress: Progress, cards: Sequence[CardId], scheduler: Fsrs6, now: Moment, rollover: int
) -> Carried:
    """Return the progress of some cards; entries of one moment are set apart, as Anki wants."""
    met = [card for card in cards if progress.name(card) in progress.cards]
    told = told_by(progress, [progress.name(card) for card in met], scheduler)
    instants = Instants()
    found = {}
    for card, own in zip(met, told, strict=True):
        known = progress.card(progress.name(card))
        found[card] = CardProgress(
            state=state_of(known, scheduler.settings),
            entries=tuple(instants.place(it.entry for it in own)),
            suspended=known.suspended,
        )
    return Carried(cards=found, offset=now.offset, rollover=rollover)
