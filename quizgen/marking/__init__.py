"""Marks answers: typed text, figures and lists, and what was picked, put in order or matched.

No measure of likeness decides: rules do, in a fixed order, and each mark names the rule that
decided it (:data:`RULES`). What matters for meaning must be there exactly (figures, negations,
prefixes that turn a word round, the deck's other terms); what does not may differ (case, accents,
articles, plurals, spelling variants, word order); one typo in a longer word is a slip.
"""

from typing import assert_never

from quizgen.marking.phrases import mark_phrase
from quizgen.marking.picks import mark_arrangement, mark_choice, mark_pairs
from quizgen.marking.verdicts import RULES
from quizgen.model import (
    AcceptedKey,
    Answer,
    Choice,
    ListKey,
    Mark,
    Match,
    NumberKey,
    Order,
    Question,
    Recall,
    Typed,
)

__all__ = ["RULES", "mark"]


def mark(question: Question, answer: Answer) -> Mark:
    """Mark an answer to a question; never fails, whatever was typed.

    A recall question is marked as if its answer had been asked for in writing.
    """
    match question.response:
        case Typed(key=key):
            return _typed(question, key, answer.typed)
        case Choice() as choice:
            return mark_choice(choice, answer)
        case Order(items=items):
            return mark_arrangement(items, answer)
        case Match(pairs=pairs):
            return mark_pairs(pairs, answer)
        case Recall(answer=text, also=also):
            return _typed(question, AcceptedKey(accepted=(text, *also)), answer.typed)
        case _ as never:
            assert_never(never)


def _typed(question: Question, key: AcceptedKey | NumberKey | ListKey, typed: str) -> Mark:
    match key:
        case AcceptedKey():
            return mark_phrase(typed, key, question.language)
        case NumberKey():
            # Figures and lists are imported when one is answered: the first verdict waits for it.
            from quizgen.marking.numbers import mark_number  # noqa: PLC0415

            return mark_number(typed, key, question.language, question.stem)
        case ListKey():
            from quizgen.marking.lists import mark_list  # noqa: PLC0415  # see above

            return mark_list(typed, key, question.language)
        case _ as never:
            assert_never(never)
