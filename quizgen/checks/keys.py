"""Finds texts that may fold to the same, without folding them all."""

import re
import string
import unicodedata

from quizgen.distractors.text import fold

_SIGNS = str.maketrans("", "", string.punctuation + string.whitespace)
_NO_LETTERS = re.compile(r"[\W_]+")
_ARTICLES = re.compile(r"^(?:(?:the|an?) )+")


def key(text: str) -> str:
    """Return the letters and figures of a text: the same for all texts that fold to the same.

    Folding takes ten times as long, and of thousands of texts few have a key in common.
    """
    # What TeX and escaped signs stand for, only folding knows.
    squeezed = _squeezed(fold(text) if "$" in text or "\\" in text else text)
    if squeezed.startswith(("a", "the")):
        # It may begin with an article, which folding leaves out.
        return _squeezed(_ARTICLES.sub("", fold(text)))
    return squeezed


def _squeezed(text: str) -> str:
    if text.isascii():
        return text.translate(_SIGNS).lower()
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKD", text)).casefold()
