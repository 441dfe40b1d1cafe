"""An exam in the full screen as a pure function: golden frames, and what the keys do."""

from dataclasses import replace

import pytest
from conftest import Golden
from exams import MARKED, NAMES, Desktop
from hypothesis import given
from hypothesis import strategies as st
from muscle_quiz import CAPITALS, DEHYDRATED, DYSTONIA, FEVER, RELIEF, SITE

from quizgen.model import Question, Review
from quizgen.session import Asking, Closing, Exam, Over, Page
from quizgen.terminal.ink import line_width, text_of
from quizgen.terminal.keymap import Action
from quizgen.terminal.screen import Frame
from quizgen.terminal.view import current

SIZES = ((40, 12), (80, 24), (120, 40))


def text(picture: Frame) -> str:
    """Return a frame as text, with the place of the cursor below."""
    lines = "\n".join(text_of(each).rstrip() for each in picture.lines)
    where = "nowhere" if picture.cursor is None else "row {} column {}".format(*picture.cursor)
    return f"{lines}\n--- cursor: {where}\n"


def sat(*keys: str, minutes: int = 10) -> Desktop:
    """Begin an exam and press keys."""
    return Desktop(*MARKED, DYSTONIA, minutes=minutes).press("enter", *keys)


def screens() -> dict[str, Desktop]:
    """Return exams at the points of which there is a golden frame."""
    ended = sat("b", "dystonia", "enter", "ab", "enter")
    ended.later(600)
    return {
        "cover": Desktop(*MARKED, DYSTONIA, minutes=10),
        "cover-without-limit": Desktop(*MARKED),
        "choice": sat(),
        "choice-picked": sat("b", "s-tab"),
        "choice-flagged": sat("f"),
        "typed": sat("tab", "dehy", "left"),
        "several": sat("f8", "3", "enter", "ac"),
        "order": sat("f8", "4", "enter", "ca"),
        "little-time": sat(minutes=4),
        "last-minute": sat("f", minutes=1),
        "overview": sat("b", "f7", "tab", "tab", "a", "f8"),
        "overview-number": sat("f8", "down", "12"),
        "overview-no-such-number": sat("f8", "12", "enter"),
        "hand-in": sat("b", "f7", "dehydrated", "enter", "f8", "h"),
        "keys": sat("b", "s-tab", "?"),
        "keys-typing": sat("tab", "esc"),
        "score": sat("b", "dystonia", "enter", "ab", "enter", "f9", "y"),
        "score-out-of-time": ended.press("n"),
        "look-wrong": sat("b", "dystonia", "enter", "f9", "y", "enter"),
        "look-open": sat("b", "dystonia", "enter", "f9", "y", "enter", "n"),
        "looked": sat("b", "dystonia", "enter", "f9", "y", "enter", "s"),
    }


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_golden_screens(columns: int, rows: int, golden: Golden) -> None:
    """What the learner sees at each point, in three sizes."""
    pages = [f"=== {name}\n{text(exam.frame(columns, rows))}" for name, exam in screens().items()]

    golden.check(f"screens/exam-{columns}x{rows}.txt", "".join(pages))


@pytest.mark.parametrize(("columns", "rows"), [*SIZES, (10, 5), (1, 1), (200, 3), (20, 60)])
def test_every_frame_fits_its_screen(columns: int, rows: int) -> None:
    """As many lines as rows, none wider than the screen, the cursor inside."""
    for exam in screens().values():
        found = exam.frame(columns, rows)

        assert len(found.lines) == rows
        assert max(line_width(each) for each in found.lines) <= columns
        assert found.cursor is None or found.cursor[0] < rows


def test_no_verdict_is_shown_before_handing_in() -> None:
    """Nor the answer, nor the explanation, nor the source, wherever one looks."""
    exam = sat()
    seen = []
    for keys in ("a", "s-tab", "p", "tab", "dystonia", "enter", "s-tab", "f8", "?", "?", "h"):
        exam.press(keys)
        seen.append(text(exam.frame()))
    shown = "".join(seen)

    assert page(exam) is Page.HAND_IN
    assert len(exam.holding()) == 2
    for telling in ("Wrong", "Right", "✓", "✗", "Teeth contain", "Source:", "dehydrated"):
        assert telling not in shown.replace("having lost", "")


def page(exam: Desktop) -> Page | None:
    """Return the page of the exam that is on the screen."""
    return exam.state.stage.page if isinstance(exam.state.stage, Exam) else None


@pytest.mark.parametrize(
    ("question", "first", "second", "chosen", "typed"),
    [
        (SITE, "a", "b", (1,), ""),
        (RELIEF, "cab", "backspace", (2, 0), ""),
        (CAPITALS, "b", "ca", (1, 2, 0), ""),
        (DEHYDRATED, "dehydr", "ated", (), "dehydrated"),
        (FEVER, "37 F", "backspace", (), "37 "),
    ],
)
def test_an_answer_can_be_changed_on_a_later_visit(
    question: Question, first: str, second: str, chosen: tuple[int, ...], typed: str
) -> None:
    """What stood there stands there again, and is what is changed."""
    exam = Desktop(question).press("enter", first, "f8", "enter", second, "f8")

    (held,) = exam.holding()
    assert (held.answer.chosen, held.answer.typed) == (chosen, typed)


@pytest.mark.parametrize(
    ("question", "answer", "clear"),
    [(SITE, "b", "backspace"), (RELIEF, "cab", "delete"), (DEHYDRATED, "x", "backspace")],
)
def test_an_answer_can_be_cleared(question: Question, answer: str, clear: str) -> None:
    """The question is open again, and the log knows."""
    exam = Desktop(question).press("enter", answer, "f8", "enter", clear, "f8")

    assert exam.paper.open == 1
    assert exam.holding() == []


def test_moving_by_keys() -> None:
    """Tab and Shift-Tab everywhere, arrows and letters where nothing is typed, numbers."""
    exam = sat()
    for keys, number in (
        (["tab"], 2), (["tab"], 3), (["s-tab"], 2), (["left", "right"], 2), (["s-tab"], 1),
        (["right"], 2), (["tab", "n"], 4), (["p"], 3), (["left", "left"], 2),
        (["esc", "n"], 3), (["f8", "5", "enter"], 5), (["tab", "up", "enter"], 4),
        (["f8", "down", "enter"], 5), (["esc", "o", "k", "k", "enter"], 3), (["p", "p", "p"], 2),
    ):  # fmt: skip
        exam.press(*keys)
        assert exam.paper.at + 1 == number
        assert page(exam) is Page.QUESTION


def test_what_is_typed_is_text_and_no_command() -> None:
    """Letters and digits of an answer do nothing else; flagging goes by Esc or F7."""
    exam = sat("tab", "nopfh 12")
    assert exam.paper.entry.typed == "nopfh 12"

    exam.press("esc", "f")

    assert exam.paper.entry.flagged
    assert exam.paper.entry.typed == "nopfh 12"


def test_a_number_typed_on_the_overview_can_be_mended() -> None:
    """And an arrow forgets it."""
    exam = sat("f8", "42", "backspace", "enter")
    assert exam.paper.at == 3

    exam.press("f8", "1", "down")

    assert page(exam) is Page.OVERVIEW
    assert exam.paper.at == 4


def test_in_a_long_exam_what_matters_is_in_sight() -> None:
    """The question pointed at, the number being typed, and whether to hand in."""
    many = [replace(SITE, card=f"muscle/site{at}/forward") for at in range(30)]
    exam = Desktop(*many).press("enter", "f8", *["down"] * 20)
    assert "› 21  open" in text(exam.frame(40, 12))

    assert "Go to question 7" in text(exam.press("7").frame(40, 12))
    assert "›  7  open" in text(exam.press("enter", "f8").frame(40, 12))
    exam.press("2", "9", "enter", "f9")
    assert "30 questions are open. Hand in?" in text(exam.frame(40, 12))


def test_the_draft_is_handed_in_when_the_time_is_over() -> None:
    """As it stands, down to the last letter."""
    exam = sat("tab", "dehydrated", minutes=1)
    exam.later(60)
    exam.press("x")

    assert isinstance(exam.state.stage, Closing)
    assert [review.answer.typed for review in exam.reviews] == ["dehydrated"]
    assert "Your 1 minute is over." in text(exam.frame())


def test_each_key_in_the_footer_does_something() -> None:
    """It is bound, and pressing it changes the exam or the screen."""
    for name in screens():
        for binding in current(screens()[name].view):
            if not binding.words or binding.action in {Action.QUIT, Action.PICK}:
                continue
            exam = screens()[name]
            before = (exam.state.stage, exam.paper, exam.view.help, exam.state.said)
            exam.press(binding.keys[0])
            after = (exam.state.stage, exam.paper, exam.view.help, exam.state.said)
            assert before != after, (name, binding)


def test_quitting_leaves_at_once() -> None:
    """With what stood there saved."""
    exam = sat("b", "tab", "ac", "q")

    assert exam.state.stage == Over(quit=True)
    assert [type(event) for event in exam.events] == [Review, Review]


def test_from_the_score_to_the_misses() -> None:
    """They are asked as in a quiz, with their verdicts."""
    exam = sat("b", "f9", "y", "r")
    assert isinstance(exam.state.stage, Asking)

    shown = text(exam.press("dystonia", "enter").frame())

    assert "Wrong." in shown
    assert "again 1 of 4" in shown


@given(st.lists(st.sampled_from([*sorted(NAMES), *"abcdfhlnopqrsy129? "]), max_size=40))
def test_whatever_is_pressed_the_screen_says_what_is_so(keys: list[str]) -> None:
    """Every frame fits; what stands on the screen as the answer stands on the paper."""
    exam = sat(*keys)
    found = exam.frame(40, 12)

    assert len(found.lines) == 12
    assert max(line_width(each) for each in found.lines) <= 40
    if page(exam) is Page.QUESTION:
        entry = exam.paper.entry
        assert (exam.view.picked, exam.view.draft.text) == (entry.chosen, entry.typed)
    if exam.paper.handed_in is None:
        assert "Source:" not in text(found)
