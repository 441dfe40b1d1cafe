"""In which kind a card is asked, by how well it is known."""

from collections.abc import Sequence

from quizgen.model import CardId, Choice, Phase, Question, Rating, Recall, Typed
from quizgen.progress import Progress

MATURE = 21.0
"""Days of stability from which a card is asked in its hardest kind."""

_FEW_OPTIONS = 3


def ladder(questions: Sequence[Question]) -> tuple[Question, ...]:
    """The kinds in which a card is asked as it becomes better known, easiest first.

    A choice, if there is one with at least three options; a cloze, whose sentence helps; what is
    typed; and recall only where there is neither cloze nor typed. What is left over stands in
    only where there is none of these: a true-false question may show a false sentence to somebody
    who is just meeting the fact.
    """
    choices = [
        question
        for question in questions
        if isinstance(question.response, Choice) and len(question.response.options) >= _FEW_OPTIONS
    ]
    clozes = [question for question in questions if question.kind == "cloze"]
    typed = [
        question
        for question in questions
        if isinstance(question.response, Typed) and question not in clozes
    ]
    recalled = [question for question in questions if isinstance(question.response, Recall)]
    rungs = (*choices[:1], *((*clozes[:1], *typed[:1]) or recalled[:1]))

    return rungs or tuple(questions[:1])


def rung(progress: Progress, card: CardId, rungs: Sequence[Question]) -> int:
    """Up as stability grows; after a lapse, one down from the kind that was failed."""
    memory = progress.card(card).memory
    top = len(rungs) - 1
    if memory is None or memory.phase is Phase.LEARNING:
        return 0
    if memory.phase is Phase.REVIEW:
        return top if memory.stability >= MATURE else min(1, top)
    last = progress.last(card)
    kinds = [question.kind for question in rungs]
    asked = kinds.index(last.kind) if last is not None and last.kind in kinds else min(1, top)

    return max(0, asked - 1) if last is not None and last.rating is Rating.AGAIN else asked
