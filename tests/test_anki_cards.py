"""Columns and log entries of Anki's, made of the review log."""

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizgen.anki_cards import Instants, Sort, carried, keeping, state_of, told_by
from quizgen.model import Answer, Card, Interval, Memory, Phase, Rating, Reset, Review, Suspend
from quizgen.progress import fold
from quizgen.scheduler import Fsrs6, SchedulerSettings, moment
from quizgen.scheduler.engine import stored
from quizgen.scheduler.fuzz import f32

CARD = "deck/fact/forward"
NOON = 1_790_000_000_000
MINUTE, DAY = 60_000, 86_400_000
SCHEDULER = Fsrs6()


def review(number: int, after: int, rating: Rating, **interval: int) -> Review:
    """Rate the card some milliseconds after noon."""
    return Review(
        id=f"review-{number}",
        moment=moment(NOON + after, 0),
        card=CARD,
        kind="recall",
        answer=Answer(took=1200),
        rating=rating,
        interval=Interval(**interval),
    )


LIFE = (
    review(1, 0, Rating.GOOD, seconds=600),
    review(2, 10 * MINUTE, Rating.GOOD, days=3),
    review(3, 3 * DAY, Rating.AGAIN, seconds=600),
    review(4, 3 * DAY + 10 * MINUTE, Rating.GOOD, days=1),
)


def rows(events: Sequence[Review | Reset]) -> list[tuple[int, ...]]:
    """Return instant after noon, ease, both intervals and sort of each entry."""
    [told] = told_by(fold(events, SCHEDULER), [CARD], SCHEDULER)

    return [
        (it.instant - NOON, it.ease, it.interval, it.last_interval, int(it.sort))
        for it in (each.entry for each in told)
    ]


def test_a_life_as_anki_logs_it() -> None:
    """Seconds below zero, days above; each entry knows the interval before and what it was."""
    assert rows(LIFE) == [
        (0, 3, -600, 0, Sort.LEARNING),
        (10 * MINUTE, 3, 3, -600, Sort.LEARNING),
        (3 * DAY, 1, -600, 3, Sort.REVIEW),
        (3 * DAY + 10 * MINUTE, 3, 1, -600, Sort.RELEARNING),
    ]


def test_a_reset_is_an_entry_that_makes_the_card_new() -> None:
    """What was answered before it is told as well."""
    reset = Reset(id="reset", moment=moment(NOON + DAY, 0), card=CARD)
    again = review(9, 2 * DAY, Rating.EASY, days=8)

    assert rows([*LIFE[:2], reset, again])[2:] == [
        (DAY, 0, 0, 0, Sort.MANUAL),
        (2 * DAY, 4, 8, 0, Sort.LEARNING),
    ]


def test_difficulty_goes_from_100_to_1100() -> None:
    """As in Anki's log under FSRS."""
    [told] = told_by(fold(LIFE, SCHEDULER), [CARD], SCHEDULER)
    memory = fold(LIFE, SCHEDULER).card(CARD).memory
    assert memory is not None

    assert told[-1].entry.factor == round(100 + (memory.difficulty - 1) / 9 * 1000)


MEMORY = Memory(
    phase=Phase.REVIEW,
    stability=12.3456,
    difficulty=5.123,
    days=12,
    due_day=20_012,
    last_day=20_000,
    last_instant=NOON,
)
STEP = replace(MEMORY, phase=Phase.LEARNING, days=0, remaining=2, due_day=20_000)


@pytest.mark.parametrize(
    ("memory", "columns"),
    [
        (MEMORY, (2, 2, 20_012 - 18_262, 12, 0)),
        (replace(STEP, due_instant=NOON + 5000), (1, 1, NOON // 1000 + 5, 0, 2)),
        (replace(STEP, due_day=20_001), (1, 3, 20_001 - 18_262, 0, 2)),
        (
            replace(MEMORY, phase=Phase.RELEARNING, remaining=1, due_instant=NOON),
            (3, 1, NOON // 1000, 12, 1),
        ),
    ],
    ids=["review", "a step within the day", "a step to the next day", "relearning"],
)
def test_columns_of_each_phase(memory: Memory, columns: tuple[int, ...]) -> None:
    """Type, queue, due, interval and remaining steps; days are counted from the collection's."""
    state = state_of(Card(id=CARD, memory=memory, reps=4, lapses=1), SchedulerSettings())
    assert state is not None

    found = state.type, state.queue, state.due(18_262), state.interval, state.remaining
    assert found == columns
    assert json.loads(state.data()) == {
        "s": pytest.approx(12.3456),
        "d": 5.123,
        "dr": 0.9,
        "decay": 0.154,
        "lrt": NOON // 1000,
    }


def test_a_deck_has_its_own_retention_and_fitted_weights_their_decay() -> None:
    """Anki computes the next interval by what stands with the card."""
    settings = SchedulerSettings(
        deck_retention=(("deck", 0.85),), parameters=(*(1.0,) * 20, 0.2222)
    )
    state = state_of(Card(id=CARD, memory=MEMORY), settings)
    assert state is not None

    assert (state.retention, json.loads(state.data())["decay"]) == (0.85, 0.222)


def test_a_new_card_has_no_columns() -> None:
    """It is for Anki to say where it stands among the new ones."""
    assert state_of(Card(id=CARD), SchedulerSettings()) is None


@pytest.mark.parametrize("stability", [526.3978, 652.056, 775.5112, 834.9686])
def test_anki_keeps_what_it_would_make_another_of(stability: float) -> None:
    """A neighbour of 32 bits is handed, the next one, wherever between two powers of two."""
    assert stored(f32(stability), 4) != stability

    assert stored(keeping(stability), 4) == stability


@given(st.floats(2**-10, 36_500, width=32))
@example(775.5111694335938)
def test_anki_keeps_what_it_is_handed(stability: float) -> None:
    """Rounded once more, as with each of Anki's own writes, it is still the same."""
    ours = stored(stability, 4)

    handed = keeping(ours)

    assert f32(handed) == handed
    assert stored(handed, 4) == ours


def test_entries_of_one_moment_are_set_apart() -> None:
    """A log entry's instant is its id; what finds no free one within a second is left out."""
    [told] = told_by(fold(LIFE, SCHEDULER), [CARD], SCHEDULER)
    entry = told[0].entry
    instants = Instants({NOON + 1})

    placed = [*instants.place([entry, entry, entry])]

    assert [it.instant - NOON for it in placed] == [0, 2, 3]
    assert not [*Instants(range(NOON, NOON + 1000)).place([entry])]


def test_a_package_carries_what_was_met() -> None:
    """New cards bring nothing; one that was put aside is put aside there too."""
    other = "deck/other/forward"
    aside = Suspend(id="suspend", moment=moment(NOON, 60), card=other)
    progress = fold([*LIFE, aside], SCHEDULER)

    found = carried(
        progress, [CARD, other, "deck/new/forward"], SCHEDULER, moment(NOON + DAY, 60), 4
    )

    assert found.offset == 60
    assert found.cards.keys() == {CARD, other}
    assert len(found.cards[CARD].entries) == 4
    assert (found.cards[other].state, found.cards[other].suspended) == (None, True)
