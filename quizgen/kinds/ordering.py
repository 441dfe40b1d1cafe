"""``ordering``: put steps in order, or subjects of a table by their figures."""

from collections.abc import Iterator

from quizgen.cards import cards_in
from quizgen.distractors import DeckIndex, Measure, measure
from quizgen.kinds.context import is_figure, present, siblings_of
from quizgen.model import Direction, Fact, Link, Order, Question, Steps

_NAME = "ordering"

_MOST_STEPS = 8
_FEWEST_STEPS = 3
"""Two can be put in order by chance."""

_BY_SIZE = 4
"""Subjects that are put by size."""

_APART = 2
"""How often the grain of figures, that of the coarser, must lie between two that are compared."""


class OrderingKind:
    """Asks for an order that the deck states."""

    name = _NAME
    summary = "Put steps in order, or things by size."
    needs = "three to eight different steps, or a table of figures clearly apart"

    def usual(self, fact: Fact) -> bool:
        """Tell whether a fact is asked so without being told to: things by size are not."""
        return isinstance(fact.shape, Steps)

    def questions(self, fact: Fact, index: DeckIndex) -> Iterator[Question]:
        """Yield a question for the forward card."""
        for card in cards_in(fact, index):
            if card.direction is Direction.FORWARD and (found := _asked(fact, index)):
                stem, items = found
                yield present(_NAME, fact, card, index, stem=stem, response=Order(items=items))


def _asked(fact: Fact, index: DeckIndex) -> tuple[str, tuple[str, ...]] | None:
    match fact.shape:
        case Steps(subject=subject, steps=steps):
            different = len(set(map(index.names.canonical, steps))) == len(steps)
            if different and _FEWEST_STEPS <= len(steps) <= _MOST_STEPS:
                return index.wording.say("ask to order", subject=subject), steps
        case Link(relation=relation) as link if is_figure(link):
            if items := _by_size(fact, link, index):
                return index.wording.say("ask to order by size", relation=relation), items
        case _:
            pass
    return None


def _by_size(fact: Fact, link: Link, index: DeckIndex) -> tuple[str, ...]:
    """Find subjects whose figures lie clearly apart, in their order."""
    sizes: list[tuple[Measure, str]] = []
    for sibling in siblings_of(fact, link, index):
        size = measure(sibling.value.text)
        if size and all(_apart(size, other) for other, _ in sizes):
            sizes.append((size, sibling.subject))
        if len(sizes) == _BY_SIZE:
            break
    if len(sizes) < _BY_SIZE:
        return ()
    return tuple(subject for _, subject in sorted(sizes, key=lambda it: it[0].low))


def _apart(one: Measure, other: Measure) -> bool:
    gap = max(one.low - other.high, other.low - one.high)
    return one.compares(other) and gap >= _APART * max(one.grain, other.grain)
