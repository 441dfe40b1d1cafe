"""Texts that say how much: a figure or a range, with whatever stands before and after it.

Two such texts compare only where the same stands around their figures: ``5 km`` and ``7 km``, or
``1766`` and ``1774``. A figure stands for all that is rounded to it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from quizgen.distractors.figures import figure

_MEASURE = re.compile(
    r"""(?P<before>[^\d+−-]*?)\s*
        (?P<low>[+−-]?\d[\d,]*(?:\.\d+)?)
        (?:\s*(?:[-–—]|to)\s*(?P<high>\d[\d,]*(?:\.\d+)?))?
        \s*(?P<after>[^\d]*)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A text's figures, and what stands around them."""

    low: Decimal
    high: Decimal
    #: The place of the last digit that is given.
    grain: Decimal
    around: tuple[str, str]

    def meets(self, other: "Measure") -> bool:
        """Tell whether both may stand for the same, each rounded as it is."""
        slack = max(self.grain, other.grain) / 2
        return self.low - slack <= other.high and other.low - slack <= self.high

    def compares(self, other: "Measure") -> bool:
        """Tell whether one may be said to be more than the other."""
        return self.around == other.around


def measure(text: str) -> Measure | None:
    """Read a text as a figure or a range; ``None`` where it is anything else."""
    match = _MEASURE.fullmatch(text.strip())
    if match is None:
        return None
    low = figure(match["low"].removeprefix("+"))
    high = figure(match["high"]) if match["high"] else low
    if low is None or high is None:
        return None
    around = match["before"].strip().casefold(), match["after"].strip().casefold()
    decimals = min(low.decimals, high.decimals)
    return Measure(
        low=min(low.value, high.value),
        high=max(low.value, high.value),
        grain=Decimal(1).scaleb(-decimals),
        around=around,
    )


def by_size(texts: Iterable[str]) -> dict[str, Measure] | None:
    """Read texts that are to be put by size; ``None`` where some of them do not compare."""
    found: dict[str, Measure] = {}
    for text in texts:
        size = measure(text)
        if size is None or any(not size.compares(other) for other in found.values()):
            return None
        found[text] = size
    return found
