"""How long a learner takes to answer rightly, kind by kind, and from when on that is slow.

Only sums are kept, of whole numbers: they come out the same in whatever order events arrive, and
those of two halves of a log add up. What is taken back later counts all the same, for the time
was taken; a review that replaces another tells no other time and does not count again.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
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


def timed(review: Review) -> str:
    """The kind of a review whose time counts, which is that of a right answer; else empty."""
    mark = review.mark
    right = mark is not None and mark.verdict is not Verdict.WRONG

    return review.kind if right and review.counted else ""


@lru_cache(maxsize=LONGEST + 1)
def _figure(took: int) -> int:
    """The logarithm of milliseconds, in whole numbers."""
    return round(_SCALE * log(capped(took)))


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
        for event in events:
            if isinstance(event, Review) and not event.replaces and (kind := timed(event)):
                self.take_times([(kind, event.answer.took)])

    def take_times(self, times: Iterable[tuple[str, int]]) -> None:
        """Take up how many milliseconds right answers of some kinds have taken."""
        sums = self._sums
        for kind, took in times:
            # Nobody has taken the time of what was answered on paper.
            if not took:
                continue
            figure = _figure(took)
            found = sums.setdefault(kind, [0, 0, 0])
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
