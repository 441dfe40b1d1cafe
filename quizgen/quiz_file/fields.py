"""Takes JSON apart: every value checked, every problem noted at its place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from json import JSONDecoder
from re import compile as pattern

from quizgen.model import Position
from quizgen.problems import Problem, Severity

Path = tuple[str | int, ...]
"""The way to a value: keys, and places in lists from 0."""

_ENOUGH = 100

_LONE_SURROGATE = pattern("[\ud800-\udfff]")
_SPACE = pattern(r"[\s,:]*")
_DECODER = JSONDecoder()


@dataclass(slots=True, kw_only=True)
class Findings:
    """What is wrong with a file."""

    file: str
    text: str
    #: What to do about a problem that has no hint of its own.
    hint: str = "`quizgen schema quiz` prints what such a file holds"
    problems: list[Problem] = field(default_factory=list)

    def add(self, code: str, path: Path, message: str, hint: str = "") -> None:
        """Note a problem at the place that a path leads to; after a hundred it is enough."""
        if len(self.problems) == _ENOUGH:
            return
        where = written(path)
        self.problems.append(
            Problem(
                severity=Severity.ERROR,
                code=code,
                message=f"{where}: {message}" if where else message,
                hint=hint,
                position=self.position(path),
            )
        )

    def position(self, path: Path) -> Position:
        """Return the line and column of a value; of one that is missing, those of its parent."""
        at = _SPACE.match(self.text).end()  # type: ignore[union-attr]  # matches always
        for step in path:
            found = _child(self.text, at, step)
            if found is None:
                break
            at = found
        line = self.text.count("\n", 0, at) + 1
        return Position(file=self.file, line=line, column=at - self.text.rfind("\n", 0, at))


def written(path: Path) -> str:
    """Return a path as people write it: ``items[3].options``."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")


def _child(text: str, at: int, step: str | int) -> int | None:
    """Return where a member of the object or list at a place begins."""
    if text[at : at + 1] not in {"{", "["}:
        return None
    keyed, count = text[at] == "{", 0
    at = _skip(text, at + 1)
    found = None
    while text[at] not in "]}":
        name: object = count
        if keyed:
            name, at = _DECODER.raw_decode(text, at)
            at = _skip(text, at)
        if name == step:
            # Of a key given twice the last one counts.
            found = at
        at = _skip(text, _DECODER.raw_decode(text, at)[1])
        count += 1
    return found


def _skip(text: str, at: int) -> int:
    return _SPACE.match(text, at).end()  # type: ignore[union-attr]  # matches always


class Fields:
    """The fields of one JSON object."""

    def __init__(self, value: object, path: Path, findings: Findings) -> None:
        """Take an object; anything else is a problem and has no fields."""
        self.path = path
        self.findings = findings
        self._values = value if isinstance(value, dict) else {}
        self._known: list[str] = []
        self.good = isinstance(value, dict)
        if not self.good:
            findings.add("wrong-type", path, f"must be an object, not {_name(value)}")

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; without a default it must be given and not be empty."""
        value = self._value(key, default)
        if value is not None:
            flaw = _flaw(value, may_be_empty=default is not None)
            if isinstance(value, str) and not flaw:
                return value
            self._wrong(key, flaw)
        return default or ""

    def flag(self, key: str, *, needed: bool = False) -> bool:
        """Return true or false."""
        value = self._value(key, None if needed else False)
        if not isinstance(value, bool | None):
            self._wrong(key, f"must be true or false, not {_name(value)}")
        return value is True

    def whole(self, key: str, default: int | None, least: int) -> int:
        """Return a whole number."""
        value = self._value(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and value >= least:
            return value
        if value is not None:
            self._wrong(key, f"must be a whole number from {least} on, not {_name(value)}")
        return least

    def texts(self, key: str, *, needed: bool = False) -> tuple[str, ...]:
        """Return a list of texts, which may be left out or empty unless it is needed."""
        return texts(self.members(key, needed=needed), self.findings)

    def members(self, key: str, *, needed: bool = True) -> Iterator[tuple[object, Path]]:
        """Yield the members of a list with their paths."""
        value = self._value(key, None if needed else [])
        if not isinstance(value, list):
            if value is not None:
                self._wrong(key, f"must be a list, not {_name(value)}")
            return
        if needed and not value:
            self._wrong(key, "must not be empty")
        for number, member in enumerate(value):
            yield member, (*self.path, key, number)

    def fields(self, key: str) -> "Fields | None":
        """Return an object within this one; ``None`` where there is none."""
        self._known.append(key)
        value = self._values.get(key)
        return None if value is None else Fields(value, (*self.path, key), self.findings)

    def close(self) -> None:
        """Note every field that nobody asked for."""
        for key in self._values:
            if key not in self._known:
                # Only what is wrong needs it.
                from difflib import get_close_matches  # noqa: PLC0415

                near = get_close_matches(key, self._known, n=1)
                hint = f"did you mean {near[0]}?" if near else ""
                self.findings.add(
                    "unknown-key", (*self.path, key), "there is no such field here", hint
                )

    def wrong(self, key: str, message: str, hint: str = "") -> None:
        """Note that the value of a field makes no sense."""
        self.findings.add("wrong-value", (*self.path, key), message, hint)

    def forget(self) -> None:
        """Take all fields as asked for."""
        self._known.extend(self._values)

    def _value(self, key: str, default: object) -> object:
        self._known.append(key)
        if key not in self._values:
            if default is None and self.good:
                self.findings.add("missing-key", self.path, f"'{key}' is missing")
            return default
        value = self._values[key]
        if value is None:
            self._wrong(key, "must not be null")
        return value

    def _wrong(self, key: str, message: str) -> None:
        self.findings.add("wrong-type", (*self.path, key), message)


def texts(members: Iterable[tuple[object, Path]], findings: Findings) -> tuple[str, ...]:
    """Return the members of a list that are texts and not empty; any other is a problem."""
    found: list[str] = []
    for value, path in members:
        flaw = _flaw(value, may_be_empty=False)
        if flaw:
            findings.add("wrong-type", path, flaw)
        elif isinstance(value, str):
            found.append(value)
    return tuple(found)


def _flaw(value: object, *, may_be_empty: bool) -> str:
    """Tell what is wrong with a text."""
    if not isinstance(value, str):
        return f"must be a text, not {_name(value)}"
    if not value and not may_be_empty:
        return "must not be empty"
    return "holds half of a character" if _LONE_SURROGATE.search(value) else ""


def _name(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case str():
            return f"the text '{value[:40]}'"
        case int() | float():
            return f"the number {value}"
        case list():
            return "a list"
        case _:
            return "an object"
