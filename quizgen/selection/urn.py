"""An urn of names, each as often as it is still to be drawn, in groups."""

from collections.abc import Hashable
from random import Random


class Urn:
    """Names, how often each is still to be drawn, and in which group."""

    def __init__(self) -> None:
        """Begin empty."""
        self._left: dict[str, int] = {}
        self._groups: dict[str, Hashable] = {}
        self._live: dict[Hashable, list[str]] = {}
        self._at: dict[str, int] = {}

    def put(self, name: str, times: int, group: Hashable) -> None:
        """Put a name in, so many times."""
        if name not in self._left:
            live = self._live.setdefault(group, [])
            self._groups[name], self._at[name], self._left[name] = group, len(live), 0
            live.append(name)
        self._left[name] += times

    def take(self, name: str) -> None:
        """Take a name out once; one that is not in it, or not any more, does no harm."""
        left = self._left.get(name, 0)
        if left == 0:
            return
        self._left[name] = left - 1
        if left == 1:
            live, at = self._live[self._groups[name]], self._at[name]
            live[at] = live[-1]
            self._at[live[at]] = at
            live.pop()

    def sample(self, group: Hashable, most: int, rng: Random) -> list[str]:
        """Draw some names of a group, the sooner the more often they are still to be drawn."""
        live = self._live.get(group, [])
        drawn = rng.sample(live, min(len(live), most))
        return sorted(drawn, key=lambda name: rng.random() ** (1 / self._left[name]), reverse=True)
