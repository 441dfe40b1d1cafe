"""Days of study by a simulated learner who follows a policy."""

from collections.abc import Iterable, Sequence

from quizgen.planning.learner import Memories, SimulatedLearner
from quizgen.planning.policies import Policy


def study(
    learner: SimulatedLearner,
    policy: Policy,
    view: Memories,
    timetable: Iterable[tuple[int, float]],
    facts: Sequence[int] = (),
) -> float:
    """Study on some days, so many seconds on each; return the seconds that were spent.

    ``view`` is what the policy knows of the cards, which may differ from how the learner's own
    memories are; it follows the answers too. ``facts`` gives the number of each card's fact: of
    its cards one has a turn per day, as in study. A card that does not fit into what is left of a
    day is passed over for one that does.
    """
    least = min(learner.costs)
    numbers = facts or range(len(view))
    total = 0.0
    for day, seconds in timetable:
        rest = seconds
        answered = zip(numbers, view.stability, view.last, strict=True)
        taken = {fact for fact, stability, last in answered if stability and last == day}
        cards = [card for card, fact in enumerate(numbers) if fact not in taken]
        for card, expected in policy.order(cards, day, seconds):
            if rest < least:
                break
            fact = numbers[card]
            if expected > rest or fact in taken:
                continue
            taken.add(fact)
            passed, spent = learner.answer(card, day)
            rest -= spent
            if view is not learner.memories:
                view.follow(card, day, passed=passed)
        total += seconds - rest

    return total
