"""What a desired retention takes, and what it keeps: the work, and what is known at the end."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import NamedTuple

from quizgen.planning.agenda import Standing, Work
from quizgen.planning.learner import Costs, Steps
from quizgen.planning.person import Person

RETENTIONS = (0.70, 0.75, 0.80, 0.85, 0.90, 0.95)
"""Desired retentions that are compared."""

_END = 12
"""What is known is averaged over the last twelfth of the days: cards that were met together fade
together, so that a single day says much of where their next turns happen to lie."""

_CARDS = 1000
_MOST_RUNS = 10


class Course(NamedTuple):
    """Study for some days: all that is due on each, and so many new cards a day."""

    person: Person
    cards: Sequence[Standing]
    days: range
    new: int
    seed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """What a desired retention leads to."""

    #: ``None``: of each deck its own.
    retention: float | None
    #: A day, on average; repeats on the same day are answers too.
    answers: float
    seconds: float
    #: Cards met by the end.
    met: float
    #: Cards known, and the probability of recall of a card met: on average over the last days.
    known: float
    recall: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Workloads:
    """Desired retentions beside each other."""

    today: int
    days: int
    #: Of these days, those at the end over which what is known is averaged.
    last: int
    #: Cards there are, and those of them met by today.
    cards: int
    met: int
    new_limit: int
    #: The learner's own; ``None`` where their decks differ.
    own: float | None
    costs: Costs
    seed: str
    each: tuple[Workload, ...]


def workloads(course: Course, step: Callable[[], None] | None = None) -> Workloads:
    """Compare desired retentions, the learner's own among them.

    ``step`` is called for each day that is simulated, :func:`count_steps` times in all.
    """
    return Workloads(
        today=course.days.start,
        days=len(course.days),
        last=_last(course),
        cards=len(course.cards),
        met=sum(card.state.stability > 0 for card in course.cards),
        new_limit=course.new,
        own=_own(course),
        costs=course.person.costs,
        seed=course.seed,
        each=tuple(workload(course, retention, step) for retention in _compared(course)),
    )


def count_steps(course: Course) -> int:
    """Return how many days are simulated in all."""
    return len(_compared(course)) * _runs(course) * len(course.days)


def _own(course: Course) -> float | None:
    """Return the desired retention that all cards have; ``None`` where their decks differ."""
    found = {card.retention for card in course.cards}

    return found.pop() if len(found) == 1 else None


def _compared(course: Course) -> tuple[float | None, ...]:
    own = _own(course)
    if own is None:
        return (*RETENTIONS, None)

    return tuple(sorted({*RETENTIONS, own}))


def workload(
    course: Course, retention: float | None, step: Callable[[], None] | None = None
) -> Workload:
    """Simulate a course, of few cards several times: chance has then less of a say.

    A card's luck is the same whatever the retention.
    """
    found = [_once(course, run, retention, step) for run in range(_runs(course))]

    return Workload(
        retention=retention,
        answers=mean(it.answers for it in found),
        seconds=mean(it.seconds for it in found),
        met=mean(it.met for it in found),
        known=mean(it.known for it in found),
        recall=mean(it.recall for it in found),
    )


def _last(course: Course) -> int:
    return max(1, len(course.days) // _END)


def _runs(course: Course) -> int:
    return min(max(1, _CARDS // max(len(course.cards), 1)), _MOST_RUNS)


def _once(
    course: Course, run: int, retention: float | None, step: Callable[[], None] | None
) -> Workload:
    agenda, memories = course.person.begin(course.cards, f"{course.seed}/{run}", retention)
    work: list[Work] = []
    known: list[float] = []
    met: list[int] = []
    for day in course.days:
        work.append(agenda.work(day, course.new))
        if day >= course.days.stop - _last(course):
            cards = [card for card, stability in enumerate(memories.stability) if stability]
            met.append(len(cards))
            known.append(sum(memories.recall(card, day + 1) for card in cards))
        if step:
            step()

    return Workload(
        retention=retention,
        answers=mean(_answers(work, course.person.steps)),
        seconds=mean(it.seconds for it in work),
        met=met[-1],
        known=mean(known),
        recall=sum(known) / max(sum(met), 1),
    )


def _answers(work: Sequence[Work], steps: Steps) -> Iterator[int]:
    for it in work:
        again = it.lapses * steps.relearning + it.unknown * steps.begun_again
        yield it.reviews + it.new + again + (it.new - it.unknown) * steps.learning
