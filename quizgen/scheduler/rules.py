"""Anki's rules between the engine's ideal intervals and what the learner is offered."""

from dataclasses import dataclass

from quizgen.model import Phase, Rating
from quizgen.scheduler.engine import State, States
from quizgen.scheduler.fuzz import Fuzz, f32, fuzz_range, rounded
from quizgen.scheduler.protocol import SchedulerSettings
from quizgen.scheduler.steps import Step, next_step

_HALF_DAY = 0.5
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Grant:
    """Where a rating leads: to a step, or to review in so many days.

    With a step, ``days`` is the interval that relearning leads back to.
    """

    phase: Phase
    days: int
    step: Step | None = None


class Rules:
    """The rules under some settings, for one answer with its fuzz."""

    def __init__(self, settings: SchedulerSettings, fuzz: Fuzz, *, short_term: bool) -> None:
        """Keep what all rules need; ``short_term`` as the engine says."""
        self._settings = settings
        self._fuzz = fuzz
        self._short_term = short_term

    def in_review(self, previous: int, states: States) -> dict[Rating, Grant]:
        """Of a card whose last interval had so many days."""
        steps = self._settings.relearning_steps
        again = states[Rating.AGAIN]
        step = next_step(steps, len(steps), Rating.AGAIN) or self._short(steps, again)
        grants = {
            Rating.AGAIN: Grant(
                Phase.RELEARNING if step else Phase.REVIEW, lapse_days(again.interval), step
            )
        }
        days = 0
        for rating in (Rating.HARD, Rating.GOOD, Rating.EASY):
            interval = states[rating].interval
            days = self._days(interval, max(self._at_least(interval, previous), days + 1))
            grants[rating] = Grant(Phase.REVIEW, days)

        return grants

    def in_steps(
        self, phase: Phase, remaining: int, days: int, states: States
    ) -> dict[Rating, Grant]:
        """Of a card on a learning or relearning step, or of a new one on the first."""
        steps = self.steps(phase)
        grants = {}
        for rating in (Rating.AGAIN, Rating.HARD, Rating.GOOD):
            interval = states[rating].interval
            step = next_step(steps, remaining, rating) or self._short(steps, states[rating])
            if step is None:
                grants[rating] = Grant(Phase.REVIEW, self._days(max(rounded(interval), 1), 1))
            elif phase is Phase.RELEARNING and (rating is Rating.AGAIN or not steps):
                grants[rating] = Grant(phase, lapse_days(interval), step)
            else:
                grants[rating] = Grant(phase, days, step)
        good = self._days(states[Rating.GOOD].interval, 1)
        easy = self._days(max(rounded(states[Rating.EASY].interval), 1), good + 1)
        grants[Rating.EASY] = Grant(Phase.REVIEW, easy)

        return grants

    def steps(self, phase: Phase) -> tuple[int, ...]:
        """The steps of a phase."""
        if phase is Phase.LEARNING:
            return self._settings.learning_steps

        return self._settings.relearning_steps

    def _days(self, interval: float, minimum: int) -> int:
        return self._fuzz.days(interval, minimum, self._settings.maximum_interval)

    def _at_least(self, interval: float, previous: int) -> int:
        """A day more than last time if the interval grows, no fewer where fuzz could say so."""
        if rounded(interval) > previous:
            return previous + 1
        _, high = fuzz_range(interval, 1, self._settings.maximum_interval)

        return previous if previous <= high else 0

    def _short(self, steps: tuple[int, ...], state: State) -> Step | None:
        """Without steps, less than half a day is waited for in seconds."""
        if steps or not self._short_term or state.interval >= _HALF_DAY:
            return None

        return Step(int(f32(state.interval * _DAY)), 0)


def lapse_days(interval: float) -> int:
    """The interval that a lapse leaves behind."""
    return max(rounded(interval), 1)
