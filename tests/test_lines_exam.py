"""An exam in plain lines: through streams in memory."""

import io
from collections.abc import Sequence
from itertools import count

import pytest
from conftest import Golden
from exams import MARKED
from hypothesis import given
from hypothesis import strategies as st
from muscle_quiz import DYSTONIA, NOTICE, QUIZ

from quizgen.model import Count, Event, Moment, Question, Quiz, Review, Undo
from quizgen.scheduler import moment
from quizgen.terminal import Callbacks, Result, Terminal, run_exam

START = 1_700_000_000_000
ALL = (*MARKED, DYSTONIA)


class Slowly(io.StringIO):
    """Lines of which each says how many seconds go by before it is sent: ``30 b``."""

    def __init__(self, lines: Sequence[str], clock: list[int]) -> None:
        """Turn the clock with each line."""
        super().__init__()
        self._lines = iter(lines)
        self._clock = clock

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]  # typeshed has bytes above it
        """Let the time go by and send the next line."""
        del size
        line = next(self._lines, None)
        if line is None:
            return ""
        seconds, _, text = line.partition(" ")
        self._clock[0] += int(seconds)
        return f"{text}\n"


def sit(
    *lines: str,
    minutes: int = 0,
    record: bool | None = None,
    questions: Sequence[Question] = ALL,
    tick: int = 1,
) -> tuple[str, list[Event], Result]:
    """Sit an exam line by line; return what was written, the events and the result."""
    events: list[Event] = []
    clock, ids = [START // 1000], count(1)
    target = io.StringIO()

    def now() -> Moment:
        return moment(1000 * clock[0], 0)

    terminal = Terminal(
        source=Slowly([f"{tick} {line}" if tick else line for line in lines], clock),
        target=target,
        driver="lines",
        resume="quizgen quiz --exam",
        onwards="quizgen study",
    )
    quiz = Quiz(title=QUIZ.title, language="en", notice=NOTICE, questions=tuple(questions))
    callbacks = Callbacks(now=now, record=events.append, new_id=lambda _: f"id{next(ids)}")
    result = run_exam(quiz, callbacks, terminal, minutes=minutes, record=record)
    return target.getvalue(), events, result


def last_answers(events: Sequence[Event]) -> list[tuple[str, tuple[int, ...], str]]:
    """Return the answers that none stands in for, in the order given."""
    replaced = {event.replaces for event in events if isinstance(event, Review)}
    undone = {event.ref for event in events if isinstance(event, Undo)}
    return [
        (event.card.split("/")[1], event.answer.chosen, event.answer.typed)
        for event in events
        if isinstance(event, Review) and event.id not in replaced | undone
    ]


def test_a_whole_exam_reads_well(golden: Golden) -> None:
    """Answers, a flag, jumps, a change, the overview, handing in, the answers, the decision."""
    written, _, _ = sit(
        "", "a", ":f", "dehidrated", "a c", ":1", "b", ":o", "", ":5", "37 C", "hand in", "y",
        "l", "", "p", "", "", "", "", "y",
        minutes=10,
    )  # fmt: skip

    golden.check("screens/lines-exam.txt", written)


def test_no_verdict_is_written_before_handing_in() -> None:
    """Nor anything else that tells what is right."""
    written, events, _ = sit("", "a", "dystonia", "a b", "c b a", "37 C", ":o")

    assert len(events) == 5
    for telling in ("Wrong", "Right", "right", "The answer", "Source", "Teeth contain"):
        assert telling not in written


@pytest.mark.parametrize(
    ("line", "place"),
    [
        (":n", 3), ("n", 3), (":next", 3), ("", 3), (":p", 1), ("p", 1), (":back", 1),
        (":4", 4), (":g 4", 4), (":go 4", 4), (":g4", 4), (":go to 4", 4),
    ],
)  # fmt: skip
def test_moving_by_commands(line: str, place: int) -> None:
    """From the second question, one that is picked from."""
    site, typed, cramp, order, number = MARKED
    written, _, _ = sit("", "", line, questions=(typed, cramp, site, order, number))

    assert written.rpartition("Question ")[2].startswith(f"{place} of 5.")


def test_what_is_typed_is_an_answer_unless_it_begins_with_a_colon() -> None:
    """Also a single letter or a number that would be a command elsewhere."""
    _, events, _ = sit("", ":2", "n", ":2", "7", ":2", ":f", ":done", "n")

    assert last_answers(events) == [("dehydrated", (), "7")]


def test_letters_of_options_are_no_commands() -> None:
    """A question with a C is answered by c; :c clears."""
    _, events, _ = sit("", "c", ":1", ":c", ":3", "c", ":q")

    assert last_answers(events) == [("cramp", (2,), "")]


def test_clearing_says_what_came_of_it() -> None:
    """Also where there is nothing to clear."""
    written, _, _ = sit("", ":c", "b", ":1", ":c", "")

    assert "There is no answer to clear." in written
    assert "Your answer is cleared." in written
    assert "Your answer: B" in written


def test_commands_that_there_are_not_are_named() -> None:
    """With those that there are; the question stays."""
    written, _, _ = sit("", ":bogus", ":99", "zzz", ":?")

    assert "There is no command :bogus. You can type" in written
    assert "There are questions 1 to 5." in written
    assert "Type letters from A to D" in written
    assert written.count("Question 1 of 5.") == 1


def test_the_overview_says_which_questions_are_open() -> None:
    """In runs of numbers, as one would say them."""
    written, _, _ = sit("", "b", ":3", "a", ":4", "a", ":f", ":o")

    assert "Answered: 1, 3. Not complete: 4. Open: 2, 5. Flagged: 5." in written


def test_handing_in_asks_once_and_takes_no_for_an_answer() -> None:
    """Then the question comes again; whatever is neither yes nor no is asked again."""
    written, events, _ = sit("", "b", ":done", "maybe", "n", "dehydrated", ":done", "y", "n")

    assert "4 questions are open. Hand in? y or n: maybe\nType y to hand in, n not to." in written
    assert "3 questions are open. Hand in? y or n: y\n\n2 of 5 right (40 %)" in written
    assert len(last_answers(events)) == 2


def test_the_end_of_the_input_hands_nothing_in() -> None:
    """The answers are saved; there is no score."""
    written, events, result = sit("", "b", "dehydrated")

    assert "right" not in written
    assert written.endswith(
        "The exam was not handed in, so it has no score.\n"
        "2 answers are saved, not counted for your schedule.\n"
        "Another one: quizgen quiz --exam\n"
    )
    assert len(events) == 2
    assert (result.exit_code, result.left, result.answers) == (0, True, 2)


def test_without_any_input_an_exam_ends_at_its_first_page() -> None:
    """Nothing is asked, and nothing is logged."""
    written, events, result = sit(minutes=10)

    assert "An exam: 5 questions, 10 minutes." in written
    assert "1 question of the quiz is left out: nobody but you could mark it." in written
    assert "Question 1" not in written
    assert written.endswith("No answers yet.\nAnother one: quizgen quiz --exam\n")
    assert (events, result.exit_code) == ([], 0)


def test_an_exam_begins_with_an_empty_line() -> None:
    """What is meant for a question is not lost without a word."""
    written, _, _ = sit("A", "", "b")

    assert "Press Enter to begin, or type :q to quit." in written
    assert "Question 2 of 5." in written


def test_the_time_is_said_with_each_question() -> None:
    """In words where it gets short."""
    written, _, _ = sit("5 ", "60 b", "240 x", "250 a", "20 ", minutes=10, tick=0)

    assert "Question 1 of 5. 10:00 left." in written
    assert "Question 2 of 5. 9:00 left." in written
    assert "5 minutes left.\n\nQuestion 3 of 5. Only 5:00 left." in written
    assert "The last minute.\n\nQuestion 4 of 5. Last minute 0:50." in written


def test_a_line_that_comes_too_late_is_not_taken() -> None:
    """The paper is handed in as it stood when the time was over."""
    written, events, _ = sit("0 ", "10 b", "60 dehydrated", "1 n", minutes=1, tick=0)

    assert "1 of 5 right (20 %), in 1 min 0 s.\nYour 1 minute is over." in written
    assert last_answers(events) == [("site", (1,), "")]
    assert "a line that you have not sent by then does not count" in written


def test_the_answers_count_only_if_the_learner_says_so() -> None:
    """Or has said so from the beginning."""
    assert not any(isinstance(it, Count) for it in sit("", "b", ":done", "y", "n")[1])
    assert isinstance(sit("", "b", ":done", "y", "y")[1][-1], Count)
    assert isinstance(sit("", "b", ":done", "y", record=True)[1][-1], Count)
    assert not any(isinstance(it, Count) for it in sit("", "b", ":done", "y", record=False)[1])


def test_the_misses_can_be_gone_over_from_the_score() -> None:
    """What was left open is among them, with a verdict at once."""
    written, _, _ = sit("", "b", ":done", "y", "r", "dehydrated")

    assert "Question 1 of 4, again." in written
    assert written.rstrip().partition("Question 1 of 4, again.")[2].count("Right.") == 1


def test_an_exam_in_which_nothing_was_answered_has_its_score() -> None:
    """And can be looked through, though there is nothing to count."""
    written, events, _ = sit("", ":done", "y", "l", "s", "")

    assert "0 of 5 right (0 %)" in written
    assert "5 questions left open." in written
    assert "Left open. The answer is B: the calf." in written
    assert "Count these answers" not in written
    assert events == []


LINES = st.one_of(
    st.sampled_from(["", "a", "b c", "C", "dehydrated", "37 C", "y", "n", "l", "s", "p", "r"]),
    st.sampled_from(
        [":n", ":p", ":f", ":c", ":o", ":done", ":1", ":5", ":99", ":?", ":x", ":hint"]
    ),
    st.text(max_size=5).filter(lambda text: "\n" not in text),
)


@given(st.lists(LINES, max_size=30))
def test_whatever_is_typed_ends_well(lines: list[str]) -> None:
    """With what is saved, and with a score only if it was handed in."""
    written, events, result = sit("", *lines, minutes=1)
    answered = {card for card, _, _ in last_answers(events)}

    assert result.exit_code == 0
    if "was not handed in" in written:
        assert result.answers == len(answered)
        assert " right (" not in written
