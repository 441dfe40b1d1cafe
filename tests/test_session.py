"""Sessions driven as data: what happens goes in, states and effects come out."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plays import (
    ALL,
    CHOICE,
    MATCH,
    ORDER,
    RECALL,
    START,
    TYPED,
    Play,
    again,
    aside,
    decide,
    edited,
    flag,
    guess,
    hint,
    leave,
    overrule,
    pick,
    proceed,
    quiz,
    rate,
    reveal,
    show_source,
    skip,
    study,
    take_back,
    type_,
)

from quizgen.model import (
    Card,
    Choice,
    Count,
    Event,
    Interval,
    Match,
    Moment,
    Option,
    Order,
    Question,
    Rating,
    Review,
    Undo,
    Verdict,
)
from quizgen.review_queue import Counts
from quizgen.scheduler import Fsrs6, moment
from quizgen.session import (
    Aside,
    Asking,
    Closing,
    Fetch,
    Fetching,
    Happening,
    Mode,
    Over,
    Plan,
    Record,
    Revealed,
    Stamp,
    State,
    Submit,
    Supply,
    Told,
    can_overrule,
    can_rate,
    misses,
    new_session,
    position,
    ratings,
    saved,
    step,
    summary,
)


def asked(state: State) -> Question:
    """Return the question that waits for an answer."""
    assert isinstance(state.stage, Asking)
    return state.stage.question


def told(state: State) -> Told:
    """Return the verdict shown."""
    assert isinstance(state.stage, Told)
    return state.stage


def test_an_answer_is_recorded_in_the_step_that_leads_to_its_verdict() -> None:
    """Nothing of a verdict can be shown before its review was asked to be written."""
    play = quiz(CHOICE, TYPED).do(pick(1))

    (effect,) = play.effects
    assert isinstance(effect, Record)
    assert effect.event == told(play.state).review
    assert told(play.state).mark.verdict is Verdict.RIGHT


def test_a_review_of_a_quiz_holds_the_whole_evidence_and_does_not_count_yet() -> None:
    """What was shown, what was chosen, how long it took, and by which rule it was marked."""
    play = quiz(CHOICE).do(pick(0))
    (review,) = play.reviews

    assert (review.card, review.kind, review.session) == (CHOICE.card, "kind", "S")
    assert review.answer.shown == ("Lyon", "Paris", "Nice", "Metz")
    assert (review.answer.chosen, review.answer.took) == ((0,), 1000)
    assert review.mark is not None
    assert (review.mark.verdict, review.rating) == (Verdict.WRONG, Rating.AGAIN)
    assert (review.counted, review.interval) == (False, Interval())
    assert len(review.fingerprint) == 12


def test_a_quiz_asks_its_questions_in_order_and_sums_up() -> None:
    """Each response has its way to be answered; at the end stand the figures."""
    play = quiz(*ALL)
    assert position(play.state) == (1, 5)
    play.do(pick(1), proceed, type_("livr"), proceed)
    assert position(play.state) == (3, 5)
    play.do(reveal)
    assert isinstance(play.state.stage, Revealed)
    assert position(play.state) == (3, 5)
    play.do(rate(Rating.AGAIN))
    shown = play.state.stage.shown if isinstance(play.state.stage, Asking) else ()
    right = tuple(shown.index(item) for item in ("stop", "stretch", "massage"))
    play.do(pick(*right))
    assert position(play.state) == (4, 5)
    play.do(proceed, pick(0, 1), proceed)

    figures = summary(play.state)
    assert isinstance(play.state.stage, Closing)
    assert (figures.answers, figures.right, figures.slips) == (5, 3, 1)
    assert [take.question for take in figures.misses] == [RECALL, MATCH]
    assert figures.seconds == 10
    assert saved(play.state) == 5


def test_recall_in_a_quiz_is_yes_or_no() -> None:
    """The learner's word stands as a rating without a mark; the time ends with the answer."""
    play = quiz(RECALL).do(reveal, rate(Rating.GOOD))
    (review,) = play.reviews

    assert (review.mark, review.rating, review.answer.took) == (None, Rating.GOOD, 1000)
    assert isinstance(play.state.stage, Closing)


@pytest.mark.parametrize(
    ("asked_question", "empty"), [(TYPED, type_("  ")), (CHOICE, pick()), (ORDER, pick(1))]
)
def test_an_empty_answer_counts_only_when_given_twice(
    asked_question: Question, empty: Callable[[Stamp], Happening]
) -> None:
    """A slip of the Enter key costs nothing; a second one means "I do not know"."""
    play = quiz(asked_question).do(empty)
    assert play.effects == ()
    assert isinstance(play.state.stage, Asking)
    assert play.state.stage.nudged

    play.do(empty)
    assert told(play.state).mark.verdict is Verdict.WRONG


def test_overruling_puts_a_second_review_in_the_place_of_the_first() -> None:
    """Both verdicts stay in the log; whoever presses again has the program's verdict back."""
    play = quiz(TYPED).do(type_("hepar"), overrule)
    first, second = play.reviews

    assert (first.replaces, second.replaces) == ("", first.id)
    assert (told(play.state).overruled, told(play.state).mark) == (first.mark, second.mark)
    assert second.mark is not None
    assert (second.mark.verdict, second.mark.rule) == (Verdict.RIGHT, "overruled")
    assert second.mark.note == "wrong: words"
    assert (first.rating, second.rating) == (Rating.AGAIN, Rating.GOOD)
    assert second.answer == first.answer
    assert summary(play.state).right == 1

    play.do(overrule)
    assert told(play.state).mark == first.mark
    assert told(play.state).overruled is None
    assert summary(play.state).right == 0


def test_only_typed_answers_can_be_overruled() -> None:
    """What was picked is not open to interpretation."""
    picked = quiz(CHOICE).do(pick(0))
    typed = quiz(TYPED).do(type_("x"))

    assert (can_overrule(picked.state), can_overrule(typed.state)) == (False, True)
    assert picked.do(overrule).effects == ()


def test_a_study_session_fetches_each_question_and_ends_when_there_is_none() -> None:
    """The queue decides what comes; the summary says when the next card comes."""
    play = study(CHOICE)
    assert play.effects == (Fetch(),)
    assert asked(play.state).card == CHOICE.card
    play.do(pick(0), proceed)

    assert play.state.stage == Closing(wakes=START + 600_000)
    assert play.reviews[0].counted
    assert isinstance(new_session(play.state.plan, play.stamp()).stage, Fetching)


def test_in_study_each_rating_shows_what_it_would_give() -> None:
    """The intervals are the scheduler's own for the card at this moment."""
    play = study(RECALL).do(reveal)
    stage = play.state.stage
    assert isinstance(stage, Revealed)
    expected = Fsrs6().outcomes(None, RECALL.card, 0, play.state.latest)

    assert stage.intervals == {rating: outcome.interval for rating, outcome in expected.items()}
    assert ratings(play.state) == tuple(Rating)
    play.do(rate(Rating.EASY))
    assert play.reviews[0].interval == expected[Rating.EASY].interval


def test_a_typed_answer_in_study_has_its_rating_suggested_and_logged_at_once() -> None:
    """Going on leaves it in place; another rating takes its place, in one event."""
    accepted = study(TYPED).do(type_("liver"), proceed)
    changed = study(TYPED).do(type_("liver"), rate(Rating.HARD))

    assert [review.rating for review in accepted.reviews] == [Rating.GOOD]
    first, second = changed.reviews
    assert (first.rating, second.rating) == (Rating.GOOD, Rating.HARD)
    assert (second.replaces, len(changed.events)) == (first.id, 2)
    assert second.interval == told(study(TYPED).do(type_("liver")).state).intervals[Rating.HARD]
    assert isinstance(changed.state.stage, Closing)


def test_rating_as_suggested_records_nothing_more() -> None:
    """Pressing the figure of the suggested rating is going on."""
    play = study(TYPED).do(type_("liver"), rate(Rating.GOOD))

    assert len(play.events) == 1
    assert isinstance(play.state.stage, Closing)


def test_a_right_choice_moves_the_schedule_less_than_a_right_recall() -> None:
    """It may have been a guess, and the interval granted says so."""
    learned = Fsrs6().outcomes(None, CHOICE.card, 0, moment(START - 864_000_000, 0))
    card = Card(id=CHOICE.card, memory=learned[Rating.EASY].memory, reps=1)
    plan = Plan(mode=Mode.STUDY, session="S", scheduler=Fsrs6())
    play = Play(plan)
    supply = Supply(stamp=play.stamp(), question=CHOICE, card=card, waiting=Counts(due=1))
    play.state, _ = step(replace(play.state, stage=Fetching()), supply)
    assert isinstance(play.state.stage, Asking)
    play.do(pick(play.state.stage.shown.index("Paris")))
    certain = Fsrs6().outcomes(card.memory, card.id, card.reps, play.state.latest)

    assert play.reviews[0].rating is Rating.GOOD
    assert play.reviews[0].interval.days < certain[Rating.GOOD].interval.days


def learned_card(question: Question, lapses: int, leech: int = 8) -> Play:
    """Begin a study session with a learned card that was forgotten some times."""
    memory = Fsrs6().outcomes(None, question.card, 0, moment(START - 864_000_000, 0))[Rating.EASY]
    card = Card(id=question.card, memory=memory.memory, reps=9, lapses=lapses)
    play = Play(Plan(mode=Mode.STUDY, session="S", scheduler=Fsrs6(), leech=leech))
    supply = Supply(stamp=play.stamp(), question=question, card=card, waiting=Counts(due=1))
    play.state, _ = step(replace(play.state, stage=Fetching()), supply)
    return play


@pytest.mark.parametrize(
    ("lapses", "leech", "said"),
    [(7, 8, True), (6, 8, False), (8, 8, False), (11, 8, True), (3, 4, True), (7, 0, False)],
)
def test_a_card_that_keeps_being_forgotten_is_named(lapses: int, leech: int, *, said: bool) -> None:
    """At the lapses of a leech and every half as many more; on the verdict, and once."""
    play = learned_card(TYPED, lapses, leech).do(type_("heart"))
    text = f"This card was forgotten {lapses + 1} times: reword the fact, or suspend the card."

    assert play.state.said == (text if said else "")
    play.do(proceed)
    assert play.state.said == ""


def test_a_leech_that_its_learner_rated_is_named_with_the_next_question() -> None:
    """The rating has left the card behind."""
    play = learned_card(RECALL, 7).do(reveal, rate(Rating.AGAIN))

    assert isinstance(play.state.stage, Fetching | Closing)
    assert play.state.said.startswith("The last card was forgotten 8 times")
    assert learned_card(RECALL, 7).do(reveal, rate(Rating.HARD)).state.said == ""


def test_a_choice_is_not_rated_by_hand() -> None:
    """Its rating follows from the mark."""
    play = study(CHOICE).do(pick(0))

    assert (can_rate(play.state), ratings(play.state)) == (False, ())
    assert play.do(rate(Rating.EASY)).effects == ()


def test_with_a_hint_it_was_hard_at_best() -> None:
    """The rating is capped, and only what is possible is offered."""
    play = study(TYPED).do(hint, type_("liver"))

    assert play.reviews[0].rating is Rating.HARD
    assert ratings(play.state) == (Rating.AGAIN, Rating.HARD)
    assert quiz(CHOICE).do(hint).state.stage == quiz(CHOICE).do(proceed).state.stage


def test_options_change_places_between_reviews_of_a_card() -> None:
    """So that the answer is remembered and not its place; the order follows from the reps."""
    orders = set()
    for reps in range(8):
        play = study()
        supply = Supply(
            stamp=play.stamp(),
            question=CHOICE,
            card=Card(id=CHOICE.card, reps=reps),
            waiting=Counts(),
        )
        first, _ = step(replace(play.state, stage=Fetching()), supply)
        second, _ = step(replace(play.state, stage=Fetching()), supply)
        assert isinstance(first.stage, Asking)
        assert first == second
        orders.add(first.stage.shown)

    assert len(orders) > 3


@pytest.mark.parametrize("asked_question", [ORDER, MATCH])
def test_what_is_to_be_ordered_never_stands_in_order(asked_question: Question) -> None:
    """Items and right-hand sides are shuffled, always away from the right place."""
    stage = quiz(asked_question).state.stage
    response = asked_question.response
    assert isinstance(stage, Asking)
    assert isinstance(response, Order | Match)
    items = (
        response.items if isinstance(response, Order) else tuple(side for _, side in response.pairs)
    )

    assert sorted(stage.shown) == sorted(items)
    assert stage.shown != items


def test_undo_takes_back_any_number_of_answers_of_any_response() -> None:
    """Each undo is an event that names the answer, and leads back to its question."""
    play = quiz(CHOICE, TYPED, RECALL)
    play.do(pick(1), proceed, type_("liver"), proceed, reveal, rate(Rating.GOOD))
    assert isinstance(play.state.stage, Closing)
    ids = [review.id for review in play.reviews]

    for expected, id_ in zip((RECALL, TYPED, CHOICE), reversed(ids), strict=True):
        play.do(take_back)
        (effect,) = play.effects
        assert isinstance(effect, Record)
        assert isinstance(effect.event, Undo)
        assert effect.event.ref == id_
        assert asked(play.state) == expected

    assert play.do(take_back).effects == ()
    assert saved(play.state) == 0
    play.do(pick(1), proceed, type_("liver"), proceed, reveal, rate(Rating.GOOD))
    assert summary(play.state).right == 3


def test_undo_works_from_the_verdict_and_from_the_next_question() -> None:
    """It does not matter where the learner notices."""
    from_verdict = quiz(CHOICE, TYPED).do(pick(0), take_back)
    from_next = quiz(CHOICE, TYPED).do(pick(0), proceed, take_back)

    assert asked(from_verdict.state) == asked(from_next.state) == CHOICE
    assert from_next.do(pick(1), proceed).state.pending == ()


def test_undo_after_overruling_names_the_review_that_holds() -> None:
    """The first review has been taken back already."""
    play = quiz(TYPED).do(type_("hepar"), overrule, take_back)
    last = play.events[-1]

    assert isinstance(last, Undo)
    assert last.ref == play.reviews[1].id


def test_the_misses_come_again_with_options_in_other_places() -> None:
    """Going over them is practice: it is logged, and never counts for the schedule."""
    play = quiz(CHOICE, TYPED).do(pick(0), proceed, type_("liver"), proceed)
    assert [take.question for take in misses(play.state)] == [CHOICE]
    play.do(again)
    stage = play.state.stage
    assert isinstance(stage, Asking)
    assert sorted(stage.shown) == sorted(("Lyon", "Paris", "Nice", "Metz"))
    assert position(play.state) == (1, 1)
    play.do(pick(stage.shown.index("Paris")), proceed)

    assert misses(play.state) == ()
    assert play.reviews[-1].session == "S/again"
    assert not play.reviews[-1].counted
    assert play.do(again).effects == ()
    play.do(decide(counts=True))
    assert play.events[-1] == Count(id=play.events[-1].id, moment=play.state.latest, session="S")


@pytest.mark.parametrize(
    ("record", "counts"), [(None, [0, 0, 0]), (True, [0, 1, 1]), (False, [0, 0, 0])]
)
def test_whether_answers_count_is_settled_once(record: bool | None, counts: list[int]) -> None:  # noqa: FBT001  # it is the case
    """With ``record`` it is settled when the summary appears; without it the learner is asked."""
    play = quiz(CHOICE, record=record)
    found = []
    for request in (pick(1), proceed, proceed):
        play.do(request)
        found.append(sum(isinstance(event, Count) for event in play.events))

    assert found == counts
    assert play.state.stage == Over()
    assert play.state.counted is record


def test_the_learner_decides_whether_answers_count() -> None:
    """Yes and no both end the session; only yes is an event."""
    yes = quiz(CHOICE).do(pick(1), proceed, decide(counts=True))
    no = quiz(CHOICE).do(pick(1), proceed, decide(counts=False))

    assert (yes.state.counted, no.state.counted) == (True, False)
    assert [type(event) for event in yes.events] == [Review, Count]
    assert [type(event) for event in no.events] == [Review]


def test_quitting_ends_at_once_and_keeps_what_was_answered() -> None:
    """Also what is to count counts; at the summary, quitting is the ordinary end."""
    early = quiz(CHOICE, TYPED).do(pick(1), leave)
    counting = quiz(CHOICE, TYPED, record=True).do(pick(1), leave)
    late = quiz(CHOICE).do(pick(1), proceed, leave)

    assert (early.state.stage, saved(early.state)) == (Over(quit=True), 1)
    assert isinstance(counting.events[-1], Count)
    assert late.state.stage == Over(quit=False)
    assert quiz(CHOICE, record=True).do(leave).events == []


def test_the_fingerprint_follows_stem_and_key() -> None:
    """Distractors and explanations may change without a trace, the answer may not."""
    options = (*CHOICE.response.options[:3], Option(text="Brest", correct=False))  # type: ignore[union-attr]  # it is a choice
    other_options = replace(CHOICE, response=Choice(options=options), explanation="New.")
    other_stem = replace(CHOICE, stem="Which town?")

    def fingerprint(asked_question: Question) -> str:
        return quiz(asked_question).do(pick(1)).reviews[0].fingerprint

    assert fingerprint(CHOICE) == fingerprint(other_options)
    assert fingerprint(CHOICE) != fingerprint(other_stem)


def test_what_makes_no_sense_changes_nothing() -> None:
    """Rating a question, going on without an answer, or answering after the end do nothing."""
    play = quiz(CHOICE)
    before = play.state.stage
    play.do(rate(Rating.GOOD), proceed, overrule, reveal, take_back, again, decide(counts=True))

    assert (play.state.stage, play.events) == (before, [])
    over = quiz(CHOICE).do(leave)
    over.do(pick(1), proceed, take_back, leave, again, reveal, hint)
    assert (over.state.stage, over.events) == (Over(quit=True), [])


happenings = st.sampled_from(
    [
        pick(0),
        pick(1),
        pick(1, 0, 2),
        pick(),
        type_("liver"),
        type_("livre"),
        type_(""),
        reveal,
        rate(Rating.AGAIN),
        rate(Rating.HARD),
        rate(Rating.EASY),
        proceed,
        proceed,
        overrule,
        take_back,
        hint,
        again,
        decide(counts=False),
        guess,
        aside(Aside.BURY),
        aside(Aside.SUSPEND),
        flag,
        skip,
        edited(TYPED),
        show_source,
    ]
)


def holding(events: Iterable[Event]) -> set[str]:
    """Return the ids of the reviews that no undo has taken back."""
    events = list(events)
    taken_back = {event.ref for event in events if isinstance(event, Undo)}
    replaced = {event.replaces for event in events if isinstance(event, Review)}
    return {event.id for event in events if isinstance(event, Review)} - taken_back - replaced


@given(requests=st.lists(happenings, max_size=40))
def test_the_log_always_agrees_with_the_session(
    requests: list[Callable[[Stamp], Happening]],
) -> None:
    """Whatever happens in whatever order, the reviews that hold are the answers on the screen."""
    for play in (quiz(*ALL), study(*ALL, *ALL)):
        for request in requests:
            play.do(request)

            assert holding(play.events) == {take.review.id for take in play.state.takes}
        assert len({event.id for event in play.events}) == len(play.events)


@given(requests=st.lists(happenings, max_size=30))
def test_a_verdict_is_never_shown_unrecorded(
    requests: list[Callable[[Stamp], Happening]],
) -> None:
    """Every verdict on the screen belongs to a review that was recorded in that step or before."""
    play = study(*ALL, *ALL)
    for request in requests:
        play.do(request)
        if isinstance(play.state.stage, Told):
            assert play.state.stage.review.id in holding(play.events)
            assert play.state.stage.review.mark == play.state.stage.mark


def test_a_clock_that_goes_back_gives_no_negative_time() -> None:
    """The time taken is never below nothing."""
    play = quiz(CHOICE)
    early = Moment(instant=START - 5000, offset=0, day=19_675, next_day=START)
    state, _ = step(play.state, Submit(stamp=Stamp(moment=early, ids=("x", "y")), chosen=(1,)))

    assert told(state).review.answer.took == 0
    assert summary(state).seconds == 0
