"""Plays a script in the full screen, as somebody would at the keyboard, for all to see."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgen.session import Closing, Quit
from quizgen.terminal.desk import Desk
from quizgen.terminal.exam_lines import request_of_line
from quizgen.terminal.inbox import Batch, Inbox
from quizgen.terminal.keymap import is_typing
from quizgen.terminal.keys import Key

#: Seconds before a line is played, and between two letters of it.
_BEFORE_A_LINE = 1.2
_BEFORE_A_LETTER = 0.07


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """An inbox in which the lines of a script come one after the other."""

    inbox: Inbox
    desk: Desk
    lines: Sequence[str]

    def batches(self) -> Iterator[Batch]:
        """Yield what the script does, and whatever comes from the keyboard meanwhile.

        Raises:
            Hangup: the terminal is gone.
        """
        for line in self.lines:
            yield from self.inbox.during(_BEFORE_A_LINE)
            yield from self._played(line)
        yield from self.inbox.during(_BEFORE_A_LINE)
        # At its summary a session waits to be read.
        if isinstance(self.desk.state.stage, Closing):
            yield from self.inbox.batches()
        yield Batch(inputs=(lambda stamp: Quit(stamp=stamp),))

    def _played(self, line: str) -> Iterator[Batch]:
        if not is_typing(self.desk.state) or line.startswith(":"):
            request = request_of_line(self.desk.state, line)
            if not isinstance(request, str):
                yield Batch(inputs=(request,))
            return
        for letter in line:
            yield Batch(inputs=(Key(text=letter),))
            yield from self.inbox.during(_BEFORE_A_LETTER)
        yield Batch(inputs=(Key(name="enter"),))
