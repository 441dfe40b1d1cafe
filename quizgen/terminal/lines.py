"""The plain driver: lines out, lines in, nothing else.

Made for screen readers, pipes and simple terminals: nothing is drawn again, options have letters,
verdicts are words, and at the end of the input the session ends with its summary.
"""

from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from errno import EIO
from typing import TextIO, assert_never

from quizgen.markup import plain
from quizgen.model import Question, Recall
from quizgen.session import (
    Asking,
    Closing,
    Exam,
    Fetching,
    Mode,
    Over,
    Page,
    Proceed,
    Quit,
    Revealed,
    State,
    Take,
    Tick,
    Told,
    asked,
    in_order_of_need,
    looked_at,
    position,
    summary,
)
from quizgen.terminal import sentences
from quizgen.terminal.clean import clean, encodable
from quizgen.terminal.commands import prompt
from quizgen.terminal.desk import Desk
from quizgen.terminal.exam_lines import (
    changed_beside,
    comes_in_time,
    exam_beginning,
    exam_place,
    exam_prompt,
    exam_score,
    given,
    has_looked,
    overview,
    request_of_line,
    standing,
)
from quizgen.terminal.interrupts import HANGUP, Interrupted, Interrupts, interrupts
from quizgen.terminal.sentences import Farewell
from quizgen.terminal.verdicts import ended, verdict_rest, verdict_word
from quizgen.terminal.view import Request

#: A program that writes without end, and nothing that is understood, is not listened to for ever.
_MOST_PUZZLES = 100


def run_lines(desk: Desk, source: TextIO, target: TextIO, farewell: Farewell) -> int:
    """Run a session line by line; the exit code is 0, or 128 and the signal that ended it."""
    code = 0
    with interrupts() as signals:
        desk.aside = signals.aside
        paper = Paper(target, signals, echo=not source.isatty())
        try:
            paper.write(*beginning(desk.state))
            _converse(desk, source, paper)
            code = signals.exit_code
        except Interrupted as interrupted:
            code = interrupted.exit_code
        except BrokenPipeError:
            # Nobody reads any more; whether the answers count is settled all the same.
            desk.send(lambda stamp: Quit(stamp=stamp))
            raise
        except OSError as error:
            # A terminal that is gone may be noticed before its signal comes.
            if error.errno != EIO:
                raise
            code = HANGUP
    # A terminal that was closed takes no goodbye; the answers are in the log without it.
    with suppress(OSError) if code else nullcontext():
        _end(desk, paper, farewell, interrupted=bool(code))
    return code


def _end(desk: Desk, paper: "Paper", farewell: Farewell, *, interrupted: bool) -> None:
    """Leave the session, with its score unless that was said, and with what is saved."""
    summed_up = isinstance(desk.state.stage, Closing | Over) and not _left(desk.state)
    desk.send(lambda stamp: Quit(stamp=stamp))
    if interrupted:
        paper.write("")
    if desk.state.takes and not summed_up and not desk.state.round:
        paper.write("", sentences.score(desk.state), *_misses(desk.state))
    paper.write("", *farewell.lines(desk.state, with_score=False))


def _left(state: State) -> bool:
    return isinstance(state.stage, Over) and state.stage.quit


class Paper:
    """Where lines are written; what was written stays."""

    def __init__(self, target: TextIO, signals: Interrupts, *, echo: bool) -> None:
        """Write to a stream; ``echo`` what was read from where nobody typed it."""
        self._target = target
        self._signals = signals
        self.echo = echo

    def write(self, *lines: str) -> None:
        """Write whole lines."""
        self._put("".join(f"{each}\n" for each in lines))

    def ask(self, text: str, source: TextIO, time_left: Callable[[], float | None]) -> str | None:
        """Write a prompt and read a line; ``None`` at the end of the input, empty out of time."""
        self._put(text)
        with self._signals.reading():
            in_time = comes_in_time(source, time_left)
            answer = source.readline() if in_time else ""
        if not in_time:
            self._put("\n")
            return ""
        if not answer:
            self._put("\n")
            return None
        if self.echo:
            self.write(answer.rstrip("\r\n"))
        return answer

    def _put(self, text: str) -> None:
        self._target.write(encodable(clean(text), self._target.encoding or "utf-8"))
        self._target.flush()


def _converse(desk: Desk, source: TextIO, paper: Paper) -> None:
    paper.write(*description(desk.state))
    puzzles = 0
    while not isinstance(desk.state.stage, Over):
        wanted = exam_prompt(desk.state) or prompt(desk.state)
        if not wanted:
            desk.send(lambda stamp: Proceed(stamp=stamp))
        else:
            answer = paper.ask(wanted, source, desk.time_left)
            if answer is None:
                return
            request = _request(desk.state, answer)
            if isinstance(request, str):
                paper.write(request)
                puzzles += 1
                if paper.echo and puzzles == _MOST_PUZZLES:
                    paper.write("None of what comes in is an answer; the session ends here.")
                    return
                continue
            puzzles = 0
            before = desk.state
            desk.send(request)
            if sure := _newly_sure(before, desk.state):
                paper.write(sure)
                continue
            if desk.state.stage is before.stage:
                paper.write(*_told_beside(desk.state), *changed_beside(before, desk.state))
                continue
        paper.write(*description(desk.state))


def _newly_sure(before: State, after: State) -> str:
    """Say that the learner is sure, or is not any more, where just that has changed."""
    was, now = before.stage, after.stage
    if not (isinstance(was, Asking) and isinstance(now, Asking)) or was.since != now.since:
        return ""
    if was.sure == now.sure:
        return ""
    return sentences.sureness(now) or "You are not sure."


def _request(state: State, answer: str) -> Request | str:
    if not answer:
        return lambda stamp: Tick(stamp=stamp)
    return request_of_line(state, answer)


def beginning(state: State) -> Iterator[str]:
    """Say what this is."""
    if state.paper is not None:
        yield from exam_beginning(state, state.paper)
        return
    plan = state.plan
    if plan.title:
        yield f"{plain(plan.title)}."
    if plan.mode is Mode.QUIZ:
        yield f"{sentences.plural(len(plan.questions), 'question')}."
    if plan.notice:
        yield plan.notice
    yield "Type :q to quit, :u to undo, :? for help."


def description(state: State) -> Iterator[str]:
    """Describe where the session is now, as far as that is new."""
    yield from _told_beside(state)
    match state.stage:
        case Asking() as stage:
            yield from _asking(state, stage)
        case Revealed() as stage:
            yield from _revealed(stage)
        case Told() as stage:
            yield from _told(state, stage)
        case Closing() as stage:
            yield ""
            yield sentences.score(state)
            yield from filter(None, [sentences.why_closing(state, stage)])
            yield from exam_score(state)
            yield from _misses(state) if not has_looked(state) else ()
        case Exam() as stage:
            yield from _exam(state, stage)
        case Fetching() | Over():
            pass
        case _ as never:
            assert_never(never)


def _exam(state: State, stage: Exam) -> Iterator[str]:
    paper = state.paper
    if paper is None:
        return
    if (asking := asked(state)) is not None:
        yield from _asking(state, asking)
        yield from filter(None, [standing(paper.entry)])
    elif (told := looked_at(state)) is not None:
        yield from _question(state, told.asking)
        yield from _shown(told.asking)
        yield from filter(None, [given(in_order_of_need(paper)[stage.at])])
        yield from _told(state, told)
    elif stage.page is Page.OVERVIEW:
        yield from ("", *overview(paper))


def _told_beside(state: State) -> Iterator[str]:
    """Say what came of something that left the question where it is."""
    yield from filter(None, [state.said, state.passage])


def _asking(state: State, stage: Asking) -> Iterator[str]:
    if stage.nudged:
        yield sentences.nudge(stage)
        return
    if stage.hinted:
        yield f"Hint: {plain(stage.question.hint)}"
        return
    yield from _question(state, stage)
    yield from filter(None, [sentences.instruction(stage)])
    yield from _shown(stage)
    yield from filter(None, [sentences.sureness(stage)])


def _shown(stage: Asking) -> Iterator[str]:
    for at, text in enumerate(stage.shown):
        yield f"{sentences.letter(at)}. {plain(text)}"


def _question(state: State, stage: Asking) -> Iterator[str]:
    yield ""
    yield _place(state)
    yield plain(stage.question.stem)
    if stage.question.image is not None:
        yield f"Picture: {stage.question.image.alt}"


def _place(state: State) -> str:
    if state.paper is not None and isinstance(state.stage, Exam):
        return exam_place(state, state.paper, state.stage)
    if state.scheduling:
        return f"To do: {', '.join(sentences.waiting_parts(state.waiting))}."
    number, count = position(state)
    return f"Question {number} of {count}{', again' if state.round else ''}."


def _revealed(stage: Revealed) -> Iterator[str]:
    question = stage.asking.question
    yield f"The answer: {plain(sentences.answer_text(question))}"
    if isinstance(question.response, Recall) and question.response.also:
        yield f"Also: {plain(', '.join(question.response.also))}"
    yield from _because(question)


def _told(state: State, stage: Told) -> Iterator[str]:
    rest = plain(verdict_rest(stage))
    yield f"{verdict_word(stage)} {rest}".rstrip()
    if stage.overruled is not None:
        return
    yield from _because(stage.asking.question)
    yield from filter(None, [sentences.comes_again(state, stage)])


def _because(question: Question) -> Iterator[str]:
    if question.explanation:
        yield plain(question.explanation)
    if source := sentences.source_text(question.citation):
        yield plain(source)


def _answer(take: Take) -> str:
    return ended(f"The answer is {plain(sentences.miss_answer(take))}")


def _misses(state: State) -> Iterator[str]:
    misses = summary(state).misses
    if misses:
        yield ""
        yield "To look at again:"
    for take in misses:
        yield f"- {plain(take.question.stem)} {_answer(take)}"
        if source := sentences.source_text(take.question.citation):
            yield f"  {plain(source)}"
