"""Which keys do what in an exam, and what they make happen."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from quizgen.model import Match, Order, Typed
from quizgen.session import (
    Closing,
    Exam,
    Go,
    HandIn,
    Happening,
    LookThrough,
    Page,
    Paper,
    Proceed,
    ShowOverview,
    Stamp,
    State,
    asked,
)
from quizgen.terminal.keymap import Action, Binding, arranged, bindings

Request = Callable[[Stamp], Happening]

_FROM_QUESTION = frozenset({Action.PICK, Action.SUBMIT, Action.UNPICK})
"""What keys do with a question in an exam as they do elsewhere."""
_ALWAYS = frozenset({Action.HELP, Action.QUIT})
#: Nobody has more questions than that has figures.
_LONGEST = 6
_SHORT = {Action.YES: "count", Action.NO: "leave out"}
"""Whether the answers count, in so few words that they fit in beside looking through them."""

_FORWARD, _BACK = ("tab", "right", "n"), ("s-tab", "left", "p")


def exam_bindings(state: State, *, typing: bool) -> tuple[Binding, ...] | None:
    """Return what the keys do now in an exam; ``None`` where none is on."""
    paper, stage = state.paper, state.stage
    if paper is None:
        return None
    usual = bindings(state, typing=typing)
    if isinstance(stage, Closing):
        return arranged(_with_look(paper, usual), typing=False)
    if not isinstance(stage, Exam):
        return None
    own = _of_page(state, paper, stage, typing=typing)
    always = (_dear(binding) for binding in usual if binding.action in _ALWAYS)
    return arranged((*own, *always), typing=typing)


def exam_request(state: State, binding: Binding, number: str) -> Request | None:
    """Return what a binding makes happen in an exam; ``number`` is the one typed to go to."""
    paper, stage = state.paper, state.stage
    if paper is None:
        return None
    if binding.action is Action.LOOK:
        return lambda stamp: LookThrough(stamp=stamp)
    if not isinstance(stage, Exam):
        return None
    return _page_request(paper, stage, binding.action, number)


def _page_request(paper: Paper, stage: Exam, action: Action, number: str) -> Request | None:
    pointing = stage.page is Page.OVERVIEW
    at = stage.at if stage.page is Page.LOOK else paper.at
    to = {Action.NEXT: at + 1, Action.BACK: max(0, at - 1), Action.OPEN: at}.get(action)
    if to is not None:
        chosen = int(number[:_LONGEST]) - 1 if number and action is Action.OPEN else to
        opening = not pointing or action is Action.OPEN
        if pointing and not opening:
            chosen = min(chosen, len(paper.entries) - 1)
        return lambda stamp: Go(stamp=stamp, to=chosen, opening=opening)
    match action:
        case Action.OVERVIEW | Action.NO:
            return lambda stamp: ShowOverview(stamp=stamp)
        case Action.HAND_IN | Action.YES:
            return lambda stamp: HandIn(stamp=stamp, sure=action is Action.YES)
        case Action.PROCEED:
            return lambda stamp: Proceed(stamp=stamp)
        case _:
            return None


def _of_page(state: State, paper: Paper, stage: Exam, *, typing: bool) -> Iterator[Binding]:
    match stage.page:
        case Page.COVER:
            yield _enter(Action.PROCEED, "begin")
        case Page.QUESTION:
            yield from _on_question(state, paper, typing=typing)
        case Page.OVERVIEW:
            yield from _on_overview(paper)
        case Page.HAND_IN:
            yield Binding(keys=("y",), action=Action.YES, shown="y", words="hand in", weight=9)
            yield Binding(keys=("n", "esc"), action=Action.NO, shown="n", words="back", weight=9)
        case Page.LOOK:
            yield _enter(Action.NEXT, "next", *_FORWARD)
            if stage.at:
                yield Binding(keys=_BACK, action=Action.BACK, shown="p", words="back", weight=7)
            yield Binding(keys=("s",), action=Action.LOOK, shown="s", words="score", weight=8)


def _enter(action: Action, words: str, *more: str) -> Binding:
    return Binding(keys=("enter", " ", *more), action=action, shown="Enter", words=words, weight=9)


def _on_question(state: State, paper: Paper, *, typing: bool) -> Iterator[Binding]:
    asking = asked(state)
    if asking is None:
        return
    # In what is typed, arrows and letters are at work already.
    arrows = not isinstance(asking.question.response, Typed)
    # The options have their letters first; what is left of them goes to the commands.
    for binding in bindings(replace(state, stage=asking), typing=typing):
        if binding.action is Action.SUBMIT:
            # Whoever picks an option comes to the next question by that.
            weight = binding.weight if binding.words else 3
            help_ = f"the next question; also Tab{', → and n' if arrows else ''}"
            yield replace(binding, words="next", help=help_, weight=weight)
        elif binding.action in _FROM_QUESTION:
            yield binding
    yield Binding(keys=_FORWARD, action=Action.NEXT, shown="Tab", words="")
    if paper.at:
        yield Binding(
            keys=_BACK, action=Action.BACK, shown="Shift-Tab" if typing else "p", words="back",
            weight=4, help=f"the question before; also Shift-Tab{' and ←' if arrows else ''}",
        )  # fmt: skip
    if asking.shown and not paper.entry.empty:
        yield _clear(placing=isinstance(asking.question.response, Order | Match))
    yield _flag(paper)
    yield Binding(
        keys=("o", "f8"), action=Action.OVERVIEW, shown="o", words="overview", weight=7,
        help="all questions: which are open, and any to jump to",
    )  # fmt: skip
    yield _hand_in()


def _dear(binding: Binding) -> Binding:
    """Keep the key that tells all others as long as any."""
    return replace(binding, weight=8) if binding.action is Action.HELP else binding


def _clear(*, placing: bool) -> Binding:
    keys = ("delete", "ctrl-u") if placing else ("backspace", "delete", "ctrl-u")
    shown = "Delete" if placing else "Backspace"
    return Binding(
        keys=keys, action=Action.CLEAR, shown=shown, words="clear", weight=2,
        help="take your answer away again",
    )  # fmt: skip


def _flag(paper: Paper) -> Binding:
    words = "unflag" if paper.entry.flagged else "flag"
    return Binding(
        keys=("f", "f7"), action=Action.FLAG, shown="f", words=words, weight=5,
        help=f"{words} this question, for yourself",
    )  # fmt: skip


def _hand_in() -> Binding:
    return Binding(keys=("h", "f9"), action=Action.HAND_IN, shown="h", words="hand in", weight=6)


def _on_overview(paper: Paper) -> Iterator[Binding]:
    yield Binding(keys=("enter",), action=Action.OPEN, shown="Enter", words="open", weight=9)
    yield Binding(
        keys=("up", "k", "s-tab"), action=Action.BACK, shown="↑ ↓", words="move", weight=4
    )
    yield Binding(keys=("down", "j", "tab"), action=Action.NEXT, shown="↑ ↓", words="")
    yield _flag(paper)
    yield replace(_hand_in(), weight=8)


def _with_look(paper: Paper, usual: tuple[Binding, ...]) -> Iterator[Binding]:
    """Yield the keys of the score's page; at first Enter goes on to the answers."""
    more = "look through your answers"
    if paper.looked:
        yield Binding(keys=("l",), action=Action.LOOK, shown="l", words="look", weight=7, help=more)
    else:
        yield replace(_enter(Action.LOOK, "look", "l"), help=more)
    for binding in usual:
        if paper.looked or binding.action is not Action.PROCEED:
            short = _SHORT.get(binding.action)
            yield replace(binding, words=short, help=binding.words) if short else binding


def is_on_overview(state: State) -> bool:
    """Tell whether the page of all questions is on the screen."""
    return isinstance(state.stage, Exam) and state.stage.page is Page.OVERVIEW
