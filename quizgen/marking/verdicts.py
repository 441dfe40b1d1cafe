"""The rules that decide a mark, and the marks they give."""

from collections.abc import Mapping
from types import MappingProxyType

from quizgen.model import Mark, Verdict

RULES: Mapping[str, str] = MappingProxyType(
    {
        "exact": "the key, as it stands",
        "folded": "the key but for case, punctuation, hyphens or articles",
        "accents": "the key but for its accents",
        "spelling": "the key in another accepted spelling",
        "plural": "the key in singular or plural",
        "numerals": "the key with its numbers written another way",
        "order": "the key's words in another order",
        "inflection": "the key with another form of its verb",
        "initials": "the key with initials for its first words",
        "joined": "the key joined up or taken apart",
        "quantity": "the key's quantity, written or converted another way",
        "tolerance": "a figure within the tolerance",
        "typo": "the key with a typo",
        "article": "the key with another article",
        "list": "enough of the list",
        "option": "the option picked",
        "arrangement": "the arrangement made",
        "empty": "nothing was answered",
        "too-long": "far longer than any answer",
        "case": "capitals count here",
        "hedge": "several answers were given at once",
        "other-term": "another term of the deck",
        "opposite": "the opposite, or a counterpart",
        "look-alike": "another word that looks like the key",
        "negation": "a negation too many, or one missing",
        "figure": "another figure",
        "unit": "another unit",
        "dimension": "a unit that measures something else",
        "no-figure": "no figure was given",
        "figures": "more than one figure was given",
        "part": "only part of the key",
        "more": "the key and something else",
        "words": "other words",
        "not-in-notes": "not on an open list, so neither right nor wrong",
        "extra": "something that is not on the list",
        "list-part": "too little of the list",
        "list-most": "most of the list",
        "list-order": "the list in another order",
        "overruled": "the learner overruled the verdict",
    }
)
"""Name of each rule → what it found; verdicts name these and no others."""


def right(rule: str, note: str = "") -> Mark:
    """Return the mark of a right answer."""
    return Mark(verdict=Verdict.RIGHT, rule=rule, note=note)


def slip(rule: str, note: str) -> Mark:
    """Return the mark of an answer that is right with a misspelling."""
    return Mark(verdict=Verdict.SLIP, rule=rule, note=note)


def wrong(rule: str, note: str = "") -> Mark:
    """Return the mark of a wrong answer."""
    return Mark(verdict=Verdict.WRONG, rule=rule, note=note)
