"""A session as the full screen shows it: with the line being written, picks, and scrolling.

Like the session itself this is pure: a key gives the next view, and perhaps something that
happens to the session.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from quizgen.model import Choice, Match, Order, Rating
from quizgen.session import (
    Aside,
    AskMissesAgain,
    Decide,
    Edit,
    Exam,
    Guess,
    Happening,
    Hint,
    Overrule,
    Proceed,
    Quit,
    Rate,
    Reveal,
    SetAside,
    ShowSource,
    Skip,
    Stamp,
    State,
    Submit,
    Sure,
    TakeBack,
    ToggleFlag,
    Write,
    asked,
)
from quizgen.session import Closing as ClosingStage
from quizgen.terminal.draft import Draft, edit, insert
from quizgen.terminal.exam_keys import exam_bindings, exam_request, is_on_overview
from quizgen.terminal.keymap import Action, Binding, bindings, is_typing
from quizgen.terminal.keys import Key

Request = Callable[[Stamp], Happening]
"""What is to happen to the session, once somebody says when."""

_BY_LINE = {"up": -1, "down": 1, "k": -1, "j": 1}
_BY_PAGE = {"pgup": -1, "pgdn": 1}

_FROM_HELP = frozenset(
    {
        Action.HELP,
        Action.HINT,
        Action.SURE,
        Action.TAKE_BACK,
        Action.QUIT,
        Action.SUSPEND,
        Action.BURY,
        Action.FLAG,
        Action.SKIP,
        Action.EDIT,
        Action.SOURCE,
        Action.NEXT,
        Action.BACK,
        Action.CLEAR,
        Action.OVERVIEW,
        Action.HAND_IN,
    }
)
"""What keys do on the page of help as well; whatever would answer leads back from it only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What the screen shows."""

    state: State
    draft: Draft = Draft()  # noqa: RUF009  # it is frozen
    #: Options picked or items placed so far.
    picked: tuple[int, ...] = ()
    #: First body line to show; ``None``: wherever the newest is in sight.
    scroll: int | None = None
    help: bool = False
    #: Where the last frame began, and how many lines it could show.
    offset: int = 0
    page: int = 1


def seen(view: View, *, offset: int, page: int) -> View:
    """Return the view with what its frame showed, for scrolling goes on from there."""
    return replace(view, offset=offset, page=max(1, page))


def follow(view: View, state: State) -> View:
    """Return the view of the next state; what was written belongs to its question alone."""
    if _same_question(view.state, state):
        return replace(view, state=state, scroll=None)
    return _opened(state)


def _opened(state: State) -> View:
    """Return the view of a question; in an exam an answer may stand there already."""
    if state.paper is None or not isinstance(state.stage, Exam):
        return View(state=state)
    entry = state.paper.entry
    written = Draft(text=entry.typed, cursor=len(entry.typed))
    if is_on_overview(state):
        return View(state=state)
    return View(state=state, draft=written, picked=entry.chosen)


def _same_question(one: State, other: State) -> bool:
    first, second = asked(one), asked(other)
    if first is None or second is None:
        return False
    return (first.since, first.question) == (second.since, second.question)


def typing(view: View) -> bool:
    """Tell whether letters are text just now."""
    return is_typing(view.state) and not view.help


def current(view: View) -> tuple[Binding, ...]:
    """Return what the keys do now."""
    return exam_bindings(view.state, typing=typing(view)) or bindings(
        view.state, typing=typing(view)
    )


def press(view: View, key: Key) -> tuple[View, Request | None]:
    """Take one key."""
    after, request = _pressed(view, key)
    if request is None and isinstance(view.state.stage, Exam):
        return after, _standing(view, after)
    return after, request


def _pressed(view: View, key: Key) -> tuple[View, Request | None]:
    if typing(view):
        return _write(view, key)
    if is_on_overview(view.state) and not view.help and (key.text.isdecimal() or view.draft.text):
        return _number(view, key)
    return _command(view, key)


def _standing(before: View, after: View) -> Request | None:
    """Return that something else stands there now as an answer in an exam."""
    if asked(after.state) is None:
        return None
    if (before.draft.text, before.picked) == (after.draft.text, after.picked):
        return None
    return lambda stamp: Write(stamp=stamp, chosen=after.picked, typed=after.draft.text)


def _number(view: View, key: Key) -> tuple[View, Request | None]:
    """Take the number of a question to go to, sign by sign."""
    if key.text.isdecimal():
        return replace(view, draft=insert(view.draft, key.text), scroll=None), None
    if (edited := edit(view.draft, key.name)) is not None:
        return replace(view, draft=edited), None
    after, request = _command(view, key)
    return replace(after, draft=Draft()), request


def _write(view: View, key: Key) -> tuple[View, Request | None]:
    if key.text:
        return replace(view, draft=insert(view.draft, key.text), scroll=None), None
    if (edited := edit(view.draft, key.name)) is not None:
        return replace(view, draft=edited, scroll=None), None
    return _command(view, key)


def _command(view: View, key: Key) -> tuple[View, Request | None]:
    for binding in current(view):
        if key.command in binding.keys and (not view.help or binding.action in _FROM_HELP):
            return _act(replace(view, help=False), binding, helped=view.help)
    lines = _BY_LINE.get(key.command, 0) + _BY_PAGE.get(key.command, 0) * max(1, view.page - 1)
    if lines:
        return replace(view, scroll=max(0, view.offset + lines)), None
    return replace(view, help=False), None


def _act(view: View, binding: Binding, *, helped: bool) -> tuple[View, Request | None]:
    match binding.action:
        case Action.PICK:
            return _pick(view, binding.value)
        case Action.CLEAR:
            return replace(view, picked=(), draft=Draft()), None
        case Action.UNPICK:
            return replace(view, picked=view.picked[:-1]), None
        case Action.HELP:
            return replace(view, help=not helped, scroll=None), None
        case _:
            return view, _request(view, binding)


def _pick(view: View, at: int) -> tuple[View, Request | None]:
    asking = asked(view.state)
    if asking is None:
        return view, None
    match asking.question.response:
        case Choice(several=False):
            return view, lambda stamp: Submit(stamp=stamp, chosen=(at,))
        case Choice():
            picked = {*view.picked} ^ {at}
            return replace(view, picked=tuple(sorted(picked))), None
        case Order() | Match() if at not in view.picked:
            return replace(view, picked=(*view.picked, at)), None
        case _:
            return view, None


def _request(view: View, binding: Binding) -> Request | None:
    """Return what a binding makes happen."""
    if (request := exam_request(view.state, binding, view.draft.text)) is not None:
        return request
    match binding.action:
        case Action.SUBMIT:
            return lambda stamp: Submit(stamp=stamp, chosen=view.picked, typed=view.draft.text)
        case Action.RATE:
            return lambda stamp: Rate(stamp=stamp, rating=Rating(binding.value))
        case Action.YES | Action.NO:
            return _yes_or_no(view, yes=binding.action is Action.YES)
        case _:
            return _PLAIN.get(binding.action)


_PLAIN: dict[Action, Request] = {
    Action.REVEAL: lambda stamp: Reveal(stamp=stamp),
    Action.OVERRULE: lambda stamp: Overrule(stamp=stamp),
    Action.PROCEED: lambda stamp: Proceed(stamp=stamp),
    Action.HINT: lambda stamp: Hint(stamp=stamp),
    Action.SURE: lambda stamp: Sure(stamp=stamp),
    Action.GUESS: lambda stamp: Guess(stamp=stamp),
    Action.SUSPEND: lambda stamp: SetAside(stamp=stamp, how=Aside.SUSPEND),
    Action.BURY: lambda stamp: SetAside(stamp=stamp, how=Aside.BURY),
    Action.FLAG: lambda stamp: ToggleFlag(stamp=stamp),
    Action.SKIP: lambda stamp: Skip(stamp=stamp),
    Action.EDIT: lambda stamp: Edit(stamp=stamp),
    Action.SOURCE: lambda stamp: ShowSource(stamp=stamp),
    Action.TAKE_BACK: lambda stamp: TakeBack(stamp=stamp),
    Action.AGAIN: lambda stamp: AskMissesAgain(stamp=stamp),
    Action.QUIT: lambda stamp: Quit(stamp=stamp),
}
"""Actions that need no more than to be done."""


def _yes_or_no(view: View, *, yes: bool) -> Request:
    if isinstance(view.state.stage, ClosingStage):
        return lambda stamp: Decide(stamp=stamp, count=yes)
    return lambda stamp: Rate(stamp=stamp, rating=Rating.GOOD if yes else Rating.AGAIN)
