"""Exams driven as data, for the tests; run as a program, it asks one.

``python exams.py LOG [--plain] [--fast]`` writes the verdict and the text of each answer to LOG;
fast, a minute takes five seconds.
"""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

from muscle_quiz import CRAMP, DEHYDRATED, DYSTONIA, FEVER, NOTICE, QUIZ, RELIEF, SITE
from plays import Play

from quizgen.model import Event, Moment, Question, Quiz, Review
from quizgen.progress import fold
from quizgen.scheduler import Fsrs6, moment
from quizgen.session import (
    Go,
    HandIn,
    Happening,
    LookThrough,
    Mode,
    Paper,
    Plan,
    ShowOverview,
    Stamp,
    Tick,
    Write,
)
from quizgen.terminal import Callbacks, Terminal, choose_driver, run_exam
from quizgen.terminal.keys import Key
from quizgen.terminal.screen import Frame, frame
from quizgen.terminal.view import View, follow, press, seen

MARKED = (
    replace(SITE, topic="Spasms", points=2),
    replace(DEHYDRATED, topic="Causes"),
    replace(CRAMP, topic="Spasms"),
    replace(RELIEF, topic=""),
    replace(FEVER, topic="Causes"),
)
"""A choice, typed text, several of some, an order, a number; all of which can be marked."""

NAMES = {
    "enter", "esc", "tab", "s-tab", "backspace", "delete", "down", "up", "left", "right",
    "f7", "f8", "f9",
}  # fmt: skip


class ExamPlay(Play):
    """Plays an exam step by step; its clock can be put forward."""

    def later(self, seconds: int) -> "ExamPlay":
        """Let time go by in which nothing happens."""
        self._second = count(next(self._second) + seconds - 1)
        return self

    @property
    def paper(self) -> Paper:
        """What stands on the paper."""
        assert self.state.paper is not None
        return self.state.paper

    def holding(self) -> list[Review]:
        """Return the answers of the sitting that hold by the log, whatever the session says."""
        progress = fold(self.events, Fsrs6())
        return [
            review
            for review in self.reviews
            if review.session == "S" and not progress.is_taken_back(review.id)
        ]


def exam(*questions: Question, minutes: int = 0, record: bool | None = None) -> ExamPlay:
    """Return an exam at its first page."""
    plan = Plan(
        mode=Mode.QUIZ, session="S", title=QUIZ.title, notice=NOTICE, questions=questions,
        minutes=minutes, record=record, exam=True,
    )  # fmt: skip
    return ExamPlay(plan)


class Desktop(ExamPlay):
    """An exam in the full screen without a terminal: keys go in, frames come out."""

    def __init__(self, *questions: Question, minutes: int = 0) -> None:
        """Show the first page."""
        super().__init__(exam(*questions, minutes=minutes).state.plan)
        self.view = View(state=self.state)

    def press(self, *keys: str) -> "Desktop":
        """Press keys: names such as ``enter``, or text that is typed sign by sign."""
        for key in keys:
            for each in [Key(name=key)] if key in NAMES else [Key(text=sign) for sign in key]:
                self.view, request = press(self.view, each)
                if request is not None:
                    self.do(request)
                    self.view = follow(self.view, self.state)
        return self

    def frame(self, columns: int = 80, rows: int = 24) -> Frame:
        """Return the frame, and remember what it showed as a driver does."""
        found = frame(self.view, columns, rows)
        self.view = seen(self.view, offset=found.offset, page=found.page)
        return found


def write(*chosen: int, typed: str = "") -> Callable[[Stamp], Happening]:
    """Let something stand there."""
    return lambda stamp: Write(stamp=stamp, chosen=chosen, typed=typed)


def go(to: int, *, opening: bool = True) -> Callable[[Stamp], Happening]:
    """Go to a question, from 0."""
    return lambda stamp: Go(stamp=stamp, to=to, opening=opening)


def hand_in(stamp: Stamp) -> Happening:
    """Hand in; asks once where something is open."""
    return HandIn(stamp=stamp)


def hand_in_all_the_same(stamp: Stamp) -> Happening:
    """Hand in whatever is open."""
    return HandIn(stamp=stamp, sure=True)


def overview(stamp: Stamp) -> Happening:
    """Show all questions."""
    return ShowOverview(stamp=stamp)


def tick(stamp: Stamp) -> Happening:
    """Let time go by."""
    return Tick(stamp=stamp)


def look(stamp: Stamp) -> Happening:
    """Look through the answers."""
    return LookThrough(stamp=stamp)


def main(arguments: list[str]) -> int:
    """Ask an exam in the terminal."""
    log = Path(arguments[0])
    began, speed = time.time(), 12 if "--fast" in arguments else 1
    ids = count(1)

    def now() -> Moment:
        return moment(int(1000 * (began + speed * (time.time() - began))), 0)

    def record(event: Event) -> None:
        told = type(event).__name__
        if isinstance(event, Review) and event.mark is not None:
            told = f"{told} {event.card} {event.mark.verdict} {event.answer.typed}".rstrip()
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{told}\n")

    driver = choose_driver(
        sys.stdin.isatty(), sys.stdout.isatty(), os.environ, plain="--plain" in arguments
    )
    quiz = Quiz(title=QUIZ.title, language="en", notice=NOTICE, questions=(*MARKED, DYSTONIA))
    callbacks = Callbacks(now=now, record=record, new_id=lambda _: f"id{next(ids)}")
    terminal = Terminal(
        source=sys.stdin, target=sys.stdout, driver=driver, resume="quizgen quiz --exam"
    )
    return run_exam(quiz, callbacks, terminal, minutes=1 if speed > 1 else 10).exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
