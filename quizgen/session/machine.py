"""One step of a session: a state and what happened give the next state, and effects.

An answer is recorded as soon as it is marked, so the effects of a step come before anything of
the new state may be shown. Where the learner then rates or overrules, a second review takes the
first one's place, and an undo takes the first one back; both verdicts stay in the log.
"""

from dataclasses import replace
from typing import assert_never

from quizgen.model import Undo
from quizgen.selection import arrange
from quizgen.session.answers import can_rate, guess, overrule, rate, while_asking
from quizgen.session.asking import Step, begun, onwards, settle, supplied
from quizgen.session.comforts import brought, comfort
from quizgen.session.events import (
    AskMissesAgain,
    Begin,
    Cited,
    Decide,
    Edit,
    Edited,
    Exhaust,
    Fetch,
    Guess,
    Happening,
    Hint,
    InExam,
    Overrule,
    Proceed,
    Quit,
    Rate,
    Record,
    Reveal,
    Rewind,
    Rewound,
    SetAside,
    ShowSource,
    Skip,
    Stamp,
    Submit,
    Supply,
    Sure,
    TakeBack,
    ToggleFlag,
)
from quizgen.session.exam import in_exam, sit
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
    return State(
        plan=plan,
        stage=Fetching(),
        begun=moment,
        latest=moment,
        earlier=plan.earlier,
        flagged=frozenset(card.id for card in plan.cards.values() if card.flagged),
        said=plan.said,
    )


def step(state: State, happening: Happening) -> Step:
    """Take one step; what makes no sense where the session is changes nothing."""
    if isinstance(happening, InExam) or in_exam(state, happening):
        return sit(state, happening)
    state = replace(state, latest=happening.stamp.moment)
    match happening:
        case Begin() | Supply() | Exhaust():
            return _from_outside(state, happening)
        case Edited() | Cited():
            return brought(state, happening), ()
        case Rewound():
            return _rewound(state, happening)
        case _:
            return _by_learner(replace(state, said=""), happening)


_FromOutside = Begin | Supply | Exhaust
_Answering = Submit | Reveal | Hint | Sure | Overrule | Guess | Rate | Proceed
_Comforting = SetAside | ToggleFlag | Skip | Edit | ShowSource


def _by_learner(
    state: State,
    happening: "_Answering | _Comforting | TakeBack | AskMissesAgain | Decide | Quit",
) -> Step:
    match happening:
        case Submit() | Reveal() | Hint() | Sure():
            return while_asking(state, happening)
        case Overrule():
            return overrule(state, happening)
        case Guess():
            return guess(state, happening)
        case Rate() | Proceed():
            return _onwards(state, happening)
        case SetAside() | ToggleFlag() | Skip() | Edit() | ShowSource():
            return comfort(state, happening)
        case TakeBack() | Quit() | AskMissesAgain() | Decide():
            return _elsewhere(state, happening)
        case _ as never:
            assert_never(never)


def _from_outside(state: State, happening: _FromOutside) -> Step:
    match happening:
        case Begin(stamp=stamp):
            return onwards(begun(state, stamp.moment), stamp)
        case Supply():
            return supplied(state, happening), ()
        case Exhaust(wakes=wakes):
            return replace(state, stage=Closing(wakes=wakes)), ()
        case _ as never:
            assert_never(never)


def _onwards(state: State, happening: Rate | Proceed) -> Step:
    """Leave the question behind; a rating given is recorded first."""
    state = replace(state, passage="")
    match state.stage, happening:
        case ((Revealed() | Told()), Rate()) if isinstance(state.stage, Revealed) or can_rate(
            state
        ):
            rated, effects = rate(state, happening)
            ahead, more = onwards(rated, happening.stamp)
            return ahead, (*effects, *more)
        case Told(), Proceed():
            return onwards(state, happening.stamp)
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


def can_take_back(state: State) -> bool:
    """Tell whether there may be something to take back, from before this session even."""
    if isinstance(state.stage, Over | Fetching):
        return False
    return state.before is not None or (state.plan.mode is Mode.STUDY and state.earlier)


def _take_back(state: State, stamp: Stamp) -> Step:
    if not can_take_back(state):
        return state, ()
    before = state.before
    if before is None:
        return state, (Rewind(),)
    stage = before.stage
    if isinstance(stage, Asking):
        stage = replace(stage, since=stamp.moment, nudged=False)
    restored = replace(
        before,
        stage=stage,
        counted=state.counted,
        latest=stamp.moment,
        flagged=state.flagged,
        passage="",
        said="Taken back.",
    )
    undone = (
        Undo(id=id_, moment=stamp.moment, ref=ref)
        for id_, ref in zip(stamp.ids, state.undoes, strict=False)
    )
    return restored, tuple(Record(event=event) for event in undone)


def _rewound(state: State, rewound: Rewound) -> Step:
    """Take an answer of before this session back, and ask its card."""
    stamp, review = rewound.stamp, rewound.review
    if review is None:
        nothing = "There is nothing more of today to take back."
        return replace(state, earlier=False, said=nothing), ()
    undo = Undo(id=stamp.ids[0], moment=stamp.moment, ref=review.id)
    fetching = replace(state, stage=Fetching(), said="Taken back.", passage="")
    return fetching, (Record(event=undo), Fetch(later=state.later, card=review.card))


def _again(state: State, stamp: Stamp) -> Step:
    """Go over the misses once more; for practice, it changes no schedule."""
    missed = misses(state)
    if not (missed and isinstance(state.stage, Closing)):
        return state, ()
    number = state.round + 1
    # Elsewhere the place of the answer would be remembered rather than the answer.
    pending = tuple(arrange(miss.question, f"{state.plan.session} {number}") for miss in missed)
    return onwards(replace(state, pending=pending, round=number), stamp)


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
    return settle(replace(state, stage=Over(quit=early)), stamp)
