"""What a learner may do with a card beside answering it: aside, flag, skip, edit, source, undo."""

from dataclasses import replace

import pytest
from plays import (
    CHOICE,
    ORDER,
    RECALL,
    TYPED,
    Play,
    again,
    aside,
    edited,
    flag,
    guess,
    hint,
    overrule,
    pick,
    proceed,
    quiz,
    rate,
    reveal,
    rewound,
    show_source,
    skip,
    study,
    sure,
    take_back,
    type_,
)

from quizgen.model import (
    Bury,
    Choice,
    Citation,
    Flag,
    Position,
    Question,
    Rating,
    Review,
    Suspend,
    Undo,
    Verdict,
)
from quizgen.progress import fold
from quizgen.review_queue import Counts
from quizgen.scheduler import Fsrs6
from quizgen.session import (
    Aside,
    Asking,
    Cited,
    Closing,
    Fetch,
    LookUp,
    Mode,
    Plan,
    Record,
    Revealed,
    Rewind,
    State,
    Told,
    can_be_sure,
    can_edit,
    can_guess,
    can_set_aside,
    can_show_source,
    can_skip,
    can_take_back,
    is_flagged,
    step,
    summary,
)
from quizgen.session.events import Supply

SOURCE = Citation(
    source="web", title="Web", at="¶2", position=Position(file="d.yaml", line=1, column=1)
)
CITED = replace(TYPED, citation=SOURCE)


def asked(state: State) -> Question:
    """Return the question that waits for an answer."""
    assert isinstance(state.stage, Asking)
    return state.stage.question


def key_of(state: State) -> int:
    """Return where the right option stands."""
    stage = state.stage
    assert isinstance(stage, Asking)
    return stage.shown.index("Paris")


class TestGuess:
    """Right by chance is not known."""

    def test_a_right_guess_comes_again_soon(self) -> None:
        """The verdict stays, the rating is again, and one event replaces the other."""
        play = study(CHOICE)
        play.do(pick(key_of(play.state)), guess)
        first, second = play.reviews

        assert (first.rating, second.rating) == (Rating.GOOD, Rating.AGAIN)
        assert (second.replaces, second.answer.guessed) == (first.id, True)
        assert second.mark == first.mark
        assert second.interval.seconds == 60
        assert summary(play.state).right == 1

    def test_a_guess_can_be_none_again(self) -> None:
        """The rating is what it was."""
        play = study(CHOICE)
        play.do(pick(key_of(play.state)), guess, guess)

        assert play.reviews[-1].rating is Rating.GOOD
        assert not play.reviews[-1].answer.guessed
        assert len(fold(play.events, Fsrs6()).history(CHOICE.card)) == 1

    def test_only_what_was_picked_right_can_be_a_guess(self) -> None:
        """A wrong pick says so by itself, and what is typed is rated by hand."""
        wrong = study(CHOICE)
        wrong.do(pick((key_of(wrong.state) + 1) % 4))

        assert not can_guess(wrong.state)
        assert not can_guess(study(TYPED).do(type_("liver")).state)
        ordered = study(ORDER)
        assert isinstance(ordered.state.stage, Asking)
        shown = ordered.state.stage.shown
        ordered.do(pick(*map(shown.index, ("stop", "stretch", "massage"))))
        assert can_guess(ordered.state)


class TestSure:
    """Said before answering."""

    def test_it_stays_with_the_question(self) -> None:
        """Through a hint and an edit, until it is answered or taken back; the next begins anew."""
        play = study(TYPED, CHOICE).do(sure, hint, edited(replace(TYPED, stem="Which organ?")))
        assert isinstance(play.state.stage, Asking)
        assert (play.state.stage.sure, play.state.stage.hinted) == (True, True)
        play.do(type_("heart"), take_back)
        assert isinstance(play.state.stage, Asking)
        assert play.state.stage.sure
        play.do(sure, type_("heart"), proceed)
        assert [review.answer.sure for review in play.reviews] == [True, False]
        assert isinstance(play.state.stage, Asking)
        assert not play.state.stage.sure

    def test_a_sure_pick_moves_the_memory_further(self) -> None:
        """And the interval on offer says so already."""
        stabilities = []
        for happened in ([], [sure]):
            play = study(CHOICE)
            play.do(*happened, pick(key_of(play.state)))
            memory = fold(play.events, Fsrs6()).card(CHOICE.card).memory
            assert memory is not None
            stabilities.append(memory.stability)

        assert stabilities[0] < stabilities[1]

    @pytest.mark.parametrize("play", [quiz(CHOICE), study(RECALL)], ids=["quiz", "self-rated"])
    def test_nobody_is_asked_for_it_elsewhere(self, play: Play) -> None:
        """In a quiz, and where the learner rates themselves, it changes nothing."""
        before = play.state.stage

        assert not can_be_sure(play.state)
        assert play.do(sure).state.stage == before


class TestAside:
    """Suspended and buried."""

    @pytest.mark.parametrize(("how", "event"), [(Aside.BURY, Bury), (Aside.SUSPEND, Suspend)])
    def test_a_card_is_put_aside_and_the_next_comes(self, how: Aside, event: type) -> None:
        """While it is asked, revealed or told; the event is in the log first."""
        for before in ((), (reveal,), (reveal, rate(Rating.GOOD))):
            play = study(RECALL, TYPED, CHOICE).do(*before, aside(how))

            assert isinstance(play.events[-1], event)
            assert isinstance(play.state.stage, Asking)
            assert play.state.said

    def test_undo_brings_it_back(self) -> None:
        """The event is undone, and the question stands there as before."""
        play = study(RECALL, TYPED).do(reveal, aside(Aside.SUSPEND), take_back)
        undo = play.events[-1]

        assert isinstance(undo, Undo)
        assert undo.ref == play.events[0].id
        assert isinstance(play.state.stage, Revealed)
        assert not fold(play.events, Fsrs6()).card(RECALL.card).suspended

    def test_a_suspended_card_is_taken_up_again(self) -> None:
        """The same key does it."""
        play = study(TYPED, CHOICE)
        suspend = Suspend(id="s", moment=play.state.latest, card=TYPED.card)
        card = fold([suspend], Fsrs6()).card(TYPED.card)
        supply = Supply(stamp=play.stamp(), question=TYPED, card=card, waiting=Counts(new=1))
        play.state, _ = step(play.state, supply)
        play.do(aside(Aside.SUSPEND))
        event = play.events[-1]

        assert isinstance(event, Suspend)
        assert not event.suspended

    def test_a_quiz_puts_nothing_aside(self) -> None:
        """It asks what was drawn."""
        play = quiz(TYPED, CHOICE).do(aside(Aside.BURY))

        assert not can_set_aside(play.state)
        assert (play.events, asked(play.state)) == ([], TYPED)


def test_a_flag_is_logged_and_the_question_stays() -> None:
    """Twice takes it away; it outlives an undo of the answer."""
    play = study(TYPED).do(flag)
    [event] = play.events
    assert isinstance(event, Flag)
    assert (event.card, event.flagged) == (TYPED.card, True)
    assert asked(play.state) == TYPED

    play.do(type_("liver"), take_back)
    assert is_flagged(play.state)

    play.do(flag)
    assert not is_flagged(play.state)
    assert not fold(play.events, Fsrs6()).card(TYPED.card).flagged


class TestSkip:
    """Later in the session."""

    def test_a_quiz_asks_it_last(self) -> None:
        """Nothing is logged."""
        play = quiz(TYPED, CHOICE, RECALL).do(skip)

        assert asked(play.state).id == CHOICE.id
        assert [question.id for question in play.state.pending] == [RECALL.id, TYPED.id]
        assert play.events == []

    def test_study_asks_for_others_first(self) -> None:
        """The cards put off go with the wish for the next; one that is answered no longer."""
        play = study(TYPED, CHOICE, TYPED).do(skip)
        assert Fetch(later=(TYPED.card,)) in play.effects

        play.do(pick(0), proceed)
        assert play.effects[-1] == Fetch(later=(TYPED.card,))
        play.do(type_("liver"), proceed)
        assert play.effects[-1] == Fetch()

    def test_undo_leads_back(self) -> None:
        """Nothing was logged, so nothing is undone."""
        play = quiz(TYPED, CHOICE).do(skip, take_back)

        assert (asked(play.state), play.events) == (TYPED, [])

    def test_the_last_question_cannot_be_skipped(self) -> None:
        """There is nothing to come first."""
        assert not can_skip(quiz(TYPED).state)
        assert not can_skip(study(TYPED).state)


class TestEdit:
    """What the author mends is asked at once."""

    def test_the_question_is_asked_in_its_new_words(self) -> None:
        """Time away does not count."""
        reworded = replace(TYPED, stem="Which organ makes bile?")
        play = quiz(TYPED).do(edited(reworded, "Taken up."))
        stage = play.state.stage

        assert isinstance(stage, Asking)
        assert (stage.question.stem, stage.since) == (reworded.stem, play.state.latest)
        assert play.state.said == "Taken up."

    def test_a_verdict_stays_on_what_was_answered(self) -> None:
        """The options of an answered choice stay those that were on the screen."""
        assert isinstance(CHOICE.response, Choice)
        options = CHOICE.response.options[1:]
        mended = replace(CHOICE, explanation="New.", response=Choice(options=options))
        play = quiz(CHOICE).do(pick(0), edited(mended))
        stage = play.state.stage

        assert isinstance(stage, Told)
        assert stage.asking.question.explanation == "New."
        response = stage.asking.question.response
        assert isinstance(response, Choice)
        assert {option.text for option in response.options} == {*stage.asking.shown}

    def test_an_edit_that_failed_changes_nothing_but_says_so(self) -> None:
        """The old question stays."""
        play = quiz(TYPED).do(edited(None, "d.yaml:3: error"))

        assert (asked(play.state), play.state.said) == (TYPED, "d.yaml:3: error")

    def test_without_a_deck_there_is_nothing_to_edit(self) -> None:
        """As with a quiz file."""
        editable = Plan(mode=Mode.QUIZ, session="S", questions=(TYPED,), editable=True)

        assert not can_edit(quiz(TYPED).state)
        assert can_edit(Play(editable).state)


def test_the_source_is_shown_once_the_answer_is_known() -> None:
    """Asked before it would give the answer away; a second key puts it away."""
    play = study(CITED, CHOICE)
    assert not can_show_source(play.state)
    play.do(type_("liver"), show_source)
    assert play.effects == (LookUp(question=CITED),)
    play.state, _ = step(play.state, Cited(stamp=play.stamp(), passage="The liver makes bile."))
    assert play.state.passage == "The liver makes bile."

    play.do(show_source)
    assert play.state.passage == ""
    assert not can_show_source(study(TYPED).do(type_("liver")).state)


class TestUndo:
    """Any number of steps, across question types and sessions."""

    def test_any_number_of_steps(self) -> None:
        """Back to the first question, whatever the responses were."""
        play = study(CHOICE, TYPED, RECALL, ORDER)
        play.do(
            pick(0), proceed, type_("x"), overrule, rate(Rating.EASY), reveal, rate(Rating.HARD)
        )
        play.do(take_back, take_back, take_back)

        assert asked(play.state).id == CHOICE.id
        assert all(
            fold(play.events, Fsrs6()).card(card.card).reps == 0 for card in (CHOICE, TYPED, RECALL)
        )

    def test_beyond_the_session_the_log_is_asked(self) -> None:
        """The last answer of today is undone, and its card fetched."""
        plan = Plan(mode=Mode.STUDY, session="S", scheduler=Fsrs6(), earlier=True)
        play = Play(plan, (TYPED, RECALL))
        assert play.do(take_back).effects == (Rewind(),)

        [review] = study(CHOICE).do(pick(0)).reviews
        assert isinstance(review, Review)
        recorded, fetched = play.do(rewound(review)).effects
        assert isinstance(recorded, Record)
        assert isinstance(recorded.event, Undo)
        assert recorded.event.ref == review.id
        assert fetched == Fetch(card=CHOICE.card)

    def test_where_the_log_has_nothing_it_says_so(self) -> None:
        """And offers it no more."""
        plan = Plan(mode=Mode.STUDY, session="S", scheduler=Fsrs6(), earlier=True)
        play = Play(plan, (TYPED,)).do(take_back, rewound(None))

        assert play.state.said == "There is nothing more of today to take back."
        assert not can_take_back(play.state)


class TestBounds:
    """A session ends in good time."""

    def test_after_some_minutes_no_further_question_comes(self) -> None:
        """The one on the screen is finished first."""
        plan = Plan(mode=Mode.QUIZ, session="S", questions=(TYPED, CHOICE, RECALL), minutes=1)
        play = Play(plan)
        while play.state.latest.instant < play.state.begun.instant + 60_000:
            play.stamp()
            play.do(flag)
        assert asked(play.state) == TYPED

        play.do(type_("liver"), proceed)
        assert play.state.stage == Closing(timed=True)

    def test_cramming_asks_what_was_wrong_until_it_is_right(self) -> None:
        """None of it counts for the schedule."""
        plan = Plan(
            mode=Mode.QUIZ, session="S", questions=(TYPED, RECALL), record=False, until_right=True
        )
        play = Play(plan).do(type_("x"), proceed, reveal, rate(Rating.GOOD))
        assert asked(play.state).id == TYPED.id

        play.do(type_("liver"), proceed)
        assert play.state.stage == Closing()
        assert [review.counted for review in play.reviews] == [False, False, False]
        assert (summary(play.state).cards, summary(play.state).known) == (2, 1)

    def test_study_goes_over_its_misses_for_practice(self) -> None:
        """What is answered then changes no schedule."""
        play = study(RECALL).do(reveal, rate(Rating.AGAIN), again)
        assert asked(play.state).id == RECALL.id

        play.do(reveal, rate(Rating.GOOD))
        assert isinstance(play.state.stage, Closing)
        assert [review.counted for review in play.reviews] == [True, False]
        assert play.reviews[1].session == "S/again"


def test_what_a_step_says_is_gone_with_the_next() -> None:
    """A message stands there once."""
    play = study(TYPED, CHOICE).do(flag)
    assert play.state.said == "Flagged."

    play.do(type_("liver"))
    assert play.state.said == ""
    assert isinstance(play.state.stage, Told)
    assert play.state.stage.mark.verdict is Verdict.RIGHT
