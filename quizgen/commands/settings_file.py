"""The learner's settings: one commented TOML file, every key of it checked.

    <home>/settings.toml

All that is wrong is said at once, each with its line and what to write. What is typed on the
command line comes before the file, and the file before the defaults.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from quizgen.commands.settings_keys import KEYS, Exam, Settings
from quizgen.commands.settings_values import SCHEDULING
from quizgen.model import Position
from quizgen.problems import Problem, SetupError, Severity

FILE = "settings.toml"

_MOST = {"minutes": 24 * 60}
"""Key → its highest number, where there is one."""

_EXAM_KEYS = ("date", "title", "decks")
_ASSIGNED = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*[=.]""")
_TABLE = re.compile(r"""\s*\[\[?\s*["']?([\w-]+)""")
_AT = re.compile(r"^(.*) \(at (?:line (\d+), column (\d+)|end of document)\)$", re.DOTALL)


def read_settings(home: Path) -> Settings:
    """Read the settings; a missing file means the defaults.

    Raises:
        SetupError: the file cannot be read, or something in it is wrong; what, and where, was
            said on standard error.
    """
    path = home / FILE
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Settings(file=str(path))
    except OSError as error:
        raise SetupError(
            f"{path} cannot be read: {error.strerror}",
            "let QUIZGEN_HOME name a folder of yours, or unset it",
        ) from error
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise SetupError(
            f"{path} is not UTF-8", "save it with the encoding UTF-8, or move it away"
        ) from error
    settings, problems = parse_settings(text, str(path))
    refuse(problems, text)
    return settings


def decks_of_settings(settings: Settings) -> tuple[Path, ...]:
    """Return the decks that the settings name.

    Raises:
        SetupError: one of them does not exist; which, and where it stands, was said.
    """
    paths = tuple(map(Path, settings.decks))
    missing = [path for path in paths if not os.path.exists(path)]  # noqa: PTH110  # Path's raises for a name that is too long
    if missing:
        position = Position(file=settings.file, line=settings.places["decks"], column=1)
        hint = "name a deck file, or a folder with decks in it; paths begin beside this file"
        said = [
            Problem(
                severity=Severity.ERROR,
                code="bad-setting",
                message=f"there is no file or folder {path}",
                hint=hint,
                position=position,
                length=len("decks"),
            )
            for path in missing
        ]
        refuse(said, Path(settings.file).read_text(encoding="utf-8-sig"))
    return paths


def refuse(problems: list[Problem], text: str) -> None:
    """Say what is wrong with the settings, if anything is.

    Raises:
        SetupError: something is.
    """
    if not problems:
        return
    # Only here: settings are seldom wrong, and this takes longer to load than they do.
    from quizgen.report import render_problems  # noqa: PLC0415

    file = problems[0].position.file
    problems.sort(key=lambda it: (it.position.line, it.position.column))
    click.echo(render_problems(problems, {file: text}), err=True, nl=False)
    raise SetupError(
        "the settings cannot be used; nothing was done", f"mend {file}, or move it away"
    )


def parse_settings(text: str, file: str) -> tuple[Settings, list[Problem]]:
    """Return the settings of a text as far as they are sound, and all that is wrong with it."""
    # Only here: without a file, which is the rule, a start need not wait for it.
    import tomllib  # noqa: PLC0415

    try:
        values = tomllib.loads(text)
    except RecursionError:
        return Settings(file=file), [_not_toml("it is nested too deeply", text, file)]
    except ValueError as error:  # tomllib's own, or of a number with thousands of digits
        return Settings(file=file), [_not_toml(str(error), text, file)]
    return _Reading(text, file).settings(values)


def _not_toml(message: str, text: str, file: str) -> Problem:
    found = _AT.match(message)
    said = found[1] if found else message
    line, column = (int(found[2]), int(found[3])) if found and found[2] else (0, 1)
    return Problem(
        severity=Severity.ERROR,
        code="bad-toml",
        message=f"this is not TOML: {said[:1].lower()}{said[1:]}",
        hint='write one setting a line, as in `minutes = 20` or `decks = ["~/decks"]`',
        position=Position(file=file, line=line or text.count("\n") + 1, column=column),
    )


class _Reading:
    """Reads one file, and collects what is wrong."""

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        #: Key, or number of the exam and its key → where it stands.
        self._places = dict(reversed([*_places(text)]))
        self._problems: list[Problem] = []

    def settings(self, values: Mapping[str, Any]) -> tuple[Settings, list[Problem]]:
        self._refuse_unknown(values, tuple(KEYS), "there is no setting '{}'", -1)
        sound: dict[str, Any] = {
            name: value
            for name in KEYS
            if name in values and (value := self._value(name, values[name])) is not None
        }
        places = {name: self._position(-1, name).line for name in values if name in KEYS}
        return Settings(**sound, file=self._file, places=places), self._problems

    def _value(self, name: str, value: object) -> object:
        match name:
            case "decks":
                found = self._texts(-1, name, value)
                return found and tuple(map(self._path, found))
            case "plain" | "slow_is_hard":
                return self._truth(name, value)
            case "learner":
                return self._name(value)
            case "exam":
                return self._exams(value)
            case _ if name in SCHEDULING:
                return self._scheduling(name, value)
            case _:
                return self._number(name, value)

    def _truth(self, name: str, value: object) -> bool | None:
        if isinstance(value, bool):
            return value
        self._wrong(-1, name, "must be true or false", f"write {KEYS[name].example}")
        return None

    def _scheduling(self, name: str, value: object) -> object:
        try:
            return SCHEDULING[name](value)
        except ValueError as error:
            self._wrong(-1, name, str(error), f"write {KEYS[name].example}")
            return None

    def _number(self, name: str, value: object) -> int | None:
        whole = value if isinstance(value, int) and not isinstance(value, bool) else -1
        if 0 <= whole <= _MOST.get(name, whole):
            return whole
        example = KEYS[name].example
        if isinstance(value, str) and value.strip().isdecimal():
            example = f"{name} = {int(value)}"
        end = f"to {_MOST[name]}" if name in _MOST else "up"
        self._wrong(-1, name, f"must be a whole number from 0 {end}", f"write {example}")
        return None

    def _name(self, value: object) -> str | None:
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
        self._wrong(-1, "learner", "must be a name", f"write {KEYS['learner'].example}")
        return None

    def _texts(self, exam: int, name: str, value: object) -> tuple[str, ...] | None:
        values = [value] if isinstance(value, str) else value
        if isinstance(values, list) and all(isinstance(it, str) and it.strip() for it in values):
            return tuple(values)
        example = '["Bones"]' if exam >= 0 else '["~/decks"]'
        self._wrong(exam, name, "must be a list of texts", f"write {name} = {example}")
        return None

    def _path(self, name: str) -> str:
        expanded = os.path.expanduser(name)  # noqa: PTH111  # an unknown ~user stays as it is
        return str(Path(self._file).parent / expanded)

    def _exams(self, value: object) -> tuple[Exam, ...]:
        values = value if isinstance(value, list) else [value]
        found = (self._exam(number, it) for number, it in enumerate(values))
        return tuple(sorted(filter(None, found), key=lambda exam: exam.date))

    def _exam(self, number: int, value: object) -> Exam | None:
        table = value if isinstance(value, dict) else {"date": value}
        self._refuse_unknown(table, _EXAM_KEYS, "an exam has no '{}'", number)
        day = self._date(number, table.get("date"))
        title = table.get("title", "")
        if not isinstance(title, str):
            self._wrong(number, "title", "must be a text", 'write title = "Anatomy"')
            return None
        decks = self._texts(number, "decks", table.get("decks", []))
        return None if day is None or decks is None else Exam(date=day, title=title, decks=decks)

    def _date(self, number: int, value: object) -> date | None:
        found = _as_date(value)
        if found is None:
            said = "" if value is not None else "an exam needs its date"
            hint = "write date = 2026-12-07: year, month and day"
            self._wrong(number, "date", "must be a date", hint, said)
        return found

    def _refuse_unknown(
        self, values: Mapping[str, object], known: tuple[str, ...], said: str, exam: int
    ) -> None:
        for name in values:
            if name in known:
                continue
            # Only what is wrong needs it.
            from difflib import get_close_matches  # noqa: PLC0415

            near = get_close_matches(name, known, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(known)}"
            if exam >= 0 and name in KEYS:
                hint = "settings stand above the first [[exam]]"
            self._add(exam, name, "unknown-setting", said.format(name), hint)

    def _wrong(self, exam: int, name: str, must: str, hint: str, said: str = "") -> None:
        self._add(exam, name, "bad-setting", said or f"'{name}' {must}", hint)

    def _add(self, exam: int, name: str, code: str, message: str, hint: str) -> None:
        position = self._position(exam, name)
        stands = (exam, name) in self._places
        self._problems.append(
            Problem(
                severity=Severity.ERROR,
                code=code,
                message=message,
                hint=hint,
                position=position,
                length=len(name) if stands else 1,
            )
        )

    def _position(self, exam: int, name: str) -> Position:
        """Return where a key stands; one that is not there, where its exam begins."""
        ways = ((exam, name), (exam, ""), (-1, "exam"), (0, ""))
        line, column = next((self._places[way] for way in ways if way in self._places), (1, 1))
        return Position(file=self._file, line=line, column=column)


def _as_date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    with suppress(ValueError):
        return date.fromisoformat(value.strip()) if isinstance(value, str) else None
    return None


def _places(text: str) -> Iterator[tuple[tuple[int, str], tuple[int, int]]]:
    """Yield where each key stands: number of its exam (-1: of none) and name → line and column."""
    exam = -1
    for number, line in enumerate(text.split("\n"), start=1):
        place = number, len(line) - len(line.lstrip()) + 1
        if table := _TABLE.match(line):
            if table[1] == "exam":
                exam += 1
                yield (exam, ""), place
            yield (-1, table[1]), place
        elif key := _ASSIGNED.match(line):
            yield (exam, key[1] or key[2] or key[3]), place
