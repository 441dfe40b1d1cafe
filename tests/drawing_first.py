"""A quizgen that is wrong on purpose: it draws the next state before the answer is on disk.

The tests of sudden ends must find that it loses answers; else they would find nothing at all.
"""

from collections.abc import Sequence

from quizgen.cli import run as run_quizgen
from quizgen.model import Event
from quizgen.review_log import ReviewLog
from quizgen.terminal.screen import Frame
from quizgen.terminal.tty import Screen


def run(arguments: Sequence[str]) -> int:
    """Run the command line, with each event written only once what follows from it is drawn."""
    late: list[tuple[ReviewLog, Event]] = []
    append, draw = ReviewLog.append, Screen.draw

    def append_later(self: ReviewLog, event: Event) -> None:
        late.append((self, event))

    def append_all() -> None:
        while late:
            append(*late.pop(0))

    def draw_and_append(self: Screen, picture: Frame) -> None:
        draw(self, picture)
        append_all()

    ReviewLog.append = append_later  # type: ignore[method-assign]  # that is the mistake
    Screen.draw = draw_and_append  # type: ignore[method-assign]  # the same
    code = run_quizgen(arguments)
    append_all()
    return code
