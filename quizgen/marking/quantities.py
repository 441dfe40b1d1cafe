"""Figures as people type them: words, separators, ranges, powers of ten, and a unit."""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from quizgen.marking.folding import tidy
from quizgen.marking.number_words import SCALES, as_figures
from quizgen.marking.numerals import may_hold_number
from quizgen.marking.units import Unit, parse_unit


class Form(StrEnum):
    """How many figures there are, and what they are to each other."""

    ONE = "one"
    RANGE = "range"
    PAIR = "pair"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One figure, a range or a pair, with the unit."""

    form: Form
    figures: tuple[Fraction, ...]
    #: Half of the last digit given, per figure: how exactly it was stated.
    grain: Fraction
    unit: Unit | None = None
    #: A comparison such as ``<`` that stands before it.
    relation: str = ""


class SeveralFigures(Exception):  # noqa: N818  # it is an outcome of reading, not an error
    """More than one figure that do not make a range or a pair."""


_GROUPED = r"\d{1,3}(?:(?:,\d{3})+|(?:\.\d{3}){2,}|(?:[ '_]\d{3})+)(?:[.,]\d+)?"
_DIGITS = rf"(?:{_GROUPED}|\d+(?:[.,]\d+)?|[.,]\d+)"
_POWER_OF_TEN = r"(?:\s*[x×·*⋅]\s*10\s*(?:\^|\*\*)\s*\(?([+-]?\d{1,3})\)?|[eE]([+-]?\d{1,3}))"
_FIGURE = re.compile(rf"([+-]?)\s*(?:10\^([+-]?\d{{1,3}})|({_DIGITS})(?:{_POWER_OF_TEN})?)")
_FRACTION = re.compile(r"([+-]?)(?:(\d{1,6})\s+)?(\d{1,6})\s*[/⁄]\s*(\d{1,6})(?![\d.,])")
_ABOUT = re.compile(
    r"^(?:~|≈|about|around|approximately|approx\.?|circa|ca\.?|roughly|nearly|c\.)\s*"
)
_RELATIONS = {
    "<": ("<", "less than", "fewer than", "smaller than", "lower than", "under", "below"),
    ">": (">", "more than", "greater than", "larger than", "higher than", "over", "above"),
    "≤": ("<=", "≤", "at most", "at the most", "up to", "no more than", "not more than",
          "maximum", "a maximum of", "max"),
    "≥": (">=", "≥", "at least", "at the least", "no less than", "not less than", "minimum",
          "a minimum of", "min"),
}  # fmt: skip
_SAME_RELATION = {words: sign for sign, same in _RELATIONS.items() for words in same}
_RELATION = re.compile(
    rf"^({'|'.join(sorted(map(re.escape, _SAME_RELATION), key=len, reverse=True))})\s*(?=[\s\d.,-])"
)
_RANGE = re.compile(r"\s*(?:-|to|and|bis|through|\.\.+)\s*")
_PAIR = re.compile(r"\s*(?:[/:]|over)\s*")
_MOST_DIGITS = 40

_SCALE_AFTER = re.compile(rf"\s*({'|'.join(SCALES)})\b", re.IGNORECASE)
_SAID_BEFORE = re.compile(
    r"^(?:=|it is|it's|its|it was|that is|that's|there are|they are|these are|i think|i believe|"
    r"i guess|answer:?|the answer is|exactly|precisely|just|only|probably|perhaps|maybe|between|"
    r"from|in|the year|year|ad|a\.d\.|they have|it has|we have)(?:\s+|(?<==))",
    re.IGNORECASE,
)
_SAID_AFTER = re.compile(
    r"[\s,]+(?:i think|i believe|i guess|probably|exactly|approximately|roughly|or so|in all|"
    r"in total|altogether|ad|ce|a\.d\.|c\.e\.)$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_ONE_UNIT = re.compile(r"^an?\s+(\w+)$", re.IGNORECASE)
_COMPOUND = re.compile(rf"({_DIGITS})\s*([^\W\d_]+|['\"])\.?(?:\s*,)?(?:\s+and)?\s*")
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)\s*(h|hrs?|hours?)$")
_SIXTY = 60
_SHORTEST_COMPOUND = 2
_FEET_AND_INCHES = {"'": "ft", '"': "in"}
_ERAS = frozenset({"bc", "bce", "b c", "b.c", "b.c.", "b c e"})


@lru_cache(maxsize=256)
def parse_quantity(text: str, language: str = "en") -> Quantity | None:
    """Read a quantity; ``None`` where the text is none.

    Raises:
        SeveralFigures: there are more figures than a range or a pair has.
    """
    if not may_hold_number(text):
        return None
    text = _as_said(tidy(text).strip().strip("?!;").strip(), language)
    match = _RELATION.match(text.casefold())
    relation = _SAME_RELATION[match[1]] if match else ""
    text = _ABOUT.sub("", text[len(match[0]) if match else 0 :])
    text = re.sub(r"^(?:minus|negative)\s+(?=[\d.,])", "-", text, flags=re.IGNORECASE)
    if (compound := _compound(text, language)) is not None:
        return compound
    text, sign = _currency_last(text)
    first = _figure(text, language)
    if first is None:
        return None
    value, grain, rest = first
    form, second, rest = _second_figure(rest, language)
    if re.search(r"\d", _without_powers(rest)):
        raise SeveralFigures(text)
    return Quantity(
        form=form,
        figures=(value,) if second is None else (value, second),
        grain=grain,
        unit=parse_unit(sign or rest),
        relation=relation,
    )


def _figure(text: str, language: str) -> tuple[Fraction, Fraction, str] | None:
    """Read the figure that a text begins with: value, half its last digit, and what follows."""
    if match := _FRACTION.match(text):
        return _fraction(match, text)
    match = _FIGURE.match(text)
    if not match or len(match[0]) > _MOST_DIGITS:
        return None
    sign, only_power, digits, times_ten, exponent = match.groups()
    value, places = _decimal(digits or "1", language)
    power = int(times_ten or exponent or only_power or 0)
    rest = text[match.end() :]
    scale = Fraction(10) ** power
    if word := _SCALE_AFTER.match(rest):
        scale, rest = scale * SCALES[word[1].casefold()], rest[word.end() :]
    value = value * scale * (-1 if sign == "-" else 1)
    return value, Fraction(1, 2) * Fraction(10) ** -places * scale, rest.lstrip()


def _fraction(match: re.Match[str], text: str) -> tuple[Fraction, Fraction, str] | None:
    sign, whole, over, under = match.groups()
    # Without a whole number it may be a pair such as 120/80; that is read as two figures.
    if int(under) == 0 or (int(over) >= int(under) and not whole):
        return _plain_figure(over, text[match.end(3) :], sign)
    value = int(whole or 0) + Fraction(int(over), int(under))
    return (-value if sign == "-" else value), Fraction(0), text[match.end() :].lstrip()


def _plain_figure(digits: str, rest: str, sign: str) -> tuple[Fraction, Fraction, str]:
    return Fraction(int(digits)) * (-1 if sign == "-" else 1), Fraction(1, 2), rest


def _decimal(digits: str, language: str) -> tuple[Fraction, int]:
    """Read digits with their separators; in English a comma before three digits groups them."""
    digits = re.sub(r"[ '_]", "", digits)
    english = language.startswith("en")
    grouping = "," if english else "."
    if re.fullmatch(rf"[1-9]\d{{0,2}}(?:\{grouping}\d{{3}})+", digits):
        return Fraction(digits.replace(grouping, "")), 0
    if digits.count(",") + digits.count(".") > 1:
        last = max(digits.rfind(","), digits.rfind("."))
        head = re.sub("[.,]", "", digits[:last])
        digits = head + (digits[last:] if digits.count(digits[last]) == 1 else digits[last + 1 :])
    digits = digits.replace(",", ".")
    places = len(digits.partition(".")[2])
    return Fraction(digits if digits[0] != "." else f"0{digits}"), places


def _second_figure(rest: str, language: str) -> tuple[Form, Fraction | None, str]:
    """Read the other end of a range, or the other half of a pair."""
    for form, separator in ((Form.RANGE, _RANGE), (Form.PAIR, _PAIR)):
        match = separator.match(rest)
        if match and match[0] and (second := _figure(rest[match.end() :], language)):
            return form, second[0], second[2]
    return Form.ONE, None, rest


def _without_powers(unit: str) -> str:
    """Take the figures out of a unit that belong to it: ``m2``, ``s^-1``."""
    return re.sub(r"(?<=[^\W\d])\^?-?[1-9](?!\d)", "", unit)


def _currency_last(text: str) -> tuple[str, str]:
    match = re.match(r"([$€£])\s*(?=[\d.,])", text)
    return (text[match.end() :], match[1]) if match else (text, "")


def _as_said(text: str, language: str) -> str:
    """Take away what people say around a figure, and read words for figures."""
    if bracketed := _IN_BRACKETS.fullmatch(text):
        text = bracketed[1].strip()
    if language.startswith("en"):
        while match := _SAID_BEFORE.match(text):
            text = text[match.end() :]
        while match := _SAID_AFTER.search(text):
            text = text[: match.start()]
    text = _ABOUT.sub("", text)
    if not language.startswith("en"):
        return text
    if (one := _ONE_UNIT.match(text)) and (unit := parse_unit(one[1])) and unit.known:
        return f"1 {one[1]}"
    return as_figures(text)


def _compound(text: str, language: str) -> Quantity | None:
    """Read *1 h 30 min* or *5 ft 11 in*: figures of one dimension, in ever smaller units."""
    if clock := _CLOCK.fullmatch(text):
        hours = int(clock[1]) + Fraction(int(clock[2]), _SIXTY)
        return Quantity(
            form=Form.ONE, figures=(hours,), grain=Fraction(1, 2 * _SIXTY), unit=parse_unit("h")
        )
    found, at = [], 0
    while match := _COMPOUND.match(text, at):
        found.append((match[1], parse_unit(_FEET_AND_INCHES.get(match[2], match[2]))))
        at = match.end()
    if at < len(text) or len(found) < _SHORTEST_COMPOUND:
        return None
    units = [unit for _, unit in found if unit is not None and unit.known and unit.dimension]
    falling = all(one.factor > other.factor for one, other in pairwise(units))
    if len(units) < len(found) or len({unit.dimension for unit in units}) > 1 or not falling:
        return None
    figures = [_decimal(digits, language)[0] for digits, _ in found]
    scaled = [value * unit.factor for value, unit in zip(figures, units, strict=True)]
    total = sum(scaled, Fraction(0)) / units[0].factor
    grain = Fraction(1, 2) * units[-1].factor / units[0].factor
    return Quantity(form=Form.ONE, figures=(total,), grain=grain, unit=units[0])


def other_era(unit: Unit | None) -> bool:
    """Tell whether what follows the figure turns it round, as *BC* does after a year."""
    return unit is not None and any(
        name.removeprefix("word ") in _ERAS for name, _ in unit.dimension
    )


def same_quantity(key: str, reply: str, language: str) -> bool:
    """Tell whether both texts are equal quantities; a bare figure takes the key's unit."""
    try:
        own, theirs = parse_quantity(key, language), parse_quantity(reply, language)
    except SeveralFigures:
        return False
    if own is None or theirs is None or (own.form, own.relation) != (theirs.form, theirs.relation):
        return False
    if own.unit is None or theirs.unit is None:
        return _same_bare(own, theirs)
    if own.unit.dimension != theirs.unit.dimension:
        return False
    return [in_base(figure, own.unit) for figure in own.figures] == [
        in_base(figure, theirs.unit) for figure in theirs.figures
    ]


def _same_bare(own: Quantity, theirs: Quantity) -> bool:
    """Compare two quantities of which one at least has no unit."""
    with_unit, bare = (theirs, own) if own.unit is None else (own, theirs)
    unit = with_unit.unit
    if unit is None:
        return own.figures == theirs.figures
    if other_era(unit):
        return False
    if unit.known and not unit.dimension and not bare.grain:
        # Half of the whole is 50 %.
        return [in_base(it, unit) for it in with_unit.figures] == [*bare.figures]
    return unit.known is (theirs.unit is None) and own.figures == theirs.figures


def other_quantity(key: str, reply: str, language: str) -> str | None:
    """Name what differs, the figure or the unit, of two texts that are quantities."""
    try:
        own, theirs = parse_quantity(key, language), parse_quantity(reply, language)
    except SeveralFigures:
        return None
    if (
        own is None
        or theirs is None
        or (own.unit and own.unit.known) is not (theirs.unit and theirs.unit.known)
    ):
        return None
    if own.figures == theirs.figures and own.unit and theirs.unit and own.unit.known:
        return "unit" if own.unit != theirs.unit else None
    alike = own.unit is None or own.unit == theirs.unit or (own.unit.known and own.unit.dimension)
    return "figure" if alike and own.figures != theirs.figures else None


def in_base(figure: Fraction, unit: Unit) -> Fraction:
    """Convert a figure into the base unit of its dimension."""
    return figure * unit.factor + unit.offset
