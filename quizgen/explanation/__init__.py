"""What is behind a question: its fact and source, its proofs, what was not made, and the learner.

Everything here is computed for one fact, so an explanation comes at once however large the deck.
"""

from quizgen.explanation.finding import Target, find, find_by_text, find_items, nearest
from quizgen.explanation.making import Learner, explain, explain_item
from quizgen.explanation.parts import (
    Absence,
    ExplainedCard,
    ExplainedFact,
    ExplainedQuestion,
    Explanation,
    Record,
    Refused,
)

__all__ = [
    "Absence",
    "ExplainedCard",
    "ExplainedFact",
    "ExplainedQuestion",
    "Explanation",
    "Learner",
    "Record",
    "Refused",
    "Target",
    "explain",
    "explain_item",
    "find",
    "find_by_text",
    "find_items",
    "nearest",
]
