"""How long right answers take, and from when on one is slow for this learner."""

from dataclasses import replace
from math import exp, log
from random import Random
from statistics import pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_progress import LOGS, review

from quizgen.model import Answer, Event, Mark, Review, Undo, Verdict
from quizgen.progress import ENOUGH, Latencies

RIGHT = Mark(verdict=Verdict.RIGHT, rule="exact")


def timed(number: int, milliseconds: int, kind: str = "typed") -> Review:
    """A right answer that took so long."""
    answer = Answer(took=milliseconds)
    return replace(review(f"r{number}", number), answer=answer, mark=RIGHT, kind=kind)


def of(*events: Event) -> Latencies:
    """The latencies of some events."""
    found = Latencies()
    found.take(events)
    return found


def test_slow_is_the_mean_and_a_deviation_on_the_logarithm() -> None:
    """Of times that vary by factors, as latencies do."""
    chance = Random(1)  # noqa: S311  # chance for a test, with a seed
    times = [int(exp(chance.gauss(8, 0.5))) for _ in range(500)]
    logarithms = [log(time) for time in times]
    expected = exp(sum(logarithms) / 500 + pstdev(logarithms))

    found = of(*(timed(number, time) for number, time in enumerate(times))).slow_from("typed")

    assert found == pytest.approx(expected, rel=0.001)


def test_what_is_slow_is_known_from_a_hundred_answers_of_a_kind() -> None:
    """Until then nothing is, and each kind stands for itself."""
    few = [timed(number, 3000) for number in range(ENOUGH - 1)]
    others = [timed(number, 9000, "choice") for number in range(500, 500 + ENOUGH)]

    assert of(*few, *others).slow_from("typed") == 0
    assert of(*few, timed(900, 3000)).slow_from("typed") == pytest.approx(3000, abs=2)
    assert of(*few, *others).slow_from("choice") == pytest.approx(9000, abs=5)
    assert of().slow_from("typed") == 0


def test_more_than_a_minute_is_a_minute() -> None:
    """Somebody who went for a coffee does not make everything else fast."""
    hour = of(*(timed(number, 3_600_000) for number in range(ENOUGH)))

    assert hour.slow_from("typed") == pytest.approx(60_000, abs=30)
    assert of(timed(1, 1)).sums == {"typed": [1, 0, 0]}
    # Nobody has taken the time of what was answered on paper.
    assert of(timed(1, 0)).sums == {}


@pytest.mark.parametrize(
    "event",
    [
        replace(timed(1, 3000), mark=None),
        replace(timed(1, 3000), mark=Mark(verdict=Verdict.WRONG, rule="words")),
        replace(timed(1, 3000), counted=False),
        replace(timed(1, 3000), replaces="r0"),
        Undo(id="u", moment=timed(1, 1).moment, ref="r1"),
    ],
    ids=["self-rated", "wrong", "in a quiz", "rated anew", "no answer"],
)
def test_what_tells_no_time(event: Event) -> None:
    """Only what was studied, marked and right does, and each answer once."""
    assert not of(event).sums


@given(LOGS, st.integers(0, 25))
def test_halves_of_a_log_add_up(events: list[Event], cut: int) -> None:
    """Whatever comes first."""
    first = of(*events[cut:])
    both = Latencies(first.sums)
    both.take(events[:cut])

    assert both.sums == of(*events).sums
    assert first.sums == of(*events[cut:]).sums
