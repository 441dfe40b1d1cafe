"""Figures as people type them: words, separators, ranges, powers of ten, and a unit."""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from quizgen.marking.folding import tidy
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
_RELATION = re.compile(r"^(<=|>=|<|>|≤|≥|less than|more than|under|over|at least|at most|up to)\s*")
_RANGE = re.compile(r"\s*(?:-|to|and|bis|through|\.\.+)\s*")
_PAIR = re.compile(r"\s*[/:]\s*")
_MOST_DIGITS = 40

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORD_VALUES = {word: value for value, word in enumerate(_SMALL.split())} | {
    word: 10 * value for value, word in enumerate(_TENS.split(), start=2)
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9}
_WORD_NUMBER = re.compile(
    r"(?:(?:minus|negative)\s+)?(?:a\s+(?=hundred|thousand|million|billion))?"
    rf"(?:(?:{'|'.join((*_WORD_VALUES, *_SCALES, 'and'))})(?:[\s-]+|\b))+",
)
_SCALE_AFTER = re.compile(r"\s*(hundred|thousand|million|billion)\b")


def parse_quantity(text: str, language: str = "en") -> Quantity | None:
    """Read a quantity; ``None`` where the text is none.

    Raises:
        SeveralFigures: there are more figures than a range or a pair has.
    """
    text = _ABOUT.sub("", tidy(text).strip().strip("?!;").strip())
    relation = match[1] if (match := _RELATION.match(text.casefold())) else ""
    text = _ABOUT.sub("", text[len(match[0]) if match else 0 :])
    text = re.sub(r"^(?:minus|negative)\s+(?=[\d.,])", "-", text, flags=re.IGNORECASE)
    text, sign = _currency_last(_words_as_figures(text))
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
        relation=_same_relation(relation),
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
        scale, rest = scale * _SCALES[word[1]], rest[word.end() :]
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
    if re.fullmatch(rf"\d{{1,3}}(?:\{grouping}\d{{3}})+", digits):
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


def _words_as_figures(text: str) -> str:
    folded = text.casefold()
    match = _WORD_NUMBER.match(folded)
    # "a" and "and" alone are no numbers, nor is "one" in "one-way".
    if not match or not (found := re.findall("[a-z]+", match[0])) or found == ["and"]:
        return text
    total, current = 0, 0
    for word in found:
        if word in _WORD_VALUES:
            current += _WORD_VALUES[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in _SCALES:
            total, current = total + max(current, 1) * _SCALES[word], 0
    sign = "-" if found[0] in {"minus", "negative"} else ""
    return f"{sign}{total + current} {text[match.end() :]}"


def _same_relation(relation: str) -> str:
    same = {"<=": "≤", ">=": "≥", "less than": "<", "under": "<", "more than": ">", "over": ">",
            "at least": "≥", "at most": "≤", "up to": "≤"}  # fmt: skip
    return same.get(relation, relation)


def same_quantity(key: str, reply: str, language: str) -> bool:
    """Tell whether both texts are equal quantities; a bare figure takes the key's unit."""
    try:
        own, theirs = parse_quantity(key, language), parse_quantity(reply, language)
    except SeveralFigures:
        return False
    if own is None or theirs is None or (own.form, own.relation) != (theirs.form, theirs.relation):
        return False
    if own.unit is None or theirs.unit is None:
        unit = own.unit or theirs.unit
        bare = unit is None or unit.known is (theirs.unit is None)
        return bare and own.figures == theirs.figures
    if own.unit.dimension != theirs.unit.dimension:
        return False
    return [in_base(figure, own.unit) for figure in own.figures] == [
        in_base(figure, theirs.unit) for figure in theirs.figures
    ]


def in_base(figure: Fraction, unit: Unit) -> Fraction:
    """Convert a figure into the base unit of its dimension."""
    return figure * unit.factor + unit.offset
