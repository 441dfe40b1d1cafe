"""The clock beside the log: what is said, and which study day it is, where the clock is behind."""

from dataclasses import dataclass, replace

import click

from quizgen.commands.environment import command, now
from quizgen.commands.learner import Learner
from quizgen.model import Event, Moment, Review, Undo
from quizgen.progress import Progress

_HOUR = 3_600_000
_DAY = 24 * _HOUR


@dataclass(slots=True)
class SessionClock:
    """The clock of a session, on a study day that goes with the answer that it was kept for."""

    learner: Learner

    def now(self) -> Moment:
        """Return this moment on the learner's study day."""
        return self.learner.now()

    def record(self, event: Event) -> None:
        """Append an event to the log; an undo may set the clock's own study day right again."""
        self.learner.log.append(event)
        day = now(self.learner.settings.rollover).day
        if isinstance(event, Undo) and (self.learner.earliest or 0) > day:
            self.learner, _ = in_order(replace(self.learner, earliest=None))


def in_order(learner: Learner, progress: Progress | None = None) -> tuple[Learner, str]:
    """Return the learner on a study day not before that of their last answer, and what to say.

    Without ``progress`` the log is read only where the end of a file looks ahead of the clock.

    Raises:
        SetupError: the log cannot be read, or a later quizgen has written to it.
    """
    moment = learner.now()
    if progress is None:
        if not any(_is_ahead(last, moment) for last in learner.log.last_moments()):
            return replace(learner, earliest=moment.day), ""
        progress = learner.progress({})
    day = progress.last_day()
    if day is None or day < moment.day:
        return replace(learner, earliest=moment.day), ""
    last = progress.latest(day)
    said = _behind(last, moment) if last and _is_late(last.moment, moment) else ""
    return replace(learner, earliest=day), said


def looking_in_order(learner: Learner, progress: Progress | None = None) -> Learner:
    """Return the same learner for a command that only looks; it is said on standard error.

    Raises:
        SetupError: as for :func:`in_order`.
    """
    found, said = in_order(learner, progress)
    if said:
        click.echo(f"warning: {said}", err=True)
    return found


def _is_late(last: Moment, moment: Moment) -> bool:
    """Whether the clock itself is behind; a flight west alone takes a day at most."""
    return last.instant - moment.instant > _HOUR or last.day > moment.day + 1


def _is_ahead(last: Moment, moment: Moment) -> bool:
    return last.day > moment.day or _is_late(last, moment)


def _behind(last: Review, moment: Moment) -> str:
    # Clocks are right as a rule.
    from quizgen.review_log.timeline import day_text, span_text  # noqa: PLC0415

    days = (last.moment.day - moment.day) * _DAY
    behind = span_text(max(last.moment.instant - moment.instant, days - _DAY))
    late = last.moment.day > moment.day
    kept = f"; answers count for its study day, {day_text(last.moment.day)}" if late else ""
    return (
        f"This computer's clock is {behind} behind your last answer{kept}. If the clock is right"
        f" now, u in `{command('study')}` takes that answer back."
    )
