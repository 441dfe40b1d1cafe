"""What a turn of a card is worth for an exam, per second.

The gain of a turn is what it adds to the probability of recall on the day of the exam. Divided by
the seconds that the turn is expected to take, and taken in descending order until the day's time
is over, this is optimal on the last day up to one card (a fractional knapsack), and close to it
before (:mod:`quizgen.planning.bound`). New cards have the same index, so neither a number of new
cards a day nor a desired retention need be chosen.

Two cards with the same gain today are not alike, if one would profit as much from a turn later. So
the gain is that between two prospects, with the turn and without, either of which may have one
more turn half-way to the exam, where it is worth its seconds at the going price: the index of the
first card that today has no time for.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from quizgen.model import Rating
from quizgen.planning.learner import Costs, Memories

_Value = TypeVar("_Value")

_NEAR = 0.25
"""Below this share of the going price no later turn lifts a card into today: so it was with all
scenarios of the benchmark, and time is saved."""

LEAST_GAIN = 0.002
"""A turn that adds less to the probability of recall in the exam is not worth anybody's time."""


class Ranked(NamedTuple):
    """A card, and the seconds that its turn is expected to take."""

    card: int
    seconds: float


class _States(NamedTuple):
    """Memories of some cards, beside each other."""

    stabilities: Sequence[float]
    difficulties: Sequence[float]
    #: Days since each card's last turn; ``None``: all had it today.
    ago: Sequence[int] | None = None


class _Turns(NamedTuple):
    """What a turn today would make of some cards, all of them met."""

    cards: Sequence[int]
    before: _States
    recalls: Sequence[float]
    costs: Sequence[float]
    passed: _States
    failed: _States

    def only(self, positions: Iterable[int]) -> "_Turns":
        """The same of some of the cards."""
        chosen = list(positions)

        def some(values: Sequence[_Value]) -> list[_Value]:
            return [values[at] for at in chosen]

        def states(of: _States) -> _States:
            ago = None if of.ago is None else some(of.ago)
            return _States(some(of.stabilities), some(of.difficulties), ago)

        return _Turns(
            cards=some(self.cards),
            before=states(self.before),
            recalls=some(self.recalls),
            costs=some(self.costs),
            passed=states(self.passed),
            failed=states(self.failed),
        )


class ExamIndex:
    """The index of cards on a study day, for an exam on a later one."""

    def __init__(
        self,
        memories: Memories,
        exam: int,
        *,
        costs: Costs = Costs(),  # noqa: B008  # a tuple, which nothing can change
        known_before: float = 1.0,
        look_ahead: bool = True,
    ) -> None:
        """``known_before`` is the probability that a new card's first answer is passed.

        Without ``look_ahead`` no later turn is thought of.
        """
        self._memories = memories
        self._exam = exam
        self._costs = costs
        self._known_before = known_before
        self._look_ahead = look_ahead
        starts = [memories.first(passed=passed) for passed in (True, False)]
        self._starts = _States([it[0] for it in starts], [it[1] for it in starts])

    def rank(self, cards: Sequence[int], day: int, seconds: float) -> list[Ranked]:
        """Order cards that have had no turn today, for so many seconds; equal ones as given.

        Those that would gain next to nothing are left out.
        """
        known = self._memories.stability
        turns = self._turns([card for card in cards if known[card]], day)
        new = [card for card in cards if not known[card]]
        costs = dict(zip(turns.cards, turns.costs, strict=True))
        costs.update(dict.fromkeys(new, self._costs.new))
        worths = self._worths(turns, new, day, 0.0)
        worthwhile = [card for card in cards if worths[card] * costs[card] > LEAST_GAIN]
        order = sorted(worthwhile, key=worths.__getitem__, reverse=True)
        price = _going_price(order, worths, costs, seconds) if self._look_ahead else 0.0
        if price > 0:
            near = price * _NEAR
            rivals = turns.only(at for at, it in enumerate(turns.cards) if worths[it] >= near)
            worths.update(self._worths(rivals, new, day, price))
            order = sorted(worthwhile, key=worths.__getitem__, reverse=True)

        return [Ranked(card, costs[card]) for card in order]

    def cost(self, card: int, day: int) -> float:
        """The seconds that a card's turn is expected to take."""
        if not self._memories.stability[card]:
            return self._costs.new

        return self._costs.expected(self._memories.recall(card, day))

    def _turns(self, met: Sequence[int], day: int) -> _Turns:
        memories = self._memories
        stabilities = [memories.stability[card] for card in met]
        difficulties = [memories.difficulty[card] for card in met]
        ago = [day - memories.last[card] for card in met]
        recalls = memories.formulas.recalls(stabilities, ago)
        passed, failed = memories.turns(stabilities, difficulties, recalls)
        difficulty_after = memories.formulas.difficulties

        return _Turns(
            cards=met,
            before=_States(stabilities, difficulties, ago),
            recalls=recalls,
            costs=list(map(self._costs.expected, recalls)),
            passed=_States(passed, difficulty_after(difficulties, Rating.GOOD)),
            failed=_States(failed, difficulty_after(difficulties, Rating.AGAIN)),
        )

    def _worths(
        self, turns: _Turns, new: Sequence[int], day: int, price: float
    ) -> dict[int, float]:
        """The index of cards that have been met, and of new ones."""
        worths = {
            card: (recall * up + (1 - recall) * down - rest) / cost
            for card, recall, cost, up, down, rest in zip(
                turns.cards,
                turns.recalls,
                turns.costs,
                self._prospects(turns.passed, day, price),
                self._prospects(turns.failed, day, price),
                self._prospects(turns.before, day, price),
                strict=True,
            )
        }
        if new:
            worths.update(dict.fromkeys(new, self._beginning(day, price) / self._costs.new))

        return worths

    def _beginning(self, day: int, price: float) -> float:
        """What a new card's first turn leads to."""
        known, unknown = self._prospects(self._starts, day, price)

        return self._known_before * known + (1 - self._known_before) * unknown

    def _prospects(self, states: _States, day: int, price: float) -> list[float]:
        """Expected recall in the exam, less what a later turn costs where it pays."""
        memories, left = self._memories, self._exam - day
        then = self._recalls(states, left)
        later = max(1, left // 2)
        if price <= 0 or later >= left:
            return then
        recalls = self._recalls(states, later)
        passed, failed = memories.turns(states.stabilities, states.difficulties, recalls)
        recalls_in = memories.formulas.recalls_in

        return [
            max(stay, recall * up + (1 - recall) * down - price * cost)
            for stay, recall, up, down, cost in zip(
                then,
                recalls,
                recalls_in(passed, left - later),
                recalls_in(failed, left - later),
                map(self._costs.expected, recalls),
                strict=True,
            )
        ]

    def _recalls(self, states: _States, days: int) -> list[float]:
        """The probability of recall of each card so many days after today."""
        formulas = self._memories.formulas
        if states.ago is None:
            return formulas.recalls_in(states.stabilities, days)

        return formulas.recalls(states.stabilities, [gone + days for gone in states.ago])


def _going_price(
    order: Sequence[int],
    worths: Mapping[int, float],
    costs: Mapping[int, float],
    seconds: float,
) -> float:
    """The index of the first card that there is no time for; 0 where there is time for all."""
    for card in order:
        seconds -= costs[card]
        if seconds < 0:
            return worths[card]

    return 0.0
