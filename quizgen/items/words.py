"""What the rules for English look for: words, and forms of sentences."""

import re


def words_of(line: str) -> frozenset[str]:
    """Return the words of a line as a set."""
    return frozenset(line.split())


ABSOLUTE = words_of(
    "absolutely all always cannot completely entirely every everybody everyone everything"
    " exclusively impossible invariably must never nobody none nothing only solely totally"
)
"""Terms that are seldom true, so that whoever knows tests strikes out what holds them."""

VAGUE = words_of(
    "commonly frequently generally maybe might mostly occasionally often perhaps possibly"
    " probably rarely seldom sometimes typically usually"
)
"""Terms that are hard to prove wrong, so that whoever knows tests picks what holds them."""

SMALL = words_of(
    "a an the of to in on at by for from with as is are be was were it its this that these those"
    " and or not no than then so if do does did has have had will would can i"
)
"""Words that carry a sentence and nothing of the matter."""

TURNING = words_of(
    "not no non never without less fewer neither nor un anti free lack absence absent cannot"
)
"""Words that turn what they stand with into something else, so that ``X`` is not in ``not X``."""

GENERIC = SMALL | words_of(
    "which what one following options option statements statement sentences sentence answers answer"
    " assertion assertions true false correct incorrect right wrong best most accurate valid choose"
    " select pick mark all any apply below above about you"
)
"""Words of which a stem may not consist alone."""

NONE_OF = re.compile(
    r"\b(?:none|neither)(?: of)? (?:the )?(?:above|these|those|them|options?|others?|following)\b"
    r"|\bno(?:ne)? (?:correct|right) (?:answer|option)s?\b"
)
ALL_OF = re.compile(
    r"\b(?:all|both|any|each)(?: of)? (?:the )?(?:above|these|those|them|options?|following)\b"
    r"|\beverything above\b"
)

LABELS = re.compile(
    r"(?:only |both |either )?"
    r"(?P<first>[a-h]|[ivx]{1,4}|\d)"
    r"(?P<more>(?:(?: and| or| &| \+)? (?:[a-h]|[ivx]{1,4}|\d))*)"
    r"(?P<only> only| (?:are|is) (?:correct|right|true)| alone)?"
)
"""``A and C``, ``1 2 only``, ``I and III`` in folded text."""

ENUMERATED = re.compile(r"(?:^|[\s(])(?:1|i|I|A)[.)]\s.*[\s(](?:2|ii|II|B)[.)]\s", re.DOTALL)
"""A stem that numbers its statements."""

NEGATIVE = re.compile(
    r"\b(?:not|except|never|(?<!at )(?<!At )least|incorrect|incorrectly|untrue|cannot|\w+n['’]t)\b",
    re.IGNORECASE,
)
RELATIVE = re.compile(r"[\w,] (?:that|who|which|whose|when|if|because)\b")
"""What begins a subordinate clause; a *not* in it turns nothing round."""

TURNS = words_of("not except never least incorrect incorrectly untrue cannot t")
"""Without any of these in the folded stem there is no :data:`NEGATIVE`; ``t`` is of ``isn't``."""

POINTS = words_of("above these those them option options other others following answer answers")
"""Without any of these an option is neither *none* nor *all of the above*."""

UNFOCUSED = re.compile(
    r"(?:which|what)(?: one)?(?: (?:of|among) (?:the following|these|those|the)|the following)?"
    r"(?: (?:statements?|sentences?|assertions?|options?|answers?|claims?))*"
    r"(?: (?:about|on|regarding|concerning|of|for) .{1,80}?)?"
    r" (?:is|are)(?: the)?(?: most| best| always| not)?"
    r" (?:true|correct|right|false|incorrect|wrong|accurate|valid)"
    r"(?: (?:statements?|answers?|options?))?"
    r"(?: (?:about|of|for|regarding|concerning) .{1,80})?"
)

IMPERATIVE = re.compile(
    r"(?:please |now |then )?(?:name|choose|select|pick|mark|tick|put|match|give|state|list"
    r"|describe|explain|define|say|identify|write|complete|fill|order|arrange|sort|calculate|compute"
    r"|find|determine|solve|simplify|evaluate|translate|type|enter|spell|count|estimate|convert"
    r"|decide|tell|show|draw|prove|compare|discuss|outline|suggest|assign|drag|true or false)\b",
    re.IGNORECASE,
)
"""Sentences that ask without a question mark."""

BLANK = re.compile(r"_{2,}|\.{4,}|…|\[(?:\.\.\.|blank|gap)\]|\(\s*\)", re.IGNORECASE)
ASKS = "?？؟;:：=…→"
"""Signs at the end of a stem by which it asks for something."""

UNCLEAR = re.compile(
    r"(?:they|he|she|it (?!(?:is|was|takes|follows|has been|seems)"
    r" (?:[\w-]+ ){0,3}(?:that|to|when|which|who)\b))",
    re.IGNORECASE,
)
"""A sentence that begins with a word for something nobody has named yet."""

PRONOUNS = words_of("they he she it")

UNFILLED = re.compile(
    r"<(?:a |the )?(?:[Ss]ubject|[Oo]bject|n)>|\{\{.*?\}\}|\$\{\w+\}|%\(\w+\)s"
    r"|\b(?:TODO|FIXME|TBD)\b|[Ll]orem ipsum|\?{3,}"
)
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|‘[^’]*’(?!\w)")

DOUBLED = re.compile(r"\b([a-z]{2,})\s+\1\b(?!-)")
MAY_DOUBLE = frozenset({"that", "had", "bye", "cha", "beri", "tut", "ha", "no"})

ARTICLE_BEFORE_GAP = re.compile(r"(?<![\w/(.])(an?|An?) *(?:_{2,}|…|\.{3,}|:?$)")
VERB_BEFORE_GAP = re.compile(
    r"\b(is|was|has|are|were|have)(?: the)? *(?:_{2,}|…|\.{3,}|:?$)"
    r"|^[Ww]hich(?: of (?:these|the following))? (is|was|has|are|were|have)\b"
)
SINGULAR_VERBS = words_of("is was has")
GOVERNING = SINGULAR_VERBS | words_of("are were have a an")

NO_CHANGE = re.compile(
    r"\b(?:no|not|un|same|neither|nor|stays?|remains?|without)\b|\bno change\b|unchanged|unaffected"
    r"|\bconstant\b|\bboth\b|\beither\b|\bequal"
)
