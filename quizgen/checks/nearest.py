"""Finds the passage of a text that a misquoted quote probably comes from."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from heapq import nlargest
from itertools import accumulate

_CANDIDATES = 12
_LEAST = 0.55
"""How much of two passages must be alike for one to be meant by the other."""


def nearest_passage(quote: str, statements: Sequence[str]) -> str:
    """Return the run of words most like the quote; empty where nothing is like it.

    Only the runs that share most words with the quote are compared letter by letter.
    """
    words = frozenset(quote.casefold().split())
    size = len(quote.split())
    runs = ((shared, run) for line in statements for shared, run in _runs(line, words, size))
    matcher = SequenceMatcher(b=quote.casefold(), autojunk=False)
    best, best_ratio = "", _LEAST
    for _, run in nlargest(_CANDIDATES, runs, key=lambda pair: pair[0]):
        matcher.set_seq1(run.casefold())
        ratio = matcher.ratio()
        if ratio > best_ratio:
            best, best_ratio = run, ratio
    return best


def _runs(statement: str, wanted: frozenset[str], size: int) -> Iterator[tuple[int, str]]:
    """List the runs of so many words, each with how many of them are wanted."""
    words = statement.split()
    size = min(size, len(words))
    counts = [0, *accumulate(word in wanted for word in statement.casefold().split())]
    for start in range(len(words) - size + 1):
        shared = counts[start + size] - counts[start]
        if shared:
            yield shared, " ".join(words[start : start + size])
