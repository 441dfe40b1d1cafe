"""Chooses the wrong options of a choice question, or says why there are too few."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import chain, combinations, islice

from quizgen.distractors.deck_index import DeckIndex
from quizgen.distractors.fit import Fit
from quizgen.distractors.gaps import Gap
from quizgen.distractors.leaks import Leaks
from quizgen.distractors.proofs import Candidate
from quizgen.model import Option, ProofTag

MOST = 3
"""Wrong options of a choice question."""

FEWEST = 2
"""With fewer proven ones there is no choice question."""

_SEARCHED = 60
"""Candidates that are looked at in their order for those that share a word with the stem."""

_AKIN = 64
"""Candidates looked at beyond, of those that have the very word."""

_SPARE = 6
"""Further candidates to replace what would make the question a flawed one."""

_TRIED = 40
"""Sets of options that are tried for one without a flaw."""


class Shortage(StrEnum):
    """Why a question has no options, from the worst to the least."""

    NONE = "no proven wrong option"
    ONE = "one proven wrong option"
    LEAK = "a key that the question's own words give away"
    COMMON = "an answer that many others share, so that it can be guessed"
    FLAW = "a key that stands out among the options there are"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The wrong options of a question, or why there are too few."""

    key: str = ""
    #: Of a step, the one before it.
    previous: str = ""
    options: tuple[Option, ...] = ()
    shortage: Shortage | None = None


Flawless = Callable[[Sequence[str]], bool]
"""Tells of some wrong options whether nothing about the key's surface stands out among them."""


def offer(gap: Gap, stem: str, index: DeckIndex, flawless: Flawless) -> Offer:
    """Choose the wrong options of a choice question with this stem.

    What the deck proves wrong is like the key in the words that it shares with the stem. The
    author's own options come first and as they are, if one of them shares what the key does.
    """
    leaks = Leaks(stem, gap, index.names)
    if leaks.told and not gap.declared:
        # Were it asked with options that share as much, these would be keys less often.
        return Offer(shortage=Shortage.LEAK if any(gap.proven) else Shortage.NONE)
    stream = _fitting(gap, leaks, index)
    most = FEWEST if gap.few and not gap.declared else MOST
    chosen = list(islice(stream, most))
    if len(chosen) < FEWEST:
        return Offer(shortage=Shortage.ONE if chosen else Shortage.NONE)
    is_authored = any(it.tag is ProofTag.DECLARED for it in chosen)
    if gap.common and not is_authored:
        return Offer(shortage=Shortage.COMMON)
    needed = (1 if is_authored else FEWEST) if leaks else 0
    if not _covers(leaks, needed, chosen):
        return Offer(shortage=Shortage.LEAK)
    if not flawless([it.text for it in chosen]):
        spare = islice(stream, _SPARE)
        better = _flawless_set([*chosen, *spare], most, partial(_covers, leaks, needed), flawless)
        # What the author declares stays, and the linter tells of its flaws.
        if better is None and not is_authored:
            return Offer(shortage=Shortage.FLAW)
        chosen = better or chosen
    options = tuple(it.option() for it in chosen)
    return Offer(key=gap.key, previous=gap.previous, options=options)


def _fitting(gap: Gap, leaks: Leaks, index: DeckIndex) -> Iterator[Candidate]:
    """Yield what may stand here: the author's, then what shares as much with the stem as the key.

    What shares more or less comes only where there is not enough.
    """
    fit = Fit(gap, index)
    authored = list(filter(fit.takes, gap.declared))
    # An option that shares the telling word takes the word's meaning away, so it comes first.
    authored.sort(key=lambda it: bool(leaks) and not leaks.covered(it))
    if leaks and not any(map(leaks.covered, authored[:1])):
        fit.give_back(authored[MOST - 1 :])
        authored = authored[: MOST - 1]
    yield from authored
    count = len(authored)
    unlike: list[Candidate] = []
    for candidate in _of_the_keys_sort(gap, leaks):
        if not leaks.alike(candidate):
            unlike.append(candidate)
        elif fit.takes(candidate):
            count += 1
            yield candidate
    for candidate in chain(unlike[:_SEARCHED], gap.foreign if count < FEWEST else ()):
        if count < MOST and fit.takes(candidate):
            count += 1
            yield candidate


def _of_the_keys_sort(gap: Gap, leaks: Leaks) -> Iterator[Candidate]:
    if not leaks:
        return gap.proven
    akin = filter(None, map(gap.prove, islice(gap.akin(leaks.own), _AKIN)))
    return chain(islice(gap.proven, _SEARCHED), akin)


def _covers(leaks: Leaks, needed: int, chosen: Sequence[Candidate]) -> bool:
    """Tell whether enough wrong options share with the stem what the key does."""
    return sum(map(leaks.covered, chosen)) >= needed


def _flawless_set(
    candidates: Sequence[Candidate],
    most: int,
    covers: Callable[[Sequence[Candidate]], bool],
    flawless: Flawless,
) -> list[Candidate] | None:
    """Find options of which none makes the key stand out; rather three than two."""
    sets = chain(
        islice(combinations(candidates, most), 1, _TRIED), combinations(candidates[:MOST], FEWEST)
    )
    for found in sets:
        if covers(found) and flawless([it.text for it in found]):
            return list(found)
    return None
