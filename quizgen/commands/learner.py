"""The learner at this machine: their folder, settings, log and progress."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from quizgen.cache import cards_print, find_cards, keep_cards
from quizgen.commands.environment import entropy, home_folder, machine, now
from quizgen.commands.settings_file import read_settings
from quizgen.commands.settings_keys import Settings
from quizgen.model import CardId, Moment
from quizgen.problems import Problem
from quizgen.progress import Place, Progress, Resumed, fold
from quizgen.review_log import LogRead, ReviewLog, device_id
from quizgen.scheduler import EVIDENCE, TIMED, Fsrs6, not_before

Keep = Callable[[], None]
"""Keeps something for the next start."""

_MOST_WARNINGS = 5
"""Lines of the log that are named one by one."""

_MUCH = 200
"""Events after what has been kept, from which it is worth keeping more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """What a learner has here."""

    home: Path
    settings: Settings
    log: ReviewLog
    #: As the settings want it.
    scheduler: Fsrs6
    #: The study day before which this moment is not, whatever the clock says.
    earliest: int | None = None

    def now(self) -> Moment:
        """Return this moment on the learner's study day."""
        moment = now(self.settings.rollover)
        return moment if self.earliest is None else not_before(moment, self.earliest)

    def progress(self, renames: Mapping[CardId, CardId]) -> Progress:
        """Fold the log as :meth:`read` finds it.

        ``renames`` are those that the decks declare.

        Raises:
            SetupError: the log cannot be read, or a later quizgen has written to it.
        """
        return fold(self.read().events, self.scheduler, renames)

    def read(self) -> LogRead:
        """Read the log; what of it cannot be read is said on standard error.

        Raises:
            SetupError: as for :meth:`progress`.
        """
        read = self.log.read()
        _warn(read.problems)
        return read

    def resumed(self, renames: Mapping[CardId, CardId]) -> tuple[Progress, Keep | None]:
        """Return the same progress sooner, where most of it has been kept from an earlier start.

        Where much of the log is new, there is something to keep, which takes a while.

        Raises:
            SetupError: as for :meth:`progress`.
        """
        state = cards_print(renames, self.scheduler, self.scheduler.settings)
        kept = find_cards(self.home / "cache", state)
        read = self.log.read_beyond(kept.stretches) if kept else None
        keep = partial(self._keep, state, renames)
        if kept is None or read is None:
            return self.progress(renames), keep
        _warn((*kept.problems, *read.problems))
        names = [stretch.name for stretch in kept.stretches]
        progress = Resumed(
            self.scheduler,
            renames,
            kept.outline,
            partial(self.log.lines, names),
            lambda: self.log.read().events,
        )
        for event in read.events:
            progress.add(event)
        return progress, keep if len(read.events) > _MUCH else None

    def _keep(self, state: str, renames: Mapping[CardId, CardId]) -> None:
        # Only some starts have anything to keep.
        from quizgen.progress.outlining import outline  # noqa: PLC0415

        read = self.log.read()
        progress = fold(read.events, self.scheduler, renames)
        places: dict[str, Place] = {}
        for event, place in zip(read.events, read.places, strict=True):
            if progress.event(event.id) == event:
                places.setdefault(event.id, place)
        lines = {str(self.log.folder / each.name): each.lines for each in read.stretches}
        whole = [it for it in read.problems if it.position.line <= lines[it.position.file]]
        made = outline(progress, places)
        keep_cards(self.home / "cache", state, made, read.stretches, whole)


def _warn(problems: Iterable[Problem]) -> None:
    """Say on standard error what of the log cannot be read; of very many the first only."""
    found = list(problems)
    if not found:
        return
    # Only what is wrong needs it.
    from quizgen.report import harmless  # noqa: PLC0415

    for problem in found[:_MOST_WARNINGS]:
        place = f"{problem.position.file}:{problem.position.line}"
        click.echo(harmless(f"warning: {place}: {problem.message} ({problem.hint})"), err=True)
    if len(found) > _MOST_WARNINGS:
        click.echo(f"warning: {len(found) - _MOST_WARNINGS} more lines are like that", err=True)


def this_learner(*, answers: bool = True) -> Learner:
    """Find the learner's folder; without ``answers`` to log, nothing is written.

    Raises:
        SetupError: the settings are wrong, or the folder cannot be written.
    """
    home = home_folder()
    settings = read_settings(home)
    device = device_id(home, entropy(4).hex(), machine()) if answers else ""
    return Learner(
        home=home,
        settings=settings,
        log=ReviewLog(home, device),
        scheduler=Fsrs6(settings.scheduling, TIMED if settings.slow_is_hard else EVIDENCE),
    )
