"""When two words are one word: spelling variants, plurals, figures, and a single typo.

The forms of a word are few and deliberately coarse; they are only ever compared with each other.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from quizgen.marking.folding import alphabetic, is_number
from quizgen.marking.numerals import numeral, roman

#: Shorter words leave no room for a typo: one letter more or less is another word.
SHORTEST_WITH_TYPO = 5
_SHORTEST_VARIANT = 4
FARTHEST = 4
"""How near words are that more than one edit keeps apart."""

_SHORTEST_DOUBLING = 7
_SHORTEST_STEM = 4
_DOUBLED = re.compile(r"(.)\1+")
_NO_VERB_FORMS = frozenset({
    "meaning", "evening", "morning", "building", "bearing", "being", "wedding", "ceiling",
    "dressing", "lightning", "sibling", "dumpling", "sterling", "herring", "pudding", "stocking",
    "clothing", "filling", "planing", "opening", "setting",
})  # fmt: skip
"""Words whose *-ing* makes something else of the verb."""

_VARIANTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"[ao]e(?=a$|\w\w)", "e"),
        (r"(?<=\w\w)our(?=s?$|ed$|ing$|less|ful|ite|able|ist)", "or"),
        (r"(?<=\w)([tbv]|ch)re(s?)$", r"\1er\2"),
        (r"ys(?=e[sdr]?$|ing$)", "yz"),
        (r"(?<=\w\w\w)is(?=e[sdr]?$|ing$|ations?$)", "iz"),
        (r"(?<=\w\w)ogue(?=s?$)", "og"),
        (r"(?<=[aeiou])ll(?=ed$|ing$|ers?$)", "l"),
        (r"gramme(?=s?$)", "gram"),
        (r"leuc", "leuk"),
        (r"caryo", "karyo"),
        (r"sulph", "sulf"),
        (r"(?<=\w\w)ence(?=s?$)", "ense"),
        (r"xion(?=s?$)", "ction"),
    )
)
"""British and American spellings, brought to one."""

_SAME = """
gray grey, aluminum aluminium, mold mould, plow plough, skeptic sceptic, aging ageing, license
licence, practice practise, check cheque, tire tyre, disk disc, judgment judgement, program
programme, fulfill fulfil, skillful skilful, enroll enrol, jewelry jewellery, sulfur sulphur,
fetus foetus, airplane aeroplane, maneuver manoeuvre, heme haem, draft draught, acknowledgment
acknowledgement, artifact artefact, pajamas pyjamas, story storey, whiskey whisky, ax axe, donut
doughnut, curb kerb, cozy cosy, gynecology gynaecology, homeopathy homoeopathy, ok okay, saint st,
mount mt, doctor dr, professor prof, versus vs, approximately approx, mister mr, junior jr, senior
sr, adrenalin adrenaline, noradrenalin noradrenaline, dependent dependant, july jul, june jun,
march mar, percent pct, neuron neurone, hour hr, minute min, second sec, week wk, year yr,
kilometre km, centimetre cm, millimetre mm, kilogram kg, milligram mg, microgram mcg, millilitre
ml, foot ft, pound lb, ounce oz
"""
_SAME_WORDS: Mapping[str, str] = {
    other: word for word, other in (pair.split() for pair in _SAME.split(","))
}
"""Single words with two spellings, brought to one."""

_IRREGULARS = """
feet foot, teeth tooth, geese goose, men man, women woman, children child, mice mouse, lice louse,
oxen ox, people person, dice die, criteria criterion, phenomena phenomenon, ganglia ganglion,
mitochondria mitochondrion, viscera viscus, ossa os, genera genus, corpora corpus, opera opus,
vasa vas, crura crus, femora femur, capita caput, biceps bicep, triceps tricep, quadriceps
quadricep, ova ovum, coccyges coccyx, pelves pelvis, thoraces thorax,
hrs hour, mins minute, secs second, yrs year, lbs pound, neurones neuron, testes
testis, irides iris, epiphyses epiphysis, thighs thigh, optima optimum, maxima maximum, minima
minimum, media medium, dwarves dwarf
"""
_IRREGULAR: Mapping[str, str] = dict(pair.split() for pair in _IRREGULARS.split(","))
"""Plural → singular."""

_PLURALS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ies", ("y", "ie")),
    ("ves", ("f", "fe", "ve")),
    ("ices", ("ix", "ex", "ice")),
    ("nges", ("nx", "nge")),
    ("mata", ("ma",)),
    ("mina", ("men", "mina")),
    ("sses", ("ss",)),
    ("shes", ("sh",)),
    ("ches", ("ch", "che")),
    ("xes", ("x", "xis", "xe")),
    ("zes", ("z", "ze")),
    ("oes", ("o", "oe")),
    ("uses", ("us", "use")),
    ("ses", ("s", "se", "sis")),
    ("ae", ("a",)),
    ("i", ("us", "o")),
    ("a", ("um", "on")),
)
"""Endings of a plural, the longer first, and what they may stand for."""


def same_word(one: str, other: str, language: str = "en") -> str | None:
    """Return by which rule two folded words are the same; ``None`` where they are not."""
    if one == other:
        return "folded"
    if (same := _same_number(one, other, language)) is not None:
        return "numerals" if same else None
    if variant(one) == variant(other):
        return "spelling"
    if forms(one) & forms(other):
        return "plural"
    if one.endswith("ing") != other.endswith("ing") and _verb_stems(one) & _verb_stems(other):
        return "inflection"
    return None


@lru_cache(maxsize=4096)
def variant(word: str) -> str:
    """Return a word in the one spelling that stands for all its variants."""
    return _respelled(word)


@lru_cache(maxsize=4096)
def _respelled(word: str) -> str:
    word = _SAME_WORDS.get(word, word)
    if len(word) < _SHORTEST_VARIANT:
        return word
    for pattern, replacement in _VARIANTS:
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=4096)
def singulars(word: str) -> frozenset[str]:
    """Return what a word may be the plural of, with the word itself."""
    found = {word}
    if word in _IRREGULAR:
        found.add(_IRREGULAR[word])
    if len(word) < _SHORTEST_VARIANT:
        return frozenset(found)
    for ending, singular_endings in _PLURALS:
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            found.update(stem + end for end in singular_endings if stem)
            break
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        found.add(word[:-1])
    return frozenset(found)


@lru_cache(maxsize=4096)
def forms(word: str) -> frozenset[str]:
    """Return the singulars of a word, each in its one spelling."""
    return frozenset(variant(singular) for singular in singulars(word))


def singular(word: str) -> str:
    """Return one form that a word and its plural share, where that is possible."""
    return variant(_IRREGULAR.get(word, "")) or min(sorted(forms(word)), key=len)


@lru_cache(maxsize=4096)
def one_typo(key: str, reply: str) -> bool:
    """Tell whether a reply is the key's word with a single edit, of five letters or more.

    Singulars and spelling variants are compared too. In long words, letters doubled or not count
    as one edit however many there are, and so does an f for each ph.
    """
    if not (alphabetic(key) and alphabetic(reply)):
        return False
    return any(
        len(own) >= SHORTEST_WITH_TYPO and (one_edit(own, theirs) or _sounds_the_same(own, theirs))
        for own in typo_forms(key)
        for theirs in typo_forms(reply)
    )


def _sounds_the_same(one: str, other: str) -> bool:
    """Tell whether long words differ in nothing but doubled letters, or f for ph."""
    if one == other or min(len(one), len(other)) < _SHORTEST_DOUBLING:
        return False
    if one[0] == other[0] and _DOUBLED.sub(r"\1", one) == _DOUBLED.sub(r"\1", other):
        return True
    return one.replace("ph", "f") == other.replace("ph", "f")


def _verb_stems(word: str) -> frozenset[str]:
    """Return what *-ing* may have been put to, with the word and its singulars."""
    found = set(singulars(word)) if len(word) >= _SHORTEST_STEM else {word}
    stem = word.removesuffix("ing")
    if stem == word or len(stem) < _SHORTEST_STEM - 1 or word in _NO_VERB_FORMS:
        return frozenset(found)
    found.add(f"{stem}e")
    if len(stem) >= _SHORTEST_STEM:
        found.add(stem)
    if stem[-1] == stem[-2]:
        found.add(stem[:-1])
    return frozenset(found)


@lru_cache(maxsize=4096)
def typo_forms(word: str) -> frozenset[str]:
    """Return the forms of a word in which a typo is looked for."""
    return frozenset({word, _respelled(word)} | {_respelled(each) for each in singulars(word)})


def one_edit(one: str, other: str) -> bool:
    """Tell whether one letter put in, left out, replaced or swapped with its neighbour differs."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1 or one == other:
        return False
    at = next((i for i, char in enumerate(one) if char != other[i]), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    swapped = one[at + 1 : at + 2] + one[at : at + 1] == other[at : at + 2]
    return one[at + 1 :] == other[at + 1 :] or (swapped and one[at + 2 :] == other[at + 2 :])


def _same_number(one: str, other: str, language: str) -> bool | None:
    """Compare what may be numbers: ``vii``, ``seven`` and ``7`` agree; ``None``: they are not."""
    first, second = numeral(one, language), numeral(other, language)
    if first and second:
        return first == second
    if first or second:
        word, number = (other, first) if first else (one, second)
        if roman(word) in {number, (number or "").removesuffix("th")}:
            return True
    return False if is_number(one) or is_number(other) else None


def closeness(one: str, other: str) -> int:
    """Rank how near two words are, 0 for equal ones; letters swapped or missed come before others.

    Fingers swap, drop and double letters more often than they hit quite another one.
    """
    if one == other:
        return 0
    if not one_edit(one, other):
        return FARTHEST
    if len(one) != len(other):
        return 2
    return 1 if sorted(one) == sorted(other) else 3
