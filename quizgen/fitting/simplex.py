"""Finding where a function of a few numbers is lowest, without its derivative.

The simplex search of Nelder and Mead (Computer Journal 7, 1965): of the corners of a simplex the
worst is mirrored at the middle of the others, further out or nearer as that goes well or badly.
"""

from collections.abc import Callable, Sequence

Point = tuple[float, ...]


def lowest(
    function: Callable[[Point], float],
    start: Sequence[float],
    strides: Sequence[float],
    *,
    most: int,
    near: float,
) -> Point:
    """Return the best point found in at most ``most`` evaluations.

    The first simplex spans ``start`` and a stride from it along each axis. The search ends
    early once its corners differ by less than ``near`` in value.
    """
    count = 0

    def valued(point: Point) -> tuple[float, Point]:
        nonlocal count
        count += 1
        return function(point), point

    first = tuple(start)
    corners = sorted(
        valued(point) for point in (first, *(_moved(first, *it) for it in enumerate(strides)))
    )
    while count < most and corners[-1][0] - corners[0][0] > near:
        *others, worst = corners
        middle = tuple(sum(it) / len(others) for it in zip(*(p for _, p in others), strict=True))
        mirrored = valued(_beyond(middle, worst[1], -1.0))
        if mirrored < others[0]:
            replaced = min(mirrored, valued(_beyond(middle, worst[1], -2.0)))
        elif mirrored < others[-1]:
            replaced = mirrored
        else:
            replaced = valued(_beyond(middle, worst[1], -0.5 if mirrored < worst else 0.5))
            if replaced >= min(mirrored, worst):
                best = others[0]
                shrunk = [valued(_beyond(best[1], it[1], 0.5)) for it in corners[1:]]
                corners = sorted([best, *shrunk])
                continue
        corners = sorted([*others, replaced])

    return corners[0][1]


def _moved(point: Point, axis: int, stride: float) -> Point:
    return (*point[:axis], point[axis] + stride, *point[axis + 1 :])


def _beyond(middle: Point, corner: Point, share: float) -> Point:
    """The point so far from a middle towards a corner, or away from it."""
    return tuple(m + share * (c - m) for m, c in zip(middle, corner, strict=True))
