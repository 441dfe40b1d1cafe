"""Changes to one line of the settings file; all else of it stays as it is, byte for byte.

What a new line stands in for is kept above it as a comment, so that it can come back. The text
that comes out is read again before it is taken: it must hold what it held, but for that line.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from quizgen.commands.environment import write_file
from quizgen.commands.settings import commented
from quizgen.problems import RequestError, SetupError

_KEY = "parameters"
_ACTIVE = re.compile(rf"""\s*(?:{_KEY}|"{_KEY}"|'{_KEY}')\s*=""")
_REMARK = re.compile(rf"\s*#+\s*{_KEY}\s*=")
_TABLE = re.compile(r"\s*(?:#\s*)?\[")
_HEAD = re.compile(r"# Before `quizgen fit` on \d{4}-\d\d-\d\d(, the defaults held\.|:)\s*")
_BOM = b"\xef\xbb\xbf"
_LONGEST = 200
"""Lines that a list of 21 numbers may take."""


def set_parameters(path: Path, values: Sequence[float] | None, today: str) -> None:
    """Write other parameters, or ``None`` for the defaults, into the file; what held is kept.

    Raises:
        SetupError: the file cannot be read, changed or written; it is as it was.
    """
    text, mark = _read(path)
    _write(path, mark, with_parameters(text, values, today))


def undo_parameters(path: Path, today: str) -> None:
    """Bring back what held before the last change, which is kept in its place.

    Raises:
        RequestError: there was no change.
        SetupError: as for :func:`set_parameters`.
    """
    text, mark = _read(path)
    _write(path, mark, undone(text, today))


def with_parameters(text: str, values: Sequence[float] | None, today: str) -> str:
    """Return the text with other parameters; see :func:`set_parameters`."""
    lines = text.split("\n")
    active = _active(lines)
    held = lines[active[0] : active[1]] if active else []
    new = [] if values is None else [f"{_KEY} = [{', '.join(map(str, values))}]"]
    block = [*_kept(held, today), *new]
    wanted = _parsed(lines)
    wanted.pop(_KEY, None)
    if values is not None:
        wanted[_KEY] = list(values)
    if active:
        return _checked([*lines[: active[0]], *_ended(block, lines), *lines[active[1] :]], wanted)
    for place in _places(lines):
        found = _inserted(lines, place, block)
        if _holds(found, wanted):
            return "\n".join(found)

    return _checked(_inserted(lines, 0, block), wanted)


def undone(text: str, today: str) -> str:
    """Return the text as before the last change; see :func:`undo_parameters`."""
    lines = text.split("\n")
    heads = [at for at, line in enumerate(lines) if _HEAD.fullmatch(line)]
    if not heads:
        raise RequestError(
            "there is nothing to undo: `quizgen fit` has not changed your settings",
            "`quizgen fit --defaults` goes back to the defaults",
        )
    head = heads[-1]
    end = head + 1 if lines[head].rstrip().endswith("held.") else _end_of_remark(lines, head + 1)
    back = [line.removeprefix("# ") for line in lines[head + 1 : end]]
    active = _active(lines)
    held = lines[active[0] : active[1]] if active else []
    wanted = _parsed(lines)
    wanted.pop(_KEY, None)
    wanted |= _parsed(back)
    taken = {*range(head, end), *(range(*active) if active else ())}
    before = [line for at, line in enumerate(lines[:head]) if at not in taken]
    after = [line for at, line in enumerate(lines) if at >= end and at not in taken]

    return _checked([*before, *_ended([*_kept(held, today), *back], lines), *after], wanted)


def _read(path: Path) -> tuple[str, bytes]:
    """The text, and the mark of its encoding before it; without a file, one with all explained."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return commented(), b""
    except OSError as error:
        raise SetupError(f"{path} cannot be read: {error.strerror}") from error
    mark = _BOM if data.startswith(_BOM) else b""

    return data.removeprefix(_BOM).decode(), mark


def _write(path: Path, mark: bytes, text: str) -> None:
    try:
        write_file(path, mark + text.encode())
    except SetupError as error:
        raise SetupError(
            f"{error.message}; your settings are as they were",
            "make it writable, or let QUIZGEN_HOME name a folder that you may write to",
        ) from error


def _kept(held: Sequence[str], today: str) -> list[str]:
    """What has held, as a comment that can be taken back."""
    if not held:
        return [f"# Before `quizgen fit` on {today}, the defaults held."]

    return [f"# Before `quizgen fit` on {today}:", *(f"# {line}" for line in held)]


def _active(lines: Sequence[str]) -> tuple[int, int] | None:
    """Where the setting stands: its first line, and the one after its last."""
    for start, line in enumerate(lines):
        if _ACTIVE.match(line):
            for end in range(start + 1, min(start + _LONGEST, len(lines)) + 1):
                # What looks like the setting may stand in a text or below a table.
                if _KEY in _parsed(lines[start:end]) and _KEY in _parsed(lines[:end]):
                    return start, end

    return None


def _end_of_remark(lines: Sequence[str], start: int) -> int:
    """The line after a setting that was made a comment."""
    for end in range(start + 1, min(start + _LONGEST, len(lines)) + 1):
        if _KEY in _parsed([line.removeprefix("# ") for line in lines[start:end]]):
            return end
    raise RequestError(
        f"the comment in line {start} of your settings no longer says what held before",
        "write the parameters yourself, or `quizgen fit --defaults` goes back to the defaults",
    )


def _places(lines: Sequence[str]) -> Iterator[int]:
    """Where a new setting may stand: behind its remark, before the first table, at the end."""
    remarks = [at for at, line in enumerate(lines) if _REMARK.match(line)]
    if remarks:
        yield remarks[-1] + 1
    for at, line in enumerate(lines):
        if _TABLE.match(line):
            # What is said of a table stands on top of it.
            while at and lines[at - 1].lstrip().startswith("#"):
                at -= 1  # noqa: PLW2901  # the place goes up from there
            yield at
            break
    yield len(lines) if lines[-1] else len(lines) - 1


def _inserted(lines: Sequence[str], place: int, block: Sequence[str]) -> list[str]:
    before, after = list(lines[:place]), list(lines[place:])
    new = _ended(block, lines)
    if not after and before and new:
        # The last line ends here without a newline, and now no more.
        ending = "\r" if new[-1].endswith("\r") else ""
        before[-1] += ending
        new[-1] = new[-1].removesuffix("\r")

    return [*before, *new, *after]


def _ended(block: Sequence[str], lines: Sequence[str]) -> list[str]:
    """The new lines with the file's own line ends."""
    ending = "\r" if lines[0].endswith("\r") else ""

    return [line.removesuffix("\r") + ending for line in block]


def _checked(lines: Sequence[str], wanted: dict[str, Any]) -> str:
    """The text of some lines.

    Raises:
        SetupError: it does not hold what it must.
    """
    if not _holds(lines, wanted):
        raise SetupError(
            "your settings are written in a way that `quizgen fit` cannot change; they are as"
            " they were",
            f"write the line `{_KEY} = [...]` above the first table yourself",
        )

    return "\n".join(lines)


def _holds(lines: Sequence[str], wanted: dict[str, Any]) -> bool:
    return _read_toml(lines) == wanted


def _parsed(lines: Sequence[str]) -> dict[str, Any]:
    """What some lines say; nothing where they are not TOML by themselves."""
    return _read_toml(lines) or {}


def _read_toml(lines: Sequence[str]) -> dict[str, Any] | None:
    try:
        return tomllib.loads("\n".join(line.removesuffix("\r") for line in lines))
    except (ValueError, RecursionError):
        return None
