"""Reviews as the rows of Anki's own log, which it computes memories anew from."""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from quizgen.model import CardId, Interval, Memory, Phase, Reset, Review
from quizgen.progress import Progress
from quizgen.scheduler import Scheduler

_HARDEST = 10
_LONGEST = 2**31 - 1


class Sort(IntEnum):
    """What an entry of Anki's log is about, with its numbers."""

    LEARNING = 0
    REVIEW = 1
    RELEARNING = 2
    FILTERED = 3
    MANUAL = 4
    RESCHEDULED = 5


_SORTS = {
    Phase.LEARNING: Sort.LEARNING,
    Phase.REVIEW: Sort.REVIEW,
    Phase.RELEARNING: Sort.RELEARNING,
}


class Entry(NamedTuple):
    """A row of Anki's log, without the card that it is about."""

    #: Milliseconds since 1970: Anki's id of it, unique in a collection.
    instant: int
    #: 1 to 4; 0 of what is no answer.
    ease: int
    #: Days; of a step, seconds below 0.
    interval: int
    last_interval: int
    #: Difficulty from 100 to 1100; 0 of a manual entry: the card was made new again.
    factor: int
    #: Milliseconds.
    took: int
    sort: Sort

    @property
    def is_idle(self) -> bool:
        """Whether a filtered deck asked without counting it."""
        return self.sort is Sort.FILTERED and self.ease > 0 and self.factor == 0

    @property
    def is_reset(self) -> bool:
        """Whether the card was made new again."""
        return self.sort is Sort.MANUAL and self.ease == 0 and self.factor == 0

    @property
    def is_answer(self) -> bool:
        """Whether the learner rated the card, and it counted."""
        by_hand = self.sort in {Sort.MANUAL, Sort.RESCHEDULED}
        return self.ease > 0 and not by_hand and not self.is_idle

    @property
    def moves_due(self) -> bool:
        """Whether the due date was set by hand, or anew for all cards."""
        by_hand = self.sort is Sort.MANUAL and self.factor != 0
        return by_hand or self.sort is Sort.RESCHEDULED


class Told(NamedTuple):
    """An event of the review log, and the entry that tells Anki of it."""

    event: Review | Reset
    entry: Entry


def told_by(progress: Progress, cards: Sequence[CardId], scheduler: Scheduler) -> list[list[Told]]:
    """Return what Anki is to know of each card: its counted answers of all time and its resets.

    An entry holds what the answer counts for by the scheduler's policy, so that Anki comes to the
    same memory; a right choice, which moves it less than recall, has no like there.
    """
    lives = [[*progress.lives(card)] for card in cards]
    histories = [life for own in lives for life in own]
    before = iter(scheduler.before(histories))
    last = iter(scheduler.replay(histories))
    found = []
    for card, own in zip(cards, lives, strict=True):
        told = [Told(event, _reset(event)) for event in _resets(progress, card)]
        for life in own:
            memories = [*next(before), next(last).memory]
            told += _life(life, memories, scheduler)
        found.append(sorted(told, key=lambda it: it.entry.instant))

    return found


def _life(
    life: Sequence[Review], memories: Sequence[Memory | None], scheduler: Scheduler
) -> Iterator[Told]:
    """Tell of the reviews of a card since it was new; one more memory than there are reviews."""
    last_interval = 0
    for number, review in enumerate(life):
        before, after = memories[number], memories[number + 1]
        interval = _interval(review.interval, after)
        entry = Entry(
            instant=review.moment.instant,
            ease=int(scheduler.policy.grade(review).rating),
            interval=interval,
            last_interval=last_interval,
            factor=_factor(after),
            took=min(max(0, review.answer.took), _LONGEST),
            sort=_SORTS[before.phase] if before else Sort.LEARNING,
        )
        yield Told(review, entry)
        last_interval = interval


def _interval(granted: Interval, after: Memory | None) -> int:
    if granted.days or granted.seconds or after is None:
        return granted.days or -granted.seconds
    # An answer of a quiz was granted nothing; the rules have decided.
    return after.days if after.phase is Phase.REVIEW else -1


def _factor(after: Memory | None) -> int:
    """Write a difficulty as Anki does: from 100 for the easiest to 1100 for the hardest."""
    return round((0.1 + (after.difficulty - 1) / (_HARDEST - 1)) * 1000) if after else 0


def _resets(progress: Progress, card: CardId) -> Iterator[Reset]:
    for event in progress.histories().get(card, ()):
        if isinstance(event, Reset) and not progress.is_taken_back(event.id):
            yield event


def _reset(event: Reset) -> Entry:
    instant = event.moment.instant
    return Entry(instant, 0, 0, 0, 0, 0, Sort.MANUAL)
