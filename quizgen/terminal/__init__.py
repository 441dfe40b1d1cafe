"""A session in a terminal: the full screen where there is one, plain lines everywhere else.

The drivers decide nothing: :mod:`quizgen.session` does. What they need of the world comes in as
:class:`Callbacks` (clock, log, ids) and :class:`Terminal` (streams and settings)::

    result = run_quiz(quiz, Callbacks(now=…, record=log.append, new_id=…), terminal, record=None)
    result = run_study(queue, progress, scheduler, callbacks, terminal)
    return result.exit_code

Whatever ``record`` raises ends the session with the terminal restored.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TextIO

from quizgen.model import Quiz, Verdict
from quizgen.progress import LEECH_LAPSES, Progress
from quizgen.review_queue import StudyQueue
from quizgen.scheduler import Scheduler
from quizgen.session import Mode, Over, Plan, Take, saved
from quizgen.terminal.desk import Callbacks, Desk, Edit, Supplies
from quizgen.terminal.exam_sentences import ExamFarewell
from quizgen.terminal.sentences import Farewell

__all__ = [
    "AFRESH",
    "Callbacks",
    "Driver",
    "Edit",
    "Result",
    "Start",
    "Terminal",
    "choose_driver",
    "run_cram",
    "run_exam",
    "run_quiz",
    "run_study",
]

Driver = Literal["tty", "lines"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """The streams to talk through, and how."""

    source: TextIO
    target: TextIO
    driver: Driver
    #: Whether colours may be used (``NO_COLOR``); weights and signs always are.
    colour: bool = True
    #: Lines to play in the full screen instead of waiting for keys.
    script: Sequence[str] | None = None
    #: What to type to go on after quitting, such as ``quizgen study``.
    resume: str = ""
    #: What to type after the session's ordinary end.
    onwards: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Where a session begins: afresh, or where an earlier one was left."""

    #: Id of the sitting; empty: a new one.
    session: str = ""
    #: Answers of the sitting so far.
    takes: tuple[Take, ...] = ()
    #: What to tell the learner at the beginning.
    said: str = ""
    #: What is left of a quiz can be gone on with.
    resumable: bool = False


AFRESH = Start()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How a session ended."""

    #: 0, or 128 and the number of the signal that ended it.
    exit_code: int
    #: The learner left before the summary.
    left: bool
    #: There is a question of a quiz that waits for its answer, and one that has got it.
    unfinished: bool = False
    answers: int
    right: int
    #: Whether the answers of a quiz count for the schedule; study answers always do.
    counted: bool


def choose_driver(
    stdin_isatty: bool,  # noqa: FBT001  # they come straight from two isatty()
    stdout_isatty: bool,  # noqa: FBT001  # the same
    environ: Mapping[str, str],
    *,
    plain: bool = False,
) -> Driver:
    """Choose the full screen where somebody sits at a terminal that can do it."""
    asked = plain or environ.get("ACCESSIBLE", "") not in {"", "0"}
    simple = environ.get("TERM", "") in {"", "dumb", "unknown"} or sys.platform == "win32"
    return "lines" if asked or simple or not (stdin_isatty and stdout_isatty) else "tty"


def run_quiz(  # noqa: PLR0913  # what a quiz is made of
    quiz: Quiz,
    callbacks: Callbacks,
    terminal: Terminal,
    *,
    record: bool | None = None,
    minutes: int = 0,
    start: Start = AFRESH,
) -> Result:
    """Run a quiz; ``record`` says whether its answers count, ``None`` asks at the end."""
    plan = replace(
        _plan(quiz, callbacks, start, minutes),
        record=record,
        editable=callbacks.edit is not None,
    )
    return _run(Desk(plan=plan, callbacks=callbacks), terminal, resumable=start.resumable)


def run_exam(  # noqa: PLR0913  # what an exam is made of
    quiz: Quiz,
    callbacks: Callbacks,
    terminal: Terminal,
    *,
    record: bool | None = None,
    minutes: int = 0,
    start: Start = AFRESH,
) -> Result:
    """Run a quiz as an exam: no verdict before it is handed in, or its minutes are over."""
    plan = replace(_plan(quiz, callbacks, start, minutes), record=record, exam=True)
    return _run(Desk(plan=plan, callbacks=callbacks), terminal, resumable=start.resumable)


def run_cram(  # noqa: PLR0913  # what cramming is made of
    quiz: Quiz,
    progress: Progress,
    callbacks: Callbacks,
    terminal: Terminal,
    *,
    minutes: int = 0,
    start: Start = AFRESH,
) -> Result:
    """Go through a quiz until all of it is right; the schedule is left alone."""
    plan = replace(
        _plan(quiz, callbacks, start, minutes),
        record=False,
        until_right=True,
        editable=callbacks.edit is not None,
        cards={each.card: progress.card(each.card) for each in quiz.questions},
    )
    return _run(Desk(plan=plan, callbacks=callbacks), terminal)


def _plan(quiz: Quiz, callbacks: Callbacks, start: Start, minutes: int) -> Plan:
    """Return what all sittings over the questions of a quiz have in common."""
    return Plan(
        mode=Mode.QUIZ,
        session=start.session or callbacks.new_id(callbacks.now()),
        title=quiz.title,
        notice=quiz.notice,
        questions=quiz.questions,
        minutes=minutes,
        takes=start.takes,
        said=start.said,
    )


def run_study(  # noqa: PLR0913  # what a study session is made of
    queue: StudyQueue,
    progress: Progress,
    scheduler: Scheduler,
    callbacks: Callbacks,
    terminal: Terminal,
    *,
    title: str = "",
    notice: str = "",
    minutes: int = 0,
    leech: int = LEECH_LAPSES,
    said: str = "",
) -> Result:
    """Run a study session; every event recorded is added to the progress as well.

    The session's id is that of the queue's settings, for its limit counts the session's answers.
    """
    plan = Plan(
        mode=Mode.STUDY,
        session=queue.settings.session or callbacks.new_id(callbacks.now()),
        title=title,
        notice=notice,
        scheduler=scheduler,
        minutes=minutes,
        leech=leech,
        editable=callbacks.edit is not None,
        earlier=bool(progress.answered(callbacks.now().day)),
        said=said,
    )
    return _run(
        Desk(plan=plan, callbacks=callbacks, supplies=Supplies(queue=queue, progress=progress)),
        terminal,
    )


def _run(desk: Desk, terminal: Terminal, *, resumable: bool = False) -> Result:
    run = _in_full_screen if terminal.driver == "tty" else _in_lines
    goodbye = ExamFarewell if desk.plan.exam else Farewell
    farewell = goodbye(resume=terminal.resume, onwards=terminal.onwards, resumable=resumable)
    code = run(desk, terminal, farewell)
    state = desk.state
    left = isinstance(state.stage, Over) and state.stage.quit
    return Result(
        exit_code=code,
        left=left,
        unfinished=left and bool(saved(state)) and not state.round,
        answers=saved(state),
        right=sum(take.verdict is not Verdict.WRONG for take in state.takes),
        counted=state.plan.mode is Mode.STUDY or bool(state.counted),
    )


def _in_full_screen(desk: Desk, terminal: Terminal, farewell: Farewell) -> int:
    # There is no termios on Windows, and whoever wants lines need not load it.
    from quizgen.terminal.tty import Screen, run_full_screen  # noqa: PLC0415

    source, target = terminal.source.fileno(), terminal.target.fileno()
    encoding = terminal.target.encoding or "utf-8"
    screen = Screen(source, target, encoding=encoding, colour=terminal.colour)
    terminal.target.flush()
    return run_full_screen(desk, screen, source, farewell, terminal.script)


def _in_lines(desk: Desk, terminal: Terminal, farewell: Farewell) -> int:
    # The full screen starts the sooner for not loading this.
    from quizgen.terminal.lines import run_lines  # noqa: PLC0415

    code = run_lines(desk, terminal.source, terminal.target, farewell)
    desk.rest()
    return code
