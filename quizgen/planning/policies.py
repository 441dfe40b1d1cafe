"""Ways to spend a day's time: which cards have a turn, in what order.

Each is made for what a planner knows of the cards, and asked anew each day. To compare another
one, write a class of :class:`Policy`.
"""

from collections.abc import Sequence
from typing import Protocol

from quizgen.planning.index import ExamIndex, Ranked
from quizgen.planning.learner import Costs, Memories


class Policy(Protocol):
    """Decides what to do with a day."""

    def order(self, cards: Sequence[int], day: int, seconds: float) -> Sequence[Ranked]:
        """Order cards for a day with so many seconds; what is left when they are over is left."""
        ...


class Greedy:
    """The best expected gain for the exam per second first."""

    def __init__(self, index: ExamIndex) -> None:
        """Take the index."""
        self.order = index.rank


class WhenDue:
    """What FSRS makes due at a desired retention, the likeliest forgotten first; then new cards."""

    def __init__(self, memories: Memories, costs: Costs, retention: float = 0.9) -> None:
        """Take what is known of the cards."""
        self._memories = memories
        self._costs = costs
        self._retention = retention

    def order(self, cards: Sequence[int], day: int, seconds: float) -> Sequence[Ranked]:  # noqa: ARG002  # the protocol's
        """Order the cards that come up."""
        memories, interval = self._memories, self._memories.formulas.interval
        due = [
            card
            for card in cards
            if (stability := memories.stability[card])
            and memories.last[card] + max(1, round(interval(stability, self._retention))) <= day
        ]

        return [*_weakest(memories, self._costs, due, day), *_new(memories, self._costs, cards)]


class NewFirst:
    """New cards, then all others, the likeliest forgotten first, whether they are due or not."""

    def __init__(self, memories: Memories, costs: Costs) -> None:
        """Take what is known of the cards."""
        self._memories = memories
        self._costs = costs

    def order(self, cards: Sequence[int], day: int, seconds: float) -> Sequence[Ranked]:  # noqa: ARG002  # the protocol's
        """Order all cards."""
        memories = self._memories
        met = [card for card in cards if memories.stability[card]]

        return [*_new(memories, self._costs, cards), *_weakest(memories, self._costs, met, day)]


def _new(memories: Memories, costs: Costs, cards: Sequence[int]) -> list[Ranked]:
    return [Ranked(card, costs.new) for card in cards if not memories.stability[card]]


def _weakest(memories: Memories, costs: Costs, met: Sequence[int], day: int) -> list[Ranked]:
    recalls = sorted(zip(memories.recalls(met, day), met, strict=True))

    return [Ranked(card, costs.expected(recall)) for recall, card in recalls]
