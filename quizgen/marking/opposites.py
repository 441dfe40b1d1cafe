"""Words that say the opposite of each other, or name its counterpart.

Most opposites of learned words hang on a prefix (*hyper-*, *hypo-*), some on an ending
(*-philic*, *-phobic*), the others are pairs. What is one letter away from such a counterpart is
never a misspelling of the word itself.
"""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from quizgen.marking.folding import bare
from quizgen.marking.opposite_pairs import COUNTERPARTS, OPPOSITES, OTHER_LANGUAGES
from quizgen.marking.spelling import variant

_PREFIXES: tuple[Mapping[str, str], ...] = (
    {"hyper": "too much", "hypo": "too little", "normo": "normal", "eu": "normal", "iso": "equal"},
    {"intra": "within", "inter": "between", "extra": "outside", "trans": "across"},
    {"intro": "inwards", "extro": "outwards", "retro": "backwards"},
    {"endo": "inside", "ento": "inside", "exo": "outside", "ecto": "outside", "epi": "upon",
     "peri": "around", "myo": "of muscle", "meso": "in the middle"},
    {"macro": "large", "micro": "small"},
    {"brady": "slow", "tachy": "fast"},
    {"poly": "many", "oligo": "few", "olig": "few", "mono": "one", "di": "two", "tri": "three",
     "tetra": "four", "penta": "five", "hexa": "six", "hepta": "seven", "octa": "eight",
     "nona": "nine", "deca": "ten"},
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
    {"on": "on", "off": "off"},
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
    {"fore": "front", "mid": "middle", "hind": "rear"},
    {"male": "bad", "bene": "good"},
    {"mal": "bad", "bene": "good"},
    {"miso": "hating", "philo": "loving"},
    {"neo": "new", "paleo": "old", "palaeo": "old", "meso": "middle"},
    {"helio": "of the sun", "geo": "of the earth"},
    {"patri": "of the father", "matri": "of the mother"},
    {"andro": "of men", "gyno": "of women"},
    {"lepto": "thin", "pachy": "thick"},
    {"brachy": "short", "dolicho": "long"},
    {"steno": "narrow", "eury": "wide"},
    {"phyto": "of plants", "zoo": "of animals"},
    {"photo": "by light", "chemo": "by chemistry"},
    {"herbivo": "plants", "carnivo": "meat", "omnivo": "everything", "insectivo": "insects"},
    {"sub": "below", "supra": "above", "super": "above"},
    {"sym": "together", "anti": "against"},
    {"cardio": "of the heart", "nephro": "of the kidney", "hepato": "of the liver",
     "gastro": "of the stomach", "entero": "of the gut", "neuro": "of nerves", "myo": "of muscle",
     "osteo": "of bone", "chondro": "of cartilage", "arthro": "of joints", "dermato": "of skin",
     "haemo": "of blood", "hemo": "of blood", "pneumo": "of the lung", "adeno": "of glands"},
    {"en": "in", "de": "out"},
    {"north": "north", "south": "south"},
)  # fmt: skip
"""Prefixes that contrast, with what they say."""

_OPPOSED_PREFIXES = (
    "hyper hypo, intra extra, intro extro, endo exo, endo ecto, macro micro, brady tachy, "
    "poly oligo, poly olig, poly mono, mono multi, uni multi, male bene, mal bene, miso philo, "
    "neo paleo, neo palaeo, lepto pachy, brachy dolicho, steno eury, sub supra, north south, "
    "pre post, ante post, pro anti, homo hetero, auto hetero, "
    "iso aniso, eu dys, super sub, supra infra, over under, up down, on off, out in, in de, in ex, "
    "im ex, re de, hyper de, ana cata, dextro levo, dextro laevo, maxi mini, max min, "
    "exter inter, ab ad, ef af"
)
_OPPOSED = tuple(frozenset(pair.split()) for pair in _OPPOSED_PREFIXES.split(","))
"""Those of them that are opposites; the others are only something else."""

_AWAY_AND_TOWARDS = (
    ("ab", "ad", ("duc", "duk", "duz", "sor", "oral", "axial", "neural", "jur", "vers", "norm")),
    ("ef", "af", ("feren",)),
    # In Spanish and Portuguese.
    ("ab", "a", ("duccion", "ducao", "ductor", "dutor")),
    ("e", "a", ("feren",)),
)
"""Away, towards, and the only stems before which the letters mean that."""

_ENDINGS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("ane", "ene", "yne", "anol", "anal", "anone"),
     ("meth", "eth", "prop", "but", "pent", "hex", "hept", "oct", "non", "dec")),
    (("ate", "ite", "ide"), ("nitr", "sulf", "sulph", "chlor", "phosph", "brom", "iod", "arsen")),
    (("ine", "ide", "ate"), ("chlor", "fluor", "brom", "iod")),
    (("otomy", "ostomy", "ectomy", "oplasty", "oscopy"), ("",)),
    (("ase", "ose"), ("lact", "malt", "sucr", "amyl", "cellul", "galact", "trehal", "fruct")),
    (("ic", "ous"), ("ferr", "cupr", "nitr", "sulfur", "sulphur", "mercur", "stann", "plumb")),
    (("ic", "ous"), ("chlor", "phosphor")),
    (("fugal", "petal"), ("centri",)),
    (("lysis", "genesis"), ("",)),
    (("er", "ee"), ("interview", "address", "appoint", "employ", "pay", "divorc")),
    (("ascope", "oscope", "ogram", "ograph", "ometer"), ("",)),
    (("algia", "itis"), ("",)),
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

_NEGATORS = (
    "a",
    "an",
    "in",
    "im",
    "ir",
    "il",
    "un",
    "non",
    "dis",
    "mis",
    "counter",
    "contra",
    "de",
)
#: Too many words begin with these letters; they are taken for negators only before such stems.
_COMMON_BEGINNINGS = ("a", "an")
_AFTER_COMMON = (
    "symptom", "symmet", "synchron", "typical", "septic", "febrile", "erob", "aerob", "moral",
    "social", "sexual", "theis", "vascular", "cellular", "rhythm", "tonic", "periodic", "political",
    "phasic", "phonic", "cyanotic", "menorrh", "biotic", "hydrous", "oxic", "uric", "plastic",
)  # fmt: skip
_SHORTEST_STEM = 4
_NEGATORS_ABROAD: Mapping[str, tuple[str, ...]] = {
    "de": ("un", "nicht", "in", "im", "ir", "il", "a", "an", "dis", "miss"),
    "nl": ("on", "niet", "in", "im", "ir", "il", "a", "an", "dis"),
    "fr": ("in", "im", "ir", "il", "a", "an", "de", "des", "dis", "non", "mal"),
}
_LATIN_PREFIXES = (
    "hyper hypo, hiper hipo, iper ipo, intra extra, intra inter, macro micro, makro mikro, "
    "endo exo, endo eso, im ex, in ex, im em, inm em, pre post, pre pos, pra post, brady tachy, "
    "bradi taqui, bradi tachi, homo hetero, homo etero, mono poly, mono poli, super sub, "
    "supra infra, sobre sub, sur sous, anti pro, bradi taquic, aero anaero"
)
_GERMAN_PREFIXES = (
    "ober unter, uber unter, vor nach, innen aussen, auf ab, ein aus, zu ab, hin her, gross klein, "
    "links rechts, nord sud, ost west, be ent, hoch tief, hoch niedrig, mehr weniger, warm kalt, "
    "kurz lang, lang kurz, fruh spat, voll leer"
)
_DUTCH_PREFIXES = "boven onder, voor na, in uit, op af, binnen buiten, hoog laag, noord zuid"


def _as_pairs(pairs: str) -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for one, other in map(str.split, pairs.split(",")))


_PREFIXES_ABROAD: Mapping[str, tuple[tuple[str, str], ...]] = {
    "de": _as_pairs(f"{_LATIN_PREFIXES}, {_GERMAN_PREFIXES}"),
    "nl": _as_pairs(f"{_LATIN_PREFIXES}, {_DUTCH_PREFIXES}"),
    "fr": _as_pairs(_LATIN_PREFIXES),
}
_INFLECTIONS = ("ly", "er", "est", "ing", "ed", "ness", "s", "d", "r", "st", "n", "en")
OPPOSITE = "That is the opposite"

#: Not the negation of what follows: *disease* is no opposite of *ease*.
_NO_NEGATIONS = frozenset(
    """
disease intense invent inform income inside inland infamous inflammable indifferent discover
discount display impress impart important import impose imply impact imprint apart amount around
alone across aboard ahead alive asleep another arise await awake among anion angel deport depress
depart defend detail denote decline define demand deliver delight derive deserve design despite
develop device debate decay decide mission mister intake input insight indeed inlet increase
decrease induct induce inspire install intend intent intern invest involve inward inquire inhabit
inhale indent infant infer inner inherit ingest injure invite irate instance dismay district
distant disk discord dispel dispense dispose dissolve distress uncle under union unit until unite
invalid instead index infect inflate infuse inject insert inspect instep intone deal dear death
debit decent deem deep defect defer defile deform degrade delay demean demise demote deny depend
derange descent desire destroy detain detect deter detour devote dear amiss abut adept afar afoot
again agape agate aglow agree alarm alas alert alight align allow alloy aloft aloud amass amaze
amend amuse anew annoy annex annual antic arid around arouse array ascent ashore aside aspire
assay assent assign assure astray astride atone attend attest attire attract attune avow await
aware awhile awry axis
""".split()
)


def _by_word(pairs: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in pairs.split(","):
        for word, other in (two := pair.split(), two[::-1]):
            found.setdefault(word, set()).add(other)
    return MappingProxyType({word: frozenset(others) for word, others in found.items()})


@cache
def _opposites(language: str) -> Mapping[str, frozenset[str]]:
    if language == "en":
        # Words come here in their one spelling as well as in their own.
        return _by_word(f"{OPPOSITES},{' '.join(map(variant, OPPOSITES.split(' ')))}")
    return _by_word(bare(OTHER_LANGUAGES.get(language, "ja nein")))


@cache
def _counterparts() -> Mapping[str, frozenset[str]]:
    return _by_word(COUNTERPARTS)


def paired_words() -> frozenset[str]:
    """Return all words of the pairs."""
    return frozenset(_opposites("en")) | frozenset(_counterparts())


def opposed(words: tuple[str, ...]) -> bool:
    """Tell whether two of these words are opposites of each other."""
    opposites = _opposites("en")
    return any(opposites.get(word, frozenset()) & {*words} for word in words)


def opposite(word: str, reply: str, language: str = "en") -> str | None:
    """Say in what the reply is the word's opposite or counterpart; ``None`` where it is neither."""
    if language != "en":
        return _opposite_abroad(word, reply, language)
    for counterpart, prefix, its_prefix, meanings in _swapped(word):
        if reply == counterpart:
            return _prefix_note(prefix, its_prefix, meanings)
    if _opposite_pair(word, reply):
        return OPPOSITE
    if negator := _negator(word, reply):
        return f"{OPPOSITE}: {negator}- turns the word round"
    if reply in _counterparts().get(word, ()):
        return "That is its counterpart"
    return None


def other_ending(word: str, reply: str) -> bool:
    """Tell whether only the ending differs, and makes another word: *sulfate*, *sulfite*."""
    return reply in _other_endings(word)


def opposites_abroad(word: str, language: str) -> Iterator[str]:
    """Yield the opposites of a word in another language than English."""
    yield from sorted(_opposites(language).get(word, ()))
    for pair in _PREFIXES_ABROAD.get(language, _PREFIXES_ABROAD["fr"]):
        for prefix, other in (pair, pair[::-1]):
            stem = word.removeprefix(prefix)
            if stem != word and len(stem) >= _SHORTEST_STEM - 1:
                yield other + stem
    yield from (counterpart for counterpart, *_ in _away_or_towards(word))


def _opposite_abroad(word: str, reply: str, language: str) -> str | None:
    if reply in opposites_abroad(word, language):
        return OPPOSITE
    longer, shorter = (word, reply) if len(word) > len(reply) else (reply, word)
    negators = _NEGATORS_ABROAD.get(language, _NEGATORS_ABROAD["fr"])
    negator = longer.removesuffix(shorter)
    if negator in negators and len(shorter) >= _SHORTEST_STEM:
        return f"{OPPOSITE}: {negator}- turns the word round"
    return None


def _opposite_pair(word: str, reply: str) -> bool:
    """Tell whether two words, or those they are the same form of, are a pair of opposites."""
    opposites = _opposites("en")
    if reply in opposites.get(word, ()):
        return True
    return any(
        word.endswith(ending)
        and reply.endswith(ending)
        and any(
            opposites.get(one, frozenset()) & {*_plain(reply, ending)}
            for one in _plain(word, ending)
        )
        for ending in _INFLECTIONS
    )


def _plain(word: str, ending: str) -> Iterator[str]:
    """Yield the words that may have been given an ending."""
    stem = word.removesuffix(ending)
    if len(stem) < _SHORTEST_STEM - 1:
        return
    yield from (stem, f"{stem}e")
    if stem.endswith("i"):
        yield f"{stem[:-1]}y"
    if stem[-1] == stem[-2]:
        yield stem[:-1]


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
    found.update(
        _other_endings(word), _opposites("en").get(word, ()), _counterparts().get(word, ())
    )
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
        if (shared := _shared_beginning(prefix, other)) and len(other) <= len(prefix) + 1
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
    if negator in _NEGATORS and len(shorter) >= _SHORTEST_STEM - 1 and longer not in _NO_NEGATIONS:
        return negator
    return None
