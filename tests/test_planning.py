"""Planning: a simulated learner, what to do until an exam, and how much is possible."""

from random import Random

import pytest

from quizgen.model import Rating
from quizgen.planning import Costs, Memories, SimulatedLearner, State, Steps
from quizgen.scheduler import Formulas

FSRS = Formulas()


def test_a_new_card_is_met_with_its_steps() -> None:
    """A failed first answer is repeated on the same day until the steps are passed."""
    memories = Memories(FSRS, [State(), State()], steps=Steps(learning=1, begun_again=2))

    memories.follow(0, 5, passed=True)
    memories.follow(1, 5, passed=False)

    good = FSRS.same_day(*FSRS.first(Rating.GOOD))
    again = FSRS.same_day(*FSRS.same_day(*FSRS.first(Rating.AGAIN)))
    assert (memories.stability[0], memories.difficulty[0], memories.last[0]) == (*good, 5)
    assert (memories.stability[1], memories.difficulty[1], memories.last[1]) == (*again, 5)


def test_the_share_of_passes_is_the_recall() -> None:
    """A learner passes as often as the memories say."""
    memories = Memories(FSRS, [State(10.0, 5.0, 0)] * 4000)
    learner = SimulatedLearner(memories, Random("passes"))  # noqa: S311  # not for secrets
    recall = memories.recall(0, 20)

    passes = sum(learner.answer(card, 20)[0] for card in range(4000))

    assert passes / 4000 == pytest.approx(recall, abs=0.02)


def test_a_turn_costs_what_it_is() -> None:
    """New cards, passes and lapses have their own prices."""
    costs = Costs(passed=1.0, failed=2.0, new=4.0)
    memories = Memories(FSRS, [State(), State(1000.0, 5.0, 9), State(0.001, 5.0, -10_000)])
    learner = SimulatedLearner(memories, Random(1), costs=costs)  # noqa: S311  # not for secrets

    assert [learner.answer(card, 10) for card in range(3)] == [
        (True, 4.0),
        (True, 1.0),
        (False, 2.0),
    ]
