"""Appending lines that survive a crash, beside other programs that do the same."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows
    fcntl = None  # type: ignore[assignment]  # mypy knows the module only as being there

_FLAGS = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)


@contextmanager
def opened(path: Path) -> Iterator[int]:
    """The file to append to, made with its folders if need be; on return all of it is on disk."""
    made = [folder for folder in (path, *path.parents) if not folder.exists()]
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, _FLAGS, 0o600)
    try:
        yield file
    finally:
        os.close(file)
    for new in made:
        sync_folder(new.parent)


def append(file: int, lines: bytes) -> None:
    """Add lines in one write, on a fresh line even where the last one breaks off."""
    size = os.fstat(file).st_size
    if size:
        os.lseek(file, size - 1, os.SEEK_SET)
        if os.read(file, 1) != b"\n":
            lines = b"\n" + lines
    add(file, lines)


def add(file: int, data: bytes) -> None:
    """Add bytes behind all that a file holds, and wait until they are on the disk."""
    size = os.fstat(file).st_size
    try:
        written = os.write(file, data)
        while written < len(data):
            written += os.write(file, data[written:])
        os.fsync(file)
    except OSError:
        # Half a line would be reported for ever after.
        with suppress(OSError):
            os.ftruncate(file, size)
        raise


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on the disk; Windows does so by itself and refuses to be asked."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def lock(file: int, *, exclusive: bool) -> None:
    """Wait for other programs with the file, until it is closed; where there are no locks, do not.

    Without one, a line may at worst begin behind another program's torn one.
    """
    if fcntl is not None:
        with suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH)
