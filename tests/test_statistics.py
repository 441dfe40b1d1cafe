"""Figures from the log: by hand on small ones, by law on made-up ones, by chance on learners."""

from collections.abc import Sequence
from cProfile import Profile
from dataclasses import replace
from math import log, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from learners import DAY, SCHEDULER, SimulatedLearner, noon
from strategies import deck, fact

from quizgen.generator import generate
from quizgen.items.chance import wilson
from quizgen.model import (
    Answer,
    Bury,
    Count,
    Deck,
    Event,
    Fact,
    Interval,
    Mark,
    Moment,
    Pair,
    Phase,
    Question,
    Rating,
    Rename,
    Reset,
    Review,
    Suspend,
    Term,
    Undo,
    Verdict,
)
from quizgen.progress import Progress, fold
from quizgen.review_queue import StudyQueue, StudySettings
from quizgen.scheduler import guess_chance
from quizgen.statistics import (
    Forecast,
    Pace,
    Places,
    Role,
    Scope,
    Share,
    Statistics,
    forecast,
    given_answers,
    look,
    pace_of,
)

CHOICE = Answer(shown=("a", "b", "c", "d"), chosen=(0,), took=4_000)


def pair(name: str, topic: str = "", **fields: object) -> Fact:
    """A fact of that id, asked one way round."""
    return fact(name, Pair(ask=f"What is {name}?", answer=f"It is {name}."), topic=topic, **fields)


DECK = deck(pair("one", "Bones"), pair("two", "Bones"), pair("three", "Nerves"), pair("four"))


def review(  # noqa: PLR0913 - a review has many sides, each test names a few
    name: str,
    day: int,
    rating: Rating = Rating.GOOD,
    *,
    days: int = 0,
    answer: Answer | None = None,
    kind: str = "recall",
    counted: bool = True,
    session: str = "s",
    minute: int = 0,
) -> Review:
    """A review so many days after the first noon; ``days`` is the interval granted."""
    moment = replace(noon(day), instant=noon(day).instant + minute * 60_000)
    answer = answer or Answer(took=2_000)
    verdict = Verdict.WRONG if rating is Rating.AGAIN else Verdict.RIGHT
    return Review(
        id=f"{name}-{day}-{minute}-{session}",
        moment=moment,
        card=f"{DECK.id}/{name}/forward",
        kind=kind,
        answer=answer,
        mark=Mark(verdict=verdict, rule="exact") if answer.shown else None,
        rating=rating,
        interval=Interval(days=days) if days else Interval(seconds=600),
        session=session,
        counted=counted,
    )


def stats(
    *events: Event, day: int = 40, since: int | None = None, topics: Sequence[str] = ()
) -> Statistics:
    """Look at a log on a day, counted from the first noon."""
    first = None if since is None else noon(since).day
    scope = Scope(decks=[DECK], topics=topics, since=first)
    return look(fold(events, SCHEDULER), SCHEDULER, scope, noon(day))


LEARNED = (review("one", 0), review("one", 0, days=3, minute=12))
"""A card that is met, repeated and learned on the first day, and due after three days."""


class TestRecall:
    """Which answers say how well something is remembered."""

    def test_first_meetings_and_steps_are_none(self) -> None:
        """A card just met, or being learned, was not recalled from memory."""
        found = stats(*LEARNED)

        assert found.roles == {Role.FIRST: 1, Role.STEP: 1, Role.RECALL: 0}
        assert found.total.recall == Share(right=0, total=0)
        assert found.curve is None

    def test_a_learned_card_on_another_day_is_one(self) -> None:
        """Right or wrong, it counts; the repeat after a lapse does not."""
        found = stats(
            *LEARNED,
            review("one", 3, days=8),
            review("one", 11, Rating.AGAIN),
            review("one", 11, days=2, minute=10),
            review("one", 13, days=4),
        )

        assert found.roles == {Role.FIRST: 1, Role.STEP: 2, Role.RECALL: 3}
        assert found.total.recall == Share(right=2, total=3)

    def test_twice_on_a_day_is_one_recall(self) -> None:
        """What was just seen proves nothing, though the card has been learned."""
        found = stats(*LEARNED, review("one", 3, days=8), review("one", 3, days=8, minute=5))

        assert found.roles == {Role.FIRST: 1, Role.STEP: 2, Role.RECALL: 1}

    def test_a_declared_guess_is_not_known(self) -> None:
        """Whoever says that they guessed did not recall, whatever they picked."""
        guess = replace(CHOICE, guessed=True)
        found = stats(*LEARNED, review("one", 3, days=1, answer=guess))

        assert found.total.recall == Share(right=0, total=1)

    def test_a_card_after_a_reset_begins_again(self) -> None:
        """Both lives count, each with its own first meeting."""
        reset = Reset(id="reset", moment=noon(5), card=f"{DECK.id}/one/forward")
        found = stats(*LEARNED, review("one", 3, days=8), reset, review("one", 6))

        assert found.roles == {Role.FIRST: 2, Role.STEP: 1, Role.RECALL: 1}
        assert found.cards.learning == 1

    def test_what_was_taken_back_never_was(self) -> None:
        """An undone answer counts nowhere, a replaced one only as what stands in for it."""
        right = review("one", 3, days=8)
        wrong = replace(review("one", 3, Rating.AGAIN, minute=1), id="instead", replaces=right.id)

        assert stats(*LEARNED, right, wrong).total.recall == Share(right=0, total=1)
        undo = Undo(id="undo", moment=noon(3), ref=right.id)
        assert stats(*LEARNED, right, undo).total.recall == Share(right=0, total=0)

    def test_a_renamed_fact_keeps_its_answers(self) -> None:
        """What was answered under an old id belongs to the card of today."""
        old = [replace(it, card="old/one/forward") for it in LEARNED]
        rename = Rename(
            id="rename", moment=noon(1), card="old/one/forward", to=f"{DECK.id}/one/forward"
        )
        found = stats(*old, rename, review("one", 3, Rating.AGAIN))

        assert found.total.recall == Share(right=0, total=1)
        assert [hard.lapses for hard in found.hardest] == [1]
        assert found.gone == 0


class TestParts:
    """Figures by topic, deck and kind."""

    LOG = (
        *LEARNED,
        review("two", 0, days=2),
        review("three", 0, days=2),
        review("four", 0, days=2),
        review("one", 3, days=8),
        review("two", 3, Rating.AGAIN, answer=CHOICE, kind="choice"),
        review("three", 3, days=8),
    )

    def test_by_topic(self) -> None:
        """The topic with most answers comes first, facts without a topic last."""
        found = stats(*self.LOG)

        assert [(it.name, it.answers, it.recall.right, it.recall.total) for it in found.topics] == [
            ("Bones", 5, 1, 2),
            ("Nerves", 2, 1, 1),
            ("", 1, 0, 0),
        ]

    def test_by_deck_and_kind(self) -> None:
        """The same answers, cut another way."""
        found = stats(*self.LOG)

        assert [(it.name, it.answers) for it in found.decks] == [(DECK.title, 8)]
        assert [(it.name, it.answers) for it in found.kinds] == [("recall", 7), ("choice", 1)]

    def test_times(self) -> None:
        """The median of what answers took, and their sum; nobody thinks for an hour."""
        slow = replace(CHOICE, took=3_600_000)
        found = stats(*LEARNED, review("two", 0, answer=slow, kind="choice"))

        assert (found.total.milliseconds, found.total.median) == (124_000, 2_000)
        assert [(it.name, it.milliseconds, it.median) for it in found.kinds] == [
            ("recall", 4_000, 2_000),
            ("choice", 120_000, 120_000),
        ]

    def test_only_some_topics(self) -> None:
        """What is left out is neither counted nor gone."""
        found = stats(*self.LOG, topics=["nerves"])

        assert [it.name for it in found.topics] == ["Nerves"]
        assert (found.total.answers, found.gone) == (2, 0)

    def test_only_the_last_days(self) -> None:
        """Answers before are left out, but what they left in memory is not."""
        found = stats(*self.LOG, since=3)

        assert found.total.answers == 3
        assert found.roles[Role.RECALL] == 3
        assert found.cards.met == 4

    def test_answers_to_facts_that_are_gone(self) -> None:
        """They are counted, and nothing else is made of them."""
        gone = replace(review("one", 0), id="gone", card="old/deck/forward")
        quiz = replace(gone, id="quiz", counted=False)
        found = stats(*LEARNED, gone, quiz)

        assert (found.total.answers, found.gone) == (2, 2)

    def test_a_retired_fact_is_not_gone(self) -> None:
        """Nor is a direction that is not asked any more: both are in the deck."""
        retired = deck(pair("one", retired=True))
        back = replace(review("one", 1), card=f"{DECK.id}/one/reverse")
        scope = Scope(decks=[retired])
        found = look(fold([*LEARNED, back], SCHEDULER), SCHEDULER, scope, noon(4))

        assert (found.total.answers, found.gone) == (3, 0)


class TestQuizzes:
    """Answers that do not count for the schedule."""

    QUIZ = (
        review("one", 1, counted=False, session="q"),
        review("two", 1, Rating.AGAIN, counted=False, session="q"),
        review("two", 1, counted=False, session="q/again"),
    )

    def test_they_stand_apart(self) -> None:
        """Right and in all, sitting by sitting; going over misses is practice."""
        found = stats(*self.QUIZ)

        assert found.total.answers == 0
        assert found.uncounted.quiz == Share(right=1, total=2)
        assert found.uncounted.practice == Share(right=1, total=1)
        assert [(it.session, it.day, it.answers) for it in found.uncounted.sittings] == [
            ("q", noon(1).day, Share(right=1, total=2))
        ]
        assert [(it.answers, it.uncounted) for it in found.days] == [(0, 3)]

    def test_once_they_count_they_are_answers(self) -> None:
        """The learner said so; practice never counts."""
        found = stats(*self.QUIZ, Count(id="count", moment=noon(1), session="q"))

        assert found.total.answers == 2
        assert found.uncounted.quiz == Share(right=0, total=0)
        assert found.uncounted.practice == Share(right=1, total=1)


class TestCards:
    """The cards as they are now."""

    def test_learning_young_and_mature(self) -> None:
        """By phase and stability; together they are all that were met."""
        found = stats(
            *LEARNED,
            review("two", 0, Rating.EASY, days=20),
            review("two", 20, Rating.EASY, days=90),
            review("three", 20),
            Suspend(id="x", moment=noon(21), card=f"{DECK.id}/two/forward"),
            day=21,
        ).cards

        assert (found.learning, found.young, found.mature, found.met) == (1, 1, 1, 3)
        assert (found.first_week, found.first_month, found.suspended) == (1, 3, 1)
        assert 0 < found.known < 3

    def test_known_is_what_the_scheduler_expects(self) -> None:
        """The sum of the chances of recall."""
        progress = fold(LEARNED, SCHEDULER)
        memory = progress.card(f"{DECK.id}/one/forward").memory
        assert memory is not None

        assert stats(*LEARNED, day=9).cards.known == SCHEDULER.retrievability(memory, noon(9).day)


class TestHardest:
    """The facts that are forgotten most."""

    def test_lapses_and_recent_failures(self) -> None:
        """With place, stem and what is wrong; who never failed is not named."""
        found = stats(
            *LEARNED,
            review("two", 0, days=2),
            review("two", 2, Rating.AGAIN),
            review("two", 2, days=2, minute=10),
            review("two", 4, Rating.AGAIN),
            review("three", 0),
            review("three", 0, Rating.AGAIN, minute=5),
            review("one", 3, days=8),
        ).hardest

        assert [(it.place.fact.id, it.lapses, it.failures, it.recent) for it in found] == [
            ("two", 2, 2, 3),
            ("three", 0, 1, 1),
        ]
        assert found[0].stem == "What is two?"
        assert found[0].place.fact.position == DECK.facts[1].position
        assert found[0].difficulty > found[1].difficulty > 1

    def test_a_retired_fact_still_has_its_question(self) -> None:
        """It is not asked, but it was."""
        retired = deck(pair("one", retired=True))
        events = [*LEARNED, review("one", 3, Rating.AGAIN)]
        found = look(fold(events, SCHEDULER), SCHEDULER, Scope(decks=[retired]), noon(4))

        assert [it.stem for it in found.hardest] == ["What is one?"]

    def test_ten_at_most(self) -> None:
        """A list that long is enough work."""
        many = deck(*(pair(f"f{number}") for number in range(15)))
        events: list[Event] = []
        for number in range(15):
            events += [review(f"f{number}", 0, days=2), review(f"f{number}", 2, Rating.AGAIN)]
        found = look(fold(events, SCHEDULER), SCHEDULER, Scope(decks=[many]), noon(4))

        assert len(found.hardest) == 10


class TestCurve:
    """What was recalled, against what FSRS had predicted."""

    def chance(self, *events: Review, day: int) -> float:
        """The chance of recall of the first card on a day."""
        memory = fold(events, SCHEDULER).card(f"{DECK.id}/one/forward").memory
        assert memory is not None
        return SCHEDULER.retrievability(memory, noon(day).day)

    def test_by_hand(self) -> None:
        """Three recalls: each prediction is the one from before its answer."""
        first, second = review("one", 3, days=8), review("one", 11, days=20)
        third = review("one", 40, Rating.AGAIN)
        chances = [
            self.chance(*LEARNED, day=3),
            self.chance(*LEARNED, first, day=11),
            self.chance(*LEARNED, first, second, day=40),
        ]
        curve = stats(*LEARNED, first, second, third).curve
        assert curve is not None
        spread = sqrt(sum(chance * (1 - chance) for chance in chances))
        losses = [log(chances[0]), log(chances[1]), log(1 - chances[2])]

        assert curve.recall == Share(right=2, total=3)
        assert curve.expected == pytest.approx(sum(chances))
        assert curve.deviation == pytest.approx((2 - sum(chances)) / spread)
        assert curve.log_loss == pytest.approx(-sum(losses) / 3)
        assert curve.log_loss_average == pytest.approx(-(2 * log(2 / 3) + log(1 / 3)) / 3)
        assert [(it.low, it.high, it.recall.total) for it in curve.by_days] == [
            (2, 4, 1),
            (8, 15, 1),
            (15, 31, 1),
        ]

    def test_the_bins_and_their_distance(self) -> None:
        """RMSE weighs each bin of the predicted chance by its answers."""
        first, second = review("one", 3, days=8), review("one", 30, Rating.AGAIN)
        curve = stats(*LEARNED, first, second).curve
        assert curve is not None
        squares = [(it.recall.right - it.expected) ** 2 for it in curve.by_chance]

        assert [it.recall.total for it in curve.by_chance] == [1, 1]
        assert curve.rmse == pytest.approx(sqrt(sum(squares) / 2))
        for it in curve.by_chance:
            assert it.low <= it.expected / it.recall.total < (it.high or 1)

    def test_a_choice_may_be_guessed(self) -> None:
        """Of four options one in four that are not known comes out right."""
        recall = self.chance(*LEARNED, day=30)
        right = stats(*LEARNED, review("one", 30, days=9, answer=CHOICE)).curve
        wrong = stats(*LEARNED, review("one", 30, Rating.AGAIN, answer=CHOICE)).curve
        assert right is not None
        assert wrong is not None

        assert right.expected == wrong.expected == pytest.approx(0.25 + 0.75 * recall)

    @pytest.mark.parametrize("kinds", [("recall",), ("recall", "choice")])
    def test_a_learner_who_forgets_as_predicted(self, kinds: Sequence[str]) -> None:
        """The curve comes out near the prediction, in sum and in every bin."""
        curve = simulated(SimulatedLearner("true", 1.0, kinds)).curve
        assert curve is not None

        assert curve.recall.total > 900
        assert abs(curve.deviation) < 3
        assert curve.rmse < 2 * curve.rmse_chance
        for it in (*curve.by_chance, *curve.by_days):
            assert abs(it.recall.right - it.expected) <= 3 * sqrt(it.variance) + 1

    def test_a_learner_who_forgets_more(self) -> None:
        """Nobody takes this for chance."""
        curve = simulated(SimulatedLearner("forgets", 2.0)).curve
        assert curve is not None

        assert curve.deviation < -5
        assert curve.rmse > 3 * curve.rmse_chance


MANY = deck(*(pair(f"f{number}", f"T{number % 3}") for number in range(200)))


def simulated(learner: SimulatedLearner) -> Statistics:
    """The statistics of somebody who studied for 60 days."""
    cards = [f"{MANY.id}/{it.id}/forward" for it in MANY.facts]
    progress = fold(learner.study(cards, 60), SCHEDULER)
    return look(progress, SCHEDULER, Scope(decks=[MANY]), noon(60))


NAMES = st.sampled_from(["one", "two", "three", "four", "gone"])
LOGS = st.lists(
    st.builds(
        review,
        NAMES,
        st.integers(0, 30),
        st.sampled_from(Rating),
        days=st.integers(0, 9),
        answer=st.sampled_from([Answer(took=900), CHOICE, replace(CHOICE, guessed=True)]),
        kind=st.sampled_from(["recall", "choice"]),
        counted=st.booleans(),
        session=st.sampled_from(["s", "s/again", "t"]),
        minute=st.integers(0, 50),
    ),
    max_size=25,
    unique_by=lambda it: it.id,
)


class TestLaws:
    """Whatever the log holds."""

    @given(LOGS)
    def test_the_sums_agree(self, events: list[Review]) -> None:
        """Every answer is counted once in each table, or is gone."""
        found = stats(*events)
        total = found.total

        assert total.answers + found.uncounted.quiz.total + found.uncounted.practice.total + (
            found.gone
        ) == len(events)
        assert sum(found.roles.values()) == total.answers
        for parts in (found.topics, found.decks, found.kinds):
            assert sum(it.answers for it in parts) == total.answers
            assert sum(it.recall.total for it in parts) == total.recall.total
            assert sum(it.recall.right for it in parts) == total.recall.right
            assert sum(it.milliseconds for it in parts) == total.milliseconds
        assert sum(it.answers for it in found.days) == total.answers
        assert sum(it.first for it in found.days) == found.roles[Role.FIRST]
        assert sum(it.recall.right for it in found.days) == total.recall.right
        assert sum(it.milliseconds for it in found.days) == total.milliseconds
        assert found.roles[Role.RECALL] == total.recall.total

    @given(LOGS)
    def test_the_bins_hold_every_recall_once(self, events: list[Review]) -> None:
        """By chance and by days alike."""
        found = stats(*events)
        curve = found.curve
        assert (curve is None) == (found.total.recall.total == 0)
        for bins in (curve.by_chance, curve.by_days) if curve else ():
            assert curve is not None
            assert sum(it.recall.total for it in bins) == curve.recall.total
            assert sum(it.recall.right for it in bins) == curve.recall.right
            assert sum(it.expected for it in bins) == pytest.approx(curve.expected)

    @given(LOGS, st.randoms(use_true_random=False))
    def test_the_order_of_the_lines_does_not_matter(
        self, events: list[Review], random: object
    ) -> None:
        """Two machines that merge their logs see the same."""
        mixed = list(events)
        random.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis does not say what it is

        assert stats(*mixed) == stats(*events)

    @given(LOGS, st.integers(0, 31))
    def test_before_and_since_make_all(self, events: list[Review], day: int) -> None:
        """The last days and the days before hold every answer once."""
        whole, last = stats(*events), stats(*events, since=day)
        before = [it for it in whole.days if it.day < noon(day).day]

        assert sum(it.answers for it in before) + last.total.answers == whole.total.answers

    @given(st.integers(0, 50), st.integers(0, 50))
    def test_the_interval_holds_the_share(self, right: int, wrong: int) -> None:
        """It is Wilson's, and never leaves 0 to 1."""
        share = Share(right=right, total=right + wrong)
        low, high = share.interval

        assert (low, high) == wilson(right, right + wrong)
        assert 0 <= low <= high <= 1
        assert share.share is None or low - 1e-12 <= share.share <= high + 1e-12


TERMS = deck(*(fact(f"t{at}", Term(term=f"word {at}", means=f"meaning {at}")) for at in range(12)))


def questions(of: Deck) -> tuple[Question, ...]:
    """All questions of a deck."""
    return generate([of]).questions


def ahead(  # noqa: PLR0913 - a forecast depends on much, each test names a little
    progress: Progress,
    now: Moment,
    *,
    of: Deck = DECK,
    days: int = 30,
    new: int = 10,
    pace: Pace | None = None,
) -> Forecast:
    """Look ahead from a moment."""
    queue = StudyQueue(questions(of), StudySettings(new_limit=new))
    return forecast(queue, progress, SCHEDULER, now, days=days, pace=pace or Pace())


class TestForecast:
    """What is to come."""

    def test_by_hand(self) -> None:
        """One overdue, one due today, one in two days, one after the last day, one new."""
        progress = fold(
            [
                review("one", 0, days=3),
                review("two", 0, days=5),
                review("three", 0, days=7),
            ],
            SCHEDULER,
        )
        found = ahead(progress, noon(5), days=2, new=0)

        assert [it.due for it in found.days] == [2, 0]
        assert (found.overdue, found.later, found.new, found.new_left) == (1, 1, 1, 1)
        assert [it.answers for it in found.days] == [2, 0]

    def test_new_cards_follow_up_to_the_limit(self) -> None:
        """Each takes its learning steps on the day it is met, and comes back after."""
        found = ahead(fold([], SCHEDULER), noon(0), days=3, new=3)

        assert [it.new for it in found.days] == [3, 1, 0]
        assert [it.learning for it in found.days] == [6, 2, 0]
        assert [it.due for it in found.days] == [0, 0, 0]
        assert sum(it.reviews for it in found.days) == 3
        assert (found.new, found.new_left) == (4, 0)

    def test_suspended_and_buried(self) -> None:
        """A suspended card never comes, a buried one tomorrow."""
        two = f"{DECK.id}/two/forward"
        progress = fold(
            [
                review("one", 0, days=3),
                review("two", 0, days=3),
                Suspend(id="s", moment=noon(1), card=f"{DECK.id}/one/forward"),
                Bury(id="b", moment=noon(3), card=two),
            ],
            SCHEDULER,
        )
        found = ahead(progress, noon(3), days=2, new=0)

        assert [it.due for it in found.days] == [0, 1]
        assert [it.answers for it in found.days] == [0, 1]
        assert (found.suspended, found.overdue) == (1, 0)

    def test_the_time_is_the_learners_own(self) -> None:
        """Reviews and learning have medians of their own; one stands in for the other."""
        log = [
            review("one", 0, days=3, answer=Answer(took=20_000)),
            review("one", 3, days=8, answer=Answer(took=5_000)),
            review("two", 3, days=2, answer=Answer(took=30_000)),
        ]
        progress = fold(log, SCHEDULER)
        answers = list(given_answers(progress, SCHEDULER, Places([DECK])))

        assert pace_of(answers) == Pace(review=5_000, learning=25_000)
        assert pace_of(it for it in answers if it.role is Role.FIRST) == Pace(
            review=25_000, learning=25_000
        )
        assert pace_of([]) == Pace(review=0, learning=0)
        day = ahead(progress, noon(5), days=1, new=1, pace=pace_of(answers)).days[0]
        assert (day.reviews, day.learning) == (1, 2)
        assert day.milliseconds == 5_000 + 2 * 25_000

    @given(LOGS, st.integers(0, 40))
    def test_every_card_falls_due_once(self, events: list[Review], day: int) -> None:
        """On its due day, today at the earliest, or after the last day."""
        progress = fold(events, SCHEDULER)
        now = noon(day)
        found = ahead(progress, now, days=10)
        cards = [progress.card(it.card) for it in questions(DECK) if it.kind == "recall"]
        due = [it.memory.due_day for it in cards if it.memory]

        assert sum(it.due for it in found.days) + found.later == len(due)
        for it in found.days[1:]:
            assert it.due == due.count(it.day)
        assert found.days[0].due == sum(it <= now.day for it in due)
        assert found.overdue == sum(it < now.day for it in due)

    @given(st.integers(1, 5), st.integers(0, 6), st.integers(0, 3))
    @settings(max_examples=15)
    def test_keeping_up_is_what_study_asks(self, new: int, start: int, pause: int) -> None:
        """Somebody who studies every day and always answers *good* gives just those answers."""
        queue = StudyQueue(questions(TERMS), StudySettings(new_limit=new))
        progress = fold([], SCHEDULER)
        for day in range(start):
            study(queue, progress, day)
        begin = start + pause
        found = ahead(progress, noon(begin), of=TERMS, days=6, new=new)

        asked = [study(queue, progress, day) for day in range(begin, begin + 6)]

        assert [(it.answers, it.new) for it in found.days] == asked


def study(queue: StudyQueue, progress: Progress, day: int) -> tuple[int, int]:
    """Answer everything of a day with *good*; return how many answers, and how many were new."""
    now = noon(day)
    answers = new = 0
    while True:
        question = queue.next(progress, now)
        if question is None:
            wakes = queue.wakes(progress, now)
            if wakes is None:
                return answers, new
            now = replace(now, instant=wakes)
            continue
        card = progress.card(question.card)
        memory = card.memory
        if memory and memory.phase is not Phase.REVIEW:
            now = replace(now, instant=max(now.instant, memory.due_instant))
        offered = SCHEDULER.outcomes(memory, card.id, card.reps, now)[Rating.GOOD]
        answers += 1
        new += memory is None
        progress.add(
            Review(
                id=f"{day:03}-{answers:03}",
                moment=now,
                card=card.id,
                kind=question.kind,
                answer=Answer(),
                rating=Rating.GOOD,
                interval=offered.interval,
                session=f"day {day}",
            )
        )


def test_the_simulated_learner_is_scheduled_as_study_would() -> None:
    """Its reviews fold to the memories that it believed to have: the tests above test something."""
    cards = [f"{MANY.id}/{it.id}/forward" for it in MANY.facts[:20]]
    reviews = list(SimulatedLearner("fold", 1.0, ("recall", "choice")).study(cards, 20))
    progress = fold(reviews, SCHEDULER)
    for card in cards:
        memory = None
        for reps, it in enumerate(progress.history(card)):
            guess = guess_chance(it.answer, it.mark)
            offered = SCHEDULER.outcomes(memory, card, reps, it.moment, guess)[it.rating]
            assert it.interval == offered.interval
            memory = offered.memory
        assert progress.card(card).memory == memory
    assert reviews[-1].moment.instant > reviews[0].moment.instant + 18 * DAY


def test_looking_costs_the_same_for_each_answer() -> None:
    """However long the log: it is gone through once."""
    cards = [f"{MANY.id}/{it.id}/forward" for it in MANY.facts]
    scope = Scope(decks=[MANY])

    def calls_for_each(days: int) -> float:
        reviews = list(SimulatedLearner("long").study(cards, days, new=20))
        progress, profile = fold(reviews, SCHEDULER), Profile()
        profile.runcall(look, progress, SCHEDULER, scope, noon(days))
        return sum(entry.callcount for entry in profile.getstats()) / len(reviews)

    assert calls_for_each(200) < 1.2 * calls_for_each(50)
