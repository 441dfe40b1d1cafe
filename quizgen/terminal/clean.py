"""Makes text harmless: nothing that a deck or a learner writes can steer the terminal.

Escape sequences, control characters and signs that turn the direction of writing round or hide
text lose their force; what stood there stays visible where it could have been seen.
"""

import re
import unicodedata
from functools import lru_cache

#: Control characters become their pictures, so that an escape sequence shows as text.
_PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
_LINE_BREAK = re.compile("\r\n|[\r\n\u2028\u2029\x0b\x0c\x85]")
#: Invisible: zero-width spaces, soft hyphens, embeddings, overrides, isolates, tags, fillers.
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufff8\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
#: Second halves of nothing, control characters of the second set, and what is no character.
_BROKEN = re.compile("[\x80-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
#: For terminals without Unicode.
_PLAIN_SIGNS = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "·": "|", "×": "x"}
    | {"✓": "+", "✗": "x", "›": ">", "→": "->", "↑": "^", "↓": "v", "°": "deg "}
    | {"¶": "par. ", "§": "sec. "}
)
_TAB = "    "
#: More marks on one letter would run over the lines above and below.
_MOST_MARKS = 6


def clean(text: str) -> str:
    """Return the text without anything that steers a terminal; line breaks become newlines."""
    if text.isascii() and text.isprintable():
        return text
    return _cleaned(text)


@lru_cache(maxsize=2000)  # most of a screen is what stood there before
def _cleaned(text: str) -> str:
    text = _LINE_BREAK.sub("\n", text).replace("\t", _TAB)
    parts = text.split("\n")
    return "\n".join(_clean_line(part) for part in parts)


def clean_line(text: str) -> str:
    """Return the text on one line, without anything that steers a terminal."""
    return clean(text).replace("\n", " ")


def encodable(text: str, encoding: str) -> str:
    """Return the text in characters that the encoding has; typographic ones become plain."""
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        plain = text.translate(_PLAIN_SIGNS)
        return plain.encode("ascii", "replace").decode("ascii")
    return text


def _clean_line(text: str) -> str:
    text = _HIDDEN.sub("", _BROKEN.sub("\ufffd", text)).translate(_PICTURES)
    return text if text.isascii() else _few_marks(text)


def _few_marks(text: str) -> str:
    kept = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        if marks <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept)
