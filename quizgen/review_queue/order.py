"""Which cards a study day has beside those in learning, and in what order."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from hashlib import blake2b
from typing import NamedTuple, Protocol

from quizgen.model import CardId
from quizgen.progress import Coming, Progress
from quizgen.review_queue.stock import Fact


class Today(NamedTuple):
    """What there is to choose from on a study day."""

    progress: Progress
    day: int
    #: All cards, in the order in which new ones come, and the fact of each.
    facts: Mapping[CardId, Fact]
    #: Those of them that are due, but for those in learning.
    due: Sequence[Coming]
    #: Facts of which a card has been answered, is held back, or is in learning and comes.
    taken: AbstractSet[Fact]


class Chosen(NamedTuple):
    """The cards of a study day in their order, one per fact."""

    cards: Mapping[Fact, CardId]
    #: The facts of those that are new.
    new: AbstractSet[Fact]


class Order(Protocol):
    """Decides what a study day has beside the cards in learning; pure."""

    def choose(self, today: Today) -> Chosen:
        """Choose cards, of no fact that is taken."""
        ...


class DueThenNew:
    """Cards due, the likeliest forgotten first; then new cards up to the day's limit."""

    def __init__(self, new_limit: int, seed: str = "") -> None:
        """The seed decides between cards that are equally due."""
        self._new_limit = new_limit
        self._seed = seed

    def choose(self, today: Today) -> Chosen:
        """Choose what is due, then new cards."""
        progress, day, facts, due, taken = today
        ranked = sorted(
            (urgency(each.card, each.last_day, each.stability, day, self._seed), each.card)
            for each in due
        )
        introduced = sum(card in facts for card in progress.introduced(day))
        taken = set(taken)
        cards = one_per_fact((card for _, card in ranked), facts, taken)
        new = one_per_fact(
            filter(progress.may_begin, facts), facts, taken, self._new_limit - introduced
        )

        return Chosen(cards | new, new.keys())


def one_per_fact(
    cards: Iterable[CardId],
    facts: Mapping[CardId, Fact],
    taken: set[Fact],
    limit: int | None = None,
) -> dict[Fact, CardId]:
    """The first card of each fact that is not taken yet, so many at most; takes the facts."""
    chosen: dict[Fact, CardId] = {}
    for card in cards:
        if limit is not None and len(chosen) >= limit:
            break
        fact = facts[card]
        if fact not in taken:
            taken.add(fact)
            chosen[fact] = card

    return chosen


def urgency(
    card: CardId, last_day: int, stability: float, day: int, seed: str
) -> tuple[float, bytes]:
    """Sorts the likeliest forgotten first: most time gone by, measured in stability."""
    gone = (day - last_day) / stability
    chance = f"{seed}/{day}/{card}".encode()

    return -gone, blake2b(chance, digest_size=8).digest()
