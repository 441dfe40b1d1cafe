"""Day after day as the scheduler sets it: the work of somebody who studies what is due.

Cards wait under the study day on which each is due, so that a day takes as long as there is to do
on it, however many cards there are.
"""

from collections import defaultdict
from collections.abc import Sequence
from math import inf
from random import Random
from typing import NamedTuple

from quizgen.model import Card, Phase
from quizgen.planning.learner import SimulatedLearner, State
from quizgen.progress import Progress
from quizgen.review_queue import StudyQueue
from quizgen.scheduler import SchedulerSettings
from quizgen.scheduler.fuzz import fuzz_range


class Standing(NamedTuple):
    """A card as it stands."""

    state: State
    #: Study day on which it is due; of a new card, from which it may be met.
    due: int
    #: Number of its fact: of a fact's cards one comes a day.
    fact: int
    #: Desired retention of its deck.
    retention: float = 0.9


class Work(NamedTuple):
    """What was done on a day."""

    #: Cards that had been met before, and those of them that were forgotten.
    reviews: int = 0
    lapses: int = 0
    #: Cards met, and those of them that were not known at once.
    new: int = 0
    unknown: int = 0
    seconds: float = 0.0


def standing(
    queue: StudyQueue, progress: Progress, settings: SchedulerSettings, day: int
) -> list[Standing]:
    """Return the cards of a queue as they stand on a study day, new ones in their order.

    Suspended ones are left out. Where a card is buried or has been answered today, those of its
    fact come tomorrow, but for one that is being learned.
    """
    held, facts = progress.cards, queue.facts
    numbers = {fact: number for number, fact in enumerate(dict.fromkeys(facts.values()))}
    buried, answered = progress.buried(day), progress.answered(day)
    busy = {facts[card] for card in buried | answered if card in facts}
    of_decks = dict(settings.deck_retention)
    found = []
    for id_, fact in facts.items():
        card = held.get(id_, Card(id=id_))
        if card.suspended:
            continue
        state, due = State(), day + (fact in busy)
        if memory := card.memory:
            # A clock that was set back leaves answers of days to come.
            state = State(memory.stability, memory.difficulty, min(memory.last_day, day))
            goes_on = memory.phase is not Phase.REVIEW and id_ in answered - buried
            due = max(memory.due_day, day if goes_on else due)
        retention = of_decks.get(fact[0], settings.desired_retention)
        found.append(Standing(state, due, numbers[fact], retention))

    return found


class Agenda:
    """What a simulated learner has to do on each day from some day on, none left out."""

    def __init__(
        self,
        learner: SimulatedLearner,
        cards: Sequence[Standing],
        chance: Random,
        *,
        retention: float | None = None,
        maximum: int = 36_500,
    ) -> None:
        """Put the cards, which are those of the learner, under the days on which they are due.

        Due dates that have been granted stay. From a card's next answer on, ``retention`` is
        wanted of it instead of its own, and no interval is longer than ``maximum`` days.
        """
        self._learner = learner
        self._facts = [card.fact for card in cards]
        self._retention = [retention or card.retention for card in cards]
        self._maximum = maximum
        self._chance = chance
        self._ranges: dict[int, tuple[int, int]] = {}
        self._coming: dict[int, list[int]] = defaultdict(list)
        #: Cards that can be met, in their order, and from which day on.
        self._new: dict[int, int] = {}
        for number, card in enumerate(cards):
            if card.state.stability:
                self._coming[card.due].append(number)
            else:
                self._new[number] = card.due
        #: The first day whose cards have not been looked at.
        self._next = min((card.due for card in cards), default=0)
        self._due: list[int] = []

    def due(self, day: int) -> list[int]:
        """Return the cards that are due by a day."""
        while self._next <= day:
            self._due += self._coming.pop(self._next, ())
            self._next += 1

        return self._due

    def takes(self, day: int) -> float:
        """Return the seconds that one may expect the cards due by a day to take."""
        memories, due = self._learner.memories, self.due(day)
        known = sum(memories.recall(card, day) for card in due)

        return self._learner.costs.expected(known / len(due)) * len(due) if due else 0.0

    def work(self, day: int, new: int = 0, seconds: float = inf) -> Work:
        """Answer what is due, then meet so many new cards; none is begun after so many seconds."""
        reviews = lapses = 0
        spent = 0.0
        taken: set[int] = set()
        due = self.due(day) if seconds == inf else self._likeliest_forgotten_first(day)
        self._due = []
        for card in due:
            fact = self._facts[card]
            if spent >= seconds or fact in taken:
                self._due.append(card)
                continue
            taken.add(fact)
            passed, took = self._answer(card, day)
            reviews += 1
            lapses += not passed
            spent += took
        met = unknown = 0
        for card in self._to_meet(day, new, taken):
            if spent >= seconds:
                break
            del self._new[card]
            passed, took = self._answer(card, day)
            met += 1
            unknown += not passed
            spent += took

        return Work(reviews, lapses, met, unknown, spent)

    def _likeliest_forgotten_first(self, day: int) -> list[int]:
        """Sort what is due as study does: by the time gone by, measured in stability."""
        last, stability = self._learner.memories.last, self._learner.memories.stability

        return sorted(self.due(day), key=lambda card: (last[card] - day) / stability[card])

    def _to_meet(self, day: int, limit: int, taken: set[int]) -> list[int]:
        """Choose the new cards of a day, one of a fact."""
        found: list[int] = []
        for card, first in self._new.items():
            if len(found) >= limit:
                break
            if first <= day and self._facts[card] not in taken:
                taken.add(self._facts[card])
                found.append(card)

        return found

    def _answer(self, card: int, day: int) -> tuple[bool, float]:
        passed, seconds = self._learner.answer(card, day)
        memories = self._learner.memories
        days = memories.formulas.interval(memories.stability[card], self._retention[card])
        self._coming[day + self._fuzzed(days)].append(card)

        return passed, seconds

    def _fuzzed(self, interval: float) -> int:
        """Draw whole days from the range that the scheduler draws from, at least one."""
        nearest = max(1, round(interval))
        found = self._ranges.get(nearest)
        if found is None:
            found = self._ranges[nearest] = fuzz_range(nearest, 1, self._maximum)
        low, high = found

        return low + int(self._chance.random() * (1 + high - low))
