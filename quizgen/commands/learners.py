"""Other learners at this home: each has a whole home of their own in a folder by their name.

    <home>/learners/NAME/

So nothing that is logged for one learner is ever in another's log. The owner of the home, whom the
settings name, and ``me`` are the home itself.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizgen.commands.environment import home_folder, write_file
from quizgen.commands.settings_file import read_settings
from quizgen.problems import RequestError, SetupError

ME = "me"
"""The owner of the home, whatever their name."""

_FOLDER = "learners"
_NAME_FILE = "name.txt"
_LONGEST = 80
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]')
_JOINERS = "\u200c\u200d"
"""Signs that nobody sees either, but that some scripts need."""
_RESERVED = re.compile(
    r"(?:con|conin\$|conout\$|prn|aux|nul|(?:com|lpt)[\d¹²³])(?:\..*)?", re.IGNORECASE
)


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
        if not self.new:
            return
        try:
            write_file(self.path / _NAME_FILE, f"{self.name}\n".encode(errors="replace"))
        except SetupError as error:
            hint = "mend that and do the same again: what is logged by then is not logged twice"
            raise SetupError(error.message, hint) from error


def homes_of(names: Sequence[str]) -> tuple[Home, ...]:
    """Return the homes of some learners, one each.

    Raises:
        RequestError: a name is no name, or two would share a folder; all of them are named.
    """
    found: list[Home] = []
    wrong = []
    known = dict(_known())
    owner = read_settings(home_folder()).learner
    taken: dict[Path, str] = {}
    for name in map(tidy, names):
        try:
            home = _home(name, owner, known, taken)
        except _NoHomeError as error:
            wrong.append(str(error))
            continue
        taken[home.path] = name
        known.setdefault(_folded(home.path.name), (name, home.path))
        found.append(home)
    if wrong:
        hint = (
            "write a name as it was written before; two learners need names that differ in letters"
        )
        raise RequestError("; ".join(wrong), hint)
    return tuple(found)


class _NoHomeError(Exception):
    """Why answers of that name have no home of their own."""


def _home(
    name: str, owner: str, known: Mapping[str, tuple[str, Path]], taken: Mapping[Path, str]
) -> Home:
    home = _home_alone(name, owner, known)
    if other := taken.get(home.path):
        raise _NoHomeError(f"'{name}' and '{other}' are one learner here")
    return home


def _home_alone(name: str, owner: str, known: Mapping[str, tuple[str, Path]]) -> Home:
    """Return the home, whoever else there is in the class."""
    if _is_owner(name, owner):
        return Home(name=name, path=home_folder())
    folder = folder_of(name)
    if not folder:
        raise _NoHomeError(f"'{name}' is no name for a folder")
    place = home_folder() / _FOLDER / folder
    other, path = known.get(_folded(folder), (name, place))
    if other != name:
        raise _NoHomeError(f"'{name}' would share a folder with '{other}'")
    if whose := _linked(path, [each for _, each in known.values()]):
        raise _NoHomeError(f"the folder of '{name}' is a link to {whose}")
    return Home(name=name, path=path, new=_folded(folder) not in known)


def _linked(path: Path, others: Iterable[Path]) -> str:
    """Return whose folder it leads into, where it is a link into that of somebody else."""
    if not path.is_symlink():
        return ""
    real = path.resolve()
    owner = home_folder().resolve()
    if real == owner or real in owner.parents:
        return "this home"
    for each in others:
        inside = each.resolve() in real.parents and not each.is_symlink()
        if each != path and (inside or each.resolve() == real):
            return f"that of '{_name(each)}'"
    return ""


def known_names() -> tuple[str, ...]:
    """Return the names of the learners who have a folder here."""
    return tuple(sorted(name for name, _ in dict(_known()).values()))


def tidy(name: str) -> str:
    """Return a name with its spaces and accents written in one way, without what nobody sees."""
    seen = (sign for sign in name if unicodedata.category(sign) != "Cf" or sign in _JOINERS)
    return " ".join(unicodedata.normalize("NFC", "".join(seen)).split())


def same_name(name: str) -> str:
    """Return what is the same for names that may not stand beside each other."""
    return _folded(tidy(name))


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
