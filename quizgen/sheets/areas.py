"""How each response is put on paper: bubbles, lines, gaps, boxes and columns for a pen."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_uppercase
from types import MappingProxyType
from typing import assert_never

from quizgen.markup import plain
from quizgen.model import (
    AcceptedKey,
    Choice,
    ListKey,
    Match,
    NumberKey,
    Option,
    Order,
    Question,
    Recall,
    Typed,
)
from quizgen.wording import GAP


class Form(StrEnum):
    """How an answer is put on paper, in the order in which a paper has its parts."""

    CHOICE = "choice"
    SEVERAL = "several"
    TRUE_FALSE = "true-false"
    BLANK = "blank"
    SHORT = "short"
    LIST = "list"
    WRITTEN = "written"
    MATCH = "match"
    ORDER = "order"


class Room(StrEnum):
    """How long a line is; only a few lengths, so that none betrays its answer."""

    SHORT = "short"
    MEDIUM = "medium"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bubble:
    """A lettered option."""

    letter: str
    option: Option


@dataclass(frozen=True, slots=True, kw_only=True)
class Bubbles:
    """Options to fill in a circle of, in the order printed."""

    bubbles: tuple[Bubble, ...]
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Lines to write on; for a blank, a gap inside the stem."""

    response: Recall | Typed
    room: Room
    count: int = 1
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxes:
    """Items in the order printed, and the place that each really has, counting from 1."""

    items: tuple[str, ...]
    places: tuple[int, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """What the items are called on an answer sheet."""
        return small_letters(len(self.items))


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Left-hand sides, lettered right-hand sides, and the letter that belongs to each left one."""

    left: tuple[str, ...]
    right: tuple[tuple[str, str], ...]
    letters: tuple[str, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """What the left-hand sides are called on an answer sheet."""
        return small_letters(len(self.left))


Area = Bubbles | Lines | Boxes | Columns
"""Where the answer goes."""

#: How wide the widest option may be, in characters, with so many columns.
_COLUMNS: Mapping[int, int] = MappingProxyType({4: 14, 3: 21, 2: 36})
_SHORT_LINE, _FULL_LINE, _MOST_LINES = 26, 60, 6
_SHORT_GAP, _MEDIUM_GAP = 14, 26


def form_of(question: Question) -> Form:
    """Return how a question's answer is put on paper."""
    match question.response:
        case Choice() as response:
            return _form_of_choice(response, question.kind)
        case Order():
            return Form.ORDER
        case Match():
            return Form.MATCH
        case Recall() | Typed() as response:
            return _form_of_written(response, question.stem)
        case never:
            assert_never(never)


def _form_of_choice(response: Choice, kind: str) -> Form:
    if response.several:
        return Form.SEVERAL
    return Form.TRUE_FALSE if kind == "true-false" else Form.CHOICE


def _form_of_written(response: Recall | Typed, stem: str) -> Form:
    if isinstance(response, Typed) and isinstance(response.key, ListKey):
        return Form.LIST
    if GAP in stem:
        return Form.BLANK
    return Form.SHORT if _widest(response) <= _FULL_LINE else Form.WRITTEN


def area_of(question: Question, shown: tuple[int, ...]) -> Area:
    """Return where a question's answer goes.

    Args:
        question: what is asked.
        shown: the order in which options, items or right-hand sides are printed, as indexes into
            :func:`shown_texts`.
    """
    form = form_of(question)
    match question.response:
        case Choice(options=options):
            return _bubbles(tuple(options[index] for index in shown), form)
        case Order(items=items):
            return Boxes(
                items=tuple(items[index] for index in shown),
                places=tuple(index + 1 for index in shown),
            )
        case Match(pairs=pairs):
            return _columns(pairs, [shown_texts(question)[index] for index in shown])
        case Recall() | Typed() as response:
            return _lines(response, form)
        case never:
            assert_never(never)


def shown_texts(question: Question) -> tuple[str, ...]:
    """Return what a paper prints in some order: options, items, or right-hand sides."""
    match question.response:
        case Choice(options=options):
            return tuple(option.text for option in options)
        case Order(items=items):
            return items
        case Match(pairs=pairs):
            # Two left-hand sides may share a right-hand side; it is printed once.
            return tuple(dict.fromkeys(text for _, text in pairs))
        case Recall() | Typed():
            return ()
        case never:
            assert_never(never)


def letter(index: int) -> str:
    """Return the letter of an option: ``A`` for 0, ``AA`` for 26."""
    before, last = divmod(index, len(ascii_uppercase))
    return (letter(before - 1) if before else "") + ascii_uppercase[last]


def small_letters(count: int) -> tuple[str, ...]:
    """Return the letters of so many things that are answered one by one: ``a``, ``b``, …."""
    return tuple(letter(index).lower() for index in range(count))


def _bubbles(options: tuple[Option, ...], form: Form) -> Bubbles:
    letters = [letter(index) for index in range(len(options))]
    initials = [plain(option.text)[:1].upper() for option in options]
    if form is Form.TRUE_FALSE and len(set(initials)) == len(options):
        letters = initials
    return Bubbles(
        bubbles=tuple(
            Bubble(letter=letter, option=option)
            for letter, option in zip(letters, options, strict=True)
        ),
        columns=_column_count([_width(option.text) for option in options]),
    )


def _column_count(widths: list[int]) -> int:
    """Return in how many columns options take the fewest rows."""
    fits = [1, *(count for count, most in _COLUMNS.items() if max(widths, default=0) <= most)]
    return min(fits, key=lambda count: (-(-len(widths) // count), count))


def _columns(pairs: tuple[tuple[str, str], ...], right: list[str]) -> Columns:
    letters = {text: letter(index) for index, text in enumerate(right)}
    return Columns(
        left=tuple(text for text, _ in pairs),
        right=tuple((letters[text], text) for text in right),
        letters=tuple(letters[text] for _, text in pairs),
    )


def _lines(response: Recall | Typed, form: Form) -> Lines:
    width = _widest(response)
    if form is Form.BLANK:
        room = Room.SHORT if width <= _SHORT_GAP else Room.MEDIUM
        return Lines(response=response, room=room if width <= _MEDIUM_GAP else Room.FULL)
    room = Room.SHORT if width <= _SHORT_LINE else Room.FULL
    match response:
        case Typed(key=ListKey(at_least=at_least)):
            return Lines(response=response, room=room, count=at_least)
        case Typed(key=NumberKey(unit=unit)):
            return Lines(response=response, room=Room.SHORT, unit=unit)
        case _:
            count = min(max(1, -(-width // _FULL_LINE)), _MOST_LINES)
            return Lines(response=response, room=room, count=count)


def answers(response: Recall | Typed) -> tuple[str, ...]:
    """Return what would be written: one text, or one per value of a list."""
    if isinstance(response, Recall):
        return (response.answer,)
    match response.key:
        case AcceptedKey(accepted=accepted):
            return accepted[:1]
        case NumberKey(value=value):
            return (value,)
        case ListKey(values=values):
            return tuple(forms[0] for forms in values)
        case never:
            assert_never(never)


def _widest(response: Recall | Typed) -> int:
    return max((_width(answer) for answer in answers(response)), default=0)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in plain(text))
