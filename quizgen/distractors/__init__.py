"""Wrong options that are proven wrong, in an order that stays as the deck grows.

Each candidate comes with its proof (:mod:`quizgen.distractors.proofs`). Refused whatever proves it:
what names, contains or is contained in something that is right or contested here, by its names
or as part and whole. Refused unless the author declares it: what is too much like the key to be
fair (one letter's difference), or so unlike it that nobody would pick it (another type, another
format, half or twice the length).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice

from quizgen.distractors.deck_index import DeckIndex
from quizgen.distractors.figures import figure, ladder
from quizgen.distractors.gaps import Gap, gaps
from quizgen.distractors.names import Canonical
from quizgen.distractors.proofs import Candidate
from quizgen.distractors.ring import digest
from quizgen.distractors.spelling import is_short
from quizgen.distractors.text import contains, distinct, fold, look_alike, roots, same_format
from quizgen.model import Option, ProofTag, QuestionId

__all__ = [
    "MOST",
    "DeckIndex",
    "Gap",
    "Offer",
    "Shortage",
    "contains",
    "digest",
    "distinct",
    "distractors",
    "figure",
    "fits",
    "fold",
    "gaps",
    "in_stable_order",
    "is_short",
    "ladder",
    "offer",
]

MOST = 3
"""Wrong options of a choice question."""

FEWEST = 2
"""With fewer proven ones there is no choice question."""

_SEARCHED = 16
"""Wrong options searched for one that shares a telling word with the key."""


class Shortage(StrEnum):
    """Why a question has no options, from the worst to the least."""

    NONE = "no proven wrong option"
    ONE = "one proven wrong option"
    LEAK = "a key that the question's own words give away"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The wrong options of a question, or why there are too few."""

    key: str = ""
    options: tuple[Option, ...] = ()
    shortage: Shortage | None = None


def offer(gap: Gap, stem: str, index: DeckIndex) -> Offer:
    """Choose the wrong options of a choice question with this stem."""
    taken: list[Canonical] = []
    stream = distractors(gap, index, taken)
    options = list(islice(stream, MOST))
    if len(options) < FEWEST:
        return Offer(shortage=Shortage.ONE if options else Shortage.NONE)
    if _gives_away(stem, gap.key, options, index):
        # An option that shares the telling word takes the word's meaning away.
        del options[MOST - 1 :], taken[MOST - 1 :]
        for other in islice(stream, _SEARCHED):
            if not _gives_away(stem, gap.key, [other], index):
                return Offer(key=gap.key, options=(*options, other))
            taken.pop()
        return Offer(shortage=Shortage.LEAK)
    return Offer(key=gap.key, options=tuple(options))


def distractors(
    gap: Gap, index: DeckIndex, taken: list[Canonical] | None = None
) -> Iterator[Option]:
    """Yield proven wrong options: the author's, then the likeliest, in the question's order.

    ``taken`` holds what they must not overlap with; each is added to it as it is yielded.
    """
    taken = [] if taken is None else taken
    for candidate in chain(gap.declared, gap.proven):
        if not _refused(candidate, gap, taken, index):
            taken.append(candidate.name)
            yield candidate.option()
    enough = len(taken) >= FEWEST
    for candidate in () if enough else gap.foreign:
        if not _refused(candidate, gap, taken, index):
            taken.append(candidate.name)
            yield candidate.option()


def fits(text: str, gap: Gap, index: DeckIndex, taken: list[Canonical]) -> bool:
    """Tell whether a text would do as a wrong option if it were proven wrong."""
    name = index.names.canonical(text)
    candidate = Candidate(text=text, name=name, tag=ProofTag.FUNCTIONAL, because=str, why=str)
    return not _refused(candidate, gap, taken, index)


def in_stable_order(question: QuestionId, options: Iterable[Option]) -> tuple[Option, ...]:
    """Return the options of a question in an order of its own."""
    return tuple(sorted(options, key=lambda option: digest(question, option.text)))


def _refused(candidate: Candidate, gap: Gap, taken: list[Canonical], index: DeckIndex) -> bool:
    name, names = candidate.name, index.names
    if name in gap.right or name in gap.wholes or not names.ancestors(name).isdisjoint(gap.right):
        return True
    return any(names.overlap(name, other) for other in chain(gap.named, gap.contested, taken)) or (
        candidate.tag is not ProofTag.DECLARED and _unfit(candidate, gap, index)
    )


def _unfit(candidate: Candidate, gap: Gap, index: DeckIndex) -> bool:
    """Tell whether a wrong option would be a trick or no temptation at all."""
    names = index.names
    types = names.types(candidate.name)
    return (
        look_alike(names.fold(candidate.text), names.fold(gap.key))
        or not same_format(candidate.text, gap.key)
        or (
            candidate.tag is not ProofTag.DISJOINT
            and bool(types and gap.types)
            and types.isdisjoint(gap.types)
        )
    )


def _gives_away(stem: str, key: str, options: list[Option], index: DeckIndex) -> bool:
    """Tell whether a word of the stem stands in the key and in no wrong option."""
    asked, right = index.names.fold(stem), index.names.fold(key)
    wrong = [index.names.fold(option.text) for option in options]
    if contains(asked, right) and not any(contains(asked, text) for text in wrong):
        return True
    telling = roots(asked, right)
    return bool(telling) and not any(telling & roots(asked, text) for text in wrong)
