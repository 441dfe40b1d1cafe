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
    for text in phrase.accepted:
        name = text.split()
        full = [bare(word) for word in words(text)]
        if len(full) == len(cut) == len(name) > 1 and all(it[:1].isupper() for it in name):
            pairs = list(zip(full, cut, strict=True))
            shortened = all(
                one == other or (len(other) == 1 and one[0] == other) for one, other in pairs
            )
            if shortened and pairs[-1][0] == pairs[-1][1] and len(pairs[-1][0]) > 1:
                return right("initials")
    return None
