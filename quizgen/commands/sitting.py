"""What a quiz and a study session have in common: the terminal, the learner and the log."""

import os
import sys
from collections.abc import Callable
from io import StringIO

from quizgen.commands.environment import entropy, is_terminal, now
from quizgen.commands.learner import Learner
from quizgen.model import Moment
from quizgen.review_log import event_id
from quizgen.terminal import Callbacks, Terminal, choose_driver


def callbacks_for(learner: Learner, rested: Callable[[], object] | None = None) -> Callbacks:
    """Lend a session the clock, the learner's log and fresh ids."""
    return Callbacks(now=now, record=learner.log.append, new_id=new_id, rested=rested)


def new_id(moment: Moment) -> str:
    """Return the id of an event of that moment."""
    return event_id(moment.instant, entropy())


def terminal_for(learner: Learner, *, plain: bool, resume: str, onwards: str) -> Terminal:
    """Choose how to talk: the full screen, or plain lines in pipes and where asked for."""
    driver = choose_driver(
        is_terminal(sys.stdin),
        is_terminal(sys.stdout),
        os.environ,
        plain=plain or learner.settings.plain,
    )
    return Terminal(
        source=sys.stdin or StringIO(),
        target=sys.stdout or StringIO(),
        driver=driver,
        colour=not os.environ.get("NO_COLOR"),
        resume=resume,
        onwards=onwards,
    )
