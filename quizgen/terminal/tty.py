"""The full-screen driver: keys in, frames out, and the terminal left as it was found.

It redraws only lines that changed. Every signal is handled between steps, so that an answer being
written to disk is written whole, and whatever ends the program the terminal is restored first.
This module needs a POSIX terminal; it is imported only where there is one.
"""

import os
import signal
import termios
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from errno import EINTR
from types import FrameType
from typing import Any

from quizgen.session import Over, Quit, Tick
from quizgen.terminal.clean import encodable
from quizgen.terminal.desk import Desk
from quizgen.terminal.inbox import Batch, Hangup, Inbox
from quizgen.terminal.ink import line, paint, text_of
from quizgen.terminal.keys import Key
from quizgen.terminal.paragraphs import wrap
from quizgen.terminal.screen import Frame, frame
from quizgen.terminal.sentences import Farewell
from quizgen.terminal.view import Request, View, follow, press, seen

_ENTER = "\x1b[?1049h\x1b[?7l\x1b[?2004h\x1b[0m\x1b[2J\x1b[H"
_LEAVE = "\x1b[0m\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l"
_SHOW_CURSOR, _HIDE_CURSOR = "\x1b[?25h", "\x1b[?25l"
_CLEAR = "\x1b[0m\x1b[2J"

#: Seconds after a full one at which it is surely over.
_TICK = 0.001
_USUAL_SIZE = (80, 24)
_FATAL = 128

_ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
_JOB = (signal.SIGTSTP, signal.SIGCONT)
_SIGNALS = (*_ENDING, *_JOB, signal.SIGWINCH)


class Screen:
    """A terminal in full-screen mode, and what it shows."""

    def __init__(self, source: int, target: int, *, encoding: str, colour: bool) -> None:
        """Take over the terminal behind two file descriptors."""
        self._source = source
        self._target = target
        self._encoding = encoding
        self._colour = colour
        self._shown: list[str] = []
        self._saved = termios.tcgetattr(source)

    def enter(self) -> None:
        """Switch to the alternate screen, with keys one by one and without echo.

        Raises:
            Hangup: the terminal is gone.
        """
        try:
            self._take_keys()
        except termios.error as error:
            raise Hangup from error
        self._shown = []
        self._write(_ENTER)

    def _take_keys(self) -> None:
        mode = termios.tcgetattr(self._source)
        mode[0] &= ~(termios.IXON | termios.INLCR | termios.IGNCR)
        mode[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
        _set_modes(self._source, mode)

    def leave(self) -> None:
        """Give the terminal back as it was."""
        # Of a terminal that is gone nothing can be restored.
        with suppress(Hangup):
            # A terminal without a second screen goes on below what it shows.
            self._write(f"\x1b[{len(self._shown) or 1};1H\x1b[0m\x1b[K{_LEAVE}")
        with suppress(termios.error):
            _set_modes(self._source, self._saved)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Give the terminal to another program for a while."""
        self.leave()
        try:
            with _hands_off():
                yield
        finally:
            self.enter()

    def size(self) -> tuple[int, int]:
        """Return columns and rows."""
        with suppress(OSError):
            columns, rows = os.get_terminal_size(self._target)
            if columns > 0 and rows > 0:
                return columns, rows
        return _USUAL_SIZE

    def forget(self) -> None:
        """Draw everything anew the next time."""
        self._shown = []

    def draw(self, picture: Frame) -> None:
        """Show a frame; only lines that changed are written."""
        lines = [
            encodable(paint(each, colour=self._colour), self._encoding) for each in picture.lines
        ]
        out = [_HIDE_CURSOR]
        if len(lines) != len(self._shown):
            out.append(_CLEAR)
            self._shown = [""] * len(lines)
        for row, (new, old) in enumerate(zip(lines, self._shown, strict=True), start=1):
            if new != old:
                # Erased first: behind a full line the cursor still stands on its last sign.
                out.append(f"\x1b[{row};1H\x1b[0m\x1b[K{new}")
        if picture.cursor is not None:
            row, column = picture.cursor
            out.append(f"\x1b[{row + 1};{column + 1}H{_SHOW_CURSOR}")
        self._shown = lines
        self._write("".join(out))

    def say(self, lines: Sequence[str]) -> None:
        """Write lines on the ordinary screen; a command stays in one piece, to be copied."""
        columns, _ = self.size()
        broken = [
            text_of(row)
            for each in lines
            for row in (wrap(line(each), columns) if each.endswith(".") else (line(each),))
        ]
        text = "".join(f"{encodable(each, self._encoding)}\n" for each in broken)
        with suppress(Hangup):
            self._write(text)

    def _write(self, text: str) -> None:
        data = text.encode(self._encoding, "replace")
        try:
            while data:
                data = data[os.write(self._target, data) :]
        except OSError as error:
            raise Hangup from error


def _set_modes(terminal: int, modes: list[Any]) -> None:
    """Set a terminal's modes; in the background this waits until ``fg`` lets it."""
    while True:
        try:
            termios.tcsetattr(terminal, termios.TCSADRAIN, modes)
        except termios.error as error:
            # The signal that ends the waiting interrupts the call.
            if error.args[0] != EINTR:
                raise
        else:
            return


def run_full_screen(
    desk: Desk,
    screen: Screen,
    source: int,
    farewell: Farewell,
    script: Sequence[str] | None = None,
) -> int:
    """Run a session in the full screen; the exit code is 0, or 128 and the signal that ended it.

    A script is played line by line.
    """
    desk.aside = screen.aside
    with _signals() as alarm:
        try:
            inbox = Inbox(source=source, alarm=alarm, patience=lambda: _until_next_second(desk))
            code = _converse(desk, screen, _batches(inbox, desk, script))
        finally:
            screen.leave()
    screen.say(farewell.lines(desk.state, with_score=True))
    return code


def _batches(inbox: Inbox, desk: Desk, script: Sequence[str] | None) -> Iterator[Batch]:
    if script is None:
        return inbox.batches()
    # Hardly anybody plays scripts, and they need the plain driver's commands.
    from quizgen.terminal.playing import Player  # noqa: PLC0415

    return Player(inbox=inbox, desk=desk, lines=script).batches()


def _converse(desk: Desk, screen: Screen, batches: Iterable[Batch]) -> int:
    try:
        screen.enter()
        view = _shown(View(state=desk.state), screen)
        _warm_up()
        desk.rest()
        for batch in batches:
            for number in batch.signals:
                if (code := _obey(number, desk, screen)) is not None:
                    return code
            for each in batch.inputs:
                view = _take(each, view, desk, screen)
                if isinstance(desk.state.stage, Over):
                    return 0
            view = _shown(_ticked(view, desk), screen)
    except Hangup:
        desk.send(lambda stamp: Quit(stamp=stamp))
    return _FATAL + signal.SIGHUP


def _shown(view: View, screen: Screen) -> View:
    picture = frame(view, *screen.size())
    screen.draw(picture)
    return seen(view, offset=picture.offset, page=picture.page)


def _until_next_second(desk: Desk) -> float | None:
    """Return how long the clock on the screen stays true; ``None`` where there is none."""
    left = desk.time_left()
    return None if left is None else left % 1 + _TICK


def _ticked(view: View, desk: Desk) -> View:
    """Let the time of an exam go by, which may end it; else nothing but the clock changes."""
    if desk.time_left() is None:
        return view
    desk.send(lambda stamp: Tick(stamp=stamp))
    if desk.state.stage is view.state.stage:
        return replace(view, state=desk.state)
    return follow(view, desk.state)


def _warm_up() -> None:
    """Load the tables of marking while the learner reads the first question."""
    import quizgen.marking  # noqa: F401, PLC0415  # as said; the first frame must not wait for it


def _take(each: Key | Request, view: View, desk: Desk, screen: Screen) -> View:
    request: Request | None
    if not isinstance(each, Key):
        request = each
    elif each.name == "ctrl-l":
        screen.forget()
        return view
    else:
        view, request = press(view, each)
    if request is None:
        return view
    desk.send(request)
    return follow(view, desk.state)


def _obey(number: int, desk: Desk, screen: Screen) -> int | None:
    """Act on a signal; an exit code where it ends the session."""
    match number:
        case signal.SIGWINCH:
            screen.forget()
        case signal.SIGCONT:
            screen.enter()
        case signal.SIGTSTP:
            screen.leave()
            _stop()
            screen.enter()
        case _ if number in _ENDING:
            desk.send(lambda stamp: Quit(stamp=stamp))
            return _FATAL + number
        case _:
            pass
    return None


@contextmanager
def _hands_off() -> Iterator[None]:
    """Leave the keyboard's signals to the program that has the terminal.

    Its Ctrl-C is not meant for us; where it stops itself, the whole job stops with it. What is
    meant for us waits until it is done.
    """
    came: list[int] = []
    wakeup = signal.set_wakeup_fd(-1)
    for_now: dict[int, Callable[[int, FrameType | None], object] | signal.Handlers] = {
        signal.SIGINT: _pass_over,
        signal.SIGQUIT: _pass_over,
        signal.SIGCONT: _pass_over,
        signal.SIGTSTP: signal.SIG_DFL,
        signal.SIGTERM: lambda number, _: came.append(number),
        signal.SIGHUP: lambda number, _: came.append(number),
    }
    former = {
        each: signal.signal(each, handler)
        for each, handler in for_now.items()
        if signal.getsignal(each) is not signal.SIG_IGN
    }
    try:
        yield
    finally:
        for each, handler in former.items():
            signal.signal(each, handler)
        signal.set_wakeup_fd(wakeup, warn_on_full_buffer=False)
        for number in came[:1]:
            signal.raise_signal(number)


def _pass_over(_: int, __: FrameType | None) -> None:
    """Do nothing; unlike a signal that is ignored, this is not handed on to other programs."""


def _stop() -> None:
    """Stop as any program does; goes on when the shell's ``fg`` says so."""
    # That it goes on is known here, so no signal need tell.
    former = {each: signal.signal(each, signal.SIG_DFL) for each in _JOB}
    os.kill(os.getpid(), signal.SIGTSTP)
    for each, handler in former.items():
        signal.signal(each, handler)


@contextmanager
def _signals() -> Iterator[int]:
    """Turn signals into bytes to read; what the caller ignores stays ignored."""
    read_end, write_end = os.pipe()
    os.set_blocking(read_end, False)
    os.set_blocking(write_end, False)
    asked: set[int] = set()

    def note(number: int, _: FrameType | None) -> None:
        # The byte in the pipe does the work; whoever asks twice is not kept waiting.
        if number in asked & {*_ENDING}:
            raise SystemExit(_FATAL + number)
        asked.add(number)

    former = {each: signal.getsignal(each) for each in _SIGNALS}
    taken = [each for each in _SIGNALS if former[each] is not signal.SIG_IGN]
    wakeup = signal.set_wakeup_fd(write_end, warn_on_full_buffer=False)
    try:
        for each in taken:
            signal.signal(each, note)
        yield read_end
    finally:
        signal.set_wakeup_fd(wakeup)
        for each in taken:
            signal.signal(each, former[each])
        os.close(read_end)
        os.close(write_end)
