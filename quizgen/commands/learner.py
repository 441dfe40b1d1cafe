"""The learner at this machine: their folder, settings, log and progress."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from quizgen.cache import KeptCards, cards_print, find_cards, keep_cards
from quizgen.commands.environment import entropy, home_folder, machine, now
from quizgen.commands.settings_file import read_settings
from quizgen.commands.settings_keys import Settings
from quizgen.model import CardId, Moment
from quizgen.problems import Problem
from quizgen.progress import Progress, Resumed, fold, weigh
from quizgen.review_log import LogRead, ReviewLog, device_id
from quizgen.scheduler import EVIDENCE, TIMED, Fsrs6, not_before

Keep = Callable[[], None]
"""Keeps something for the next start."""

_MOST_WARNINGS = 5
"""Lines of the log that are named one by one."""

_MUCH = 200
"""Events after what has been kept, from which it is worth keeping more."""

_LONG = 1_000_000
"""Bytes of a log that take a while to read."""

_SINGLY = 5
"""How many lines can be read all at once in the time that one takes by itself."""


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
        read = None
        if kept is not None and not self._is_mostly_new(kept):
            read = self.log.read_beyond(kept.stretches)
        if kept is None or read is None:
            made, problems = self._outlined(renames)
            _warn(problems)
            return self._from(made, renames), partial(self._keep, state, made)
        _warn((*kept.problems, *read.problems))
        progress = self._from(kept, renames)
        for event in read.events:
            progress.add(event)
        if len(read.events) <= _MUCH:
            return progress, None
        return progress, lambda: self._keep(state, self._outlined(renames)[0])

    def _is_mostly_new(self, kept: KeptCards) -> bool:
        """Whether the log has grown so much that it is faster read afresh."""
        size = self.log.size()
        new = size - sum(stretch.size for stretch in kept.stretches)
        return new > _LONG and _SINGLY * new > size

    def _from(self, kept: KeptCards, renames: Mapping[CardId, CardId]) -> Resumed:
        names = [stretch.name for stretch in kept.stretches]
        return Resumed(
            self.scheduler,
            renames,
            kept.outline,
            partial(self.log.lines, names),
            lambda: self.log.read().events,
        )

    def _outlined(self, renames: Mapping[CardId, CardId]) -> tuple[KeptCards, Sequence[Problem]]:
        """Outline the whole log; return that, and all that could not be read of it."""
        # Most starts find what an earlier one has kept.
        from quizgen.progress.sketching import Log, quick_outline  # noqa: PLC0415

        read = self.log.read_rows(lambda review: weigh(review, self.scheduler.policy))
        names = [stretch.name for stretch in read.stretches]
        log = Log(
            rows=read.rows,
            events=read.events,
            places=read.places,
            read=partial(self.log.lines, names),
        )
        lines = {str(self.log.folder / each.name): each.lines for each in read.stretches}
        whole = [it for it in read.problems if it.position.line <= lines[it.position.file]]
        made = KeptCards(
            outline=quick_outline(log, self.scheduler, renames),
            stretches=read.stretches,
            problems=tuple(whole),
        )
        return made, read.problems

    def _keep(self, state: str, made: KeptCards) -> None:
        keep_cards(self.home / "cache", state, made)


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
    return learner_at(home_folder(), answers=answers)


def learner_at(home: Path, *, answers: bool = True) -> Learner:
    """Find what a learner has in a folder; without ``answers`` to log, nothing is written.

    Raises:
        SetupError: as for :func:`this_learner`.
    """
    settings = read_settings(home)
    device = device_id(home, entropy(4).hex(), machine()) if answers else ""
    return Learner(
        home=home,
        settings=settings,
        log=ReviewLog(home, device),
        scheduler=Fsrs6(settings.scheduling, TIMED if settings.slow_is_hard else EVIDENCE),
    )
