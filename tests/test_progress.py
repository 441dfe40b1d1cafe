"""The fold: cards as their events leave them, in whatever order these arrive."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.model import (
    Answer,
    Blank,
    Bury,
    Card,
    Count,
    Deck,
    Event,
    Fact,
    Flag,
    Interval,
    Mark,
    Moment,
    Pair,
    Phase,
    Position,
    Rating,
    Rename,
    Reset,
    Review,
    Statement,
    Suspend,
    Undo,
    Verdict,
)
from quizgen.progress import Progress, declared_renames, fold, is_leech, leech_noticed
from quizgen.scheduler import Fsrs6, moment

SCHEDULER = Fsrs6()
NOON = 1_795_435_200_000
DAY = 86_400_000
HERE = Position(file="deck.yaml", line=1, column=1)
CARDS = ("deck/a/forward", "deck/a/reverse", "deck/b/forward")


def at(hours: float) -> Moment:
    """Some hours after noon of the first day."""
    return moment(NOON + int(hours * 3_600_000), 60)


def review(  # noqa: PLR0913 - a review has many sides, each test names a few
    id: str,  # noqa: A002 - it is the field's name
    hours: float,
    rating: Rating = Rating.GOOD,
    *,
    card: str = CARDS[0],
    interval: Interval | None = None,
    session: str = "s1",
    counted: bool = True,
) -> Review:
    """A review so many hours after the first noon."""
    return Review(
        id=id,
        moment=at(hours),
        card=card,
        kind="recall",
        answer=Answer(took=900),
        rating=rating,
        interval=interval or Interval(),
        session=session,
        counted=counted,
    )


THREE = (
    review("r1", 0, interval=Interval(seconds=600)),
    review("r2", 0.2, interval=Interval(days=3)),
    review("r3", 72, Rating.AGAIN, interval=Interval(seconds=600)),
)

IDS = st.integers(0, 40).map("e{:02}".format)
MOMENTS = st.integers(0, 24 * 8).map(at)
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(
        Review,
        id=IDS,
        moment=MOMENTS,
        card=st.sampled_from(CARDS),
        kind=st.just("choice"),
        answer=st.builds(
            replace,
            st.sampled_from([Answer(), Answer(shown=("x", "y", "z"), chosen=(1,))]),
            took=st.sampled_from([0, 900, 80_000]),
            hinted=st.booleans(),
            guessed=st.booleans(),
            sure=st.booleans(),
            slow_from=st.sampled_from([0, 800]),
        ),
        mark=st.sampled_from(
            [
                None,
                Mark(verdict=Verdict.RIGHT, rule="exact"),
                Mark(verdict=Verdict.WRONG, rule="list-most", share=0.8),
            ]
        ),
        rating=st.sampled_from(Rating),
        own=st.booleans(),
        interval=st.sampled_from([Interval(), Interval(seconds=600), Interval(days=4)]),
        session=st.sampled_from(["s1", "s2"]),
        counted=st.booleans(),
        replaces=st.sampled_from([""]) | IDS,
    ),
    st.builds(Undo, id=IDS, moment=MOMENTS, ref=IDS),
    st.builds(Count, id=IDS, moment=MOMENTS, session=st.sampled_from(["s1", "s2"])),
    st.builds(
        Suspend, id=IDS, moment=MOMENTS, card=st.sampled_from(CARDS), suspended=st.booleans()
    ),
    st.builds(Bury, id=IDS, moment=MOMENTS, card=st.sampled_from(CARDS)),
    st.builds(Flag, id=IDS, moment=MOMENTS, card=st.sampled_from(CARDS), flagged=st.booleans()),
    st.builds(
        Rename, id=IDS, moment=MOMENTS, card=st.sampled_from(CARDS), to=st.sampled_from(CARDS)
    ),
    st.builds(Reset, id=IDS, moment=MOMENTS, card=st.sampled_from(CARDS)),
)
LOGS = st.lists(EVENTS, max_size=25, unique_by=lambda event: event.id)
CLASHING_LOGS = st.lists(EVENTS, max_size=25)
"""Logs in which an id may stand for different events."""


def seen(progress: Progress) -> object:
    """All that a progress says; a card of which nothing is left to say counts as unknown."""
    days = range(at(0).day - 1, at(24 * 9).day)

    return (
        {card.id: card for card in progress.cards.values() if card != Card(id=card.id)},
        [set(progress.answered(day)) for day in days],
        [set(progress.introduced(day)) for day in days],
        [set(progress.in_session(session)) for session in ("", "s1", "s2")],
        [progress.history(card) for card in CARDS],
        [progress.last(card) for card in CARDS],
        progress.latencies().sums,
    )


def added(events: Iterable[Event]) -> Progress:
    """The same event by event."""
    progress = Progress(SCHEDULER)
    progress.latencies()
    for event in events:
        progress.add(event)

    return progress


class TestLaws:
    """What holds for any events."""

    @given(LOGS)
    @settings(deadline=None)
    def test_fold_is_adding(self, events: Sequence[Event]) -> None:
        """All at once, or one by one."""
        assert seen(fold(events, SCHEDULER)) == seen(added(events))

    @given(CLASHING_LOGS, st.randoms(use_true_random=False))
    @settings(deadline=None)
    def test_order_of_arrival_does_not_matter(self, events: list[Event], chance: object) -> None:
        """Two machines that merge in either order agree, also where two events share an id."""
        shuffled = events.copy()
        getattr(chance, "shuffle")(shuffled)  # noqa: B009 - hypothesis hands in its own Random

        assert seen(added(shuffled)) == seen(added(events))
        assert seen(fold(shuffled, SCHEDULER)) == seen(added(events))

    def test_the_earlier_of_two_events_of_one_id_counts(self) -> None:
        """Whichever comes first."""
        earlier, later = review("r1", 0, Rating.AGAIN), review("r1", 5, card=CARDS[2])

        for events in ((earlier, later), (later, earlier)):
            for progress in (fold(events, SCHEDULER), added(events)):
                assert progress.history(CARDS[0]) == (earlier,)
                assert progress.history(CARDS[2]) == ()

    @given(LOGS, st.integers(0, 24))
    @settings(deadline=None)
    def test_merging_is_a_union(self, events: Sequence[Event], cut: int) -> None:
        """Events that both logs hold count once."""
        both = [*events[:cut], *events, *events[cut // 2 :]]

        assert seen(fold(both, SCHEDULER)) == seen(fold(events, SCHEDULER))
        assert seen(added(both)) == seen(fold(events, SCHEDULER))

    @given(LOGS)
    def test_lives_hold_the_history(self, events: Sequence[Event]) -> None:
        """The last life is the history, unless a reset has just ended it; the rest stands apart."""
        progress = fold(events, SCHEDULER)
        for card in progress.cards:
            lives, history = progress.lives(card), progress.history(card)
            assert history in {(), *lives[-1:]}
            every = [*(it for life in lives for it in life), *progress.uncounted(card)]
            assert len({it.id for it in every}) == len(every)
            assert not any(progress.is_taken_back(it.id) for it in every)
            assert all(it in every for it in history)

    @given(LOGS, EVENTS)
    @settings(deadline=None)
    def test_undo_is_identity(self, events: Sequence[Event], event: Event) -> None:
        """An event and its undo leave nothing behind, and undoing that brings it back."""
        event = replace(event, id="new")
        if isinstance(event, Review):
            # What a review stands in for is gone for good, even if it is taken back itself.
            event = replace(event, replaces="")
        undo = Undo(id="undo", moment=event.moment, ref="new")
        redo = Undo(id="redo", moment=event.moment, ref="undo")
        progress = added(events)
        before = seen(progress)
        progress.add(event)
        between = seen(progress)
        progress.add(undo)
        after = seen(progress)
        progress.add(redo)

        assert after == before
        assert seen(progress) == between

    @given(LOGS)
    @settings(deadline=None)
    def test_counting_later_is_counting(self, events: Sequence[Event]) -> None:
        """Reviews that a later event makes count are as if they always had."""
        counts = [
            Count(id=f"count-{session}", moment=at(0), session=session) for session in ("s1", "s2")
        ]
        always = [
            replace(event, counted=True) if isinstance(event, Review) else event for event in events
        ]
        later, first = fold([*events, *counts], SCHEDULER), fold(always, SCHEDULER)

        assert later.cards == first.cards


class TestReviews:
    """What reviews do."""

    def test_a_card_learned_and_forgotten(self) -> None:
        """Reps, lapses, memory and last review."""
        card = fold(THREE, SCHEDULER).card(CARDS[0])

        assert (card.reps, card.lapses, card.last_review) == (3, 1, "r3")
        assert card.memory is not None
        assert card.memory.phase is Phase.RELEARNING

    def test_failing_while_learning_is_no_lapse(self) -> None:
        """Only a card in review can lapse."""
        card = fold([review("r1", 0, Rating.AGAIN), review("r2", 1, Rating.AGAIN)], SCHEDULER)

        assert card.card(CARDS[0]).lapses == 0

    def test_a_card_without_events_is_new(self) -> None:
        """There is an answer for any id."""
        assert fold([], SCHEDULER).card("deck/x/forward") == Card(id="deck/x/forward")

    def test_a_review_in_order_changes_no_plan(self) -> None:
        """The revision tells what must be planned anew; an ordinary answer is not of that sort."""
        progress = fold(THREE[:2], SCHEDULER)
        before = progress.revision

        progress.add(THREE[2])
        assert progress.revision == before

        progress.add(review("late", -1))
        assert progress.revision > before

    def test_quiz_answers_leave_memory_alone(self) -> None:
        """Until the learner counts them."""
        quiz = review("q1", 1, session="quiz", counted=False)
        progress = fold([quiz], SCHEDULER)
        assert progress.card(CARDS[0]) == Card(id=CARDS[0])

        progress.add(Count(id="c1", moment=at(2), session="quiz"))
        counted = progress.card(CARDS[0])
        assert (counted.reps, counted.last_review) == (1, "q1")
        assert progress.introduced(at(1).day) == {CARDS[0]}

        progress.add(Undo(id="u1", moment=at(3), ref="c1"))
        assert progress.card(CARDS[0]) == Card(id=CARDS[0])

    def test_days_and_sessions_are_found_again(self) -> None:
        """By the first review, and by the last."""
        progress = fold(THREE, SCHEDULER)

        assert progress.introduced(at(0).day) == {CARDS[0]}
        assert progress.answered(at(0).day) == set()
        assert progress.answered(at(72).day) == {CARDS[0]}
        assert progress.in_session("s1") == {CARDS[0]}


class TestUndo:
    """Taking back."""

    def test_any_number_of_answers(self) -> None:
        """Backwards, one by one, to a new card."""
        progress = fold(THREE, SCHEDULER)
        for number in (3, 2, 1):
            expected = fold(THREE[: number - 1], SCHEDULER).card(CARDS[0])
            progress.add(Undo(id=f"u{number}", moment=at(100), ref=f"r{number}"))
            assert progress.card(CARDS[0]) == expected

    def test_an_answer_in_the_middle(self) -> None:
        """The others count as if it had never been."""
        undo = Undo(id="u1", moment=at(100), ref="r2")

        assert fold([*THREE, undo], SCHEDULER).history(CARDS[0]) == (THREE[0], THREE[2])

    def test_before_what_it_takes_back_arrives(self) -> None:
        """The other device's log may hold the undo alone."""
        progress = added([Undo(id="u1", moment=at(100), ref="r1")])
        progress.add(THREE[0])

        assert progress.card(CARDS[0]) == Card(id=CARDS[0])
        assert progress.is_taken_back("r1")

    def test_undos_in_a_circle_are_inert(self) -> None:
        """Nobody writes these, and they must not hang anything."""
        circle = [
            Undo(id="u1", moment=at(1), ref="u2"),
            Undo(id="u2", moment=at(2), ref="u1"),
            Undo(id="u3", moment=at(2), ref="u3"),
        ]

        assert seen(added([*circle, *THREE])) == seen(fold(THREE, SCHEDULER))

    def test_a_long_chain(self) -> None:
        """Undone and redone two thousand times."""
        chain = [Undo(id="u0", moment=at(1), ref="r1")]
        chain += [Undo(id=f"u{n}", moment=at(1), ref=f"u{n - 1}") for n in range(1, 2000)]

        assert fold([THREE[0], *chain], SCHEDULER).card(CARDS[0]).reps == 1
        assert fold([THREE[0], *chain[:-1]], SCHEDULER).card(CARDS[0]).reps == 0


class TestSuspendAndReset:
    """Out of study, and back to the start."""

    def test_suspend_and_back(self) -> None:
        """The last word counts; the memory is kept."""
        out = Suspend(id="x1", moment=at(80), card=CARDS[0])
        back = Suspend(id="x2", moment=at(81), card=CARDS[0], suspended=False)
        kept = fold(THREE, SCHEDULER).card(CARDS[0])

        assert fold([*THREE, out], SCHEDULER).card(CARDS[0]) == replace(kept, suspended=True)
        assert fold([*THREE, out, back], SCHEDULER).card(CARDS[0]) == kept

    def test_flag_and_bury(self) -> None:
        """A flag stays until it is taken away; a card is buried for the day on which that was."""
        flag = Flag(id="x1", moment=at(80), card=CARDS[0])
        bury = Bury(id="x2", moment=at(81), card=CARDS[0])
        away = Flag(id="x3", moment=at(82), card=CARDS[0], flagged=False)
        kept = fold(THREE, SCHEDULER).card(CARDS[0])
        buried = at(81).day

        assert fold([*THREE, flag, bury], SCHEDULER).card(CARDS[0]) == replace(
            kept, flagged=True, buried=buried
        )
        assert fold([*THREE, flag, bury, away], SCHEDULER).card(CARDS[0]) == replace(
            kept, buried=buried
        )

    def test_a_review_stands_in_for_another(self) -> None:
        """The one that it replaces counts no more, not even once it is taken back itself."""
        second = replace(review("r2", 0.3, Rating.GOOD), replaces="r1")
        third = replace(review("r3", 0.4, Rating.AGAIN), replaces="r2")
        undo = Undo(id="u1", moment=at(1), ref="r3")
        first = review("r1", 0)

        assert fold([first, second], SCHEDULER).history(CARDS[0]) == (second,)
        assert fold([first, second, third], SCHEDULER).history(CARDS[0]) == (third,)
        assert fold([first, second, third, undo], SCHEDULER).history(CARDS[0]) == ()

    def test_a_reset_begins_another_life(self) -> None:
        """What was before it is not forgotten, and what does not count stands apart."""
        reset = Reset(id="x", moment=at(100), card=CARDS[0])
        again = review("r4", 120)
        quiz = review("q", 121, counted=False, session="quiz")
        progress = fold([*THREE, reset, again, quiz], SCHEDULER)

        assert progress.lives(CARDS[0]) == (THREE, (again,))
        assert progress.uncounted(CARDS[0]) == (quiz,)
        assert progress.history(CARDS[0]) == (again,)

    def test_reset_makes_new(self) -> None:
        """What comes after it is a first review again."""
        reset = Reset(id="x1", moment=at(80), card=CARDS[0])
        again = review("r4", 96)
        progress = fold([*THREE, reset, again], SCHEDULER)

        assert fold([*THREE, reset], SCHEDULER).card(CARDS[0]) == Card(id=CARDS[0])
        assert progress.card(CARDS[0]) == fold([again], SCHEDULER).card(CARDS[0])
        assert progress.introduced(at(96).day) == {CARDS[0]}


class TestRenames:
    """Ids that change."""

    def test_the_history_comes_along(self) -> None:
        """The card is the same under its new id, to the day."""
        rename = Rename(id="n1", moment=at(80), card=CARDS[0], to="deck/new/forward")
        progress = fold([*THREE, rename], SCHEDULER)

        assert progress.card("deck/new/forward") == replace(
            fold(THREE, SCHEDULER).card(CARDS[0]), id="deck/new/forward"
        )
        assert progress.card(CARDS[0]) == Card(id=CARDS[0])

    def test_chains_and_ways_back(self) -> None:
        """From a to b to c; and home again."""
        a, b, c = CARDS
        there = [
            Rename(id="n1", moment=at(1), card=a, to=b),
            Rename(id="n2", moment=at(2), card=b, to=c),
        ]
        home = Rename(id="n3", moment=at(3), card=c, to=a)

        assert fold([*THREE, *there], SCHEDULER).card(c).reps == 3
        assert fold([*THREE, *there, home], SCHEDULER).card(a).reps == 3

    def test_a_device_that_has_not_heard_of_it(self) -> None:
        """Answers under the old id, given later, count for the card as well."""
        rename = Rename(id="n1", moment=at(0.1), card=CARDS[0], to="deck/new/forward")

        assert fold([*THREE, rename], SCHEDULER).card("deck/new/forward").reps == 3

    def test_renames_that_the_decks_declare(self) -> None:
        """They need no event."""
        progress = fold(THREE, SCHEDULER, {CARDS[0]: "deck/new/forward"})
        progress.add(review("r4", 100, card="deck/new/forward"))

        assert progress.card("deck/new/forward").reps == 4

    def test_declared_in_a_circle_changes_nothing(self) -> None:
        """Two facts that claim to have been each other keep their own."""
        progress = fold(THREE, SCHEDULER, {CARDS[0]: CARDS[2], CARDS[2]: CARDS[0]})

        assert progress.card(CARDS[0]).reps == 3

    def test_what_the_decks_declare(self) -> None:
        """Both directions and every blank; not where the old id is another fact's by now."""
        blanks = (
            Blank(text="calf", start=2, position=HERE),
            Blank(text="leg", slot="leg", start=9, position=HERE),
        )
        deck = Deck(
            id="d",
            title="Deck",
            position=HERE,
            facts=(
                Fact(
                    id="new",
                    was=("old", "taken"),
                    shape=Statement(say="A calf in leg", blanks=blanks),
                    position=HERE,
                ),
                Fact(id="taken", shape=Pair(ask="?", answer="!"), position=HERE),
            ),
        )

        assert declared_renames([deck]) == {
            "d/old/forward": "d/new/forward",
            "d/old/forward#leg": "d/new/forward#leg",
            "d/old/reverse": "d/new/reverse",
            "d/old/reverse#leg": "d/new/reverse#leg",
        }


class TestLeeches:
    """Cards that keep being forgotten."""

    @pytest.mark.parametrize(
        ("lapses", "leech", "noticed"),
        [(0, False, False), (7, False, False), (8, True, True), (9, True, False), (12, True, True)],
    )
    def test_at_eight_and_every_four_more(self, lapses: int, leech: bool, noticed: bool) -> None:  # noqa: FBT001 - a table's row
        """As in Anki."""
        before, after = Card(id="c", lapses=lapses - 1), Card(id="c", lapses=lapses)

        assert is_leech(after) is leech
        assert leech_noticed(before, after) is noticed
        assert leech_noticed(after, after) is False


def test_half_a_character_in_a_card_id_stops_nothing() -> None:
    """A damaged log may hold one."""
    card = "deck/\ud800/forward"

    assert fold([review("r1", 0, card=card)], SCHEDULER).card(card).reps == 1
