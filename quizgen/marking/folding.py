"""What of a text counts when it is marked: letters and figures, not looks.

Case, accents, typographic forms, hyphens, possessives and most punctuation do not count. Greek
letters beside Latin ones become their names, ``%`` and ``°`` become words, a minus sign before a
figure becomes a word, and ``10³`` stays apart from ``103``.
"""

import re
import unicodedata
from functools import cache, lru_cache

#: More than any answer needs; what is longer is cut before any work is done on it.
LONGEST = 2_000

_RAISED = re.compile("(?<=[0-9])([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_CHARGE = re.compile("(?<=[0-9₀-₉])([²³⁴]?)([⁻⁺])(?![⁰¹²³⁴⁵⁶⁷⁸⁹])")
_VULGAR_FRACTION = re.compile("(?<=[0-9])(?=[¼-¾⅐-⅞])")
_RAISED_SIGNS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_LETTER_POWER = re.compile(r"(?<=[^\W\d_])\^(?=\d)")
_HYPHENS = "‐‑‒–—―−﹣－"
_MINUS = re.compile(r"(?:(?<![^\s(^])|(?<=\d[eE]))-(?=[.,]?\d)")
_OPERATORS = (("!=", " ≠ "), ("<=", " ≤ "), (">=", " ≥ "))
_GROUPS = re.compile(r"(?<![\w.,])(?!0)\d{1,3}(?:(?:,\d{3})+(?![\d,])|(?:[ '_]\d{3})+(?!\d))")
_BARE_POINT = re.compile(r"(?<![\w.])\.(?=\d)")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_POSSESSIVE = re.compile(r"(?<=\w)'s\b|(?<=s)'(?!\w)", re.IGNORECASE)
_IS = re.compile(r"(?<!\w)(it|that|there|he|she|what)'s\b", re.IGNORECASE)
_ARE = re.compile(r"(?<!\w)(they|we|you)'re\b", re.IGNORECASE)
_CANNOT = re.compile(r"(?<!\w)can't\b", re.IGNORECASE)
_WILL_NOT = re.compile(r"(?<!\w)won't\b", re.IGNORECASE)
_NOT = re.compile(r"(?<=\w)n't\b|(?<=can)not\b", re.IGNORECASE)
_TOKEN = re.compile(r"\d+(?:\.\d+)+|[^\s.]+")

_WORDS_FOR_SIGNS = {
    "&": " and ",
    "%": " percent ",
    "°": " degrees ",
    "<": " less ",
    ">": " greater ",
    "≤": " atmost ",
    "≥": " atleast ",
    "≠": " not equal ",
}
_LETTERS = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ı": "i",
    "ŋ": "ng",
    "ſ": "s",
    "ς": "σ",
}
#: Signs that tell answers apart: ``Na+``, ``C#``, ``a == b``, ``$5``.
_KEPT_SIGNS = frozenset("+#=*@^|")
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)
_LIGATURES = str.maketrans({"æ": "ae", "œ": "oe"})
_ACCENT = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u0652\u0670]")


def tidy(text: str) -> str:
    """Return the text in one typographic form; case and accents stay."""
    if "⁻" in text or "⁺" in text:
        text = _CHARGE.sub(r" \1\2", text[:LONGEST])
    text = _RAISED.sub(lambda match: "^" + match[1].translate(_RAISED_SIGNS), text[:LONGEST])
    text = unicodedata.normalize("NFKC", _VULGAR_FRACTION.sub(" ", text))[:LONGEST]
    text = re.sub("[’‘ʼ`´′]", "'", text)
    text = re.sub(f"[{_HYPHENS}]", "-", text)
    return _LETTER_POWER.sub("", text)


@lru_cache(maxsize=16_384)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text with case folded and accents kept; never changes its result."""
    if text.isascii() and text.replace(" ", "").isalpha() and "not" not in text.casefold():
        return tuple(text.casefold().split())
    text = tidy(text)
    if "'" in text:
        text = _in_full(text)
    text = _NOT.sub(" not", text)
    text = _GROUPS.sub(lambda match: re.sub(r"[,' _]", "", match[0]), text)
    text = _BARE_POINT.sub("0.", _DECIMAL_COMMA.sub(".", _MINUS.sub("minus ", text)))
    for operator, sign in _OPERATORS:
        text = text.replace(operator, sign)
    text = unicodedata.normalize("NFC", text.casefold()).translate(_LIGATURES)
    found = _TOKEN.findall("".join(map(_sign, text)))
    # An answer of signs alone, such as an operator, is compared as it stands.
    return tuple(word if word.isascii() else _greek(word) for word in found) or tuple(text.split())


def _in_full(text: str) -> str:
    """Write *it's* and *can't* in full, and leave the sign of a possessive out."""
    text = _IS.sub(
        r"\1 is", _ARE.sub(r"\1 are", _CANNOT.sub("can not", _WILL_NOT.sub("will not", text)))
    )
    return _POSSESSIVE.sub("", text)


@cache
def _sign(char: str) -> str:
    """Return what a character contributes to a word."""
    if char.isalnum() or char in _KEPT_SIGNS or char == ".":
        return char
    if char in _WORDS_FOR_SIGNS:
        return _WORDS_FOR_SIGNS[char]
    category = unicodedata.category(char)
    if ord(char) in _VARIATION_SELECTORS:
        return ""
    if category[0] == "M" or category in {"Sc", "Sm"}:
        return char
    return "" if category == "Cf" else " "


def no_words(text: str) -> bool:
    """Tell whether a text is made of signs alone, such as an operator."""
    return not any(char.isalnum() for char in text)


@lru_cache(maxsize=16_384)
def bare(word: str) -> str:
    """Return a word without accents, Greek letters by name; expects it case-folded."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    # The breve makes another letter of a Cyrillic и.
    plain = re.sub("\u0438\u0306", "й", _ACCENT.sub(_accent, decomposed))
    plain = unicodedata.normalize("NFC", plain)
    plain = "".join(_LETTERS.get(char, char) for char in plain)
    return _greek(plain)


def _accent(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1 : match.start()]
    return match[0] if (match[0] == "\u0306" and before == "и") else ""


def _greek(word: str) -> str:
    """Spell out Greek letters, unless the word is a Greek one."""
    letters = [char for char in word if char.isalpha()]
    if len(letters) > 1 and all(_GREEK.match(char) for char in letters):
        return word
    return "".join(_greek_name(char) if _is_greek(char) else char for char in word)


def _is_greek(char: str) -> bool:
    return "α" <= char <= "ω"


@cache
def _greek_name(char: str) -> str:
    name = unicodedata.name(char).removeprefix("GREEK SMALL LETTER ").lower()
    return name.replace("lamda", "lambda")


def umlauts_spelled_out(text: str) -> str:
    """Return the text with ä, ö, ü written as ae, oe, ue, as German keyboards abroad do."""
    pairs = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
    return "".join(pairs.get(char, char) for char in unicodedata.normalize("NFC", text))


def is_number(word: str) -> bool:
    """Tell whether a word holds a figure and so must be typed exactly."""
    return any(char.isdigit() for char in word)


def alphabetic(word: str) -> bool:
    """Tell whether a word is spelled with letters of an alphabet, so that it can hold a typo.

    A Chinese, Japanese or Korean character is a syllable or a word: another one is another word.
    """
    if word.isascii():
        return word.isalpha()
    return word.isalpha() and not any(unicodedata.east_asian_width(char) in "WF" for char in word)
