"""What comes of an answer: its mark, its review, and the learner's own verdict on it."""

from dataclasses import replace
from typing import assert_never

from quizgen.model import (
    Answer,
    Card,
    Match,
    Order,
    Phase,
    Rating,
    Recall,
    Review,
    Typed,
    Verdict,
)
from quizgen.progress import leech_noticed
from quizgen.session.asking import Step
from quizgen.session.events import (
    Guess,
    Hint,
    Overrule,
    Rate,
    Record,
    Reveal,
    Stamp,
    Submit,
    Sure,
)
from quizgen.session.reviews import (
    intervals,
    make_review,
    overruled,
    replaced,
    suggested,
    with_time,
)
from quizgen.session.states import Asking, Revealed, State, Take, Told


def while_asking(state: State, happening: Submit | Reveal | Hint | Sure) -> Step:
    """Take an answer, reveal one, show the hint, or note that the learner is sure."""
    stage = state.stage
    if not isinstance(stage, Asking):
        return state, ()
    match happening:
        case Hint():
            hinted = bool(stage.question.hint)
            return replace(state, stage=replace(stage, hinted=hinted)), ()
        case Sure():
            sure = can_be_sure(state) and not stage.sure
            return replace(state, stage=replace(stage, sure=sure)), ()
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
            return _replace_review(state, stage, happening.stamp, rating=happening.rating, own=True)
        case _:
            return state, ()


def overrule(state: State, happening: Overrule) -> Step:
    """Turn the program's verdict round, or back."""
    stage = state.stage
    if not (isinstance(stage, Told) and can_overrule(state)):
        return state, ()
    program = stage.overruled or stage.mark
    mark = overruled(stage.review, program)
    told = replace(stage, mark=mark, overruled=None if mark == program else program)
    rating = suggested(state, stage.review.answer, mark).rating
    return _replace_review(state, told, happening.stamp, rating=rating)


def guess(state: State, happening: Guess) -> Step:
    """Let a right answer count as not known, or as right again.

    Whoever guesses has shown no memory, so the card comes again soon.
    """
    stage = state.stage
    if not (isinstance(stage, Told) and can_guess(state)):
        return state, ()
    answer = stage.review.answer
    answer = replace(answer, guessed=not answer.guessed)
    told = replace(stage, review=replace(stage.review, answer=answer))
    rating = suggested(state, answer, stage.mark).rating
    return _replace_review(state, told, happening.stamp, rating=rating)


def can_be_sure(state: State) -> bool:
    """Tell whether the learner may say that they are sure of what they are about to answer.

    Only where the program marks it, and it counts for the schedule.
    """
    stage = state.stage
    if not isinstance(stage, Asking) or isinstance(stage.question.response, Recall):
        return False
    return state.scheduling


def is_hard_for_time(told: Told) -> bool:
    """Tell whether an answer counts as *hard* for having been slow."""
    review = told.review
    decided = bool(review.answer.slow_from) and not (review.own or review.answer.hinted)
    right = told.mark.verdict is not Verdict.WRONG
    return decided and right and review.rating is Rating.HARD


def can_guess(state: State) -> bool:
    """Tell whether the answer shown may be called a guess: a right one that was picked."""
    stage = state.stage
    if not isinstance(stage, Told) or isinstance(stage.asking.question.response, Typed):
        return False
    return stage.mark.verdict is not Verdict.WRONG


def can_overrule(state: State) -> bool:
    """Tell whether the verdict shown may be turned round: only that on a typed answer."""
    stage = state.stage
    return isinstance(stage, Told) and isinstance(stage.asking.question.response, Typed)


def can_rate(state: State) -> bool:
    """Tell whether the learner may rate now, in four steps."""
    if not state.scheduling:
        return False
    slow = isinstance(state.stage, Told) and is_hard_for_time(state.stage)
    return isinstance(state.stage, Revealed) or can_overrule(state) or slow


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
    granted = intervals(state, stage.card, stamp.moment)
    revealed = Revealed(asking=stage, took=_took(stage, stamp), intervals=granted)
    return replace(state, stage=revealed)


def _submit(state: State, stage: Asking, submit: Submit) -> Step:
    if isinstance(stage.question.response, Recall):
        return state, ()
    if _incomplete(stage, submit) and not stage.nudged:
        return replace(state, stage=replace(stage, nudged=True)), ()
    # Marking has large tables, and the first question must not wait for them.
    from quizgen.marking import mark  # noqa: PLC0415

    answer = Answer(
        shown=stage.shown,
        chosen=submit.chosen,
        typed=submit.typed,
        took=_took(stage, submit.stamp),
        hinted=stage.hinted,
        sure=stage.sure,
    )
    found = mark(stage.question, answer)
    answer = with_time(stage, answer, found)
    rating, guess = suggested(state, answer, found)
    granted = intervals(state, stage.card, submit.stamp.moment, guess)
    review = make_review(
        state,
        stage,
        submit.stamp,
        answer=answer,
        mark=found,
        rating=rating,
        granted=granted,
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
    taken = replace(
        state,
        takes=(*state.takes, take),
        before=before,
        undoes=(review.id,),
        later=tuple(card for card in state.later if card != review.card),
        said=_of_a_leech(state, stage.card, review),
    )
    return taken, (Record(event=review),)


def _of_a_leech(state: State, card: Card, review: Review) -> str:
    """Say that a card keeps being forgotten, where this answer has just shown it."""
    learned = card.memory is not None and card.memory.phase is Phase.REVIEW
    if not (state.scheduling and learned and review.rating is Rating.AGAIN):
        return ""
    after = replace(card, lapses=card.lapses + 1)
    if not leech_noticed(card, after, state.plan.leech):
        return ""
    # After a rating of one's own the next question is on the screen already.
    which = "This card" if review.mark else "The last card"
    return f"{which} was forgotten {after.lapses} times: reword the fact, or suspend the card."


def _rate_recall(state: State, stage: Revealed, happening: Rate) -> Step:
    asking = stage.asking
    review = make_review(
        state,
        asking,
        happening.stamp,
        answer=Answer(took=stage.took, hinted=asking.hinted),
        mark=None,
        rating=_at_best(asking, happening.rating),
        granted=intervals(state, asking.card, happening.stamp.moment),
    )
    return _taken(state, asking, review)


def _replace_review(
    state: State, stage: Told, stamp: Stamp, *, rating: Rating, own: bool = False
) -> Step:
    """Put another review in the place of the last one, in one event, so that one of them holds."""
    old = state.takes[-1].review
    rating = _at_best(stage.asking, rating)
    answer = stage.review.answer
    # What another policy may weigh otherwise is theirs also where they only confirm it.
    confirmed = own and (answer.slow_from or stage.mark.share is not None)
    if (rating, stage.mark, answer) == (old.rating, old.mark, old.answer) and not confirmed:
        return state, ()
    interval = stage.intervals.get(rating, old.interval)
    review = replaced(
        old,
        stamp,
        mark=stage.mark,
        rating=rating,
        own=own,
        interval=interval,
        answer=answer,
    )
    take = replace(state.takes[-1], review=review)
    told = replace(
        state,
        stage=replace(stage, review=review),
        takes=(*state.takes[:-1], take),
        undoes=(review.id,),
    )
    return told, (Record(event=review),)
