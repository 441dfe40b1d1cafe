"""What is to come: when cards are due, and the work if all of it is done.

Two figures for each study day. *Due* is what falls due on it by today's schedule, as if nothing
were answered or learned any more; today has everything overdue as well. *Answers* is the work of
somebody who keeps up: each day everything due is answered, one card per fact, and as many new
cards are met as study allows. Every answer is *good*, and leads where the scheduler leads it:
through the learning steps to its next day. Real learners forget some of it, so their work is a
little more.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from quizgen.model import CardId, Memory, Moment, Phase, Rating
from quizgen.progress import Progress
from quizgen.review_queue import StudyQueue
from quizgen.scheduler import Scheduler
from quizgen.statistics.pace import Pace

_DAY = 86_400_000

_MOST_A_DAY = 20
"""Answers to one card on one day, whatever a scheduler says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAhead:
    """A study day to come."""

    day: int
    #: Cards that fall due on it; on the first one also those overdue.
    due: int
    #: Answers to learned cards, and to cards that are new or being learned, if one keeps up.
    reviews: int
    learning: int
    #: New cards among them.
    new: int
    #: What these answers take; 0 where the pace is not known.
    milliseconds: int

    @property
    def answers(self) -> int:
        """All answers, if one keeps up."""
        return self.reviews + self.learning


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The days to come."""

    now: Moment
    days: tuple[DayAhead, ...]
    #: Cards that were due before today.
    overdue: int
    #: Cards that fall due after these days.
    later: int
    suspended: int
    #: Cards not met yet, and how many of them would be left after these days.
    new: int
    new_left: int
    #: New cards a day.
    new_limit: int
    pace: Pace


def forecast(  # noqa: PLR0913  # what a forecast depends on
    queue: StudyQueue,
    progress: Progress,
    scheduler: Scheduler,
    now: Moment,
    *,
    days: int,
    pace: Pace,
    step: Callable[[], None] | None = None,
) -> Forecast:
    """Look so many study days ahead; ``step`` is called for each of them."""
    asked = [progress.card(card) for card in queue.facts]
    open_ = [card for card in asked if not card.suspended]
    waiting = {card.id: (card.memory, card.reps) for card in open_ if card.memory}
    # A buried card takes the others of its fact along; all come back tomorrow.
    buried = {queue.facts[card.id] for card in asked if card.buried == now.day}
    first = {card: now.day + (queue.facts[card] in buried) for card in queue.facts}
    comes = {card: max(memory.due_day, first[card]) for card, (memory, _) in waiting.items()}
    due = Counter(comes.values())
    learner = _Learner(queue, progress, scheduler, waiting, comes)
    learner.new = {card.id: first[card.id] for card in open_ if card.memory is None}
    new = len(learner.new)
    ahead = []
    for moment in _mornings(now, days):
        work = learner.work(moment)
        ahead.append(
            replace(work, due=due[moment.day], milliseconds=pace.time(work.reviews, work.learning))
        )
        if step:
            step()
    return Forecast(
        now=now,
        days=tuple(ahead),
        overdue=sum(
            waiting[card][0].due_day < now.day for card, day in comes.items() if day == now.day
        ),
        later=sum(count for day, count in due.items() if day >= now.day + days),
        suspended=len(asked) - len(open_),
        new=new,
        new_left=len(learner.new),
        new_limit=queue.settings.new_limit,
        pace=pace,
    )


def _mornings(now: Moment, days: int) -> Iterator[Moment]:
    """Yield this moment, and the same time on the days that follow."""
    for ahead in range(days):
        yield replace(
            now,
            instant=now.instant + ahead * _DAY,
            day=now.day + ahead,
            next_day=now.next_day + ahead * _DAY,
        )


class _Learner:
    """Somebody who answers everything with *good*, one day after the other."""

    def __init__(
        self,
        queue: StudyQueue,
        progress: Progress,
        scheduler: Scheduler,
        waiting: Mapping[CardId, tuple[Memory, int]],
        comes: Mapping[CardId, int],
    ) -> None:
        self._facts = queue.facts
        self._limit = queue.settings.new_limit
        self._progress = progress
        self._scheduler = scheduler
        self._known: dict[CardId, tuple[Memory | None, int]] = dict(waiting)
        self._agenda: dict[int, list[CardId]] = defaultdict(list)
        for card, day in comes.items():
            self._agenda[day].append(card)
        #: Cards not met yet, in the order in which they come, and from which study day on.
        self.new: dict[CardId, int] = {}

    def work(self, moment: Moment) -> DayAhead:
        """Do all there is on a study day; say how much it was."""
        day = moment.day
        answered = {card for card in self._progress.answered(day) if card in self._facts}
        taken = {self._facts[card] for card in answered}
        reviews = learning = 0
        for card in sorted(self._agenda.pop(day, ()), key=self._rank(day)):
            fact, in_review = self._facts[card], self._is_in_review(card)
            if fact in taken and (in_review or card not in answered):
                self._agenda[day + 1].append(card)
                continue
            taken.add(fact)
            answers = self._answer(card, moment)
            reviews += in_review
            learning += answers - in_review
        met = list(self._meetings(day, taken))
        learning += sum(self._answer(card, moment) for card in met)
        return DayAhead(
            day=day, due=0, reviews=reviews, learning=learning, new=len(met), milliseconds=0
        )

    def _rank(self, day: int) -> Callable[[CardId], tuple[bool, float, CardId]]:
        """Sort as study does: what is being learned, then the likeliest forgotten."""

        def rank(card: CardId) -> tuple[bool, float, CardId]:
            memory, _ = self._known[card]
            gone = (day - memory.last_day) / memory.stability if memory else 0.0
            return self._is_in_review(card), -gone, card

        return rank

    def _is_in_review(self, card: CardId) -> bool:
        memory, _ = self._known[card]
        return memory is not None and memory.phase is Phase.REVIEW

    def _meetings(self, day: int, taken: set[tuple[str, str]]) -> Iterator[CardId]:
        """Yield the new cards of a day; they are new no more."""
        introduced = sum(card in self._facts for card in self._progress.introduced(day))
        room = max(0, self._limit - introduced)
        found: list[CardId] = []
        for card, first in self.new.items():
            if len(found) >= room:
                break
            if first <= day and self._facts[card] not in taken:
                taken.add(self._facts[card])
                found.append(card)
        for card in found:
            del self.new[card]
            self._known[card] = (None, 0)
            yield card

    def _answer(self, card: CardId, moment: Moment) -> int:
        """Answer a card until it is done for the day; return how often that was."""
        memory, reps = self._known[card]
        day = moment.day
        for count in range(1, _MOST_A_DAY + 1):
            offered = self._scheduler.outcomes(memory, card, reps, moment)
            memory = offered[Rating.GOOD].memory
            reps += 1
            if memory.due_day > day or count == _MOST_A_DAY:
                break
            moment = replace(moment, instant=max(moment.instant, memory.due_instant))
        self._known[card] = (memory, reps)
        self._agenda[max(day + 1, memory.due_day) if memory else day + 1].append(card)
        return count
