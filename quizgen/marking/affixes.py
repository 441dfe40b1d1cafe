"""Beginnings and endings that turn a word round, or make another word of it."""

from collections.abc import Mapping

PREFIXES: tuple[Mapping[str, str], ...] = (
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
OPPOSED = tuple(frozenset(pair.split()) for pair in _OPPOSED_PREFIXES.split(","))
"""Those of them that are opposites; the others are only something else."""

AWAY_AND_TOWARDS = (
    ("ab", "ad", ("duc", "duk", "duz", "sor", "oral", "axial", "neural", "jur", "vers", "norm")),
    ("ef", "af", ("feren",)),
    # In Spanish and Portuguese.
    ("ab", "a", ("duccion", "ducao", "ductor", "dutor")),
    ("e", "a", ("feren",)),
)
"""Away, towards, and the only stems before which the letters mean that."""

ENDINGS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
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
    (("phagia", "phasia", "plasia", "phonia", "pnea"), ("",)),
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

NEGATORS = (
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
    "anti",
    "de",
)
#: Too many words begin with these letters; they are taken for negators only before such stems.
COMMON_BEGINNINGS = ("a", "an")
AFTER_COMMON = (
    "symptom", "symmet", "synchron", "typical", "septic", "febrile", "erob", "aerob", "moral",
    "social", "sexual", "theis", "vascular", "cellular", "rhythm", "tonic", "periodic", "political",
    "phasic", "phonic", "cyanotic", "menorrh", "biotic", "hydrous", "oxic", "uric", "plastic",
)  # fmt: skip
SHORTEST_STEM = 4
NEGATORS_ABROAD: Mapping[str, tuple[str, ...]] = {
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


PREFIXES_ABROAD: Mapping[str, tuple[tuple[str, str], ...]] = {
    "de": _as_pairs(f"{_LATIN_PREFIXES}, {_GERMAN_PREFIXES}"),
    "nl": _as_pairs(f"{_LATIN_PREFIXES}, {_DUTCH_PREFIXES}"),
    "fr": _as_pairs(_LATIN_PREFIXES),
}
INFLECTIONS = ("ly", "er", "est", "ing", "ed", "ness", "s", "d", "r", "st", "n", "en")

#: Not the negation of what follows: *disease* is no opposite of *ease*.
NO_NEGATIONS = frozenset({
    "antibody", "antigen", "antimony", "antique", "antics", "antidote",
    "aboard", "abut", "across", "adept", "afar", "afoot", "again", "agape", "agate", "aglow",
    "agree", "ahead", "alarm", "alas", "alert", "alight", "align", "alive", "allow", "alloy",
    "aloft", "alone", "aloud", "amass", "amaze", "amend", "amiss", "among", "amount", "amuse",
    "anew", "angel", "anion", "annex", "annoy", "annual", "another", "antic", "apart", "arid",
    "arise", "around", "arouse", "array", "ascent", "ashore", "aside", "asleep", "aspire",
    "assay", "assent", "assign", "assure", "astray", "astride", "atone", "attend", "attest",
    "attire", "attract", "attune", "avow", "await", "awake", "aware", "awhile", "awry", "axis",
    "deal", "dear", "death", "debate", "debit", "decay", "decent", "decide", "decline",
    "decrease", "deem", "deep", "defect", "defend", "defer", "defile", "define", "deform",
    "degrade", "delay", "delight", "deliver", "demand", "demean", "demise", "demote", "denote",
    "deny", "depart", "depend", "deport", "depress", "derange", "derive", "descent", "deserve",
    "design", "desire", "despite", "destroy", "detail", "detain", "detect", "deter", "detour",
    "develop", "device", "devote", "discord", "discount", "discover", "disease", "disk", "dismay",
    "dispel", "dispense", "display", "dispose", "dissolve", "distant", "distress", "district",
    "impact", "impart", "imply", "import", "important", "impose", "impress", "imprint", "income",
    "increase", "indeed", "indent", "index", "indifferent", "induce", "induct", "infamous",
    "infant", "infect", "infer", "inflammable", "inflate", "inform", "infuse", "ingest",
    "inhabit", "inhale", "inherit", "inject", "injure", "inland", "inlet", "inner", "input",
    "inquire", "insert", "inside", "insight", "inspect", "inspire", "install", "instance",
    "instead", "instep", "intake", "intend", "intense", "intent", "intern", "intone", "invalid",
    "invent", "invest", "invite", "involve", "inward", "irate", "mission", "mister", "uncle",
    "under", "union", "unit", "unite", "until",
})  # fmt: skip
