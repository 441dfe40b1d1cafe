"""Instants of log entries, which are their ids in Anki: no two may share one."""

from collections.abc import Collection, Iterable, Iterator

from quizgen.anki_cards.entries import Entry

SPAN = 1000
"""Milliseconds by which an entry may be moved on at most: one behind that is another answer."""


class Instants:
    """Finds each entry an instant that no other one has."""

    def __init__(self, taken: Collection[int] = ()) -> None:
        """Begin with those that are taken."""
        self._taken = set(taken)

    def place(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Yield the entries at their instants or just behind; not those that find none."""
        for entry in entries:
            span = range(entry.instant, entry.instant + SPAN)
            at = next((it for it in span if it not in self._taken), None)
            if at is not None:
                self._taken.add(at)
                yield entry._replace(instant=at)
