"""Looks for a backlog, for those commands that tell of it or hold new cards back."""

from typing import TYPE_CHECKING, Any

from quizgen.commands.learner import Learner
from quizgen.commands.patience import patience
from quizgen.progress import Progress
from quizgen.progress.backlog import EVER, may_be_behind
from quizgen.review_queue import StudyQueue

if TYPE_CHECKING:
    from quizgen.planning.catching_up import CatchingUp


def backlog_of(
    learner: Learner, queue: StudyQueue, progress: Progress, minutes: int | None = None
) -> "CatchingUp | None":
    """Return the backlog, if there is one; minutes are those of the settings unless given."""
    moment = learner.now()
    wanted = learner.settings.minutes if minutes is None else minutes
    due = len(queue.due(progress, moment))
    met = (each for each in progress.coming(EVER) if each.card in queue)
    if not may_be_behind(due, met, wanted, moment.day):
        return None
    # Most starts need no more than this first look.
    from quizgen.planning.catching_up import catching_up  # noqa: PLC0415

    with patience("looking at what has piled up"):
        return catching_up(queue, progress, learner.scheduler.settings, moment, wanted)


def backlog_text(found: "CatchingUp", onwards: str) -> str:
    """Say how big a backlog is and what follows from it; ``onwards`` would do otherwise."""
    # Only those who are behind need it.
    from quizgen.statistics_report import catching_up_lines  # noqa: PLC0415

    other = f"To meet new cards all the same: {onwards}" if found.holds_back else ""
    return " ".join(filter(None, (*catching_up_lines(found), other)))


def backlog_data(found: "CatchingUp | None") -> dict[str, Any] | None:
    """Return a backlog as data; ``None`` where there is none."""
    if found is None:
        return None
    from quizgen.statistics_report import catching_up_data  # noqa: PLC0415  # as above

    return catching_up_data(found)
