"""Marks a typed figure against a figure with its unit and tolerance."""

import re
from fractions import Fraction

from quizgen.marking.folding import words
from quizgen.marking.numerals import roman
from quizgen.marking.phrases import mark_phrase
from quizgen.marking.quantities import (
    Form,
    Quantity,
    SeveralFigures,
    in_base,
    other_era,
    parse_quantity,
)
from quizgen.marking.units import Unit, parse_unit
from quizgen.marking.verdicts import right, wrong
from quizgen.model import AcceptedKey, Mark, NumberKey, Verdict

#: A converted figure may be off by its own rounding, but by no more than this part of the key.
_MOST_ROUNDING = Fraction(2, 100)
_TWICE = 2
_PER_CENT = Fraction(1, 100)
_WHOLE = Unit(dimension=())
_TEMPERATURE = (("temperature", 1),)


def mark_number(reply: str, key: NumberKey, language: str, stem: str = "") -> Mark:
    """Mark a typed figure; where the key has no unit, the stem may name the one asked for."""
    own = _read(f"{key.value} {key.unit}", language)
    if own is None or not words(reply):
        accepted = (f"{key.value} {key.unit}".strip(), key.value)
        return mark_phrase(reply, AcceptedKey(accepted=accepted), language)
    try:
        theirs = parse_quantity(reply, language)
    except SeveralFigures:
        return _several(reply, key, language, stem)
    if theirs is None:
        return _without_figure(reply, own)
    if theirs.relation != own.relation:
        return _other_relation(own, theirs)
    if theirs.form is not own.form:
        return wrong("figures", f"Give {'one figure' if own.form is Form.ONE else 'both figures'}.")
    return _compare(own, theirs, _asked(own, theirs, stem), _tolerance(key, language))


def _several(reply: str, key: NumberKey, language: str, stem: str) -> Mark:
    """Accept one figure given twice, as *37 °C (98.6 °F)*."""
    parts = [part for part in re.split(r"[()=]", reply) if part.strip()]
    if len(parts) == _TWICE:
        found = [mark_number(part, key, language, stem) for part in parts]
        if all(mark.verdict is Verdict.RIGHT for mark in found):
            return right("quantity")
    return wrong("figures", "Give one figure.")


def _other_relation(own: Quantity, theirs: Quantity) -> Mark:
    if own.relation and theirs.relation:
        return wrong("figure", "It is the limit from the other side.")
    if own.relation:
        return wrong("figure", "The answer is a limit: say more or less than what.")
    return wrong("figure", "You gave a limit; the answer is a figure.")


def _without_figure(reply: str, own: Quantity) -> Mark:
    if own.unit is None and own.form is Form.ONE and _in_roman(reply) == own.figures[0]:
        return right("numerals")
    return wrong("no-figure", "The answer is a figure.")


def _in_roman(reply: str) -> int | None:
    """Read a Roman numeral, in capitals."""
    text = reply.strip(" .")
    value = roman(text.casefold()) if text.isupper() else None
    return int(value) if value else None


def _read(text: str, language: str) -> Quantity | None:
    try:
        return parse_quantity(text, language)
    except SeveralFigures:
        return None


def _tolerance(key: NumberKey, language: str) -> Fraction:
    """Return how far off an answer may be, in the key's unit; a percentage is one of the key."""
    found = _read(key.tolerance.strip().removeprefix("±").strip(), language)
    if found is None:
        return Fraction(0)
    value = _read(key.value, language)
    if key.tolerance.strip().endswith("%") and key.unit != "%" and value is not None:
        return abs(value.figures[0]) * found.figures[0] / 100
    return abs(found.figures[0])


def _asked(own: Quantity, theirs: Quantity, stem: str) -> Unit | None:
    """Return the unit of the key: its own, or the one in the stem that the reply's goes with."""
    if own.unit is not None or theirs.unit is None:
        return own.unit
    units = (parse_unit(word) for word in words(stem))
    return next((unit for unit in units if unit and unit.dimension == theirs.unit.dimension), None)


def _compare(own: Quantity, theirs: Quantity, asked: Unit | None, tolerance: Fraction) -> Mark:
    unit = _meant(theirs.unit, asked)
    if asked is None and not own.grain and unit is not None and not unit.dimension and unit.known:
        # Three quarters are 75 %.
        asked = _WHOLE
    if asked is None and other_era(unit):
        return wrong("figure", "Before Christ and after are not the same.")
    if (
        unit is None
        and not theirs.grain
        and asked
        and not asked.dimension
        and asked.factor == _PER_CENT
    ):
        # A quarter of the whole is 25 %; a bare 0.25 may be 0.25 %.
        unit = _WHOLE
    if asked is None or unit is None:
        if unit is not None and unit.known and unit.dimension:
            return wrong("dimension", "The answer has no such unit.")
        return _judge(own.figures, theirs.figures, tolerance)
    if unit.dimension != asked.dimension:
        known = unit.known and asked.known
        rule, what = ("dimension", "measures something else") if known else ("unit", "is another")
        return wrong(rule, f"That unit {what}.")
    converted = tuple(_convert(figure, unit, asked) for figure in theirs.figures)
    if (unit.factor, unit.offset) == (asked.factor, asked.offset):
        return _judge(own.figures, converted, tolerance)
    rounding = min(
        max(own.grain, theirs.grain * unit.factor / asked.factor),
        abs(own.figures[0]) * _MOST_ROUNDING,
    )
    return _judge(own.figures, converted, max(tolerance, rounding), typed=theirs.figures)


def _meant(unit: Unit | None, asked: Unit | None) -> Unit | None:
    """Read ``37 c`` and ``37 degrees`` as temperatures where one is asked for."""
    if unit is None or asked is None or asked.dimension != _TEMPERATURE:
        return unit
    if unit.dimension == (("angle", 1),):
        return None
    scale = unit.dimension[0][0].removeprefix("word ") if unit.dimension else ""
    return parse_unit(scale.upper()) if scale in {"c", "f", "k"} else unit


def _convert(figure: Fraction, unit: Unit, asked: Unit) -> Fraction:
    return (in_base(figure, unit) - asked.offset) / asked.factor


def _judge(
    key: tuple[Fraction, ...],
    reply: tuple[Fraction, ...],
    tolerance: Fraction,
    typed: tuple[Fraction, ...] = (),
) -> Mark:
    """Compare figures in one unit; ``typed`` are the reply's before they were converted."""
    if key == reply:
        return right("quantity" if typed else "exact")
    if all(abs(own - theirs) <= tolerance for own, theirs in zip(key, reply, strict=True)):
        return right("quantity" if typed else "tolerance")
    if key == typed:
        return wrong("unit", "The figure is right, the unit is not.")
    return wrong("figure", "It is another figure.")
