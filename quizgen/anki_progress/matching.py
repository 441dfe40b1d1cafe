"""Which entry of Anki's log is which event of ours."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from quizgen.anki_cards import SPAN, Entry
from quizgen.model import Reset, Review

_Event = TypeVar("_Event", Review, Reset)


def matches(
    entries: Iterable[Entry], events: Sequence[Review | Reset]
) -> dict[int, Review | Reset]:
    """Return the event of each entry that has one, by the entry's instant; all of one card.

    An answer is a review, a card made new a reset, and any other entry is nothing that the review
    log has. What was moved on to a free instant is found behind its own. Nobody answers a card
    twice within a second.
    """
    logged = [*entries]
    answers = [it.instant for it in logged if it.is_answer]
    resets = [it.instant for it in logged if it.is_reset]
    return {
        **_near(answers, [it for it in events if isinstance(it, Review)]),
        **_near(resets, [it for it in events if isinstance(it, Reset)]),
    }


def _near(instants: Iterable[int], events: Iterable[_Event]) -> dict[int, _Event]:
    """Find each instant an event at it, else one just before it; none is found twice."""
    found: dict[int, _Event] = {}
    free: dict[int, list[_Event]] = {}
    for event in events:
        free.setdefault(event.moment.instant, []).append(event)
    late = []
    for instant in instants:
        if free.get(instant):
            found[instant] = free[instant].pop(0)
        else:
            late.append(instant)
    for instant in late:
        near = [at for at, left in free.items() if left and at <= instant < at + SPAN]
        if near:
            found[instant] = free[max(near)].pop(0)
    return found
