"""Writes a text as a YAML scalar that the deck reader reads back as it was."""

import re
import unicodedata

_MARKS_INSIDE = frozenset(" _-.;()/+%=!?'’‘“”„«»–—…°·×&*~^$`\\\"<>|@")
"""Signs that mean nothing to YAML inside a text; a comma only outside brackets."""

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_LINE = re.compile(r"[\n\r\t]")


def scalar(text: str, *, flow: bool = False) -> str:
    """Return a text as it stands in a deck, in quotes only where YAML wants them.

    ``flow`` says that it stands inside ``[…]`` or ``{…}``, or as a key.
    """
    if _is_plain(text, flow=flow):
        return text
    wants_double = "'" in text and '"' not in text and "\\" not in text
    if _LINE.search(text) or wants_double:
        return f'"{text.translate(_ESCAPES)}"'
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _is_plain(text: str, *, flow: bool) -> bool:
    if not text or not text[0].isalnum() or text[-1].isspace():
        return False
    return all(
        char.isalnum()
        or char in _MARKS_INSIDE
        or (char == "," and not flow)
        or unicodedata.category(char)[0] == "M"
        for char in text
    )
