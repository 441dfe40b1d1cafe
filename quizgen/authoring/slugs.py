"""Makes short, readable ids out of words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from quizgen.deck_reader.cloze import slug
from quizgen.markup import plain

USUAL = 4
"""Words of an id unless more are needed to tell two apart."""

_UNSEEN = re.compile(r"[\ufe00-\ufe0f]")
"""What chooses between the looks of a sign, as after many an emoji: nobody could type it."""

_MOST = 7
_LONGEST = 48
_LONGEST_WORD = 24

_EMPTY = frozenset(
    word
    for line in (
        "a an the of in on at to for from by with and or as that this these those it its",
        "is are was were be been being do does did has have had can could will would",
        "which what who whom whose when where why how many much there name called you",
        "your s t into than then one's following usually often",
    )
    for word in line.split()
)
"""Words that do not help to tell one question from another."""


def words_of(text: str) -> list[str]:
    """Return the telling words of a text in the spelling of ids; all words where none tells."""
    readable = unicodedata.normalize("NFKC", _UNSEEN.sub("", plain(text)))
    readable = readable.replace("'", "").replace("’", "")
    # Folding may pull a letter and its mark apart, which an id must not have.
    words = [
        unicodedata.normalize("NFC", word)[:_LONGEST_WORD] for word in slug(readable).split("-")
    ]
    telling = [word for word in words if word and word not in _EMPTY]
    return telling or [word for word in words if word]


def short_slug(text: str, usual: int = USUAL) -> str:
    """Return a short id for a text; empty where it has no letter and no figure."""
    return _joined(words_of(text)[:usual])


def new_id(
    words: Sequence[str],
    taken: Iterable[str],
    fallback: str = "fact",
    tried: dict[str, int] | None = None,
) -> str:
    """Return an id of these words that is not among the (case-folded) taken ones.

    First with more of the words, then with a number, so that the same deck gives the same ids.
    ``tried`` remembers the numbers that are given already; whoever makes many ids keeps one.
    """
    known = taken if isinstance(taken, set | frozenset | dict) else set(taken)
    numbers = {} if tried is None else tried
    found = (it for it in _candidates(words, fallback, numbers) if it.casefold() not in known)
    return next(found)


def _candidates(words: Sequence[str], fallback: str, tried: dict[str, int]) -> Iterator[str]:
    for number in range(USUAL, max(USUAL + 1, min(len(words), _MOST) + 1)):
        yield _joined(words[:number]) or fallback
    first = _joined(words[:USUAL]) or fallback
    for number in count(tried.get(first, 1) + 1):
        tried[first] = number
        yield f"{first}-{number}"


def _joined(words: Sequence[str]) -> str:
    kept = "-".join(words)
    while len(kept) > _LONGEST and re.search("-", kept):
        kept = kept.rpartition("-")[0]
    return kept
