"""FSRS-6 with Anki's rules: figures taken from Anki, and laws for every scheduler."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest
from conftest import Golden
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.model import (
    Answer,
    Interval,
    Mark,
    Memory,
    Moment,
    Outcomes,
    Phase,
    Rating,
    Review,
    Verdict,
)
from quizgen.scheduler import (
    SCHEDULERS,
    Fsrs6,
    Scheduler,
    SchedulerSettings,
    anki_card_id,
    date_text,
    day_of,
    guess_chance,
    interval_text,
    moment,
)
from quizgen.scheduler.engine import Engine, stored
from quizgen.scheduler.evidence import knew
from quizgen.scheduler.fuzz import seeded_fuzz
from quizgen.scheduler.rules import Rules

CARD = "bodies/calf/forward"
NOON = moment(1_795_435_200_000, 60)

MEMORIES = st.builds(
    Memory,
    phase=st.sampled_from(Phase),
    stability=st.floats(0.001, 30_000).map(lambda value: stored(value, 4)),
    difficulty=st.floats(1, 10).map(lambda value: stored(value, 3)),
    remaining=st.integers(0, 3),
    days=st.integers(1, 36_500),
    due_day=st.just(NOON.day),
    last_day=st.integers(NOON.day - 4000, NOON.day + 2),
    last_instant=st.just(NOON.instant),
)
SETTINGS = st.builds(
    SchedulerSettings,
    desired_retention=st.floats(0.7, 0.99),
    learning_steps=st.sampled_from([(60, 600), (), (600,), (60, 600, 86_400), (100_000,)]),
    relearning_steps=st.sampled_from([(600,), (), (900, 172_800)]),
    maximum_interval=st.sampled_from([36_500, 60, 1]),
)
EACH_SCHEDULER = pytest.mark.parametrize("make", SCHEDULERS, ids=lambda make: make.name)


def review(
    rating: Rating,
    at: Moment = NOON,
    interval: Interval | None = None,
    shown: int = 0,
) -> Review:
    """A review of the card; with options, a right choice of the first."""
    return Review(
        id=f"{at.instant:013}",
        moment=at,
        card=CARD,
        kind="choice" if shown else "recall",
        answer=Answer(shown=tuple("abcdef"[:shown]), chosen=(0,) if shown else ()),
        mark=Mark(verdict=Verdict.RIGHT, rule="exact") if shown else None,
        rating=rating,
        interval=interval or Interval(),
    )


def later(memory: Memory, days: int = 0) -> Moment:
    """The moment when a card is due, or some days after that."""
    if memory.due_instant:
        return moment(memory.due_instant + days * 86_400_000, 60)

    return moment((memory.due_day + days) * 86_400_000 + 12 * 3_600_000, 60)


def without_due(memory: Memory | None) -> Memory | None:
    """A memory apart from its due date."""
    return replace(memory, due_day=0, due_instant=0) if memory else None


class TestAgainstAnki:
    """Rows that the real backend gave."""

    @pytest.mark.parametrize(
        ("anki_id", "reps", "phase", "remaining", "days", "memory", "elapsed", "buttons"),
        [
            (1500000005102, 6, "relearning", 1, 1, (0.5445, 9.123), 128, "10m 15m 5d 8d"),
            (1500000010208, 7, "review", 0, 6, (3.8146, 9.273), 110, "10m 11d 16d 27d"),
            (1500000018285, 5, "review", 0, 25, (25.8241, 4.723), 22, "10m 50d 68d 106d"),
            (1500000025270, 8, "review", 0, 11, (10.7103, 8.179), 252, "10m 36d 54d 94d"),
            (1500000038029, 2, "review", 0, 5, (3.9461, 1.0), 256, "10m 65d 103d 188d"),
            (1500000056815, 6, "relearning", 1, 2, (1.8699, 9.042), 205, "10m 15m 12d 20d"),
            (1500000179593, 1, "learning", 2, 0, (0.212, 6.413), 211, "1m 330s 10m 11d"),
            (1500000196091, 3, "learning", 2, 0, (0.096, 8.803), 219, "1m 330s 10m 3d"),
            (1500001879952, 8, "relearning", 1, 4, (4.0438, 8.383), 99, "10m 15m 25d 43d"),
        ],
    )
    def test_buttons(  # noqa: PLR0913, PLR0917 - one row of a table
        self,
        anki_id: int,
        reps: int,
        phase: str,
        remaining: int,
        days: int,
        memory: tuple[float, float],
        elapsed: int,
        buttons: str,
    ) -> None:
        """All four buttons of a card with this id and state."""
        [fuzz] = seeded_fuzz([anki_id + reps])
        rules = Rules(SchedulerSettings(), fuzz, short_term=True)
        states = Engine((), 0.9).states(*memory, elapsed)
        if phase == "review":
            grants = rules.in_review(days, states)
        else:
            grants = rules.in_steps(Phase(phase), remaining, days, states)
        units = {"s": 1, "m": 60}

        for grant, text in zip(grants.values(), buttons.split(), strict=True):
            number, unit = int(text[:-1]), text[-1]
            if grant.step is None:
                assert (grant.days, unit) == (number, "d")
            else:
                assert grant.step.seconds == number * units[unit]

    def test_a_new_card(self) -> None:
        """One minute, five and a half, ten, and days: the memories are the first four weights."""
        outcomes = Fsrs6().outcomes(None, CARD, 0, NOON)

        assert [outcome.interval.seconds for outcome in outcomes.values()] == [60, 330, 600, 0]
        assert [outcome.memory.stability for outcome in outcomes.values()] == [
            0.212,
            1.2931,
            2.3065,
            8.2956,
        ]
        assert [outcome.memory.difficulty for outcome in outcomes.values()] == [
            6.413,
            5.112,
            2.118,
            1.0,
        ]


class TestSteps:
    """Learning and relearning."""

    def test_good_goes_through_the_steps_to_review(self) -> None:
        """Two steps by default, then days."""
        scheduler = Fsrs6()
        first = scheduler.outcomes(None, CARD, 0, NOON)[Rating.GOOD].memory
        second = scheduler.outcomes(first, CARD, 1, later(first))[Rating.GOOD].memory

        assert (first.phase, first.remaining) == (Phase.LEARNING, 1)
        assert (second.phase, second.remaining) == (Phase.REVIEW, 0)
        assert second.due_day > NOON.day

    def test_a_lapse_leads_through_relearning(self) -> None:
        """Again in review: ten minutes, and back to review with a shorter interval."""
        scheduler = Fsrs6()
        memory = scheduler.outcomes(None, CARD, 0, NOON)[Rating.EASY].memory
        lapsed = scheduler.outcomes(memory, CARD, 1, later(memory))[Rating.AGAIN]
        back = scheduler.outcomes(lapsed.memory, CARD, 2, later(lapsed.memory))[Rating.GOOD]

        assert lapsed.interval == Interval(seconds=600)
        assert lapsed.memory.phase is Phase.RELEARNING
        assert back.memory.phase is Phase.REVIEW
        assert back.interval.days < memory.days

    def test_a_step_is_due_within_a_quarter_more(self) -> None:
        """Ten minutes are due in ten to twelve and a half."""
        memory = Fsrs6().outcomes(None, CARD, 0, NOON)[Rating.GOOD].memory

        assert 600_000 <= memory.due_instant - NOON.instant < 750_000
        assert memory.due_day == NOON.day

    def test_a_step_across_the_rollover_is_due_with_the_next_day(self) -> None:
        """Nine minutes before the day ends, ten minutes later is tomorrow, at no instant."""
        evening = moment(NOON.next_day - 9 * 60_000, 60)

        memory = Fsrs6().outcomes(None, CARD, 0, evening)[Rating.GOOD].memory

        assert (memory.due_day, memory.due_instant) == (evening.day + 1, 0)

    def test_a_step_of_days_is_due_days_later(self) -> None:
        """Two days as a step, given at noon, is the study day after tomorrow."""
        scheduler = Fsrs6(SchedulerSettings(learning_steps=(172_800,)))

        memory = scheduler.outcomes(None, CARD, 0, NOON)[Rating.AGAIN].memory

        assert (memory.due_day, memory.due_instant) == (NOON.day + 2, 0)

    def test_without_steps_a_card_goes_to_review_at_once(self) -> None:
        """Only what falls below half a day waits in seconds."""
        settings = SchedulerSettings(learning_steps=(), relearning_steps=())

        outcomes = Fsrs6(settings).outcomes(None, CARD, 0, NOON)

        assert outcomes[Rating.AGAIN].interval == Interval(seconds=18_316)
        assert outcomes[Rating.GOOD].memory.phase is Phase.REVIEW


class TestElapsedDays:
    """Days are study days."""

    def test_an_evening_and_the_next_morning_are_a_day_apart(self) -> None:
        """Ten hours over the rollover count as one day, ten within it as none."""
        scheduler = Fsrs6()
        memory = scheduler.outcomes(None, CARD, 0, NOON)[Rating.EASY].memory
        same_day = moment(NOON.instant + 10 * 3_600_000, 60)
        next_day = moment(NOON.instant + 20 * 3_600_000, 60)

        stabilities = [
            scheduler.outcomes(memory, CARD, 1, at)[Rating.GOOD].memory.stability
            for at in (NOON, same_day, next_day)
        ]

        assert stabilities[0] == stabilities[1] < stabilities[2]

    def test_a_clock_set_back_counts_as_the_same_day(self) -> None:
        """Negative days are none."""
        scheduler = Fsrs6()
        memory = scheduler.outcomes(None, CARD, 0, NOON)[Rating.EASY].memory
        before = moment(NOON.instant - 3 * 86_400_000, 60)

        assert {
            rating: outcome.memory.stability
            for rating, outcome in scheduler.outcomes(memory, CARD, 1, before).items()
        } == {
            rating: outcome.memory.stability
            for rating, outcome in scheduler.outcomes(memory, CARD, 1, NOON).items()
        }


class TestChoice:
    """A right choice tells less than recall."""

    @pytest.mark.parametrize(
        ("recall", "expected"), [(0.9, 0.97), (0.5, 0.80), (0.2, 0.50), (1.0, 1.0), (0.0, 0.0)]
    )
    def test_the_probability_to_have_known(self, recall: float, expected: float) -> None:
        """One of four options right, by how likely recall was."""
        assert knew(recall, 0.25) == pytest.approx(expected, abs=0.006)

    def test_the_memory_lies_between_again_and_good(self) -> None:
        """Overdue, a right choice raises stability, and by less than recall does."""
        scheduler = Fsrs6()
        memory = scheduler.outcomes(None, CARD, 0, NOON)[Rating.EASY].memory
        at = later(memory, 60)
        recalled = scheduler.outcomes(memory, CARD, 1, at)
        chosen = scheduler.outcomes(memory, CARD, 1, at, guess=0.25)

        assert (
            recalled[Rating.AGAIN].memory.stability
            < memory.stability
            < chosen[Rating.GOOD].memory.stability
            < recalled[Rating.GOOD].memory.stability
        )
        assert (
            recalled[Rating.GOOD].memory.difficulty
            < chosen[Rating.GOOD].memory.difficulty
            < recalled[Rating.AGAIN].memory.difficulty
        )
        assert chosen[Rating.GOOD].interval.days < recalled[Rating.GOOD].interval.days

    def test_a_wrong_choice_is_a_failed_recall(self) -> None:
        """Nobody guesses wrong on purpose."""
        memory = Fsrs6().outcomes(None, CARD, 0, NOON)[Rating.EASY].memory

        for guess in (0.0, 0.25, 0.5):
            again = Fsrs6().outcomes(memory, CARD, 1, later(memory), guess)[Rating.AGAIN]
            assert again == Fsrs6().outcomes(memory, CARD, 1, later(memory))[Rating.AGAIN]

    def test_the_same_day_nothing_is_lost(self) -> None:
        """Minutes after the answer was shown, a right choice counts in full."""
        memory = Fsrs6().outcomes(None, CARD, 0, NOON)[Rating.GOOD].memory

        assert Fsrs6().outcomes(memory, CARD, 1, later(memory), 0.25) == Fsrs6().outcomes(
            memory, CARD, 1, later(memory)
        )

    def test_fewer_options_prove_less(self) -> None:
        """True or false moves a memory less than one of four."""
        memory = Fsrs6().outcomes(None, CARD, 0, NOON)[Rating.EASY].memory
        four, two = (
            Fsrs6().outcomes(memory, CARD, 1, later(memory, 30), guess)[Rating.GOOD].memory
            for guess in (1 / 4, 1 / 2)
        )

        assert two.stability < four.stability

    @pytest.mark.parametrize(
        ("shown", "chosen", "verdict", "expected"),
        [
            (4, (2,), Verdict.RIGHT, 1 / 4),
            (2, (0,), Verdict.RIGHT, 1 / 2),
            (5, (0, 3), Verdict.RIGHT, 1 / 10),
            (3, (2, 0, 1), Verdict.RIGHT, 1 / 6),
            (4, (1,), Verdict.WRONG, 0.0),
            (4, (), Verdict.RIGHT, 0.0),
            (0, (), Verdict.RIGHT, 0.0),
            (0, (), Verdict.SLIP, 0.0),
        ],
    )
    def test_the_chance_to_guess(
        self, shown: int, chosen: tuple[int, ...], verdict: Verdict, expected: float
    ) -> None:
        """It follows from what was shown and what was picked."""
        answer = Answer(shown=("option",) * shown, chosen=chosen)

        assert guess_chance(answer, Mark(verdict=verdict, rule="exact")) == expected
        assert guess_chance(answer, None) == 0


class TestFollowing:
    """What was granted holds."""

    def test_the_granted_interval_is_kept(self) -> None:
        """Another scheduler version would grant 9 days; the learner was told 30."""
        memory = Fsrs6().follow(None, 0, review(Rating.EASY, interval=Interval(days=30)))

        assert memory.days == 30
        assert memory.due_day == NOON.day + 30
        assert memory.stability == 8.2956

    def test_new_settings_leave_due_dates_alone(self) -> None:
        """A step granted under other steps is still a step."""
        other = Fsrs6(SchedulerSettings(learning_steps=(), desired_retention=0.7))

        memory = other.follow(None, 0, review(Rating.GOOD, interval=Interval(seconds=600)))

        assert memory.phase is Phase.LEARNING
        assert 600_000 <= memory.due_instant - NOON.instant < 750_000

    def test_a_review_without_interval_gets_one(self) -> None:
        """A quiz answer that is counted later is scheduled as it would have been."""
        offered = Fsrs6().outcomes(None, CARD, 0, NOON, 0.25)

        for rating in Rating:
            followed = Fsrs6().follow(None, 0, review(rating, shown=4))
            assert followed == offered[rating].memory


@EACH_SCHEDULER
class TestLaws:
    """What any scheduler keeps to."""

    @given(
        memory=MEMORIES,
        reps=st.integers(0, 50),
        settings=SETTINGS,
        guess=st.sampled_from([0.0, 0.25]),
    )
    @settings(deadline=None)
    def test_due_after_the_review(
        self,
        make: type[Fsrs6],
        memory: Memory,
        reps: int,
        settings: SchedulerSettings,
        guess: float,
    ) -> None:
        """No interval is empty or above the maximum, and the due date is its end.

        As in Anki the maximum does not bind what a lapse leaves behind.
        """
        for rating, outcome in make(settings).outcomes(memory, CARD, reps, NOON, guess).items():
            interval, after = outcome.interval, outcome.memory
            assert (interval.days > 0) != (interval.seconds > 0)
            assert interval.days <= settings.maximum_interval or rating is Rating.AGAIN
            assert (after.phase is Phase.REVIEW) == (interval.days > 0)
            assert (after.last_day, after.last_instant) == (NOON.day, NOON.instant)
            assert after.due_day == NOON.day + interval.days or interval.seconds
            assert after.due_instant == 0 or after.due_instant >= NOON.instant

    @given(memory=MEMORIES, reps=st.integers(0, 50), guess=st.sampled_from([0.0, 0.25, 0.5]))
    @settings(deadline=None)
    def test_hard_before_good_before_easy(
        self, make: type[Fsrs6], memory: Memory, reps: int, guess: float
    ) -> None:
        """In review each better rating waits longer, short of the maximum interval."""
        memory = replace(memory, phase=Phase.REVIEW)
        outcomes = make().outcomes(memory, CARD, reps, NOON, guess)
        hard, good, easy = (outcomes[rating].interval.days for rating in list(Rating)[1:])

        assert hard < good < easy or easy == 36_500

    @given(
        memory=MEMORIES, reps=st.integers(0, 50), settings=SETTINGS, rating=st.sampled_from(Rating)
    )
    @settings(deadline=None)
    def test_following_leads_to_what_was_offered(
        self,
        make: type[Fsrs6],
        memory: Memory,
        reps: int,
        settings: SchedulerSettings,
        rating: Rating,
    ) -> None:
        """The preview, the answer and the replay agree."""
        scheduler: Scheduler = make(settings)
        steps = settings.learning_steps
        if memory.phase is Phase.RELEARNING:
            steps = settings.relearning_steps
        remaining = 0 if memory.phase is Phase.REVIEW else min(memory.remaining, len(steps))
        memory = replace(memory, remaining=remaining)
        offered = scheduler.outcomes(memory, CARD, reps, NOON)[rating]

        followed = scheduler.follow(memory, reps, review(rating, interval=offered.interval))

        assert followed == offered.memory

    @given(
        answers=st.lists(
            st.tuples(st.sampled_from(Rating), st.integers(0, 40), st.booleans(), st.booleans()),
            max_size=12,
        )
    )
    @settings(deadline=None)
    def test_replay_is_following(
        self, make: type[Fsrs6], answers: Sequence[tuple[Rating, int, bool, bool]]
    ) -> None:
        """A history at once or review by review, with granted intervals or without."""
        scheduler: Scheduler = make()
        memory: Memory | None = None
        reviews, lapses, at = [], 0, NOON
        for reps, (rating, days, chosen, granted) in enumerate(answers):
            guess = 0.25 if chosen else 0.0
            offered = scheduler.outcomes(memory, CARD, reps, at, guess)[rating]
            interval = offered.interval if granted else None
            given_review = review(rating, at, interval, shown=4 if chosen else 0)
            reviews.append(given_review)
            reviewing = memory is not None and memory.phase is Phase.REVIEW
            lapses += reviewing and rating is Rating.AGAIN
            memory = scheduler.follow(memory, reps, given_review)
            at = later(memory, days)

        [before, nothing] = scheduler.before([reviews, []])
        followed: Memory | None = None
        for reps, (known, it) in enumerate(zip(before, reviews, strict=True)):
            assert without_due(known) == without_due(followed)
            followed = scheduler.follow(followed, reps, it)
        assert nothing == []

        [replayed, empty] = scheduler.replay([reviews, []])

        assert (replayed.memory, replayed.lapses) == (memory, lapses)
        assert (empty.memory, empty.lapses) == (None, 0)

    @given(memory=MEMORIES, days=st.lists(st.integers(0, 4000), min_size=2, max_size=2))
    def test_retrievability_falls_with_days(
        self, make: type[Fsrs6], memory: Memory, days: Sequence[int]
    ) -> None:
        """It is 1 on the day of the review, and 90 % after as many days as the stability says."""
        sooner, later_on = (memory.last_day + number for number in sorted(days))
        scheduler = make()

        assert scheduler.retrievability(memory, memory.last_day) == 1
        first, second = (scheduler.retrievability(memory, day) for day in (sooner, later_on))
        assert 1 >= first >= second > 0
        tenth = replace(memory, stability=10.0)
        assert scheduler.retrievability(tenth, tenth.last_day + 10) == pytest.approx(0.9)


class TestMoment:
    """Study days go from four to four."""

    @pytest.mark.parametrize(
        ("instant", "offset", "day"),
        [
            (0, 0, -1),
            (4 * 3_600_000 - 1, 0, -1),
            (4 * 3_600_000, 0, 0),
            (0, 240, 0),
            (0, 239, -1),
            (86_400_000, -300, 0),
        ],
    )
    def test_the_day_begins_at_four(self, instant: int, offset: int, day: int) -> None:
        """Local time counts."""
        assert moment(instant, offset).day == day

    @given(
        instant=st.integers(0, 2**42),
        offset=st.integers(-720, 840),
        hour=st.integers(0, 23),
    )
    def test_the_next_day_begins_when_the_day_turns(
        self, instant: int, offset: int, hour: int
    ) -> None:
        """Just before ``next_day`` it is the same day, and on it the next."""
        now = moment(instant, offset, hour)

        assert now.instant < now.next_day <= now.instant + 86_400_000
        assert moment(now.next_day - 1, offset, hour).day == now.day
        assert moment(now.next_day, offset, hour).day == now.day + 1


class TestIntervalText:
    """Buttons say how long until the card is back."""

    @pytest.mark.parametrize(
        ("interval", "text"),
        [
            (Interval(seconds=1), "<1m"),
            (Interval(seconds=60), "<1m"),
            (Interval(seconds=61), "1m"),
            (Interval(seconds=330), "6m"),
            (Interval(seconds=600), "10m"),
            (Interval(seconds=3600), "1h"),
            (Interval(seconds=18_316), "5.1h"),
            (Interval(seconds=172_800), "2d"),
            (Interval(days=1), "1d"),
            (Interval(days=30), "30d"),
            (Interval(days=31), "1mo"),
            (Interval(days=76), "2.5mo"),
            (Interval(days=364), "12mo"),
            (Interval(days=365), "1y"),
            (Interval(days=400), "1.1y"),
            (Interval(days=36_500), "100y"),
        ],
    )
    def test_text(self, interval: Interval, text: str) -> None:
        """In the unit that suits, with one decimal where a whole number says too little."""
        assert interval_text(interval, NOON) == text


class TestAnkiCardId:
    """The id of a card in Anki."""

    def test_it_never_changes(self) -> None:
        """Schedules and packages in the world rest on these."""
        assert anki_card_id("bodies/calf/forward") == 1_331_368_085_783
        assert anki_card_id("räume/größe/reverse#ß") == 1_391_007_851_306

    @given(st.text())
    def test_it_is_a_moment_from_2001_to_2019(self, card: str) -> None:
        """Anki takes ids for moments, and none of ours lies in the future."""
        assert 978_307_200_000 <= anki_card_id(card) < 1_577_836_800_000

    def test_a_hundred_thousand_cards_hardly_collide(self) -> None:
        """One collision in 120 such collections is to be expected."""
        ids = {anki_card_id(f"deck/fact-{number}/forward") for number in range(100_000)}

        assert len(ids) == 100_000


def sequence(ratings: Sequence[Rating], guess: float = 0.0) -> str:
    """What a card does that is rated so each time it is due."""
    scheduler, memory, at, lines = Fsrs6(), None, NOON, []
    for reps, rating in enumerate(ratings):
        offered: Outcomes = scheduler.outcomes(memory, CARD, reps, at, guess)
        memory = offered[rating].memory
        buttons = " ".join(
            f"{interval_text(outcome.interval, at):>5}" for outcome in offered.values()
        )
        lines.append(
            f"{rating.name.lower():5}  {buttons}  {memory.phase:10}"
            f"  S {memory.stability:9.4f}  D {memory.difficulty:6.3f}"
        )
        at = later(memory)

    return "\n".join(lines)


def test_schedules_stay_as_they_are(golden: Golden) -> None:
    """Usual courses of a card, with what stood on its buttons."""
    again, hard, good, easy = Rating
    courses = {
        "always good": ([good] * 10, 0.0),
        "always easy": ([easy] * 6, 0.0),
        "always hard": ([hard] * 10, 0.0),
        "two lapses": ([good, good, good, again, good, good, again, hard, good, good], 0.0),
        "failed from the start": ([again] * 6, 0.0),
        "always chosen right of four": ([good] * 10, 0.25),
        "always true-false right": ([good] * 10, 0.5),
    }
    text = "\n\n".join(
        f"{name}\n{sequence(ratings, guess)}" for name, (ratings, guess) in courses.items()
    )

    golden.check("schedule/courses.txt", text + "\n")


@pytest.mark.parametrize(
    ("day", "date"),
    [(0, "1970-01-01"), (20_782, "2026-11-25"), (-1, "1969-12-31"), (10**7, ""), (-(10**30), "")],
)
def test_a_study_day_has_a_date(day: int, date: str) -> None:
    """A day that no calendar has, out of a damaged log, has none."""
    assert date_text(day) == date


@given(st.dates())
def test_a_date_has_a_study_day(when: dt.date) -> None:
    """And that day has the date."""
    assert date_text(day_of(when)) == when.isoformat()
