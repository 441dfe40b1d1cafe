"""In which order events count, and which of two that share an id does."""

from collections.abc import Iterable

from quizgen.model import Event


def order(event: Event) -> tuple[int, int, str]:
    """By study day, then instant, then id: the same on every machine."""
    return event.moment.day, event.moment.instant, event.id


def take(known: dict[str, Event], events: Iterable[Event]) -> bool:
    """Add events to those known, each id once; tell whether a known one gave way to another.

    Two different events of one id are an accident. The earlier counts, else what is the smaller
    written out; so it makes no difference which of them comes first.
    """
    gave_way = False
    for event in events:
        before = known.setdefault(event.id, event)
        if before is not event and _written_out(event) < _written_out(before):
            known[event.id] = event
            gave_way = True

    return gave_way


def _written_out(event: Event) -> tuple[int, int, str]:
    return event.moment.day, event.moment.instant, repr(event)
