"""What stands between a session and the world: it carries out what the session asks for.

Both drivers work at the same desk. When :meth:`Desk.send` returns, every answer of the step is on
disk, and only then may the driver show the new state.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

from quizgen.model import Event, Moment
from quizgen.progress import Progress
from quizgen.review_queue import StudyQueue
from quizgen.session import (
    Begin,
    Effect,
    Exhaust,
    Fetch,
    Happening,
    Plan,
    Record,
    Stamp,
    State,
    Supply,
    new_session,
    step,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Callbacks:
    """What the caller lends a session: the clock, the review log, and ids."""

    now: Callable[[], Moment]
    #: Appends an event to the log; when it returns, the event is on disk.
    record: Callable[[Event], None]
    #: Makes the id of an event of that moment.
    new_id: Callable[[Moment], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplies:
    """Where a study session takes its questions from."""

    queue: StudyQueue
    #: What the log says so far; every event recorded is added to it.
    progress: Progress


class Desk:
    """Runs one session; holds its state."""

    def __init__(self, plan: Plan, callbacks: Callbacks, supplies: Supplies | None = None) -> None:
        """Begin the session."""
        self._callbacks = callbacks
        self._supplies = supplies
        self.state: State = new_session(plan, self.stamp())
        self.send(lambda stamp: Begin(stamp=stamp))

    def stamp(self) -> Stamp:
        """Return this moment, with ids for what may come of it."""
        moment = self._callbacks.now()
        return Stamp(
            moment=moment, ids=(self._callbacks.new_id(moment), self._callbacks.new_id(moment))
        )

    def send(self, request: Callable[[Stamp], Happening]) -> None:
        """Let something happen now, and do all that the session asks for in return."""
        waiting = [request(self.stamp())]
        while waiting:
            self.state, effects = step(self.state, waiting.pop())
            for effect in effects:
                waiting += self._carry_out(effect)

    def _carry_out(self, effect: Effect) -> list[Happening]:
        match effect:
            case Record(event=event):
                self._callbacks.record(event)
                if self._supplies is not None:
                    self._supplies.progress.add(event)
                return []
            case Fetch():
                return [self._fetch()]
            case _ as never:
                assert_never(never)

    def _fetch(self) -> Happening:
        stamp = self.stamp()
        if self._supplies is None:
            return Exhaust(stamp=stamp)
        queue, progress = self._supplies.queue, self._supplies.progress
        question = queue.next(progress, stamp.moment)
        if question is None:
            return Exhaust(stamp=stamp, wakes=queue.wakes(progress, stamp.moment))
        return Supply(
            stamp=stamp,
            question=question,
            card=progress.card(question.card),
            waiting=queue.remaining(progress, stamp.moment),
        )
