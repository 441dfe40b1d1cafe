"""A card's columns in Anki's table of cards."""

import json
from dataclasses import dataclass
from math import frexp, ldexp

from quizgen.model import Card, Memory, Phase
from quizgen.scheduler import SchedulerSettings
from quizgen.scheduler.engine import stored
from quizgen.scheduler.fuzz import f32

SUSPENDED = -1
"""The queue of a suspended card."""

_TYPES = {Phase.LEARNING: 1, Phase.REVIEW: 2, Phase.RELEARNING: 3}
_WITHIN_THE_DAY, _BY_DAY = 1, 3
_EASE = 2500
_MANTISSA = 24
"""Binary digits of a number of 32 bits."""

_DECAY = 0.1542
"""Of the default weights, the last of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the review log says of a card that has been reviewed, in Anki's terms."""

    #: 1 learning, 2 review, 3 relearning.
    type: int
    #: As the type; 3 for a step that ends on a later day.
    queue: int
    #: Study day on which it is due, or, within the day, seconds since 1970.
    due_day: int | None
    due_second: int
    #: Days; 0 in learning.
    interval: int
    remaining: int
    reps: int
    lapses: int
    stability: float
    difficulty: float
    #: Seconds since 1970.
    last_review: int
    retention: float
    decay: float
    ease: int = _EASE

    def due(self, first_day: int) -> int:
        """Return Anki's number of the day, counted from a study day, or seconds since 1970."""
        return self.due_second if self.due_day is None else self.due_day - first_day

    def data(self) -> str:
        """Return the JSON of the column ``data``, rounded as Anki does."""
        fields = {
            "s": keeping(self.stability),
            "d": round(self.difficulty, 3),
            "dr": round(self.retention, 2),
            "decay": round(self.decay, 3),
            "lrt": self.last_review,
        }
        return json.dumps(fields, separators=(",", ":"))


def state_of(card: Card, settings: SchedulerSettings) -> State | None:
    """Return a card's columns; ``None`` while it is new."""
    memory = card.memory
    if memory is None:
        return None
    retention = dict(settings.deck_retention).get(card.id.partition("/")[0])
    decay = settings.parameters[-1] if settings.parameters else _DECAY
    within_the_day = memory.phase is not Phase.REVIEW and memory.due_instant > 0

    return State(
        type=_TYPES[memory.phase],
        queue=_queue(memory),
        due_day=None if within_the_day else memory.due_day,
        due_second=memory.due_instant // 1000 if within_the_day else 0,
        interval=0 if memory.phase is Phase.LEARNING else memory.days,
        remaining=memory.remaining,
        reps=card.reps,
        lapses=card.lapses,
        stability=memory.stability,
        difficulty=memory.difficulty,
        last_review=memory.last_instant // 1000,
        retention=settings.desired_retention if retention is None else retention,
        decay=decay,
    )


def _queue(memory: Memory) -> int:
    if memory.phase is Phase.REVIEW:
        return _TYPES[Phase.REVIEW]
    return _WITHIN_THE_DAY if memory.due_instant else _BY_DAY


def keeping(stability: float) -> float:
    """Return what to hand to Anki so that it keeps a stability of four decimals as it is.

    Whenever it writes a card, it multiplies by 10,000 in numbers of 32 bits and rounds; some
    stabilities above 500 days become another one by that, and their neighbours become them.
    """
    near = f32(stability)
    span = ldexp(1, frexp(near)[1] - _MANTISSA)
    candidates = (near, near - span, near + span)
    return next((it for it in candidates if stored(it, 4) == stability), near)
