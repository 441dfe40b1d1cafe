"""Wrong options that are proven wrong, in an order that stays as the deck grows.

Each candidate comes with its proof (:mod:`quizgen.distractors.proofs`). Refused whatever proves it:
what names, contains or is contained in something that is right or contested here, by its names
or as part and whole. Refused unless the author declares it: what is too much like the key to be
fair (one letter's difference), or so unlike it that nobody would pick it (another type, another
format, half or twice the length).
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from quizgen.distractors.alike import Alike
from quizgen.distractors.deck_index import DeckIndex
from quizgen.distractors.figures import figure, ladder
from quizgen.distractors.fit import Fit, Refusal
from quizgen.distractors.gaps import MOST_OWNERS, Gap, gaps
from quizgen.distractors.leaks import Leaks
from quizgen.distractors.measures import Measure, by_size, measure
from quizgen.distractors.names import Canonical
from quizgen.distractors.offers import FEWEST, MOST, Flawless, Offer, Shortage, offer
from quizgen.distractors.refusals import refusals
from quizgen.distractors.ring import digest
from quizgen.distractors.rules import RULES
from quizgen.distractors.spelling import is_short
from quizgen.distractors.table import Mention, Table
from quizgen.distractors.text import contains, distinct, fold
from quizgen.model import Option, QuestionId

__all__ = [
    "MOST",
    "MOST_OWNERS",
    "RULES",
    "Alike",
    "Canonical",
    "DeckIndex",
    "Fit",
    "Flawless",
    "Gap",
    "Leaks",
    "Measure",
    "Mention",
    "Offer",
    "Refusal",
    "Shortage",
    "Table",
    "by_size",
    "contains",
    "digest",
    "distinct",
    "distractors",
    "figure",
    "fold",
    "gaps",
    "in_stable_order",
    "is_short",
    "ladder",
    "measure",
    "offer",
    "refusals",
]


def distractors(gap: Gap, index: DeckIndex) -> Iterator[Option]:
    """Yield proven wrong options: the author's, then the likeliest, in the question's order."""
    fit = Fit(gap, index)
    count = 0
    for candidate in filter(fit.takes, chain(gap.declared, gap.proven)):
        count += 1
        yield candidate.option()
    for candidate in filter(fit.takes, gap.foreign if count < FEWEST else ()):
        yield candidate.option()


def in_stable_order(question: QuestionId, options: Iterable[Option]) -> tuple[Option, ...]:
    """Return the options of a question in an order of its own."""
    return tuple(sorted(options, key=lambda option: digest(question, option.text)))
