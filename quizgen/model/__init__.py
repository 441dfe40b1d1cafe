"""The nouns of quizgen: Fact → Question → Card → Review.

Facts are authored, questions are computed, cards are derived, reviews are recorded. Only
facts (by a person, in YAML) and reviews (by the program, append-only) are ever stored.
Everything here is frozen and does nothing.
"""

from typing import TYPE_CHECKING

from quizgen.model.places import Citation, Image, Position
from quizgen.model.questions import (
    AcceptedKey,
    CardId,
    Choice,
    Direction,
    ListKey,
    Match,
    NumberKey,
    Option,
    Order,
    Proof,
    ProofTag,
    Question,
    QuestionId,
    Quiz,
    QuizDeck,
    Recall,
    Response,
    Typed,
    card_id,
    question_id,
)
from quizgen.model.reviews import (
    ANKI,
    PAPER,
    Answer,
    Bury,
    Card,
    Count,
    Event,
    Flag,
    Interval,
    Mark,
    Memory,
    Moment,
    Outcome,
    Outcomes,
    Phase,
    Rating,
    Rename,
    Reset,
    Review,
    Suspend,
    Undo,
    Verdict,
)

if TYPE_CHECKING:
    from quizgen.model.facts import (
        EFFECT,
        Blank,
        Deck,
        Fact,
        Link,
        Number,
        Pair,
        Relation,
        Shape,
        Skipped,
        Source,
        Statement,
        Steps,
        Term,
        Thing,
        Value,
        Wrong,
    )

__all__ = [
    "ANKI",
    "EFFECT",
    "PAPER",
    "AcceptedKey",
    "Answer",
    "Blank",
    "Bury",
    "Card",
    "CardId",
    "Choice",
    "Citation",
    "Count",
    "Deck",
    "Direction",
    "Event",
    "Fact",
    "Flag",
    "Image",
    "Interval",
    "Link",
    "ListKey",
    "Mark",
    "Match",
    "Memory",
    "Moment",
    "Number",
    "NumberKey",
    "Option",
    "Order",
    "Outcome",
    "Outcomes",
    "Pair",
    "Phase",
    "Position",
    "Proof",
    "ProofTag",
    "Question",
    "QuestionId",
    "Quiz",
    "QuizDeck",
    "Rating",
    "Recall",
    "Relation",
    "Rename",
    "Reset",
    "Response",
    "Review",
    "Shape",
    "Skipped",
    "Source",
    "Statement",
    "Steps",
    "Suspend",
    "Term",
    "Thing",
    "Typed",
    "Undo",
    "Value",
    "Verdict",
    "Wrong",
    "card_id",
    "question_id",
]


def __getattr__(name: str) -> object:
    """Load what authors curate only when somebody names it: a kept question needs none of it."""
    if name not in __all__:
        raise AttributeError(f"module 'quizgen.model' has no attribute '{name}'")
    from quizgen.model import facts  # noqa: PLC0415  # as said

    found: object = getattr(facts, name)
    globals()[name] = found
    return found
