"""Reads options that are numbers: figures, ranges and bounds, with their units."""

import math
import re
from dataclasses import dataclass

_NUMBER = r"[-+−]?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:[.,]\d+)?"
_AMOUNT = re.compile(
    rf"(?P<bound><|≤|>|≥|less than|fewer than|under|below|up to|at most|more than|over|above"
    rf"|at least)?\s*(?:about |around |approximately |between |from |ca\. ?|~ ?|≈ ?)?"
    rf"(?P<before>[$€£])?(?P<low>{_NUMBER})"
    rf"(?:\s*(?:-|–|—|to\b|and\b|through\b|bis\b|à\b)\s*(?P<high>{_NUMBER}))?"
    r"\s*(?P<unit>[^\d\s,;][^\d,;]{0,30})?",
    re.IGNORECASE,
)
_BELOW = frozenset({"<", "≤", "less than", "fewer than", "under", "below", "up to", "at most"})
_INCLUSIVE = frozenset({"≤", "≥", "up to", "at most", "at least"})
_OR_MORE = re.compile(r"\s*(?:\+|or (?:more|above|over|greater|older|longer))$")
_OR_LESS = re.compile(r"\s*or (?:less|fewer|below|under|younger|shorter)$")
_WORDS = {
    word: value
    for value, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    )
}
_LONGEST_UNIT = 3
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or a stretch of numbers."""

    low: float
    high: float
    unit: str

    @property
    def is_range(self) -> bool:
        """Tell whether it is more than one number."""
        return self.low != self.high


def amount(text: str) -> Amount | None:
    """Read a text that is nothing but a number or a range, with its unit if it has one."""
    if (value := _WORDS.get(text.lower())) is not None:
        return Amount(value, value, "")
    short = len(text) <= _LONGEST and any(map(str.isdecimal, text))
    match = _AMOUNT.fullmatch(text.rstrip(". ")) if short else None
    if match is None:
        return None
    unit = " ".join((match["unit"] or match["before"] or "").lower().split())
    low = _value(match["low"])
    high = low if match["high"] is None else _value(match["high"])
    if low is None or high is None:
        return None
    low, high, unit = _bounded(low, high, unit, (match["bound"] or "").lower())
    if len(unit.split()) > _LONGEST_UNIT or low > high:
        return None
    return Amount(low, high, unit.rstrip("s") or unit)


def _bounded(low: float, high: float, unit: str, bound: str) -> tuple[float, float, str]:
    if more := _OR_MORE.search(unit):
        return low, math.inf, unit[: more.start()]
    if less := _OR_LESS.search(unit):
        return -math.inf, high, unit[: less.start()]
    if not bound:
        return low, high, unit
    below = bound in _BELOW
    if bound not in _INCLUSIVE:
        high, low = math.nextafter(high, -math.inf), math.nextafter(low, math.inf)
    return (-math.inf, high, unit) if below else (low, math.inf, unit)


def _value(written: str) -> float | None:
    bare = written.replace("−", "-")
    if re.fullmatch(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", bare):
        bare = bare.replace(",", "")
    try:
        return float(bare.replace(",", "."))
    except ValueError:
        return None
