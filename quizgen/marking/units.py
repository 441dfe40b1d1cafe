"""Units of measurement as typed, and what they measure.

A unit is a factor on base units, so that any two of one dimension convert. A word that is no
unit of the table counts as a dimension of its own: *206 bones* are not *206 muscles*.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache

from quizgen.marking.folding import bare, words
from quizgen.marking.spelling import forms, one_typo, singular

Dimension = tuple[tuple[str, int], ...]
"""Base units and their exponents, sorted by name."""

_MOST_FACTORS = 6
_HIGHEST_POWER = 4
_SHORTEST_WITH_S = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What a unit measures, and how it converts: ``value * factor + offset`` in base units."""

    dimension: Dimension
    factor: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)
    #: Whether the table knows all of it.
    known: bool = True


_SYMBOL_PREFIXES: Mapping[str, int] = {
    "n": -9, "µ": -6, "u": -6, "mc": -6, "m": -3, "c": -2, "d": -1, "": 0, "h": 2, "k": 3,
    "M": 6, "G": 9, "T": 12, "p": -12,
}  # fmt: skip
_NAME_PREFIXES: Mapping[str, int] = {
    "pico": -12, "nano": -9, "micro": -6, "milli": -3, "centi": -2, "deci": -1, "": 0, "hecto": 2,
    "kilo": 3, "mega": 6, "giga": 9, "tera": 12,
}  # fmt: skip

_METRIC = """
m metre,meter length 1
g gram,gramme mass 1
l,L litre,liter volume 1/1000
s second,sec time 1
J joule energy 1
W watt power 1
Pa pascal pressure 1
V volt voltage 1
A ampere,amp current 1
Hz hertz frequency 1
N newton force 1
mol mole amount 1
eV electronvolt energy 1602176634/10000000000000000000000000000
cal calorie energy 4184/1000
Bq becquerel activity 1
Gy gray dose 1
Sv sievert equivalent 1
M molar molarity 1000
Ω,Ohm ohm resistance 1
F farad capacitance 1
T tesla induction 1
B byte information 8
bit bit information 1
"""

_OTHERS = """
min minute,minutes time 60
h,hr,hrs hour time 3600
d day time 86400
wk week time 604800
mo month time 2629800
yr,y year time 31557600
_ decade time 315576000
_ century time 3155760000
in,″ inch,inches length 254/10000
ft foot,feet length 3048/10000
yd yard length 9144/10000
mi mile length 1609344/1000
nmi _ length 1852
Å angstrom length 1/10000000000
_ micron length 1/1000000
lb,lbs pound mass 45359237/100000
oz ounce mass 45359237/1600000
st stone mass 635029318/100000
t tonne mass 1000000
cc,ccm _ volume 1/1000000
pt pint volume 473176473/1000000000000
gal gallon volume 3785411784/1000000000000
bar _ pressure 100000
mbar millibar pressure 100
atm atmosphere pressure 101325
mmHg _ pressure 133322387415/1000000000
Torr torr pressure 101325/760
psi _ pressure 6894757/1000
% percent,pct ratio 1/100
‰ permille ratio 1/1000
ppm _ ratio 1/1000000
bpm _ frequency 1/60
rpm _ frequency 1/60
° degree,degrees,deg angle 1
rad radian angle 572957795131/10000000000
dpt,D dioptre,diopter,dioptres,diopters optical 1
km/h,kmh,kph,kmph _ speed 1000/3600
mph _ speed 1609344/3600000
kn,kt knot speed 1852/3600
ha hectare area 10000
_ acre area 40468564224/10000000
IU,U _ activityunit 1
dB decibel level 1
€,EUR euro money.eur 1
$,USD dollar money.usd 1
£,GBP pound-sterling money.gbp 1
"""

#: Every derived dimension in base terms, so that m/s and km/h or N·m and J agree.
_DERIVED: Mapping[str, Dimension] = {
    "volume": (("length", 3),),
    "area": (("length", 2),),
    "speed": (("length", 1), ("time", -1)),
    "frequency": (("time", -1),),
    "activity": (("time", -1),),
    "energy": (("length", 2), ("mass", 1), ("time", -2)),
    "power": (("length", 2), ("mass", 1), ("time", -3)),
    "force": (("length", 1), ("mass", 1), ("time", -2)),
    "pressure": (("length", -1), ("mass", 1), ("time", -2)),
    "molarity": (("amount", 1), ("length", -3)),
    "ratio": (),
}
#: The table's unit of mass is the gram; these are built on the kilogram.
_PER_KILOGRAM = frozenset({"energy", "power", "force", "pressure"})

_TEMPERATURES: Mapping[str, Unit] = {
    name: Unit(
        dimension=(("temperature", 1),),
        factor=Fraction(factor),
        offset=Fraction(offset),
    )
    for names, factor, offset in (
        ("c celsius centigrade", "1", "273.15"),
        ("f fahrenheit", "5/9", "45967/180"),
        ("k kelvin kelvins", "1", "0"),
    )
    for name in names.split()
}
_DEGREES = re.compile(r"^(?:°|º|degrees?|deg\.?)\s*(?=[a-z])", re.IGNORECASE)
_POWER = re.compile(r"(.*?[^\d^*])\^?(-?[1-9])")
_PER = re.compile(r"\s*/\s*|\s+per\s+|(?<=\w)\s+a\s+(?=\w+$)|^per\s+")
_TIMES = re.compile(r"\s*[·*⋅×]\s*")
_POWER_WORDS = ((r"^(?:square|sq\.?)\s+(.+)$", r"\1^2"), (r"^(?:cubic|cu\.?)\s+(.+)$", r"\1^3"),
                (r"^(.+)\s+squared$", r"\1^2"), (r"^(.+)\s+cubed$", r"\1^3"))  # fmt: skip
_BEATS = frozenset({"beat", "beats", "time", "times", "x"})


@lru_cache(maxsize=1024)
def parse_unit(text: str) -> Unit | None:
    """Read a unit; ``None`` where there is none."""
    text = " ".join(text.replace("μ", "µ").replace("⁻¹", "^-1").split()).strip(" .,;!?")
    text = re.sub(r"\bper\s+cent\b", "percent", text, flags=re.IGNORECASE)
    if not text:
        return None
    if (temperature := _temperature(text)) is not None:
        return temperature
    over, *under = _PER.split(text)
    factors = [(part, 1) for part in _TIMES.split(over) if part.strip()]
    factors += [(part, -1) for group in under for part in _TIMES.split(group) if part.strip()]
    if not factors or len(factors) > _MOST_FACTORS:
        return _unknown(text)
    return _product([(_atom(part.strip()), sign) for part, sign in factors])


def _temperature(text: str) -> Unit | None:
    name = _DEGREES.sub("°", text)
    scale = name.removeprefix("°").strip().casefold()
    if len(scale) <= 1 and name == text and not text.isupper():
        # A lone c, f or k is a temperature only as a capital.
        return None
    close = (full for full in ("celsius", "fahrenheit", "kelvin") if one_typo(full, scale))
    return _TEMPERATURES.get(scale) or _TEMPERATURES.get(next(close, ""))


def _product(factors: list[tuple[Unit, int]]) -> Unit:
    powers: dict[str, int] = {}
    factor = Fraction(1)
    for unit, sign in factors:
        factor *= unit.factor**sign
        for base, power in unit.dimension:
            powers[base] = powers.get(base, 0) + sign * power
    dimension = tuple(sorted((base, power) for base, power in powers.items() if power))
    return Unit(dimension=dimension, factor=factor, known=all(unit.known for unit, _ in factors))


def _atom(text: str) -> Unit:
    """Read a unit without a product, with its power."""
    for pattern, replacement in _POWER_WORDS:
        text = re.sub(pattern, replacement, text, flags=re.IGNORECASE)
    text = text.replace("²", "^2").replace("³", "^3")
    power = 1
    if match := _POWER.fullmatch(text):
        text, power = match[1].strip(), int(match[2])
    if abs(power) > _HIGHEST_POWER or text.casefold() in _BEATS:
        return Unit(dimension=())
    unit = _named(text)
    return _product([(unit, 1 if power > 0 else -1)] * abs(power))


def _named(text: str) -> Unit:
    table = _table()
    folded = text.casefold()
    for spelling in (text, text.replace(" ", "")):
        if spelling in table:
            return table[spelling]
    if len(candidates := {table[name] for name in _by_fold().get(folded, ())}) == 1:
        return next(iter(candidates))
    if text.endswith("s") and len(text) > _SHORTEST_WITH_S and text[:-1] in table:
        return table[text[:-1]]
    for form in sorted(forms(bare(folded))):
        if form in table:
            return table[form]
    close = {table[name] for name in table if name.islower() and one_typo(name, folded)}
    return next(iter(close)) if len(close) == 1 else _unknown(text)


def _unknown(text: str) -> Unit:
    name = " ".join(singular(bare(word)) for word in words(text))
    return Unit(dimension=((f"word {name}", 1),), known=False)


@cache
def _table() -> Mapping[str, Unit]:
    table: dict[str, Unit] = {}
    for symbols, names, dimension, factor in _rows(_METRIC):
        for prefix, power in _SYMBOL_PREFIXES.items():
            table |= dict.fromkeys(
                (prefix + symbol for symbol in symbols), _unit(dimension, factor, power)
            )
        for prefix, power in _NAME_PREFIXES.items():
            table |= dict.fromkeys(
                (prefix + name for name in names), _unit(dimension, factor, power)
            )
    for symbols, names, dimension, factor in _rows(_OTHERS):
        # "min" must not stay a milli-inch, nor "cc" or "ha" be lost.
        table |= dict.fromkeys((*symbols, *names), _unit(dimension, factor, 0))
    table["kilo"] = table["kg"]
    return table


def _rows(table: str) -> Iterator[tuple[list[str], list[str], str, Fraction]]:
    for line in table.strip().splitlines():
        symbols, names, dimension, factor = line.split()
        yield (
            [symbol for symbol in symbols.split(",") if symbol != "_"],
            [name for name in names.split(",") if name != "_"],
            dimension,
            Fraction(factor),
        )


def _unit(dimension: str, factor: Fraction, power: int) -> Unit:
    if dimension in _PER_KILOGRAM:
        factor *= 1000
    bases = _DERIVED.get(dimension, ((dimension, 1),))
    return Unit(dimension=bases, factor=factor * Fraction(10) ** power)


@cache
def _by_fold() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in _table():
        folded = name.casefold()
        found[folded] = (*found.get(folded, ()), name)
    return found
