"""Other learners at this home: each has a whole home of their own in a folder by their name.

    <home>/learners/NAME/

So nothing that is logged for one learner is ever in another's log. The owner of the home, whom the
settings name, and ``me`` are the home itself.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizgen.commands.environment import home_folder, write_file
from quizgen.commands.settings_file import read_settings
from quizgen.problems import RequestError

ME = "me"
"""The owner of the home, whatever their name."""

_FOLDER = "learners"
_NAME_FILE = "name.txt"
_LONGEST = 80
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where somebody's answers belong."""

    name: str
    path: Path
    #: Nobody of this name is here yet.
    new: bool = False

    def make(self) -> None:
        """Make the folder, with the name as it was written; nothing where it is there.

        Raises:
            SetupError: it cannot be written.
        """
        if self.new:
            write_file(self.path / _NAME_FILE, f"{self.name}\n".encode(errors="replace"))


def homes_of(names: Sequence[str]) -> tuple[Home, ...]:
    """Return the homes of some learners, one each.

    Raises:
        RequestError: a name is no name, or two would share a folder; all of them are named.
    """
    found, wrong = [], []
    taken = dict(_known())
    owner = read_settings(home_folder()).learner
    for name in map(tidy, names):
        if _is_owner(name, owner):
            found.append(Home(name=name, path=home_folder()))
            continue
        folder = folder_of(name)
        if not folder:
            wrong.append(f"'{name}' is no name for a folder")
            continue
        other, path = taken.get(_folded(folder), ("", None))
        if path is not None and other != name:
            wrong.append(f"'{name}' would share a folder with '{other}'")
            continue
        new = path is None
        path = path or home_folder() / _FOLDER / folder
        taken[_folded(folder)] = name, path
        found.append(Home(name=name, path=path, new=new))
    if wrong:
        hint = (
            "write a name as it was written before; two learners need names that differ in letters"
        )
        raise RequestError("; ".join(wrong), hint)
    return tuple(found)


def known_names() -> tuple[str, ...]:
    """Return the names of the learners who have a folder here."""
    return tuple(sorted(name for name, _ in dict(_known()).values()))


def tidy(name: str) -> str:
    """Return a name with its spaces and accents written in one way."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def folder_of(name: str) -> str:
    """Return a name that every file system takes for a folder; empty where there is none."""
    safe = _UNSAFE.sub("-", name).strip(" .")
    # A dash more, or an old system would open a device.
    safe = f"{safe}-" if _RESERVED.fullmatch(safe) else safe
    fits = len(safe.encode(errors="replace")) <= 2 * _LONGEST and len(safe) <= _LONGEST
    return safe if fits and any(sign.isalnum() for sign in safe) else ""


def _is_owner(name: str, owner: str) -> bool:
    return name.casefold() == ME or bool(owner and _folded(tidy(owner)) == _folded(name))


def _folded(name: str) -> str:
    """Return what is the same for names that some file systems do not tell apart."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _known() -> Iterable[tuple[str, tuple[str, Path]]]:
    folder = home_folder() / _FOLDER
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            yield _folded(path.name), (_name(path), path)


def _name(path: Path) -> str:
    """Return the name as it was written; that of the folder where nobody has written one."""
    try:
        return tidy((path / _NAME_FILE).read_text(encoding="utf-8", errors="replace")) or path.name
    except OSError:
        return tidy(path.name)
