"""The commands of the plain driver: their letters and names, when they work, and what they do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from quizgen.session import (
    Aside,
    Asking,
    Edit,
    Guess,
    Hint,
    Quit,
    SetAside,
    ShowSource,
    Skip,
    State,
    Sure,
    TakeBack,
    ToggleFlag,
    can_be_sure,
    can_edit,
    can_guess,
    can_set_aside,
    can_show_source,
    can_skip,
    can_take_back,
    is_flagged,
    is_suspended,
    on_screen,
)
from quizgen.terminal.view import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A command that may be typed at any time, as its letter or as its name."""

    letter: str
    name: str
    #: What it does now, for the help.
    does: Callable[[State], str]
    works: Callable[[State], bool]
    request: Request


def _has_card(state: State) -> bool:
    return on_screen(state) is not None


def _has_hint(state: State) -> bool:
    return isinstance(state.stage, Asking) and bool(state.stage.question.hint)


def _is_sure(state: State) -> bool:
    return isinstance(state.stage, Asking) and state.stage.sure


WORDS = (
    Word(
        letter="q",
        name="quit",
        does=lambda _: "quits; every answer is saved as you give it",
        works=lambda _: True,
        request=lambda stamp: Quit(stamp=stamp),
    ),
    Word(
        letter="u",
        name="undo",
        does=lambda _: "takes the last answer back",
        works=can_take_back,
        request=lambda stamp: TakeBack(stamp=stamp),
    ),
    Word(
        letter="h",
        name="hint",
        does=lambda _: "shows a hint",
        works=_has_hint,
        request=lambda stamp: Hint(stamp=stamp),
    ),
    Word(
        letter="s",
        name="sure",
        does=lambda state: (
            "says that you are not sure" if _is_sure(state) else "says that you are sure"
        ),
        works=can_be_sure,
        request=lambda stamp: Sure(stamp=stamp),
    ),
    Word(
        letter="g",
        name="guess",
        does=lambda _: "says that you guessed",
        works=can_guess,
        request=lambda stamp: Guess(stamp=stamp),
    ),
    Word(
        letter="i",
        name="source",
        does=lambda _: "shows the passage of the source",
        works=can_show_source,
        request=lambda stamp: ShowSource(stamp=stamp),
    ),
    Word(
        letter="n",
        name="skip",
        does=lambda _: "asks it later in this session",
        works=can_skip,
        request=lambda stamp: Skip(stamp=stamp),
    ),
    Word(
        letter="z",
        name="bury",
        does=lambda _: "holds this fact back for today",
        works=can_set_aside,
        request=lambda stamp: SetAside(stamp=stamp, how=Aside.BURY),
    ),
    Word(
        letter="x",
        name="suspend",
        does=lambda state: (
            "takes this card up again" if is_suspended(state) else "asks this card no more"
        ),
        works=can_set_aside,
        request=lambda stamp: SetAside(stamp=stamp, how=Aside.SUSPEND),
    ),
    Word(
        letter="f",
        name="flag",
        does=lambda state: "takes the flag away" if is_flagged(state) else "flags this card",
        works=_has_card,
        request=lambda stamp: ToggleFlag(stamp=stamp),
    ),
    Word(
        letter="e",
        name="edit",
        does=lambda _: "opens the fact in your editor",
        works=can_edit,
        request=lambda stamp: Edit(stamp=stamp),
    ),
)
"""All of them, in the order in which the help tells them."""


def find_word(text: str) -> Word | None:
    """Return the command of a letter or name."""
    return next((word for word in WORDS if text in {word.letter, word.name}), None)


def working(state: State) -> Iterator[Word]:
    """Yield the commands that do something now."""
    return (word for word in WORDS if word.works(state))
