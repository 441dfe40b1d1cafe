"""How long a learner takes to answer rightly, kind by kind, and from when on that is slow.

Only sums are kept, of whole numbers: they come out the same in whatever order events arrive, and
those of two halves of a log add up. What is taken back later counts all the same, for the time
was taken; a review that replaces another tells no other time and does not count again.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import exp, log, sqrt

from quizgen.model import Event, Review, Verdict

LONGEST = 60_000
"""Milliseconds that an answer may take at most, as in Anki; whoever takes longer was elsewhere."""

ENOUGH = 100
"""Right answers of a kind from which it is known what is slow for this learner."""

_SCALE = 1000


def capped(milliseconds: int) -> int:
    """The time that an answer took, as far as it counts."""
    return min(max(1, milliseconds), LONGEST)


class Latencies:
    """Sums over the right answers of each kind: how many, of their logarithms, and of squares."""

    def __init__(self, sums: Mapping[str, Sequence[int]] | None = None) -> None:
        """Begin with the sums of an earlier part of a log."""
        self._sums = {kind: list(each) for kind, each in (sums or {}).items()}

    @property
    def sums(self) -> Mapping[str, Sequence[int]]:
        """What to begin from another time."""
        return self._sums

    def take(self, events: Iterable[Event]) -> None:
        """Take up the times of some more events, each of which comes once."""
        sums = self._sums
        for event in events:
            if not isinstance(event, Review) or event.replaces or not event.counted:
                continue
            mark = event.mark
            if mark is None or mark.verdict is Verdict.WRONG:
                continue
            figure = round(_SCALE * log(capped(event.answer.took)))
            found = sums.setdefault(event.kind, [0, 0, 0])
            found[0] += 1
            found[1] += figure
            found[2] += figure * figure

    def slow_from(self, kind: str) -> int:
        """From how many milliseconds on a right answer is slow; 0 where too few are known.

        The mean and one standard deviation of the logarithms.
        """
        count, total, squares = self._sums.get(kind, (0, 0, 0))
        if count < ENOUGH:
            return 0
        deviation = sqrt(count * squares - total * total) / count

        return int(exp((total / count + deviation) / _SCALE))
