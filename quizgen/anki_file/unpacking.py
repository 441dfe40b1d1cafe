"""Unpacks within bounds: zip archives, and the streams of Zstandard that new ones hold."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from quizgen.problems import RequestError, SetupError

LARGEST = 2**30
"""Bytes of a collection; a package that unpacks to more is refused."""

DATABASE = b"SQLite format 3\0"
AGAIN = "export it again"

_CHUNK = 1 << 20
_LONGEST_LIST = 1 << 24
"""Bytes of an archive's list of files: some 300,000 files."""

_WINDOW = 1 << 27
"""Bytes that unpacking a stream may need to remember."""

_LARGEST_PAGE = 1 << 16
_LOCKED = 1
"""The flag of a member with a password."""


@contextmanager
def breaking(path: Path) -> Iterator[None]:
    """Turn what reading a damaged archive ends in into a sentence.

    Raises:
        RequestError: it did.
    """
    # Only Anki's new format needs it, but then its errors come from anywhere.
    from zstandard import ZstdError  # noqa: PLC0415

    try:
        yield
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError),
        *(RuntimeError, ValueError, ZstdError),
    ) as error:
        raise broken(path, str(error) or "it breaks off") from error


def broken(path: Path, why: str) -> RequestError:
    """Say that a package is broken."""
    return RequestError(f"{path} is a broken package: {why}", AGAIN)


class _Careful(io.BufferedReader):
    """A file that gives an archive's list of files only where it is of a sane length."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > _LONGEST_LIST:
            raise zipfile.BadZipFile("its list of files is too long")
        return super().read(size)


class Package:
    """A zip archive whose members are read one by one, each within a bound."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        """Take an open archive and the name to call it by."""
        self.path = path
        self._archive = archive
        self.names = frozenset(archive.namelist())

    @contextmanager
    def member(self, name: str, *, compressed: bool = False) -> Iterator[IO[bytes]]:
        """Open a member to be read on; ``compressed``: it is a stream of Zstandard.

        Raises:
            RequestError: it is damaged, or packed or locked in a way not known.
        """
        with breaking(self.path):
            info = self._archive.getinfo(name)
            if info.flag_bits & _LOCKED:
                raise broken(self.path, f"{name} in it is locked with a password")
            if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise broken(self.path, f"{name} in it is packed in an unknown way")
            with self._archive.open(info) as file:
                if compressed:
                    with unpacked(file) as stream:
                        yield stream
                else:
                    yield file

    def read(self, name: str, most: int, *, compressed: bool = False) -> bytes:
        """Return what a member holds.

        Raises:
            RequestError: it is more than ``most`` bytes, or damaged.
        """
        with self.member(name, compressed=compressed) as file:
            parts = []
            left = most
            while chunk := file.read(min(_CHUNK, left + 1)):
                left -= len(chunk)
                if left < 0:
                    raise broken(self.path, f"{name} in it holds more than {most >> 20} MiB")
                parts.append(chunk)
        return b"".join(parts)


@contextmanager
def packaged(path: Path) -> Iterator[Package]:
    """Open an archive.

    Raises:
        RequestError: it is damaged, or holds two members of one name.
    """
    with _Careful(io.FileIO(path)) as file:
        with breaking(path):
            archive = zipfile.ZipFile(file)
        with archive:
            names = archive.namelist()
            if len(set(names)) < len(names):
                twice = next(
                    it for at, it in enumerate(sorted(names)) if it == sorted(names)[at + 1]
                )
                raise broken(path, f"{twice} stands in it twice")
            yield Package(path, archive)


@contextmanager
def unpacked(file: IO[bytes]) -> Iterator[IO[bytes]]:
    """Read a stream of Zstandard."""
    from zstandard import ZstdDecompressor  # noqa: PLC0415  # only Anki's new format needs it

    unpacking = ZstdDecompressor(max_window_size=_WINDOW)
    with unpacking.stream_reader(file, read_across_frames=True, closefd=False) as stream:
        yield stream


def copy_database(file: IO[bytes], target: Path, path: Path) -> None:
    """Copy a database out of a package: as much as its head says, and nothing but a database.

    Raises:
        RequestError: it is none, too large, or of another length.
        SetupError: there is no room.
    """
    first = file.read(_CHUNK)
    if not first.startswith(DATABASE):
        raise broken(path, "its collection is no database" if first else "it breaks off")
    length = _length(first)
    if length is None:
        copy(file, target, path, first=first)
        return
    if length > LARGEST:
        raise _too_large(path)
    copy(file, target, path, first=first, most=length)
    if target.stat().st_size < length:
        raise broken(path, "its collection breaks off")


def _length(head: bytes) -> int | None:
    """Return how long a database says it is; ``None`` where it was written without that."""
    size = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    if head[24:28] != head[92:96] or not pages:
        return None
    return pages * (_LARGEST_PAGE if size == 1 else size)


def copy(
    file: IO[bytes], target: Path, path: Path, *, first: bytes = b"", most: int | None = None
) -> None:
    """Copy what there is, after what was read ``first``, within bounds.

    Raises:
        RequestError: it is too large, or goes on for more than ``most`` bytes.
        SetupError: there is no room.
    """
    left = LARGEST if most is None else most
    chunk = first or file.read(_CHUNK)
    with target.open("wb") as made:
        while chunk:
            left -= len(chunk)
            if left < 0 and most is not None:
                raise broken(path, "its collection goes on after its end")
            if left < 0:
                raise _too_large(path)
            try:
                made.write(chunk)
            except OSError as error:
                raise SetupError(
                    f"{path} cannot be unpacked: {error.strerror}", "make room for temporary files"
                ) from error
            chunk = file.read(_CHUNK)


def _too_large(path: Path) -> RequestError:
    return RequestError(
        f"{path} holds more than {LARGEST >> 20} MiB", "export the decks that matter to a package"
    )
