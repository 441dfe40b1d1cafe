"""Sittings that were not ended: what is kept of each while it is on, and found by the next start.

    <home>/unfinished/<session id>.json

The file is written when a sitting begins, locked while its program lives, and removed when it
ends. So one that nobody holds was left or cut off: of a quiz it has the very questions, and their
answers are in the log. What cannot be written, read or locked is done without; nobody is kept
from learning by it.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from quizgen.model import Moment

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows, where every sitting seems to be at its end
    fcntl = None  # type: ignore[assignment]  # mypy knows the module only as being there

STUDY, QUIZ, EXAM = "study", "quiz", "exam"

_VERSION = 1
_DAY = 24 * 3_600_000
_MOST = 5
"""Of sittings that were left, so many are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """What is kept of a sitting."""

    session: str
    mode: str
    #: Milliseconds since 1970, and minutes east of UTC.
    begun: int
    offset: int
    #: The decks that were named, and those that were used; absolute paths.
    named: tuple[str, ...] = ()
    decks: tuple[str, ...] = ()
    kinds: tuple[str, ...] | None = None
    minutes: int = 0
    record: bool | None = None
    #: The quiz that was drawn, as :func:`quizgen.quiz_file.write_quiz` writes it; empty: none.
    quiz: str = ""


class Hold:
    """The file of a sitting, held while it is on; without a file, nothing."""

    def __init__(self, path: Path | None = None, file: int = -1) -> None:
        """Hold a file that is open and locked."""
        self._path = path
        self._file = file

    @property
    def kept(self) -> bool:
        """Whether there is a file for the next start to find."""
        return self._path is not None

    def __enter__(self) -> Self:
        """Hold it for a while."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave it, unless the sitting has ended."""
        self.leave()

    def leave(self) -> None:
        """Let go of it, and leave it for the next start."""
        if self._file >= 0:
            os.close(self._file)
        self._path, self._file = None, -1

    def end(self) -> None:
        """Remove it."""
        if self._path is not None:
            with suppress(OSError):
                self._path.unlink()
        self.leave()


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A sitting that nobody holds any more."""

    sitting: Sitting
    hold: Hold


def begin(home: Path, sitting: Sitting) -> Hold:
    """Keep a sitting from now on."""
    folder = home / "unfinished"
    draft, path = folder / f".{sitting.session}", folder / f"{sitting.session}.json"
    file = -1
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        _lock(file)
        data = _written(sitting).encode()
        while data:
            data = data[os.write(file, data) :]
        if fcntl is None:  # pragma: no cover - Windows renames nothing that is open
            os.close(file)
            file = -1
        # Under its name it is whole and locked; the lock stays with the file.
        draft.rename(path)
    except OSError:
        Hold(draft, file).end()
        return Hold()
    return Hold(path, file)


def left_behind(home: Path, moment: Moment) -> list[Left]:
    """Find the sittings that were left or cut off, the latest first; each is held from now on.

    What is damaged, or a quiz of more than a day ago, is removed.
    """
    found = []
    for path, file in _free_files(home / "unfinished"):
        hold, sitting = Hold(path, file), _read(path, file)
        if sitting is None or _is_stale(sitting, moment):
            hold.end()
        else:
            found.append(Left(sitting=sitting, hold=hold))
    found.sort(key=lambda left: left.sitting.begun, reverse=True)
    for left in found[_MOST:]:
        left.hold.end()
    return found[:_MOST]


def _free_files(folder: Path) -> Iterator[tuple[Path, int]]:
    """Yield the files that no program holds, open and locked."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208  # a folder that is not there is usual
    except OSError:
        return
    for name in names:
        path = folder / name
        try:
            file = os.open(path, os.O_RDWR)
        except OSError:
            continue
        if _lock(file):
            yield path, file
        else:
            os.close(file)


def _lock(file: int) -> bool:
    """Lock a file, unless another program has done so.

    The lock is the process's own: what it starts in the background does not keep it.
    """
    if fcntl is None:  # pragma: no cover - Windows
        return True
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_stale(sitting: Sitting, moment: Moment) -> bool:
    return bool(sitting.quiz) and abs(moment.instant - sitting.begun) > _DAY


def _written(sitting: Sitting) -> str:
    return json.dumps(
        {
            "version": _VERSION,
            "session": sitting.session,
            "mode": sitting.mode,
            "begun": sitting.begun,
            "offset": sitting.offset,
            "named": sitting.named,
            "decks": sitting.decks,
            "kinds": sitting.kinds,
            "minutes": sitting.minutes,
            "record": sitting.record,
            "quiz": sitting.quiz,
        }
    )


def _read(path: Path, file: int) -> Sitting | None:
    """Read a sitting; ``None`` if it is damaged, or of a later version."""
    try:
        # Not through a second descriptor: closing that would give up the lock.
        data = json.loads(os.read(file, os.fstat(file).st_size))
        if path.suffix != ".json" or data["version"] != _VERSION:
            return None
        kinds = data["kinds"]
        return Sitting(
            session=str(data["session"]),
            mode=str(data["mode"]),
            begun=int(data["begun"]),
            offset=int(data["offset"]),
            named=_texts(data["named"]),
            decks=_texts(data["decks"]),
            kinds=None if kinds is None else _texts(kinds),
            minutes=int(data["minutes"]),
            record=None if data["record"] is None else bool(data["record"]),
            quiz=str(data["quiz"]),
        )
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError(values)
    return tuple(map(str, values))
