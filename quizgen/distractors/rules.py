"""The rules by which an option is wrong, in words for people."""

from collections.abc import Mapping
from types import MappingProxyType

from quizgen.model import ProofTag

RULES: Mapping[ProofTag, str] = MappingProxyType(
    {
        ProofTag.STATED: "the fact itself says the opposite",
        ProofTag.FUNCTIONAL: "the subject has exactly one object, and this is another",
        ProofTag.COMPLETE: "the list is complete, and this is not on it",
        ProofTag.DECLARED: "the author declares it wrong",
        ProofTag.DISJOINT: "it is of a type that nothing asked for can be",
        ProofTag.REVERSE: (
            "asked backwards: its own objects are all known, and none is the one asked about"
        ),
        ProofTag.NUMERIC: "the figure lies outside the tolerance",
        ProofTag.ORDER: "the stated order contradicts it",
    }
)
"""What follows "an option is wrong because"."""
