"""What commands read of the world around them: clock, chance, folders and settings."""

import os
import secrets
import sys
import time
import tomllib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path

from quizgen.model import Moment
from quizgen.problems import RequestError, SetupError
from quizgen.scheduler import moment
from quizgen.shipped import shipped

SETTINGS = "settings.toml"


def home_folder() -> Path:
    """Return the learner's folder: ``$QUIZGEN_HOME``, else the platform's place for user data."""
    if own := os.environ.get("QUIZGEN_HOME"):
        return Path(own).expanduser()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "quizgen"
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/quizgen"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "quizgen"


def now() -> Moment:
    """Return this moment with the local offset in force."""
    instant = time.time_ns() // 1_000_000
    offset = datetime.now().astimezone().utcoffset()
    return moment(instant, int(offset.total_seconds()) // 60 if offset else 0)


def entropy(size: int = 10) -> bytes:
    """Return fresh random bytes, for ids and seeds."""
    return secrets.token_bytes(size)


def new_seed() -> str:
    """Return a short seed that a person can type again."""
    return secrets.token_hex(3)


def deck_paths(decks: Sequence[str]) -> tuple[Path, ...]:
    """Return the decks to use: those named, else ``./decks``, else the shipped ones.

    Raises:
        RequestError: a named file or folder does not exist.
    """
    if decks:
        missing = [deck for deck in decks if not Path(deck).exists()]
        if missing:
            raise RequestError(
                f"there is no file or folder {', '.join(missing)}",
                "name a deck file, or a folder with decks in it",
            )
        return tuple(Path(deck) for deck in decks)
    if Path("decks").is_dir():
        return (Path("decks"),)
    return (Path(str(shipped("decks"))),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The learner's settings, from ``settings.toml`` in the home folder."""

    #: Use the plain line driver.
    plain: bool = False


def read_settings(home: Path) -> Settings:
    """Read the settings; a missing file means the defaults.

    Raises:
        SetupError: the file is not TOML, or holds a key or value that is not known.
    """
    path = home / SETTINGS
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SetupError(f"{path}: {error}", "mend the file, or move it away") from error
    known = Settings.__dataclass_fields__
    for key, value in values.items():
        if key not in known:
            near = get_close_matches(key, known, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(known)}"
            raise SetupError(f"{path}: there is no setting '{key}'", hint)
        if not isinstance(value, bool):
            raise SetupError(f"{path}: '{key}' must be true or false", f"write {key} = true")
    return Settings(**values)


def wants_plain(settings: Settings, *, flag: bool) -> bool:
    """Tell whether the learner asked for the plain line driver."""
    return flag or settings.plain


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, with its folder where that is missing.

    Raises:
        SetupError: it cannot be written.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise SetupError(
            f"{path} cannot be written: {error.strerror}", "choose another place with -o"
        ) from error
