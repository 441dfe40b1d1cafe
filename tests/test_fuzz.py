"""Jitter: Anki's random numbers, number for number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.scheduler.fuzz import fuzz_range, seeded_fuzz

SEEDS = st.integers(0, 2**64 - 1)


@pytest.mark.parametrize(
    ("seed", "factor"),
    [
        (0, 0.801459193),
        (1, 0.824952602),
        (1500000000000, 0.026122808),
        (1795403908005, 0.772122145),
    ],
)
def test_factors_are_those_of_anki(seed: int, factor: float) -> None:
    """The first random number of a seed is the one that Anki draws."""
    [fuzz] = seeded_fuzz([seed])

    assert fuzz.factor == pytest.approx(factor, abs=5e-10)


@pytest.mark.parametrize(("seed", "seconds"), [(0, 720), (1, 723), (1500000000000, 603)])
def test_learning_steps_are_stretched_as_in_anki(seed: int, seconds: int) -> None:
    """Ten minutes become a little more, the same little as there."""
    [fuzz] = seeded_fuzz([seed])

    assert fuzz.seconds(600) == seconds


@pytest.mark.parametrize(
    ("interval", "minimum", "expected"),
    [
        (2.4, 1, (2, 2)),
        (2.5, 1, (2, 4)),
        (7.0, 1, (5, 9)),
        (10.0, 1, (8, 12)),
        (20.0, 1, (17, 23)),
        (100.0, 1, (93, 107)),
        (365.0, 1, (345, 385)),
        (10.0, 12, (12, 14)),
    ],
)
def test_ranges_are_those_of_anki(interval: float, minimum: int, expected: tuple[int, int]) -> None:
    """The range grows with the interval and starts no lower than the minimum."""
    assert fuzz_range(interval, minimum, 36_500) == expected


@given(interval=st.floats(2.5, 40_000), minimum=st.integers(1, 36_500))
def test_from_two_and_a_half_days_on_there_is_a_choice(interval: float, minimum: int) -> None:
    """Only the maximum leaves a single day."""
    low, high = fuzz_range(interval, minimum, 36_500)

    assert low < high or high == 36_500


def test_one_seed_gives_the_same_alone_and_among_thousands() -> None:
    """Lanes do not touch each other, whatever their number."""
    seeds = [*range(5000), 2**64 - 1]

    together = [fuzz.factor for fuzz in seeded_fuzz(seeds)]

    for index in (0, 1, 2047, 2048, 4095, 4096, 5000):
        [alone] = seeded_fuzz([seeds[index]])
        assert together[index] == alone.factor


def test_no_seeds_give_nothing() -> None:
    """An empty batch is an empty list."""
    assert seeded_fuzz([]) == []


@given(
    seed=SEEDS,
    interval=st.floats(0, 40_000),
    minimum=st.integers(0, 40_000),
    maximum=st.integers(1, 36_500),
)
def test_days_stay_within_the_range(seed: int, interval: float, minimum: int, maximum: int) -> None:
    """Whatever the minimum asks for, an interval is at least a day and at most the maximum."""
    [fuzz] = seeded_fuzz([seed])
    lowest = min(max(minimum, 1), maximum)

    assert lowest <= fuzz.days(interval, minimum, maximum) <= maximum


@given(seed=SEEDS, seconds=st.integers(0, 10_000_000))
def test_seconds_grow_by_a_quarter_or_five_minutes_at_most(seed: int, seconds: int) -> None:
    """A step is never shortened."""
    [fuzz] = seeded_fuzz([seed])

    assert seconds <= fuzz.seconds(seconds) <= seconds + min(seconds // 4, 300)


def test_fuzz_is_spread_evenly() -> None:
    """Over many seeds the days of a range come about equally often; none is favoured."""
    counts = dict.fromkeys(range(8, 13), 0)
    for fuzz in seeded_fuzz(range(10_000)):
        counts[fuzz.days(10.0, 1, 36_500)] += 1

    assert all(1850 < count < 2150 for count in counts.values()), counts
