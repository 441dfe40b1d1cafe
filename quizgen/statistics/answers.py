"""Answers that count, each with what was known of the card when it came.

Every counted answer is one of three:

- a *first* meeting: the card was new;
- a *step*: the card was being learned, or came a second time on a study day;
- a *recall*: the card had been learned, and at least one study day had passed since its last
  answer. Only recalls say how well something is remembered.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from quizgen.model import CardId, Memory, Phase, Review
from quizgen.progress import Progress, is_right, time_of
from quizgen.scheduler import Scheduler, pick_chance
from quizgen.statistics.places import Place, Places

_AT_ONCE = 1000
"""Cards that are followed at a time: enough to be fast, few enough to see how far it has come."""


class Role(StrEnum):
    """What an answer is for the memory of its card."""

    FIRST = "first"
    STEP = "step"
    RECALL = "recall"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer that counts."""

    review: Review
    #: The id that its card has now.
    card: CardId
    place: Place
    role: Role
    #: Its study day.
    day: int
    #: Whether it shows that the fact was known.
    right: bool
    #: How long it took, as far as it counts.
    milliseconds: int
    #: Of a recall: how likely the scheduler thought it that the answer would be right.
    predicted: float = 1.0
    #: Study days since the card's last answer.
    days: int = 0


def given_answers(
    progress: Progress,
    scheduler: Scheduler,
    places: Places,
    step: Callable[[], None] | None = None,
) -> Iterator[Given]:
    """Yield the counted answers to some facts, card by card; ``step`` is called for each card."""
    lives = [
        (card, place, life)
        for card in progress.cards
        if (place := places.find(card))
        for life in progress.lives(card)
    ]
    for start in range(0, len(lives), _AT_ONCE):
        part = lives[start : start + _AT_ONCE]
        known = scheduler.before([life for _, _, life in part])
        for (card, place, life), memories in zip(part, known, strict=True):
            for review, memory in zip(life, memories, strict=True):
                yield _given(review, (card, place), memory, scheduler)
            if step:
                step()


def _given(
    review: Review, where: tuple[CardId, Place], memory: Memory | None, scheduler: Scheduler
) -> Given:
    day = review.moment.day
    days = max(0, day - memory.last_day) if memory else 0
    role, chance = Role.STEP, 1.0
    if memory is None:
        role = Role.FIRST
    elif memory.phase is Phase.REVIEW and days:
        role, chance = Role.RECALL, predicted(scheduler.retrievability(memory, day), review)
    return Given(
        review=review,
        card=where[0],
        place=where[1],
        role=role,
        day=day,
        right=is_right(review),
        milliseconds=time_of(review),
        predicted=chance,
        days=days,
    )


def predicted(recall: float, review: Review) -> float:
    """Return how likely an answer is right where the fact is known with some probability.

    What can be picked can also be guessed: of four options, one right in four that are not known.
    Whoever says that they guessed does not count as having known.
    """
    picked = review.mark is not None and not review.answer.guessed
    guess = pick_chance(review.answer) if picked else 0.0
    return guess + (1 - guess) * recall


def by_day(answers: Iterable[Given]) -> list[Given]:
    """Return answers in the order in which they were given."""
    return sorted(answers, key=lambda it: (it.day, it.review.moment.instant, it.review.id))
