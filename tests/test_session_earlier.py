"""A quiz that was interrupted goes on with the answers that it has already got."""

from dataclasses import replace

from plays import CHOICE, RECALL, TYPED, Play, again, overrule, pick, proceed, take_back, type_

from quizgen.model import Answer, Interval, Mark, Rating, Review, Undo, Verdict
from quizgen.scheduler import Fsrs6, moment
from quizgen.session import (
    Asking,
    Closing,
    Mode,
    Plan,
    Take,
    answers_of,
    position,
    summary,
    takes_of,
)

START = 1_699_999_000_000


def review(id_: str, card: str = CHOICE.card, *, session: str = "S", **changes: object) -> Review:
    """Return a right answer to a card of a sitting, each a second after the one before."""
    given = Review(
        id=id_,
        moment=moment(START + 1000 * ord(id_[0]), 0),
        card=card,
        kind="kind",
        answer=Answer(shown=("Lyon", "Paris", "Nice", "Metz"), chosen=(1,), took=4000),
        mark=Mark(verdict=Verdict.RIGHT, rule="option"),
        rating=Rating.GOOD,
        interval=Interval(),
        session=session,
        counted=False,
    )
    return replace(given, **changes)  # type: ignore[arg-type]  # the callers' keywords are fields


def going_on(*answers: Review) -> Play:
    """Go on with a quiz of three questions."""
    questions = (CHOICE, TYPED, RECALL)
    return Play(
        Plan(
            mode=Mode.QUIZ,
            session="S",
            questions=questions,
            takes=takes_of(questions, answers),
            said="Going on.",
        )
    )


def ids(*events: Review | Undo) -> list[str]:
    """Return the ids of the answers that hold."""
    return [each.id for each in answers_of("S", events, Fsrs6())]


def test_the_answers_of_a_sitting_come_from_the_log() -> None:
    """In the order given, each once, and none of another sitting or of going over misses."""
    mine = [review("b"), review("a", TYPED.card)]

    assert ids(*mine, *mine, review("c", session="T"), review("d", session="S/again")) == ["a", "b"]


def test_what_was_replaced_or_undone_was_not_given() -> None:
    """Only what holds counts; an undo that was taken back itself is none."""
    replaced = review("b", replaces="a")
    undo = Undo(id="u", moment=moment(START, 0), ref="a")
    redo = Undo(id="v", moment=moment(START, 0), ref="u")

    assert ids(review("a"), replaced) == ["b"]
    assert ids(review("a"), undo) == []
    assert ids(review("a"), undo, redo) == ["a"]


def test_the_quiz_goes_on_with_what_is_left() -> None:
    """The first question without an answer comes, and says where in the quiz it is."""
    play = going_on(review("a", RECALL.card))

    assert isinstance(play.state.stage, Asking)
    assert play.state.stage.question == CHOICE
    assert position(play.state) == (2, 3)
    assert play.state.said == "Going on."
    assert play.events == []
    assert play.do(pick(1)).state.said == ""


def test_earlier_answers_count_for_score_and_time() -> None:
    """As if there had been no interruption."""
    wrong = review("a", mark=Mark(verdict=Verdict.WRONG, rule="option"), rating=Rating.AGAIN)
    play = going_on(wrong, review("b", RECALL.card))
    play.do(type_("liver"), proceed)
    figures = summary(play.state)

    assert isinstance(play.state.stage, Closing)
    assert (figures.answers, figures.right) == (3, 2)
    assert [take.question for take in figures.misses] == [CHOICE]
    assert 8 <= figures.seconds < 8 + 5


def test_a_quiz_with_all_answers_goes_on_with_its_summary() -> None:
    """It was cut off there; what was missed can still be gone over."""
    wrong = review("c", mark=Mark(verdict=Verdict.WRONG, rule="option"), rating=Rating.AGAIN)
    play = going_on(review("a", RECALL.card), review("b", TYPED.card), wrong)

    assert isinstance(play.state.stage, Closing)
    assert isinstance(play.do(again).state.stage, Asking)


def test_earlier_answers_can_be_taken_back() -> None:
    """One after the other, back to the question as it was shown."""
    play = going_on(review("a"), review("b", TYPED.card, answer=Answer(typed="liver")))
    play.do(take_back)

    assert isinstance(play.state.stage, Asking)
    assert (play.state.stage.question, position(play.state)) == (TYPED, (2, 3))
    play.do(take_back)
    assert play.state.stage.question == CHOICE
    assert play.state.stage.shown == ("Lyon", "Paris", "Nice", "Metz")
    assert position(play.state) == (1, 3)
    assert [each.ref for each in play.events if isinstance(each, Undo)] == ["b", "a"]
    play.do(take_back)
    assert isinstance(play.state.stage, Asking)
    assert play.state.stage.question == CHOICE


def test_an_interruption_changes_nothing_of_the_end() -> None:
    """However often the log is gone on with, the takes are those of a quiz in one go."""
    whole = going_on()
    whole.do(pick(1), proceed, type_("kidney"), overrule)
    taken = takes_of((CHOICE, TYPED, RECALL), answers_of("S", whole.events, Fsrs6()))

    assert [(take.question, take.verdict) for take in taken] == [
        (CHOICE, Verdict.RIGHT),
        (TYPED, Verdict.RIGHT),
    ]
    assert taken == tuple(Take(question=it.question, review=it.review) for it in whole.state.takes)


def test_answers_to_other_questions_are_passed_over() -> None:
    """The log may hold more than the quiz asks."""
    assert takes_of((CHOICE,), [review("a", TYPED.card), review("b")])[0].question == CHOICE
