"""Makes the outline of a progress, from which a later start resumes."""

from array import array
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate

from quizgen.model import CardId, Count, Event, Phase, Rename, Review, Undo
from quizgen.progress.card_events import CardEvent
from quizgen.progress.folding import Progress
from quizgen.progress.resuming import NEVER, Outline, Place, id_digest


def outline(progress: Progress, places: Mapping[str, Place]) -> Outline:
    """Make the outline of a progress; ``places`` tells where each of its events stands."""
    cards = [progress.cards[card] for card in sorted(progress.cards)]
    numbers = {card.id: number for number, card in enumerate(cards)}
    histories = _histories(progress, numbers)
    events = [event for number in range(len(cards)) for event in histories[number]]
    owners = [number for number in range(len(cards)) for _ in histories[number]]
    known = sorted(
        (id_digest(event.id), owner) for event, owner in zip(events, owners, strict=True)
    )
    counted = [progress.history(card.id) for card in cards]
    names = sorted({reviews[-1].session for reviews in counted if reviews})
    sessions = {name: number for number, name in enumerate(names)}
    memories = [card.memory for card in cards]
    buried: dict[int, list[int]] = {}
    for number, card in enumerate(cards):
        if card.buried is not None:
            buried.setdefault(card.buried, []).append(number)
    own = {event.id for event in events}
    general = [it for it in progress.events() if _is_general(it, own)]
    found = [places[event.id] for event in events]
    return Outline(
        cards=[card.id for card in cards],
        learning=array("b", (it is not None and it.phase is not Phase.REVIEW for it in memories)),
        due_day=array("i", (it.due_day if it else NEVER for it in memories)),
        due_instant=array("q", (it.due_instant if it else 0 for it in memories)),
        last_day=array("i", (it.last_day if it else NEVER for it in memories)),
        stability=array("d", (it.stability if it else 0 for it in memories)),
        first=array("i", (it[0].moment.day if it else NEVER for it in counted)),
        answered=array("i", (it[-1].moment.day if it else NEVER for it in counted)),
        session=array("i", (sessions[it[-1].session] if it else -1 for it in counted)),
        sessions=names,
        suspended=[number for number, card in enumerate(cards) if card.suspended],
        buried=buried,
        starts=array("q", accumulate(map(len, histories), initial=0)),
        files=array("i", (file for file, _ in found)),
        offsets=array("q", (offset for _, offset in found)),
        ids=array("Q", (digest for digest, _ in known)),
        id_cards=array("i", (owner for _, owner in known)),
        general=[places[event.id] for event in general],
        uncounted=_uncounted(histories),
        latencies=progress.latencies().sums,
    )


def _is_general(event: Event, own: AbstractSet[str]) -> bool:
    """Tell whether an event bears on more than cards whose own it is."""
    if isinstance(event, Review):
        return bool(event.replaces) and event.replaces not in own
    return isinstance(event, Undo | Count | Rename)


def _histories(progress: Progress, numbers: Mapping[CardId, int]) -> list[list[CardEvent]]:
    """List each card's events, and those of others that replace one of them."""
    found: list[list[CardEvent]] = [[] for _ in numbers]
    owners: dict[str, int] = {}
    for card, events in progress.histories().items():
        number = numbers[card]
        found[number] += events
        owners.update((event.id, number) for event in events)
    for number, events in enumerate(tuple(map(tuple, found))):
        for event in events:
            owner = owners.get(event.replaces, number) if isinstance(event, Review) else number
            if owner != number:
                found[owner].append(event)
    return found


def _uncounted(histories: Sequence[Sequence[CardEvent]]) -> dict[str, list[int]]:
    """List the cards that have uncounted reviews of each session."""
    found: dict[str, list[int]] = {}
    for number, events in enumerate(histories):
        for event in events:
            if isinstance(event, Review) and not event.counted:
                found.setdefault(event.session, []).append(number)
    return found
