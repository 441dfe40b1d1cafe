"""What the rules want to know about a text, worked out once per text."""

import re
from collections.abc import Mapping
from functools import lru_cache

from quizgen.distractors.text import fold, is_telling, share_root
from quizgen.items.amounts import Amount, amount
from quizgen.markup import plain

REMEMBERED = 1 << 13
"""Texts that are kept; an option comes back in many items, a stem in the tries for one."""

_BUCKET = 4
"""Words with a common root share their first four letters."""

_PARTS = re.compile(r",(?!\d)|[;/+&]|\band\b|\bwith\b", re.IGNORECASE)
_BRACKETS = frozenset("()[]{}")


class Text:
    """A stem or an option and what can be derived from it."""

    __slots__ = ("bag", "folded", "length", "plain", "raw", "roots", "words")

    def __init__(self, raw: str) -> None:
        """Derive everything; nothing of it is changed later."""
        self.raw = raw
        self.plain = plain(raw).strip()
        self.length = len(self.plain)
        self.folded = fold(raw) if self.plain else ""
        self.words = tuple(self.folded.split())
        self.bag = frozenset(self.words)
        self.roots = _buckets(self.words)


class OptionText(Text):
    """An option, which is compared with the others in more ways than a stem."""

    __slots__ = ("amount", "form", "parts")

    def __init__(self, raw: str) -> None:
        """Derive what options are compared by, too."""
        super().__init__(raw)
        self.amount: Amount | None = amount(self.plain)
        self.form = _form(self.plain)
        self.parts = _parts(self.plain)


@lru_cache(maxsize=REMEMBERED)
def stem_text(raw: str) -> Text:
    """Return what is known about a stem."""
    return Text(raw)


@lru_cache(maxsize=REMEMBERED)
def option_text(raw: str) -> OptionText:
    """Return what is known about an option."""
    return OptionText(raw)


def shared_roots(stem: Text, option: Text) -> frozenset[str]:
    """Return the telling words of an option that share a root with a word of the stem."""
    buckets = stem.roots
    found: list[str] = []
    for beginning, words in option.roots.items():
        asked = buckets.get(beginning)
        if asked:
            found += [
                word
                for word in words
                if word in asked or any(share_root(one, word) for one in asked)
            ]
    return frozenset(found)


def _buckets(words: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return the telling words by their first letters."""
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        if is_telling(word):
            begin = word[:_BUCKET]
            found[begin] = (*found.get(begin, ()), word)
    return found


def _form(text: str) -> tuple[bool, ...]:
    """Return what strikes the eye; the names stand in :data:`FORMS`."""
    letters = text[4:] if text[:4].lower() == "the " else text
    return (
        any(map(str.isdigit, text)),
        not _BRACKETS.isdisjoint(text),
        letters[:1].isupper(),
        len(letters) > 1 and letters.isupper(),
        text[-1:] in {".", "!", "?"},
    )


FORMS = ("a figure", "brackets", "a capital letter at the start", "capitals", "a full stop")


def _parts(text: str) -> frozenset[str]:
    """Return the members of an enumeration, folded; none where the text is no enumeration."""
    if not _PARTS.search(text):
        return frozenset()
    parts = frozenset(fold(part) for part in _PARTS.split(text) if part.strip())
    return parts if len(parts) > 1 else frozenset()
