"""How much is possible: a bound on expected recall in the exam that no plan exceeds.

Time is what the cards compete for. Give each second of each day a price, and let every card be
studied for its own sake, as well as it can be at these prices: what it then expects to be worth,
less what it pays, is its value V. Then for any prices, and ``B`` seconds a day,

    mean recall in the exam  <=  mean of V  +  B * sum of the prices / number of cards,

because a plan that keeps to the time is one way to study each card, and pays for no more seconds
than there are (weak duality of linear programming). V is a dynamic programme over day, stability
and difficulty. Prices rise where the cards want more time than there is, and fall elsewhere, until
the bound hardly falls any more.

The programme runs on a grid, so the bound is as exact as that is; a finer grid moves it by about a
tenth of a percent.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import exp, log
from typing import NamedTuple

from quizgen.planning.grid import Grid, Places, Turn
from quizgen.planning.learner import Costs, Memories, State

_SPREAD = 0.01
"""Beginnings whose values differ by less than this are taken about equally often: so cards that
are all alike do not all begin on the same day, and the prices come to rest."""

_FIRST_PRICES = (0.0005, 0.001, 0.002, 0.004, 0.008, 0.016)


class Bound(NamedTuple):
    """The least bound that was found, and its prices per second of each day."""

    recall: float
    prices: tuple[float, ...]


class _Beginning(NamedTuple):
    """Some cards that are alike: what they are worth untouched, and their first turn each day."""

    cards: int
    untouched: float
    seconds: Sequence[float]
    places: Sequence[Places]


class _Solved(NamedTuple):
    """Value of all cards at some prices, and the seconds that they want on each day."""

    value: float
    wanted: Sequence[float]


def upper_bound(  # noqa: PLR0913  # who, what, when and how long
    memories: Memories,
    today: int,
    exam: int,
    seconds: float,
    *,
    costs: Costs = Costs(),  # noqa: B008  # a tuple, which nothing can change
    known_before: float = 1.0,
    grid: Grid | None = None,
    rounds: int = 60,
    step: Callable[[], object] = lambda: None,
) -> Bound:
    """Bound the mean recall in the exam with so many seconds on each day before it.

    ``step`` is called :func:`solutions` times.
    """
    cards = len(memories)
    programme = _Programme(memories, exam - today, costs, grid or Grid())
    beginnings = list(programme.beginnings(today, known_before))
    days = exam - today

    def bounded(prices: Sequence[float]) -> tuple[float, _Solved]:
        solved = programme.solve(prices, beginnings)
        step()

        return (solved.value + seconds * sum(prices)) / cards, solved

    free = [0.0] * days
    best = Bound(bounded(free)[0], tuple(free))
    flat = ([price] * days for price in _FIRST_PRICES)
    prices = min(flat, key=lambda each: bounded(each)[0])
    for turn in range(rounds):
        recall, solved = bounded(prices)
        best = min(best, Bound(recall, tuple(prices)))
        reach = 0.3 / (1 + turn / 10)
        prices = [
            price * exp(reach * min(max(log(wanted / seconds + 1e-3), -1.0), 2.0))
            for price, wanted in zip(prices, solved.wanted, strict=True)
        ]

    return best


def solutions(rounds: int) -> int:
    """How often the programme is solved for a bound."""
    return 1 + len(_FIRST_PRICES) + rounds


class _Programme:
    """The dynamic programme of one card, for so many days before the exam."""

    def __init__(self, memories: Memories, days: int, costs: Costs, grid: Grid) -> None:
        self._memories = memories
        self._days = days
        self._costs = costs
        self._grid = grid
        stabilities = [stability for stability, _ in grid.points()]
        recalls_in = memories.formulas.recalls_in
        self._untouched = [recalls_in(stabilities, left) for left in range(days + 1)]
        self._turns = [[], *(grid.turns(memories, costs, gap) for gap in range(1, days))]

    def beginnings(self, today: int, known_before: float) -> Iterator[_Beginning]:
        """Group the cards that are alike."""
        memories = self._memories
        states = zip(memories.stability, memories.difficulty, memories.last, strict=True)
        for (stability, difficulty, last), cards in Counter(states).items():
            if stability:
                yield self._met(cards, State(stability, difficulty, last), today)
            else:
                yield self._new(cards, known_before)

    def _new(self, cards: int, known_before: float) -> _Beginning:
        places = (
            *self._shared(known_before, self._memories.first(passed=True)),
            *self._shared(1 - known_before, self._memories.first(passed=False)),
        )
        days = self._days

        return _Beginning(cards, 0.0, [self._costs.new] * days, [places] * days)

    def _met(self, cards: int, state: State, today: int) -> _Beginning:
        stability, difficulty, last = state
        recall_after, turn = self._memories.formulas.retrievability, self._memories.turn
        ago = [today + day - last for day in range(self._days)]
        recalls = [recall_after(stability, elapsed) for elapsed in ago]

        return _Beginning(
            cards,
            recall_after(stability, today + self._days - last),
            [self._costs.expected(recall) for recall in recalls],
            [
                (
                    *self._shared(recall, turn(stability, difficulty, elapsed, passed=True)),
                    *self._shared(1 - recall, turn(stability, difficulty, elapsed, passed=False)),
                )
                for recall, elapsed in zip(recalls, ago, strict=True)
            ],
        )

    def _shared(self, chance: float, memory: tuple[float, float]) -> Iterator[tuple[int, float]]:
        return ((at, chance * share) for at, share in self._grid.places(*memory))

    def solve(self, prices: Sequence[float], beginnings: Iterable[_Beginning]) -> _Solved:
        """Study each card as well as it can be at these prices."""
        values, gaps = self._values(prices)
        wanted = [0.0] * self._days
        present = [[0.0] * len(self._grid) for _ in range(self._days)]
        total = 0.0
        for each in beginnings:
            worth = [
                sum(share * value[at] for at, share in places) - price * seconds
                for places, value, price, seconds in zip(
                    each.places, values, prices, each.seconds, strict=True
                )
            ]
            best = max(each.untouched, *worth)
            total += each.cards * best
            odds = [exp((it - best) / _SPREAD) for it in worth]
            scale = each.cards / (sum(odds) + exp((each.untouched - best) / _SPREAD))
            for day, odd in enumerate(odds):
                cards = odd * scale
                wanted[day] += cards * each.seconds[day]
                for at, share in each.places[day]:
                    present[day][at] += cards * share
        self._go_on(present, gaps, wanted)

        return _Solved(total, wanted)

    def _values(self, prices: Sequence[float]) -> tuple[list[list[float]], list[list[int]]]:
        """The value of each point on each day after its turn, and days until its best next one.

        A gap of 0 means that no further turn pays.
        """
        days, width = self._days, self._grid.width
        values: list[list[float]] = [[]] * days
        gaps: list[list[int]] = [[]] * days
        for day in reversed(range(days)):
            best = list(self._untouched[days - day])
            chosen = [0] * len(best)
            for gap in range(1, days - day):
                found = _after(self._turns[gap], values[day + gap], width, prices[day + gap])
                for at, value in enumerate(found):
                    if value > best[at]:
                        best[at], chosen[at] = value, gap
            values[day], gaps[day] = best, chosen

        return values, gaps

    def _go_on(
        self,
        present: Sequence[list[float]],
        gaps: Sequence[Sequence[int]],
        wanted: list[float],
    ) -> None:
        """Add the seconds that cards want after their first turn, day by day."""
        width = self._grid.width
        for day, cards in enumerate(present):
            for at, number in enumerate(cards):
                gap = gaps[day][at]
                if not gap or not number:
                    continue
                turn, then = self._turns[gap][at], present[day + gap]
                wanted[day + gap] += number * turn.seconds
                for first, shares in (
                    (turn.passed, turn.passed_shares),
                    (turn.failed, turn.failed_shares),
                ):
                    then[first] += number * shares[0]
                    then[first + 1] += number * shares[1]
                    then[first + width] += number * shares[2]
                    then[first + width + 1] += number * shares[3]


def _after(turns: Sequence[Turn], values: Sequence[float], width: int, price: float) -> list[float]:
    """The value that each point has if its next turn is that one."""
    return [
        p0 * values[p]
        + p1 * values[p + 1]
        + p2 * values[p + width]
        + p3 * values[p + width + 1]
        + f0 * values[f]
        + f1 * values[f + 1]
        + f2 * values[f + width]
        + f3 * values[f + width + 1]
        - price * seconds
        for seconds, p, (p0, p1, p2, p3), f, (f0, f1, f2, f3) in turns
    ]
