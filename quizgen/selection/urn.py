"""An urn of names, each as often as it is still to be drawn, sorted by what they look like."""

from collections.abc import Hashable
from random import Random

_MANY = 12
"""Names that are enough to be drawn from by themselves."""


class Urn:
    """Names, how often each is still to be drawn, and which look alike."""

    def __init__(self) -> None:
        """Begin empty."""
        self._left: dict[str, int] = {}
        self._kinds: dict[str, Hashable] = {}
        self._live: dict[Hashable, list[str]] = {}
        self._at: dict[str, int] = {}

    def put(self, name: str, times: int, likeness: Hashable) -> None:
        """Put a name in, so many times."""
        if name not in self._left:
            live = self._live.setdefault(likeness, [])
            self._kinds[name], self._at[name], self._left[name] = likeness, len(live), 0
            live.append(name)
        self._left[name] += times

    def take(self, name: str) -> None:
        """Take a name out once; one that is not in it, or not any more, does no harm."""
        left = self._left.get(name, 0)
        if left == 0:
            return
        self._left[name] = left - 1
        if left == 1:
            live, at = self._live[self._kinds[name]], self._at[name]
            live[at] = live[-1]
            self._at[live[at]] = at
            live.pop()

    def sample(self, likeness: Hashable, most: int, rng: Random) -> list[str]:
        """Draw some names: of those that look so, if they are enough, else of all.

        Among few that look alike the same ones would meet again and again, and any other would be
        known for wrong.
        """
        alike = self._live.get(likeness, [])
        if len(alike) < _MANY:
            alike = [name for live in self._live.values() for name in live]
        drawn = rng.sample(alike, min(len(alike), most))
        # The more often a name is still to be drawn the sooner it comes.
        return sorted(drawn, key=lambda name: rng.random() ** (1 / self._left[name]), reverse=True)
