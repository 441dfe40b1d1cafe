"""The objects of a table, or its subjects, in a stable order for each question."""

from collections.abc import Hashable, Iterator, Mapping
from functools import cached_property

from quizgen.distractors.alike import Alike
from quizgen.distractors.ring import Ring


class Order:
    """Names on rings: what looks alike on one, all on another, and some on a last.

    Last comes what stands in a question that its own names answer and that is therefore never
    asked: what is met only as a wrong option is known for one.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        #: The texts by their places.
        self._members: dict[str, str] = {}
        self._last: dict[str, str] = {}
        self._known: dict[Hashable, Ring] = {}

    def add(self, place: str, text: str, *, last: bool) -> None:
        """Put a text in its place, or behind all others."""
        (self._last if last else self._members)[place] = text

    def after(self, place: str, key: str) -> Iterator[str]:
        """Yield the texts in the order of a question; of many not all.

        Two names of one thing are two texts: what a key is called, wrong options are called too.
        """
        met: set[str] = set()
        for ring in self._rings(key):
            for text in ring.walk(place):
                if text not in met:
                    met.add(text)
                    yield text

    def _rings(self, key: str) -> Iterator[Ring]:
        group = self._alike.group(key)
        if group in self._groups:
            yield self._ring(group, self._groups[group])
        yield self._ring("all", self._members)
        yield self._ring("last", self._last)

    def _ring(self, name: Hashable, members: Mapping[str, str]) -> Ring:
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = Ring(members)
        return known

    @cached_property
    def _alike(self) -> Alike:
        return Alike(self._members.values())

    @cached_property
    def _groups(self) -> Mapping[Hashable, dict[str, str]]:
        found: dict[Hashable, dict[str, str]] = {}
        for place, text in self._members.items():
            found.setdefault(self._alike.group(text), {})[place] = text
        return found
