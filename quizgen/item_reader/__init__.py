"""Items from files: a quiz of ``quizgen generate``, GIFT, or plain JSON, told apart by content.

All that is wrong with a file comes as problems with line and column; items that are sound are
returned beside them.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from quizgen.item_reader.gift import looks_like_gift, read_gift
from quizgen.item_reader.json_scan import entries
from quizgen.item_reader.places import Places
from quizgen.item_reader.plain_json import read_plain
from quizgen.items import Item, item_of
from quizgen.problems import DeckError, Problem
from quizgen.quiz_file import read_quiz

__all__ = ["read_gift", "read_items", "read_plain", "read_quiz_items"]

_OURS = re.compile(r'\s*\{.*"version"\s*:', re.DOTALL)

Read = tuple[tuple[Item, ...], tuple[Problem, ...]]


def read_items(text: str, file: str) -> Read:
    """Read items from the text of a file; never raises on what is in it."""
    text = text.removeprefix("\ufeff")
    read = _reader(text)(text, file)
    return read if any(read) else ((), _nothing(text, file))


def _reader(text: str) -> Callable[[str, str], Read]:
    begin = text.lstrip()[:1]
    if begin == "{" and _OURS.match(text):
        return read_quiz_items
    if begin == "[" or (begin == "{" and not _is_gift_answer(text)):
        return read_plain
    return read_gift


def read_quiz_items(text: str, file: str) -> Read:
    """Read the items of a quiz that ``quizgen generate`` wrote; the file is one sheet."""
    try:
        quiz = read_quiz(text, file)
    except DeckError as error:
        return (), error.problems
    places = Places(text, file)
    begins = [entry.at for entry in entries(places, ("items",))]
    return (
        tuple(
            replace(item_of(question), side="", position=places.position(at))
            for question, at in zip(quiz.questions, begins, strict=True)
        ),
        (),
    )


def _is_gift_answer(text: str) -> bool:
    """Tell GIFT that begins with its answers, as in ``{T} …``, from an object."""
    return re.match(r'\s*\{\s*(?:"|\})', text) is None


def _nothing(text: str, file: str) -> tuple[Problem, ...]:
    places = Places(text, file)
    known = looks_like_gift(text) or text.strip()[:1] in {"", "[", "{"}
    places.add(
        0,
        "no-items",
        "there is no question here" if known else "this is neither JSON nor GIFT",
        "a GIFT question is its text and the answers in braces, as in 2+2= {=4 ~5}",
    )
    return tuple(places.problems)
