"""Numbers in words, in figures and in Roman numerals, brought to one form."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from quizgen.marking.folding import words

_CARDINALS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS_SET = frozenset(_TENS.split())
_TENTHS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
_NUMBER_WORDS = (
    {word: str(value) for value, word in enumerate(_CARDINALS.split())}
    | {word: f"{value}th" for value, word in enumerate(_ORDINALS.split(), start=1)}
    | {word: str(10 * value) for value, word in enumerate(_TENS.split(), start=2)}
    | {word: f"{10 * value}th" for value, word in enumerate(_TENTHS.split(), start=2)}
    | {"hundred": "100", "thousand": "1000", "hundredth": "100th", "nought": "0"}
)
_OTHER_NUMBER_WORDS = frozenset(
    {"half", "halves", "quarter", "quarters", "dozen", "million", "billion", "trillion"}
)
_ABROAD = (
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "zéro - deux trois quatre cinq six sept huit neuf dix onze douze",
    "cero - dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "zero - due tre quattro cinque sei sette otto nove dieci undici dodici",
    "zero - dois três quatro cinco seis sete oito nove dez onze doze",
    "nul - twee drie vier vijf zes zeven acht negen tien elf twaalf",
)
_LANGUAGES = ("de", "fr", "es", "it", "pt", "nl")
_PLAIN = str.maketrans("äöüéèêç", "aoueeec")
_WORDS_ABROAD = {
    language: {
        written: str(value)
        for value, word in enumerate(words.split())
        for written in (word, word.translate(_PLAIN), word.replace("ö", "oe").replace("ü", "ue"))
    }
    for language, words in zip(_LANGUAGES, _ABROAD, strict=True)
}

_ORDINAL = re.compile(r"([0-9]+)(?:st|nd|rd|th)")
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@lru_cache(maxsize=4096)
def numeral(word: str, language: str = "en") -> str | None:
    """Return the number that a word or figure stands for, in one form."""
    if language == "en" and word in _NUMBER_WORDS:
        return _NUMBER_WORDS[word]
    if language in _WORDS_ABROAD and word in _WORDS_ABROAD[language]:
        return _WORDS_ABROAD[language][word]
    if match := _ORDINAL.fullmatch(word):
        return f"{int(match[1])}th"
    if word.isascii() and word.replace(".", "", 1).isdigit():
        return str(Fraction(word))
    return None


def may_hold_number(text: str) -> bool:
    """Tell whether there is a digit in a text, a word for a number, or an article for one."""
    if any(map(str.isnumeric, text)):
        return True
    found = words(text)
    return found[:1] in {("a",), ("an",)} or any(
        word in _NUMBER_WORDS or word in _OTHER_NUMBER_WORDS for word in found
    )


def roman(word: str) -> str | None:
    """Return the value of a Roman numeral, in figures."""
    if not (word and word.isascii() and _ROMAN.fullmatch(word)):
        return None
    values = [_ROMAN_VALUES[char] for char in word]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return str(sum(-value if value < after else value for value, after in pairs))


def together(words: tuple[str, ...]) -> Iterator[str]:
    """Yield the words with tens and units made one number: *twenty one* is *21*."""
    at = 0
    while at < len(words):
        tens = numeral(words[at]) or ""
        units = numeral(words[at + 1]) if at + 1 < len(words) else None
        if words[at] in _TENS_SET and units and _is_unit(units):
            yield str(int(tens) + int(units.removesuffix("th"))) + ("th" if "th" in units else "")
            at += 2
        else:
            yield words[at]
            at += 1


def _is_unit(number: str) -> bool:
    return number.removesuffix("th") in {*"123456789"}
