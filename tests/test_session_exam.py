"""An exam driven as data: what happens goes in, states and effects come out."""

from collections.abc import Callable

import pytest
from exams import (
    MARKED,
    ExamPlay,
    exam,
    go,
    hand_in,
    hand_in_all_the_same,
    look,
    overview,
    tick,
    write,
)
from hypothesis import given
from hypothesis import strategies as st
from muscle_quiz import DYSTONIA
from plays import (
    again,
    decide,
    flag,
    guess,
    hint,
    leave,
    overrule,
    pick,
    proceed,
    rate,
    reveal,
    skip,
    take_back,
    type_,
)

from quizgen.model import Count, Rating, Review, Undo, Verdict
from quizgen.progress import fold
from quizgen.scheduler import Fsrs6
from quizgen.session import (
    Asking,
    Closing,
    Exam,
    Happening,
    Over,
    Page,
    Stamp,
    Told,
    asked,
    can_guess,
    can_overrule,
    can_take_back,
    looked_at,
    misses,
    points,
    saved,
    summary,
    topic_scores,
)

SITE, DEHYDRATED, CRAMP, RELIEF, FEVER = MARKED


def page(play: ExamPlay) -> Page | None:
    """Return the page of the exam that is on the screen."""
    return play.state.stage.page if isinstance(play.state.stage, Exam) else None


def begun(minutes: int = 0, record: bool | None = None) -> ExamPlay:  # noqa: FBT001  # as everywhere
    """Begin an exam of five questions."""
    play = exam(*MARKED, minutes=minutes, record=record)
    play.do(proceed)
    return play


def number(play: ExamPlay) -> int:
    """Return the number of the question on the screen, as the learner counts."""
    assert page(play) is Page.QUESTION
    return play.paper.at + 1


def test_the_time_begins_only_after_the_first_page() -> None:
    """However long somebody reads what is ahead, all the minutes are left."""
    play = exam(*MARKED, minutes=10).later(600)
    assert page(play) is Page.COVER

    play.do(proceed)

    assert number(play) == 1
    assert play.paper.left(play.state.latest) == 600_000


def test_an_answer_leads_to_the_next_question_and_to_no_verdict() -> None:
    """It is in the log all the same, with its mark, and does not count."""
    play = begun()
    play.do(pick(1))

    (review,) = play.reviews
    assert number(play) == 2
    assert review.mark is not None
    assert review.mark.verdict is Verdict.RIGHT
    assert not review.counted
    assert not play.state.takes


def test_a_changed_answer_stands_in_for_the_earlier_one() -> None:
    """Both lines stay in the log, and only the last one holds."""
    play = begun()
    play.do(pick(0), go(0), pick(1))

    first, second = play.reviews
    assert second.replaces == first.id
    assert play.holding() == [second]


def test_leaving_a_question_in_any_way_takes_what_stands_there() -> None:
    """To another one, to all of them, to handing in, or away: the draft is the answer."""
    for leaving in (go(3), overview, hand_in, leave):
        play = begun()
        play.do(go(1), write(typed="dehydrated"))
        assert play.reviews == []

        play.do(leaving)

        assert [review.answer.typed for review in play.holding()] == ["dehydrated"]


def test_an_answer_that_is_cleared_is_taken_back_in_the_log() -> None:
    """Nothing holds then, and a new answer stands for itself."""
    play = begun()
    play.do(pick(0), go(0), write(), go(2))
    assert isinstance(play.events[-1], Undo)
    assert play.holding() == []
    assert play.paper.open == 5

    play.do(go(0), pick(2))

    (held,) = play.holding()
    assert held.answer.chosen == (2,)


def test_the_time_spent_on_a_question_is_that_of_all_visits() -> None:
    """Also of one that changed nothing, unless it was a glance; the overview is no question."""
    play = begun()
    play.later(10).do(pick(1))
    play.do(overview)
    play.later(50).do(go(0))
    play.later(20).do(go(3))

    (held,) = play.holding()
    assert held.answer.took == 30_000
    assert held.answer.chosen == (1,)


def test_flags_are_for_oneself_and_not_in_the_log() -> None:
    """A flag may be taken away again."""
    play = begun()
    play.do(flag, go(2), flag, go(0), flag)

    assert [entry.flagged for entry in play.paper.entries] == [False, False, True, False, False]
    assert play.events == []


def test_behind_the_last_question_comes_the_page_of_all() -> None:
    """There any question may be pointed at and opened."""
    play = begun()
    play.do(go(4), type_("37 C"))
    assert page(play) is Page.OVERVIEW

    play.do(go(1, opening=False))
    assert page(play) is Page.OVERVIEW
    play.do(go(1))

    assert number(play) == 2


@pytest.mark.parametrize("to", [-1, 6, 1000])
def test_a_question_that_there_is_not_cannot_be_gone_to(to: int) -> None:
    """The learner is told how many there are."""
    play = begun()
    play.do(go(2), go(to))

    assert number(play) == 3
    assert play.state.said == "There are questions 1 to 5."


def test_handing_in_asks_once_where_something_is_open_or_flagged() -> None:
    """Half an order is still open; saying no leads back, saying yes hands in."""
    play = begun()
    play.do(pick(1), type_("dehydrated"), pick(0, 1), pick(2), type_("37 C"), hand_in)
    assert page(play) is Page.HAND_IN
    assert play.paper.open == 1

    play.do(go(3), write(2, 1, 0), hand_in)
    assert isinstance(play.state.stage, Closing)

    flagged = begun()
    flagged.do(pick(1), type_("dehydrated"), pick(0, 1), pick(2, 1, 0), type_("37 C"))
    flagged.do(flag, hand_in)
    assert page(flagged) is Page.HAND_IN
    flagged.do(hand_in_all_the_same)
    assert isinstance(flagged.state.stage, Closing)


def test_the_score_counts_open_questions_as_asked() -> None:
    """In all, by topic, and in points; what has no topic comes last."""
    play = begun()
    play.do(pick(1), type_("dehidrated"), pick(0), hand_in_all_the_same)
    figures = summary(play.state)

    assert (figures.right, figures.asked, figures.answers, figures.slips) == (2, 5, 3, 1)
    assert points(play.paper) == (3, 6)
    assert [(it.topic, it.right, it.asked) for it in topic_scores(play.paper)] == [
        ("Causes", 1, 2), ("Spasms", 1, 2), ("", 0, 1),
    ]  # fmt: skip
    assert [miss.question for miss in misses(play.state)] == [CRAMP, RELIEF, FEVER]


def test_the_time_used_stands_still_after_handing_in() -> None:
    """However long somebody looks at the score."""
    play = begun(minutes=10)
    play.later(100).do(hand_in_all_the_same)
    used = summary(play.state).seconds
    play.later(1000).do(look, proceed)

    assert summary(play.state).seconds == used == 100


def test_when_the_time_is_over_the_paper_is_handed_in_as_it_stands() -> None:
    """The answer being typed counts; that more time went by than there was does not show."""
    play = begun(minutes=2)
    play.do(go(1), write(typed="dehydrated"))
    play.later(5000).do(tick)

    assert play.state.stage == Closing(timed=True)
    (held,) = play.holding()
    assert held.answer.typed == "dehydrated"
    assert held.answer.took < 120_000
    assert summary(play.state).seconds == 120


@pytest.mark.parametrize("late", [pick(1), type_("x"), go(3), write(2), overview, flag, hand_in])
def test_nothing_that_comes_after_the_time_is_taken(late: Callable[[Stamp], Happening]) -> None:
    """Also where no clock has ticked, as in a pipe."""
    play = begun(minutes=1)
    play.do(pick(0))
    play.later(60).do(late)

    assert play.state.stage == Closing(timed=True)
    assert [review.answer.chosen for review in play.holding()] == [(0,)]


def test_leaving_after_the_time_is_no_way_round_the_score() -> None:
    """The paper is handed in all the same."""
    play = begun(minutes=1)
    play.do(pick(1))
    play.later(60).do(leave)

    assert play.state.stage == Over()
    assert summary(play.state).right == 1


def test_little_time_left_is_said_once() -> None:
    """Five minutes before the end, and one; not where there never was more."""
    play = begun(minutes=6)
    said = []
    for _ in range(12):
        play.later(30).do(tick)
        said.append(play.state.said)
        play.do(go(0))

    assert [each for each in said if each] == ["5 minutes left.", "The last minute."]
    short = begun(minutes=5)
    short.do(tick)
    assert short.state.said == ""


def test_leaving_without_handing_in_gives_no_score_and_keeps_the_answers() -> None:
    """They are in the log, and do not count."""
    play = begun()
    play.do(pick(1), write(typed="dehydr"), leave)

    assert play.state.stage == Over(quit=True)
    assert saved(play.state) == len(play.holding()) == 2
    assert not any(isinstance(event, Count) for event in play.events)


def test_with_record_the_answers_count_however_it_ends() -> None:
    """As in a quiz, also if it is left early."""
    for ending in (leave, hand_in_all_the_same):
        play = begun(record=True)
        play.do(pick(1), ending)

        assert isinstance(play.events[-1], Count)
        assert fold(play.events, Fsrs6()).card(SITE.card).reps == 1


def test_whether_the_answers_count_is_asked_after_handing_in() -> None:
    """As after a quiz."""
    play = begun()
    play.do(pick(1), hand_in_all_the_same, look, go(9))
    assert play.state.counted is None
    play.do(decide(counts=True))

    assert isinstance(play.events[-1], Count)
    assert play.state.stage == Over()


def test_what_was_not_right_is_looked_at_first() -> None:
    """Forward and back, with the verdicts; behind the last one the score comes again."""
    play = begun()
    play.do(pick(1), type_("dystonia"), hand_in_all_the_same, look)
    order = []
    while (told := looked_at(play.state)) is not None:
        order.append((told.asking.question.fact, told.mark.verdict, told.mark.rule == "open"))
        play.do(proceed)

    assert [fact for fact, _, _ in order] == ["dehydrated", "cramp", "relief", "fever", "site"]
    assert [is_open for _, _, is_open in order] == [False, True, True, True, False]
    assert order[-1][1] is Verdict.RIGHT
    assert isinstance(play.state.stage, Closing)
    play.do(look, proceed, go(0), go(-1))
    assert looked_at(play.state) is not None
    play.do(look)
    assert isinstance(play.state.stage, Closing)


def test_the_misses_again_include_what_was_left_open() -> None:
    """It is practice with verdicts at once, and the score stays."""
    play = begun()
    play.do(pick(1), hand_in_all_the_same, again)
    asking = asked(play.state)

    assert isinstance(play.state.stage, Asking)
    assert asking is not None
    assert asking.question.fact == "dehydrated"
    play.do(type_("dehydrated"))
    assert isinstance(play.state.stage, Told)
    assert play.reviews[-1].session == "S/again"
    assert points(play.paper) == (2, 6)


def test_questions_that_only_the_learner_could_mark_are_left_out() -> None:
    """Their number is known, so that it can be said."""
    play = exam(DYSTONIA, *MARKED)

    assert play.paper.left_out == 1
    assert [entry.question for entry in play.paper.entries] == list(MARKED)


def test_an_exam_without_a_question_ends_at_once() -> None:
    """There is nothing to hand in."""
    play = exam(DYSTONIA)
    play.do(proceed)

    assert isinstance(play.state.stage, Closing)


@pytest.mark.parametrize("help_", [hint, overrule, guess, take_back, skip, reveal])
def test_there_is_no_help_in_an_exam(help_: Callable[[Stamp], Happening]) -> None:
    """Neither hints nor overruling nor undoing, not even after handing in."""
    play = begun()
    play.do(pick(0), help_)
    asking = asked(play.state)
    assert number(play) == 2
    assert asking is not None
    assert not asking.question.hint
    assert not can_take_back(play.state)
    play.do(hand_in_all_the_same, help_, look, help_)

    assert not any(can(play.state) for can in (can_overrule, can_guess, can_take_back))
    assert [review.answer.chosen for review in play.holding()] == [(0,)]


places = st.integers(-1, 6)
happenings: st.SearchStrategy[Callable[[Stamp], Happening]] = st.one_of(
    st.lists(st.integers(-1, 4), max_size=4).map(lambda chosen: pick(*chosen)),
    st.lists(st.integers(-1, 4), max_size=4).map(lambda chosen: write(*chosen)),
    st.sampled_from(["dehydrated", "37 C", "thigh", " ", ""]).map(type_),
    st.sampled_from(["dehydrated", "37 C", "thigh", " ", ""]).map(lambda text: write(typed=text)),
    places.map(go),
    places.map(lambda to: go(to, opening=False)),
    st.sampled_from([overview, flag, tick, proceed, look, hand_in, hand_in_all_the_same]),
    st.sampled_from([hint, overrule, guess, take_back, skip, reveal, rate(Rating.GOOD)]),
)
steps = st.lists(st.tuples(st.integers(0, 40), happenings), max_size=40)
endings = st.lists(st.sampled_from([leave, again, decide(counts=True), decide(counts=False)]))


@given(steps, steps, st.sampled_from([0, 1, 5]))
def test_at_most_one_answer_of_a_question_holds_and_the_score_is_theirs(
    before: list[tuple[int, Callable[[Stamp], Happening]]],
    after: list[tuple[int, Callable[[Stamp], Happening]]],
    minutes: int,
) -> None:
    """Whatever happens in whatever order: the paper says what the log says."""
    play = begun(minutes=minutes)
    for seconds, happening in before:
        play.later(seconds).do(happening)
        assert isinstance(play.state.stage, Exam | Closing | Over)
        held = {review.id for review in play.holding()}
        assert held == {review.id for _, review in play.paper.answered}
        assert len(held) == len({review.card for review in play.holding()}) == saved(play.state)
    play.do(hand_in_all_the_same)
    for seconds, happening in after:
        play.later(seconds).do(happening)

    holding = play.holding()
    right = [it for it in holding if it.mark is not None and it.mark.verdict is not Verdict.WRONG]
    figures = summary(play.state)
    assert (figures.right, figures.answers, figures.asked) == (len(right), len(holding), 5)
    assert sum(it.right for it in topic_scores(play.paper)) == len(right)
    assert sum(review.answer.took for review in holding) <= 1000 * (figures.seconds + 1)


@given(steps, steps, endings)
def test_handing_in_is_final(
    before: list[tuple[int, Callable[[Stamp], Happening]]],
    after: list[tuple[int, Callable[[Stamp], Happening]]],
    ends: list[Callable[[Stamp], Happening]],
) -> None:
    """Nothing that happens afterwards changes an answer; each counts once if they count."""
    play = begun(minutes=5)
    for seconds, happening in before:
        play.later(seconds).do(happening)
    play.do(hand_in_all_the_same)
    paper, holding = play.paper, play.holding()
    for seconds, happening in after:
        play.later(seconds).do(happening)
    play.do(*ends)

    assert play.paper.entries == paper.entries
    assert play.paper.handed_in == paper.handed_in
    assert play.holding() == holding
    progress = fold(play.events, Fsrs6())
    counts = any(isinstance(event, Count) for event in play.events)
    for question in MARKED:
        answered = any(isinstance(it, Review) and it.card == question.card for it in holding)
        assert progress.card(question.card).reps == (counts and answered)
