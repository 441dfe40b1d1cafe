"""Which entry of Anki's log is which event of ours."""

from collections.abc import Iterable, Sequence

from quizgen.anki_cards import SPAN, Entry
from quizgen.model import Reset, Review


def matches(
    entries: Iterable[Entry], events: Sequence[Review | Reset]
) -> dict[int, Review | Reset]:
    """Return the event of each entry that has one, by the entry's instant; all of one card.

    What was moved on to a free instant is found behind its own. Nobody answers a card twice
    within a second.
    """
    found: dict[int, Review | Reset] = {}
    free: dict[int, list[Review | Reset]] = {}
    for event in events:
        free.setdefault(event.moment.instant, []).append(event)
    late = []
    for entry in entries:
        if free.get(entry.instant):
            found[entry.instant] = free[entry.instant].pop(0)
        else:
            late.append(entry)
    for entry in late:
        near = [at for at, left in free.items() if left and at <= entry.instant < at + SPAN]
        if near:
            found[entry.instant] = free[max(near)].pop(0)
    return found
