"""The plain driver: through streams in memory, and through real pipes."""

import io
import subprocess
import sys
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import pytest
from conftest import Golden
from muscle_quiz import DEHYDRATED, DYSTONIA, FEVER, NOTICE, QUESTIONS, QUIZ, SITE

from quizgen.model import (
    Answer,
    Count,
    Event,
    Interval,
    Mark,
    Moment,
    Question,
    Quiz,
    Rating,
    Review,
    Undo,
    Verdict,
)
from quizgen.progress import fold
from quizgen.review_queue import StudyQueue, StudySettings
from quizgen.scheduler import EVIDENCE, TIMED, Fsrs6, Policy, moment
from quizgen.terminal import Callbacks, Result, Terminal, run_quiz, run_study

PROGRAM = Path(__file__).parent / "muscle_quiz.py"
START = 1_700_000_000_000


class Typist(io.StringIO):
    """Somebody who types prepared lines."""

    def isatty(self) -> bool:
        """Tell that the lines are typed, so that they need no echo."""
        return True


def world(events: list[Event]) -> Callbacks:
    """Return a clock that ticks once a second, and a log in memory."""
    second, ids = count(), count(1)

    def now() -> Moment:
        return moment(START + 1000 * next(second), 0)

    return Callbacks(now=now, record=events.append, new_id=lambda _: f"id{next(ids)}")


def play(
    typed: str, *questions: Question, record: bool | None = None, echo: bool = True
) -> tuple[str, list[Event], Result]:
    """Take a quiz line by line; return what was written, the events and the result."""
    events: list[Event] = []
    target = io.StringIO()
    terminal = Terminal(
        source=io.StringIO(typed) if echo else Typist(typed),
        target=target,
        driver="lines",
        resume="quizgen quiz",
        onwards="quizgen study",
    )
    quiz = Quiz(title=QUIZ.title, language="en", notice=NOTICE, questions=questions)
    result = run_quiz(quiz, world(events), terminal, record=record)
    return target.getvalue(), events, result


def known(question: Question, number: int, card: str = "") -> Review:
    """A right answer of ten days ago that took half a second, due in a week."""
    return Review(
        id=f"known{number}{card}",
        moment=moment(START - 10 * 86_400_000, 0),
        card=card or question.card,
        kind=question.kind,
        answer=Answer(took=500),
        mark=Mark(verdict=Verdict.RIGHT, rule="exact"),
        rating=Rating.GOOD,
        interval=Interval(days=7),
    )


def study(
    typed: str, *questions: Question, before: Sequence[Event] = (), policy: Policy = EVIDENCE
) -> tuple[str, list[Event], Result]:
    """Study line by line."""
    events: list[Event] = []
    target = io.StringIO()
    terminal = Terminal(source=io.StringIO(typed), target=target, driver="lines")
    scheduler = Fsrs6(policy=policy)
    queue = StudyQueue(questions, StudySettings(session="S"))
    result = run_study(
        queue, fold(before, scheduler), scheduler, world(events), terminal, title=QUIZ.title
    )
    return target.getvalue(), events, result


def test_a_whole_quiz_reads_well(golden: Golden) -> None:
    """Every response, a wrong pick, a slip, an overrule, the misses again, and the end."""
    typed = "a\ndehidrated\n\ny\na b\n41\n\nstop\nc a b\nb c a\nthigh, calf\nr\nb\n37 C\ny\n"

    golden.check("screens/lines-quiz.txt", play(typed, *QUESTIONS)[0])


def test_a_study_session_reads_well(golden: Golden) -> None:
    """Ratings with their intervals, a suggestion accepted and one changed, an undo."""
    typed = "a\n\ndehydrated\n2\n\n3\n:u\n\n4\n"

    golden.check("screens/lines-study.txt", study(typed, SITE, DEHYDRATED, DYSTONIA)[0])


def test_the_end_of_the_input_ends_the_session_with_its_summary() -> None:
    """What was answered is saved, and the learner reads how to go on."""
    written, events, result = play("a\n", SITE, FEVER)

    assert (result.exit_code, result.left, result.answers) == (0, True, 1)
    assert [type(event) for event in events] == [Review]
    assert "0 of 1 right (0 %)" in written
    assert "To look at again:" in written
    assert written.endswith(
        "1 answer is saved, not counted for your schedule.\nAnother one: quizgen quiz\n"
    )


def test_leaving_while_going_over_the_misses_says_nothing_twice() -> None:
    """The summary of the quiz was read before; leaving adds what is saved and no other score."""
    written, _, result = play("a\nr\n:q\n", SITE, record=None)

    assert result.left
    assert written.count("0 of 1 right") == 1
    assert "Nothing answered" not in written


def test_no_input_at_all_ends_at_once() -> None:
    """As with ``</dev/null``."""
    written, events, result = play("", SITE)

    assert (events, result.answers, result.exit_code) == ([], 0, 0)
    assert written.endswith("No answers yet.\nAnother one: quizgen quiz\n")


@pytest.mark.parametrize(
    ("typed", "right"),
    [("b", 1), ("B", 1), ("B.", 1), ("2", 1), ("the calf", 1), ("The Calf", 1), ("c", 0)],
)
def test_an_option_is_named_by_letter_number_or_text(typed: str, right: int) -> None:
    """Whatever way the learner names it."""
    assert play(f"{typed}\n", SITE)[2].right == right


def test_what_is_not_understood_is_asked_again() -> None:
    """Nothing is recorded, and the line says what would be understood."""
    written, events, _ = play("x\nab\n?\n\nb\n", SITE)

    assert "Type letters from A to D, or :q to quit." in written
    assert "Type one letter." in written
    assert "You can type: q quits; every answer is saved as you give it; " in written
    assert "Nothing picked. Enter once more if you do not know." in written
    assert len(events) == 1


def test_commands_in_a_typed_answer_need_a_colon() -> None:
    """A q is an answer there, :q is not."""
    written, events, result = play("q\n\n:h\n:u\n:q\n", DEHYDRATED, FEVER)

    assert isinstance(events[0], Review)
    assert events[0].answer.typed == "q"
    assert isinstance(events[1], Undo)
    assert "Wrong. The answer is dehydrated." in written
    assert result.left
    assert "Hint: It begins with de-." in play(":h\n", DEHYDRATED)[0]


def test_overruling_and_counting() -> None:
    """``o`` turns the verdict round, ``y`` makes the answers count."""
    written, events, result = play("dried out\no\n\ny\n", DEHYDRATED)

    assert "Right, by your word." in written
    assert [type(event) for event in events] == [Review, Review, Count]
    assert (result.right, result.counted, result.exit_code) == (1, True, 0)
    assert written.endswith(
        "1 answer is saved, and counts for your schedule.\nNext: quizgen study\n"
    )


def test_with_record_nothing_is_asked_at_the_end() -> None:
    """It was said beforehand."""
    yes = play("b\n", SITE, record=True)
    no = play("b\n", SITE, record=False)

    assert "Count these answers" not in yes[0] + no[0]
    assert (yes[2].counted, no[2].counted) == (True, False)


def test_an_answer_taken_back_leaves_the_learner_as_sure_as_they_were() -> None:
    """It is said below the question that is asked again."""
    written, events, _ = study(":s\na\n:u\na\n", SITE)

    assert written.count("You are sure.") == 2
    assert [event.answer.sure for event in events if isinstance(event, Review)] == [True, True]


def test_sureness_is_said_in_a_word() -> None:
    """The question is not read out again, and the verdict says what became of it."""
    written, events, _ = study(":s\n:sure\ns\na\n\n", SITE)

    assert written.count("You are sure.") == 2
    assert written.count("You are not sure.") == 1
    assert written.partition("Wrong")[0].count(SITE.stem) == 1
    assert "Wrong, and you were sure. The answer is" in written
    assert "before all others." in written
    assert isinstance(events[0], Review)
    assert events[0].answer.sure


@pytest.mark.parametrize(
    ("question", "typed", "other"),
    [(DEHYDRATED, "dehydrated", "o to overrule"), (SITE, "b", "g if you guessed")],
    ids=["typed", "choice"],
)
def test_a_slow_answer_says_so_and_can_be_rated(question: Question, typed: str, other: str) -> None:
    """Where time matters; else it is noted, and nothing more."""
    quick = [known(question, number, card=f"deck/other{number}/forward") for number in range(120)]
    before = [*quick, known(question, 1)]
    written, events, _ = study(f"{typed}\n3\n", question, before=before, policy=TIMED)
    usual, noted, _ = study(f"{typed}\n\n", question, before=before)

    assert "Right, but slowly: hard." in written
    assert "Enter for Hard, or 1 Again " in written
    assert f"or {other}: " in written
    assert [(it.rating, it.own) for it in events if isinstance(it, Review)] == [
        (Rating.HARD, False),
        (Rating.GOOD, True),
    ]
    assert "slowly" not in usual
    assert [it.answer.slow_from for it in noted if isinstance(it, Review)] != [0]


def test_nothing_to_study_is_said() -> None:
    """An empty queue is no error."""
    written, events, result = study("")

    assert "Nothing to study now." in written
    assert (events, result.exit_code, result.left) == ([], 0, False)


def test_nothing_but_lines_is_written() -> None:
    """No escape codes, no carriage returns, no box drawing; what is read is echoed from a pipe."""
    written, _, _ = play("a\ndehydrated\n\nn\n", *QUESTIONS)

    assert not {"\x1b", "\r", "\x08"} & {*written}
    assert not any("\u2500" <= char <= "\u257f" for char in written)
    assert "Answer, A to D: a\n" in written
    assert "Answer, A to D: Wrong." in play("a\n", SITE, echo=False)[0]


def run(arguments: list[str], log: Path, typed: str | None) -> subprocess.CompletedProcess[str]:
    """Run the sample quiz as a program behind pipes."""
    return subprocess.run(
        [sys.executable, str(PROGRAM), str(log), *arguments],
        input=typed,
        stdin=subprocess.DEVNULL if typed is None else None,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(PROGRAM.parent.parent), "TERM": "xterm"},
    )


@pytest.mark.parametrize("mode", ["quiz", "study"])
def test_the_program_behind_a_pipe_never_hangs(mode: str, tmp_path: Path) -> None:
    """With no input, and with some, it writes lines and ends."""
    nothing = run([mode], tmp_path / "log", None)
    something = run([mode], tmp_path / "log", "a\n")

    assert (nothing.returncode, something.returncode) == (0, 0)
    assert nothing.stderr == something.stderr == ""
    assert "1 answer is saved" in something.stdout
    assert "\x1b" not in something.stdout
    assert (tmp_path / "log").read_text(encoding="utf-8").startswith("Review muscle/site/forward")
