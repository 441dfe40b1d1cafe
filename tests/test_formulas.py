"""The formulas for simulations say what the engine says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.model import Rating
from quizgen.scheduler import PARAMETER_RANGES
from quizgen.scheduler.engine import Engine
from quizgen.scheduler.formulas import Formulas

weights = st.just(Formulas().weights) | st.tuples(*(st.floats(*ends) for ends in PARAMETER_RANGES))
ratings = st.sampled_from(Rating)


@given(weights, ratings)
def test_first_answers_are_as_the_engine_says(w: tuple[float, ...], rating: Rating) -> None:
    """A new card gets the engine's stability and difficulty."""
    said = Engine(w, 0.9).states(0, 0, 0)[rating]

    assert Formulas(w).after(0, 0, 0, rating) == pytest.approx(
        (said.stability, said.difficulty), rel=1e-4
    )


@settings(max_examples=500)
@given(
    weights,
    st.floats(0.01, 3000),
    st.floats(1, 10),
    st.just(0) | st.integers(1, 5) | st.integers(1, 1000),
    ratings,
)
def test_later_answers_are_as_the_engine_says(
    w: tuple[float, ...], stability: float, difficulty: float, elapsed: int, rating: Rating
) -> None:
    """So does any other, on the same day or later.

    Where recall is all but certain, 32 bits leave the engine few digits of what may be forgotten;
    nor of what is left after forgetting, where a power is hardly more than the 1 taken from it.
    """
    engine = Engine(w, 0.9)
    said = engine.states(stability, difficulty, elapsed)[rating]
    sure = elapsed > 0 and engine.retrievability(stability, elapsed) > 0.99
    left = (stability + 1) ** w[13] - 1
    few_digits = 2**-22 / left if left and elapsed and rating is Rating.AGAIN else 0

    assert Formulas(w).after(stability, difficulty, elapsed, rating) == pytest.approx(
        (said.stability, said.difficulty), rel=max(few_digits, 5e-3 if sure else 1e-4)
    )


@given(weights, st.floats(0.01, 3000), st.integers(0, 1000))
def test_forgetting_is_as_the_engine_says(
    w: tuple[float, ...], stability: float, elapsed: int
) -> None:
    """The probability of recall is the engine's."""
    said = Engine(w, 0.9).retrievability(stability, elapsed)

    assert Formulas(w).retrievability(stability, elapsed) == pytest.approx(said, rel=1e-9)


@given(weights, st.floats(0.01, 3000), st.floats(0.5, 0.99))
def test_an_interval_is_the_way_to_the_desired_retention(
    w: tuple[float, ...], stability: float, retention: float
) -> None:
    """After the interval of a retention the probability of recall is that retention."""
    formulas = Formulas(w)

    days = formulas.interval(stability, retention)

    assert formulas.retrievability(stability, days) == pytest.approx(retention)
