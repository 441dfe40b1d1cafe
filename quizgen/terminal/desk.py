"""What stands between a session and the world: it carries out what the session asks for.

Both drivers work at the same desk. When :meth:`Desk.send` returns, every answer of the step is on
disk, and only then may the driver show the new state.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import assert_never

from quizgen.model import Event, Moment, Question
from quizgen.progress import Progress
from quizgen.review_queue import StudyQueue
from quizgen.session import (
    Begin,
    Cited,
    Edited,
    Effect,
    Exhaust,
    Fetch,
    Happening,
    LookUp,
    Open,
    Plan,
    Record,
    Rewind,
    Rewound,
    Stamp,
    State,
    Supply,
    is_sitting,
    new_session,
    step,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What came of opening a fact in an editor."""

    #: The question as the deck has it now; ``None``: it stays as it was.
    question: Question | None = None
    #: All questions as the decks have them now; ``None``: as they were.
    queue: StudyQueue | None = None
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Callbacks:
    """What the caller lends a session: the clock, the review log, ids, and the decks' files."""

    now: Callable[[], Moment]
    #: Appends an event to the log; when it returns, the event is on disk.
    record: Callable[[Event], None]
    #: Makes the id of an event of that moment.
    new_id: Callable[[Moment], str]
    #: Opens a question's fact in an editor and waits; ``None``: facts cannot be edited.
    edit: Callable[[Question], Edit] | None = None
    #: Finds the passage that a question's fact cites; ``None``: there is no looking it up.
    look_up: Callable[[Question], str] | None = None
    #: Called once, when the first question is on the screen and nobody waits.
    rested: Callable[[], object] | None = None


@dataclass(slots=True, kw_only=True)
class Supplies:
    """Where a study session takes its questions from."""

    queue: StudyQueue
    #: What the log says so far; every event recorded is added to it.
    progress: Progress


@dataclass(slots=True, kw_only=True)
class Desk:
    """Runs one session; holds its state."""

    plan: Plan
    callbacks: Callbacks
    supplies: Supplies | None = None
    #: What the driver does while another program has the terminal.
    aside: Callable[[], AbstractContextManager[object]] = nullcontext
    state: State = field(init=False)

    def __post_init__(self) -> None:
        """Begin the session."""
        self.state = new_session(self.plan, self.stamp())
        self.send(lambda stamp: Begin(stamp=stamp))

    def stamp(self) -> Stamp:
        """Return this moment, with ids for what may come of it."""
        moment, new_id = self.callbacks.now(), self.callbacks.new_id
        return Stamp(moment=moment, ids=(new_id(moment), new_id(moment)))

    def send(self, request: Callable[[Stamp], Happening]) -> None:
        """Let something happen now, and do all that the session asks for in return."""
        waiting = [request(self.stamp())]
        while waiting:
            self.state, effects = step(self.state, waiting.pop())
            for effect in effects:
                waiting += self._carry_out(effect)

    def rest(self) -> None:
        """Let the caller do what the first question need not wait for."""
        if self.callbacks.rested is not None:
            self.callbacks.rested()

    def time_left(self) -> float | None:
        """Return the seconds that an exam still has; ``None``: no clock runs."""
        if not is_sitting(self.state) or self.state.paper is None:
            return None
        left = self.state.paper.left(self.callbacks.now())
        return None if left is None else left / 1000

    def _carry_out(self, effect: Effect) -> list[Happening]:
        match effect:
            case Record(event=event):
                self.callbacks.record(event)
                if self.supplies is not None:
                    self.supplies.progress.add(event)
                return []
            case Fetch():
                return [self._fetch(effect)]
            case Rewind():
                return [self._rewind()]
            case Open(question=question):
                return [self._edit(question)]
            case LookUp(question=question):
                look_up = self.callbacks.look_up
                passage = look_up(question) if look_up else ""
                return [Cited(stamp=self.stamp(), passage=passage)]
            case _ as never:
                assert_never(never)

    def _fetch(self, fetch: Fetch) -> Happening:
        stamp = self.stamp()
        if self.supplies is None:
            return Exhaust(stamp=stamp)
        queue, progress = self.supplies.queue, self.supplies.progress
        outlook = queue.look(progress, stamp.moment, fetch.later)
        question = queue.question(progress, fetch.card) if fetch.card else outlook.question
        if question is None:
            return Exhaust(stamp=stamp, wakes=outlook.wakes)
        return Supply(
            stamp=stamp,
            question=question,
            card=progress.card(question.card),
            waiting=outlook.counts,
            slow_from=progress.latencies().slow_from(question.kind),
        )

    def _rewind(self) -> Happening:
        stamp = self.stamp()
        if self.supplies is None:
            return Rewound(stamp=stamp)
        review = self.supplies.progress.latest(stamp.moment.day)
        if review is None or review.card not in self.supplies.queue:
            return Rewound(stamp=stamp)
        return Rewound(stamp=stamp, review=review)

    def _edit(self, question: Question) -> Happening:
        if self.callbacks.edit is None:
            return Edited(stamp=self.stamp(), said="This question has no deck file to edit.")
        with self.aside():
            edit = self.callbacks.edit(question)
        if edit.queue is not None and self.supplies is not None:
            self.supplies.queue = edit.queue
        return Edited(stamp=self.stamp(), question=edit.question, said=edit.said)
