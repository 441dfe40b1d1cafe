"""How many columns text takes up, and what of it must not be torn apart.

Terminals disagree about emoji that are joined of several; here such a cluster is as wide as its
parts together, so that a line may come out shorter than it could be, but never longer.
"""

import unicodedata
from functools import cache, lru_cache

_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"


@cache
def _char_width(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"} or char == _EMOJI_STYLE:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def width(text: str) -> int:
    """Return how many columns a clean text takes up."""
    if text.isascii():
        return len(text)
    return _measured(text)


@lru_cache(maxsize=2000)  # a footer is laid out again and again, out of the same pieces
def _measured(text: str) -> int:
    return sum(cluster_width(cluster) for cluster in clusters(text))


def cluster_width(cluster: str) -> int:
    """Return how many columns a cluster takes up; a sign in emoji style takes two."""
    columns = sum(map(_char_width, cluster))
    return max(columns, 2) if _EMOJI_STYLE in cluster else columns


def clusters(text: str) -> list[str]:
    """Split a text into what a reader takes for one sign each."""
    if text.isascii():
        return list(text)
    found: list[str] = []
    joined = False
    for char in text:
        if found and (joined or _extends(char) or _second_flag_letter(found[-1], char)):
            found[-1] += char
        else:
            found.append(char)
        joined = char == _JOINER
    return found


def _extends(char: str) -> bool:
    """Tell whether a character belongs to the one before: marks, joiners, skin tones."""
    return (
        unicodedata.category(char) in {"Mn", "Me", "Mc"}
        or char in {_JOINER, "\u200c", _EMOJI_STYLE}
        or "\U0001f3fb" <= char <= "\U0001f3ff"
    )


def _second_flag_letter(before: str, char: str) -> bool:
    return len(before) == 1 and _is_flag_letter(before) and _is_flag_letter(char)


def _is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def right_to_left(text: str) -> bool:
    """Tell whether a text has letters that are written from right to left."""
    return any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)


def cut(text: str, columns: int) -> str:
    """Return as much of a text as fits, with an ellipsis where something is missing."""
    if width(text) <= columns:
        return text
    kept = ""
    room = columns - 1
    for cluster in clusters(text):
        room -= cluster_width(cluster)
        if room < 0:
            break
        kept += cluster
    return kept + "…" if columns > 0 else ""
