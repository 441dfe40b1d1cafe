"""The ways to read a text as the words that count: without articles, lead-ins or brackets."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from quizgen.marking.courtesies import without_courtesies
from quizgen.marking.folding import bare, is_number, tidy, umlauts_spelled_out, words
from quizgen.marking.numerals import numeral, together
from quizgen.marking.opposites import opposed

_ARTICLES: Mapping[str, frozenset[str]] = {
    language: frozenset(articles.split())
    for language, articles in {
        "en": "the a an teh hte your my our",
        "de": "der die das den dem des ein eine einen einem einer eines",
        "fr": "le la les l un une des du d",
        "es": "el la los las lo un una unos unas",
        "it": "il lo la i gli le l un uno una",
        "pt": "o a os as um uma uns umas",
        "nl": "de het een",
    }.items()
}
#: Words that carry no meaning of their own inside an English answer.
_FILLERS = frozenset({"of", "to", "and"})
_PREPOSITIONS = "of in at on by from with for to into onto through during via because due"
_LEADING = frozenset(_PREPOSITIONS.split())
#: Words around which the order of the others means something.
_COMPARING = (
    "than versus vs per as like but before after over under above below between without not no "
    "less greater"
)
_ORDERING = (_LEADING - {"to", "of"}) | frozenset(_COMPARING.split())
_MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september"}
    | {"october", "november", "december", "jan", "feb", "apr", "aug", "sep", "sept", "oct"}
    | {"nov", "dec", "jul", "jun", "mar"}
)
_TIMES = {"once": "1", "twice": "2", "thrice": "3"}
_RATES = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "hourly": "hour"}
NEGATIONS = frozenset(
    {"not", "no", "never", "without", "cannot", "non", "nor", "neither", "none", "nothing"}
)

_SUBJECTS = frozenset({"it", "they"})
_SHORTEST_RATE = 2
_ABBREVIATION = re.compile(r"[\w./-]*[A-Z][\w./-]*[A-Z0-9][\w./-]*")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The words of a text that count, in one way to read it."""

    #: Folded and without accents.
    words: tuple[str, ...]
    #: The same words with their accents.
    accented: tuple[str, ...] = ()
    #: Whether a preposition was left out at its beginning.
    shortened: bool = False
    #: Words left out inside it that say how the others hang together.
    links: frozenset[str] = frozenset()

    def without(self, left_out: frozenset[str]) -> "Reading":
        """Return the reading without some words."""
        return Reading(words=tuple(word for word in self.words if word not in left_out))

    @property
    def free_order(self) -> bool:
        """Whether its words mean the same in another order."""
        numbers = sum(map(is_number, self.words))
        # "hot and cold" is "cold and hot"; "left to right" is not "right to left".
        turned = "and" not in self.links and opposed(self.words)
        directed = "to" in self.links or turned or bool(_ORDERING & {*self.words})
        # In a date each number has its place whatever the order.
        most_numbers = 2 if _MONTHS & {*self.words} else 1
        return len(self.words) <= _MOST_FREE and numbers <= most_numbers and not directed


_MOST_FREE = 4


@lru_cache(maxsize=16_384)
def key_readings(text: str, language: str) -> tuple[Reading, ...]:
    """Return the ways to read a key: bracketed words are optional, umlauts may be spelled out."""
    texts = dict.fromkeys((text, _BRACKETS.sub(" ", text).strip(), *_abbreviations(text)))
    if language == "de":
        texts |= dict.fromkeys(umlauts_spelled_out(each) for each in list(texts))
    found = [reading for each in texts if words(each) for reading in _readings(each, language)]
    if language == "en":
        found += [
            Reading(words=reading.words[1:], accented=reading.accented[1:], shortened=True)
            for reading in found
            if len(reading.words) > 1 and reading.words[0] in _SUBJECTS
        ]
        found += _compounds(found)
    return tuple(dict.fromkeys(found))


def _abbreviations(text: str) -> list[str]:
    """Return what stands in brackets where it, or what is before it, is an abbreviation."""
    match = _BRACKETS.search(text)
    if match is None:
        return []
    outside = _BRACKETS.sub(" ", text).strip()
    short = any(_ABBREVIATION.fullmatch(part) for part in (match[1].strip(), outside))
    return [match[1].strip()] if short else []


def _compounds(found: list[Reading]) -> list[Reading]:
    """Return *temperature rise* for *rise in temperature*."""
    turned = []
    for reading in found:
        at = reading.words.index("in") if reading.words.count("in") == 1 else 0
        if 0 < at < len(reading.words) - 1 and len(_ORDERING & {*reading.words}) == 1:
            both = reading.words[at + 1 :] + reading.words[:at]
            turned.append(Reading(words=both, accented=both, shortened=True))
    return turned


@lru_cache(maxsize=64)
def reply_readings(text: str, language: str) -> tuple[Reading, ...]:
    """Return the ways to read a reply; ``a`` may be an article or a name, as in *hepatitis A*."""
    found = list(_readings(text, language))
    if language == "en" and " a " in text:
        # Written as a capital it is a name.
        found += _readings(re.sub(r"(?<=\s)a(?=\s)", "A", text), language)
    plain = words(text)
    if (rest := without_courtesies(plain, language)) != plain:
        found += _readings(" ".join(rest), language)
    if language == "en":
        found += _compounds(found)
    return tuple(dict.fromkeys(found))


def _readings(text: str, language: str) -> tuple[Reading, ...]:
    kept = _without_articles(text, language)
    whole = _reading(kept, english=language == "en")
    if language != "en" or len(kept) == 1 or kept[0] not in _LEADING:
        return (whole,)
    return (whole, _reading(kept[1:], shortened=True, english=True))


def _reading(kept: tuple[str, ...], *, shortened: bool = False, english: bool) -> Reading:
    whole, links = kept, frozenset[str]()
    if english:
        whole = (kept[0], *(word for word in kept[1:] if word not in _FILLERS))
        links = frozenset(kept[1:]) & _FILLERS
        if len(whole) > 1:
            whole = tuple(together(_as_times(_as_date(whole))))
    plain = tuple(bare(word) for word in whole)
    return Reading(words=plain, accented=whole, shortened=shortened, links=links)


def _as_date(found: tuple[str, ...]) -> tuple[str, ...]:
    """Read *11th November* as *11 November*."""
    if not _MONTHS & {*found}:
        return found
    return tuple((numeral(word) or word).removesuffix("th") for word in found)


def _as_times(found: tuple[str, ...]) -> tuple[str, ...]:
    """Read *twice daily* and *2 times per day* alike."""
    counted = found[0] in {"twice", "thrice"} or (found[0] == "once" and bool({*_RATES} & {*found}))
    counted = counted or (found[0] == "once" and found[-1] in _RATES.values())
    if counted:
        found = (_TIMES[found[0]], "times", *found[1:])
    if len(found) > _SHORTEST_RATE and found[1] in {"times", "time"}:
        return (*found[:2], *(_RATES.get(word, word) for word in found[2:] if word != "per"))
    return found


def _without_articles(text: str, language: str) -> tuple[str, ...]:
    found = words(text)
    articles = _ARTICLES.get(language, frozenset())
    last = len(found) - 1
    names = _named_a(text, found) if "a" in found else set()
    kept = tuple(
        word for at, word in enumerate(found) if at == last or word not in articles or at in names
    )
    return kept or found


def _named_a(text: str, found: tuple[str, ...]) -> set[int]:
    """Return where a lone capital A stands inside a text, as in *hepatitis A virus*."""
    capitals = [match[0] == "A" for match in re.finditer(r"(?<!\w)[aA](?!\w)", tidy(text))]
    places = [at for at, word in enumerate(found) if word == "a"]
    if len(capitals) != len(places):
        return set()
    return {at for at, capital in zip(places, capitals, strict=True) if capital and at > 0}


def article(text: str, language: str) -> str:
    """Return the article that a text begins with, if any."""
    found = words(text)
    return found[0] if len(found) > 1 and found[0] in _ARTICLES.get(language, ()) else ""
