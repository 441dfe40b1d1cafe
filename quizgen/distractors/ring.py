"""A stable order of candidates for each question, by consistent hashing.

Each candidate stands at a few places of a ring of 2³² places. A question probes the ring at places
of its own and takes what comes next. A new candidate therefore changes the answer to few probes,
whatever it is added to, and no question has to look at all candidates: that would take time that
grows with the square of the deck.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator
from hashlib import sha256
from struct import unpack

_PROBES = 6
"""Digests of a question, of eight probes each, before the ring is walked place by place."""

_STEPS = 512
"""Places walked after the probes; a ring of up to 64 candidates is walked all round."""


def digest(*texts: str) -> bytes:
    """Return the SHA-256 of some texts: the same on every machine and in every run."""
    return sha256("\0".join(texts).encode("utf-8", "surrogatepass")).digest()


def places(*texts: str) -> tuple[int, ...]:
    """Return eight places on a ring."""
    return unpack(">8I", digest(*texts))


class Ring:
    """Some candidates, each at eight places."""

    def __init__(self, candidates: Collection[str]) -> None:
        """Put the candidates on the ring; their order does not matter."""
        self._names = sorted(candidates)
        self._places = sorted(
            place << 32 | number
            for number, name in enumerate(self._names)
            for place in places(name)
        )

    def walk(self, question: str) -> Iterator[str]:
        """Yield candidates in the question's order, each once; of a long ring not all."""
        met: set[int] = set()
        for place in self._visited(question):
            number = place & 0xFFFFFFFF
            if number not in met:
                met.add(number)
                yield self._names[number]
            if len(met) == len(self._names):
                return

    def _visited(self, question: str) -> Iterator[int]:
        if not self._places:
            return
        for block in range(_PROBES):
            for probe in places(question, str(block)):
                yield self._places[self._after(probe)]
        start = self._after(places(question)[0])
        yield from self._places[start : start + _STEPS]
        yield from self._places[: max(0, min(start, start + _STEPS - len(self._places)))]

    def _after(self, place: int) -> int:
        found = bisect_left(self._places, place << 32)
        return found if found < len(self._places) else 0
