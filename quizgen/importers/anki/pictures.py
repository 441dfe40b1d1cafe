"""The pictures that notes show, under names that any file system takes."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from quizgen.problems import RequestError

_FORMATS = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), (".png",)),
    (re.compile(rb"\xff\xd8\xff"), (".jpg", ".jpeg")),
    (re.compile(rb"GIF8[79]a"), (".gif",)),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), (".webp",)),
    (re.compile(rb".{4}ftypavi[fs]", re.DOTALL), (".avif",)),
    (
        re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!--|<!DOCTYPE svg|<svg)[^\x00]*", re.DOTALL),
        (".svg",),
    ),
)
_SVG = re.compile(rb"<svg[\s>]")
_HEAD = 1 << 12
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f#%{}\[\],\'`]|^[.\s]+|[.\s]+$')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST_STEM = 80
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class Album:
    """Collects the pictures of a deck: each under one name, whatever the package calls it."""

    media: Mapping[str, bytes]
    #: The folder beside the deck that they are to lie in.
    folder: str
    #: Name in the package → path from the deck.
    paths: dict[str, str] = field(default_factory=dict)
    #: Bytes that they may have in all.
    most: int = 1 << 31
    _size: int = 0
    _refused: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    def take(self, address: str) -> str:
        """Return the path of a picture from the deck; empty where :meth:`refusal` says why not."""
        name = self._found(address)
        if not name:
            return ""
        if name not in self.paths and name not in self._refused:
            self._look_at(name)
        return self.paths.get(name, "")

    def refusal(self, address: str) -> str:
        """Say why a picture is not taken."""
        if not address:
            return "pictures without a file"
        if _ELSEWHERE.match(address):
            return "pictures that lie elsewhere (on the web, or inside the text)"
        name = self._found(address)
        return self._refused.get(name, "pictures that are not in the file")

    def _found(self, address: str) -> str:
        """Find what a text shows: its address may be quoted, or composed otherwise."""
        for name in (address, unquote(address)):
            for form in (name, *(unicodedata.normalize(it, name) for it in ("NFC", "NFD"))):
                if form in self.media:
                    return form
        return ""

    def _look_at(self, name: str) -> None:
        try:
            data = self.media[name]
        except RequestError:
            self._refused[name] = "pictures that are damaged or too large"
            return
        suffixes = _suffixes(data)
        self._size += len(data)
        if self._size > self.most:
            self._refused[name] = f"pictures beyond {self.most >> 20} MiB in all"
        elif suffixes:
            self.paths[name] = f"{self.folder}/{self._new_name(name, suffixes)}"
        else:
            self._refused[name] = "pictures in a format that decks cannot show"

    def _new_name(self, name: str, suffixes: tuple[str, ...]) -> str:
        stem, dot, ending = unicodedata.normalize("NFC", name).rpartition(".")
        suffix = f".{ending.lower()}" if dot else ""
        kept = _UNSAFE.sub("-", stem or ending)
        kept = "".join(it for it in kept if it.isprintable() and it != "\ufffd").strip()
        kept = kept[:_LONGEST_STEM].strip(". ")
        if not any(it.isalnum() for it in kept):
            kept = "picture"
        if _RESERVED.fullmatch(kept):
            kept = f"{kept}-"
        suffix = suffix if suffix in suffixes else suffixes[0]
        found, number = f"{kept}{suffix}", 2
        while found.casefold() in self._taken:
            found, number = f"{kept}-{number}{suffix}", number + 1
        self._taken.add(found.casefold())
        return found


def _suffixes(data: bytes) -> tuple[str, ...]:
    """Return the endings that fit what a file holds; none if it is no picture."""
    head = data[:_HEAD]
    for beginning, suffixes in _FORMATS:
        if beginning.match(head) and (suffixes != (".svg",) or _SVG.search(head)):
            return suffixes
    return ()
