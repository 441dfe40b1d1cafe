"""Words that say the opposite of each other, or name its counterpart.

Most opposites of learned words hang on a prefix (*hyper-*, *hypo-*), some on an ending
(*-philic*, *-phobic*), the others are pairs. What is one letter away from such a counterpart is
never a misspelling of the word itself.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

_PREFIXES: tuple[Mapping[str, str], ...] = (
    {"hyper": "too much", "hypo": "too little", "normo": "normal", "eu": "normal"},
    {"intra": "within", "inter": "between", "extra": "outside", "trans": "across"},
    {"intro": "inwards", "extro": "outwards", "retro": "backwards"},
    {"endo": "inside", "ento": "inside", "exo": "outside", "ecto": "outside", "epi": "upon",
     "peri": "around", "myo": "of muscle", "meso": "in the middle"},
    {"macro": "large", "micro": "small"},
    {"brady": "slow", "tachy": "fast"},
    {"poly": "many", "oligo": "few", "olig": "few", "mono": "one", "di": "two", "tri": "three"},
    {"uni": "one", "bi": "two", "tri": "three", "quadri": "four", "multi": "many"},
    {"pre": "before", "post": "after"},
    {"ante": "before", "post": "after", "anti": "against"},
    {"pro": "for", "anti": "against"},
    {"homo": "the same", "hetero": "different"},
    {"auto": "of oneself", "hetero": "of another", "allo": "of another"},
    {"iso": "equal", "aniso": "unequal"},
    {"eu": "good", "dys": "bad"},
    {"super": "above", "sub": "below"},
    {"supra": "above", "infra": "below"},
    {"over": "too much", "under": "too little"},
    {"up": "up", "down": "down"},
    {"out": "out", "in": "in"},
    {"in": "in or up", "de": "out or down", "ex": "out"},
    {"im": "in", "ex": "out"},
    {"re": "again", "de": "away"},
    {"hyper": "too much", "de": "away", "re": "again"},
    {"ana": "up", "cata": "down"},
    {"cis": "on this side", "trans": "across"},
    {"dextro": "right", "levo": "left", "laevo": "left"},
    {"con": "together", "di": "apart"},
    {"maxi": "large", "mini": "small"},
    {"max": "large", "min": "small"},
    {"kilo": "thousand", "milli": "thousandth", "micro": "millionth", "nano": "billionth",
     "mega": "million", "centi": "hundredth"},
    {"exter": "outside", "inter": "inside"},
    {"pan": "all", "hemi": "half", "mono": "one", "para": "lower", "tetra": "four",
     "quadri": "four"},
    {"vaso": "of vessels", "broncho": "of airways"},
)  # fmt: skip
"""Prefixes that contrast, with what they say."""

_OPPOSED_PREFIXES = (
    "hyper hypo, intra extra, intro extro, endo exo, endo ecto, macro micro, brady tachy, "
    "poly oligo, poly olig, pre post, ante post, pro anti, homo hetero, auto hetero, "
    "iso aniso, eu dys, super sub, supra infra, over under, up down, out in, in de, in ex, "
    "im ex, re de, hyper de, ana cata, dextro levo, dextro laevo, maxi mini, max min, "
    "exter inter, ab ad, ef af"
)
_OPPOSED = tuple(frozenset(pair.split()) for pair in _OPPOSED_PREFIXES.split(","))
"""Those of them that are opposites; the others are only something else."""

_AWAY_AND_TOWARDS = (
    ("ab", "ad", ("duc", "sor", "oral", "axial", "neural", "jur", "vers", "norm")),
    ("ef", "af", ("feren",)),
)
"""Away, towards, and the only stems before which the letters mean that."""

_ENDINGS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("ane", "ene", "yne", "anol", "anal", "anone"),
     ("meth", "eth", "prop", "but", "pent", "hex", "hept", "oct", "non", "dec")),
    (("ate", "ite", "ide"), ("nitr", "sulf", "sulph", "chlor", "phosph", "brom", "iod", "arsen")),
    (("ine", "ide", "ate"), ("chlor", "fluor", "brom", "iod")),
    (("otomy", "ostomy", "ectomy"), ("",)),
    (("blast", "clast", "cyte"), ("",)),
    (("phagia", "phasia", "plasia", "phonia", "pnea", "pnoea"), ("",)),
    (("tome", "tomy"), ("",)),
    (("gram", "graph"), ("",)),
    (("philic", "phobic"), ("",)),
    (("philia", "phobia", "penia"), ("",)),
    (("phile", "phobe"), ("",)),
    (("ful", "less"), ("",)),
    (("yer", "yee"), ("",)),
    (("ner", "nee"), ("trai", "exami")),
    (("or", "ee"), ("don", "less", "mortgag", "assign", "licens")),
    (("itis", "osis", "oma"), ("",)),
    (("emia", "uria"), ("",)),
    (("ism", "ist"), ("",)),
    (("dilation", "constriction"), ("vaso", "broncho")),
    (("dilator", "constrictor"), ("vaso", "broncho")),
)  # fmt: skip
"""Endings that contrast, and the beginnings of the stems that they do so after."""

_NEGATORS = ("a", "an", "in", "im", "ir", "il", "un", "non", "dis", "mis", "counter", "de")
#: Too many words begin with these letters; they are taken for negators only before such stems.
_COMMON_BEGINNINGS = ("a", "an")
_AFTER_COMMON = (
    "symptom", "symmet", "synchron", "typical", "septic", "febrile", "erob", "aerob", "moral",
    "social", "sexual", "theis", "vascular", "cellular", "rhythm", "tonic", "periodic", "political",
    "phasic", "phonic", "cyanotic", "menorrh", "biotic", "hydrous", "oxic", "uric", "plastic",
)  # fmt: skip
_SHORTEST_STEM = 4

_PAIRS = """
increase decrease, increased decreased, increases decreases, increasing decreasing, left right,
upper lower, up down, above below, over under, superior inferior, anterior posterior, cranial
caudal, dorsal ventral, medial lateral, proximal distal, internal external, interior exterior,
inner outer, inside outside, inward outward, deep superficial, superficial profound, near far,
front back, flexion extension, flexor extensor, flex extend, abduction adduction, abduct adduct,
abductor adductor, pronation supination, pronator supinator, elevation depression, protraction
retraction, inversion eversion, contraction relaxation, contract relax, contracted relaxed,
contracts relaxes, tense relaxed, agonist antagonist, systole diastole, systolic diastolic, artery
vein, arterial venous, afferent efferent, sensory motor, ascending descending, inhale exhale,
inhalation exhalation, inspiration expiration, voluntary involuntary, sympathetic parasympathetic,
excitatory inhibitory, excitation inhibition, activate inhibit, activation inhibition, activator
inhibitor, agonistic antagonistic, acute chronic, benign malignant, positive negative, plus minus,
cation anion, anode cathode, acid base, acidic basic, acidic alkaline, acid alkali, oxidation
reduction, anabolic catabolic, anabolism catabolism, synthesis breakdown, dilation constriction,
dilate constrict, dilated constricted, open closed, open close, opens closes, hot cold, warm cool,
heat cold, high low, higher lower, highest lowest, more less, most least, more fewer, many few,
much little, long short, longer shorter, large small, larger smaller, big small, big little, thick
thin, wide narrow, fast slow, faster slower, rapid slow, quick slow, sudden gradual, early late,
before after, first last, start end, begin end, beginning end, onset end, rise fall, rises falls,
gain loss, gain lose, add subtract, addition subtraction, multiply divide, maximum minimum,
maximal minimal, major minor, majority minority, always never, all none, everything nothing, push
pull, expand contract, expands contracts, stretch contract, stretched contracted, stretched
shortened, lengthen shorten, rigid flexible, stiff flexible, stiff loose, tight loose, hard soft,
wet dry, strong weak, light dark, light heavy, day night, daytime nighttime, north south, east
west, northern southern, eastern western, male female, man woman, boy girl, active passive, active
inactive, present absent, presence absence, dominant recessive, true false, yes no, with without,
into out, from to, in out, on off, import export, include exclude, painful painless, full empty,
rich poor, old young, old new, concave convex, hydrophilic hydrophobic, endothermic exothermic,
solid liquid, input output, supply demand, odd even, prime composite, buy sell, win lose, friend
enemy, love hate, war peace, life death, alive dead, birth death, healthy sick, health disease,
safe dangerous, harmless harmful, common rare, frequent rare, often rarely, usually rarely, simple
complex, easy hard, easy difficult, regular irregular, temporary permanent, partial complete,
partial total, local general, focal diffuse, direct indirect, brief lasting, brief long, momentary
sustained, transient permanent, primary secondary, mother father, sister brother, daughter son,
king queen, asleep awake, sleep wake, ancient modern, public private, urban rural,
vasodilation vasoconstriction, bronchodilation bronchoconstriction, vasodilator vasoconstrictor,
bronchodilator bronchoconstrictor
"""


def _by_word() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in _PAIRS.split(","):
        one, other = pair.split()
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return MappingProxyType({word: frozenset(others) for word, others in found.items()})


_OPPOSITES = _by_word()


def opposed(words: tuple[str, ...]) -> bool:
    """Tell whether two of these words are opposites of each other."""
    return any(_OPPOSITES.get(word, frozenset()) & {*words} for word in words)


def opposite(word: str, reply: str) -> str | None:
    """Say in what the reply is the word's opposite or counterpart; ``None`` where it is neither."""
    for counterpart, prefix, its_prefix, meanings in _swapped(word):
        if reply == counterpart:
            return _prefix_note(prefix, its_prefix, meanings)
    if reply in _OPPOSITES.get(word, ()):
        return "That is the opposite"
    if reply in _other_endings(word):
        return f"“{reply}” is another word than “{word}”"
    if negator := _negator(word, reply):
        return f"That is the opposite: {negator}- turns the word round"
    return None


def _prefix_note(prefix: str, its_prefix: str, meanings: Mapping[str, str]) -> str:
    what = "the opposite" if {prefix, its_prefix} in _OPPOSED else "something else"
    meaning = f"{its_prefix}- means {meanings[its_prefix]}, {prefix}- {meanings[prefix]}"
    # Nobody needs to be told what down- means.
    plain = meanings[prefix] == prefix
    return f"That is {what}" if plain else f"That is {what}: {meaning}"


@lru_cache(maxsize=1024)
def contrasts(word: str) -> frozenset[str]:
    """Return words that contrast with this one, by a prefix, an ending or as its pair."""
    found = {counterpart for counterpart, *_ in _swapped(word)}
    found.update(_other_endings(word), _OPPOSITES.get(word, ()))
    found.update(
        stem
        for negator in _NEGATORS
        if (stem := word.removeprefix(negator)) != word
        and len(stem) >= _SHORTEST_STEM
        and (negator not in _COMMON_BEGINNINGS or stem.startswith(_AFTER_COMMON))
    )
    return frozenset(found - {word})


@lru_cache(maxsize=1024)
def counterparts(word: str) -> frozenset[str]:
    """Return words that a misspelling must not come as near to: contrasts and the word negated."""
    return contrasts(word) | {negator + word for negator in _NEGATORS}


@lru_cache(maxsize=1024)
def undecided(word: str) -> frozenset[str]:
    """Return the word with just those letters missing that tell it from a counterpart."""
    return frozenset(
        shared + word.removeprefix(prefix)
        for _, prefix, other, _ in _swapped(word)
        if (shared := _shared_beginning(prefix, other))
    )


def _shared_beginning(one: str, other: str) -> str:
    pairs = enumerate(zip(one, other, strict=False))
    end = next((at for at, (first, second) in pairs if first != second), min(len(one), len(other)))
    return one[:end]


def _swapped(word: str) -> Iterator[tuple[str, str, str, Mapping[str, str]]]:
    """Yield a word's counterparts, both prefixes and what prefixes of the group mean."""
    for meanings in _PREFIXES:
        for prefix in meanings:
            stem = word.removeprefix(prefix)
            if stem == word or len(stem) < _SHORTEST_STEM - 1:
                continue
            for other in meanings:
                if other != prefix and meanings[other] != meanings[prefix]:
                    yield other + stem, prefix, other, meanings
    yield from _away_or_towards(word)


def _away_or_towards(word: str) -> Iterator[tuple[str, str, str, Mapping[str, str]]]:
    for away, towards, stems in _AWAY_AND_TOWARDS:
        meanings = {away: "away", towards: "towards"}
        for prefix, other in ((away, towards), (towards, away)):
            stem = word.removeprefix(prefix)
            if stem != word and stem.startswith(stems):
                yield other + stem, prefix, other, meanings


def _other_endings(word: str) -> Iterator[str]:
    for endings, stems in _ENDINGS:
        for ending in endings:
            stem = word.removesuffix(ending)
            if stem and stem != word and stem.startswith(stems):
                yield from (stem + other for other in endings if other != ending)


def _negator(word: str, reply: str) -> str | None:
    """Return the negator that one of the two words has and the other has not."""
    longer, shorter = (word, reply) if len(word) > len(reply) else (reply, word)
    negator = longer.removesuffix(shorter)
    if negator in _NEGATORS and len(shorter) >= _SHORTEST_STEM - 1:
        return negator
    return None
