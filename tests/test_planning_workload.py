"""What desired retentions take and leave, held to the engine's own simulator."""

from collections.abc import Sequence
from functools import cache, partial
from itertools import count, pairwise
from random import Random

import fsrs_rs_python as engine
import pytest
from learners import SCHEDULER, noon
from strategies import deck, fact

from quizgen.generator import generate
from quizgen.model import Answer, Bury, Event, Interval, Pair, Rating, Review, Suspend
from quizgen.planning.agenda import Agenda, Standing, Work, standing
from quizgen.planning.learner import Costs, Memories, SimulatedLearner, State, Steps
from quizgen.planning.person import Person
from quizgen.planning.workload import RETENTIONS, Course, Workload, count_steps, workload, workloads
from quizgen.progress import fold
from quizgen.review_queue import StudyQueue
from quizgen.scheduler import SchedulerSettings
from quizgen.scheduler.formulas import Formulas

FSRS = Formulas()
NEW = tuple(Standing(State(), 0, at) for at in range(1000))


def course(
    cards: Sequence[Standing] = NEW, days: int = 365, new: int = 10, seed: str = "s"
) -> Course:
    """Study of cards by somebody with FSRS's own weights, who knows three new cards of four."""
    return Course(Person(formulas=FSRS, known_before=0.76), cards, range(days), new, seed)


def met(*dues: int, stability: float = 10.0) -> list[Standing]:
    """Cards that are due on some days, each answered ten days before that."""
    return [Standing(State(stability, 5.0, due - 10), due, at) for at, due in enumerate(dues)]


@cache
def ours() -> list[Workload]:
    """Our figures of a thousand new cards in a year, by retention."""
    return [workload(course(), retention) for retention in RETENTIONS]


class TestAgainstTheEngine:
    """A thousand new cards in a year, as the engine's simulator sees them too."""

    def theirs(self, retention: float, *, plain: bool) -> tuple[float, float]:
        """Seconds in all, and cards remembered at the end, by the engine's simulator."""
        config = engine.default_simulator_config()
        config.deck_size, config.learn_limit, config.max_cost_perday = len(NEW), 10, 1e9
        if plain:
            good = [[0.0, 0.0, 1.0, 0.0]] * 3
            config.first_rating_prob = [0.24, 0.0, 0.76, 0.0]
            config.review_rating_prob = [0.0, 1.0, 0.0]
            config.learning_step_transitions = good
            config.relearning_step_transitions = good
        found = engine.simulate(engine.DEFAULT_PARAMETERS, retention, config, 7)
        reviews, right = sum(found.review_cnt_per_day), sum(found.correct_cnt_per_day)
        costs = Costs()
        seconds = right * costs.passed + (reviews - right) * costs.failed + len(NEW) * costs.new
        return seconds, found.memorized_cnt_per_day[-1]

    def test_much_the_same_for_the_same_learner(self) -> None:
        """One who rates good or again: time within 8 %, cards known within 3 %."""
        for it in ours():
            seconds, known = self.theirs(it.retention or 0, plain=True)

            assert it.seconds * 365 == pytest.approx(seconds, rel=0.08)
            assert it.known == pytest.approx(known, rel=0.03)

    def test_near_for_one_who_uses_four_ratings(self) -> None:
        """Who also rates hard has up to a third more to do; cards known within 3 %."""
        for it in ours():
            seconds, known = self.theirs(it.retention or 0, plain=False)

            assert 0.7 < it.seconds * 365 / seconds < 1
            assert it.known == pytest.approx(known, rel=0.03)

    def test_more_retention_is_more_work_and_more_known(self) -> None:
        """In that order, as there."""
        for lower, higher in pairwise(ours()):
            assert lower.seconds < higher.seconds
            assert lower.answers < higher.answers
            assert lower.known < higher.known


class TestComparison:
    """Desired retentions beside each other."""

    def test_the_learners_own_is_among_them(self) -> None:
        """Once, and in its place."""
        usual = workloads(course(met(1), days=2))
        other = workloads(course([it._replace(retention=0.87) for it in met(1)], days=2))

        assert [it.retention for it in usual.each] == [*RETENTIONS]
        assert [it.retention for it in other.each] == [0.7, 0.75, 0.8, 0.85, 0.87, 0.9, 0.95]
        assert (usual.own, other.own) == (0.9, 0.87)

    def test_decks_of_different_retention(self) -> None:
        """As they are set is compared, too, and lies between."""
        cards = [it._replace(retention=0.8 if it.fact % 2 else 0.9) for it in NEW[:200]]
        found = workloads(course(cards, 120))
        seconds = {it.retention: it.seconds for it in found.each}

        assert found.own is None
        assert [it.retention for it in found.each] == [*RETENTIONS, None]
        assert seconds[0.8] < seconds[None] < seconds[0.9]

    def test_the_same_seed_gives_the_same(self) -> None:
        """Another one differs by little."""
        found = [workload(course(NEW[:300], 90, seed=seed), 0.9) for seed in ("s", "s", "t")]

        assert found[0] == found[1] != found[2]
        assert found[0].known == pytest.approx(found[2].known, rel=0.03)

    def test_each_simulated_day_is_a_step(self) -> None:
        """Few cards are gone through ten times, many once."""
        for cards, runs in ((NEW[:20], 10), (NEW, 1)):
            wanted, steps = course(cards, 5), count()
            workloads(wanted, partial(next, steps))

            assert next(steps) == count_steps(wanted) == 6 * runs * 5

    def test_nothing_to_study_is_no_work(self) -> None:
        """No card, none met and none wanted, one day only."""
        for wanted in (course([]), course(NEW, new=0), course([], days=1)):
            it = workload(wanted, 0.9)

            assert (it.seconds, it.answers, it.met, it.known, it.recall) == (0, 0, 0, 0, 0)

    def test_due_dates_that_were_granted_stay(self) -> None:
        """Whatever the retention, the first turn comes when it was to come."""
        wanted = course(met(*[20] * 40, stability=1000.0), days=20, new=0)

        assert {workload(wanted, it).answers for it in RETENTIONS} == {0}
        assert {workload(wanted._replace(days=range(21)), it).answers for it in RETENTIONS} != {0}


class TestAgenda:
    """Day after day of study."""

    def agenda(self, cards: Sequence[Standing], costs: Costs | None = None) -> Agenda:
        """The agenda of somebody with these cards."""
        memories = Memories(FSRS, [card.state for card in cards], steps=Steps())
        learner = SimulatedLearner(memories, Random(1), costs=costs or Costs())  # noqa: S311  # not for secrets
        return Agenda(learner, cards, Random(2))  # noqa: S311  # the same

    def test_what_is_overdue_is_due(self) -> None:
        """And what is due later is not."""
        agenda = self.agenda(met(-500, 3, 4, 5))

        assert sorted(agenda.due(4)) == [0, 1, 2]

    def test_what_is_answered_comes_back_later(self) -> None:
        """Nothing is lost: each card is due again some day, and no sooner than tomorrow."""
        agenda = self.agenda(met(*range(50)))
        for day in range(50):
            work = agenda.work(day)
            assert work.reviews >= 1
            assert agenda.due(day) == []

        assert sorted(agenda.due(40_000)) == list(range(50))

    def test_the_likeliest_forgotten_come_first(self) -> None:
        """As far as the time goes; the rest stays due."""
        cards = [
            Standing(State(stability, 5.0, 0), 10, at)
            for at, stability in enumerate((90.0, 10.0, 30.0, 70.0))
        ]
        agenda = self.agenda(cards, Costs(passed=10.0, failed=10.0, new=10.0))
        work = agenda.work(10, new=5, seconds=15.0)

        assert (work.reviews, work.new, work.seconds) == (2, 0, 20.0)
        assert sorted(agenda.due(10)) == [0, 3]

    def test_of_a_fact_one_card_comes_a_day(self) -> None:
        """The other one, met or new, comes tomorrow."""
        first, other = met(1, 1)
        agenda = self.agenda([first, other._replace(fact=0), Standing(State(), 0, 0)])

        works = [agenda.work(day, new=1) for day in (1, 2, 3)]

        assert [(it.reviews, it.new) for it in works[:2]] == [(1, 0), (1, 0)]
        assert works[2].new + works[2].reviews == 1

    def test_new_cards_up_to_the_limit(self) -> None:
        """In their order, none before its day, until all are met."""
        cards = [Standing(State(), 1, 0), *(Standing(State(), 0, at) for at in range(1, 6))]
        agenda = self.agenda(cards)

        assert [agenda.work(day, new=2).new for day in range(4)] == [2, 2, 2, 0]
        assert agenda.work(99, new=2) != Work()

    def test_what_is_due_is_expected_to_take(self) -> None:
        """By recall: a card that is surely known takes what a pass takes."""
        sure, lost = State(30_000.0, 5.0, 9), State(0.001, 5.0, -30_000)
        costs = Costs(passed=5.0, failed=25.0)

        assert self.agenda([Standing(sure, 10, 0)], costs).takes(10) == pytest.approx(5, rel=0.01)
        assert self.agenda([Standing(lost, 10, 0)], costs).takes(10) == pytest.approx(25, rel=0.2)

    def test_no_interval_is_longer_than_the_longest(self) -> None:
        """That the settings allow."""
        person = Person(formulas=FSRS, maximum=30)
        agenda, _ = person.begin(met(*[0] * 20, stability=900.0), "s")
        agenda.work(0)

        assert len(agenda.due(30)) == 20


def test_cards_as_they_stand() -> None:
    """Met ones with their memory and due day, new ones in order; suspended ones not at all.

    Whoever sets the clock back has answered on days to come: it counts as today.
    """
    facts = [fact(f"f{at}", Pair(ask=f"{at}?", answer=f"a{at}.")) for at in range(6)]
    queue = StudyQueue(generate([deck(*facts, id="d"), deck(*facts[:1], id="e")]).questions)
    today = noon(10)
    learned = [
        Review(
            id=f"{card}{day}",
            moment=noon(day),
            card=card,
            kind="recall",
            answer=Answer(),
            rating=Rating.GOOD,
            interval=Interval(days=days),
        )
        for card, day, days in (
            ("d/f0/forward", 1, 4),
            ("d/f1/forward", 1, 40),
            ("d/f2/forward", 10, 3),
            ("d/f3/forward", 1, 4),
            ("d/f4/forward", 1, 4),
            ("d/f5/forward", 400, 4),
        )
    ]
    aside: list[Event] = [
        Suspend(id="s", moment=today, card="d/f3/forward"),
        Bury(id="b", moment=today, card="d/f4/forward"),
    ]
    rules = SchedulerSettings(deck_retention=(("e", 0.8),))
    found = standing(queue, fold([*learned, *aside], SCHEDULER), rules, today.day)

    # The decks take turns.
    assert [it.due - today.day for it in found] == [0, 0, 31, 3, 1, 394]
    assert [it.state.last - today.day for it in found if it.state.stability] == [-9, -9, 0, -9, 0]
    assert [it.retention for it in found] == [0.9, 0.8, 0.9, 0.9, 0.9, 0.9]
