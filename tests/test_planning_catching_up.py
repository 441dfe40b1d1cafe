"""A backlog after a break: when there is one, how big it is, and when it fits again."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from learners import SCHEDULER, noon
from strategies import deck, fact

from quizgen.generator import generate
from quizgen.model import (
    Answer,
    Bury,
    CardId,
    Event,
    Interval,
    Pair,
    Rating,
    Review,
    Suspend,
)
from quizgen.planning.catching_up import MINUTES, CatchingUp, catching_up
from quizgen.planning.habits import costs_of, known_before, turns
from quizgen.planning.learner import Costs
from quizgen.progress import Coming, Progress, fold
from quizgen.progress.backlog import FEWEST, may_be_behind
from quizgen.review_queue import StudyQueue, StudySettings
from quizgen.scheduler import SchedulerSettings

TODAY = 100
"""Days after the first noon."""


def name(number: int, of: str = "d") -> CardId:
    """The card of a fact."""
    return f"{of}/f{number}/forward"


def queue(cards: int, *, new: int = 10, decks: Iterable[str] = ("d",)) -> StudyQueue:
    """A queue over decks of so many facts each."""
    made = [
        deck(*(fact(f"f{at}", Pair(ask=f"{at}?", answer=f"a{at}.")) for at in range(cards)), id=id_)
        for id_ in decks
    ]
    return StudyQueue(generate(made).questions, StudySettings(new_limit=new))


def review(  # noqa: PLR0913 - a review has many sides, each test names a few
    card: CardId,
    day: int,
    days: int = 0,
    *,
    rating: Rating = Rating.GOOD,
    took: int = 0,
    minute: int = 0,
) -> Review:
    """An answer after which the card is due in so many days, or else in ten minutes."""
    at = noon(day)
    return Review(
        id=f"{day:05}-{minute:02}-{card}",
        moment=replace(at, instant=at.instant + minute * 60_000),
        card=card,
        kind="recall",
        answer=Answer(took=took),
        rating=rating,
        interval=Interval(days=days) if days else Interval(seconds=600),
    )


def learned(cards: int, ago: int = 40, days: int = 10, of: str = "d") -> Iterator[Review]:
    """So many cards that were learned some days ago and are due some days after that."""
    for at in range(cards):
        yield review(name(at, of), TODAY - ago)
        yield review(name(at, of), TODAY - ago, days, minute=10)


def backlog(
    events: Iterable[Event], minutes: int = 10, cards: int = 300, asked: StudyQueue | None = None
) -> CatchingUp | None:
    """The backlog that some events leave."""
    progress = fold(events, SCHEDULER)
    return catching_up(
        asked or queue(cards), progress, SCHEDULER.settings, noon(TODAY), minutes=minutes
    )


def found(
    events: Iterable[Event], minutes: int = 10, cards: int = 300, asked: StudyQueue | None = None
) -> CatchingUp:
    """The backlog, where there must be one."""
    it = backlog(events, minutes, cards, asked)
    assert it is not None
    return it


class TestRule:
    """When there is a backlog."""

    def test_what_two_days_have_room_for_is_none(self) -> None:
        """A minute more or less a day decides, at the pace that is told."""
        events = [*learned(300)]
        needed = found(events).seconds / 120

        assert backlog(events, int(needed)) is not None
        assert backlog(events, int(needed) + 1) is None

    def test_what_it_takes_follows_from_recall(self) -> None:
        """Each card is recalled or not as likely as FSRS says, and each has its time."""
        memory = fold(learned(1), SCHEDULER).card(name(0)).memory
        assert memory is not None
        recall = SCHEDULER.retrievability(memory, noon(TODAY).day)

        assert found(learned(300)).seconds == pytest.approx(
            300 * (recall * 8 + (1 - recall) * 20), rel=1e-4
        )

    def test_a_few_cards_are_no_backlog(self) -> None:
        """However little time there is."""
        assert backlog(learned(FEWEST - 1), 1) is None
        assert backlog(learned(FEWEST), 1) is not None

    def test_cards_that_are_not_asked_do_not_count(self) -> None:
        """Suspended and buried ones, those of other decks, and those answered today."""
        events: list[Event] = [*learned(300), *learned(300, of="other")]
        events += [Suspend(id=f"s{at}", moment=noon(50), card=name(at)) for at in range(50)]
        events += [Bury(id=f"b{at}", moment=noon(TODAY), card=name(at)) for at in range(50, 60)]
        events += [review(name(at), TODAY, 9) for at in range(60, 70)]

        assert found(events).due == 230
        assert found(events, asked=queue(300, decks=("d", "other"))).due == 530

    def test_of_a_fact_one_card_counts(self) -> None:
        """As study asks one of them a day."""
        asked = queue(150)
        both = [
            replace(question, id=f"{at}", card=f"d/f{at % 150}/{way}", fact=f"f{at % 150}")
            for at in range(300)
            for way in ("forward", "reverse")
            for question in [asked.question(fold([], SCHEDULER), name(0))]
        ]
        events = [
            *learned(150),
            *(replace(it, id=f"r{it.id}", card=it.card[:-7] + "reverse") for it in learned(150)),
        ]

        assert found(events, 1, asked=StudyQueue(both)).due == 150

    def test_without_new_cards_none_wait(self) -> None:
        """Because all are met, or none are wanted."""
        assert found(learned(300), cards=301).holds_back
        assert not found(learned(300), cards=300).holds_back
        assert not found(learned(300), asked=queue(301, new=0)).holds_back

    @given(
        st.integers(0, 400),
        st.integers(0, 30),
        st.lists(st.integers(1, 60), max_size=9),
    )
    @settings(max_examples=40, deadline=None)
    def test_the_first_look_misses_nothing(self, due: int, minutes: int, days: list[int]) -> None:
        """Where it ends the search, what is due fits, unless a card takes a minute or more."""
        met = [
            Coming(name(at), False, 0, day, 5.0)  # noqa: FBT003 - the fields of a tuple
            for day, count in enumerate(days)
            for at in range(count)
        ]

        if not may_be_behind(due, met, minutes, 50):
            usual = sorted(days[-7:])
            assert due < FEWEST or due <= 2 * (minutes or usual[-3])


class TestMinutes:
    """The time that is counted on where nobody named any."""

    def test_the_usual_ones(self) -> None:
        """The median of the last seven days with answers, however long ago."""
        daily = [
            review(name(at * 8 + day), day, 5, took=(day % 3 + 1) * 60_000)
            for day in range(20, 30)
            for at in range(8)
        ]
        it = found([*learned(300), *daily], 0)

        # Days 23 to 29 had 24, 8, 16, 24, 8, 16 and 24 minutes.
        assert (it.minutes, it.usual) == (16, True)

    def test_five_at_least(self) -> None:
        """Who did little on a few days is not expected to need weeks for a handful of cards."""
        assert found([*learned(300), review(name(0), 70, 2, took=20_000)], 0).minutes == 5

    def test_of_somebody_unknown(self) -> None:
        """Where no answer has a time, as in what comes from elsewhere."""
        it = found(learned(400), 0, 400)

        assert (it.minutes, it.usual) == (MINUTES, True)
        assert not found(learned(400), MINUTES, 400).usual

    def test_nobody_is_behind_on_a_usual_day(self) -> None:
        """Twice what was done on busy days is no backlog."""
        steady = [
            review(name(day * 40 + at), day, (10 if day < 92 else 30) - (day - 90), took=1_000)
            for day in range(90, 96)
            for at in range(40)
        ]
        more = [review(name(at), 80, 20, took=1_000) for at in range(40)]

        assert len(queue(3900).due(fold(steady, SCHEDULER), noon(TODAY))) == 80
        assert backlog(steady, 0, 3900) is None
        assert backlog([*more, *steady], 0, 3900) is not None


class TestPace:
    """What a turn takes, by a learner's own answers."""

    def test_the_median_of_each_sort(self) -> None:
        """All answers to a card on a day are one turn, by what the first of them was."""
        history = [
            review("c", 0, took=9_000),
            review("c", 0, 1, took=4_000, minute=10),
            review("c", 1, 3, took=5_000),
            review("c", 4, rating=Rating.AGAIN, took=11_000),
            review("c", 4, 1, took=6_000, minute=10),
        ]
        given_ = [turn for _ in range(5) for turn in turns(history)]

        assert costs_of(given_) == Costs(passed=5.0, failed=17.0, new=13.0)

    def test_what_is_not_known_stands_in_proportion(self) -> None:
        """Who recalls twice as slowly as others takes twice as long for new cards, too."""
        history = [review("c", day, 1, took=16_000) for day in range(1, 8)]

        assert costs_of(turns(history)) == Costs(passed=16.0, failed=40.0, new=60.0)
        assert costs_of([]) == Costs()

    def test_answers_out_of_a_file_say_nothing(self) -> None:
        """A session that was played took next to no time, which is nobody's pace."""
        history = [review("c", day, 1, took=20) for day in range(1, 30)]

        assert costs_of(turns(history)) == Costs()

    def test_how_often_new_cards_are_known(self) -> None:
        """A few say little; many say how it is."""
        again = [review(name(at), 0, rating=Rating.AGAIN) for at in range(180)]
        many = [turn for it in again for turn in turns([it])]

        assert known_before([]) == pytest.approx(0.76)
        assert known_before(many) == pytest.approx(0.076)


class TestDate:
    """When the backlog fits again."""

    def test_more_minutes_are_never_later(self) -> None:
        """And one session may be enough."""
        days = [found(learned(300), minutes).day or 0 for minutes in (4, 6, 10, 16)]

        assert days == sorted(days, reverse=True)
        assert days[0] > days[-1] > noon(TODAY).day

    def test_the_same_day_says_the_same(self) -> None:
        """Every command that is asked says the same date."""
        assert found(learned(300)) == found(learned(300))

    def test_the_likely_day_lies_between(self) -> None:
        """The earliest and the latest."""
        it = found(learned(300), 4)

        assert it.day
        assert it.earliest
        assert it.latest
        assert noon(TODAY).day < it.earliest <= it.day <= it.latest

    def test_what_was_done_today_is_not_counted_twice(self) -> None:
        """Whoever has used up today's minutes does no more today, which takes a day longer."""
        days = []
        for took in (0, 8_000):
            done = [review(name(at), TODAY, 9, took=took) for at in range(60)]
            days.append(found([*learned(300), *done], 8).day or 0)

        assert days[1] == days[0] + 1

    @pytest.mark.parametrize("seed", range(3))
    def test_it_comes_true(self, seed: int) -> None:
        """Somebody who really studies so, with the real scheduler and queue, is done about then."""
        chance = Random(f"true {seed}")  # noqa: S311  # a simulation, with a seed
        asked, progress, minutes = queue(250), fold(learned(250), SCHEDULER), 5
        told = catching_up(asked, progress, SCHEDULER.settings, noon(TODAY), minutes)
        assert told is not None
        assert told.earliest
        assert told.latest
        day = TODAY
        while catching_up(asked, progress, SCHEDULER.settings, noon(day), minutes):
            study(asked, progress, day, minutes * 60, chance)
            day += 1

        assert told.earliest - 2 <= noon(day).day <= told.latest + 2

    def test_everything_overdue_by_years(self) -> None:
        """Little is remembered, and it still ends."""
        it = found(learned(300, ago=4000))

        assert it.day is not None
        assert it.due == 300
        assert it.seconds > found(learned(300)).seconds

    def test_thousands_of_cards(self) -> None:
        """A part of them tells when all are done."""
        whole, half = found(learned(1600), 32, 1600), found(learned(800), 16, 800)

        assert whole.day
        assert half.day
        assert abs(whole.day - half.day) <= 2


class TestLong:
    """It takes very long, or more falls due than can be done."""

    EVENTS = tuple(learned(750, ago=60, days=5))

    def test_never_is_said_with_what_would_do(self) -> None:
        """More minutes a day, and these are enough."""
        it = found(self.EVENTS, 2, 750)

        assert (it.day, it.earliest, it.latest) == (None, None, None)
        assert it.enough is not None
        assert it.enough % 5 == 0
        assert found(self.EVENTS, it.enough, 750).day is not None

    def test_where_it_takes_months_more_minutes_are_named(self) -> None:
        """Enough of them to be done within three."""
        it = found(self.EVENTS, 3, 750)

        assert it.day is not None
        assert it.day > noon(TODAY).day + 90
        assert it.enough is not None
        sooner = found(self.EVENTS, it.enough, 750)
        assert sooner.latest is not None
        assert sooner.latest <= noon(TODAY).day + 100
        assert sooner.enough is None

    def test_a_lower_retention_may_do(self) -> None:
        """Where it does, it is the highest that does, below the learner's own."""
        it = found(self.EVENTS, 2, 750)
        assert it.retention is not None
        assert it.retention < 0.9
        lower = SchedulerSettings(desired_retention=it.retention)
        then = catching_up(queue(750), fold(self.EVENTS, SCHEDULER), lower, noon(TODAY), 2)

        assert then is not None
        assert then.day is not None


def study(asked: StudyQueue, progress: Progress, day: int, seconds: float, chance: Random) -> None:
    """Answer what is due until the time is over, at 8 seconds a recall and 20 a lapse."""
    now, spent = noon(day), 0.0
    while spent < seconds and (due := asked.due(progress, now)):
        card = progress.card(due[0])
        assert card.memory is not None
        right = chance.random() < SCHEDULER.retrievability(card.memory, now.day)
        rating = Rating.GOOD if right else Rating.AGAIN
        took = 8_000 if right else 14_000
        for minute, given_ in enumerate((rating,) if right else (rating, Rating.GOOD)):
            card = progress.card(due[0])
            at = replace(now, instant=now.instant + minute * 900_000)
            offered = SCHEDULER.outcomes(card.memory, card.id, card.reps, at)[given_]
            answer = review(card.id, day, rating=given_, took=took if not minute else 6_000)
            progress.add(
                replace(answer, id=f"{answer.id}{minute}", moment=at, interval=offered.interval)
            )
        spent += 8 if right else 20
