"""Replays reviews that are given as columns: the same as from events, several times as fast.

In a long log most reviews carry the interval that was granted and nothing else that would need
an object of its own. Of a card whose last interval was one of days, that and the two figures of
the engine are all there is to know; only others go through their steps as events.
"""

from collections.abc import Callable, Sequence

from quizgen.model import Answer, CardId, Interval, Memory, Moment, Phase, Review
from quizgen.scheduler.engine import Engine, Follower
from quizgen.scheduler.given import Given
from quizgen.scheduler.protocol import SchedulerSettings
from quizgen.scheduler.trace import Trace, ends

History = tuple[CardId, Sequence[int]]
"""A card and the numbers of its reviews, in order."""


def memories(
    given: Given,
    histories: Sequence[History],
    settings: SchedulerSettings,
    engine_for: Callable[[CardId], Engine],
) -> list[Memory]:
    """Return the memory that each card's reviews lead to."""
    followers: dict[Engine, Follower] = {}
    found: list[Memory | None] = []
    stepping: list[tuple[Trace, Review]] = []
    for card, numbers in histories:
        engine = engine_for(card)
        last = numbers[-1]
        days, _ = given.intervals[given.interval[last]]
        if not days:
            stepping.append(_traced(given, card, numbers, settings, engine))
            found.append(None)
            continue
        if engine not in followers:
            followers[engine] = engine.follower([it.grade for it in given.weights])
        stability, difficulty = followers[engine](given.days, given.weight, numbers)
        memory = Memory(
            phase=Phase.REVIEW,
            stability=stability,
            difficulty=difficulty,
            days=days,
            due_day=given.days[last] + days,
            last_day=given.days[last],
            last_instant=given.instants[last],
        )
        found.append(memory)
    traced = iter(ends(stepping))
    return [memory or next(traced) for memory in found]


def _traced(
    given: Given,
    card: CardId,
    numbers: Sequence[int],
    settings: SchedulerSettings,
    engine: Engine,
) -> tuple[Trace, Review]:
    """Trace reviews step by step; return the last one as well."""
    trace = Trace()
    reviews = [_review(given, card, number) for number in numbers]
    for number, review in zip(numbers, reviews, strict=True):
        rating, guess = given.weights[given.weight[number]].grade
        elapsed = max(0, review.moment.day - trace.day)
        state = engine.state(trace.stability, trace.difficulty, elapsed, rating, guess)
        trace.take_granted(review, rating, state, settings)
    return trace, reviews[-1]


def _review(given: Given, card: CardId, number: int) -> Review:
    """Return what a trace needs of a review."""
    days, seconds = given.intervals[given.interval[number]]
    moment = Moment(
        instant=given.instants[number],
        offset=0,
        day=given.days[number],
        next_day=given.next_days[given.moment[number]],
    )
    return Review(
        id="",
        moment=moment,
        card=card,
        kind="",
        answer=Answer(),
        rating=given.weights[given.weight[number]].rating,
        interval=Interval(days=days, seconds=seconds),
    )
