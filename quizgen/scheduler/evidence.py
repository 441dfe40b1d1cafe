"""How much a right answer proves, where it may have been a guess."""

from math import comb, factorial

from quizgen.model import Answer, Mark, Review, Verdict

SLIP = 0.02
"""How often somebody who knows picks a wrong option all the same."""

UNSEEN = 0.5
"""How likely a fact is known when its card is first met, for want of evidence."""


def guess_chance(answer: Answer, mark: Mark | None) -> float:
    """How likely a right answer comes about by chance; 0 where there was nothing to pick from.

    One of *n* options: 1 in *n*. Several of *n*: 1 in as many as there are ways to pick that
    many. All of *n*, as in putting items in order: 1 in as many as there are orders. A wrong
    answer is none of these, nor is one that the learner rated without a mark.
    """
    if mark is None or mark.verdict is Verdict.WRONG:
        return 0.0

    return pick_chance(answer)


def pick_chance(answer: Answer) -> float:
    """How likely as many picks are right by chance, whatever became of them."""
    shown, chosen = len(answer.shown), len(answer.chosen)
    if not 0 < chosen <= shown:
        return 0.0

    return 1 / (factorial(shown) if chosen == shown else comb(shown, chosen))


def is_confident_error(review: Review | None) -> bool:
    """Whether there is an answer that is wrong, and the learner was sure of it."""
    if review is None or review.mark is None:
        return False

    return review.answer.sure and review.mark.verdict is Verdict.WRONG


def knew(recall: float, guess: float) -> float:
    """How likely somebody who answered right knew, by Bayes' rule.

    ``recall`` is how likely they would have known before answering.
    """
    right = recall * (1 - SLIP)

    return right / (right + (1 - recall) * guess)
