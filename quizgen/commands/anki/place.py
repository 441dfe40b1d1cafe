"""Where a learner's collection is."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from quizgen.problems import RequestError

FILE = "collection.anki2"
_NAME_IT = f"name the file {FILE} of your profile; in Anki, Help, About tells where it is"
_FLATPAK = ".var/app/net.ankiweb.Anki/data/Anki2"


def collection_path(wish: str | None) -> Path:
    """Return the collection that is meant: a file, the folder of a profile or the profile's name.

    Without a wish it is that of the only profile here.

    Raises:
        RequestError: there is none, or there are several.
    """
    if wish is None:
        return _only_one()
    path = Path(wish).expanduser()
    if path.is_dir():
        path /= FILE
    if path.is_file():
        return path
    found = [it for it in _collections() if it.parent.name == wish]
    if found:
        return found[0]
    raise RequestError(f"there is no collection {wish}", _NAME_IT)


def _only_one() -> Path:
    found = list(_collections())
    if not found:
        raise RequestError("no collection of Anki was found", _NAME_IT)
    if len(found) > 1:
        names = ", ".join(f"'{it.parent.name}'" for it in found)
        raise RequestError(f"there are several profiles of Anki: {names}", "name one of them")
    return found[0]


def _collections() -> Iterator[Path]:
    """Yield the collections of all profiles in the places where Anki keeps them."""
    seen = set()
    for base in _bases():
        for path in sorted(base.glob(f"*/{FILE}")):
            if path.resolve() not in seen:
                seen.add(path.resolve())
                yield path


def _bases() -> Iterator[Path]:
    if own := os.environ.get("ANKI_BASE"):
        yield Path(own)
        return
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("APPDATA") or home / "AppData/Roaming") / "Anki2"
    elif sys.platform == "darwin":
        yield home / "Library/Application Support/Anki2"
    else:
        yield Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share") / "Anki2"
        yield home / _FLATPAK
