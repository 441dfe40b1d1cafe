"""The learner at this machine: their folder, settings, log and progress."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from quizgen.commands.environment import entropy, home_folder
from quizgen.commands.settings_file import Settings, read_settings
from quizgen.model import Deck
from quizgen.progress import Progress, declared_renames, fold
from quizgen.review_log import ReviewLog, device_id
from quizgen.scheduler import Fsrs6, Scheduler

SCHEDULER: Scheduler = Fsrs6()


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """What a learner has here."""

    home: Path
    settings: Settings
    log: ReviewLog

    def progress(self, decks: Sequence[Deck]) -> Progress:
        """Fold the log; what of it cannot be read is said on standard error.

        Raises:
            SetupError: the log cannot be read, or a later quizgen has written to it.
        """
        read = self.log.read()
        for problem in read.problems:
            place = f"{problem.position.file}:{problem.position.line}"
            warning = f"warning: {place}: {problem.message} ({problem.hint})"
            # Only what is wrong needs it.
            from quizgen.report import harmless  # noqa: PLC0415

            click.echo(harmless(warning), err=True)
        return fold(read.events, SCHEDULER, declared_renames(decks))


def this_learner(*, answers: bool = True) -> Learner:
    """Find the learner's folder; without ``answers`` to log, nothing is written.

    Raises:
        SetupError: the settings are wrong, or the folder cannot be written.
    """
    home = home_folder()
    settings = read_settings(home)
    device = device_id(home, entropy(4).hex()) if answers else ""
    return Learner(home=home, settings=settings, log=ReviewLog(home, device))
