"""The media of a package or of a collection's folder, by their plain names."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Protocol

from quizgen.anki_file.messages import parse_message
from quizgen.anki_file.unpacking import Package, breaking, broken
from quizgen.problems import RequestError

_LONGEST_MAP = 1 << 24
_LARGEST_FILE = 1 << 26
_OUT = re.compile(r"[/\\\x00-\x1f]|^[A-Za-z]:|^\.{0,2}$")
"""What a plain name has nothing of: it would lead out of a folder."""


class _Read(Protocol):
    def __call__(self) -> bytes: ...


class Media(Mapping[str, bytes]):
    """File name → bytes, read when asked for."""

    def __init__(self, readers: Mapping[str, _Read]) -> None:
        """Take what reads each."""
        self._readers = readers

    def __getitem__(self, name: str) -> bytes:
        return self._readers[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._readers)

    def __len__(self) -> int:
        return len(self._readers)

    def __contains__(self, name: object) -> bool:
        return name in self._readers


def media_of_package(package: Package, *, compressed: bool) -> Media:
    """Read the list of media: JSON, or in the new format a message packed like the files.

    Raises:
        RequestError: it is damaged, or a name leads out of a folder.
    """
    if "media" not in package.names:
        return Media({})
    data = package.read("media", _LONGEST_MAP, compressed=compressed)
    with breaking(package.path):
        listed = _packed_names(data) if compressed else _json_names(data)
    for name, _ in listed.values():
        _refuse_path(name, package.path)
    readers: dict[str, _Read] = {}
    for member, (name, size) in listed.items():
        if member in package.names:
            read = partial(_read, package, member, size, compressed=compressed)
            readers.setdefault(name, read)
    return Media(readers)


def _refuse_path(name: str, path: Path) -> None:
    if _OUT.search(name):
        raise RequestError(
            f"{path} is refused: a file in it is called {name!r}, which leads out of its folder",
            "use a package from somebody you trust",
        )


def _json_names(data: bytes) -> dict[str, tuple[str, int | None]]:
    """Read ``{"0": "name"}``."""
    try:
        listed = json.loads(data or b"{}")
    except RecursionError as error:
        raise ValueError("its list of media is no list") from error
    if not isinstance(listed, dict) or not all(isinstance(it, str) for it in listed.values()):
        raise ValueError("its list of media is no list")
    return {member: (name, None) for member, name in listed.items()}


def _packed_names(data: bytes) -> dict[str, tuple[str, int | None]]:
    """Read a message with a message for each file: 1 its name, 2 its size."""
    found: dict[str, tuple[str, int | None]] = {}
    for number, entry in enumerate(parse_message(data).get(1, [])):
        if not isinstance(entry, bytes):
            raise ValueError("its list of media is no list")  # noqa: TRY004  # the file is wrong
        fields = parse_message(entry)
        [name] = fields.get(1, [b""])[-1:]
        [size] = fields.get(2, [0])[-1:]
        if not isinstance(name, bytes) or not isinstance(size, int):
            raise ValueError("its list of media is no list")  # noqa: TRY004  # the same
        found[str(number)] = name.decode("utf-8"), size
    return found


def _read(package: Package, member: str, size: int | None, *, compressed: bool) -> bytes:
    data = package.read(member, _LARGEST_FILE, compressed=compressed)
    if size is not None and size != len(data):
        raise broken(package.path, f"{member} in it breaks off")
    return data


def media_of_folder(folder: Path) -> Media:
    """List the media beside a collection; links are passed over."""
    if not folder.is_dir():
        return Media({})
    plain = (it for it in folder.iterdir() if it.is_file() and not it.is_symlink())
    return Media({it.name: partial(_read_file, it) for it in plain})


def _read_file(path: Path) -> bytes:
    if path.stat().st_size > _LARGEST_FILE:
        raise RequestError(f"{path} is larger than {_LARGEST_FILE >> 20} MiB", "leave it out")
    return path.read_bytes()
