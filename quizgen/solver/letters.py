"""How alike two texts are, letter by letter."""

from functools import lru_cache

_SIZE = 3
_REMEMBERED = 1 << 13


@lru_cache(maxsize=_REMEMBERED)
def _pieces(folded: str) -> frozenset[str]:
    """Return the runs of three letters of a text, word ends included."""
    padded = f" {folded} "
    return frozenset(padded[at : at + _SIZE] for at in range(len(padded) - _SIZE + 1))


def likeness(one: str, other: str) -> float:
    """Return how much two folded texts have in common, from 0 to 1."""
    first, second = _pieces(one), _pieces(other)
    total = len(first) + len(second)
    return 2 * len(first & second) / total if total else 0.0


def share(part: str, whole: str) -> float:
    """Return how much of a folded text stands in another one, from 0 to 1."""
    pieces = _pieces(part)
    return len(pieces & _pieces(whole)) / len(pieces) if pieces else 0.0
