"""What a plan for an exam is worth: recall on the day by several ways to study, and the bound.

    python benchmarks/planning.py [CARDS]

Five scenarios of so many new cards, days and minutes a day; five learners, of whom the planner
knows only FSRS-6's default weights: one whom they fit, and four who differ; three seeds. Each
card's first stability is spread by a factor of e^(0.5 z), z standard normal, unknown to the
planner too. Half of the new cards are known at first; a pass takes 8 s, a failure 20 s and a new
card 30 s, in which the repeats of that day are included. Recall is the mean over all cards on the
day of the exam, a card that was never met counting 0; behind it, recall 60 days later.

Then tight budgets against the bound that no plan exceeds, for three learners whom the planner
knows, with cards that are all alike: the ratio of what the plan reaches to what is possible.

CARDS scales the scenarios, cards and minutes alike; 600 is the size in their names. Nothing here
depends on how fast the machine is: the same seeds give the same figures.
"""

import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from math import exp
from random import Random
from types import MappingProxyType
from typing import NamedTuple

from quizgen.planning import (
    Costs,
    ExamIndex,
    Greedy,
    Memories,
    NewFirst,
    Policy,
    SimulatedLearner,
    State,
    Steps,
    WhenDue,
    study,
    upper_bound,
)
from quizgen.scheduler.formulas import Formulas

FULL, SMALL = 600, 150
SEEDS = range(3)
SPREAD = 0.5
KNOWN_BEFORE = 0.5
LATER = 60
COSTS = Costs(passed=8, failed=20, new=30)
# Repeats on the same day cost time, and are not taken to strengthen the memory.
STEPS = Steps(learning=0, begun_again=0, relearning=0)
DEFAULTS = Formulas().weights


class Scenario(NamedTuple):
    """So many new cards, days until the exam, and minutes on each."""

    cards: int
    days: int
    minutes: float

    def scaled(self, size: int) -> "Scenario":
        """The same, smaller or larger."""
        return Scenario(
            max(1, round(self.cards * size / FULL)), self.days, self.minutes * size / FULL
        )


SCENARIOS = (
    Scenario(200, 14, 10),
    Scenario(300, 30, 10),
    Scenario(300, 30, 20),
    Scenario(500, 60, 15),
    Scenario(600, 30, 15),
)
TIGHT = (SCENARIOS[0], SCENARIOS[1], SCENARIOS[4])


def person(first: float = 1.0, gain: float = 0.0, decay: float = DEFAULTS[20]) -> Formulas:
    """FSRS-6 with first stabilities times a factor, w8 moved, and another decay."""
    weights = [*(first * each for each in DEFAULTS[:4]), *DEFAULTS[4:]]
    weights[8] += gain
    weights[20] = decay
    return Formulas(weights)


LEARNERS: Mapping[str, Formulas] = MappingProxyType(
    {
        "as the defaults": person(),
        "forgets sooner": person(first=0.5),
        "forgets later": person(first=2.0),
        "gains less by reviews": person(gain=-0.5),
        "has a longer tail": person(decay=0.1),
    }
)
KNOWN = ("as the defaults", "forgets sooner", "forgets later")

Make = Callable[[Memories, int], Policy]
RETENTIONS = (0.7, 0.8, 0.85, 0.9, 0.95)
FSRS = "FSRS 0.9, reviews first"
GREEDY = "greedy"


def _when_due(retention: float) -> Make:
    return lambda memories, _: WhenDue(memories, COSTS, retention)


def _greedy(*, look_ahead: bool) -> Make:
    return lambda memories, exam: Greedy(
        ExamIndex(memories, exam, costs=COSTS, known_before=KNOWN_BEFORE, look_ahead=look_ahead)
    )


POLICIES: Mapping[str, Sequence[Make]] = MappingProxyType(
    {
        FSRS: [_when_due(0.9)],
        "the same, best retention of 5": [_when_due(each) for each in RETENTIONS],
        "new first, then the weakest": [lambda memories, _: NewFirst(memories, COSTS)],
        "greedy, no look ahead": [_greedy(look_ahead=False)],
        GREEDY: [_greedy(look_ahead=True)],
    }
)
"""Name → one policy, or several of which each learner's best counts."""


class Outcome(NamedTuple):
    """Mean recall of all cards on the day of the exam, and so many days later."""

    exam: float
    later: float


def simulate(
    scenario: Scenario, formulas: Formulas, make: Make, seed: int, *, known: bool = False
) -> Outcome:
    """Let somebody study by a policy; one who is known is as the planner thinks."""
    cards, days, minutes = scenario
    chance = Random(f"cards/{seed}")  # noqa: S311  # chance for a simulation, with a seed
    ease = () if known else [exp(chance.gauss(0, SPREAD)) for _ in range(cards)]
    states = [State()] * cards
    memories = Memories(formulas, states, steps=STEPS, ease=ease)
    view = memories if known else Memories(Formulas(), states, steps=STEPS)
    luck = Random(f"luck/{seed}")  # noqa: S311  # the same
    learner = SimulatedLearner(memories, luck, costs=COSTS, known_before=KNOWN_BEFORE)
    study(learner, make(view, days), view, [(day, 60 * minutes) for day in range(days)])
    exam, later = (
        statistics.fmean(memories.recall(card, day) for card in range(cards))
        for day in (days, days + LATER)
    )
    return Outcome(exam, later)


def mean_of(outcomes: Sequence[Outcome]) -> Outcome:
    """The mean of some outcomes."""
    return Outcome(*map(statistics.fmean, zip(*outcomes, strict=True)))


def compare(size: int) -> float:
    """Print recall by policy and scenario; return by how much greedy exceeds plain FSRS."""
    print("recall in the exam / 60 days later")
    found: dict[str, list[Outcome]] = {name: [] for name in POLICIES}
    for scenario in SCENARIOS:
        print(f"{scenario.cards} cards, {scenario.days} days, {scenario.minutes} minutes a day")
        for name, makes in POLICIES.items():
            each = [
                max(
                    mean_of([simulate(scenario.scaled(size), who, make, it) for it in SEEDS])
                    for make in makes
                )
                for who in LEARNERS.values()
            ]
            found[name].append(mean_of(each))
            print(f"  {name:30} {found[name][-1].exam:.3f} / {found[name][-1].later:.3f}")
    print("mean")
    means = {name: mean_of(outcomes) for name, outcomes in found.items()}
    for name, outcome in means.items():
        print(f"  {name:30} {outcome.exam:.3f} / {outcome.later:.3f}")
    return means[GREEDY].exam - means[FSRS].exam


def against_the_bound(size: int, rounds: int) -> list[float]:
    """Print what is possible and what is reached; return the ratios."""
    ratios = []
    print("recall in the exam, of what is possible")
    # A bound takes a while, so a smoke test is content with the nearest exam.
    for scenario in TIGHT if size >= SMALL else TIGHT[:1]:
        cards, days, minutes = scaled = scenario.scaled(size)
        for name in KNOWN:
            formulas = LEARNERS[name]
            bound = upper_bound(
                Memories(formulas, [State()] * cards, steps=STEPS),
                0,
                days,
                60 * minutes,
                costs=COSTS,
                known_before=KNOWN_BEFORE,
                rounds=rounds,
            )
            make = _greedy(look_ahead=True)
            reached = mean_of(
                [simulate(scaled, formulas, make, seed, known=True) for seed in SEEDS]
            )
            ratios.append(reached.exam / bound.recall)
            where = f"{scenario.cards}/{days}/{scenario.minutes}, {name}"
            print(f"  {where:30} {reached.exam:.3f} of {bound.recall:.3f}: {ratios[-1]:.3f}")
    return ratios


def main(size: int) -> None:
    """Compare the policies, and the greedy one with the bound."""
    gain = compare(size)
    ratios = against_the_bound(size, rounds=60 if size >= SMALL else 2)
    print(f"greedy above FSRS 0.9: {100 * gain:.1f} points")
    print(f"ratio to the bound: median {statistics.median(ratios):.3f}, worst {min(ratios):.3f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else FULL)
