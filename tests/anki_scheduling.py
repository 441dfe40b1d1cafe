"""The real Anki as an oracle: one card in a throw-away collection, in any state.

Run as a script under a mocked clock, it answers cards over long random histories and compares
every button and every stored card with ours; see ``test_scheduler_anki.py``.
"""

import json
import os
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from anki import cards_pb2, scheduler_pb2
from anki.collection import Collection

from quizgen.model import Interval, Memory, Moment, Outcome, Phase, Rating
from quizgen.scheduler import Fsrs6, SchedulerSettings, anki_card_id, moment
from quizgen.scheduler.engine import stored
from quizgen.scheduler.fuzz import f32

DAY = 86_400
#: Anki's due dates in seconds end in January 2038.
LAST_YEAR = 2036
ANSWERS = {
    Rating.AGAIN: scheduler_pb2.CardAnswer.AGAIN,
    Rating.HARD: scheduler_pb2.CardAnswer.HARD,
    Rating.GOOD: scheduler_pb2.CardAnswer.GOOD,
    Rating.EASY: scheduler_pb2.CardAnswer.EASY,
}
CLOCKS_CHANGE = {"America/New_York"}
TYPES = {Phase.LEARNING: 1, Phase.REVIEW: 2, Phase.RELEARNING: 3}

SETTINGS = {
    "default": SchedulerSettings(),
    "no steps": SchedulerSettings(learning_steps=(), relearning_steps=()),
    "long steps": SchedulerSettings(
        learning_steps=(60, 600, 86_400), relearning_steps=(900, 172_800)
    ),
    "other retention": SchedulerSettings(desired_retention=0.83, maximum_interval=60),
    "other parameters": SchedulerSettings(
        parameters=(
            *(0.5, 2.0, 4.5, 12.0, 6.9, 0.7, 2.5, 0.02, 1.5, 0.1, 0.6, 1.2, 0.09, 0.3, 1.9),
            *(0.4, 2.2, 0.4, 0.2, 0.1, 0.35),
        )
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """What a rating gives, in terms that both sides have."""

    phase: str
    remaining: int
    interval: Interval
    days: int
    stability: float
    difficulty: float


class Anki:
    """A collection with one card."""

    def __init__(self, folder: Path, settings: SchedulerSettings) -> None:
        """Make the collection with FSRS on and the settings in its only preset."""
        self.col = _collection(folder)
        set_up(self.col, settings)
        note = self.col.new_note(self.col.models.by_name("Basic"))
        note["Front"] = "front"
        self.col.add_note(note, 1)
        self.id: int = note.cards()[0].id

    def become(self, card_id: int) -> None:
        """Make a new card of another id, and forget what day it is: the clock may go back."""
        self.col.close()
        self.col.reopen()
        self.col.db.execute("pragma synchronous=off")
        self.col.db.execute("delete from revlog")
        self.col.db.execute("update cards set id=?", card_id)
        self.id = card_id
        self.put(None, 0)

    def put(self, memory: Memory | None, reps: int) -> None:
        """Put the card into a state."""
        card = self.col.get_card(self.id)
        card.reps, card.lapses, card.ivl, card.left, card.factor = reps, 0, 0, 0, 2500
        if memory is None:
            card.type, card.queue, card.due = 0, 0, 1
            card.memory_state = card.last_review_time = None
        else:
            card.type = card.queue = TYPES[memory.phase]
            card.ivl, card.left = memory.days, memory.remaining
            card.due = self.today() if memory.phase is Phase.REVIEW else int(time.time())
            if memory.phase is Phase.RELEARNING:
                card.queue = 1
            card.memory_state = cards_pb2.FsrsMemoryState(
                stability=memory.stability, difficulty=memory.difficulty
            )
            card.last_review_time = memory.last_instant // 1000
        self.col.update_cards([card])

    def today(self) -> int:
        """Anki's number of the day."""
        day: int = self.col._backend.sched_timing_today().days_elapsed

        return day

    def next_day(self) -> int:
        """When the next day begins, in seconds since 1970."""
        instant: int = self.col._backend.sched_timing_today().next_day_at

        return instant

    def buttons(self) -> dict[Rating, Button]:
        """What each rating would give."""
        states = self.col._backend.get_scheduling_states(self.id)
        parts = (states.again, states.hard, states.good, states.easy)

        return {rating: their_button(part) for rating, part in zip(Rating, parts, strict=True)}

    def texts(self) -> list[str]:
        """The words on the four buttons."""
        states = self.col._backend.get_scheduling_states(self.id)
        texts = self.col._backend.describe_next_states(states)

        return [text.replace("\u2068", "").replace("\u2069", "") for text in texts]

    def answer(self, rating: Rating) -> None:
        """Answer the card."""
        states = self.col._backend.get_scheduling_states(self.id)
        self.col._backend.answer_card(
            scheduler_pb2.CardAnswer(
                card_id=self.id,
                current_state=states.current,
                new_state=getattr(states, rating.name.lower()),
                rating=ANSWERS[rating],
                answered_at_millis=int(time.time() * 1000),
                milliseconds_taken=1000,
            )
        )

    def kept(self, day: int) -> Memory:
        """The card as a memory; ``day`` is today's study day."""
        card = self.col.get_card(self.id)
        phase = next(phase for phase, number in TYPES.items() if number == card.type)
        in_seconds = card.queue == 1

        return Memory(
            phase=phase,
            stability=card.memory_state.stability,
            difficulty=card.memory_state.difficulty,
            remaining=0 if phase is Phase.REVIEW else card.left % 1000,
            days=card.ivl,
            due_day=0 if in_seconds else card.due - self.today() + day,
            due_instant=card.due * 1000 if in_seconds else 0,
            last_day=day,
            last_instant=card.last_review_time * 1000,
        )


def set_up(collection: Any, settings: SchedulerSettings) -> None:  # noqa: ANN401 - as above
    """Switch FSRS on and put the settings into the only preset."""
    collection.set_config("fsrs", val=True)
    preset = collection.decks.get_config(1)
    preset["new"]["delays"] = [step / 60 for step in settings.learning_steps]
    preset["lapse"]["delays"] = [step / 60 for step in settings.relearning_steps]
    preset["desiredRetention"] = settings.desired_retention
    preset["rev"]["maxIvl"] = settings.maximum_interval
    preset["fsrsParams6"] = list(settings.parameters)
    collection.decks.update_config(preset)


def _collection(folder: Path) -> Any:  # noqa: ANN401 - typed, it would want each number cast
    return Collection(str(folder / "collection.anki2"))


def their_button(state: Any) -> Button:  # noqa: ANN401 - one of several messages
    """What a state of Anki's gives."""
    kind = state.normal.WhichOneof("kind")
    normal = getattr(state.normal, kind)
    learning = normal.learning if kind == "relearning" else normal
    review = normal.review if kind == "relearning" else normal
    memory = learning.memory_state
    days = 0 if kind == "learning" else review.scheduled_days
    seconds = 0 if kind == "review" else learning.scheduled_secs

    return Button(
        phase=kind,
        remaining=0 if kind == "review" else learning.remaining_steps,
        interval=Interval(seconds=seconds) if seconds else Interval(days=days),
        days=days,
        stability=stored(memory.stability, 4),
        difficulty=stored(memory.difficulty, 3),
    )


def our_button(outcome: Outcome) -> Button:
    """The same of ours."""
    memory = outcome.memory

    return Button(
        phase=memory.phase,
        remaining=memory.remaining,
        interval=outcome.interval,
        days=memory.days,
        stability=memory.stability,
        difficulty=memory.difficulty,
    )


class Clock:
    """The mocked clock of this process: a file that the clock library reads."""

    def __init__(self, zone: ZoneInfo) -> None:
        """Find the file."""
        self._file = Path(os.environ["FAKETIME_TIMESTAMP_FILE"])
        self.zone = zone

    def set(self, instant: datetime) -> tuple[datetime, Moment]:
        """Stand still at an instant, and say which and what moment it is.

        In a zone whose clocks change, the two hours about the rollover are left out: Anki counts
        back in days of 24 hours, so what was answered there may fall on the other day later. So
        is the very second of the rollover everywhere, which Anki counts to either day by turns. We
        count study days.
        """
        local = instant.astimezone(self.zone)
        if (local.hour, local.minute, local.second) == (4, 0, 0):
            instant += timedelta(seconds=1)
        if self.zone.key in CLOCKS_CHANGE and local.hour in {3, 4}:
            instant += timedelta(hours=2)
        seconds = int(instant.timestamp())
        self._file.write_text(f"{seconds}\n", encoding="ascii")
        offset = instant.astimezone(self.zone).utcoffset()
        assert offset is not None
        assert seconds == int(time.time()), "the clock is not mocked"

        return instant, moment(seconds * 1000, int(offset.total_seconds()) // 60)


def gap(chance: random.Random, memory: Memory, now: datetime) -> timedelta:
    """Time until the next answer: when due, some seconds, about the rollover, or up to 400 days."""
    if memory.phase is Phase.REVIEW:
        due = timedelta(days=memory.days)
    else:
        due = timedelta(seconds=max(1, memory.due_instant / 1000 - now.timestamp()))
    rollover = now.replace(hour=4, minute=0, second=0) - now + timedelta(days=1)

    return timedelta(seconds=1) + chance.choice(
        (
            due,
            due + timedelta(seconds=chance.randrange(3 * DAY)),
            timedelta(seconds=chance.randrange(1200)),
            rollover + timedelta(seconds=chance.randrange(-600, 600)),
            timedelta(seconds=chance.randrange(400 * DAY)),
        )
    )


def compare(folder: Path, settings: SchedulerSettings, zone: str, seed: str, cards: int) -> Any:  # noqa: ANN401 - JSON
    """Answer cards as a learner of fifteen answers each; figures, and the first differences."""
    chance, clock, counts = random.Random(seed), Clock(ZoneInfo(zone)), Counter[str]()  # noqa: S311 - seeded on purpose
    scheduler, anki, differences = Fsrs6(settings), Anki(folder, settings), []
    # Without steps only what is forgotten again and again is learned in seconds.
    ratings = [*Rating] if settings.learning_steps else [*Rating, *[Rating.AGAIN] * 5]
    for number in range(cards):
        name = f"deck/{seed}-{number}/forward"
        now = datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(seconds=chance.randrange(60 * DAY))
        (now, here), memory = clock.set(now), None
        anki.become(anki_card_id(name))
        for reps in range(15):
            outcomes = scheduler.outcomes(memory, name, reps, here)
            ours = {rating: our_button(outcome) for rating, outcome in outcomes.items()}
            theirs = anki.buttons()
            state = memory.phase if memory else "new"
            for rating in Rating:
                counts[f"{state}/{rating.name.lower()}"] += 1
                if ours[rating] != theirs[rating]:
                    differences.append(f"{name} {reps} {here} {ours[rating]} {theirs[rating]}")
            rating = chance.choice(ratings)
            anki.answer(rating)
            memory = outcomes[rating].memory
            counts["stored"] += 1
            if (kept := anki.kept(here.day)) != comparable(memory):
                differences.append(f"{name} {reps} {here} {memory} {kept}")
            now += gap(chance, memory, now)
            if now.year > LAST_YEAR:
                break
            now, here = clock.set(now)
    anki.col.close()

    return {"counts": counts, "differences": differences[:5], "different": len(differences)}


def comparable(memory: Memory) -> Memory:
    """As Anki keeps it: floats of 32 bits, and no day for a card that is due at an instant."""
    return Memory(
        phase=memory.phase,
        stability=f32(memory.stability),
        difficulty=f32(memory.difficulty),
        remaining=memory.remaining,
        days=memory.days,
        due_day=0 if memory.due_instant else memory.due_day,
        due_instant=memory.due_instant,
        last_day=memory.last_day,
        last_instant=memory.last_instant,
    )


if __name__ == "__main__":
    _, where, which, zone_name, seed_text, how_many = sys.argv
    result = compare(Path(where), SETTINGS[which], zone_name, seed_text, int(how_many))
    sys.stdout.write(json.dumps(result))
