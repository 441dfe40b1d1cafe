"""What the answers of a log say of memory, card by card, and windows in time on that."""

from collections.abc import Iterable, Iterator, Sequence

from quizgen.model import CardId, Review
from quizgen.progress import Progress
from quizgen.scheduler import Policy
from quizgen.scheduler.likelihood import Trial

History = Sequence[Trial]
"""The answers to one card from its first on, in order."""


def histories_of(progress: Progress, cards: Iterable[CardId], policy: Policy) -> list[History]:
    """Return the histories of some cards; one that was made new again has several."""
    return [tuple(_trials(life, policy)) for card in cards for life in progress.lives(card)]


def _trials(life: Sequence[Review], policy: Policy) -> Iterator[Trial]:
    before = life[0].moment.day
    for review in life:
        day = review.moment.day
        rating, guess = policy.grade(review)
        yield Trial(
            rating=rating,
            elapsed=day - before,
            day=day,
            instant=review.moment.instant,
            guess=guess,
            scored=day > before and is_recall(review),
        )
        before = day


def is_recall(review: Review) -> bool:
    """Tell whether an answer shows what is remembered: nothing to pick from, and no hint."""
    return not review.answer.shown and not review.answer.hinted


def count_scored(histories: Iterable[History]) -> int:
    """Count the answers that can be predicted."""
    return sum(trial.scored for history in histories for trial in history)


def split_at(histories: Iterable[History], shares: Iterable[float]) -> list[tuple[int, int]]:
    """Return the moments by which such shares of the answers to be predicted have been given."""
    moments = sorted(_when(trial) for history in histories for trial in history if trial.scored)

    return [moments[int(share * len(moments))] for share in shares]


def window(
    histories: Iterable[History],
    since: tuple[int, int] | None = None,
    until: tuple[int, int] | None = None,
) -> list[History]:
    """Return the histories before a moment, in which only what is from another one on is scored."""
    return [
        tuple(
            trial if since is None or _when(trial) >= since else trial._replace(scored=False)
            for trial in history
            if until is None or _when(trial) < until
        )
        for history in histories
    ]


def _when(trial: Trial) -> tuple[int, int]:
    return trial.day, trial.instant
