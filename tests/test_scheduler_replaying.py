"""The replay of reviews in columns comes to what the replay of the same reviews as events does."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from test_scheduler import CARD, EACH_SCHEDULER, NOON, SETTINGS, review

from quizgen.model import Interval, Mark, Moment, Rating, Review, Verdict
from quizgen.progress import weigh
from quizgen.scheduler import Given, Scheduler, SchedulerSettings

DAYS = st.lists(st.integers(0, 400), min_size=1, max_size=8)
INTERVALS = st.sampled_from([Interval(days=1), Interval(days=30), Interval(seconds=600)])


@st.composite
def histories(draw: st.DrawFn) -> list[Review]:
    """The reviews of a card, all of which carry their interval."""
    found = []
    instant, day = NOON.instant, NOON.day
    for gap in draw(DAYS):
        day += gap
        instant += gap * 86_400_000 + 60_000
        at = Moment(
            instant=instant,
            offset=60,
            day=day,
            next_day=NOON.next_day + (day - NOON.day) * 86_400_000,
        )
        made = review(
            draw(st.sampled_from(Rating)), at, draw(INTERVALS), draw(st.sampled_from([0, 2, 4]))
        )
        if made.mark and draw(st.booleans()):
            made = replace(made, mark=Mark(verdict=Verdict.WRONG, rule="exact"))
        found.append(made)
    return found


def columns(reviews: list[Review], scheduler: Scheduler) -> Given:
    """The same reviews as columns."""
    numbers = [*range(len(reviews))]
    made = Given(
        days=[it.moment.day for it in reviews],
        moment=numbers,
        weight=numbers,
        interval=numbers,
        next_days=[it.moment.next_day for it in reviews],
        weights=[weigh(it, scheduler.policy) for it in reviews],
        intervals=[(it.interval.days, it.interval.seconds) for it in reviews],
    )
    made.instants.extend(it.moment.instant for it in reviews)
    return made


@EACH_SCHEDULER
@given(both=st.tuples(histories(), histories()), wanted=SETTINGS, retention=st.floats(0.7, 0.97))
@settings(deadline=None)
def test_columns_lead_where_events_do(
    make: type[Scheduler],
    both: tuple[list[Review], list[Review]],
    wanted: SchedulerSettings,
    retention: float,
) -> None:
    """To the bit, whatever the steps and the desired retention of a deck."""
    deck = CARD.partition("/")[0]
    scheduler = make(replace(wanted, deck_retention=((deck, retention),)))  # type: ignore[call-arg]  # as all of them
    other = [replace(it, card="plants/oak/forward") for it in both[1]]
    reviews = [*both[0], *other]
    first = [*range(len(both[0]))]
    rest = [*range(len(both[0]), len(reviews))]

    memories = scheduler.memories(
        columns(reviews, scheduler), [(CARD, first), ("plants/oak/forward", rest)]
    )

    assert memories == [it.memory for it in scheduler.replay([both[0], other])]
