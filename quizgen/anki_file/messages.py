"""Protocol Buffers messages, as far as Anki's files hold some: numbers and bytes by field."""

from collections.abc import Mapping

Message = Mapping[int, list[int | bytes]]
"""Number of a field → its values in order; texts and messages inside are bytes."""

_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5
_LONGEST = 10
"""Bytes of a number."""


def parse_message(data: bytes) -> Message:
    """Read a message one level deep.

    Raises:
        ValueError: it is none, or it breaks off.
    """
    found: dict[int, list[int | bytes]] = {}
    at = 0
    while at < len(data):
        key, at = _number(data, at)
        sort = key & 7
        value: int | bytes
        if sort == _VARINT:
            value, at = _number(data, at)
        elif sort in {_EIGHT, _BYTES, _FOUR}:
            length = {_EIGHT: 8, _FOUR: 4}.get(sort)
            if length is None:
                length, at = _number(data, at)
            value = data[at : at + length]
            at += length
        else:
            raise ValueError("a message in it is not as Anki writes them")
        if at > len(data) or key < 1 << 3:
            raise ValueError("a message in it breaks off")
        found.setdefault(key >> 3, []).append(value)
    return found


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Read a number of variable length; return it and where it ends."""
    value = 0
    for count, byte in enumerate(data[at : at + _LONGEST]):
        value |= (byte & 0x7F) << (7 * count)
        if byte < 1 << 7:
            return value, at + count + 1
    raise ValueError("a message in it breaks off")
