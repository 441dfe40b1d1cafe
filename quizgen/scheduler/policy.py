"""How much an answer counts for: what the log holds of it makes a grade, by rules with a version.

The log stores evidence. The grade is computed from it whenever the log is folded, so another
policy is another fold of the same log: it leads to other memories, and moves no due date, for the
interval that the learner was granted holds. The session asks the same policy what to suggest.

What :class:`Evidence` makes of an answer:

======================================================= =======================================
recall that the learner rates                           their rating
typed, right or with a slip                             good
of a list, at least three quarters of what is asked     hard
less of it, anything else that is wrong                 again
picked, put in order or matched rightly                 good; the memory moves as far as it is
                                                        likely that they knew
the same, and sure of it                                good; a guess in at most one of twenty
the same, and it was a guess                            again
right, but slowly                                       the same, or hard on request
any of these with the hint                              hard at best
the learner rated otherwise                             their rating
======================================================= =======================================

*Easy* is never given but by the learner. A list has no parts that matter more than others, for
the deck format knows none.

Slow is a right answer to a card in review that took longer than the mean and one standard
deviation of the logarithm of this learner's times for the kind; from how many milliseconds on, was
decided when it was given, and stands in the log with it. That it counts as *hard* has to be asked
for. Simulated over a year with one pass in six slow, it takes 10 % more reviews and has 0.8 points
more recalled when due, whether or not a slow pass leaves but two thirds of the stability; a desired
retention of 0.91 does as much with 4 % more. And a long answer takes long to type, however well it
is known.
"""

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from quizgen.model import Answer, Mark, Rating, Review, Verdict
from quizgen.scheduler.evidence import guess_chance

MOST_OF_A_LIST = 0.75
"""Share of what is asked that is worth more than *again*."""

SURE = 0.05
"""How likely a right answer was a guess at most, where the learner said that they were sure."""


class Grade(NamedTuple):
    """What an answer counts for."""

    rating: Rating
    #: How likely it came about by chance.
    guess: float = 0.0


class Policy(Protocol):
    """Makes grades of answers; pure."""

    @property
    def version(self) -> str:
        """Another one wherever any grade may be another."""
        ...

    def suggest(self, answer: Answer, mark: Mark) -> Grade:
        """What an answer that was marked speaks for."""
        ...

    def grade(self, review: Review) -> Grade:
        """What an answer counts for in the memory of its card."""
        ...


class AsLogged:
    """Takes each rating as it stands in the log, whatever led to it."""

    version = "as logged"

    def suggest(self, answer: Answer, mark: Mark) -> Grade:
        """What a mark speaks for, with hint and guess; nothing else is looked at."""
        return Grade(_by_mark(answer, mark), guess_chance(answer, mark))

    def grade(self, review: Review) -> Grade:
        """The rating that was logged."""
        return Grade(review.rating, guess_chance(review.answer, review.mark))


@dataclass(frozen=True, slots=True)
class Evidence:
    """Weighs all evidence that there is, as the table says."""

    #: Whether a right answer that was slow is *hard*.
    slow_is_hard: bool = False

    @property
    def version(self) -> str:
        """The number goes up whenever the table changes."""
        return "1, slow is hard" if self.slow_is_hard else "1"

    def suggest(self, answer: Answer, mark: Mark) -> Grade:
        """What an answer that was marked speaks for."""
        rating = _by_mark(answer, mark)
        if self.slow_is_hard and rating is Rating.GOOD and answer.slow_from:
            rating = Rating.HARD
        guess = guess_chance(answer, mark)

        return Grade(rating, min(guess, SURE) if answer.sure else guess)

    def grade(self, review: Review) -> Grade:
        """What an answer counts for; the learner's own rating holds."""
        answer, mark = review.answer, review.mark
        own = _capped(answer, review.rating)
        if mark is None:
            return Grade(own)
        suggested = self.suggest(answer, mark)

        return suggested._replace(rating=own) if _is_own(review, mark) else suggested


def _by_mark(answer: Answer, mark: Mark) -> Rating:
    """The rating that a mark speaks for; nothing that a program sees is ever *easy*."""
    if mark.verdict is not Verdict.WRONG:
        return Rating.AGAIN if answer.guessed else _capped(answer, Rating.GOOD)
    # Lines from before shares were logged have the name of the rule alone.
    most = mark.rule == "list-most" if mark.share is None else mark.share >= MOST_OF_A_LIST

    return Rating.HARD if most else Rating.AGAIN


def _capped(answer: Answer, rating: Rating) -> Rating:
    return min(rating, Rating.HARD) if answer.hinted else rating


def _is_own(review: Review, mark: Mark) -> bool:
    """Whether the learner rated against what was suggested.

    A line from before that was logged has none of the keys that came with it. It was the
    learner's own rating where it is not what the program suggested in those days. So a policy
    that suggests something else to a line without those keys must let the line say so.
    """
    answer = review.answer
    if answer.guessed:
        return False
    since = bool(answer.slow_from) or mark.share is not None

    return review.own or not (since or review.rating is _by_mark(answer, mark))


EVIDENCE = Evidence()
"""The policy in force, unless the learner wants time to matter."""

TIMED = Evidence(slow_is_hard=True)
"""The same where a right answer that was slow is *hard*."""

POLICIES: tuple[Policy, ...] = (EVIDENCE, TIMED, AsLogged())
