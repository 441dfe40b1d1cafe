"""What commands read of the world around them: clock, chance, folders and settings."""

import os
import shlex
import shutil
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from errno import EISDIR
from pathlib import Path
from typing import TextIO

from quizgen.commands.settings_file import decks_of_settings, read_settings
from quizgen.model import Moment
from quizgen.problems import RequestError, SetupError
from quizgen.scheduler import moment
from quizgen.shipped import shipped

DECK_SUFFIXES = ("", ".yaml", ".yml", ".json")
"""How a named deck file may end; what a quiz file is good for, each command says itself."""


def home_folder() -> Path:
    """Return the learner's folder: ``$QUIZGEN_HOME``, else the platform's place for user data."""
    if own := os.environ.get("QUIZGEN_HOME"):
        return Path(os.path.expanduser(own))  # noqa: PTH111  # an unknown ~user stays as it is
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "quizgen"
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/quizgen"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "quizgen"


_MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


def machine() -> tuple[str, ...]:
    """Return what tells this machine, and this user of it, from others.

    The system's own id where it has one; else when the user's folder was made, where the system
    tells; else its name in the network, which may change. Another answer later does no harm: a
    device with a new id begins log files of its own.
    """
    try:
        user = Path.home()
    except RuntimeError:
        user = Path("/")
    for path in _MACHINE_IDS:
        with suppress(OSError):
            text = path.read_text(encoding="utf-8", errors="replace").strip()
            # So it stands in images of systems that have never been started.
            if text not in {"", "uninitialized"}:
                return text, str(user)
    with suppress(OSError):
        if made := _made(user.stat()):
            return made, str(user)
    name = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return name, str(user)


def _made(found: os.stat_result) -> str:
    """Return when a folder was made; empty where the system does not tell."""
    on_windows = found.st_ctime_ns if sys.platform == "win32" else 0
    return str(getattr(found, "st_birthtime", on_windows) or "")


def now(rollover_hour: int = 4) -> Moment:
    """Return this moment with the local offset in force."""
    instant = time.time_ns() // 1_000_000
    return moment(instant, local_offset(instant), rollover_hour)


def local_offset(instant: int) -> int:
    """Return the minutes east of UTC that this machine's zone had at an instant."""
    found = datetime.fromtimestamp(instant / 1000, UTC).astimezone().utcoffset()
    return found // timedelta(minutes=1) if found else 0


def entropy(size: int = 10) -> bytes:
    """Return fresh random bytes, for ids and seeds."""
    return os.urandom(size)


_SUFFIX_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_suffix() -> str:
    """Return a short random ending for a deck's id, without signs that look alike."""
    # Only authors need one, and loading this takes longer than all else here.
    import secrets  # noqa: PLC0415

    return "".join(secrets.choice(_SUFFIX_SIGNS) for _ in range(4))


def new_seed() -> str:
    """Return a short seed that a person can type again."""
    return os.urandom(3).hex()


def program() -> str:
    """Return what to type to start quizgen: its name, or the path it was started by."""
    started = sys.argv[0] if sys.argv else ""
    if Path(started).name == "quizgen" and shutil.which("quizgen") is None:
        return shlex.quote(started)
    return "quizgen"


def command(*words: str) -> str:
    """Return a command of quizgen as it is to be typed; nothing in it steers a terminal."""
    return " ".join((program(), *map(_quoted, words)))


def _quoted(word: str) -> str:
    """Quote a word for the shell; what cannot be seen is written as its bytes."""
    if word.isprintable():
        return shlex.quote(word)
    return f"$'{''.join(map(_escaped, word))}'"


def _escaped(sign: str) -> str:
    if sign in "'\\":
        return f"\\{sign}"
    if sign.isprintable():
        return sign
    return "".join(f"\\x{byte:02x}" for byte in os.fsencode(sign))


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether somebody sits behind a stream; one that was closed is ``None``."""
    return stream is not None and stream.isatty()


def deck_paths(decks: Sequence[str]) -> tuple[Path, ...]:
    """Return the decks to use: those named, ``./decks``, those of the settings, or the shipped.

    What lies in this folder comes before the settings, which hold wherever one is: who works on
    a deck in its folder means that deck.

    Raises:
        RequestError: a named file or folder does not exist, or is no deck by its name.
        SetupError: one of the settings' decks does not exist.
    """
    if decks:
        missing = [deck for deck in decks if not (deck and os.path.exists(deck))]  # noqa: PTH110  # Path's raises for a name that is too long
        if missing:
            raise RequestError(
                f"there is no file or folder {', '.join(deck or repr(deck) for deck in missing)}",
                "name a deck file, or a folder with decks in it",
            )
        paths = tuple(Path(deck) for deck in decks)
        for path in paths:
            if path.is_file() and path.suffix.lower() not in DECK_SUFFIXES:
                raise RequestError(f"{path} is no deck", "the name of a deck file ends in .yaml")
        return paths
    if Path("decks").is_dir():
        return (Path("decks"),)
    if own := decks_of_settings(read_settings(home_folder())):
        return own
    return (Path(str(shipped("decks"))),)


def read_text(name: str | Path, hint: str) -> str:
    """Return the text of a file that the user named; ``hint`` says what to name.

    Raises:
        RequestError: it cannot be read, or is not UTF-8.
    """
    try:
        return Path(name).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(f"{name} is not UTF-8", hint) from error
    except OSError as error:
        raise RequestError(f"{name} cannot be read: {error.strerror}", hint) from error


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, with its folder where that is missing.

    A device or a pipe is written to, and a link is followed: neither is replaced by a file.

    Raises:
        SetupError: it cannot be written.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(EISDIR, "it is a folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            _replace(path.resolve(), content)
    except OSError as error:
        in_the_way = isinstance(error, FileExistsError | NotADirectoryError)
        reason = "a file stands where its folder should be" if in_the_way else error.strerror
        raise SetupError(
            f"{path} cannot be written: {reason}", "choose another place with -o"
        ) from error


def _replace(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        draft.write_bytes(content)
        if path.exists():  # who may read it stays as its owner has it
            shutil.copymode(path, draft)
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise
