"""Which keys do what just now; footer, help and the keyboard itself all read this one list."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from quizgen.model import Choice, Match, Order, Rating, Recall, Typed
from quizgen.session import (
    Asking,
    Closing,
    Exam,
    Fetching,
    Mode,
    Over,
    Revealed,
    State,
    Told,
    asked,
    can_be_sure,
    can_edit,
    can_guess,
    can_overrule,
    can_set_aside,
    can_show_source,
    can_skip,
    can_take_back,
    is_flagged,
    is_suspended,
    misses,
    on_screen,
    ratings,
)
from quizgen.terminal.sentences import letter, rating_text


class Action(StrEnum):
    """What a key may do."""

    PICK = "pick"
    SUBMIT = "submit"
    UNPICK = "unpick"
    REVEAL = "reveal"
    RATE = "rate"
    YES = "yes"
    NO = "no"
    OVERRULE = "overrule"
    SURE = "sure"
    GUESS = "guess"
    SUSPEND = "suspend"
    BURY = "bury"
    FLAG = "flag"
    SKIP = "skip"
    EDIT = "edit"
    SOURCE = "source"
    PROCEED = "proceed"
    HINT = "hint"
    TAKE_BACK = "take back"
    AGAIN = "again"
    HELP = "help"
    QUIT = "quit"
    SCROLL = "scroll"
    NEXT = "next"
    BACK = "back"
    CLEAR = "clear"
    OVERVIEW = "overview"
    OPEN = "open"
    HAND_IN = "hand in"
    LOOK = "look"


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """Keys, what they do, and how footer and help name both."""

    keys: tuple[str, ...]
    action: Action
    #: How the keys are called, and what they do; empty words: not in the footer, and on the page
    #: of help only with words of its own.
    shown: str
    words: str
    #: Which option or rating, for those actions that need one.
    value: int = 0
    #: Kept longest when the footer is short of room: the highest.
    weight: int = 1
    #: It stands in the bar of ratings and not in the footer.
    bar: bool = False
    #: What to call it on the page of help, where that says more than ``words``.
    help: str = ""


_GO_ON = ("enter", " ")
_COMMAND_LETTERS = frozenset("nzxfeuohs")
"""What may be done on the page of help while letters are text."""


def bindings(state: State, *, typing: bool) -> tuple[Binding, ...]:
    """Return what the keys do now; while ``typing``, letters are text and not commands."""
    found = (*_of_stage(state), *_with_card(state), *_always(state, typing=typing))
    return arranged(found, typing=typing)


def arranged(found: Iterable[Binding], *, typing: bool) -> tuple[Binding, ...]:
    """Give each key to the first that wants it; while ``typing``, letters to none."""
    if typing:
        return tuple(map(_without_letters, found))
    taken: set[str] = set()
    return tuple(filter(None, (_with_free_keys(each, taken) for each in found)))


def _without_letters(binding: Binding) -> Binding:
    shown = f"Esc {binding.shown}" if binding.shown in _COMMAND_LETTERS else binding.shown
    return replace(binding, keys=tuple(key for key in binding.keys if len(key) > 1), shown=shown)


def _with_free_keys(binding: Binding, taken: set[str]) -> Binding | None:
    """Return a binding with the keys that none before it has, such as an option's letter."""
    keys = tuple(key for key in binding.keys if key not in taken)
    taken.update(keys)
    if not keys:
        return None
    lost = binding.shown in binding.keys and binding.shown not in keys
    shown = keys[0].upper() if lost else binding.shown
    return replace(binding, keys=keys, shown=shown)


def is_typing(state: State) -> bool:
    """Tell whether the learner is writing an answer."""
    asking = asked(state)
    return asking is not None and isinstance(asking.question.response, Typed)


def _of_stage(state: State) -> Iterator[Binding]:
    match state.stage:
        case Asking() as stage:
            yield from _while_asking(stage)
            yield from _sureness(state, stage)
        case Revealed():
            yield from _ratings(state)
        case Told():
            yield from _after_verdict(state)
        case Closing():
            yield from _closing(state)
        case Fetching() | Over() | Exam():
            pass


def _while_asking(stage: Asking) -> Iterator[Binding]:
    match stage.question.response:
        case Choice(several=several):
            yield from _picks(stage, "toggle" if several else "answer")
            yield Binding(
                keys=("enter",), action=Action.SUBMIT, shown="Enter", weight=8,
                words="answer" if several else "",
            )  # fmt: skip
        case Order() | Match():
            yield from _picks(stage, "place")
            yield Binding(
                keys=("backspace",), action=Action.UNPICK, shown="Backspace", words="one back"
            )
            yield Binding(
                keys=("enter",), action=Action.SUBMIT, shown="Enter", words="answer", weight=8
            )
        case Typed():
            yield Binding(
                keys=("enter",), action=Action.SUBMIT, shown="Enter", words="answer", weight=9
            )
        case Recall():
            yield Binding(
                keys=_GO_ON, action=Action.REVEAL, shown="Space", words="show answer", weight=9
            )
    if stage.question.hint and not stage.hinted:
        yield Binding(keys=("h", "tab"), action=Action.HINT, shown="Tab", words="hint", weight=6)


def _sureness(state: State, stage: Asking) -> Iterator[Binding]:
    if can_be_sure(state):
        yield Binding(
            keys=("s", "f8"), action=Action.SURE, shown="s", words="",
            help="I am not sure" if stage.sure else "I am sure; if it is wrong, it comes first",
        )  # fmt: skip


def _picks(stage: Asking, words: str) -> Iterator[Binding]:
    last = len(stage.shown) - 1
    for at in range(len(stage.shown)):
        name = letter(at).lower()
        keys = (name, str(at + 1)) if at < len("123456789") else (name,)
        yield Binding(
            keys=keys,
            action=Action.PICK,
            value=at,
            shown=f"A–{letter(last)}" if last else "A",
            words="" if at else words,
            weight=9,
        )


def _ratings(state: State) -> Iterator[Binding]:
    if not state.scheduling:
        yield Binding(keys=("y", "1"), action=Action.YES, shown="y", words="knew it", weight=9)
        yield Binding(keys=("n", "2"), action=Action.NO, shown="n", words="did not", weight=9)
        return
    intervals = state.stage.intervals if isinstance(state.stage, Revealed | Told) else {}
    for rating in ratings(state):
        yield Binding(
            keys=(str(int(rating)),),
            action=Action.RATE,
            value=int(rating),
            shown=str(int(rating)),
            words=rating_text(rating, intervals.get(rating), state.latest),
            bar=True,
        )


def suggested(state: State) -> Rating | None:
    """Return the rating that going on would leave in place, where there is a choice."""
    return state.stage.review.rating if isinstance(state.stage, Told) and ratings(state) else None


def _after_verdict(state: State) -> Iterator[Binding]:
    if ratings(state):
        yield from _ratings(state)
    yield Binding(keys=_GO_ON, action=Action.PROCEED, shown="Enter", words="go on", weight=9)
    if can_overrule(state):
        yield Binding(keys=("o",), action=Action.OVERRULE, shown="o", words="overrule", weight=7)
    if can_guess(state):
        guessed = isinstance(state.stage, Told) and state.stage.review.answer.guessed
        words = "no guess" if guessed else "I guessed"
        yield Binding(keys=("g",), action=Action.GUESS, shown="g", words=words, weight=6)


def _with_card(state: State) -> Iterator[Binding]:
    """Yield what may be done with the card on the screen beside answering it.

    Where a letter is an option's, the function key alone does it.
    """
    if can_show_source(state):
        words = "hide source" if state.passage else "source"
        yield Binding(keys=("i", "f3"), action=Action.SOURCE, shown="i", words=words, weight=3)
    if can_skip(state):
        yield Binding(
            keys=("n", "f2"), action=Action.SKIP, shown="n", words="not now", weight=2,
            help="ask it later in this session",
        )  # fmt: skip
    if can_set_aside(state):
        yield Binding(
            keys=("z", "f5"), action=Action.BURY, shown="z", words="not today", weight=1,
            help="bury: hold this fact back for today",
        )  # fmt: skip
        up = is_suspended(state)
        yield Binding(
            keys=("x", "f6"), action=Action.SUSPEND, shown="x", weight=1,
            words="take up" if up else "suspend",
            help="take this card up again" if up else "suspend: do not ask this card any more",
        )  # fmt: skip
    if on_screen(state) is not None:
        words = "unflag" if is_flagged(state) else "flag"
        yield Binding(
            keys=("f", "f7"), action=Action.FLAG, shown="f", words=words, weight=0,
            help=f"{words} this card, to look at it later",
        )  # fmt: skip
    if can_edit(state):
        yield Binding(
            keys=("e", "f4"), action=Action.EDIT, shown="e", words="edit", weight=0,
            help="open the fact in $EDITOR and take the edit up",
        )  # fmt: skip


def _closing(state: State) -> Iterator[Binding]:
    if state.plan.mode is Mode.QUIZ and state.counted is None and state.takes:
        yield Binding(keys=("y",), action=Action.YES, shown="y", words="count them", weight=9)
        yield Binding(keys=("n",), action=Action.NO, shown="n", words="leave them out", weight=9)
    else:
        yield Binding(keys=_GO_ON, action=Action.PROCEED, shown="Enter", words="end", weight=9)
    if misses(state):
        yield Binding(keys=("r",), action=Action.AGAIN, shown="r", words="misses again", weight=8)


def _always(state: State, *, typing: bool) -> Iterator[Binding]:
    if can_take_back(state):
        yield Binding(
            keys=("u",),
            action=Action.TAKE_BACK,
            shown="u",
            words="undo",
            weight=4,
        )
    if typing:
        yield Binding(keys=("esc", "f1"), action=Action.HELP, shown="Esc", words="keys", weight=5)
        yield Binding(keys=("ctrl-d",), action=Action.QUIT, shown="Ctrl-C", words="quit", weight=3)
    else:
        yield Binding(
            keys=("?", "esc", "f1"), action=Action.HELP, shown="?", words="keys", weight=5
        )
        yield Binding(keys=("q", "ctrl-d"), action=Action.QUIT, shown="q", words="quit", weight=3)
