"""Which files a deck's name stands for: itself, or the deck files in a folder and all below it."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

SUFFIXES = (".yaml", ".yml")
"""How the name of a deck file ends."""


def deck_files(path: str, note: Callable[[str, OSError], None]) -> Iterator[str]:
    """Yield the files, those of a folder in order; what cannot be looked at is noted.

    Hidden files and folders are passed over.
    """
    try:
        mode = Path(path).stat().st_mode
    except OSError as error:
        note(path, error)
        return
    if not stat.S_ISDIR(mode):
        yield path
        return
    walked: set[str] = set()
    for folder, folders, names in os.walk(
        path, onerror=lambda error: note(str(error.filename), error), followlinks=True
    ):
        real = os.path.realpath(folder)
        if real in walked:  # a link that leads back
            folders.clear()
            continue
        walked.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (str(Path(folder, name)) for name in sorted(names) if _is_deck_name(name))


def _is_deck_name(name: str) -> bool:
    return name.lower().endswith(SUFFIXES) and not name.startswith(".")
