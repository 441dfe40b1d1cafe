"""What comes of an answer: its mark, its review, and the learner's own verdict on it."""

from dataclasses import replace
from typing import assert_never

from quizgen.model import Answer, Match, Order, Rating, Recall, Review, Typed, Undo
from quizgen.session.events import Effect, Hint, Overrule, Rate, Record, Reveal, Stamp, Submit
from quizgen.session.reviews import intervals, make_review, overruled, replaced
from quizgen.session.states import Asking, Mode, Revealed, State, Take, Told

Step = tuple[State, tuple[Effect, ...]]
"""The next state, and what is to be done before it is shown."""


def while_asking(state: State, happening: Submit | Reveal | Hint) -> Step:
    """Take an answer, reveal one, or show the hint."""
    stage = state.stage
    if not isinstance(stage, Asking):
        return state, ()
    match happening:
        case Hint():
            hinted = bool(stage.question.hint)
            return replace(state, stage=replace(stage, hinted=hinted)), ()
        case Reveal(stamp=stamp):
            return _reveal(state, stage, stamp), ()
        case Submit():
            return _submit(state, stage, happening)
        case _ as never:
            assert_never(never)


def rate(state: State, happening: Rate) -> Step:
    """Take the learner's rating, of a recall or in the place of the one suggested."""
    match state.stage:
        case Revealed() as stage:
            return _rate_recall(state, stage, happening)
        case Told() as stage if can_rate(state):
            return _replace_review(state, stage, happening.stamp, rating=happening.rating)
        case _:
            return state, ()


def overrule(state: State, happening: Overrule) -> Step:
    """Turn the program's verdict round, or back."""
    stage = state.stage
    if not (isinstance(stage, Told) and can_overrule(state)):
        return state, ()
    # Only here: see _submit.
    from quizgen.marking import suggested_rating  # noqa: PLC0415

    program = stage.overruled or stage.mark
    mark = overruled(stage.review, program)
    told = replace(stage, mark=mark, overruled=None if mark == program else program)
    return _replace_review(state, told, happening.stamp, rating=suggested_rating(mark))


def can_overrule(state: State) -> bool:
    """Tell whether the verdict shown may be turned round: only that on a typed answer."""
    stage = state.stage
    return isinstance(stage, Told) and isinstance(stage.asking.question.response, Typed)


def can_rate(state: State) -> bool:
    """Tell whether the learner may rate now, in four steps."""
    if state.plan.mode is Mode.QUIZ:
        return False
    return isinstance(state.stage, Revealed) or can_overrule(state)


def ratings(state: State) -> tuple[Rating, ...]:
    """Return the ratings that may be given now; with a hint, *hard* at best."""
    match state.stage:
        case Revealed(asking=asking) | Told(asking=asking) if can_rate(state):
            return tuple(rating for rating in Rating if rating == _at_best(asking, rating))
        case _:
            return ()


def _reveal(state: State, stage: Asking, stamp: Stamp) -> State:
    if not isinstance(stage.question.response, Recall):
        return state
    granted = intervals(state.plan, stage.card, stamp.moment)
    revealed = Revealed(asking=stage, took=_took(stage, stamp), intervals=granted)
    return replace(state, stage=revealed)


def _submit(state: State, stage: Asking, submit: Submit) -> Step:
    if isinstance(stage.question.response, Recall):
        return state, ()
    if _incomplete(stage, submit) and not stage.nudged:
        return replace(state, stage=replace(stage, nudged=True)), ()
    # Marking has large tables, and the first question must not wait for them.
    from quizgen.marking import mark, suggested_rating  # noqa: PLC0415

    answer = Answer(
        shown=stage.shown,
        chosen=submit.chosen,
        typed=submit.typed,
        took=_took(stage, submit.stamp),
    )
    found = mark(stage.question, answer)
    granted = intervals(state.plan, stage.card, submit.stamp.moment, answer, found)
    review = make_review(
        state.plan,
        stage,
        submit.stamp,
        answer=answer,
        mark=found,
        rating=_at_best(stage, suggested_rating(found)),
        granted=granted,
        practice=state.round > 0,
    )
    told = Told(asking=stage, review=review, mark=found, intervals=granted)
    return _taken(replace(state, stage=told), stage, review)


def _incomplete(stage: Asking, submit: Submit) -> bool:
    if isinstance(stage.question.response, Order | Match):
        return len(submit.chosen) < len(stage.shown)
    return not (submit.chosen or submit.typed.strip())


def _took(stage: Asking, stamp: Stamp) -> int:
    return max(0, stamp.moment.instant - stage.since.instant)


def _at_best(stage: Asking, rating: Rating) -> Rating:
    return min(rating, Rating.HARD) if stage.hinted else rating


def _taken(state: State, stage: Asking, review: Review) -> Step:
    """Add an answer to the state to show; taking it back leads to the question."""
    take = Take(question=stage.question, review=review, round=state.round)
    before = replace(state, stage=stage)
    return replace(state, takes=(*state.takes, take), before=before), (Record(event=review),)


def _rate_recall(state: State, stage: Revealed, happening: Rate) -> Step:
    asking = stage.asking
    review = make_review(
        state.plan,
        asking,
        happening.stamp,
        answer=Answer(took=stage.took),
        mark=None,
        rating=_at_best(asking, happening.rating),
        granted=intervals(state.plan, asking.card, happening.stamp.moment),
        practice=state.round > 0,
    )
    return _taken(state, asking, review)


def _replace_review(state: State, stage: Told, stamp: Stamp, *, rating: Rating) -> Step:
    """Put another review in the place of the last one, which is taken back."""
    old = stage.review
    rating = _at_best(stage.asking, rating)
    if (rating, stage.mark) == (old.rating, old.mark):
        return state, ()
    interval = stage.intervals.get(rating, old.interval)
    review = replaced(old, stamp, mark=stage.mark, rating=rating, interval=interval)
    take = replace(state.takes[-1], review=review)
    undo = Undo(id=stamp.ids[1], moment=stamp.moment, ref=old.id)
    # The new review goes first: however it ends, the answer is in the log.
    return (
        replace(state, stage=replace(stage, review=review), takes=(*state.takes[:-1], take)),
        (Record(event=review), Record(event=undo)),
    )
