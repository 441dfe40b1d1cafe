"""Files of the cache: written whole or not at all, read only where every byte is as written.

A file begins with its front: a line with the length and digest of what follows, then what is
read at once. Behind it may stand records, which are read one by one and checked by whoever does.
"""

import os
import sys
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from quizgen import __version__

_MAGIC = b"quizgen cache 1"
_FIRST_LINE = 200
_MOST_FILES = 12
"""Files that are kept; beyond them those not used for longest go."""


def program_print() -> str:
    """Return what differs between two states of this program and of what it runs on."""
    package = Path(__file__).parent.parent
    found = blake2b(f"{__version__} {sys.version}".encode(), digest_size=16)
    for folder, folders, names in os.walk(package):
        # A version under development changes without a new number.
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            with suppress(OSError):
                status = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118  # of hundreds
                found.update(f"{name} {status.st_mtime_ns} {status.st_size}\n".encode())
    return found.hexdigest()


def write_cache(path: Path, front: bytes, records: bytes = b"") -> bool:
    """Write a file of the cache; ``False`` where that is not possible."""
    digest = blake2b(front, digest_size=16).hexdigest()
    first = b"%s %d %s\n" % (_MAGIC, len(front), digest.encode())
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            file.writelines((first, front, records))
        draft.replace(path)
        _tidy(path.parent)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        return False
    return True


def open_cache(path: Path) -> tuple[BinaryIO, bytes] | None:
    """Open a file of the cache; return it, to read records from, and its front."""
    try:
        file = path.open("rb")
    except OSError:
        return None
    with suppress(OSError, ValueError, OverflowError, MemoryError):
        *magic, length, digest = file.readline(_FIRST_LINE).split(b" ")
        front = file.read(max(0, int(length)))
        right = blake2b(front, digest_size=16).hexdigest().encode() == digest.rstrip(b"\n")
        if b" ".join(magic) == _MAGIC and right:
            # So the files that go first are those that nobody reads.
            os.utime(path)
            return file, front
    file.close()
    return None


def _tidy(folder: Path) -> None:
    """Remove what nobody has used for long, and drafts that were left behind with it."""
    files = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[_MOST_FILES:]:
        path.unlink(missing_ok=True)
