"""Which candidates of a question are no options, and why."""

from collections.abc import Collection, Iterator
from itertools import chain, islice

from quizgen.distractors.deck_index import DeckIndex
from quizgen.distractors.fit import Fit, Refusal
from quizgen.distractors.gaps import Gap

_LOOKED_AT = 64
"""Candidates of each sort; a large table has thousands."""


def refusals(gap: Gap, shown: Collection[str], index: DeckIndex) -> Iterator[tuple[str, Refusal]]:
    """Yield what is proven wrong and must not stand beside the key and the options shown."""
    fit = Fit(gap, index)
    first = [*gap.declared, *islice(gap.proven, _LOOKED_AT)]
    for candidate in chain(first, islice(gap.foreign, _LOOKED_AT)):
        if candidate.text in shown:
            fit.takes(candidate)
    said = set(shown)
    for candidate in first:
        reason = None if candidate.text in said else fit.refusal(candidate)
        # What is right needs no reason to be no wrong option.
        if reason and reason is not Refusal.RIGHT:
            said.add(candidate.text)
            yield candidate.text, reason
