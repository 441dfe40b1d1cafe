"""What a start would otherwise have to work out again, kept in the learner's folder.

    <home>/cache/

Nothing here is ever needed: whatever does not fit what it was made from, to the byte, is passed
over as if it were not there, and made anew. So is what is damaged. The folder may be deleted at
any time.
"""

from quizgen.cache.cards import KeptCards, cards_print, find_cards, keep_cards
from quizgen.cache.questions import (
    KeptDeck,
    KeptQuestions,
    find_questions,
    keep_questions,
    print_of,
)
from quizgen.cache.quizzes import keep_quiz, take_quiz

__all__ = [
    "KeptCards",
    "KeptDeck",
    "KeptQuestions",
    "cards_print",
    "find_cards",
    "find_questions",
    "keep_cards",
    "keep_questions",
    "keep_quiz",
    "print_of",
    "take_quiz",
]
