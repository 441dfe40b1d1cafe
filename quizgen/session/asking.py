"""How a question comes onto the screen, and which comes next."""

from dataclasses import replace
from random import Random
from typing import assert_never

from quizgen.model import (
    Card,
    Choice,
    Count,
    Match,
    Moment,
    Order,
    Question,
    Recall,
    Typed,
    Verdict,
)
from quizgen.selection import arrange
from quizgen.session.events import Effect, Fetch, Record, Stamp, Supply
from quizgen.session.states import (
    Asking,
    Closing,
    Fetching,
    Mode,
    Revealed,
    State,
    Told,
)

Step = tuple[State, tuple[Effect, ...]]
"""The next state, and what is to be done before it is shown."""

_MINUTE = 60_000


def supplied(state: State, supply: Supply) -> State:
    """Return the session with the question that was fetched on the screen."""
    question = arrange(supply.question, str(supply.card.reps))
    card, flagged = supply.card, state.flagged
    flagged = flagged | {card.id} if card.flagged else flagged - {card.id}
    asked = replace(state, waiting=supply.waiting, flagged=flagged)
    stage = _asking(state, question, card, supply.stamp.moment)
    return replace(asked, stage=replace(stage, slow_from=supply.slow_from))


def begun(state: State, moment: Moment) -> State:
    """Return the session at its beginning; answers from before it was interrupted stand there.

    They count for the score, for the time, and may be taken back.
    """
    pending = state.plan.questions
    spent = sum(take.review.answer.took for take in state.plan.takes)
    started = replace(moment, instant=moment.instant - spent)
    state = replace(state, pending=pending, begun=started)
    for take in state.plan.takes:
        pending = tuple(each for each in pending if each.id != take.question.id)
        card = state.plan.cards.get(take.question.card) or Card(id=take.question.card)
        asking = Asking(
            question=take.question, card=card, shown=take.review.answer.shown, since=moment
        )
        asked = replace(state, stage=asking, pending=pending)
        state = replace(
            state,
            pending=pending,
            takes=(*state.takes, take),
            before=asked,
            undoes=(take.review.id,),
        )
    return state


def ask_again(state: State, question: Question, card: Card, moment: Moment) -> Asking:
    """Return a question that was reworded as it comes onto the screen."""
    return _asking(state, arrange(question, str(card.reps)), card, moment)


def onwards(state: State, stamp: Stamp) -> Step:
    """Go to the next question, or to the summary where there is none or the time is over."""
    state = _with_miss(state)
    if _time_is_over(state, stamp.moment):
        return settle(replace(state, stage=Closing(timed=True)), stamp)
    if state.scheduling:
        return replace(state, stage=Fetching()), (Fetch(later=state.later),)
    if not state.pending:
        return settle(replace(state, stage=Closing()), stamp)
    question, *rest = state.pending
    ahead = replace(state, pending=tuple(rest))
    card = state.plan.cards.get(question.card) or Card(id=question.card)
    asking = _asking(ahead, question, card, stamp.moment)
    return replace(ahead, stage=asking), ()


def settle(state: State, stamp: Stamp) -> Step:
    """Make the answers of a quiz count, if that is settled and has not been done."""
    if state.plan.record is None or state.counted is not None or state.plan.mode is Mode.STUDY:
        return state, ()
    settled = replace(state, counted=state.plan.record)
    if not (state.plan.record and state.takes):
        return settled, ()
    count = Count(id=stamp.ids[1], moment=stamp.moment, session=state.plan.session)
    return settled, (Record(event=count),)


def _with_miss(state: State) -> State:
    """Put a question that was missed behind the others, where it is asked until it is right."""
    answered = isinstance(state.stage, Told | Revealed)
    if not (state.plan.until_right and answered and state.takes):
        return state
    take = state.takes[-1]
    if take.verdict is not Verdict.WRONG:
        return state
    # Elsewhere the place of the answer would be remembered rather than the answer.
    again = arrange(take.question, f"{state.plan.session} {len(state.takes)}")
    return replace(state, pending=(*state.pending, again))


def _time_is_over(state: State, moment: Moment) -> bool:
    minutes = state.plan.minutes
    gone = moment.instant - state.begun.instant
    return bool(minutes) and not state.round and gone >= minutes * _MINUTE


def _asking(state: State, question: Question, card: Card, moment: Moment) -> Asking:
    order = shown(question, f"{card.reps} {state.round}")
    return Asking(question=question, card=card, shown=order, since=moment)


def shown(question: Question, seed: str) -> tuple[str, ...]:
    """Return options or items in the order to show; what is to be ordered never stands right."""
    match question.response:
        case Choice(options=options):
            return tuple(option.text for option in options)
        case Order(items=items):
            return _shuffled(items, f"order {question.id} {seed}")
        case Match(pairs=pairs):
            return _shuffled(tuple(side for _, side in pairs), f"match {question.id} {seed}")
        case Recall() | Typed():
            return ()
        case _ as never:
            assert_never(never)


def _shuffled(items: tuple[str, ...], seed: str) -> tuple[str, ...]:
    order = list(items)
    Random(seed).shuffle(order)  # noqa: S311  # options are no secret
    if tuple(order) == items:
        order = order[1:] + order[:1]
    return tuple(order)
