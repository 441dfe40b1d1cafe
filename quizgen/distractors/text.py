"""Compares texts as readers do: what is the same name, what stands inside what, what looks alike.

Folding errs on the side of "the same": two texts that fold to one are never offered as different
options, so a needless match costs an option and a missed one would cost the truth.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from quizgen.markup import plain

_ARTICLES = ("the ", "a ", "an ")

#: Accents of Latin, Greek and Cyrillic; other scripts' combining marks are letters of their own.
_ACCENTS = re.compile("[\u0300-\u036f]")

#: Signs between words. A minus before a figure, and signs such as ``+``, tell names apart.
_BETWEEN = re.compile(r"(?<=[^\s(])-|-(?!\d)|[\s_.,;:!?…·'’‘\"“”„«»()\[\]{}‐‑‒–—¿¡、。「」]+")
#: A minus before a name or a figure, as formulas have it; a hyphen there is none.
_NEGATIVE = re.compile(r"(?<!\w)−(?=\w)")
_INSIDE_FIGURE = re.compile(r"(?<=\d)[.,](?=\d)")

#: Scripts that write no spaces: each sign counts as a word.
_UNSPACED = re.compile("([\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")

_PLURAL = re.compile(r"\b(\w{2,}[^\Ws])(?:e?s)\b")

_LOOK_ALIKE = 4
"""Letters from which a single edit makes two names look alike; below, all names do."""

_LENGTHS = (4, 7, 10, 14, 19, 26, 36, 50, 70, 100)
"""Where one length ends and the next begins."""

_ROOT = 4
"""Letters that two words must begin with in common to share a root."""

#: Words that say nothing about the matter.
_EMPTY = frozenset(
    word
    for line in (
        "about after also because been before being between called complete",
        "does during each false fits following from have into mean means more",
        "most much name none only other over same some such term than that",
        "their them then there these they this those three true very were what",
        "when where which while whose will with word would your",
    )
    for word in line.split()
)


_EMPTY_SHORT = frozenset(
    {
        *("all", "and", "any", "but", "due", "for", "has", "its", "not", "one", "out", "per"),
        *("the", "two", "via", "was", "who"),
    }
)


def fold(text: str) -> str:
    """Return the text without markup, case, accents, punctuation and leading article."""
    folded = unicodedata.normalize("NFKD", plain(text)).casefold()
    folded = unicodedata.normalize("NFC", _ACCENTS.sub("", folded))
    folded = _NEGATIVE.sub("\1", folded).replace("−", "-")
    kept = _INSIDE_FIGURE.sub("\0", folded)
    kept = _UNSPACED.sub(r" \1 ", _BETWEEN.sub(" ", kept))
    result = " ".join(kept.replace("\0", ".").replace("\1", "-").split())
    for article in _ARTICLES:
        result = result.removeprefix(article)
    # A text of nothing but signs is told from others by its signs.
    return result or plain(text).casefold().strip() or text


def contains(outer: str, inner: str) -> bool:
    """Tell whether one folded text stands in another as whole words."""
    return f" {inner} " in f" {outer} "


def singular(folded: str) -> str:
    """Return a folded text with the commonest English plurals undone; a needless match is safe."""
    return _PLURAL.sub(r"\1", folded)


def look_alike(one: str, other: str) -> bool:
    """Tell whether two folded names are within one edit; different figures never are."""
    if min(len(one), len(other)) < _LOOK_ALIKE or _figures(one) != _figures(other):
        return False
    return _within_one_edit(one, other)


def _within_one_edit(one: str, other: str) -> bool:
    """Count an insertion, a deletion, a substitution or a swap of neighbours as one edit."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    left, right = one[start:], other[start:]
    return (
        left[1:] == right[1:]
        or left[1:] == right
        or left == right[1:]
        or (left[1::-1] == right[:2] and left[2:] == right[2:])
    )


def _figures(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def roots(stem: str, text: str) -> frozenset[str]:
    """Return the words of a folded stem that share a root with a word of another folded text."""
    return frozenset(
        word for word in telling(stem) if any(share_root(word, other) for other in telling(text))
    )


def telling(folded: str) -> Iterator[str]:
    """Yield the words of a folded text that say something about the matter."""
    return filter(is_telling, folded.split())


def is_telling(word: str) -> bool:
    """Tell whether a folded word says something about the matter."""
    return len(word) >= _ROOT and word not in _EMPTY


def root(word: str) -> str:
    """Return the letters that all words which may share a root with this one begin with."""
    return word[:_ROOT]


def share_root(one: str, other: str) -> bool:
    """Tell whether two words begin alike, for two thirds of the shorter one at least."""
    if one[:_ROOT] != other[:_ROOT]:
        return False
    common = 0
    shorter = min(len(one), len(other))
    while common < shorter and one[common] == other[common]:
        common += 1
    return 3 * common >= 2 * shorter


def tells(one: str, other: str) -> bool:
    """Tell whether two folded names share a word, or one may be short for a part of the other."""
    return bool(roots(one, other) or short_words(one, other)) or abbreviation(one, other) > 0


def short_words(one: str, other: str) -> frozenset[str]:
    """Return the words of three letters that two folded names share: eye tells as eyelid does."""
    return frozenset(
        word
        for word in set(one.split()).intersection(other.split())
        if len(word) == _ROOT - 1 and word.isalpha() and word not in _EMPTY_SHORT
    )


def abbreviation(one: str, other: str) -> int:
    """Tell how much one of two folded names looks like a short form of the other.

    2: its letters follow each other in a word that begins with the same one, as Mg in magnesium,
    or they are those that the words begin with; 1: only the first letter is the same; 0: neither.
    """
    if 0 < len(one) < _ROOT and one.isalpha():
        return _short_for(one, other)
    if 0 < len(other) < _ROOT and other.isalpha():
        return _short_for(other, one)
    return 0


def _short_for(word: str, longer: str) -> int:
    words = [it for it in longer.split() if len(it) >= _ROOT and it[0] == word[0]]
    initials = "".join(it[0] for it in longer.split() if len(it) >= _ROOT)
    if (len(word) > 1 and initials.startswith(word)) or any(_is_spelt_in(word, it) for it in words):
        return 2
    return 1 if words else 0


def _is_spelt_in(word: str, longer: str) -> bool:
    letters = iter(longer)
    return all(letter in letters for letter in word)


def same_format(one: str, other: str) -> bool:
    """Tell whether two texts look like the same sort of thing, and neither stands out by length."""
    readable, another = plain(one).strip(), plain(other).strip()
    shorter, longer = sorted((len(readable), len(another)))
    # Up to three characters' difference never stands out, as between H and Zn.
    fits = longer <= max(2 * shorter, shorter + 3)
    return fits and _format(readable) == _format(another)


def length_of(text: str) -> int:
    """Return about how long a text is: in one class no text is 1.4 times another."""
    return bisect_left(_LENGTHS, len(plain(text).strip()))


def form_of(text: str) -> tuple[bool, ...]:
    """Return what strikes the eye about a text: figures, brackets, capitals, a full stop."""
    return _format(plain(text).strip())


def _format(text: str) -> tuple[bool, ...]:
    bare = text.split(" ", 1)[-1] if text.lower().startswith(_ARTICLES) else text
    return (
        any(char.isdigit() for char in text),
        any(char in "()[]{}" for char in text),
        bare[:1].isupper(),
        len(bare) > 1 and bare.isupper(),
        text[-1:] in {".", "!", "?"},
    )


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the texts in their order, the first of each folded form."""
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(fold(text), text)
    return tuple(found.values())
