"""The face of the terminal: which driver, what it returns, and what happens when a log fails."""

import io
import json
import subprocess
import sys
from itertools import count

import pytest
from muscle_quiz import DEHYDRATED, FEVER, NOTICE, QUIZ, SITE

from quizgen.model import Count, Event, Moment, Question, Quiz, Review
from quizgen.problems import SetupError
from quizgen.progress import fold
from quizgen.review_queue import StudyQueue, StudySettings
from quizgen.scheduler import Fsrs6, moment
from quizgen.session import Mode, Over, Plan, Proceed, Quit, Submit, Told
from quizgen.terminal import Callbacks, Result, Terminal, choose_driver, run_quiz
from quizgen.terminal.desk import Desk, Supplies

START = 1_700_000_000_000


class World:
    """A clock that ticks once a second, ids, and a log in memory that may refuse to be written."""

    def __init__(self, *, writable: int = 1000) -> None:
        """Let so many events be written."""
        self.events: list[Event] = []
        self._second, self._id = count(), count(1)
        self._writable = writable

    def now(self) -> Moment:
        """Return the next second."""
        return moment(START + 1000 * next(self._second), 0)

    def record(self, event: Event) -> None:
        """Keep an event, while there is room."""
        if len(self.events) >= self._writable:
            raise SetupError("the disk is full")
        self.events.append(event)

    def callbacks(self) -> Callbacks:
        """Return what a session needs of this world."""
        return Callbacks(now=self.now, record=self.record, new_id=lambda _: f"id{next(self._id)}")


@pytest.mark.parametrize(
    ("stdin", "stdout", "environ", "plain", "driver"),
    [
        (True, True, {"TERM": "xterm"}, False, "tty"),
        (False, True, {"TERM": "xterm"}, False, "lines"),
        (True, False, {"TERM": "xterm"}, False, "lines"),
        (True, True, {"TERM": "dumb"}, False, "lines"),
        (True, True, {}, False, "lines"),
        (True, True, {"TERM": "xterm", "ACCESSIBLE": "1"}, False, "lines"),
        (True, True, {"TERM": "xterm", "ACCESSIBLE": "0"}, False, "tty"),
        (True, True, {"TERM": "xterm"}, True, "lines"),
    ],
)
def test_the_full_screen_is_chosen_only_where_it_can_work(
    *, stdin: bool, stdout: bool, environ: dict[str, str], plain: bool, driver: str
) -> None:
    """Pipes, simple terminals and whoever asks get lines."""
    assert choose_driver(stdin, stdout, environ, plain=plain) == driver


def take(world: World, typed: str, *questions: Question) -> tuple[str, Result]:
    """Take a quiz in plain lines."""
    target = io.StringIO()
    terminal = Terminal(source=io.StringIO(typed), target=target, driver="lines")
    quiz = Quiz(title=QUIZ.title, language="en", notice=NOTICE, questions=questions)
    result = run_quiz(quiz, world.callbacks(), terminal)
    return target.getvalue(), result


def test_the_result_says_how_it_ended() -> None:
    """Exit code, whether it was left early, and the figures."""
    done = take(World(), "b\n36.8\ny\n", SITE, FEVER)[1]
    left = take(World(), "a\n:q\n", SITE, FEVER)[1]

    assert done == Result(exit_code=0, left=False, answers=2, right=2, counted=True)
    assert left == Result(
        exit_code=0, left=True, unfinished=True, answers=1, right=0, counted=False
    )


def test_what_cannot_be_written_ends_the_session_before_its_verdict() -> None:
    """A full disk is the caller's to report; no verdict of an unsaved answer was shown."""
    world = World(writable=1)
    target = io.StringIO()
    terminal = Terminal(source=io.StringIO("b\n36.8\n"), target=target, driver="lines")
    quiz = Quiz(title="Quiz", language="en", questions=(SITE, FEVER, DEHYDRATED))

    with pytest.raises(SetupError, match="the disk is full"):
        run_quiz(quiz, world.callbacks(), terminal)

    assert len(world.events) == 1
    assert target.getvalue().count("Right.") == 1
    assert target.getvalue().endswith("Answer: 36.8\n")


def test_study_goes_on_with_what_the_log_then_holds() -> None:
    """Each answer reaches the progress, so a card comes back when its step is due."""
    world = World()
    progress = fold([], Fsrs6())
    queue = StudyQueue((SITE, FEVER), StudySettings(session="S"))
    plan = Plan(mode=Mode.STUDY, session="S", scheduler=Fsrs6())
    desk = Desk(
        plan=plan,
        callbacks=world.callbacks(),
        supplies=Supplies(queue=queue, progress=progress),
    )
    cards = []
    for _ in range(3):
        desk.send(lambda stamp: Submit(stamp=stamp, chosen=(0,), typed="37"))
        assert isinstance(desk.state.stage, Told)
        cards.append(desk.state.stage.review.card)
        desk.send(lambda stamp: Proceed(stamp=stamp))

    assert cards[:2] == [SITE.card, FEVER.card]
    assert cards[2] in cards[:2]
    assert progress.card(SITE.card).reps + progress.card(FEVER.card).reps == 3
    assert all(isinstance(event, Review) and event.counted for event in world.events)
    desk.send(lambda stamp: Quit(stamp=stamp))
    assert desk.state.stage == Over(quit=True)
    assert not any(isinstance(event, Count) for event in world.events)


def test_starting_loads_nothing_that_the_first_question_does_not_need() -> None:
    """No marking tables, no library for drawing or markup, and no POSIX terminal."""
    program = "import sys, json, quizgen.terminal; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    loaded = set(json.loads(done.stdout))

    assert not loaded & {
        "rich", "termios", "markdown_it", "jinja2", "yaml", "sqlite3", "fractions",
        "quizgen.marking", "quizgen.terminal.tty", "quizgen.terminal.lines",
    }  # fmt: skip
