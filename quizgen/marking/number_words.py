"""Figures written in words, as figures: *two hundred and six*, *three quarters*, *an hour*."""

import re
from collections.abc import Sequence

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {word: value for value, word in enumerate(_SMALL.split())} | {
    word: 10 * value for value, word in enumerate(_TENS.split(), start=2)
}
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
          "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100}  # fmt: skip
_TEN = 10
_HUNDRED = 100
_LONGEST_NUMBER = 20

_NUMBER = "|".join((*_VALUES, *SCALES))
_RUN = re.compile(
    rf"(?<![\w.,-])(?<!\d )(?:a\s+(?=(?:{'|'.join(SCALES)})\b))?(?:{_NUMBER})"
    rf"(?:(?:\s+and\s+|[\s-]+)(?:{_NUMBER}))*\b(?!-[a-z])"
)
_FRACTION_WORD = "|".join((*_PARTS, *(f"{part}s" for part in _PARTS)))
_FRACTION = re.compile(rf"(?<![\w.])(\d+|an?)[\s-]+({_FRACTION_WORD})\b")
_HYPHEN = re.compile(rf"-(?=(?:{_FRACTION_WORD})\b)")
_BARE_FRACTION = re.compile(r"^(half|quarter)\b")
_OF_ONE = re.compile(r"(\d+/\d+)\s+(?:of\s+)?an?\s+")
_AND_A_HALF = re.compile(r"(\d+)\s+and\s+1/2\b")
_ONE_AND_A_HALF = re.compile(r"^(?:1|an?)\s+(\w+)\s+and\s+(1/2|1/4)$")
_POINT = re.compile(rf"(\d+)\s+(?:point|comma)((?:\s+(?:\d|{_SMALL.replace(' ', '|')}))+)\b")
_SIGN = re.compile(r"^(?:minus|negative)\s+(?=\d)")


def as_figures(text: str) -> str:
    """Return an English text with its number words as figures; others stay as they are."""
    folded = text.casefold()
    if not (_ANY.search(folded) and folded.isascii()):
        return text
    changed = _RUN.sub(_run, _HYPHEN.sub(" ", folded))
    changed = _POINT.sub(_decimals, changed)
    changed = _FRACTION.sub(_part, changed)
    changed = _BARE_FRACTION.sub(lambda match: f"1/{_PARTS[match[1]]}", changed)
    changed = _OF_ONE.sub(r"\1 ", changed)
    changed = _AND_A_HALF.sub(r"\1 1/2", changed)
    changed = _ONE_AND_A_HALF.sub(r"1 \2 \1", changed)
    changed = _SIGN.sub("-", changed)
    # Units are told apart by their capitals: nothing is folded where nothing was found.
    return text if changed == folded else changed


_ANY = re.compile(rf"\b(?:{_NUMBER}|{_FRACTION_WORD}|minus|negative|point)\b")


def _run(match: re.Match[str]) -> str:
    return " ".join(map(str, _numbers(re.findall("[a-z]+", match[0]))))


def _numbers(words: Sequence[str]) -> list[int]:
    """Return what the words come to; several numbers where they do not make one."""
    found: list[int] = []
    total, current, last = 0, 0, 0
    for word in words[:_LONGEST_NUMBER]:
        if word in {"a", "and"}:
            continue
        if word in SCALES and word != "hundred":
            total, current, last = total + max(current, 1) * SCALES[word], 0, 0
        elif word == "hundred":
            current, last = max(current, 1) * _HUNDRED, _HUNDRED
        elif not last or last >= _HUNDRED or (last >= 2 * _TEN and 0 < _VALUES[word] < _TEN):
            current, last = current + _VALUES[word], _VALUES[word] or 1
        else:
            found.append(total + current)
            total, current, last = 0, _VALUES[word], _VALUES[word] or 1
    return [*found, total + current]


def _decimals(match: re.Match[str]) -> str:
    digits = (str(_VALUES.get(word, word)) for word in match[2].split())
    return f"{match[1]}.{''.join(digits)}"


def _part(match: re.Match[str]) -> str:
    count = "1" if match[1].startswith("a") else match[1]
    part = match[2]
    return f"{count}/{_PARTS.get(part) or _PARTS[part.removesuffix('s')]}"
