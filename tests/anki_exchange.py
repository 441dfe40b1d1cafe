"""A learner who studies in the terminal and in Anki by turns, under a mocked clock.

Run as a script: it answers cards here and there, exchanges progress by the commands a learner
would type, and compares every card with Anki's after each exchange; see
``test_anki_progress_exchange.py``.
"""

import json
import os
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.scheduler_pb2 import CardAnswer
from anki_scheduling import (
    ANSWERS,
    CLOCKS_CHANGE,
    DAY,
    SETTINGS,
    TYPES,
    Clock,
    comparable,
    gap,
    our_button,
    set_up,
    their_button,
)

from quizgen.cli import run
from quizgen.export.anki.identity import guid
from quizgen.model import Answer, Mark, Memory, Phase, Rating, Review, Verdict
from quizgen.progress import Progress
from quizgen.review_log import ReviewLog, event_id
from quizgen.scheduler import Fsrs6, SchedulerSettings

DECK = "many-x1y2"
#: How far a memory of rounded ones may be from one that is made of all answers at once.
ROUNDING = 0.005
START = datetime(2026, 2, 1, 12, tzinfo=UTC)
MARKS = {
    Rating.AGAIN: Mark(verdict=Verdict.WRONG, rule="other"),
    Rating.GOOD: Mark(verdict=Verdict.RIGHT, rule="exact"),
}


@dataclass(slots=True, kw_only=True)
class Learner:
    """One learner with a deck, a home folder and a collection."""

    folder: Path
    cards: int
    chance: random.Random
    clock: Clock
    now: datetime = START
    counts: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)
    settings: SchedulerSettings = field(default_factory=SchedulerSettings)
    numbers: dict[str, int] = field(default_factory=dict)

    @property
    def scheduler(self) -> Fsrs6:
        """What grants intervals in the terminal."""
        return Fsrs6(self.settings)

    @property
    def collection(self) -> Path:
        """Where the collection is."""
        return self.folder / "collection.anki2"

    @property
    def log(self) -> ReviewLog:
        """The log of the terminal."""
        return ReviewLog(self.folder / "home", "terminal-1")

    def names(self) -> list[str]:
        """Name the cards."""
        return [f"{DECK}/fact-{number}/forward" for number in range(self.cards)]

    def command(self, *arguments: str) -> None:
        """Type a command."""
        if code := run(arguments):
            raise SystemExit(f"{' '.join(arguments)} ends with {code}")

    def begin(self, *options: str) -> None:
        """Write the deck, make the package and import it into a new collection."""
        facts = (
            f"  - {{id: fact-{number}, ask: What is {number}?, answer: the answer {number}}}\n"
            for number in range(self.cards)
        )
        deck = self.folder / "many.yaml"
        deck.write_text(
            f"format: 1\ndeck: {DECK}\ntitle: Many\nlanguage: en\nfacts:\n{''.join(facts)}",
            encoding="utf-8",
        )
        (self.folder / "home" / "settings.toml").write_text(toml(self.settings), encoding="utf-8")
        package = self.folder / "many.apkg"
        self.command("export", "anki", str(deck), "-o", str(package), *options)
        anki = Collection(str(self.collection))
        set_up(anki, self.settings)
        anki.set_config("loadBalancerEnabled", val=False)
        anki.import_anki_package(
            ImportAnkiPackageRequest(
                package_path=str(package), options=ImportAnkiPackageOptions(with_scheduling=True)
            )
        )
        assert anki.db is not None
        rows = anki.db.all("select n.guid, c.id from cards c join notes n on n.id = c.nid")
        by_guid = {str(id_): int(number) for id_, number in rows}
        self.numbers = {name: by_guid[guid(name)] for name in self.names()}
        anki.close()

    def progress(self) -> Progress:
        """Fold the log."""
        return Progress(self.scheduler, {}, self.log.read().events)

    def in_terminal(self, answers: int) -> None:
        """Rate oneself or type, in the terminal."""
        progress, scheduler = self.progress(), self.scheduler
        for number in range(answers):
            name = self.chance.choice(self.names())
            card = progress.card(name)
            self.now, here = self.clock.set(self.now)
            typed = hash_of(name) % 2 == 1
            rating = self.chance.choice([*MARKS] if typed else [*Rating])
            outcome = scheduler.outcomes(card.memory, name, card.reps, here)[rating]
            review = Review(
                id=event_id(here.instant, number.to_bytes(10)),
                moment=here,
                card=name,
                kind="typed" if typed else "recall",
                answer=Answer(typed="so" if typed else "", took=self.chance.randrange(60_000)),
                mark=MARKS[rating] if typed else None,
                rating=rating,
                interval=outcome.interval,
                session="terminal",
            )
            self.log.append(review)
            progress.add(review)
            self.go_on(progress.card(name).memory)
            self.counts["terminal"] += 1

    def in_anki(self, answers: int) -> None:
        """Press buttons in Anki."""
        anki = Collection(str(self.collection))
        for _ in range(answers):
            number = self.numbers[self.chance.choice(self.names())]
            self.now, here = self.clock.set(self.now)
            states = anki._backend.get_scheduling_states(number)
            rating = self.chance.choice([*Rating])
            anki._backend.answer_card(
                CardAnswer(
                    card_id=number,
                    current_state=states.current,
                    new_state=getattr(states, rating.name.lower()),
                    rating=ANSWERS[rating],
                    answered_at_millis=here.instant,
                    milliseconds_taken=self.chance.randrange(60_000),
                )
            )
            self.go_on(kept(anki, number, here.day))
            self.counts["anki"] += 1
        anki.close()

    def go_on(self, memory: Memory | None) -> None:
        """Let some time pass: mostly seconds to hours, now and then weeks."""
        if memory is not None and self.chance.random() < 0.02:
            self.now += min(gap(self.chance, memory, self.now), timedelta(days=20))
        else:
            self.now += timedelta(seconds=self.chance.randrange(1, 4000))

    def compare(self, where: str) -> None:
        """Compare state, due date and the four buttons of all cards."""
        self.now, here = self.clock.set(self.now)
        progress, scheduler = self.progress(), self.scheduler
        anki = Collection(str(self.collection))
        for name in self.names():
            card, number = progress.card(name), self.numbers[name]
            ours: Any = comparable(card.memory) if card.memory else None
            theirs: Any = kept(anki, number, here.day)
            self.note("state", where, name, ours, theirs)
            if card.memory is not None:
                stored = anki.get_card(number)  # type: ignore[arg-type]  # Anki's name for a number
                self.note(
                    "counts",
                    where,
                    name,
                    (card.reps, card.lapses),
                    (stored.reps, stored.lapses),
                )
            outcomes = scheduler.outcomes(card.memory, name, card.reps, here)
            states = anki._backend.get_scheduling_states(number)
            for rating in Rating:
                ours = our_button(outcomes[rating])
                theirs = their_button(getattr(states, rating.name.lower()))
                self.note("button", where, f"{name} {rating.name}", ours, theirs)
        self.compare_answers(where, progress, anki)
        anki.close()

    def compare_answers(self, where: str, progress: Progress, anki: Collection) -> None:
        """Compare the ratings of all answers, and the memory that Anki makes of them anew."""
        assert anki.db is not None
        logged: dict[int, list[int]] = defaultdict(list)
        for number, ease in anki.db.all("select cid, ease from revlog where ease > 0 order by id"):
            logged[number].append(ease)
        for name in self.names():
            number, memory = self.numbers[name], progress.card(name).memory
            ratings = [int(it.rating) for life in progress.lives(name) for it in life]
            self.note("answers", where, name, ratings, logged[number])
            if memory is not None and self.clock.zone.key not in CLOCKS_CHANGE:
                anew = anki.compute_memory_state(number).stability  # type: ignore[arg-type]  # Anki's name for a number
                apart = abs((anew or 0) / memory.stability - 1)
                self.note("memory", where, name, 0, apart if apart > ROUNDING else 0)

    def note(self, what: str, where: str, name: str, ours: object, theirs: object) -> None:
        """Count a comparison, and keep a difference."""
        self.counts[what] += 1
        if ours != theirs:
            self.differences.append(f"{where}: {what} of {name}: {ours} against {theirs}")


def toml(settings: SchedulerSettings) -> str:
    """Write settings as a learner would."""
    return (
        f"retention = {settings.desired_retention}\n"
        f"learning_steps = {[f'{step}s' for step in settings.learning_steps]}\n"
        f"relearning_steps = {[f'{step}s' for step in settings.relearning_steps]}\n"
        f"maximum_interval = {settings.maximum_interval}\n"
        f"parameters = {list(settings.parameters)}\n"
    )


def hash_of(name: str) -> int:
    """Return a card's number: odd ones are typed."""
    return int(name.split("/")[1].removeprefix("fact-"))


def kept(anki: Collection, number: int, today: int) -> Memory | None:
    """Return a card of Anki's as a memory; ``None`` while it is new."""
    card = anki.get_card(number)  # type: ignore[arg-type]  # Anki's name for a number
    if not card.type:
        return None
    phase = next(phase for phase, kind in TYPES.items() if kind == card.type)
    in_seconds = card.queue == 1
    last = card.last_review_time or 0
    zone = ZoneInfo(os.environ["TZ"])
    local = datetime.fromtimestamp(last, zone) - timedelta(hours=4)
    memory = card.memory_state
    assert memory is not None

    return Memory(
        phase=phase,
        stability=memory.stability,
        difficulty=memory.difficulty,
        remaining=0 if phase is Phase.REVIEW else card.left % 1000,
        days=card.ivl,
        due_day=0 if in_seconds else card.due - anki.sched.today + today,
        due_instant=card.due * 1000 if in_seconds else 0,
        last_day=local.date().toordinal() - datetime(1970, 1, 1, tzinfo=UTC).date().toordinal(),
        last_instant=last * 1000,
    )


def whole(learner: Learner) -> None:
    """Study here and there, exchange three times, and then twice for nothing."""
    exchange: Callable[[], None] = lambda: learner.command(  # noqa: E731
        "anki", "push", str(learner.collection), "--yes"
    )
    third = learner.cards
    learner.in_terminal(3 * third)
    learner.begin(*sys.argv[6:])
    if "--progress" not in sys.argv:
        exchange()
    learner.compare("after the terminal")
    learner.in_anki(third)
    learner.command("anki", "pull", str(learner.collection))
    learner.compare("after Anki")
    learner.in_terminal(third)
    exchange()
    learner.compare("after the terminal again")
    learner.in_anki(third // 2)
    # Both sides have answered since: nobody has pulled.
    learner.now += timedelta(hours=1)
    learner.in_terminal(third // 2)
    exchange()
    learner.compare("after both")
    exchange()
    learner.command("anki", "pull", str(learner.collection))
    learner.now += timedelta(seconds=DAY)
    learner.compare("a day later")


if __name__ == "__main__":
    _, where_, zone_, seed_, cards_, settings_, *_rest = sys.argv
    os.environ["QUIZGEN_HOME"] = str(Path(where_) / "home")
    somebody = Learner(
        folder=Path(where_),
        cards=int(cards_),
        chance=random.Random(seed_),  # noqa: S311 - seeded on purpose
        clock=Clock(ZoneInfo(zone_)),
        settings=SETTINGS[settings_],
    )
    somebody.clock.set(somebody.now)
    whole(somebody)
    result = {
        "counts": somebody.counts,
        "differences": somebody.differences[:8],
        "different": len(somebody.differences),
    }
    (Path(where_) / "result.json").write_text(json.dumps(result), encoding="utf-8")
