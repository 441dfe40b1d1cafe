"""Wrong figures: a ladder of one step on which the key's rank is drawn, by rule P6.

With the rank drawn evenly, neither the smallest, the largest nor the middle option says anything;
a ladder that some ranks would take across a bound (below zero, above 100 %) is not used at all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from quizgen.distractors.ring import places
from quizgen.model import Number, Option, Proof, ProofTag, QuestionId
from quizgen.wording import Wording, quantity

_FIGURE = re.compile(r"([-−]?)([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]+))?")

_YEARS = range(1000, 2101)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number and how the author writes numbers here."""

    value: Decimal
    decimals: int = 0
    thousands: bool = False
    minus: str = "-"

    def write(self, value: Decimal) -> str:
        """Return another number in the same form."""
        digits = f"{abs(value):{',' if self.thousands else ''}.{self.decimals}f}"
        return (self.minus if value < 0 else "") + digits


def figure(text: str) -> Figure | None:
    """Read a plain figure such as ``-1.5`` or ``12,000``; ``None`` where it is anything else."""
    match = _FIGURE.fullmatch(text.strip())
    if match is None:
        return None
    minus, whole, decimals = match.groups(default="")
    value = Decimal(f"{whole.replace(',', '')}{'.' if decimals else ''}{decimals}")
    return Figure(
        value=-value if minus else value,
        decimals=len(decimals),
        thousands="," in whole,
        minus=minus or "-",
    )


def ladder(
    number: Number, question: QuestionId, count: int, wording: Wording
) -> tuple[Option, ...]:
    """Return the key among ``count`` figures by size; none where no sound ladder fits."""
    key, tolerance = figure(number.value), figure(number.tolerance or "0")
    if key is None or tolerance is None or _looks_like_year(number, key):
        return ()
    step = _step(key, abs(tolerance.value))
    reach = (count - 1) * step
    top = Decimal(100) if number.unit == "%" else None
    if reach >= abs(key.value) or (top is not None and key.value + reach > top):
        return ()
    rank = places(question)[0] % count
    return tuple(_rungs(number, key, step, range(-rank, count - rank), wording))


def _rungs(
    number: Number, key: Figure, step: Decimal, rungs: range, wording: Wording
) -> Iterator[Option]:
    for rung in rungs:
        value = key.value + rung * step
        if rung == 0:
            yield Option(text=quantity(number.value, number.unit), correct=True)
        else:
            off = quantity(_shortest(key.write(abs(value - key.value)), key), number.unit)
            yield Option(
                text=quantity(key.write(value), number.unit),
                correct=False,
                proof=Proof(tag=ProofTag.NUMERIC, because=wording.say("because off", figure=off)),
            )


def _shortest(written: str, key: Figure) -> str:
    """Leave out the zeros at the end of a fraction."""
    return written.rstrip("0").rstrip(".,") if key.decimals else written


def _looks_like_year(number: Number, key: Figure) -> bool:
    """Tell a year from a count: a tenth of a year is no sensible step."""
    return not (number.unit or key.decimals or key.thousands) and key.value in _YEARS


def _step(key: Figure, tolerance: Decimal) -> Decimal:
    """Return a round step of about a tenth of the value, well outside of the tolerance."""
    grain = Decimal(1).scaleb(-key.decimals)
    about = max(abs(key.value) / 10, grain)
    power = Decimal(1).scaleb(about.adjusted())
    step = max(power * factor for factor in (1, 2, 5) if power * factor <= about)
    while step < 4 * tolerance:
        step *= 2
    return step
