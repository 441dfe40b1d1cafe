"""A stable order of candidates for each question, that uses all candidates equally often.

The members of a ring stand on three circles, on each in a random order of its own. A question that
has a place among the members takes what comes after it: one from each circle, then the next from
each. So every member is the first choice of one question on each circle, and how often a wrong
option is met says nothing. A new member comes between two others on each circle, and changes the
first choices of three questions, whatever it is added to.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from hashlib import sha256
from struct import unpack

_CIRCLES = 3

_STEPS = 100
"""Members visited on each circle; a ring of no more is walked all round."""


def digest(*texts: str) -> bytes:
    """Return the SHA-256 of some texts: the same on every machine and in every run."""
    return sha256("\0".join(texts).encode("utf-8", "surrogatepass")).digest()


def places(*texts: str) -> tuple[int, ...]:
    """Return eight places on a circle."""
    return unpack(">8I", digest(*texts))


class Ring:
    """Some members, each standing for a name; several may stand for the same."""

    def __init__(self, members: Mapping[str, str]) -> None:
        """Put the members (key → name) on the circles; their order does not matter."""
        keys = sorted(members)
        self._names = [members[key] for key in keys]
        self._different = len(set(self._names))
        stands = [places(key) for key in keys]
        self._circles = [
            sorted(place[circle] << 32 | number for number, place in enumerate(stands))
            for circle in range(_CIRCLES)
        ]

    def __len__(self) -> int:
        """Return how many members there are."""
        return len(self._names)

    def walk(self, place: str) -> Iterator[str]:
        """Yield the names that come after a member, or after where another key would stand.

        Each comes once; of a long ring not all do.
        """
        met: set[str] = set()
        for number in self._visited(place):
            name = self._names[number]
            if name not in met:
                met.add(name)
                yield name
            if len(met) == self._different:
                return

    def _visited(self, place: str) -> Iterator[int]:
        size = len(self._names)
        # A member's own entry lies at its place or, after another with the same place, behind it.
        starts = [
            bisect_left(circle, own << 32)
            for circle, own in zip(self._circles, places(place), strict=False)
        ]
        for step in range(1, min(size, _STEPS) + 1):
            for circle, start in zip(self._circles, starts, strict=True):
                yield circle[(start + step) % size] & 0xFFFFFFFF
