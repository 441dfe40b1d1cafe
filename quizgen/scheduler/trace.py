"""A memory under way through the reviews that were given, without its due date.

Only the last review of a history decides when the card is due, and only a card in learning needs
random numbers for that; so both wait until the end, and many cards end together.
"""

from collections.abc import Sequence

from quizgen.model import Memory, Phase, Rating, Review
from quizgen.scheduler.engine import State, stored
from quizgen.scheduler.fuzz import Fuzz, seed, seeded_fuzz
from quizgen.scheduler.protocol import SchedulerSettings
from quizgen.scheduler.rules import Grant, lapse_days
from quizgen.scheduler.steps import next_step, step_due


class Trace:
    """What is known of a card after some of its reviews."""

    __slots__ = (
        "_seconds",
        "day",
        "days",
        "difficulty",
        "instant",
        "lapses",
        "phase",
        "remaining",
        "reps",
        "stability",
    )

    def __init__(self, memory: Memory | None = None, reps: int = 0) -> None:
        """Begin with what earlier reviews have left behind."""
        self.reps = reps
        self.lapses = 0
        self.phase = memory.phase if memory else Phase.LEARNING
        #: 0 while the card is new.
        self.stability = memory.stability if memory else 0.0
        self.difficulty = memory.difficulty if memory else 0.0
        self.remaining = memory.remaining if memory else 0
        self.days = memory.days if memory else 0
        self.day = memory.last_day if memory else 0
        self.instant = memory.last_instant if memory else 0
        self._seconds = 0

    def take_granted(
        self, review: Review, rating: Rating, state: State, settings: SchedulerSettings
    ) -> None:
        """Go on by a review whose interval holds, its step included, which was logged with it.

        ``rating`` is what it counts for by now, and ``state`` what that makes of the memory.
        """
        interval, failed = review.interval, review.rating is Rating.AGAIN
        learned = self.phase is not Phase.LEARNING
        steps = settings.relearning_steps if learned else settings.learning_steps
        fresh = not self.stability or self.phase is Phase.REVIEW
        step = next_step(steps, len(steps) if fresh else self.remaining, review.rating)
        self._take(review, rating, state)
        self._seconds = interval.seconds
        if interval.days:
            self.phase, self.remaining, self.days = Phase.REVIEW, 0, interval.days
        else:
            self.phase = Phase.RELEARNING if learned else Phase.LEARNING
            self.remaining = step.remaining if step else 0
            if learned and (failed or not steps):
                self.days = lapse_days(state.interval)

    def take_decided(self, review: Review, rating: Rating, state: State, grant: Grant) -> None:
        """Go on by a review that carries no interval, as the rules decide now."""
        self._take(review, rating, state)
        self.phase, self.days = grant.phase, grant.days
        self.remaining = grant.step.remaining if grant.step else 0
        self._seconds = grant.step.seconds if grant.step else 0

    def _take(self, review: Review, rating: Rating, state: State) -> None:
        if rating is Rating.AGAIN and self.phase is Phase.REVIEW:
            self.lapses += 1
        self.stability = stored(state.stability, 4)
        self.difficulty = stored(state.difficulty, 3)
        self.day = review.moment.day
        self.instant = review.moment.instant
        self.reps += 1

    def so_far(self) -> Memory | None:
        """What is known by now, with no due date to speak of; ``None`` while it is new."""
        return self._memory(self.day, 0) if self.stability else None

    def end(self, review: Review, fuzz: Fuzz | None) -> Memory:
        """What is known after the last review; ``fuzz`` of its :meth:`seeds`."""
        if fuzz is None:
            return self._memory(self.day + self.days, 0)

        return self._memory(*step_due(self._seconds, review.moment, fuzz))

    def seeds(self, review: Review) -> tuple[int, ...]:
        """Of the fuzz in the due date after the last review; none where it takes no fuzz."""
        return () if self.phase is Phase.REVIEW else (seed(review.card, self.reps - 1),)

    def _memory(self, due_day: int, due_instant: int) -> Memory:
        return Memory(
            phase=self.phase,
            stability=self.stability,
            difficulty=self.difficulty,
            remaining=self.remaining,
            days=self.days,
            due_day=due_day,
            due_instant=due_instant,
            last_day=self.day,
            last_instant=self.instant,
        )


def ends(traces: Sequence[tuple[Trace, Review]]) -> list[Memory]:
    """What each trace leads to with its last review, due date included."""
    seeds = [trace.seeds(review) for trace, review in traces]
    fuzz = iter(seeded_fuzz([seed for found in seeds for seed in found]))

    return [
        trace.end(review, next(fuzz) if found else None)
        for (trace, review), found in zip(traces, seeds, strict=True)
    ]
