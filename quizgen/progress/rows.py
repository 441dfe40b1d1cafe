"""The reviews of a log as columns, without an object for any of them."""

from array import array
from dataclasses import dataclass, field

from quizgen.model import CardId, Review
from quizgen.progress.latencies import timed
from quizgen.scheduler import Given, Policy, Weight


@dataclass(slots=True, kw_only=True)
class Rows(Given):
    """Reviews that replace no other, in the order of their files and lines; a value for each."""

    #: Numbers among ``cards`` and ``sessions``.
    card: list[int] = field(default_factory=list)
    session: list[int] = field(default_factory=list)
    #: Milliseconds from question to answer, in digits: few ask for them.
    took: list[bytes] = field(default_factory=list)
    #: The events' ids in UTF-8.
    ids: list[bytes] = field(default_factory=list)
    #: Where each stands: the number of a file, and where in it.
    files: list[int] = field(default_factory=list)
    offsets: "array[int]" = field(default_factory=lambda: array("q"))
    cards: list[CardId] = field(default_factory=list)
    sessions: list[str] = field(default_factory=list)


def weigh(review: Review, policy: Policy) -> Weight:
    """What a review counts for.

    It depends on the kind, the rating and whose it is, the mark but for its note, on hint, guess
    and how sure they were, whether it was slow, and how many options were shown and chosen.
    """
    return Weight(review.rating, policy.grade(review), review.counted, timed(review))
