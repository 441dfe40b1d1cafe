"""Files of answers, told apart by their first bytes and opened within bounds."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from quizgen.anki_history.answers import Answers
from quizgen.anki_history.collection import DATABASE, read_collection
from quizgen.anki_history.table import read_table
from quizgen.problems import RequestError, SetupError

LARGEST = 2**30
"""Bytes of a collection or table; a package that unpacks to more is refused."""

NEWEST = 3
"""The latest version of Anki's packages that is known."""

_ZIP = b"PK\x03\x04"
_ZSTD = b"\x28\xb5\x2f\xfd"
_MEMBERS = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""Where a package keeps its collection, the newest format first: older ones are dummies then."""

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What reading a package may end in: it is damaged, or packed or locked in a way not known."""

_CHUNK = 1 << 20
_ATTEMPTS = 3
_BESIDE = ("-wal", "-journal", "")
"""What a database may have beside it of which not all has gone in, before the database itself."""


def read_answers(path: Path) -> Answers:
    """Read the answers of a collection, a package or a table.

    Raises:
        RequestError: there is no such file, or it is none of these, or it is broken.
        SetupError: the file cannot be read.
    """
    try:
        if not path.is_file():
            what = "is a folder" if path.is_dir() else "is no file"
            what = what if path.exists() else "is not there"
            raise RequestError(
                f"{path} {what}",
                "name a collection.anki2, a package (.apkg, .colpkg) or a table (.csv)",
            )
        with path.open("rb") as file:
            head = file.read(len(DATABASE))
        if head == DATABASE:
            return _of_collection(path)
        if head.startswith(_ZIP):
            return _of_package(path)
        if head.startswith(_ZSTD):
            return _of_stream(path)
        return _of_table(path)
    except OSError as error:
        raise SetupError(f"{path} cannot be read: {error.strerror or error}") from error


def _of_table(path: Path) -> Answers:
    if path.stat().st_size > LARGEST:
        raise _too_large(path)
    data = path.read_bytes()
    if b"\0" in data[:_CHUNK] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RequestError(
            f"{path} is no collection of Anki, no package and no table",
            "name a collection.anki2, a package (.apkg, .colpkg) or a table (.csv)",
        )

    return read_table(data, str(path))


def _of_collection(path: Path) -> Answers:
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "collection"
        for _ in range(_ATTEMPTS):
            before = _state(path)
            for ending in _BESIDE:
                source = path.with_name(path.name + ending)
                target = copy.with_name(copy.name + ending)
                if source.exists():
                    with source.open("rb") as file:
                        _copy(file, target, path)
                else:
                    target.unlink(missing_ok=True)
            # Anki may have written to it just then.
            if _state(path) == before:
                break

        return read_collection(copy, str(path))


def _state(path: Path) -> list[tuple[int, int]]:
    files = [path.with_name(path.name + ending) for ending in _BESIDE]

    return [(it.stat().st_size, it.stat().st_mtime_ns) for it in files if it.exists()]


def _of_stream(path: Path) -> Answers:
    with path.open("rb") as file, _unpacked(file, path, compressed=True) as copy:
        return read_collection(copy, str(path))


def _of_package(path: Path) -> Answers:
    try:
        with zipfile.ZipFile(path) as package:
            _refuse_newer(package, path)
            names = package.namelist()
            name = next((it for it in _MEMBERS if it in names), None)
            if name is None:
                raise RequestError(
                    f"{path} holds no collection", "name a package that Anki has exported"
                )
            with (
                package.open(name) as file,
                _unpacked(file, path, compressed=name == _MEMBERS[0]) as copy,
            ):
                return read_collection(copy, str(path))
    except _BROKEN as error:
        raise RequestError(
            f"{path} is a broken package: {str(error) or 'it breaks off'}", "export it again"
        ) from error


def _refuse_newer(package: zipfile.ZipFile, path: Path) -> None:
    """Refuse a package of a later version: field 1 of a short Protocol Buffers message.

    Raises:
        RequestError: it is one.
    """
    if "meta" not in package.namelist():
        return
    with package.open("meta") as file:
        meta = file.read(2)
    if meta[:1] == b"\x08" and meta[1:] > bytes([NEWEST]):
        raise RequestError(
            f"{path} is a package of a later Anki (version {meta[1]}) than this quizgen knows",
            "export it with `Support older Anki versions`, or update quizgen",
        )


@contextmanager
def _unpacked(file: IO[bytes], path: Path, *, compressed: bool) -> Iterator[Path]:
    """Write a collection out of a package to a place of its own, for as long as it is read."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "collection"
        if compressed:
            # Only Anki's new format needs it.
            from zstandard import ZstdDecompressor, ZstdError  # noqa: PLC0415

            try:
                with ZstdDecompressor().stream_reader(file, read_across_frames=True) as stream:
                    _copy(stream, copy, path)
            except ZstdError as error:
                raise RequestError(
                    f"{path} is a broken package: {error}", "export it again"
                ) from error
        else:
            _copy(file, copy, path)
        yield copy


def _copy(file: IO[bytes], target: Path, path: Path) -> None:
    """Copy what there is, within bounds.

    Raises:
        RequestError: it is too large.
    """
    left = LARGEST
    with target.open("wb") as copy:
        while chunk := file.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise _too_large(path)
            copy.write(chunk)


def _too_large(path: Path) -> RequestError:
    return RequestError(
        f"{path} holds more than {LARGEST >> 20} MiB", "export the decks that matter to a package"
    )
