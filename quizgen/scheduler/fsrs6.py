"""FSRS-6 by the engine inside Anki, with Anki's rules around it, as a scheduler."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from quizgen.model import (
    CardId,
    Interval,
    Memory,
    Moment,
    Outcome,
    Outcomes,
    Phase,
    Rating,
    Review,
)
from quizgen.scheduler.engine import Engine, State, States, stored
from quizgen.scheduler.fuzz import Fuzz, seed, seeded_fuzz
from quizgen.scheduler.given import Given
from quizgen.scheduler.policy import EVIDENCE, Policy
from quizgen.scheduler.protocol import Replay, SchedulerSettings
from quizgen.scheduler.replaying import memories
from quizgen.scheduler.rules import Grant, Rules
from quizgen.scheduler.steps import step_due
from quizgen.scheduler.trace import Trace, ends

PARAMETER_RANGES = (
    *((0.001, 100.0),) * 4,
    (1.0, 10.0),
    (0.001, 4.0),
    (0.001, 4.0),
    (0.001, 0.75),
    (0.0, 4.5),
    (0.0, 0.8),
    (0.001, 3.5),
    (0.001, 5.0),
    (0.001, 0.25),
    (0.001, 0.9),
    (0.0, 4.0),
    (0.0, 1.0),
    (1.0, 6.0),
    (0.0, 2.0),
    (0.0, 2.0),
    (0.0, 0.8),
    (0.1, 0.8),
)
"""Between which each of the 21 weights makes sense; the engine moves others to the nearest end."""


class Fsrs6:
    """Free Spaced Repetition Scheduler, version 6."""

    name = "fsrs6"

    def __init__(
        self, settings: SchedulerSettings | None = None, policy: Policy = EVIDENCE
    ) -> None:
        """Start the engine with the settings' weights."""
        self.settings = settings or SchedulerSettings()
        self.policy = policy
        self._engine = Engine(self.settings.parameters, self.settings.desired_retention)
        self._engines = {
            deck: Engine(self.settings.parameters, retention)
            for deck, retention in self.settings.deck_retention
        }

    def outcomes(
        self,
        memory: Memory | None,
        card: CardId,
        reps: int,
        moment: Moment,
        guess: float = 0.0,
    ) -> Outcomes:
        """What each of the four ratings would give at this moment."""
        [fuzz] = seeded_fuzz([seed(card, reps)])
        states, grants = self._offer(card, memory, moment, guess, fuzz)

        return {rating: _outcome(states[rating], grants[rating], moment, fuzz) for rating in Rating}

    def follow(self, memory: Memory | None, reps: int, review: Review) -> Memory:
        """The memory after a review that was given."""
        trace = Trace(memory, reps)
        self._advance(trace, review, _fuzz_to_decide([[review]], reps))

        return ends([(trace, review)])[0]

    def replay(self, histories: Sequence[Sequence[Review]]) -> list[Replay]:
        """What following each card's reviews from the first one on leads to, faster."""
        traces = [Trace() for _ in histories]
        fuzz = _fuzz_to_decide(histories)
        for trace, reviews in zip(traces, histories, strict=True):
            for review in reviews:
                self._advance(trace, review, fuzz)
        begun = [pair for pair in zip(traces, histories, strict=True) if pair[1]]
        memories = iter(ends([(trace, reviews[-1]) for trace, reviews in begun]))

        return [
            Replay(memory=next(memories) if reviews else None, lapses=trace.lapses)
            for trace, reviews in zip(traces, histories, strict=True)
        ]

    def memories(
        self, given: Given, histories: Sequence[tuple[CardId, Sequence[int]]]
    ) -> list[Memory]:
        """The memories that :meth:`replay` comes to, of reviews in columns, many times as fast."""
        return memories(given, histories, self.settings, self._engine_for)

    def before(self, histories: Sequence[Sequence[Review]]) -> list[list[Memory | None]]:
        """What was known of each card when each of its reviews came, to compare with the answer."""
        fuzz = _fuzz_to_decide(histories)

        return [self._on_the_way(reviews, fuzz) for reviews in histories]

    def _on_the_way(self, reviews: Sequence[Review], fuzz: Iterator[Fuzz]) -> list[Memory | None]:
        trace, found = Trace(), list[Memory | None]()
        for review in reviews:
            found.append(trace.so_far())
            self._advance(trace, review, fuzz)

        return found

    def _engine_for(self, card: CardId) -> Engine:
        """The engine that has the desired retention of a card's deck."""
        if not self._engines:
            return self._engine

        return self._engines.get(card.partition("/")[0], self._engine)

    def _offer(
        self, card: CardId, memory: Memory | None, moment: Moment, guess: float, fuzz: Fuzz
    ) -> tuple[States, Mapping[Rating, Grant]]:
        """The engine's view of each rating, and the rules' decision."""
        engine = self._engine_for(card)
        rules = Rules(self.settings, fuzz, short_term=engine.short_term)
        if memory is None:
            states = engine.states(0, 0, 0, guess)
            steps = len(self.settings.learning_steps)

            return states, rules.in_steps(Phase.LEARNING, steps, 0, states)
        elapsed = max(0, moment.day - memory.last_day)
        states = engine.states(memory.stability, memory.difficulty, elapsed, guess)
        if memory.phase is Phase.REVIEW:
            return states, rules.in_review(memory.days, states)

        return states, rules.in_steps(memory.phase, memory.remaining, memory.days, states)

    def _advance(self, trace: Trace, review: Review, fuzz: Iterator[Fuzz]) -> None:
        """Go on by a review; ``fuzz`` for one that carries no interval."""
        moment = review.moment
        rating, guess = self.policy.grade(review)
        if _is_granted(review):
            elapsed = max(0, moment.day - trace.day)
            engine = self._engine_for(review.card)
            state = engine.state(trace.stability, trace.difficulty, elapsed, rating, guess)
            trace.take_granted(review, rating, state, self.settings)
        else:
            states, grants = self._offer(review.card, trace.so_far(), moment, guess, next(fuzz))
            trace.take_decided(review, rating, states[rating], grants[rating])

    def retrievability(self, memory: Memory, day: int) -> float:
        """The probability of recall on a study day."""
        return self._engine.retrievability(memory.stability, max(0, day - memory.last_day))


def _is_granted(review: Review) -> bool:
    return bool(review.interval.days or review.interval.seconds)


def _fuzz_to_decide(histories: Iterable[Sequence[Review]], reps: int = 0) -> Iterator[Fuzz]:
    """The fuzz of those reviews that carry no interval, in order; each card has had some reps."""
    seeds = [
        seed(review.card, number)
        for reviews in histories
        for number, review in enumerate(reviews, start=reps)
        if not _is_granted(review)
    ]

    return iter(seeded_fuzz(seeds))


def _outcome(state: State, grant: Grant, moment: Moment, fuzz: Fuzz) -> Outcome:
    """An outcome in full, with the precision that Anki stores."""
    if grant.step is None:
        interval = Interval(days=grant.days)
        remaining, due_day, due_instant = 0, moment.day + grant.days, 0
    else:
        interval = Interval(seconds=grant.step.seconds)
        remaining = grant.step.remaining
        due_day, due_instant = step_due(grant.step.seconds, moment, fuzz)
    memory = Memory(
        phase=grant.phase,
        stability=stored(state.stability, 4),
        difficulty=stored(state.difficulty, 3),
        remaining=remaining,
        days=grant.days,
        due_day=due_day,
        due_instant=due_instant,
        last_day=moment.day,
        last_instant=moment.instant,
    )

    return Outcome(interval=interval, memory=memory)
