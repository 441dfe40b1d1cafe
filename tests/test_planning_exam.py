"""Study for an exam: which cards a day has, and what it leads to."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.model import (
    Answer,
    Direction,
    Event,
    Interval,
    Moment,
    Question,
    Rating,
    Recall,
    Review,
    Suspend,
)
from quizgen.planning import Costs, State, Steps
from quizgen.planning.exam import Aim, ExamCards, ExamOrder, last_turns
from quizgen.planning.exam_plan import exam_plan, look_ahead, minutes_offered, steps
from quizgen.planning.person import Person
from quizgen.progress import Progress, fold
from quizgen.review_queue import Counts, DueThenNew, StudyQueue, StudySettings
from quizgen.scheduler import Fsrs6, moment
from quizgen.scheduler.formulas import Formulas

SCHEDULER = Fsrs6()
NOON = 1_795_435_200_000
DAY = 86_400_000
PERSON = Person(formulas=Formulas(), costs=Costs(8, 20, 30), steps=Steps(), known_before=0.5)


def noon(days: int = 0) -> Moment:
    """Noon so many days after the first one."""
    return moment(NOON + days * DAY, 0)


TODAY = noon().day


def question(fact: str, deck: str = "bones", *, reverse: bool = False) -> Question:
    """A question about a fact, forward or reverse."""
    direction = Direction.REVERSE if reverse else Direction.FORWARD
    card = f"{deck}/{fact}/{direction}"

    return Question(
        id=f"{card}/recall",
        card=card,
        deck=deck,
        fact=fact,
        kind="recall",
        direction=direction,
        stem="Which bone is it?",
        response=Recall(answer="the femur"),
    )


def review(
    card: str, ago: int, days: int = 3, rating: Rating = Rating.GOOD, took: int = 8_000
) -> Review:
    """An answer of some days ago, after which the card was due in so many days."""
    when = noon(-ago)

    return Review(
        id=f"{when.instant}-{card}",
        moment=when,
        card=card,
        kind="recall",
        answer=Answer(took=took),
        rating=rating,
        interval=Interval(days=days),
    )


def queue_for(
    questions: Sequence[Question],
    *,
    days: int = 20,
    minutes: float = 5,
    decks: frozenset[str] = frozenset(),
    limit: int | None = None,
) -> StudyQueue:
    """A queue that follows an exam in so many days."""
    aim = Aim(day=TODAY + days, seconds=60 * minutes, decks=decks)
    order = ExamOrder(aim, PERSON, DueThenNew(2))

    return StudyQueue(questions, StudySettings(order=order, limit=limit, session="now"))


def folded(*events: Event) -> Progress:
    """The progress after some events."""
    return fold(events, SCHEDULER)


def names(cards: Sequence[str]) -> list[str]:
    """The facts of cards."""
    return [card.split("/")[1] for card in cards]


# A day of study


def test_new_cards_have_no_limit_but_the_minutes() -> None:
    """Ten new cards at 30 seconds fill five minutes."""
    queue = queue_for([question(f"{number:02}") for number in range(40)], minutes=5)

    assert queue.remaining(folded(), noon()) == Counts(new=10)
    assert names(queue.today(folded(), noon())) == [f"{number:02}" for number in range(10)]


def test_what_fades_comes_though_it_is_not_due() -> None:
    """A card that is not due for long comes, for it would be forgotten by the exam."""
    progress = folded(review("bones/old/forward", ago=8, days=60))
    queue = queue_for([question("old")])

    assert queue.remaining(progress, noon()) == Counts(due=1)
    assert StudyQueue([question("old")]).remaining(progress, noon()) == Counts()


def test_what_gains_most_per_second_comes_first() -> None:
    """New cards that would be known, then what was learned long ago, then what is still fresh."""
    progress = folded(review("bones/old/forward", ago=30), review("bones/fresh/forward", ago=1))
    queue = queue_for([question(it) for it in ("fresh", "old", "new")], days=1)

    assert names(queue.today(progress, noon())) == ["new", "old", "fresh"]


def test_of_a_fact_one_card_comes() -> None:
    """Its siblings wait for another day."""
    queue = queue_for([question("femur"), question("femur", reverse=True), question("skull")])

    assert names(queue.today(folded(), noon())) == ["femur", "skull"]


def test_suspended_cards_are_left_out() -> None:
    """As in any other study."""
    suspend = Suspend(id="s", moment=noon(), card="bones/femur/forward")

    assert queue_for([question("femur")]).next(folded(suspend), noon()) is None


def test_answers_of_today_use_up_the_minutes() -> None:
    """Whoever starts a second time on a day does the rest, not all of it again."""
    questions = [question(f"{number:02}") for number in range(40)]
    progress = folded(*(review(f"bones/{number:02}/forward", ago=0) for number in range(6)))
    queue = queue_for(questions, minutes=5)

    assert names(queue.today(progress, noon())) == [f"{number:02}" for number in range(6, 10)]


def test_other_decks_follow_as_usual() -> None:
    """After the exam's cards comes what is due of other decks, and new cards up to the limit."""
    questions = [question("femur"), *(question(it, "cells") for it in ("wall", "core", "sap"))]
    queue = queue_for(questions, decks=frozenset({"bones"}))

    assert names(queue.today(folded(), noon())) == ["femur", "wall", "core"]
    assert queue.remaining(folded(), noon()) == Counts(new=3)


def test_the_number_of_cards_may_be_limited() -> None:
    """New or not, the first ones count."""
    progress = folded(review("bones/old/forward", ago=30), review("bones/fresh/forward", ago=1))
    questions = [question(it) for it in ("fresh", "old", "new")]
    counts = [
        queue_for(questions, days=1, limit=limit).remaining(progress, noon()) for limit in (1, 2, 9)
    ]

    assert counts == [Counts(new=1), Counts(new=1, due=1), Counts(new=1, due=2)]


def test_from_the_exam_on_study_is_as_usual() -> None:
    """On its day and after, what is due comes, then new cards up to the limit."""
    questions = [question(f"{number}") for number in range(9)]

    assert queue_for(questions, days=0).remaining(folded(), noon()) == Counts(new=2)


def test_a_clock_that_was_set_back_does_no_harm() -> None:
    """An answer of a day to come counts as one of today."""
    progress = folded(review("bones/femur/forward", ago=-9), review("bones/skull/forward", ago=9))
    queue = queue_for([question("femur"), question("skull")])

    assert "skull" in names(queue.today(progress, noon()))


answers = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 30), st.sampled_from(Rating)), max_size=25
)


@settings(max_examples=40, deadline=None)
@given(answers, st.floats(0.5, 10), st.integers(1, 40))
def test_study_goes_through_the_day_card_by_card(
    given_answers: list[tuple[int, int, Rating]], minutes: float, days: int
) -> None:
    """Whoever answers what comes is done with the day, each fact once, as was planned."""
    progress = folded(
        *(
            review(f"bones/{fact}/forward", ago + 1, rating=rating)
            for fact, ago, rating in given_answers
        )
    )
    questions = [question(str(fact)) for fact in range(12)]
    queue = queue_for(questions, minutes=minutes, days=days)
    planned = queue.today(progress, noon())
    asked = []
    while (found := queue.next(progress, noon())) is not None:
        asked.append(found.card)
        progress.add(review(found.card, ago=0))

    assert tuple(asked) == planned
    assert queue.remaining(progress, noon()) == Counts()


# What it leads to


def cards_of(states: Sequence[State]) -> ExamCards:
    """Cards of a fact each."""
    count = len(states)

    return ExamCards(
        ids=[f"d/{it}/forward" for it in range(count)], facts=range(count), states=states
    )


def test_a_plan_is_determined_by_its_seed() -> None:
    """The same seed says the same, and another one something else."""
    cards, aim = cards_of([State()] * 60), Aim(day=12, seconds=240)
    first, second, other = (look_ahead(cards, PERSON, aim, 0, Random(it)) for it in (1, 1, 2))  # noqa: S311  # a simulation

    assert first == second
    assert first != other


def test_more_minutes_lead_to_more_and_none_to_least() -> None:
    """From nothing at all to twice the minutes."""
    aged = [State(5.0, 5.0, -9)] * 40
    prospect = look_ahead(
        cards_of([State()] * 60 + aged),
        PERSON,
        Aim(day=15, seconds=240),
        0,
        Random(3),  # noqa: S311  # a simulation
    )

    shares = [prospect.untouched.share, *(it.outcome.share for it in prospect.offers)]
    assert [it.minutes for it in prospect.offers] == [2, 4, 6, 8]
    assert shares == sorted(shares)
    assert shares[-1] > shares[0] + 0.3
    for offer in prospect.offers:
        assert 0 <= offer.outcome.low <= offer.outcome.share <= offer.outcome.high <= 1


def test_each_simulated_day_is_a_step() -> None:
    """So that a bar shows how far it has come."""
    cards, aim = cards_of([State()] * 30), Aim(day=9, seconds=300)
    taken: list[None] = []
    look_ahead(cards, PERSON, aim, 2, Random(1), step=lambda: taken.append(None))  # noqa: S311  # a simulation

    assert len(taken) == steps(30, aim, 2)


@pytest.mark.slow
def test_a_part_of_many_cards_tells_of_all() -> None:
    """The outcome of a sample is that of all, within a point and a half."""
    chance = Random("many")  # noqa: S311  # made-up cards
    states = [
        State(chance.uniform(1, 60), chance.uniform(1, 10), -chance.randint(1, 40))
        if chance.random() < 0.5
        else State()
        for _ in range(1500)
    ]
    aim = Aim(day=70, seconds=1200)
    part = look_ahead(cards_of(states), PERSON, aim, 0, Random(1)).offers[1].outcome  # noqa: S311  # a simulation
    assert steps(1500, aim, 0) == steps(428, aim, 0)
    every = [
        look_ahead(cards_of(states[at::4]), PERSON, Aim(day=70, seconds=300), 0, Random(1))  # noqa: S311  # the same
        .offers[1]
        .outcome.share
        for at in range(4)
    ]

    assert part.share == pytest.approx(sum(every) / 4, abs=0.015)


def test_the_range_holds_most_outcomes() -> None:
    """In about 8 of 10 simulated exams so many cards are known as was said."""
    states = [State(8.0, 5.0, -3)] * 80
    prospect = look_ahead(cards_of(states), PERSON, Aim(day=10, seconds=60), 0, Random(4))  # noqa: S311  # a simulation
    low, high = prospect.untouched.low, prospect.untouched.high
    chance = Random("exams")  # noqa: S311  # the same
    recall = Formulas().retrievability(8.0, 13)
    exams = [sum(chance.random() < recall for _ in range(80)) / 80 for _ in range(1000)]

    assert 0.74 < sum(low <= it <= high for it in exams) / 1000 < 0.86


@pytest.mark.parametrize(
    ("minutes", "offered"),
    [(1, [1, 2]), (20, [10, 20, 30, 40]), (3, [2, 3, 4, 6]), (1000, [500, 1000, 1440])],
)
def test_minutes_offered_are_whole(minutes: int, offered: list[float]) -> None:
    """And the learner's own are among them."""
    assert minutes_offered(Aim(day=9, seconds=60 * minutes)) == offered


def test_a_plan_says_what_today_holds() -> None:
    """As many cards as study asks, and how long they take."""
    progress = folded(review("bones/0/forward", ago=9))
    questions = [question(str(fact)) for fact in range(10)]
    queue = queue_for(questions, minutes=5)
    order = queue.settings.order
    assert isinstance(order, ExamOrder)
    plan = exam_plan(queue, order, progress, noon(), "seed")

    assert (plan.cards, plan.met, plan.days) == (10, 1, 20)
    assert plan.coming == queue.today(progress, noon())
    assert plan.counts == Counts(due=1, new=9)
    assert plan.seconds == pytest.approx(9 * 30 + 8, abs=4)


def test_the_pace_is_that_of_the_cards_answered_last() -> None:
    """What a learner took for their turns is found in their histories."""
    progress = folded(
        review("bones/a/forward", 9, took=4_000), review("bones/a/forward", 2, took=5_000)
    )

    assert [turn.seconds for turn in last_turns(progress, ["bones/a/forward", "x"])] == [4.0, 5.0]
