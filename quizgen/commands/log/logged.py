"""The events of the log with all that a line of a table tells of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from quizgen.commands.environment import command
from quizgen.commands.learner import Learner
from quizgen.commands.patience import patience
from quizgen.model import CardId, Count, Event, Review, Undo
from quizgen.problems import RequestError
from quizgen.progress import fold
from quizgen.progress.order import order
from quizgen.report import visible
from quizgen.scheduler import date_text

_MINUTE = 60_000
_DAY = 86_400_000


class Standing(StrEnum):
    """What became of an event."""

    HOLDS = ""
    UNDONE = "undone"
    REPLACED = "replaced"
    UNCOUNTED = "not counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """An event, and what the whole log says of it."""

    event: Event
    device: str
    #: Its card, or that of the event that it takes back, by its present name; else empty.
    card: CardId
    standing: Standing
    #: The event that it takes back, where the log has it.
    taken_back: Event | None = None


def logged(learner: Learner) -> Sequence[Logged]:
    """Read the log: each event once, in the order of the days that they count for.

    Raises:
        SetupError: the log cannot be read, or a later quizgen has written to it.
    """
    with patience("reading your answers"):
        read = learner.read()
        progress = fold(read.events, learner.scheduler)
        devices: dict[str, str] = {}
        for event, (file, _) in zip(read.events, read.places, strict=True):
            if progress.event(event.id) == event:
                devices.setdefault(event.id, read.stretches[file].name.partition("/")[0])
        reviews = [it for it in progress.events() if isinstance(it, Review)]
        replaced = {it.replaces for it in reviews if it.replaces}
        lives = chain.from_iterable(map(progress.lives, progress.cards))
        counted = {it.id for it in chain.from_iterable(lives)}

    def standing(event: Event) -> Standing:
        if event.id in replaced:
            return Standing.REPLACED
        if progress.is_taken_back(event.id):
            return Standing.UNDONE
        is_counted = not isinstance(event, Review) or event.id in counted
        return Standing.HOLDS if is_counted else Standing.UNCOUNTED

    def card(event: Event | None) -> CardId:
        seen = set()
        while isinstance(event, Undo) and event.id not in seen:
            seen.add(event.id)
            event = progress.event(event.ref)
        return "" if event is None or isinstance(event, Undo | Count) else progress.name(event.card)

    return [
        Logged(
            event=event,
            device=devices[event.id],
            card=card(event),
            standing=standing(event),
            taken_back=progress.event(event.ref) if isinstance(event, Undo) else None,
        )
        for event in sorted(progress.events(), key=order)
    ]


def of_card(found: Sequence[Logged], asked: str) -> Sequence[Logged]:
    """Return the events of a card, or of all cards that have these parts of an id in a row.

    Raises:
        RequestError: the log has no such card.
    """
    wanted = f"/{asked.strip('/')}/"
    kept = [it for it in found if it.card and (wanted in f"/{it.card}/" or wanted in _given(it))]
    if kept:
        return kept
    # Only who has mistyped waits for this.
    from difflib import get_close_matches  # noqa: PLC0415

    known = {part for it in found if it.card for part in (it.card, *it.card.split("/")[1:-1])}
    near = get_close_matches(asked, sorted(known), n=1)
    hint = f"did you mean '{visible(near[0])}'?" if near else f"`{command('log', 'show')}` lists it"
    raise RequestError(f"the log has no card '{visible(asked)}'", hint)


def _given(it: Logged) -> str:
    """Return the card's id as it was when the line was written."""
    event = it.event
    return "" if isinstance(event, Undo | Count) else f"/{event.card}/"


def utc_text(instant: int) -> str:
    """Return an instant as in ``2026-11-28T17:40:00.000Z``; empty where no calendar has it."""
    date = date_text(instant // _DAY)
    seconds, milliseconds = divmod(instant % _DAY, 1000)
    hour, minute, second = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{date}T{hour:02}:{minute:02}:{second:02}.{milliseconds:03}Z" if date else ""


def local_date(instant: int, offset: int) -> str:
    """Return the date on the learner's calendar; empty where no calendar has it."""
    return date_text((instant + offset * _MINUTE) // _DAY)
