r"""From texts of other programs to texts of a deck: signs keep meaning what they meant there."""

import re

from quizgen.deck_reader import BAD_CHARACTER
from quizgen.markup import Style, plain, spans

_SIGN = re.compile(r"(\\*)([*`~^$])")
_LINE_SEPARATORS = re.compile("[\u2028\u2029\x0b\x0c\x85]")
_LOST = "\ufffd"


def cleaned(text: str) -> str:
    """Return a text without characters that no deck may hold; lines end in LF."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not BAD_CHARACTER.search(text):
        return text.strip()
    kept = _LINE_SEPARATORS.sub(" ", text)
    return BAD_CHARACTER.sub(lambda found: found[0] if found[0] == _LOST else "", kept).strip()


def escaped(text: str, *, always: bool = False) -> str:
    """Return a text in which none of its signs is markup; ``always``: wherever it may stand."""
    if (
        not always
        and plain(text) == text
        and all(span.styles == {Style.PLAIN} for span in spans(text))
    ):
        return text
    return _SIGN.sub(lambda found: f"{found[1] * 2}\\{found[2]}", text)
