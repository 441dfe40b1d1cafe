"""What a desired retention takes, and what it keeps: the work and what is known at the end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import mean
from typing import NamedTuple

from quizgen.planning.agenda import Agenda, Standing
from quizgen.planning.learner import Costs, Memories, SimulatedLearner, Steps
from quizgen.scheduler import Formulas

RETENTIONS = (0.70, 0.75, 0.80, 0.85, 0.90, 0.95)
"""Desired retentions that are compared."""

LAST = 30
"""Days at the end over which what is known is averaged: cards met together fade together, so that
a single day says much of where their next turns happen to lie."""

_CARDS = 1000
_MOST_RUNS = 10


class Person(NamedTuple):
    """Who studies, as far as it is known."""

    formulas: Formulas
    costs: Costs = Costs()
    steps: Steps = Steps()
    #: How likely a new card's first answer is better than *again*.
    known_before: float = 1.0
    #: Longest interval in days.
    maximum: int = 36_500


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """What a desired retention leads to."""

    retention: float
    #: A day, on average; repeats on the same day are answers too.
    answers: float
    seconds: float
    #: Cards met by the end.
    met: float
    #: Cards known, and the probability of recall of a card met: on average in the last 30 days.
    known: float
    recall: float


def workload(  # noqa: PLR0913  # what it depends on
    person: Person,
    cards: Sequence[Standing],
    today: int,
    *,
    retention: float,
    days: int,
    new: int,
    seed: str,
    step: Callable[[], None] | None = None,
) -> Workload:
    """Simulate study from today on, all that is due each day and so many new cards a day.

    Few cards are gone through several times, so that chance has less of a say; the cards' luck is
    the same whatever the retention. ``step`` is called for each day that was simulated.
    """
    number = runs(len(cards))
    found = [
        _once(person, cards, range(today, today + days), retention, new, f"{seed}/{run}", step)
        for run in range(number)
    ]

    return Workload(
        retention=retention,
        answers=sum(it.answers for it in found) / number,
        seconds=sum(it.seconds for it in found) / number,
        met=sum(it.met for it in found) / number,
        known=sum(it.known for it in found) / number,
        recall=sum(it.recall for it in found) / number,
    )


def runs(cards: int) -> int:
    """Return how often so many cards are gone through."""
    return min(max(1, _CARDS // max(cards, 1)), _MOST_RUNS)


def _once(
    person: Person,
    cards: Sequence[Standing],
    days: range,
    retention: float,
    new: int,
    seed: str,
    step: Callable[[], None] | None,
) -> Workload:
    agenda, memories = begun(person, cards, retention, seed)
    steps = person.steps
    answers, seconds = 0, 0.0
    known: list[float] = []
    recall: list[float] = []
    for day in days:
        work = agenda.work(day, new)
        answers += work.reviews + work.lapses * steps.relearning
        answers += work.new + (work.new - work.unknown) * steps.learning
        answers += work.unknown * steps.begun_again
        seconds += work.seconds
        if day >= days.stop - LAST:
            met = [card for card, stability in enumerate(memories.stability) if stability]
            known.append(sum(memories.recall(card, day + 1) for card in met))
            recall.append(known[-1] / max(len(met), 1))
        if step:
            step()

    return Workload(
        retention=retention,
        answers=answers / len(days),
        seconds=seconds / len(days),
        met=len(met),
        known=mean(known),
        recall=mean(recall),
    )


def begun(
    person: Person, cards: Sequence[Standing], retention: float, seed: str
) -> tuple[Agenda, Memories]:
    """Make an agenda of a learner who has these cards, and the learner's memories."""
    memories = Memories(person.formulas, [card.state for card in cards], steps=person.steps)
    learner = SimulatedLearner(
        memories,
        Random(f"{seed}/answers"),  # noqa: S311  # a simulation, with a seed
        costs=person.costs,
        known_before=person.known_before,
    )
    fuzz = Random(f"{seed}/fuzz")  # noqa: S311  # the same
    agenda = Agenda(learner, cards, fuzz, retention=retention, maximum=person.maximum)

    return agenda, memories
