"""Wrong options that are proven wrong, in an order that stays as the deck grows.

Each candidate comes with its proof (:mod:`quizgen.distractors.proofs`). Refused whatever proves it:
what names, contains or is contained in something that is right or contested here, by its names
or as part and whole. Refused unless the author declares it: what is too much like the key to be
fair (one letter's difference), or so unlike it that nobody would pick it (another type, another
format, half or twice the length).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice

from quizgen.distractors.deck_index import DeckIndex
from quizgen.distractors.figures import figure, ladder
from quizgen.distractors.fit import Fit
from quizgen.distractors.gaps import Gap, gaps
from quizgen.distractors.leaks import Leaks
from quizgen.distractors.measures import Measure, by_size, measure
from quizgen.distractors.proofs import Candidate
from quizgen.distractors.ring import digest
from quizgen.distractors.spelling import is_short
from quizgen.distractors.table import Mention, Table
from quizgen.distractors.text import contains, distinct, fold, roots
from quizgen.model import Option, ProofTag, QuestionId

__all__ = [
    "MOST",
    "DeckIndex",
    "Fit",
    "Gap",
    "Measure",
    "Mention",
    "Offer",
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
    "roots",
]

MOST = 3
"""Wrong options of a choice question."""

FEWEST = 2
"""With fewer proven ones there is no choice question."""

_SEARCHED = 24
"""Candidates that are looked at in their order for those that share a word with the stem."""

_AKIN = 64
"""Candidates looked at beyond, of those that have the very word."""


class Shortage(StrEnum):
    """Why a question has no options, from the worst to the least."""

    NONE = "no proven wrong option"
    ONE = "one proven wrong option"
    LEAK = "a key that the question's own words give away"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The wrong options of a question, or why there are too few."""

    key: str = ""
    #: Of a step, the one before it.
    previous: str = ""
    options: tuple[Option, ...] = ()
    shortage: Shortage | None = None


def offer(gap: Gap, stem: str, index: DeckIndex) -> Offer:
    """Choose the wrong options of a choice question with this stem.

    What the deck proves wrong is like the key in the words that it shares with the stem. The
    author's own options come first and as they are, if one of them shares what the key does.
    """
    leaks = Leaks(stem, gap.key, index.names)
    fit = Fit(gap, index)
    chosen = list(islice(filter(fit.takes, gap.declared), MOST))
    if leaks and not any(map(leaks.covered, chosen)):
        # An option that shares the telling word takes the word's meaning away.
        fit.give_back(chosen[MOST - 1 :])
        del chosen[MOST - 1 :]
    unlike: list[Candidate] = []
    for candidate in _of_the_keys_sort(gap, leaks):
        if len(chosen) == MOST:
            break
        if leaks.alike(candidate):
            if fit.takes(candidate):
                chosen.append(candidate)
        elif len(unlike) < _SEARCHED:
            unlike.append(candidate)
    for candidate in chain(unlike, gap.foreign if len(chosen) < FEWEST else ()):
        if len(chosen) < MOST and fit.takes(candidate):
            chosen.append(candidate)
    return _judged(gap, chosen, leaks)


def _of_the_keys_sort(gap: Gap, leaks: Leaks) -> Iterator[Candidate]:
    if not leaks:
        return gap.proven
    akin = filter(None, map(gap.prove, islice(gap.akin(leaks.own), _AKIN)))
    return chain(islice(gap.proven, _SEARCHED), akin)


def _judged(gap: Gap, chosen: Sequence[Candidate], leaks: Leaks) -> Offer:
    if len(chosen) < FEWEST:
        return Offer(shortage=Shortage.ONE if chosen else Shortage.NONE)
    is_authored = any(it.tag is ProofTag.DECLARED for it in chosen)
    needed = 1 if is_authored else FEWEST
    if leaks and sum(map(leaks.covered, chosen)) < needed:
        return Offer(shortage=Shortage.LEAK)
    return Offer(key=gap.key, previous=gap.previous, options=tuple(it.option() for it in chosen))


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
