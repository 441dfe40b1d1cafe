"""Which device this is, also where the learner's folder is synced between several.

    <home>/devices/<fingerprint>

Each machine keeps its id in a file of its own, named by a digest of what tells machines apart; so
each writes log files of its own, and no two change the same file. Other files there, such as a
sync program's conflicting copies, are passed over.
"""

import os
import re
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from quizgen.problems import SetupError
from quizgen.review_log.appending import append, lock, opened, sync_folder

_LONGEST_ID = 100
_DEVICE = re.compile(r"[0-9A-Za-z_-]{1,64}")
_FINGERPRINT_BYTES = 8
_FINGERPRINT = re.compile(f"[0-9a-f]{{{2 * _FINGERPRINT_BYTES}}}")


def device_id(home: Path, fresh: str, machine: Sequence[str]) -> str:
    """The id of this device; on its first start that is ``fresh``, and is kept.

    ``machine`` is what tells this machine from others. A home of before has one id in its file
    ``device``: the first machine that comes takes it over, others begin with ids of their own.
    Where two took it before they knew of each other, the one of the smaller fingerprint keeps it.

    Raises:
        SetupError: the file cannot be read or written, or holds something else.
    """
    path = home / "devices" / fingerprint(machine)
    try:
        others = _others(path)
        found = _kept(path)
        if not found:
            _take_over(home / "device", path, others.values())
        if not found or _is_anothers(found, path, others):
            found = _settled(path, fresh, others)
    except OSError as error:
        raise SetupError(
            f"{path} cannot be used: {error.strerror}",
            "let QUIZGEN_HOME name a folder that you may write to",
        ) from error
    if not _DEVICE.fullmatch(found):
        raise SetupError(
            f"{path} holds no device id",
            "delete it; this device then begins a log of its own, and the old one is still read",
        )

    return found


def fingerprint(machine: Sequence[str]) -> str:
    """A digest of what tells a machine from others; it gives none of that away."""
    text = "\0".join(machine).encode("utf-8", "surrogatepass")

    return blake2b(text, digest_size=_FINGERPRINT_BYTES).hexdigest()


def _others(path: Path) -> Mapping[str, str]:
    """The ids of other machines by their fingerprints."""
    if not path.parent.is_dir():
        return {}

    return {
        other.name: _kept(other)
        for other in path.parent.iterdir()
        if other.name != path.name and _FINGERPRINT.fullmatch(other.name) and other.is_file()
    }


def _kept(path: Path) -> str:
    """What a file holds; empty where there is none."""
    if not path.exists():
        return ""
    with path.open("rb") as file:
        return file.read(_LONGEST_ID).decode(errors="replace").strip()


def _is_anothers(id_: str, path: Path, others: Mapping[str, str]) -> bool:
    return any(name < path.name and id_ == found for name, found in others.items())


def _take_over(old: Path, path: Path, taken: Collection[str]) -> None:
    """Move the id of before here; of all that try it at once, one succeeds."""
    if path.exists() or not old.is_file():
        return
    found = _kept(old)
    if found in taken or not _DEVICE.fullmatch(found):
        return
    path.parent.mkdir(exist_ok=True)
    with suppress(FileNotFoundError, FileExistsError):
        old.rename(path)
        sync_folder(path.parent)
        sync_folder(old.parent)


def _settled(path: Path, fresh: str, others: Mapping[str, str]) -> str:
    """Write an id unless another program has just done so, and return the one that is there."""
    with opened(path) as file:
        lock(file, exclusive=True)
        found = os.read(file, _LONGEST_ID).decode(errors="replace").strip()
        if found and not _is_anothers(found, path, others):
            return found
        os.ftruncate(file, 0)
        append(file, f"{fresh}\n".encode())

    return fresh
