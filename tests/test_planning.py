"""Planning: a simulated learner, what to do until an exam, and how much is possible."""

from collections.abc import Callable, Sequence
from itertools import combinations
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quizgen.model import Rating
from quizgen.planning import (
    Costs,
    ExamIndex,
    Greedy,
    Grid,
    Memories,
    NewFirst,
    Policy,
    SimulatedLearner,
    State,
    Steps,
    WhenDue,
    study,
    upper_bound,
)
from quizgen.planning.index import LEAST_GAIN
from quizgen.scheduler.formulas import Formulas

FSRS = Formulas()
COSTS = Costs()
NEW = State()

met = st.builds(State, st.floats(0.1, 200), st.floats(1, 10), st.integers(-60, -1))
cards = st.lists(st.just(NEW) | met, min_size=1, max_size=6)

Make = Callable[[Memories, int], Policy]
POLICIES: Sequence[Make] = (
    lambda memories, exam: Greedy(ExamIndex(memories, exam)),
    lambda memories, exam: Greedy(ExamIndex(memories, exam, look_ahead=False)),
    lambda memories, _: WhenDue(memories, COSTS),
    lambda memories, _: NewFirst(memories, COSTS),
)


def simulated(
    states: Sequence[State], make: Make, seed: object, *, days: int, seconds: float
) -> float:
    """Study by a policy from day 0 on; return the mean recall on the day after the last."""
    memories = Memories(FSRS, states)
    learner = SimulatedLearner(memories, Random(f"{seed}"))  # noqa: S311  # a seeded learner
    study(learner, make(memories, days), memories, [(day, seconds) for day in range(days)])

    return sum(memories.recall(card, days) for card in range(len(states))) / len(states)


# The learner


def test_a_new_card_is_met_with_its_steps() -> None:
    """A failed first answer is repeated on the same day until the steps are passed."""
    memories = Memories(FSRS, [NEW, NEW], steps=Steps(learning=1, begun_again=2))

    memories.follow(0, 5, passed=True)
    memories.follow(1, 5, passed=False)

    good = FSRS.same_day(*FSRS.first(Rating.GOOD))
    again = FSRS.same_day(*FSRS.same_day(*FSRS.first(Rating.AGAIN)))
    assert (memories.stability[0], memories.difficulty[0], memories.last[0]) == (*good, 5)
    assert (memories.stability[1], memories.difficulty[1], memories.last[1]) == (*again, 5)


def test_the_share_of_passes_is_the_recall() -> None:
    """A learner passes as often as the memories say."""
    memories = Memories(FSRS, [State(10.0, 5.0, 0)] * 4000)
    learner = SimulatedLearner(memories, Random("passes"))  # noqa: S311  # a seeded learner
    recall = memories.recall(0, 20)

    passes = sum(learner.answer(card, 20)[0] for card in range(4000))

    assert passes / 4000 == pytest.approx(recall, abs=0.02)


def test_a_turn_costs_what_it_is() -> None:
    """New cards, passes and lapses have their own prices."""
    costs = Costs(passed=1.0, failed=2.0, new=4.0)
    memories = Memories(FSRS, [NEW, State(1000.0, 5.0, 9), State(0.001, 5.0, -10_000)])
    learner = SimulatedLearner(memories, Random(2), costs=costs)  # noqa: S311  # a seeded learner

    given_answers = [learner.answer(card, 10) for card in range(3)]

    assert given_answers == [(True, 4.0), (True, 1.0), (False, 2.0)]


def test_luck_belongs_to_the_card_and_its_turn() -> None:
    """Whatever else is studied in between, a card meets the same luck."""
    states = [State(3.0, 5.0, 0)] * 40

    def passes(order: Sequence[int]) -> set[int]:
        learner = SimulatedLearner(Memories(FSRS, states), Random(7))  # noqa: S311  # a seeded learner
        return {card for card in order if learner.answer(card, 9)[0]}

    assert 0 < len(passes(range(40))) < 40
    assert passes(range(40)) == passes(range(39, -1, -1))
    assert passes(range(0, 40, 2)) == {card for card in passes(range(40)) if card % 2 == 0}


@given(st.lists(met, min_size=1, max_size=5), st.integers(0, 40))
def test_many_cards_at_once_are_as_one_by_one(states: list[State], day: int) -> None:
    """What is said of a list of cards is what is said of each of them."""
    memories = Memories(FSRS, states)
    numbers = range(len(states))
    recalls = memories.recalls(numbers, day)
    passed, failed = memories.turns(memories.stability, memories.difficulty, recalls)

    assert recalls == pytest.approx([memories.recall(card, day) for card in numbers])
    for card, (stability, difficulty, last) in enumerate(states):
        elapsed = day - last
        after = memories.turn(stability, difficulty, elapsed, passed=True)
        lapsed = memories.turn(stability, difficulty, elapsed, passed=False)
        assert (passed[card], failed[card]) == pytest.approx((after[0], lapsed[0]))


# The index


def test_on_the_last_day_the_greedy_choice_is_the_best_up_to_one_card() -> None:
    """No choice of cards that fits gains more than the greedy one with its next card added."""
    chance = Random("knapsack")  # noqa: S311  # made-up cards
    for _ in range(60):
        states = [
            NEW
            if chance.random() < 0.2
            else State(chance.uniform(0.2, 40), chance.uniform(1, 10), -chance.randint(1, 40))
            for _ in range(8)
        ]
        memories = Memories(FSRS, states)
        seconds = chance.uniform(10, 90)
        ranked = ExamIndex(memories, 1).rank(range(8), 0, seconds)
        gains = {card: gain(memories, card) for card in range(8)}
        costs = {it.card: it.seconds for it in ranked}
        best = max(
            sum(gains[card] for card in chosen)
            for size in range(9)
            for chosen in combinations(range(8), size)
            if sum(costs[card] for card in chosen) <= seconds
        )
        rest, found = seconds, 0.0
        for card, cost in ranked:
            found += max(gains[card], 0.0)
            rest -= cost
            if rest < 0:
                break

        assert found >= best - 1e-9


def gain(memories: Memories, card: int) -> float:
    """What a turn on day 0 adds to recall on day 1."""
    stability, difficulty, last = (
        memories.stability[card],
        memories.difficulty[card],
        memories.last[card],
    )
    if not stability:
        return FSRS.retrievability(memories.first(passed=True)[0], 1)
    recall = FSRS.retrievability(stability, -last)
    passed, _ = memories.turn(stability, difficulty, -last, passed=True)
    failed, _ = memories.turn(stability, difficulty, -last, passed=False)
    after = recall * FSRS.retrievability(passed, 1) + (1 - recall) * FSRS.retrievability(failed, 1)

    return after - FSRS.retrievability(stability, 1 - last)


@given(cards, st.integers(1, 60), st.floats(1, 2000))
def test_ranking_orders_what_is_worth_a_turn(
    states: list[State], left: int, seconds: float
) -> None:
    """A card stands in the order once or not at all, and costs what a turn is expected to take."""
    memories = Memories(FSRS, states)

    ranked = ExamIndex(memories, left).rank(range(len(states)), 0, seconds)

    found = [it.card for it in ranked]
    assert len(found) == len(set(found))
    assert {card for card, state in enumerate(states) if state == NEW} <= set(found)
    for card, cost in ranked:
        recall = memories.recall(card, 0)
        expected = COSTS.expected(recall) if memories.stability[card] else COSTS.new
        assert cost == pytest.approx(expected)


@given(cards, st.floats(1, 2000))
def test_what_would_gain_next_to_nothing_is_left(states: list[State], seconds: float) -> None:
    """On the last day those cards are out whose turn adds less than 0.2 points."""
    memories = Memories(FSRS, states)

    ranked = ExamIndex(memories, 1).rank(range(len(states)), 0, seconds)

    worth = {card for card in range(len(states)) if gain(memories, card) > LEAST_GAIN}
    assert {it.card for it in ranked} == worth


@settings(max_examples=50)
@given(cards, st.integers(3, 60), st.floats(1, 100))
def test_looking_ahead_orders_the_same_cards(
    states: list[State], left: int, seconds: float
) -> None:
    """Whoever thinks of a later turn orders the same cards as whoever does not."""
    memories = Memories(FSRS, states)
    ahead, plain = (
        ExamIndex(memories, left, look_ahead=look).rank(range(len(states)), 0, seconds)
        for look in (True, False)
    )

    assert sorted(ahead) == sorted(plain)


def test_new_cards_come_in_their_order() -> None:
    """Cards that are worth the same keep the order that was given."""
    ranked = ExamIndex(Memories(FSRS, [NEW] * 9), 30).rank([4, 2, 8, 0], 0, 60.0)

    assert [it.card for it in ranked] == [4, 2, 8, 0]


# Days of study


@settings(max_examples=30, deadline=None)
@given(cards, st.integers(0, 99), st.floats(10, 200))
def test_siblings_have_one_turn_a_day(states: list[State], seed: int, seconds: float) -> None:
    """Of a fact's cards, one a day is studied; and never a card twice."""
    memories = Memories(FSRS, states)
    learner = SimulatedLearner(memories, Random(seed))  # noqa: S311  # a seeded learner
    facts = [card // 2 for card in range(len(states))]

    study(learner, Greedy(ExamIndex(memories, 9)), memories, [(3, seconds)], facts)

    studied = [facts[card] for card in range(len(states)) if memories.last[card] == 3]
    assert len(studied) == len(set(studied))


@settings(max_examples=30, deadline=None)
@given(cards, st.integers(0, 99), st.floats(0, 300))
def test_a_day_takes_no_more_than_it_has(states: list[State], seed: int, seconds: float) -> None:
    """Only the luck of the last card may draw a day out."""
    memories = Memories(FSRS, states)
    learner = SimulatedLearner(memories, Random(seed))  # noqa: S311  # a seeded learner

    spent = study(learner, Greedy(ExamIndex(memories, 9)), memories, [(0, seconds)])

    assert spent <= seconds + COSTS.failed - COSTS.passed


@pytest.mark.parametrize("make", POLICIES)
def test_the_same_seed_gives_the_same_study(make: Make) -> None:
    """A simulation is determined by its seed."""
    states = [NEW] * 30
    first, second, other = (
        simulated(states, make, seed, days=8, seconds=100) for seed in ("a", "a", "b")
    )

    assert first == second
    assert first != other


def test_more_minutes_lead_to_more() -> None:
    """With the same luck, more time a day is never expected to hurt."""
    chance = Random("minutes")  # noqa: S311  # made-up cards
    states = [NEW] * 60 + [
        State(chance.uniform(0.3, 30), chance.uniform(1, 10), -chance.randint(1, 30))
        for _ in range(60)
    ]
    recalls = [
        sum(
            simulated(states, POLICIES[0], seed, days=12, seconds=60 * minutes) for seed in range(4)
        )
        / 4
        for minutes in (0, 1, 2, 4, 8, 16)
    ]

    assert recalls == sorted(recalls)
    assert recalls[-1] > recalls[0] + 0.3


# How much is possible


@settings(max_examples=12, deadline=None)
@given(st.lists(st.just(NEW) | met, min_size=3, max_size=3), st.integers(2, 6), st.floats(10, 60))
def test_no_policy_exceeds_the_bound(states: list[State], days: int, seconds: float) -> None:
    """What policies come to stays below the bound, but for luck and the grid."""
    bound = upper_bound(Memories(FSRS, states * 20), 0, days, seconds * 20, rounds=12)

    assume(bound.recall < 1.0)
    for make in POLICIES:
        recall = simulated(states * 20, make, 1, days=days, seconds=seconds * 20)
        assert recall <= bound.recall + 0.015


def test_with_time_enough_the_bound_is_the_best_that_a_card_can_do() -> None:
    """On the last day, that is one turn: for time that is not scarce nothing is paid."""
    memories = Memories(FSRS, [State(2.0, 5.0, -4)])
    best = gain(memories, 0) + FSRS.retrievability(2.0, 5)

    bound = upper_bound(memories, 0, 1, 1e6)

    assert bound.recall == pytest.approx(best, abs=0.002)


def test_a_finer_grid_hardly_moves_the_bound() -> None:
    """The grid is fine enough to state the bound in tenths of a percent."""
    memories = Memories(FSRS, [NEW] * 40)
    coarse, fine = (
        upper_bound(memories, 0, 7, 240, known_before=0.5, grid=grid, rounds=30).recall
        for grid in (Grid(), Grid(100, 16))
    )

    assert coarse == pytest.approx(fine, abs=0.002)
