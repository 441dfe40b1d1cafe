"""An exam in plain lines: what is said of it, and what a line typed in it means."""

import re
import select
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import UnsupportedOperation
from typing import TextIO

from quizgen.markup import plain
from quizgen.model import Choice
from quizgen.session import (
    Entry,
    Exam,
    Go,
    HandIn,
    LookThrough,
    Page,
    Paper,
    Proceed,
    Quit,
    State,
    ToggleFlag,
    Write,
    asked,
)
from quizgen.terminal.commands import prompt, request_of
from quizgen.terminal.exam_sentences import (
    clock,
    left_open,
    points_text,
    rules,
    size,
    state_of,
    still_open,
    topic_rows,
)
from quizgen.terminal.keymap import is_typing
from quizgen.terminal.sentences import given_text, letter
from quizgen.terminal.view import Request

HELP = (
    "You can type an answer, Enter to go on, or :n next, :p back, :7 to go to question 7, "
    ":f to flag, :c to clear your answer, :o for an overview, :done to hand in, :q to quit."
)
_BEGIN = "Press Enter to begin, or type :q to quit."
#: So many numbers in a row are not drawn together.
_PAIR = 2
_QUIT, _HELP = frozenset({"q", "quit"}), frozenset({"?", "help"})
_CLEAR = frozenset({"c", "clear"})
_DONE = frozenset({"h", "done", "hand in", "handin"})
_JUMP = re.compile(r"(?:g(?:o(?: to)?)?\s*)?(\d{1,6})")


def exam_beginning(state: State, paper: Paper) -> Iterator[str]:
    """Say what is ahead, and how it goes."""
    if state.plan.title:
        yield f"{plain(state.plan.title)}."
    yield f"An exam: {size(paper)}"
    if state.plan.notice:
        yield state.plan.notice
    yield from rules(paper, plain_lines=True)
    yield (
        "Type :n and :p to move, :7 to go to question 7, :f to flag, :o for an overview, "
        ":done to hand in, :q to quit, :? for help."
    )


def exam_prompt(state: State) -> str:
    """Return what to ask for in an exam; empty where none is on."""
    stage, paper = state.stage, state.paper
    if not isinstance(stage, Exam) or paper is None:
        return ""
    match stage.page:
        case Page.COVER:
            return "Enter begins: "
        case Page.QUESTION:
            asking = asked(state)
            return "" if asking is None else prompt(replace(state, stage=asking))
        case Page.OVERVIEW:
            return "Enter to hand in, or the number of a question to go to: "
        case Page.HAND_IN:
            return f"{still_open(paper)} Hand in? y or n: "
        case Page.LOOK:
            last = stage.at + 1 == len(paper.entries)
            onwards = "Enter for the score" if last else "Enter for the next, s for the score"
            return f"{onwards}, p for the one before: " if stage.at else f"{onwards}: "


def exam_request_of(state: State, text: str) -> Request | str | None:
    """Return what a line asks for in an exam, or a sentence; ``None`` where none is on."""
    stage, paper = state.stage, state.paper
    if not isinstance(stage, Exam) or paper is None:
        return None
    word = text.strip().casefold()
    command = word.removeprefix(":").strip()
    if command in _QUIT and not _is_answer(state, word):
        return lambda stamp: Quit(stamp=stamp)
    match stage.page:
        case Page.COVER:
            return _BEGIN if word else lambda stamp: Proceed(stamp=stamp)
        case Page.LOOK:
            return _looking(stage, command)
        case Page.HAND_IN:
            return _handing_in(paper, command)
        case Page.QUESTION | Page.OVERVIEW:
            return _sitting(state, paper, text)


def request_of_line(state: State, text: str) -> Request | str:
    """Return what a line asks for, in an exam or elsewhere, or a sentence."""
    request = exam_request_of(state, text)
    return request_of(state, text) if request is None else request


def _is_answer(state: State, word: str) -> bool:
    """Tell whether a word is an answer rather than a command: a letter shown, or typed text."""
    asking = asked(state)
    if asking is None or word.startswith(":"):
        return False
    names = {letter(at).casefold() for at in range(len(asking.shown))}
    return is_typing(state) or word in names or word.isdecimal()


def _looking(stage: Exam, command: str) -> Request | str:
    if command in {"", "n", "next"}:
        return lambda stamp: Go(stamp=stamp, to=stage.at + 1)
    if command in {"p", "back"}:
        return lambda stamp: Go(stamp=stamp, to=max(0, stage.at - 1))
    if command in {"s", "score"}:
        return lambda stamp: LookThrough(stamp=stamp)
    return "Press Enter for the next one, or type p, s or :q."


def _handing_in(paper: Paper, command: str) -> Request | str:
    if command in {"y", "yes"} | _DONE:
        return lambda stamp: HandIn(stamp=stamp, sure=True)
    if command in {"n", "no"}:
        return lambda stamp: Go(stamp=stamp, to=paper.at)
    return "Type y to hand in, n not to."


def _sitting(state: State, paper: Paper, text: str) -> Request | str:
    asking = asked(state)
    word = text.strip().casefold()
    command = word.removeprefix(":").strip()
    if word and not _is_answer(state, word):
        found = _command(paper, command, pointed=asking is None)
        if found is not None:
            return found
        if word.startswith(":"):
            return f"There is no command {word}. {HELP}"
    if asking is None:
        return f"Type the number of a question. {HELP}" if word else _hand_in
    if not word:
        return lambda stamp: Go(stamp=stamp, to=paper.at + 1)
    return request_of(replace(state, stage=asking), text)


_hand_in: Request = lambda stamp: HandIn(stamp=stamp)  # noqa: E731  # it is one of many requests


def _command(paper: Paper, command: str, *, pointed: bool) -> Request | str | None:
    at = paper.at
    requests: dict[str, Request] = {
        "n": lambda stamp: Go(stamp=stamp, to=at + 1),
        "p": lambda stamp: Go(stamp=stamp, to=max(0, at - (not pointed))),
        "f": lambda stamp: ToggleFlag(stamp=stamp),
        "c": lambda stamp: Write(stamp=stamp),
    }
    names = {"next": "n", "back": "p", "flag": "f", "clear": "c"}
    if command in _HELP:
        return HELP
    if command in {"o", "overview"}:
        return " ".join(overview(paper))
    if command in _DONE:
        return _hand_in
    if command in _CLEAR and paper.entry.empty:
        return "There is no answer to clear."
    if (jump := _JUMP.fullmatch(command)) is not None:
        return lambda stamp: Go(stamp=stamp, to=int(jump[1]) - 1)
    return requests.get(names.get(command, command))


def overview(paper: Paper) -> Iterator[str]:
    """Yield which questions are answered, open and flagged."""
    for name in ("answered", "not complete", "open"):
        numbers = [
            at
            for at, entry in enumerate(paper.entries, start=1)
            if state_of(replace(entry, flagged=False)) == name
        ]
        if numbers:
            yield f"{name.capitalize()}: {_spans(numbers)}."
    if flagged := [at for at, entry in enumerate(paper.entries, start=1) if entry.flagged]:
        yield f"Flagged: {_spans(flagged)}."


def _spans(numbers: list[int]) -> str:
    """Return numbers with runs drawn together: 1, 3 to 5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    spans = (
        f"{run[0]} to {run[-1]}" if len(run) > _PAIR else ", ".join(map(str, run)) for run in runs
    )
    return ", ".join(spans)


def exam_place(state: State, paper: Paper, stage: Exam) -> str:
    """Return where in the exam the learner is, with the time that is left."""
    count = len(paper.entries)
    if stage.page is Page.LOOK:
        return f"{stage.at + 1} of {count}."
    time = clock(state)
    flagged = "Flagged." if paper.entry.flagged else ""
    parts = (
        f"Question {paper.at + 1} of {count}.",
        time and f"{time[:1].upper()}{time[1:]}.",
        flagged,
    )
    return " ".join(filter(None, parts))


def standing(entry: Entry) -> str:
    """Return what stands there as the answer; empty where nothing does."""
    if entry.typed:
        return f"Your answer: {entry.typed}"
    if not entry.chosen:
        return ""
    letters = " ".join(letter(at) for at in entry.chosen)
    return f"Your answer: {letters}"


def given(entry: Entry) -> str:
    """Return in full what was answered, for looking through."""
    if entry.review is None:
        return ""
    answer = entry.review.answer
    if answer.typed:
        return f"Your answer: {answer.typed}"
    if isinstance(entry.question.response, Choice):
        return f"Your answer: {', '.join(map(letter, answer.chosen))}"
    return f"Your answer: {plain(given_text(answer, entry.question))}"


def exam_score(state: State) -> Iterator[str]:
    """Yield what the score of an exam says beyond that of a quiz."""
    if state.paper is None or state.round:
        return
    yield from filter(None, (points_text(state), left_open(state)))
    yield from (f"{topic}: {text}." for topic, text in topic_rows(state))


def has_looked(state: State) -> bool:
    """Tell whether the answers of an exam were looked through, so that all is said of them."""
    return state.paper is not None and state.paper.looked and not state.round


def changed_beside(before: State, after: State) -> Iterator[str]:
    """Say what changed with a question that stays where it is."""
    one, other = before.paper, after.paper
    if one is None or other is None:
        return
    if other.entry.empty and not one.entry.empty:
        yield "Your answer is cleared."


def comes_in_time(source: TextIO, time_left: Callable[[], float | None]) -> bool:
    """Wait for a line until the time is over; tell whether it comes before.

    Of what comes from no terminal, or on Windows, the line itself is waited for: one that comes
    too late is not taken.
    """
    if time_left() is None or sys.platform == "win32" or not source.isatty():
        return True
    try:
        descriptor = source.fileno()
    except UnsupportedOperation:
        return True
    # Looked at each second, for the clock also runs while the machine sleeps.
    while left := time_left():
        if select.select([descriptor], [], [], min(1, left))[0]:
            return True
    # There is no termios on Windows.
    import termios  # noqa: PLC0415

    # Half a line must not become the answer to what is asked next.
    termios.tcflush(descriptor, termios.TCIFLUSH)
    return False
