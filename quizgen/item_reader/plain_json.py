"""Reads items from plain JSON: a list of objects, however they came about.

Each object has a ``stem`` (or ``question``), and, if there is something to pick, ``options`` (or
``choices``): a list of texts, a list of ``{"text": …, "correct": true}``, or an object from labels
to texts. The ``answer`` (or ``key``, or ``correct``) is an index from 0, a letter, a label, the
text of the option, or a list of these. ``id`` and ``language`` may be given (else the language is
guessed); other keys are passed over.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quizgen.item_reader.json_scan import Entry, entries, members
from quizgen.item_reader.language import in_their_language
from quizgen.item_reader.places import Places
from quizgen.items import Form, Item
from quizgen.problems import Problem

_STEMS = ("stem", "question")
_OPTIONS = ("options", "choices")
_ANSWERS = ("answer", "key", "correct")
_LISTS = ("questions", "items")


class _BadError(Exception):
    """A value that cannot be used: at which key, why, and what to do."""

    def __init__(self, key: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.key, self.message, self.hint = key, message, hint


@dataclass(frozen=True, slots=True)
class _Choices:
    texts: tuple[str, ...]
    labels: tuple[str, ...]
    #: Marked in the options themselves.
    marked: tuple[int, ...]


def read_plain(text: str, file: str) -> tuple[tuple[Item, ...], tuple[Problem, ...]]:
    """Return the items that are sound, and everything wrong with the others."""
    places = Places(text, file)
    read: list[tuple[Item, bool]] = []
    for number, entry in enumerate(entries(places, _LISTS)):
        try:
            told = isinstance(entry.value, dict) and "language" in entry.value
            read.append((_item(entry, number, places), told))
        except _BadError as bad:
            found = members(text, entry.at).get(bad.key) if bad.key else None
            where = f"item {number}"
            name = entry.value.get("id") if isinstance(entry.value, dict) else None
            named = f"{where} ('{name}')" if isinstance(name, str) and name else where
            at = entry.at if found is None else found
            places.add(at, "bad-item", f"{named}: {bad.message}", bad.hint)
    guessed = iter(in_their_language(item for item, told in read if not told))
    items = tuple(item if told else next(guessed) for item, told in read)
    return items, tuple(places.problems)


def _item(entry: Entry, number: int, places: Places) -> Item:
    value = entry.value
    if not isinstance(value, dict):
        raise _BadError("", f"must be an object, not {_kind(value)}", 'write {"stem": …}')
    key = _key(value, _STEMS)
    if key is None:
        raise _BadError("", "has no stem", 'give it a "stem" or a "question"')
    stem = value[key]
    if not isinstance(stem, str):
        raise _BadError(key, f"the stem must be a text, not {_kind(stem)}", "write it in quotes")
    choices = _choices(value)
    correct = _correct(value, choices)
    form: Form = "open"
    if choices is not None:
        form = "multi-select" if len(correct) > 1 or _asks_for_several(value) else "choice"
    return Item(
        id=_name(value, number),
        stem=stem,
        form=form,
        options=choices.texts if choices else (),
        correct=correct,
        language=_text(value, "language", "en"),
        position=places.position(entry.at),
    )


def _key(value: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    return next((name for name in names if value.get(name) is not None), None)


def _name(value: Mapping[str, object], number: int) -> str:
    name = value.get("id")
    plain = isinstance(name, str | int) and not isinstance(name, bool)
    return str(name) if plain and name != "" else f"item {number}"


def _text(value: Mapping[str, object], key: str, default: str) -> str:
    text = value.get(key, default)
    if not isinstance(text, str):
        raise _BadError(key, f"'{key}' must be a text, not {_kind(text)}", "write it in quotes")
    return text


def _asks_for_several(value: Mapping[str, object]) -> bool:
    """Tell whether the key is written as a list, be it empty."""
    key = _key(value, _ANSWERS)
    return key is not None and isinstance(value[key], list)


def _choices(value: Mapping[str, object]) -> _Choices | None:
    key = _key(value, _OPTIONS)
    if key is None:
        return None
    given = value[key]
    if isinstance(given, dict):
        texts = tuple(_option(text, key, at)[0] for at, text in enumerate(given.values()))
        return _Choices(texts, tuple(map(str, given)), ())
    if not isinstance(given, list):
        raise _BadError(key, f"'{key}' must be a list, not {_kind(given)}", 'write ["…", "…"]')
    read = [_option(option, key, at) for at, option in enumerate(given)]
    marked = tuple(at for at, (_, right) in enumerate(read) if right)
    return _Choices(tuple(text for text, _ in read), (), marked)


def _option(option: object, key: str, at: int) -> tuple[str, bool]:
    """Return the text of an option, and whether it is marked as right."""
    right: object = False
    if isinstance(option, dict):
        right = option.get("correct", False)
        option = option.get("text")
    if isinstance(option, int | float) and not isinstance(option, bool):
        option = str(option)
    if not isinstance(option, str):
        raise _BadError(
            key,
            f"option {at} must be a text, not {_kind(option)}",
            'write a text, or {"text": …, "correct": true}',
        )
    if not isinstance(right, bool):
        raise _BadError(
            key, f"'correct' of option {at} must be true or false, not {_kind(right)}", "mend it"
        )
    return option, right


def _correct(value: Mapping[str, object], choices: _Choices | None) -> tuple[int, ...]:
    """Return the indexes of the keys."""
    key = _key(value, _ANSWERS)
    if choices is None:
        return ()
    if key is None:
        return choices.marked
    given = value[key]
    answers = given if isinstance(given, list) else [given]
    correct = tuple(sorted({_index(answer, choices, key) for answer in answers}))
    if choices.marked and choices.marked != correct:
        raise _BadError(
            key, f"'{key}' says otherwise than the options themselves", "leave one of them out"
        )
    return correct


def _index(answer: object, choices: _Choices, key: str) -> int:
    count = len(choices.texts)
    if isinstance(answer, int) and not isinstance(answer, bool):
        if 0 <= answer < count:
            return answer
        raise _BadError(
            key,
            f"there is no option {answer}, only 0 to {count - 1}",
            "indexes count from 0; the first option is 0",
        )
    if not isinstance(answer, str):
        raise _BadError(
            key,
            f"'{key}' must be an index, a letter or a text, not {_kind(answer)}",
            "write which option is right",
        )
    return _named(answer, choices, key)


def _named(answer: str, choices: _Choices, key: str) -> int:
    for at, found in enumerate(_names(choices)):
        if answer.strip() in found:
            return at
    # A letter is a last resort: an option may be one letter, too.
    letter = answer.strip().upper()
    if len(letter) == 1 and 0 <= ord(letter) - ord("A") < len(choices.texts):
        return ord(letter) - ord("A")
    raise _BadError(
        key,
        f"'{answer[:60]}' is none of the options",
        "write the option's text as it stands, its letter, or its index from 0",
    )


def _names(choices: _Choices) -> Iterator[tuple[str, ...]]:
    labels = choices.labels or choices.texts
    return (
        (text.strip(), label.strip()) for text, label in zip(choices.texts, labels, strict=True)
    )


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "a text"
        case list():
            return "a list"
        case _:
            return "an object"
