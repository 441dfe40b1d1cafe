"""Words that say the opposite of each other, or name its counterpart.

Most opposites of learned words hang on a prefix (*hyper-*, *hypo-*), some on an ending
(*-philic*, *-phobic*), the others are pairs. What is one letter away from such a counterpart is
never a misspelling of the word itself.
"""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from quizgen.marking.affixes import (
    AFTER_COMMON,
    AWAY_AND_TOWARDS,
    COMMON_BEGINNINGS,
    ENDINGS,
    INFLECTIONS,
    NEGATORS,
    NEGATORS_ABROAD,
    NO_NEGATIONS,
    OPPOSED,
    PREFIXES,
    PREFIXES_ABROAD,
    SHORTEST_STEM,
)
from quizgen.marking.folding import bare
from quizgen.marking.opposite_pairs import COUNTERPARTS, OPPOSITES, OTHER_LANGUAGES
from quizgen.marking.spelling import variant

OPPOSITE = "That is the opposite"
"""How the note of an opposite begins."""


def _by_word(pairs: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in pairs.split(","):
        for word, other in (two := pair.split(), two[::-1]):
            found.setdefault(word, set()).add(other)
    return MappingProxyType({word: frozenset(others) for word, others in found.items()})


@cache
def _opposites(language: str) -> Mapping[str, frozenset[str]]:
    if language == "en":
        return _by_word(OPPOSITES)
    return _by_word(bare(OTHER_LANGUAGES.get(language, "ja nein").casefold()))


@cache
def _counterparts() -> Mapping[str, frozenset[str]]:
    return _by_word(COUNTERPARTS)


def paired_words() -> frozenset[str]:
    """Return all words of the pairs."""
    return frozenset(_opposites("en")) | frozenset(_counterparts())


def opposed(words: tuple[str, ...]) -> bool:
    """Tell whether two of these words are opposites of each other."""
    opposites = _opposites("en")
    found = {variant(word) for word in words}
    return any(opposites.get(word, frozenset()) & found for word in found)


def opposite(word: str, reply: str, language: str = "en") -> str | None:
    """Say in what the reply is the word's opposite or counterpart; ``None`` where it is neither."""
    if language != "en":
        return _opposite_abroad(word, reply, language)
    for counterpart, prefix, its_prefix, meanings in _swapped(word):
        if reply == counterpart:
            return _prefix_note(prefix, its_prefix, meanings)
    if _opposite_pair(word, reply):
        return OPPOSITE
    if negator := _negator(word, reply):
        return f"{OPPOSITE}: {negator}- turns the word round"
    if reply in _counterparts().get(word, ()):
        return "That is its counterpart"
    return None


def other_ending(word: str, reply: str) -> bool:
    """Tell whether only the ending differs, and makes another word: *sulfate*, *sulfite*."""
    return reply in _other_endings(word)


def opposites_abroad(word: str, language: str) -> Iterator[str]:
    """Yield the opposites of a word in another language than English."""
    plain = word
    if language == "de":
        # An umlaut may be spelled out.
        plain = word.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    for own in dict.fromkeys((word, plain)):
        yield from sorted(_opposites(language).get(own, ()))
    for pair in PREFIXES_ABROAD.get(language, PREFIXES_ABROAD["fr"]):
        for prefix, other in (pair, pair[::-1]):
            stem = word.removeprefix(prefix)
            if stem != word and len(stem) >= SHORTEST_STEM - 1:
                yield other + stem
    yield from (counterpart for counterpart, *_ in _away_or_towards(word))


def _opposite_abroad(word: str, reply: str, language: str) -> str | None:
    if reply in opposites_abroad(word, language):
        return OPPOSITE
    longer, shorter = (word, reply) if len(word) > len(reply) else (reply, word)
    negators = NEGATORS_ABROAD.get(language, NEGATORS_ABROAD["fr"])
    negator = longer.removesuffix(shorter)
    if negator in negators and len(shorter) >= SHORTEST_STEM:
        return f"{OPPOSITE}: {negator}- turns the word round"
    return None


def _opposite_pair(word: str, reply: str) -> bool:
    """Tell whether two words, or those they are the same form of, are a pair of opposites."""
    opposites = _opposites("en")
    if reply in opposites.get(word, ()):
        return True
    return any(
        word.endswith(ending)
        and reply.endswith(ending)
        and any(
            opposites.get(one, frozenset()) & {*_plain(reply, ending)}
            for one in _plain(word, ending)
        )
        for ending in INFLECTIONS
    )


def _plain(word: str, ending: str) -> Iterator[str]:
    """Yield the words that may have been given an ending."""
    stem = word.removesuffix(ending)
    if len(stem) < SHORTEST_STEM - 1:
        return
    yield from (stem, f"{stem}e")
    if stem.endswith("i"):
        yield f"{stem[:-1]}y"
    if stem[-1] == stem[-2]:
        yield stem[:-1]


def _prefix_note(prefix: str, its_prefix: str, meanings: Mapping[str, str]) -> str:
    what = "the opposite" if {prefix, its_prefix} in OPPOSED else "something else"
    meaning = f"{its_prefix}- means {meanings[its_prefix]}, {prefix}- {meanings[prefix]}"
    # Nobody needs to be told what down- means.
    plain = meanings[prefix] == prefix
    return f"That is {what}" if plain else f"That is {what}: {meaning}"


@lru_cache(maxsize=1024)
def contrasts(word: str) -> frozenset[str]:
    """Return words that contrast with this one, by a prefix, an ending or as its pair."""
    found = {counterpart for counterpart, *_ in _swapped(word)}
    found.update(
        _other_endings(word), _opposites("en").get(word, ()), _counterparts().get(word, ())
    )
    found.update(
        stem
        for negator in NEGATORS
        if word not in NO_NEGATIONS
        and (stem := word.removeprefix(negator)) != word
        and len(stem) >= SHORTEST_STEM
        and (negator not in COMMON_BEGINNINGS or stem.startswith(AFTER_COMMON))
    )
    return frozenset(found - {word})


@lru_cache(maxsize=1024)
def counterparts(word: str) -> frozenset[str]:
    """Return words that a misspelling must not come as near to: contrasts and the word negated."""
    return contrasts(word) | {negator + word for negator in NEGATORS}


@lru_cache(maxsize=1024)
def undecided(word: str) -> frozenset[str]:
    """Return the word with just those letters missing that tell it from a counterpart."""
    return frozenset(
        shared + word.removeprefix(prefix)
        for _, prefix, other, _ in _swapped(word)
        if (shared := _shared_beginning(prefix, other)) and len(other) <= len(prefix) + 1
    )


def _shared_beginning(one: str, other: str) -> str:
    pairs = enumerate(zip(one, other, strict=False))
    end = next((at for at, (first, second) in pairs if first != second), min(len(one), len(other)))
    return one[:end]


@lru_cache(maxsize=1024)
def _swapped(word: str) -> tuple[tuple[str, str, str, Mapping[str, str]], ...]:
    """Return a word's counterparts, both prefixes and what prefixes of the group mean."""
    return tuple(_with_swapped_prefix(word))


def _with_swapped_prefix(word: str) -> Iterator[tuple[str, str, str, Mapping[str, str]]]:
    """Yield a word's counterparts, both prefixes and what prefixes of the group mean."""
    for meanings in PREFIXES:
        for prefix in meanings:
            stem = word.removeprefix(prefix)
            if stem == word or len(stem) < SHORTEST_STEM - 1:
                continue
            for other in meanings:
                if other != prefix and meanings[other] != meanings[prefix]:
                    yield other + stem, prefix, other, meanings
    yield from _away_or_towards(word)


def _away_or_towards(word: str) -> Iterator[tuple[str, str, str, Mapping[str, str]]]:
    for away, towards, stems in AWAY_AND_TOWARDS:
        meanings = {away: "away", towards: "towards"}
        for prefix, other in ((away, towards), (towards, away)):
            stem = word.removeprefix(prefix)
            if stem != word and stem.startswith(stems):
                yield other + stem, prefix, other, meanings


def _other_endings(word: str) -> Iterator[str]:
    for endings, stems in ENDINGS:
        for ending in endings:
            stem = word.removesuffix(ending)
            if stem and stem != word and stem.startswith(stems):
                yield from (stem + other for other in endings if other != ending)


def _negator(word: str, reply: str) -> str | None:
    """Return the negator that one of the two words has and the other has not."""
    longer, shorter = (word, reply) if len(word) > len(reply) else (reply, word)
    negator = longer.removesuffix(shorter)
    if negator in NEGATORS and len(shorter) >= SHORTEST_STEM - 1 and longer not in NO_NEGATIONS:
        return negator
    return None
