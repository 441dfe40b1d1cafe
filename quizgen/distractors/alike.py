"""Puts texts that look alike into groups, each large enough to draw wrong options from.

If every text of a group takes its wrong options from the group, all are met equally often, beside
each other. In a small group the same few would meet again and again; and what belonged to none,
being unlike the rest, would be met as a key only. So neighbours by length share a group until it
is large enough.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable

from quizgen.distractors.text import form_of, length_of

_MANY = 12
"""Different texts of a group, where there are so many."""


class Alike:
    """The groups of some texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Count how many texts there are of each form and length."""
        counts: dict[Hashable, Counter[int]] = {}
        for text in set(texts):
            counts.setdefault(form_of(text), Counter())[length_of(text)] += 1
        self._ends = {form: _ends(lengths) for form, lengths in counts.items()}

    def group(self, text: str) -> Hashable:
        """Return the group that a text belongs to, or would."""
        form = form_of(text)
        ends = self._ends.get(form, [])
        return form, min(bisect_left(ends, length_of(text)), max(0, len(ends) - 1))


def _ends(lengths: Counter[int]) -> list[int]:
    """Return the greatest length of each group."""
    ends: list[int] = []
    many = 0
    for length, count in sorted(lengths.items()):
        many += count
        if many >= _MANY:
            ends.append(length)
            many = 0
    # What is left joins the last group.
    return [*ends[:-1], max(lengths)] if ends else [max(lengths)]
