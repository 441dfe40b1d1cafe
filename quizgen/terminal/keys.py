"""Reads the bytes that a terminal sends as keys."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

_ESC = 0x1B
_FIRST_PRINTABLE = 0x20


@dataclass(frozen=True, slots=True)
class Key:
    """A key with a name, or text that was typed or pasted."""

    name: str = ""
    text: str = ""

    @property
    def command(self) -> str:
        """What to look for among the bindings."""
        return self.name or self.text.lower()


_CONTROLS: Mapping[int, str] = MappingProxyType(
    {
        0x01: "ctrl-a",
        0x03: "ctrl-c",
        0x04: "ctrl-d",
        0x05: "ctrl-e",
        0x08: "backspace",
        0x09: "tab",
        0x0A: "enter",
        0x0B: "ctrl-k",
        0x0C: "ctrl-l",
        0x0D: "enter",
        0x15: "ctrl-u",
        0x17: "ctrl-w",
        0x7F: "backspace",
    }
)
_SEQUENCES: Mapping[bytes, str] = MappingProxyType(
    {
        b"[A": "up",
        b"[B": "down",
        b"[C": "right",
        b"[D": "left",
        b"[Z": "s-tab",
        b"[H": "home",
        b"[F": "end",
        b"[1~": "home",
        b"[3~": "delete",
        b"[4~": "end",
        b"[5~": "pgup",
        b"[6~": "pgdn",
        b"[7~": "home",
        b"[8~": "end",
        b"[11~": "f1",
        b"[12~": "f2",
        b"[13~": "f3",
        b"[14~": "f4",
        b"[15~": "f5",
        b"[17~": "f6",
        b"[18~": "f7",
        b"[19~": "f8",
        b"[20~": "f9",
        b"[[A": "f1",
        b"[[B": "f2",
        b"[[C": "f3",
        b"[[D": "f4",
        b"[[E": "f5",
        b"OA": "up",
        b"OB": "down",
        b"OC": "right",
        b"OD": "left",
        b"OH": "home",
        b"OF": "end",
        b"OP": "f1",
        b"OQ": "f2",
        b"OR": "f3",
        b"OS": "f4",
        b"OM": "enter",
    }
)
_PASTE = b"\x1b[200~"
_PASTE_END = b"\x1b[201~"
_SEQUENCE = re.compile(rb"\[[0-9;:<=>?]*[ -/]*[@-~]|O[ -~]|\[\[[A-E]")
_UNFINISHED = re.compile(rb"\[?[0-9;:<=>?]*[ -/]*|O")


def decode(data: bytes, *, final: bool = False) -> tuple[tuple[Key, ...], bytes]:
    """Split bytes into keys, and return those that may be the beginning of another one.

    With ``final``, nothing more is to be waited for: a lone escape is the key of that name.
    """
    keys: list[Key] = []
    while data:
        found = _one(data, final=final)
        if found is None:
            break
        key, length = found
        data = data[length:]
        if key is not None:
            keys.append(key)
    return tuple(keys), data


def _one(data: bytes, *, final: bool) -> tuple[Key | None, int] | None:
    """Read one key and its length; ``None`` where more bytes are needed."""
    if data[0] == _ESC:
        return _escape(data, final=final)
    if data[0] < _FIRST_PRINTABLE or data[0] == 0x7F:  # noqa: PLR2004  # it is the code of Delete
        name = _CONTROLS.get(data[0])
        return (Key(name=name) if name else None), 1
    return _text(data, final=final)


def _escape(data: bytes, *, final: bool) -> tuple[Key | None, int] | None:
    if data.startswith(_PASTE):
        return _paste(data, final=final)
    rest = data[1:]
    if match := _SEQUENCE.match(rest):
        # What is not known, such as a mouse's report, is passed over as a whole.
        name = _SEQUENCES.get(match[0])
        return (Key(name=name) if name else None), 1 + len(match[0])
    if not final and (not rest or _UNFINISHED.fullmatch(rest)):
        return None
    if rest[:1] in {b"[", b"O"} and _UNFINISHED.fullmatch(rest):
        return None, len(data)
    return Key(name="esc"), 1


def _paste(data: bytes, *, final: bool) -> tuple[Key | None, int] | None:
    end = data.find(_PASTE_END)
    if end < 0 and not final:
        return None
    content = data[len(_PASTE) : end if end >= 0 else len(data)]
    length = len(data) if end < 0 else end + len(_PASTE_END)
    return (Key(text=content.decode("utf-8", "replace")) if content else None), length


def _text(data: bytes, *, final: bool) -> tuple[Key | None, int] | None:
    """Read one character; a character's bytes may come in two readings."""
    first = data[0]
    length = 1 if first < 0xC0 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4  # noqa: PLR2004  # UTF-8
    if len(data) < length and not final:
        return None
    return Key(text=data[:length].decode("utf-8", "replace")), length
