"""Learners who answer by chance, with a fixed seed: how well they remember is known exactly."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from random import Random

from quizgen.model import (
    Answer,
    CardId,
    Interval,
    Mark,
    Memory,
    Moment,
    Phase,
    Rating,
    Review,
    Verdict,
)
from quizgen.scheduler import Fsrs6, guess_chance, moment, pick_chance

SCHEDULER = Fsrs6()
NOON = 1_780_315_200_000
"""12:00 UTC on 1 June 2026."""
DAY = 86_400_000
OPTIONS = ("a", "b", "c", "d")


def noon(day: int) -> Moment:
    """Noon so many days after the first one."""
    return moment(NOON + day * DAY, 0)


class SimulatedLearner:
    """Studies a card whenever it is due; knows it as likely as FSRS says, to some power.

    With ``forgets`` 1 the chance of recall is the one that FSRS predicts, with 2 its square.
    """

    def __init__(self, seed: str, forgets: float = 1.0, kinds: Sequence[str] = ("recall",)) -> None:
        """Take a seed; the kinds are asked in turn."""
        self._random = Random(seed)  # noqa: S311  # chance for a simulation, with a seed
        self._forgets = forgets
        self._kinds = kinds
        self._count = 0

    def study(self, cards: Iterable[CardId], days: int, new: int = 10) -> Iterator[Review]:
        """Yield all answers of so many days, with so many new cards on each."""
        fresh = iter(cards)
        known: dict[CardId, tuple[Memory, int]] = {}
        for day in range(days):
            today = noon(day)
            for card, (memory, _) in list(known.items()):
                if memory.due_day <= today.day:
                    yield from self._meet(card, known, today)
            for card in islice(fresh, new):
                yield from self._meet(card, known, today)

    def _meet(
        self, card: CardId, known: dict[CardId, tuple[Memory, int]], now: Moment
    ) -> Iterator[Review]:
        """Answer a card until it is done for the day."""
        today = now.day
        while card not in known or known[card][0].due_day <= today:
            memory, reps = known.get(card, (None, 0))
            if memory and memory.due_instant > now.instant:
                now = replace(now, instant=memory.due_instant)
            review = self._answer(card, memory, now)
            guess = guess_chance(review.answer, review.mark)
            outcome = SCHEDULER.outcomes(memory, card, reps, now, guess)[review.rating]
            known[card] = (outcome.memory, reps + 1)
            yield replace(review, interval=outcome.interval)

    def _answer(self, card: CardId, memory: Memory | None, now: Moment) -> Review:
        self._count += 1
        kind = self._kinds[self._count % len(self._kinds)]
        chance = 0.5
        if memory:
            chance = SCHEDULER.retrievability(memory, now.day) ** self._forgets
            if memory.phase is not Phase.REVIEW:
                chance = 0.9
        answer = Answer(took=self._random.randrange(2_000, 12_000))
        if kind == "choice":
            answer = replace(answer, shown=OPTIONS, chosen=(0,))
            chance += (1 - chance) * pick_chance(answer)
        right = self._random.random() < chance
        verdict = Verdict.RIGHT if right else Verdict.WRONG
        return Review(
            id=f"{now.instant:013}-{self._count:06}",
            moment=now,
            card=card,
            kind=kind,
            answer=answer,
            mark=Mark(verdict=verdict, rule="exact") if kind == "choice" else None,
            rating=Rating.GOOD if right else Rating.AGAIN,
            interval=Interval(),
            session="study",
        )
