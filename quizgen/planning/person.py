"""Who studies, as far as their log and settings tell: what a simulated learner is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from random import Random

from quizgen.planning.agenda import Agenda, Standing
from quizgen.planning.habits import Turn, costs_of, known_before
from quizgen.planning.learner import Costs, Memories, SimulatedLearner, Steps
from quizgen.scheduler import SchedulerSettings
from quizgen.scheduler.formulas import Formulas

_SPREAD = 0.5
"""Standard deviation of a new card's first stability, on its logarithm: as first ratings of *hard*
and *easy* spread it, and so that cards met together do not come back together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with a memory, a pace, and a scheduler of their own."""

    formulas: Formulas
    costs: Costs = Costs()  # noqa: RUF009  # a tuple, which nothing can change
    steps: Steps = Steps()  # noqa: RUF009  # the same
    #: How likely a new card's first answer is better than *again*.
    known_before: float = 1.0
    #: Longest interval in days.
    maximum: int = 36_500

    def begin(
        self, cards: Sequence[Standing], seed: str, retention: float | None = None
    ) -> tuple[Agenda, Memories]:
        """Make the agenda of this person with these cards, and their memories.

        With the same seed each card has the same luck at its first, second, third turn, whatever
        else is studied.
        """
        spread = Random(f"{seed}/ease")  # noqa: S311  # a simulation, with a seed
        memories = Memories(
            self.formulas,
            [card.state for card in cards],
            steps=self.steps,
            ease=[exp(spread.gauss(0, _SPREAD)) for _ in cards],
        )
        learner = SimulatedLearner(
            memories,
            Random(f"{seed}/answers"),  # noqa: S311  # the same
            costs=self.costs,
            known_before=self.known_before,
        )
        fuzz = Random(f"{seed}/fuzz")  # noqa: S311  # the same
        agenda = Agenda(learner, cards, fuzz, retention=retention, maximum=self.maximum)

        return agenda, memories


def person_of(turns: Sequence[Turn], settings: SchedulerSettings) -> Person:
    """Return who gave these answers, under these settings."""
    return Person(
        formulas=Formulas(settings.parameters),
        costs=costs_of(turns),
        steps=Steps(
            learning=max(0, len(settings.learning_steps) - 1),
            begun_again=len(settings.learning_steps),
            relearning=len(settings.relearning_steps),
        ),
        known_before=known_before(turns),
        maximum=settings.maximum_interval,
    )
