"""JSON with places: the members of a list or an object, and where each begins."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from json import JSONDecodeError, JSONDecoder
from re import compile as pattern

from quizgen.item_reader.places import Places

_DECODER = JSONDecoder()
_SPACE = pattern(r"\s*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A value and where it begins."""

    value: object
    at: int


def entries(places: Places, names: tuple[str, ...]) -> Iterator[Entry]:
    """Yield the members of the list that a text is, or that it holds under one of the names.

    What comes before a mistake in the JSON is yielded; the mistake is a problem.
    """
    try:
        at = _list_at(places, names)
        if at is not None:
            yield from _members_of_list(places.text, at)
    except JSONDecodeError as error:
        reason = error.msg[:1].lower() + error.msg[1:]
        places.add(
            min(error.pos, len(places.text)),
            "bad-json",
            f"this is not JSON: {reason}",
            "what comes before this place was read; mend it to have the rest read",
        )
    except RecursionError:
        places.add(0, "bad-json", "this is not JSON: it is nested too deeply", "make it flatter")


def _list_at(places: Places, names: tuple[str, ...]) -> int | None:
    """Return where the list begins."""
    text = places.text
    at = _skip(text, 0)
    if text.startswith("{", at):
        inner = members(text, at)
        at = next((inner[name] for name in names if name in inner), at)
    if text.startswith("[", at):
        return at
    _DECODER.raw_decode(text, at)
    places.add(
        at,
        "bad-item",
        "this is no list of questions",
        'write [{"stem": …, "options": […], "answer": …}, …]',
    )
    return None


def members(text: str, at: int) -> Mapping[str, int]:
    """Return where the values of an object begin; of anything else none."""
    found: dict[str, int] = {}
    if not text.startswith("{", at):
        return found
    at = _skip(text, at + 1)
    while not text.startswith("}", at):
        name, at = _DECODER.raw_decode(text, at)
        at = _expect(text, at, ":")
        found[str(name)] = at
        at = _next(text, _DECODER.raw_decode(text, at)[1], "}")
    return found


def _members_of_list(text: str, at: int) -> Iterator[Entry]:
    at = _skip(text, at + 1)
    while not text.startswith("]", at):
        value, end = _DECODER.raw_decode(text, at)
        yield Entry(value, at)
        at = _next(text, end, "]")


def _next(text: str, at: int, end: str) -> int:
    """Return where the next member begins, or the end sign stands."""
    at = _skip(text, at)
    return at if text.startswith(end, at) else _expect(text, at, ",")


def _expect(text: str, at: int, sign: str) -> int:
    at = _skip(text, at)
    if not text.startswith(sign, at):
        raise JSONDecodeError(f"Expecting '{sign}'", text, at)
    return _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    return _SPACE.match(text, at).end()  # type: ignore[union-attr]  # matches always
