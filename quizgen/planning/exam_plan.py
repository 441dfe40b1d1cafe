"""What studying until an exam leads to, by simulating it, and what more minutes would buy."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from random import Random
from statistics import fmean, pvariance
from typing import NamedTuple

from quizgen.model import CardId, Moment
from quizgen.planning.bound import solutions, upper_bound
from quizgen.planning.exam import Aim, ExamCards, ExamOrder, exam_cards, index_of
from quizgen.planning.grid import Grid
from quizgen.planning.learner import Memories, SimulatedLearner
from quizgen.planning.person import Person
from quizgen.planning.policies import Greedy
from quizgen.planning.simulation import study
from quizgen.progress import Progress
from quizgen.review_queue import Counts, StudyQueue

OFFERS = (0.5, 1.0, 1.5, 2.0)
"""Shares of the minutes a day for which the outcome is told."""

LIKELY = 0.8
"""How likely the outcome lies within its range."""

_WIDTH = 1.2816
"""So many standard deviations to either side hold that share of a normal distribution."""

_WORK = 30_000
"""Cards times days of one run: as many as are thought about in about half a second."""

_WHOLE_DAY = 1440

_ROUNDS = 30
BOUND_STEPS = solutions(_ROUNDS)

_FEWEST, _MOST = 2, 8
_FEW_CARDS = 250

_LEAST_SECONDS = 300.0
"""With less time a day, a part of the cards could not be studied as all of them are."""


class Outcome(NamedTuple):
    """The share of all cards that is known on the day, and where it lies in 8 of 10 cases."""

    share: float
    low: float
    high: float


class Offer(NamedTuple):
    """Minutes a day, and what they lead to."""

    minutes: float
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """What can be expected of an exam."""

    #: If nothing more is studied.
    untouched: Outcome
    #: From the fewest minutes a day to the most; the learner's own are among them.
    offers: Sequence[Offer]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamPlan:
    """What to do today for an exam, and what can be expected of it."""

    aim: Aim
    today: int
    #: Cards that may come up in the exam, and those of them that have been met.
    cards: int
    met: int
    #: What of them comes today, in its order, and the seconds that it is expected to take.
    coming: Sequence[CardId]
    counts: Counts
    seconds: float
    #: Seconds that today's answers so far have taken, about.
    spent: float
    prospect: Prospect
    #: The share that no plan could exceed with these minutes, about; ``None``: not asked for.
    possible: float | None = None
    #: How likely a new card's first answer is known, and how long turns take.
    person: Person
    seed: str

    @property
    def days(self) -> int:
        """Days that are left to study on, today included."""
        return self.aim.day - self.today


def exam_plan(  # noqa: PLR0913  # what a plan depends on
    queue: StudyQueue,
    order: ExamOrder,
    progress: Progress,
    now: Moment,
    seed: str,
    *,
    step: Callable[[], object] = lambda: None,
) -> ExamPlan:
    """Plan for an exam that is about all cards of a queue, which follows its order.

    ``step`` is called for each simulated day, of which there are :func:`steps`.
    """
    aim, person, today = order.aim, order.person, now.day
    cards = exam_cards(queue.facts, progress, today)
    memories = cards.memories(person)
    index = index_of(memories, person, aim.day)
    numbers = {card: number for number, card in enumerate(cards.ids)}
    coming = queue.today(progress, now)
    spent = order.spent(progress, today, queue.facts)

    return ExamPlan(
        aim=aim,
        today=today,
        cards=len(cards),
        met=sum(state.stability > 0 for state in cards.states),
        coming=coming,
        counts=queue.remaining(progress, now),
        seconds=sum(index.cost(numbers[card], today) for card in coming),
        spent=spent,
        prospect=look_ahead(
            cards,
            person,
            aim,
            today,
            Random(seed),  # noqa: S311  # a simulation, with a seed
            spent=spent,
            step=step,
        ),
        person=person,
        seed=seed,
    )


class _Setting(NamedTuple):
    """What is simulated: some cards of somebody, of whom there may be more in all."""

    cards: ExamCards
    person: Person
    aim: Aim
    today: int
    #: Seconds that today's answers have taken.
    spent: float
    #: Of all cards, so many; and all of them.
    share: float
    whole: int


def runs(cards: int, days: int) -> int:
    """How often each number of minutes is simulated: as often as takes a few seconds in all."""
    return min(max(2 * _WORK // max(cards * days, 1), _FEWEST), _MOST)


def look_ahead(  # noqa: PLR0913  # who, what, when, how long, and chance
    cards: ExamCards,
    person: Person,
    aim: Aim,
    today: int,
    chance: Random,
    *,
    spent: float = 0.0,
    step: Callable[[], object] = lambda: None,
) -> Prospect:
    """Simulate study until an exam, with several numbers of minutes and the same luck.

    ``spent`` seconds of today are over; ``step`` is called for each simulated day, of which there
    are :func:`steps`.
    """
    setting = _part(_Setting(cards, person, aim, today, spent, 1.0, len(cards)), chance)
    days = aim.day - today
    seeds = [chance.getrandbits(64) for _ in range(runs(len(setting.cards), days))]

    def outcome(minutes: float) -> Outcome:
        recalls = [_simulated(setting, seed, 60 * minutes, step) for seed in seeds]

        return _outcome(recalls, setting.whole)

    return Prospect(
        untouched=_outcome([_recalls(cards.memories(person), aim.day)], len(cards)),
        offers=[Offer(minutes, outcome(minutes)) for minutes in minutes_offered(aim)],
    )


def most_possible(  # noqa: PLR0913  # as for the simulation
    cards: ExamCards,
    person: Person,
    aim: Aim,
    today: int,
    chance: Random,
    *,
    step: Callable[[], object] = lambda: None,
) -> float:
    """Bound the share of the cards that can be known on the day, to about half a percent.

    ``step`` is called :data:`BOUND_STEPS` times.
    """
    setting = _part(_Setting(cards, person, aim, today, 0.0, 1.0, len(cards)), chance)

    return upper_bound(
        setting.cards.memories(person),
        today,
        aim.day,
        aim.seconds * setting.share,
        costs=person.costs,
        known_before=person.known_before,
        grid=Grid(24, 5),
        rounds=_ROUNDS,
        step=step,
    ).recall


def minutes_offered(aim: Aim) -> list[float]:
    """Return the minutes a day to compare, whole ones, with those of the aim among them."""
    own = aim.seconds / 60

    return sorted({own} | {float(min(max(1, round(own * it)), _WHOLE_DAY)) for it in OFFERS})


def steps(cards: int, aim: Aim, today: int) -> int:
    """How many days a look ahead simulates."""
    days = aim.day - today
    some = _sample(cards, aim, days)

    return runs(some, days) * len(minutes_offered(aim)) * days


def _sample(cards: int, aim: Aim, days: int) -> int:
    """How many of the cards are simulated: of very many a part, with that part of the time."""
    enough = ceil(cards * _LEAST_SECONDS / aim.seconds)

    return min(cards, max(_WORK // days, enough, _FEW_CARDS))


def _part(setting: _Setting, chance: Random) -> _Setting:
    """Choose the cards to simulate, so that each sort of them has its share."""
    cards, whole = setting.cards, setting.whole
    some = _sample(whole, setting.aim, setting.aim.day - setting.today)
    if some == whole:
        return setting
    known = _recalls(cards.memories(setting.person), setting.aim.day)
    ranked = sorted(range(whole), key=known.__getitem__)
    begin = chance.random()
    chosen = sorted(ranked[int((at + begin) * whole / some)] for at in range(some))
    part = ExamCards(
        ids=[cards.ids[card] for card in chosen],
        facts=[cards.facts[card] for card in chosen],
        states=[cards.states[card] for card in chosen],
    )

    return setting._replace(cards=part, share=some / whole)


def _simulated(
    setting: _Setting, seed: int, seconds: float, step: Callable[[], object]
) -> list[float]:
    """Study so many seconds a day; return the probability of recall of each card in the exam."""
    cards, person, aim, today, spent, share, _ = setting
    memories = cards.memories(person)
    learner = SimulatedLearner(
        memories,
        Random(seed),  # noqa: S311  # a simulation, with a seed
        costs=person.costs,
        known_before=person.known_before,
    )
    policy = Greedy(index_of(memories, person, aim.day))

    def timetable() -> Iterator[tuple[int, float]]:
        yield today, share * max(0.0, seconds - spent)
        step()
        for day in range(today + 1, aim.day):
            yield day, share * seconds
            step()

    study(learner, policy, memories, timetable(), cards.facts)

    return _recalls(memories, aim.day)


def _recalls(memories: Memories, day: int) -> list[float]:
    """The probability of recall of each card on a day; 0 for a new one."""
    return [memories.recall(card, day) for card in range(len(memories))]


def _outcome(found: Sequence[Sequence[float]], cards: int) -> Outcome:
    """The mean, and a range for luck: in what was forgotten on the way, and on the day itself."""
    shares = [fmean(recalls) for recalls in found]
    on_the_day = fmean(recall * (1 - recall) for recalls in found for recall in recalls) / cards
    share, width = fmean(shares), _WIDTH * sqrt(pvariance(shares) + on_the_day)

    return Outcome(share, max(0.0, share - width), min(1.0, share + width))
