"""Which question of an exam is before the learner, and how."""

from dataclasses import replace

from quizgen.model import Card, Moment
from quizgen.session.papers import Entry, Exam, Page, in_order_of_need, review_of
from quizgen.session.states import Asking, State, Told


def asked(state: State) -> Asking | None:
    """Return the question that waits for its answer, in an exam or elsewhere."""
    match state.stage:
        case Asking() as stage:
            return stage
        case Exam(page=Page.QUESTION) if state.paper is not None:
            entry = state.paper.entry
            return asking_of(entry, state.paper.since)
        case _:
            return None


def looked_at(state: State) -> Told | None:
    """Return the question that is looked at after an exam, with its verdict."""
    paper, stage = state.paper, state.stage
    if paper is None or not isinstance(stage, Exam) or stage.page is not Page.LOOK:
        return None
    entry = in_order_of_need(paper)[stage.at]
    review = review_of(entry, paper.begun)
    if review.mark is None:
        return None
    return Told(asking=asking_of(entry, paper.since), review=review, mark=review.mark)


def is_sitting(state: State) -> bool:
    """Tell whether an exam has begun and is not handed in."""
    stage = state.stage
    return isinstance(stage, Exam) and stage.page not in {Page.COVER, Page.LOOK}


def asking_of(entry: Entry, since: Moment) -> Asking:
    """Return a question as it waits for its answer."""
    # There are no hints in an exam.
    question = replace(entry.question, hint="")
    return Asking(question=question, card=Card(id=question.card), shown=entry.shown, since=since)
