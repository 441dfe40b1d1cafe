"""Names with their first words cut to initials: *J. S. Bach*, *N. Korea*."""

import re

from quizgen.marking.folding import bare, words
from quizgen.marking.phrase import Phrase
from quizgen.marking.verdicts import right
from quizgen.model import Mark

_INITIAL = re.compile(r"([^\W\d_])\.\s*")


def initials(phrase: Phrase) -> Mark | None:
    """Accept a name whose last word is in full and the others have their first letter."""
    if not _INITIAL.match(phrase.reply):
        return None
    cut = [bare(word) for word in words(_INITIAL.sub(r"\1 ", phrase.reply))]
    for text in map(_without_brackets, phrase.accepted):
        full = [bare(word) for word in words(text)]
        name = text.split()
        if not len(full) == len(cut) == len(name) > 1:
            continue
        trio = list(zip(full, cut, name, strict=True))
        shortened = all(
            one == other or (len(other) == 1 and one[0] == other and written[:1].isupper())
            for one, other, written in trio
        )
        if shortened and full[-1] == cut[-1] and len(full[-1]) > 1:
            return right("initials")
    return None


def _without_brackets(text: str) -> str:
    return re.sub(r"\s*\([^()]*\)", "", text)
