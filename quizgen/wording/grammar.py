"""The bits of English that built-in wording and slots need."""

import re

ARTICLE = re.compile(r"(?:an?|the)\s+", re.IGNORECASE)
BEFORE_LETTER = "*`~^$([“‘\"'\\"
"""What may stand before the first letter: signs of markup, brackets and quotation marks."""

_ENDED = re.compile(r"[.!?…:]['’”\")*`]*$")

#: Words that begin with another sound than their first letter has.
_LIKE_CONSONANT = re.compile(
    r"eu|ewe|on(?:e|ce)\b|uni(?![nm])|u[bkrt][aeiou]|us[aeu]", re.IGNORECASE
)
_LIKE_VOWEL = re.compile(r"hono|hour|honest|heir|8|1[18]\b", re.IGNORECASE)
_ABBREVIATION = re.compile(r"[A-Z](?![a-z])")

_NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


def counted(count: int, what: str, several: str = "") -> str:
    """Return a count with its noun, such as ``1 answer`` or ``2 answers``."""
    return f"{count} {what}" if count == 1 else f"{count} {several or what + 's'}"


def article(text: str) -> str:
    """Return ``a`` or ``an``, whichever a text is said with."""
    bare = text[_letter(text) :]
    if _ABBREVIATION.match(bare):
        vowel = bare[0] in "AEFHILMNORSX"
    else:
        sounds = bare[:1].lower() in set("aeiou") and not _LIKE_CONSONANT.match(bare)
        vowel = sounds or bool(_LIKE_VOWEL.match(bare))
    return "an" if vowel else "a"


def with_the(text: str) -> str:
    """Return a text with the definite article in the place of any other."""
    return f"the {ARTICLE.sub('', text, count=1)}"


def with_article(text: str) -> str:
    """Return a text with its indefinite article; one that has an article keeps it."""
    return text if not text or ARTICLE.match(text) else f"{article(text)} {text}"


def capitalised(text: str) -> str:
    """Return a text with a capital at the start; words such as pH and mRNA stay as they are."""
    at = _letter(text)
    first, second = text[at : at + 1], text[at + 1 : at + 2]
    if second.isupper() or len(first.upper()) != 1:
        return text
    return text[:at] + first.upper() + text[at + 1 :]


def _letter(text: str) -> int:
    """Return where a text begins behind signs of markup, brackets and quotation marks."""
    return len(text) - len(text.lstrip(BEFORE_LETTER))


def ended(text: str) -> str:
    """Return a text with a full stop, unless it has an end of its own."""
    text = text.strip()
    return text if not text or _ENDED.search(text) else f"{text}."


def sentence(text: str) -> str:
    """Return a text as a sentence: a capital at the start, a full stop at the end."""
    return ended(capitalised(text.strip()))


def plural(noun: str) -> str:
    """Return the regular plural of a noun; one that ends in s is taken for a plural."""
    if re.search(r"(?:[xz]|[cs]h)$", noun):
        return f"{noun}es"
    if re.search(r"[^aeiou]y$", noun):
        return f"{noun[:-1]}ies"
    return noun if noun.endswith("s") else f"{noun}s"


def number_word(number: int) -> str:
    """Return a number up to twelve in words."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def quantity(figure: str, unit: str) -> str:
    """Return a figure with its unit."""
    return f"{figure}{unit}" if unit in {"", "%", "°", "′", "″"} else f"{figure} {unit}"
