"""What a sitting that was interrupted has come to so far, from the events of the log."""

from collections.abc import Iterable, Sequence

from quizgen.model import Event, Question, Review, Undo
from quizgen.progress import Progress
from quizgen.scheduler import Scheduler
from quizgen.session.states import Take


def answers_of(session: str, events: Iterable[Event], scheduler: Scheduler) -> tuple[Review, ...]:
    """Return the answers of a sitting that hold, in the order given."""
    bearing = {
        event.id: event
        for event in events
        if isinstance(event, Undo) or (isinstance(event, Review) and event.session == session)
    }
    progress = Progress(scheduler, events=bearing.values())
    held = [
        event
        for event in bearing.values()
        if isinstance(event, Review) and not progress.is_taken_back(event.id)
    ]
    return tuple(sorted(held, key=lambda review: (review.moment.instant, review.id)))


def takes_of(questions: Sequence[Question], answers: Iterable[Review]) -> tuple[Take, ...]:
    """Return the questions of a quiz that have been answered, each with its answer."""
    asked = {(question.card, question.kind): question for question in questions}
    found = [(asked.get((review.card, review.kind)), review) for review in answers]
    return tuple(
        Take(question=question, review=review) for question, review in found if question is not None
    )
