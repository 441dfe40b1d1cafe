"""Sets the words of a reply against those of a key."""

from collections.abc import Callable
from itertools import permutations

from quizgen.marking.readings import Reading

Judged = str | None
"""The rule by which two words go together; ``None`` where they do not."""


def align(
    key: Reading, reply: Reading, judge: Callable[[str, str], Judged]
) -> tuple[str, ...] | None:
    """Return the rules by which the words go together, with ``order`` where it differs.

    Words may stand in another order only where that changes nothing in both texts. Of several
    ways the one with the fewest typos is taken.
    """
    if len(key.words) != len(reply.words):
        return None
    if (straight := _pairwise(key.words, reply.words, judge)) is not None:
        return straight
    if len(key.words) == 1 or not (key.free_order and reply.free_order):
        return None
    # "the wife of the brother" is not "the brother of the wife".
    if "of" in key.links & reply.links:
        return None
    table = []
    for own in key.words:
        row = [judge(own, theirs) for theirs in reply.words]
        if not any(row):
            return None
        table.append(row)
    orders = (order for order in permutations(range(len(key.words))) if not _swaps_ends(order))
    found = ([row[at] for row, at in zip(table, order, strict=True)] for order in orders)
    ways = [[rule for rule in way if rule] for way in found if all(way)]
    return (*min(ways, key=lambda way: way.count("typo")), "order") if ways else None


def _swaps_ends(order: tuple[int, ...]) -> bool:
    """Tell whether first and last have changed places round others: who does what to whom."""
    last = len(order) - 1
    return last > 1 and order[0] == last and order[-1] == 0


def _pairwise(
    key: tuple[str, ...], reply: tuple[str, ...], judge: Callable[[str, str], Judged]
) -> tuple[str, ...] | None:
    rules = []
    for own, theirs in zip(key, reply, strict=True):
        rule = judge(own, theirs)
        if rule is None:
            return None
        rules.append(rule)
    return tuple(rules)
