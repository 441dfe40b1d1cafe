"""Opens a file of Anki's: its first bytes tell what it is, never its name."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from quizgen.anki_file.media import media_of_folder, media_of_package
from quizgen.anki_file.messages import parse_message
from quizgen.anki_file.tables import AnkiFile, broken_collection, connected
from quizgen.anki_file.unpacking import (
    DATABASE,
    Package,
    breaking,
    broken,
    copy,
    copy_database,
    packaged,
    unpacked,
)
from quizgen.problems import RequestError, SetupError

NEWEST = 3
"""The latest version of Anki's packages that is known."""

HINT = "name a collection.anki2 or a package (.apkg, .colpkg)"
_ZIP = b"PK\x03\x04"
_ZSTD = b"\x28\xb5\x2f\xfd"
_MEMBERS = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""Where a package keeps its collection, the newest format first: older ones are dummies then."""

_LONGEST_META = 1 << 10
_ATTEMPTS = 3
_BESIDE = ("-wal", "-journal", "")
"""What a database may have beside it of which not all has gone in, before the database itself."""


def head_of(path: Path, hint: str = HINT) -> bytes:
    """Return a file's first bytes, which :func:`is_anki` knows what to do with.

    Raises:
        RequestError: there is no such file.
        SetupError: it cannot be read.
    """
    try:
        if not path.is_file():
            what = "is a folder" if path.is_dir() else "is no file"
            what = what if path.exists() else "is not there"
            raise RequestError(f"{path} {what}", hint)
        with path.open("rb") as file:
            return file.read(len(DATABASE))
    except OSError as error:
        raise _unreadable(path, error) from error


def is_anki(head: bytes) -> bool:
    """Tell whether a file may be of Anki, by its first bytes: a database, an archive, a stream."""
    return head == DATABASE or head.startswith((_ZIP, _ZSTD))


@contextmanager
def opened(path: Path) -> Iterator[AnkiFile]:
    """Open a collection, a package of either format, or what was unpacked of one.

    Raises:
        RequestError: there is no such file, or it is none of these, of a later Anki, too large,
            broken or hostile.
        SetupError: it cannot be read, or there is no room for a copy.
    """
    head = head_of(path)
    if not is_anki(head):
        raise RequestError(f"{path} is no collection of Anki and no package", HINT)
    with TemporaryDirectory() as folder, ExitStack() as stack:
        target = Path(folder) / "collection"
        try:
            media = _copied(path, head, target, stack)
        except OSError as error:
            raise _unreadable(path, error) from error
        try:
            with closing(connected(target)) as database:
                file = AnkiFile(str(path), database, media)
                file.refuse_later()
                yield file
        except sqlite3.Error as error:
            raise broken_collection(str(path), str(error)) from error


def _unreadable(path: Path, error: OSError) -> SetupError:
    return SetupError(f"{path} cannot be read: {error.strerror or error}")


def _copied(
    path: Path, head: bytes, target: Path, stack: ExitStack
) -> Callable[[], Mapping[str, bytes]]:
    """Copy the collection to a place of its own; return what finds its media."""
    if head == DATABASE:
        _copy_live(path, target)
        return partial(media_of_folder, path.with_suffix(".media"))
    if head.startswith(_ZSTD):
        with path.open("rb") as file, breaking(path), unpacked(file) as stream:
            copy_database(stream, target, path)
            return partial(media_of_folder, path.with_suffix(".media"))
    package = stack.enter_context(packaged(path))
    _refuse_newer(package)
    name = next((it for it in _MEMBERS if it in package.names), None)
    if name is None:
        raise RequestError(f"{path} holds no collection", "name a package that Anki has exported")
    compressed = name == _MEMBERS[0]
    with package.member(name, compressed=compressed) as stream:
        copy_database(stream, target, path)
    return partial(media_of_package, package, compressed=compressed)


def _copy_live(path: Path, target: Path) -> None:
    """Copy a database together with what has not gone into it yet."""
    for _ in range(_ATTEMPTS):
        before = _state(path)
        for ending in _BESIDE:
            source = path.with_name(path.name + ending)
            made = target.with_name(target.name + ending)
            if source.is_file():
                with source.open("rb") as file:
                    copy(file, made, path)
            else:
                made.unlink(missing_ok=True)
        # Anki may have written to it just then.
        if _state(path) == before:
            break


def _state(path: Path) -> list[tuple[int, int]]:
    files = [path.with_name(path.name + ending) for ending in _BESIDE]
    return [(it.stat().st_size, it.stat().st_mtime_ns) for it in files if it.is_file()]


def _refuse_newer(package: Package) -> None:
    """Refuse a package of a later version, and one with nothing but the dummy for old ones.

    Raises:
        RequestError: it is one.
    """
    if "meta" not in package.names:
        return
    with breaking(package.path):
        [version] = parse_message(package.read("meta", _LONGEST_META)).get(1, [0])[-1:]
    if not isinstance(version, int):
        raise broken(package.path, "its version is no number")
    if version > NEWEST:
        raise RequestError(
            f"{package.path} is a package of a later Anki (version {version}) than this quizgen"
            " knows",
            "export it with `Support older Anki versions`, or update quizgen",
        )
    if version == NEWEST and _MEMBERS[0] not in package.names:
        raise broken(package.path, "its collection is missing")
