"""The learner at this machine: their folder, settings, log and progress."""

from collections.abc import Mapping
from dataclasses import dataclass

import click

from quizgen.commands.environment import (
    Settings,
    entropy,
    home_folder,
    read_settings,
)
from quizgen.model import CardId
from quizgen.progress import Progress, fold
from quizgen.review_log import ReviewLog, device_id
from quizgen.scheduler import Fsrs6, Scheduler

SCHEDULER: Scheduler = Fsrs6()


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """What a learner has here."""

    settings: Settings
    log: ReviewLog

    def progress(self, renames: Mapping[CardId, CardId]) -> Progress:
        """Fold the log; what of it cannot be read is said on standard error.

        ``renames`` are those that the decks declare.

        Raises:
            SetupError: the log cannot be read, or a later quizgen has written to it.
        """
        read = self.log.read()
        for problem in read.problems:
            place = f"{problem.position.file}:{problem.position.line}"
            click.echo(f"warning: {place}: {problem.message} ({problem.hint})", err=True)
        return fold(read.events, SCHEDULER, renames)


def this_learner(*, answers: bool = True) -> Learner:
    """Find the learner's folder; without ``answers`` to log, nothing is written.

    Raises:
        SetupError: the settings are wrong, or the folder cannot be written.
    """
    home = home_folder()
    settings = read_settings(home)
    device = device_id(home, entropy(4).hex()) if answers else ""
    return Learner(settings=settings, log=ReviewLog(home, device))
