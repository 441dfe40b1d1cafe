"""What a quiz and a study session have in common: the terminal, the learner and the log."""

import os
import sys
from collections.abc import Callable
from io import StringIO, TextIOWrapper
from pathlib import Path
from typing import TextIO

from quizgen.commands.clock import SessionClock
from quizgen.commands.environment import entropy, is_terminal
from quizgen.commands.fact_files import FactFiles
from quizgen.commands.learner import Learner
from quizgen.model import Moment
from quizgen.problems import RequestError
from quizgen.review_log import event_id
from quizgen.terminal import Callbacks, Terminal, choose_driver


def callbacks_for(
    learner: Learner, files: FactFiles | None = None, rested: Callable[[], object] | None = None
) -> Callbacks:
    """Lend a session the clock, the learner's log, fresh ids, and the files of its decks."""
    clock = SessionClock(learner)
    return Callbacks(
        now=clock.now,
        record=clock.record,
        new_id=new_id,
        edit=files.edit if files else None,
        look_up=files.look_up if files else None,
        rested=rested,
    )


def new_id(moment: Moment) -> str:
    """Return the id of an event of that moment."""
    return event_id(moment.instant, entropy())


def terminal_for(
    learner: Learner, *, plain: bool, resume: str, onwards: str, script: str | None = None
) -> Terminal:
    """Choose how to talk: the full screen, or plain lines in pipes and where asked for.

    Raises:
        RequestError: there is no such script.
    """
    driver = choose_driver(
        is_terminal(sys.stdin),
        is_terminal(sys.stdout),
        os.environ,
        plain=plain or learner.settings.plain,
    )
    lines = None if script is None else read_script(script)
    source = _keyboard()
    if lines is not None and driver == "lines":
        source = StringIO("".join(f"{line}\n" for line in lines))
    return Terminal(
        source=source,
        script=lines,
        target=sys.stdout or StringIO(),
        driver=driver,
        colour=not os.environ.get("NO_COLOR"),
        resume=resume,
        onwards=onwards,
    )


def _keyboard() -> TextIO:
    """Return standard input; bytes that are no text stand there as such and end nothing."""
    source = sys.stdin or StringIO()
    if isinstance(source, TextIOWrapper):
        source.reconfigure(errors="replace")
    return source


def read_script(name: str) -> tuple[str, ...]:
    """Read the lines of a session; those that begin with ``#`` explain it and are left out.

    Raises:
        RequestError: the file cannot be read.
    """
    try:
        text = Path(name).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(f"{name} is not UTF-8", "save it with the encoding UTF-8") from error
    except OSError as error:
        raise RequestError(
            f"{name} cannot be read: {error.strerror}",
            "a script holds what you would type, one line after the other",
        ) from error
    return tuple(line for line in text.splitlines() if not line.lstrip().startswith("#"))
