"""What comes today: order, limits, siblings, and the kind that suits."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.model import (
    AcceptedKey,
    Answer,
    Bury,
    Choice,
    Direction,
    Event,
    Interval,
    Mark,
    Moment,
    Option,
    Question,
    Rating,
    Recall,
    Reset,
    Response,
    Review,
    Suspend,
    Typed,
    Undo,
    Verdict,
)
from quizgen.progress import Progress, fold
from quizgen.review_queue import Counts, StudyQueue, StudySettings, ladder
from quizgen.scheduler import Fsrs6, moment

SCHEDULER = Fsrs6()
NOON = 1_795_435_200_000
MINUTE = 60_000
DAY = 86_400_000

RESPONSES: dict[str, Response] = {
    "recall": Recall(answer="calf"),
    "reverse": Recall(answer="cramp"),
    "cloze": Recall(answer="calf"),
    "typed": Typed(key=AcceptedKey(accepted=("calf",))),
    "choice": Choice(options=tuple(Option(text=text, correct=text == "a") for text in "abcd")),
    "true-false": Choice(options=tuple(Option(text=text, correct=text == "a") for text in "ab")),
}


def at(minutes: float = 0, days: int = 0) -> Moment:
    """Some minutes and days after a noon."""
    return moment(NOON + int(minutes * MINUTE) + days * DAY, 60)


def question(fact: str, kind: str = "recall") -> Question:
    """A question about a fact; the reverse kind asks its reverse card."""
    direction = Direction.REVERSE if kind == "reverse" else Direction.FORWARD
    card = f"deck/{fact}/{direction}"

    return Question(
        id=f"{card}/{kind}",
        card=card,
        deck="deck",
        fact=fact,
        kind=kind,
        direction=direction,
        stem="Which muscle cramps?",
        response=RESPONSES[kind],
    )


def review(  # noqa: PLR0913 - a review has many sides, each test names a few
    fact: str,
    when: Moment,
    days: int = 0,
    rating: Rating = Rating.GOOD,
    *,
    kind: str = "recall",
    session: str = "",
) -> Review:
    """An answer after which the card is due in so many days, or else in ten minutes."""
    asked = question(fact, kind)

    return Review(
        id=f"{when.instant:014}{asked.id}",
        moment=when,
        card=asked.card,
        kind=kind,
        answer=Answer(),
        rating=rating,
        interval=Interval(days=days) if days else Interval(seconds=600),
        session=session,
    )


def after(*events: Event) -> Progress:
    """The progress after some events."""
    return fold(events, SCHEDULER)


def facts(*names: str) -> tuple[Question, ...]:
    """One recall question per fact."""
    return tuple(question(name) for name in names)


def answered(
    queue: StudyQueue, progress: Progress, now: Moment, rating: Rating, session: str = ""
) -> Review | None:
    """Answer the next question as a session would, if there is one."""
    asked = queue.next(progress, now)
    if asked is None:
        return None
    card = progress.card(asked.card)
    outcomes = SCHEDULER.outcomes(card.memory, card.id, card.reps, now)
    event = Review(
        id=f"{now.instant:014}",
        moment=now,
        card=asked.card,
        kind=asked.kind,
        answer=Answer(),
        rating=rating,
        interval=outcomes[rating].interval,
        session=session,
    )
    progress.add(event)

    return event


def course(
    queue: StudyQueue, progress: Progress, begin: Moment, ratings: Sequence[Rating] = ()
) -> list[str]:
    """The facts that come up, half a minute apart; good from the end of the ratings on."""
    names: list[str] = []
    now = begin
    for number in range(1000):
        rating = ratings[number] if number < len(ratings) else Rating.GOOD
        event = answered(queue, progress, now, rating)
        if event is None:
            return names
        names.append(event.card.split("/")[1])
        now = moment(now.instant + 30_000, 60)
    pytest.fail("the session never ends")


class TestOrder:
    """What comes first."""

    def test_new_cards_come_in_deck_order(self) -> None:
        """Each again after ten minutes, or sooner as nothing else is left."""
        queue = StudyQueue(facts("c", "a", "b"))

        assert course(queue, after(), at()) == ["c", "a", "b", "c", "a", "b"]

    def test_decks_take_turns_with_their_new_cards(self) -> None:
        """A second deck need not wait until the first is learned."""
        others = tuple(
            replace(asked, deck="other", card=asked.card.replace("deck/", "other/"))
            for asked in facts("x", "y")
        )
        queue = StudyQueue([*facts("a", "b", "c"), *others])

        assert course(queue, after(), at())[:5] == ["a", "x", "b", "y", "c"]

    def test_learning_then_due_then_new(self) -> None:
        """The card whose ten minutes are over comes before one that is due today."""
        progress = after(
            review("due", at(days=-3), days=3),
            review("learning", at(-30)),
        )
        queue = StudyQueue(facts("new", "due", "learning"))

        assert course(queue, progress, at())[:3] == ["learning", "due", "new"]

    def test_a_card_in_learning_waits_for_its_time(self) -> None:
        """Before it is over, others come."""
        progress = after(review("learning", at(-3)))
        queue = StudyQueue(facts("learning", "new"))

        assert queue.next(progress, at()) == question("new")
        assert queue.next(progress, at(10)) == question("learning")

    def test_yesterdays_learning_card_comes_first(self) -> None:
        """A session was broken off."""
        progress = after(review("learning", at(days=-1)), review("due", at(days=-3), days=3))
        queue = StudyQueue(facts("due", "learning"))

        assert queue.next(progress, at()) == question("learning")

    def test_the_likeliest_forgotten_comes_first(self) -> None:
        """Ten days late after five are worse than ten late after fifty."""
        progress = after(
            review("sturdy", at(days=-400), days=1, rating=Rating.EASY),
            review("sturdy", at(days=-60), days=50, rating=Rating.EASY),
            review("shaky", at(days=-60), days=50, rating=Rating.HARD),
        )
        queue = StudyQueue(facts("sturdy", "shaky"))

        assert course(queue, progress, at()) == ["shaky", "sturdy"]

    def test_what_is_not_due_does_not_come(self) -> None:
        """Tomorrow is another day."""
        progress = after(review("a", at(), days=1))
        queue = StudyQueue(facts("a"))

        assert queue.next(progress, at(60)) is None
        assert queue.next(progress, at(days=1)) == question("a")

    def test_the_seed_decides_between_equals(self) -> None:
        """Cards learned in one go come in another order for each seed, the same for one seed."""
        names = [f"f{number}" for number in range(8)]
        progress = after(*(review(name, at(days=-3), days=3) for name in names))

        orders = [
            course(StudyQueue(facts(*names), StudySettings(seed=seed)), fold_again(progress), at())
            for seed in ("x", "x", "y")
        ]

        assert orders[0] == orders[1] != orders[2]
        assert set(orders[0]) == set(names)


def fold_again(progress: Progress) -> Progress:
    """The same progress, to go another way from it."""
    return after(*(review for card in progress.cards for review in progress.history(card)))


class TestConfidentErrors:
    """What the learner was sure of and got wrong."""

    def failed(self, fact: str, minutes: float, *, sure: bool, days: int = 0) -> Review:
        """A wrong answer."""
        wrong = Mark(verdict=Verdict.WRONG, rule="option")
        given = review(fact, at(minutes, days), rating=Rating.AGAIN)
        return replace(given, answer=Answer(sure=sure), mark=wrong)

    def test_they_come_first_when_their_time_has_come(self) -> None:
        """Before cards that have waited longer, and no sooner than their step."""
        progress = after(self.failed("a", 0, sure=False), self.failed("b", 5, sure=True))
        queue = StudyQueue(facts("a", "b", "c"))

        assert queue.next(progress, at(14)) == question("a")
        assert queue.next(progress, at(30)) == question("b")
        progress.add(review("b", at(31)))
        assert queue.next(progress, at(32)) == question("a")

    def test_they_come_first_where_nothing_else_is_left(self) -> None:
        """Also ahead of their time, before what would come sooner."""
        progress = after(self.failed("a", 0, sure=False), self.failed("b", 5, sure=True))

        assert StudyQueue(facts("a", "b")).next(progress, at(6)) == question("b")

    def test_tomorrow_they_are_as_others(self) -> None:
        """And an error that was overruled is none."""
        progress = after(self.failed("a", 0, sure=False), self.failed("b", 5, sure=True))
        right = replace(self.failed("b", 5, sure=True), mark=Mark(verdict=Verdict.RIGHT, rule="x"))
        overruled = after(self.failed("a", 0, sure=False), right)

        assert StudyQueue(facts("a", "b")).next(progress, at(0, 1)) == question("a")
        assert StudyQueue(facts("a", "b")).next(overruled, at(30)) == question("a")


class TestLookAhead:
    """When nothing else is left."""

    def test_learning_cards_come_early(self) -> None:
        """Up to twenty minutes, as in Anki."""
        progress = after(review("a", at()))
        queue = StudyQueue(facts("a"))

        assert queue.next(progress, at(0.5)) == question("a")

    def test_not_too_early(self) -> None:
        """An hour is worth waiting, and the queue says until when."""
        event = review("a", at())
        progress = after(
            Review(
                id=event.id,
                moment=event.moment,
                card=event.card,
                kind=event.kind,
                answer=event.answer,
                rating=event.rating,
                interval=Interval(seconds=3600),
            )
        )
        queue = StudyQueue(facts("a"))
        wakes = queue.wakes(progress, at(1))

        assert queue.next(progress, at(1)) is None
        assert wakes is not None
        assert at(60).instant <= wakes <= at(65).instant
        assert queue.next(progress, moment(wakes, 60)) == question("a")

    def test_nothing_wakes_where_nothing_is_learned(self) -> None:
        """An empty queue says so."""
        queue = StudyQueue(facts("a"))

        assert queue.wakes(after(review("a", at(), days=2)), at(1)) is None


class TestLimits:
    """How much."""

    def test_new_cards_per_day(self) -> None:
        """Those met earlier today count; tomorrow there are as many again."""
        names = [f"f{number}" for number in range(9)]
        progress = after(review("f0", at(-60), days=3), review("f1", at(-60), days=3))
        queue = StudyQueue(facts(*names), StudySettings(new_limit=3))

        assert queue.remaining(progress, at()).new == 1
        assert course(queue, progress, at()) == ["f2", "f2"]
        assert queue.remaining(progress, at(days=1)).new == 3

    def test_no_new_cards(self) -> None:
        """Zero means none, and more met than allowed is no debt."""
        progress = after(review("a", at(-60), days=3))
        queue = StudyQueue(facts("a", "b"), StudySettings(new_limit=0))

        assert queue.remaining(progress, at()) == Counts(new=0, learning=0, due=0)

    def test_new_cards_of_other_decks_do_not_count(self) -> None:
        """The limit is that of the questions at hand."""
        progress = after(review("elsewhere", at(-60), days=3))

        assert StudyQueue(facts("a"), StudySettings(new_limit=1)).remaining(progress, at()).new == 1

    def test_cards_per_session(self) -> None:
        """Cards taken up come back until they are learned; further ones do not come."""
        names = [f"f{number}" for number in range(9)]
        limited = StudySettings(limit=3, session="s1")
        queue, progress, now = StudyQueue(facts(*names), limited), after(), at()
        seen = []
        while event := answered(queue, progress, now, Rating.GOOD, "s1"):
            seen.append(event.card.split("/")[1])
            now = moment(now.instant + 30_000, 60)

        assert seen[:3] == ["f0", "f1", "f2"]
        assert sorted(seen[3:]) == ["f0", "f1", "f2"]
        assert queue.remaining(progress, now) == Counts(new=0, learning=0, due=0)

    def test_a_limit_beyond_all_cards_is_none(self) -> None:
        """However high it is."""
        queue = StudyQueue(facts("a", "b"), StudySettings(limit=10**30, session="s1"))

        assert queue.remaining(after(), at()) == Counts(new=2)

    def test_another_session_starts_afresh(self) -> None:
        """The limit binds one session alone."""
        progress = after(review("a", at(-5), days=3, session="s1"))
        settings_ = StudySettings(limit=1, session="s2")

        assert StudyQueue(facts("a", "b"), settings_).next(progress, at()) == question("b")

    def test_a_broken_off_session_before_it_counts_within_the_limit(self) -> None:
        """Cards that it left in learning are taken up like any other, and not beyond the limit."""
        progress = after(
            review("today", at(-60), session="s0"), review("before", at(days=-1), session="s0")
        )
        questions = facts("today", "before", "new")
        one, none = (StudySettings(limit=limit, session="s1") for limit in (1, 0))

        assert StudyQueue(questions, one).remaining(progress, at()).new == 0
        assert StudyQueue(questions, one).next(progress, at()) == question("before")
        assert StudyQueue(questions, none).next(progress, at()) is None
        assert StudyQueue(questions, none).remaining(progress, at()).learning == 0

    def test_remaining_counts_within_the_limit(self) -> None:
        """Due cards come before new ones."""
        progress = after(*(review(name, at(days=-3), days=3) for name in "ab"))
        queue = StudyQueue(facts(*"abcdef"), StudySettings(limit=3, session="s1"))

        assert queue.remaining(progress, at()) == Counts(new=1, learning=0, due=2)


class TestSiblings:
    """One card per fact and study day."""

    BOTH = (question("a"), question("a", "reverse"), question("b"))

    def test_the_other_direction_waits_until_tomorrow(self) -> None:
        """Having just said it, one would know."""
        queue, progress = StudyQueue(self.BOTH), after()

        assert course(queue, progress, at()) == ["a", "b", "a", "b"]
        assert queue.next(progress, at(days=1)) == question("a", "reverse")

    def test_due_comes_before_new(self) -> None:
        """The reverse card is due, so the forward one is not introduced today."""
        progress = after(review("a", at(days=-3), days=3, kind="reverse"))
        queue = StudyQueue((question("a"), question("a", "reverse")))

        assert queue.remaining(progress, at()) == Counts(new=0, learning=0, due=1)
        assert queue.next(progress, at()) == question("a", "reverse")

    def test_two_due_siblings_come_on_two_days(self) -> None:
        """The one likelier forgotten today."""
        progress = after(
            review("a", at(days=-9), days=3, rating=Rating.HARD),
            review("a", at(days=-9), days=3, rating=Rating.EASY, kind="reverse"),
        )
        queue = StudyQueue((question("a", "reverse"), question("a")))

        assert queue.remaining(progress, at()).due == 1
        assert course(queue, progress, at()) == ["a"]
        assert progress.card("deck/a/forward").reps == 2

    def test_answered_elsewhere_buries_as_well(self) -> None:
        """Another device asked the sibling this morning."""
        progress = after(review("a", at(-120), days=3, kind="reverse"))
        queue = StudyQueue((question("a"), question("a", "reverse")))

        assert queue.next(progress, at()) is None


class TestSuspended:
    """Cards taken out."""

    def test_they_do_not_come(self) -> None:
        """Neither new nor due; taken back, they do."""
        out = [Suspend(id=f"x{name}", moment=at(-1), card=f"deck/{name}/forward") for name in "ab"]
        progress = after(review("a", at(days=-3), days=3), *out)
        queue = StudyQueue(facts("a", "b"))

        assert queue.next(progress, at()) is None

        progress.add(Undo(id="u", moment=at(), ref="xa"))
        assert queue.next(progress, at()) == question("a")

    def test_in_the_middle_of_learning(self) -> None:
        """A card in learning goes at once."""
        queue, progress = StudyQueue(facts("a")), after(review("a", at()))
        progress.add(Suspend(id="x", moment=at(1), card="deck/a/forward"))

        assert queue.next(progress, at(20)) is None
        assert queue.wakes(progress, at(20)) is None


class TestAside:
    """Cards buried for the day, and questions put off."""

    def test_a_buried_card_comes_tomorrow(self) -> None:
        """Neither it nor its siblings come today, whether new, due or in learning."""
        bury = [Bury(id=f"x{n}", moment=at(1), card=f"deck/{n}/forward") for n in "abc"]
        progress = after(review("a", at(days=-3), days=3), review("b", at()), *bury)
        queue = StudyQueue((*facts("a", "b", "c"), question("c", "reverse"), question("d")))

        assert queue.next(progress, at(20)) == question("d")
        assert queue.remaining(progress, at(20)) == Counts(new=1)
        assert queue.next(progress, at(days=1)) in facts("a", "b")

    def test_what_is_put_off_comes_last(self) -> None:
        """Others first, in learning too; then what was put off, in that order."""
        progress = after(review("a", at(-5)))
        queue = StudyQueue(facts("a", "b", "c", "d"))
        later = ("deck/b/forward", "deck/c/forward")

        assert queue.next(progress, at(), later) == question("d")
        progress.add(review("d", at(1)))
        assert queue.next(progress, at(2), later) == question("a")
        progress.add(review("a", at(3), days=1))
        assert queue.next(progress, at(4), later) == question("d")
        progress.add(review("d", at(5), days=1))
        assert queue.next(progress, at(6), later) == question("b")
        assert queue.next(progress, at(6), later[::-1]) == question("c")

    def test_everything_is_what_a_learner_may_cram(self) -> None:
        """What is likeliest forgotten first, new cards last; due or not, siblings too."""
        progress = after(review("a", at(days=-3), days=9), review("b", at(days=-8), days=9))
        queue = StudyQueue((*facts("c", "a", "b"), question("c", "reverse")))
        asked = queue.everything(progress, at())

        assert [each.card for each in asked] == [
            "deck/b/forward", "deck/a/forward", "deck/c/forward", "deck/c/reverse",
        ]  # fmt: skip


class TestLadder:
    """The kind in which a card is asked."""

    @pytest.mark.parametrize(
        ("kinds", "rungs"),
        [
            (["recall"], ["recall"]),
            (["recall", "choice"], ["choice", "recall"]),
            (["recall", "typed", "choice", "true-false"], ["choice", "typed"]),
            (["cloze", "typed", "choice"], ["choice", "cloze", "typed"]),
            (["recall", "cloze", "choice"], ["choice", "cloze"]),
            (["true-false", "recall"], ["recall"]),
            (["true-false"], ["true-false"]),
        ],
    )
    def test_rungs(self, kinds: list[str], rungs: list[str]) -> None:
        """Choice, cloze, typed, or else recall; true-false only for want of others."""
        asked = ladder([question("a", kind) for kind in kinds])

        assert [question.kind for question in asked] == rungs

    def test_up_with_stability_and_down_after_a_lapse(self) -> None:
        """A card's way through three kinds, one rung back for each failure."""
        queue = StudyQueue([question("a", kind) for kind in ("cloze", "typed", "choice")])
        progress, now, kinds = after(), at(), []
        again, _, good, easy = Rating
        for rating in (good, good, good, good, again, again, good, good, easy):
            event = answered(queue, progress, now, rating)
            assert event is not None
            kinds.append(event.kind)
            memory = progress.card(event.card).memory
            assert memory is not None
            instant = memory.due_instant or NOON + (memory.due_day - at().day) * DAY
            now = moment(max(instant, now.instant + MINUTE), 60)

        assert kinds == [
            "choice",
            "choice",
            "cloze",
            "cloze",
            "typed",
            "cloze",
            "choice",
            "cloze",
            "cloze",
        ]

    def test_another_kind_in_between_does_not_matter(self) -> None:
        """After a lapse in a quiz, in a kind that study never asks, it is one rung back as well."""
        lapse = review("a", at(-60), rating=Rating.AGAIN, kind="true-false")
        progress = after(review("a", at(days=-9), days=9, rating=Rating.EASY), lapse)
        queue = StudyQueue([question("a", kind) for kind in ("typed", "choice", "true-false")])

        assert queue.next(progress, at()) == question("a", "choice")


class TestLaws:
    """What holds on any way through."""

    @given(
        steps=st.lists(
            st.tuples(
                st.sampled_from([*Rating, "undo", "suspend", "reset"]),
                st.sampled_from([0.2, 1, 11, 30, 60 * 20, 60 * 24 * 4]),
            ),
            max_size=25,
        ),
        limit=st.sampled_from([None, 3]),
    )
    @settings(max_examples=60, deadline=None)
    def test_a_queue_that_remembers_says_what_a_fresh_one_says(
        self, steps: Sequence[tuple[Rating | str, float]], limit: int | None
    ) -> None:
        """A crash in between changes nothing, whatever was answered, taken back or taken out."""
        questions = [
            question(f"f{number}", kind)
            for number in range(5)
            for kind in ("recall", "choice", "reverse")
        ]
        how = StudySettings(new_limit=3, limit=limit, session="s1")
        queue, progress, now = StudyQueue(questions, how), after(), at()
        events: list[Event] = []
        for number, (what, minutes) in enumerate(steps):
            fresh = StudyQueue(questions, how)
            again = fold(events, SCHEDULER)
            assert queue.next(progress, now) == fresh.next(again, now)
            assert queue.remaining(progress, now) == fresh.remaining(again, now)
            assert queue.wakes(progress, now) == fresh.wakes(again, now)
            event: Event | None
            if isinstance(what, Rating):
                event = answered(queue, progress, now, what, "s1")
            else:
                event = other_event(what, f"{now.instant:014}-{number}", now, events)
                if event is not None:
                    progress.add(event)
            if event is not None:
                events.append(event)
            now = moment(now.instant + int(minutes * MINUTE), 60)

    @given(st.lists(st.sampled_from(Rating), max_size=40))
    @settings(max_examples=30, deadline=None)
    def test_of_a_fact_one_card_comes_per_day(self, ratings: list[Rating]) -> None:
        """And a session comes to its end."""
        questions = [question(f"f{n}", kind) for n in range(4) for kind in ("recall", "reverse")]
        queue, progress = StudyQueue(questions), after()
        for day in range(3):
            course(queue, progress, at(days=day), ratings)
            cards = progress.answered(at(days=day).day)
            assert len(cards) == len({card.split("/")[1] for card in cards})


def other_event(what: str, id_: str, now: Moment, events: Sequence[Event]) -> Event | None:
    """Take the last event back, or the first card out, or to its start."""
    if not events:
        return None
    if what == "undo":
        taken = {event.ref for event in events if isinstance(event, Undo)}
        left = [event for event in events if event.id not in taken and not isinstance(event, Undo)]
        return Undo(id=id_, moment=now, ref=left[-1].id) if left else None
    card = "deck/f0/forward"

    return (
        Suspend(id=id_, moment=now, card=card)
        if what == "suspend"
        else Reset(id=id_, moment=now, card=card)
    )


class TestDue:
    """What is due, as a whole."""

    @given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 90)), min_size=1, max_size=30))
    @settings(max_examples=50, deadline=None)
    def test_the_likeliest_forgotten_come_first(self, learned: list[tuple[int, int]]) -> None:
        """In ascending order of the recall that the scheduler expects, however long a break was."""
        names = [f"f{number}" for number in range(len(learned))]
        progress = after(
            *(
                review(name, at(days=day), interval, rating)
                for name, (day, interval) in zip(names, learned, strict=True)
                for rating in (Rating.GOOD if interval % 3 else Rating.EASY,)
            )
        )
        now = at(days=300)
        order = StudyQueue(facts(*names)).due(progress, now)
        memories = [progress.card(card).memory for card in order]
        recall = [SCHEDULER.retrievability(it, now.day) for it in memories if it]

        assert len(order) == len(learned)
        assert recall == sorted(recall)

    def test_once_answered_or_put_aside_it_is_not(self) -> None:
        """Nor while another card of its fact has the day; the session's limit has no say."""
        names = [f"f{number}" for number in range(8)]
        progress = after(
            *(review(name, at(), 3) for name in names),
            review("f0", at(), 3, kind="reverse"),
            review("f1", at(days=5), 3),
            Suspend(id="s", moment=at(days=5), card="deck/f2/forward"),
            Bury(id="b", moment=at(days=5), card="deck/f3/forward"),
        )
        queue = StudyQueue([*facts(*names), question("f0", "reverse")], StudySettings(limit=2))

        due = queue.due(progress, at(days=5))

        assert {card.split("/")[1] for card in due} == {"f0", "f4", "f5", "f6", "f7"}
        assert len(due) == 5
