"""Learners whose true parameters are known: they recall by chance, as FSRS says with those."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random

from quizgen.model import Answer, Interval, Mark, Rating, Review, Verdict
from quizgen.review_log import event_line
from quizgen.scheduler import moment
from quizgen.scheduler.engine import Engine
from quizgen.scheduler.likelihood import DEFAULT_WEIGHTS, Trial

NOON = 1_764_331_200_000
"""12:00 UTC on 28 November 2025."""
DAY = 86_400_000

_FIRST = ((Rating.AGAIN, 0.25), (Rating.HARD, 0.1), (Rating.GOOD, 0.55), (Rating.EASY, 0.1))
_PASSED = ((Rating.HARD, 0.1), (Rating.GOOD, 0.8), (Rating.EASY, 0.1))


def true_histories(
    weights: Sequence[float], seed: int, *, cards: int, days: int = 250, chosen: float = 0.0
) -> list[tuple[Trial, ...]]:
    """Histories of cards begun over half of so many days, each seen when the defaults say so.

    Of a share ``chosen`` of the right answers one in four comes about by chance; they are not
    scored.
    """
    return list(islice(_histories(Random(seed), weights, days, chosen), cards))  # noqa: S311  # chance with a seed


def _histories(
    chance: Random, weights: Sequence[float], days: int, chosen: float
) -> Iterator[tuple[Trial, ...]]:
    truth, plan = Engine(weights, 0.9), Engine(DEFAULT_WEIGHTS, 0.9)
    number = 0
    while True:
        day = before = chance.randrange(days // 2)
        number += 1
        real = planned = (0.0, 0.0)
        trials: list[Trial] = []
        while day < days:
            elapsed = day - before
            if not trials:
                rating = _drawn(chance, _FIRST)
            elif chance.random() < truth.retrievability(real[0], elapsed):
                rating = _drawn(chance, _PASSED)
            else:
                rating = Rating.AGAIN
            right = rating > Rating.AGAIN and chance.random() < chosen
            guess = 0.25 if right else 0.0
            at = NOON // DAY + day
            trials.append(Trial(rating, elapsed, at, NOON + day * DAY + number, guess))
            trials[-1] = trials[-1]._replace(scored=elapsed > 0 and not right)
            state = truth.states(*real, elapsed, guess)[rating]
            real = state.stability, state.difficulty
            state = plan.states(*planned, elapsed, guess)[rating]
            planned = state.stability, state.difficulty
            before = day
            day += max(1, round(state.interval * chance.uniform(0.8, 1.3)))
        yield tuple(trials)


def _drawn(chance: Random, odds: Sequence[tuple[Rating, float]]) -> Rating:
    [drawn] = chance.choices([rating for rating, _ in odds], [weight for _, weight in odds])

    return drawn


def reviews_of(histories: Sequence[Sequence[Trial]], deck: str = "bones-x7k2") -> Iterator[Review]:
    """The same answers as the log holds them: recalled from memory, or picked of four options."""
    for number, history in enumerate(histories):
        for count, trial in enumerate(history):
            picked = Answer(shown=("a", "b", "c", "d"), chosen=(0,), took=4000)
            yield Review(
                id=f"{number:05}-{count:03}",
                moment=moment(trial.instant, 0),
                card=f"{deck}/fact-{number}/forward",
                kind="choice" if trial.guess else "recall",
                answer=picked if trial.guess else Answer(took=4000),
                mark=Mark(verdict=Verdict.RIGHT, rule="exact") if trial.guess else None,
                rating=trial.rating,
                interval=Interval(days=1),
            )


def log_answers(home: Path, histories: Sequence[Sequence[Trial]]) -> None:
    """Write a learner's log."""
    folder = home / "log" / "device"
    folder.mkdir(parents=True)
    lines = sorted((it.moment.instant, event_line(it)) for it in reviews_of(histories))
    (folder / "2026-01.jsonl").write_bytes(b"".join(line for _, line in lines))
