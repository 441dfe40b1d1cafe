"""One step of a session: a state and what happened give the next state, and effects.

An answer is recorded as soon as it is marked, so the effects of a step come before anything of
the new state may be shown. Where the learner then rates or overrules, a second review takes the
first one's place, and an undo takes the first one back; both verdicts stay in the log.
"""

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
    Undo,
)
from quizgen.selection import arrange
from quizgen.session.answers import Step, can_rate, overrule, rate, while_asking
from quizgen.session.events import (
    AskMissesAgain,
    Begin,
    Decide,
    Exhaust,
    Fetch,
    Happening,
    Hint,
    Overrule,
    Proceed,
    Quit,
    Rate,
    Record,
    Reveal,
    Stamp,
    Submit,
    Supply,
    TakeBack,
)
from quizgen.session.states import (
    Asking,
    Closing,
    Fetching,
    Mode,
    Over,
    Plan,
    Revealed,
    State,
    Told,
)
from quizgen.session.summary import misses


def new_session(plan: Plan, stamp: Stamp) -> State:
    """Return a session that has not begun."""
    moment = stamp.moment
    return State(plan=plan, stage=Fetching(), begun=moment, latest=moment)


def step(state: State, happening: Happening) -> Step:
    """Take one step; what makes no sense where the session is changes nothing."""
    state = replace(state, latest=happening.stamp.moment)
    match happening:
        case Begin() | Supply() | Exhaust():
            return _from_outside(state, happening)
        case Submit() | Reveal() | Hint():
            return while_asking(state, happening)
        case Overrule():
            return overrule(state, happening)
        case Rate() | Proceed():
            return _onwards(state, happening)
        case TakeBack() | Quit() | AskMissesAgain() | Decide():
            return _elsewhere(state, happening)
        case _ as never:
            assert_never(never)


def _from_outside(state: State, happening: Begin | Supply | Exhaust) -> Step:
    match happening:
        case Begin(stamp=stamp):
            return _next(replace(state, pending=state.plan.questions, begun=stamp.moment), stamp)
        case Supply():
            return _supplied(state, happening), ()
        case Exhaust(wakes=wakes):
            return replace(state, stage=Closing(wakes=wakes)), ()
        case _ as never:
            assert_never(never)


def _onwards(state: State, happening: Rate | Proceed) -> Step:
    """Leave the question behind; a rating given is recorded first."""
    match state.stage, happening:
        case ((Revealed() | Told()), Rate()) if isinstance(state.stage, Revealed) or can_rate(
            state
        ):
            rated, effects = rate(state, happening)
            ahead, more = _next(rated, happening.stamp)
            return ahead, (*effects, *more)
        case Told(), Proceed():
            return _next(state, happening.stamp)
        case Closing(), Proceed():
            return _close(state, happening.stamp, left=False)
        case _:
            return state, ()


def _elsewhere(state: State, happening: TakeBack | Quit | AskMissesAgain | Decide) -> Step:
    match happening:
        case TakeBack(stamp=stamp):
            return _take_back(state, stamp)
        case Quit(stamp=stamp):
            return _close(state, stamp, left=True)
        case AskMissesAgain(stamp=stamp):
            return _again(state, stamp)
        case Decide():
            return _decide(state, happening)
        case _ as never:
            assert_never(never)


def _supplied(state: State, supply: Supply) -> State:
    question = arrange(supply.question, str(supply.card.reps))
    asked = replace(state, waiting=supply.waiting)
    return _ask(asked, question, supply.card, supply.stamp.moment)


def _ask(state: State, question: Question, card: Card, moment: Moment) -> State:
    shown = _shown(question, f"{card.reps} {state.round}")
    return replace(state, stage=Asking(question=question, card=card, shown=shown, since=moment))


def _shown(question: Question, seed: str) -> tuple[str, ...]:
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


def _next(state: State, stamp: Stamp) -> Step:
    """Go to the next question, or to the summary where there is none."""
    if state.plan.mode is Mode.STUDY:
        return replace(state, stage=Fetching()), (Fetch(),)
    if not state.pending:
        return _settle(replace(state, stage=Closing()), stamp)
    question, *rest = state.pending
    ahead = replace(state, pending=tuple(rest))
    return _ask(ahead, question, Card(id=question.card), stamp.moment), ()


def _take_back(state: State, stamp: Stamp) -> Step:
    before = state.before
    if before is None or not isinstance(before.stage, Asking) or isinstance(state.stage, Over):
        return state, ()
    undo = Undo(id=stamp.ids[0], moment=stamp.moment, ref=state.takes[-1].review.id)
    asking = replace(before.stage, since=stamp.moment, nudged=False)
    restored = replace(before, stage=asking, counted=state.counted, latest=stamp.moment)
    return restored, (Record(event=undo),)


def _again(state: State, stamp: Stamp) -> Step:
    """Go over the misses of a quiz once more."""
    missed = misses(state)
    if not (missed and isinstance(state.stage, Closing) and state.plan.mode is Mode.QUIZ):
        return state, ()
    number = state.round + 1
    # Elsewhere the place of the answer would be remembered rather than the answer.
    pending = tuple(arrange(miss.question, f"{state.plan.session} {number}") for miss in missed)
    return _next(replace(state, pending=pending, round=number), stamp)


def _decide(state: State, decide: Decide) -> Step:
    """Settle whether the answers count, and end."""
    if not isinstance(state.stage, Closing) or state.counted is not None:
        return state, ()
    decided = replace(state, plan=replace(state.plan, record=decide.count))
    return _close(decided, decide.stamp, left=False)


def _close(state: State, stamp: Stamp, *, left: bool) -> Step:
    """End the session; leaving it at its summary is its ordinary end."""
    if isinstance(state.stage, Over):
        return state, ()
    early = left and not isinstance(state.stage, Closing)
    return _settle(replace(state, stage=Over(quit=early)), stamp)


def _settle(state: State, stamp: Stamp) -> Step:
    """Make the answers of a quiz count, if that is settled and has not been done."""
    if state.plan.record is None or state.counted is not None or state.plan.mode is Mode.STUDY:
        return state, ()
    settled = replace(state, counted=state.plan.record)
    if not (state.plan.record and state.takes):
        return settled, ()
    count = Count(id=stamp.ids[1], moment=stamp.moment, session=state.plan.session)
    return settled, (Record(event=count),)
