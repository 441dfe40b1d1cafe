"""What else may be done with the card on the screen: aside, flagged, skipped, edited, looked up."""

from dataclasses import replace
from typing import assert_never

from quizgen.model import Bury, Choice, Flag, Question, Suspend
from quizgen.session.asking import Step, ask_again, onwards
from quizgen.session.events import (
    Aside,
    Cited,
    Edit,
    Edited,
    LookUp,
    Open,
    Record,
    SetAside,
    ShowSource,
    Skip,
    ToggleFlag,
)
from quizgen.session.states import Asking, Fetching, Revealed, State, Told

Comfort = SetAside | ToggleFlag | Skip | Edit | ShowSource
"""What a learner may do with a card beside answering it."""


def comfort(state: State, happening: Comfort) -> Step:
    """Do something with the card on the screen other than answering it."""
    match happening:
        case SetAside():
            return _set_aside(state, happening)
        case ToggleFlag():
            return _toggle_flag(state, happening)
        case Skip():
            return _skip(state, happening)
        case Edit():
            question = on_screen(state) if can_edit(state) else None
            return state, (() if question is None else (Open(question=question),))
        case ShowSource():
            return _show_source(state)
        case _ as never:
            assert_never(never)


def brought(state: State, happening: Edited | Cited) -> State:
    """Take up what an edit came to, or the passage that was looked up."""
    match happening:
        case Edited():
            return _edited(state, happening)
        case Cited(passage=passage):
            return replace(state, passage=passage)
        case _ as never:
            assert_never(never)


def on_screen(state: State) -> Question | None:
    """Return the question that the learner has before them."""
    match state.stage:
        case Asking(question=question):
            return question
        case Revealed(asking=asking) | Told(asking=asking):
            return asking.question
        case _:
            return None


def is_suspended(state: State) -> bool:
    """Tell whether the card on the screen is out of study."""
    match state.stage:
        case Asking() as asking:
            return asking.card.suspended
        case Revealed(asking=asking) | Told(asking=asking):
            return asking.card.suspended
        case _:
            return False


def is_flagged(state: State) -> bool:
    """Tell whether the card on the screen is flagged, as far as the session knows."""
    question = on_screen(state)
    return question is not None and question.card in state.flagged


def can_set_aside(state: State) -> bool:
    """Tell whether the card may be suspended or buried: while studying or cramming."""
    studying = state.scheduling or state.plan.until_right
    return studying and on_screen(state) is not None


def can_skip(state: State) -> bool:
    """Tell whether another question could come first."""
    if not isinstance(state.stage, Asking):
        return False
    if state.scheduling:
        waiting = state.waiting
        return waiting.new + waiting.learning + waiting.due > 1
    return bool(state.pending)


def can_edit(state: State) -> bool:
    """Tell whether the fact on the screen can be opened in an editor."""
    return state.plan.editable and on_screen(state) is not None


def can_show_source(state: State) -> bool:
    """Tell whether there is a source to show, and the answer is known."""
    question = on_screen(state)
    told = isinstance(state.stage, Revealed | Told)
    return told and question is not None and question.citation is not None


def _set_aside(state: State, happening: SetAside) -> Step:
    question = on_screen(state)
    if question is None or not can_set_aside(state):
        return state, ()
    id_, moment = happening.stamp.ids[0], happening.stamp.moment
    event: Suspend | Bury
    if happening.how is Aside.BURY:
        event = Bury(id=id_, moment=moment, card=question.card)
        said = "Not today any more."
    else:
        out = not is_suspended(state)
        event = Suspend(id=id_, moment=moment, card=question.card, suspended=out)
        said = "Suspended: it will not be asked." if out else "Taken up again."
    ahead = replace(state, stage=Fetching(), before=state, undoes=(id_,))
    moved, effects = onwards(ahead, happening.stamp)
    return replace(moved, said=said), (Record(event=event), *effects)


def _toggle_flag(state: State, happening: ToggleFlag) -> Step:
    question = on_screen(state)
    if question is None:
        return state, ()
    flagged = question.card not in state.flagged
    event = Flag(
        id=happening.stamp.ids[0],
        moment=happening.stamp.moment,
        card=question.card,
        flagged=flagged,
    )
    marked = replace(
        state,
        flagged=state.flagged | {question.card} if flagged else state.flagged - {question.card},
        said="Flagged." if flagged else "No longer flagged.",
    )
    return marked, (Record(event=event),)


def _skip(state: State, happening: Skip) -> Step:
    stage = state.stage
    if not isinstance(stage, Asking) or not can_skip(state):
        return state, ()
    card = stage.question.card
    skipped = replace(state, before=state, undoes=())
    if state.scheduling:
        rest = tuple(each for each in state.later if each != card)
        skipped = replace(skipped, later=(*rest, card))
    else:
        skipped = replace(skipped, pending=(*state.pending, stage.question))
    moved, effects = onwards(skipped, happening.stamp)
    return replace(moved, said="It comes again later."), effects


def _edited(state: State, edited: Edited) -> State:
    told = replace(state, said=edited.said)
    question = edited.question
    if question is None:
        return told
    shown = on_screen(state)
    pending = tuple(question if each.id == question.id else each for each in state.pending)
    told = replace(told, pending=pending)
    if shown is None or shown.id != question.id:
        return told
    match state.stage:
        case Asking() as stage:
            again = ask_again(state, question, stage.card, edited.stamp.moment)
            again = replace(again, hinted=stage.hinted, sure=stage.sure, slow_from=stage.slow_from)
            return replace(told, stage=again)
        case Revealed() as stage:
            return replace(told, stage=replace(stage, asking=_now(stage.asking, question)))
        case Told() as stage:
            return replace(told, stage=replace(stage, asking=_now(stage.asking, question)))
        case _:
            return told


def _now(asking: Asking, question: Question) -> Asking:
    """Return an answered question in its new words; options stay those that were answered."""
    old = asking.question.response
    if isinstance(old, Choice) or type(old) is not type(question.response):
        question = replace(question, response=old)
    return replace(asking, question=question)


def _show_source(state: State) -> Step:
    question = on_screen(state)
    if state.passage or question is None or not can_show_source(state):
        return replace(state, passage=""), ()
    return state, (LookUp(question=question),)
