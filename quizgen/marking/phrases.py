"""Marks a typed word or phrase against the texts that count as right.

The rules come in a fixed order, and the first that applies decides: what equals the key in all
that counts is right; then whatever speaks against the reply (several answers at once, another
term of the deck, an opposite) comes before any allowance for a typo.
"""

from collections.abc import Callable, Iterator
from functools import cached_property

from quizgen.marking.alignment import Judged, align
from quizgen.marking.folding import is_number, tidy, words
from quizgen.marking.quantities import same_quantity
from quizgen.marking.readings import NEGATIONS, Reading, article, key_readings, reply_readings
from quizgen.marking.spelling import numeral
from quizgen.marking.verdicts import right, slip, wrong
from quizgen.marking.word_rules import Rivals, contrast, equal, joined, typo
from quizgen.markup import plain
from quizgen.model import AcceptedKey, Mark

_LONGEST_REPLY = 400
_WORDS_PER_TYPO = 3
_MOST_TYPOS = 2


class Phrase:
    """A key and a reply, prepared for the rules."""

    def __init__(self, reply: str, key: AcceptedKey, language: str) -> None:
        """Read both in all ways that count."""
        self.reply = reply.strip()
        self.language = language.partition("-")[0].casefold()
        self.accepted = tuple(plain(text) for text in key.accepted)
        self.keys = tuple(
            (text, reading)
            for text in self.accepted
            for reading in key_readings(text, self.language)
        )
        self.replies = reply_readings(self.reply, self.language)
        self._others = key.others

    def pairs(self) -> Iterator[tuple[str, Reading, Reading]]:
        """Yield each accepted text with a reading of it and one of the reply."""
        for text, key in self.keys:
            for reply in self.replies:
                if not (key.shortened and reply.shortened):
                    yield text, key, reply

    @cached_property
    def others(self) -> tuple[tuple[str, Reading], ...]:
        """The deck's other terms, without any that is itself accepted."""
        own = {reading.accented for _, reading in self.keys}
        return tuple(
            (text, reading)
            for text in map(plain, self._others)
            for reading in key_readings(text, self.language)[:1]
            if reading.accented not in own
        )

    @cached_property
    def rivals(self) -> Rivals:
        """Words of other terms, which no misspelling may come as near to as to the key."""
        own = {word for _, reading in self.keys for word in reading.words}
        return Rivals(frozenset(w for _, other in self.others for w in other.words) - own)

    @property
    def english(self) -> bool:
        """Whether English spelling and plurals apply."""
        return self.language == "en"

    def same(self, key: str, reply: str) -> str | None:
        """Return by which rule two words are the same."""
        return equal(key, reply, english=self.english)


def mark_phrase(reply: str, key: AcceptedKey, language: str) -> Mark:
    """Mark a typed word or phrase; ``language`` is that of the deck."""
    if not words(reply):
        return wrong("empty")
    if len(reply) > _LONGEST_REPLY + 2 * max(map(len, key.accepted), default=0):
        return wrong("too-long", "That is far longer than the answer.")
    if reply.strip() in {plain(text).strip() for text in key.accepted}:
        return right("exact")
    if key.case_sensitive:
        return _case_sensitive(reply, key)
    phrase = Phrase(reply, key, language)
    for rule in _RULES:
        if mark := rule(phrase):
            return mark
    return wrong("words")


def _case_sensitive(reply: str, key: AcceptedKey) -> Mark:
    typed = " ".join(tidy(reply).split())
    accepted = [" ".join(tidy(plain(text)).split()) for text in key.accepted]
    if typed in accepted:
        return right("exact")
    for text in accepted:
        if text.casefold() == typed.casefold():
            return wrong("case", f"Capitals count here: it is {text}.")
    return wrong("words")


def _article(phrase: Phrase) -> Mark | None:
    """Point out another article than the key's, in languages where it says something."""
    if phrase.english:
        return None
    theirs = article(phrase.reply, phrase.language)
    for text, key, reply in phrase.pairs():
        own = article(text, phrase.language)
        if key.words == reply.words and own and theirs and own != theirs:
            return slip("article", f"It is “{text}”.")
    return None


def _folded(phrase: Phrase) -> Mark | None:
    if any(key.accented == reply.accented for _, key, reply in phrase.pairs()):
        return right("folded")
    return None


def _other_as_typed(phrase: Phrase) -> Mark | None:
    return _other(phrase, lambda other, reply: other.accented == reply.accented)


def _accents(phrase: Phrase) -> Mark | None:
    """Accept missing accents, as on a keyboard without them; point out wrong ones."""
    for text, key, reply in phrase.pairs():
        if key.words == reply.words:
            none_typed = all(map(str.isascii, reply.accented))
            spelling = f"Spelled {text}."
            return right("accents", spelling) if none_typed else slip("accents", spelling)
    return None


def _hedge(phrase: Phrase) -> Mark | None:
    """Refuse several answers at once, in the hope that one of them is right."""
    key_words = {word for _, key in phrase.keys for word in key.words}
    typed = words(phrase.reply)
    slash = "/" in phrase.reply and not any("/" in text for text in phrase.accepted)
    if ("or" in typed and "or" not in key_words) or (slash and not any(map(is_number, typed))):
        return wrong("hedge", "Give one answer.")
    return None


def _other_folded(phrase: Phrase) -> Mark | None:
    return _other(phrase, lambda other, reply: other.words == reply.words)


def _equivalent(phrase: Phrase) -> Mark | None:
    """Accept other spellings, plurals, numerals, word orders and words joined or taken apart."""
    for _, key, reply in phrase.pairs():
        if (found := align(key, reply, phrase.same)) is not None:
            notable = [rule for rule in found if rule not in {"folded", "order"}]
            return right(next(iter(notable), "order"))
        if len(key.words) != len(reply.words) and _negations(key) == _negations(reply):
            one, other = joined(key.words), joined(reply.words)
            if one and other and phrase.same(one, other):
                return right("joined")
    return None


def _other_equivalent(phrase: Phrase) -> Mark | None:
    return _other(phrase, lambda other, reply: align(other, reply, phrase.same) is not None)


def _other(phrase: Phrase, same: Callable[[Reading, Reading], bool]) -> Mark | None:
    for text, other in phrase.others:
        for reply in phrase.replies:
            if len(other.words) == len(reply.words) and same(other, reply):
                return wrong("other-term", f"“{text}” is a different thing.")
    return None


def _quantity(phrase: Phrase) -> Mark | None:
    if any(same_quantity(text, phrase.reply, phrase.language) for text in phrase.accepted):
        return right("quantity")
    return None


def _contrast(phrase: Phrase) -> Mark | None:
    """Refuse a reply with one word that is the opposite of the key's, or looks like it."""
    notes: list[Mark] = []

    def judge(key: str, reply: str) -> Judged:
        found = contrast(key, reply)
        if found is not None:
            notes.append(found)
            return found.rule
        return phrase.same(key, reply)

    for _, key, reply in phrase.pairs():
        notes.clear()
        if align(key, reply, judge) is not None and notes:
            return notes[0]
    return None


def _typo(phrase: Phrase) -> Mark | None:
    def judge(key: str, reply: str) -> Judged:
        found = phrase.same(key, reply)
        return found or ("typo" if typo(key, reply, phrase.rivals) else None)

    for text, key, reply in phrase.pairs():
        found = align(key, reply, judge)
        if found is not None and found.count("typo") <= _typos_allowed(len(key.words)):
            return slip("typo", f"Spelled {text}.")
    for text, key, reply in phrase.pairs():
        one, other = joined(key.words, shortest=3), joined(reply.words, shortest=3)
        if abs(len(key.words) - len(reply.words)) != 1 or _negations(key) != _negations(reply):
            continue
        if one and other and typo(one, other, phrase.rivals):
            return slip("typo", f"Spelled {text}.")
    return None


def _typos_allowed(count: int) -> int:
    return min(_MOST_TYPOS, max(1, count // _WORDS_PER_TYPO))


def _negations(reading: Reading) -> int:
    """Count the negations; *non* may be joined to its word and is left out."""
    return len([word for word in reading.words if word in NEGATIONS and word != "non"])


def _negation(phrase: Phrase) -> Mark | None:
    """Name a negation too many, or one missing, where all else is the same."""
    for _, key, reply in phrase.pairs():
        found = [word for word in (*key.words, *reply.words) if word in NEGATIONS]
        one, other = key.without(NEGATIONS), reply.without(NEGATIONS)
        if found and one.words and align(one, other, phrase.same) is not None:
            return wrong("negation", f"“{found[0]}” turns it round.")
    return None


def _figure(phrase: Phrase) -> Mark | None:
    """Name another figure, where all else is the same."""

    def judge(key: str, reply: str) -> Judged:
        numbers = is_number(key) or numeral(key) is not None
        if numbers and (is_number(reply) or numeral(reply) is not None):
            return phrase.same(key, reply) or "figure"
        return phrase.same(key, reply)

    for _, key, reply in phrase.pairs():
        if (found := align(key, reply, judge)) is not None and "figure" in found:
            return wrong("figure", "It is another figure.")
    return None


def _part(phrase: Phrase) -> Mark | None:
    """Name a reply that says less or more than the key."""
    for _, key, reply in phrase.pairs():
        if key.shortened or reply.shortened:
            continue
        missing = _unmatched(phrase, key.words, reply.words)
        extra = _unmatched(phrase, reply.words, key.words)
        if not extra and 0 < len(missing) < len(key.words):
            return wrong("part", "That is only part of the answer.")
        if not missing and extra:
            return wrong("more", "That says more than the answer.")
        if not missing and not extra:
            return wrong("words", "The same words in another order.")
    return None


def _unmatched(phrase: Phrase, these: tuple[str, ...], those: tuple[str, ...]) -> list[str]:
    return [word for word in these if not any(phrase.same(word, each) for each in those)]


_RULES = (
    _article,
    _folded,
    _other_as_typed,
    _accents,
    _hedge,
    _other_folded,
    _equivalent,
    _other_equivalent,
    _quantity,
    _contrast,
    _typo,
    _negation,
    _figure,
    _part,
)
"""In the order in which they apply."""
