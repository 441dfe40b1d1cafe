"""Very long logs: from the files to the memories of all cards, and to the first question.

    python benchmarks/replaying.py [LINES]

Makes up logs of so many lines (100,000) and of ten times as many: cards that are answered as FSRS
wants it for some years, as choices, typed and from memory, with an undo, a flag or the like now and
then. First quizgen reads the files, parses the lines and replays them to the memories of all cards,
as a start without any cache does; beside it py-fsrs, where its package is installed, merely folds
the same reviews, which have been read and parsed before, fuzz off. A ratio above 2 means that
quizgen has read, parsed and replayed all in half the time. Then each log is read to a queue that
has a question ready; a line of the longer log should take no more time than one of the shorter.
Every measurement runs in a process of its own, on one core; times are the best of some that take
turns.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from random import Random

from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, MemoryState

from quizgen.model import CardId, Direction, Memory, Question, Recall
from quizgen.progress import Resumed, weigh
from quizgen.progress.sketching import Log, quick_outline, replayed
from quizgen.review_log import ReviewLog, event_id
from quizgen.review_queue import StudyQueue
from quizgen.scheduler import Fsrs6, moment

_DAY = 86_400_000
_FIRST_DAY = 18_900
_REVIEWS_PER_CARD = 20
_DAYS_OF_NEW = 800
_YOUNG = 5.0
_BREAK = 60 * _DAY


class Learner:
    """Somebody who reviews what FSRS says, day by day."""

    def __init__(self, lines: int, rng: Random) -> None:
        """Give them so many cards that as many lines come of it in some years."""
        self.cards = max(2, lines // _REVIEWS_PER_CARD)
        self._lines = lines
        self._rng = rng
        self._engine = FSRS(list(DEFAULT_PARAMETERS))
        #: Of each card that has been met: stability, difficulty, last day.
        self._memories: dict[int, tuple[float, float, int]] = {}
        self._last = ""

    def days(self) -> Iterator[tuple[int, list[str]]]:
        """Yield study days and the lines of each, until there are enough."""
        due: defaultdict[int, list[int]] = defaultdict(list)
        left, day, met = self._lines, _FIRST_DAY, 0
        while left > 0:
            new = min(self.cards, (day - _FIRST_DAY + 1) * self.cards // _DAYS_OF_NEW + 1)
            waiting = due.pop(day, [])
            self._rng.shuffle(waiting)
            waiting += range(met, new)
            met = new
            lines: list[str] = []
            instant = day * _DAY + 8 * 3_600_000
            session = event_id(instant, self._rng.randbytes(10))
            for card in waiting:
                instant += self._rng.randrange(3_000, 20_000)
                line, days = self._review(card, instant, day, session)
                lines.append(line)
                # A card that stays is asked again later on the same day.
                (due[day + days] if days else waiting).append(card)
                if self._rng.random() < 0.002:
                    lines.append(self._other(card, instant, day))
                if len(lines) >= left:
                    break
            yield day, lines[:left]
            left -= len(lines)
            day += 1

    def _review(self, card: int, instant: int, day: int, session: str) -> tuple[str, int]:
        """Answer a card; return the line, and in how many days it comes again, 0 for at once."""
        rng = self._rng
        before = self._memories.get(card)
        elapsed = day - before[2] if before else 0
        memory = MemoryState(before[0], before[1]) if before else None
        states = self._engine.next_states(memory, 0.9, elapsed)
        [rating] = rng.choices((1, 2, 3, 4), (12, 8, 70, 10))
        state = (states.again, states.hard, states.good, states.easy)[rating - 1]
        stability, difficulty = state.memory.stability, state.memory.difficulty
        self._memories[card] = round(stability, 4), round(difficulty, 3), day
        stays = rating == 1 or (rating == 2 and not elapsed) or (not before and rating < 4)
        days = 0 if stays else max(1, round(state.interval * rng.uniform(0.95, 1.05)))
        self._last = event_id(instant, rng.randbytes(10))
        granted = f'"days":{days}' if days else '"secs":600'
        slow = ',"slow":14000' if rating > 1 and rng.random() < 0.12 else ""
        line = (
            f'{{"v":1,"id":"{self._last}","ev":"review","t":{instant},"tz":60,"day":{day},'
            f'"card":"{card_id(card)}",{self._answer(card, stability, right=rating > 1)}'
            f',"rating":{rating},{granted},"session":"{session}",'
            f'"print":"{card * 7919 % 2**48:012x}"{slow}}}'
        )
        return line, days

    def _answer(self, card: int, stability: float, *, right: bool) -> str:
        """Write an answer with its mark: a choice, later typed or from memory."""
        rng = self._rng
        took = rng.randrange(1_000, 20_000)
        mark = "right" if right else "wrong"
        if stability < _YOUNG:
            key = rng.randrange(4)
            shown = [f"option {(card + n) % 97} of the café" for n in range(4)]
            shown[key] = f"the key {card}"
            return (
                f'"kind":"choice","shown":{json.dumps(shown, ensure_ascii=False)}'
                f',"chosen":[{key if right else (key + 1) % 4}],"ms":{took},'
                f'"mark":"{mark}","rule":"key"'
            ).replace('", "', '","')
        if card % 3 == 0:
            return f'"kind":"recall","ms":{took}'
        typed = json.dumps(f"the key {card}" if card % 50 else f'the "key" {card}')
        return f'"kind":"typed","typed":{typed},"ms":{took},"mark":"{mark}","rule":"exact"'

    def _other(self, card: int, instant: int, day: int) -> str:
        """Undo the last review, or do something with its card."""
        id_ = event_id(instant + 900, self._rng.randbytes(10))
        front = f'{{"v":1,"id":"{id_}","ev":"%s","t":{instant + 900},"tz":60,"day":{day},'
        return self._rng.choice(
            (
                front % "undo" + f'"ref":"{self._last}"}}',
                front % "flag" + f'"card":"{card_id(card)}","flagged":true}}',
                front % "bury" + f'"card":"{card_id(card)}"}}',
            )
        )


def card_id(card: int) -> CardId:
    """Return a card's id; there are ten decks."""
    return f"deck-{card % 10}-k3f9/fact-{card // 10}/{'reverse' if card % 4 == 3 else 'forward'}"


def write_log(home: Path, lines: int) -> None:
    """Write a log of so many lines, by month."""
    folder = home / "log" / "laptop"
    folder.mkdir(parents=True)
    rng = Random(f"replaying {lines}")  # noqa: S311  # a made-up world, no secret
    for day, found in Learner(lines, rng).days():
        month = f"{datetime.fromtimestamp(day * 86_400, UTC):%Y-%m}"
        if found:
            with (folder / f"{month}.jsonl").open("a", encoding="utf-8") as file:
                file.write("\n".join(found) + "\n")


class Stock:
    """All cards of the log, and a question of each when it is asked for."""

    def __init__(self, cards: Sequence[CardId]) -> None:
        """Take the cards."""
        self.facts: Mapping[CardId, tuple[str, str]] = {
            card: (card.partition("/")[0], card.rpartition("/")[0]) for card in cards
        }

    def questions(self, card: CardId) -> Sequence[Question]:
        """Make the questions of a card."""
        deck, fact, _ = card.split("/")
        return [
            Question(
                id=f"{card}/recall",
                card=card,
                deck=deck,
                fact=fact,
                kind="recall",
                direction=Direction.FORWARD,
                language="en",
                stem="What is it?",
                response=Recall(answer="It."),
            )
        ]


def read_log(home: Path, scheduler: Fsrs6) -> tuple[ReviewLog, Log]:
    """Read a log as a start without a cache does."""
    log = ReviewLog(home, "laptop")
    read = log.read_rows(lambda review: weigh(review, scheduler.policy))
    names = [stretch.name for stretch in read.stretches]
    whole = Log(
        rows=read.rows,
        events=read.events,
        places=read.places,
        read=partial(log.lines, names),
    )
    return log, whole


def replay(home: Path) -> Mapping[CardId, Memory]:
    """Read a log to the memories of all cards, as the first half of such a start."""
    scheduler = Fsrs6()
    _, whole = read_log(home, scheduler)
    return replayed(whole, scheduler, {}).memories(whole.rows)


def warm_up() -> None:
    """Load what a start loads in any case: the program is no part of the replay."""
    with tempfile.TemporaryDirectory() as folder:
        replay(Path(folder))


def measure_replay(home: Path) -> float:
    """Return the seconds from the files to the memories of all cards."""
    warm_up()
    start = time.perf_counter()
    memories = replay(home)
    taken = time.perf_counter() - start
    assert memories
    return taken


def measure_queue(home: Path) -> float:
    """Return the seconds from the files to a queue that has a question ready."""
    lines = sum(path.read_bytes().count(b"\n") for path in home.glob("log/*/*.jsonl"))
    stock = Stock([card_id(card) for card in range(max(2, lines // _REVIEWS_PER_CARD))])
    last = max(home.glob("log/*/*.jsonl")).read_bytes().splitlines()[-1]
    now = moment(json.loads(last)["t"] + _BREAK, 60)
    warm_up()
    start = time.perf_counter()
    scheduler = Fsrs6()
    log, whole = read_log(home, scheduler)
    outline, read = quick_outline(whole, scheduler, {}), whole.read
    progress = Resumed(scheduler, {}, outline, read, lambda: log.read().events)
    outlook = StudyQueue(stock).look(progress, now)
    taken = time.perf_counter() - start
    assert outlook.question is not None
    return taken


def measure_peer(home: Path) -> float:
    """Return the seconds that py-fsrs takes to fold the reviews."""
    # Only where it is installed.
    from fsrs import Card, Rating, Scheduler  # noqa: PLC0415

    reviews = []
    for path in sorted(home.glob("log/*/*.jsonl")):
        for line in path.read_bytes().splitlines():
            fields = json.loads(line)
            if fields["ev"] == "review":
                at = datetime.fromtimestamp(fields["t"] / 1000, UTC)
                reviews.append((fields["card"], Rating(fields["rating"]), at))
    start = time.perf_counter()
    scheduler = Scheduler(enable_fuzzing=False)
    cards: dict[str, Card] = {}
    for number, (card, rating, at) in enumerate(reviews):
        before = cards.get(card)
        if before is None:
            before = Card(card_id=number)
        cards[card], _ = scheduler.review_card(before, rating, at)
    return time.perf_counter() - start


_WORKS = {"replay": measure_replay, "queue": measure_queue, "peer": measure_peer}


def child(work: str, home: Path) -> tuple[float, float]:
    """Measure in a process of its own; return seconds and its peak memory in MiB."""
    done = subprocess.run(
        [sys.executable, __file__, work, str(home)], check=True, capture_output=True, text=True
    )
    taken, memory = done.stdout.split()
    return float(taken), float(memory)


def measured(work: str, home: Path) -> None:
    """Do a work and tell what it took."""
    taken = _WORKS[work](home)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(taken, peak / (1024 if sys.platform == "linux" else 1024**2))


def main(lines: int, runs: int) -> None:
    """Write both logs, and measure."""
    with tempfile.TemporaryDirectory() as folder:
        short, long = Path(folder) / "short", Path(folder) / "long"
        write_log(short, lines)
        write_log(long, 10 * lines)
        works = ["replay", *(["peer"] if find_spec("fsrs") else [])]
        times = [[child(work, short)[0] for work in works] for _ in range(runs)]
        ours, *peer = map(min, zip(*times, strict=True))
        print(f"{lines} lines, files to memories: {ours:.2f} s", end="")
        print(*(f", py-fsrs folds alone: {it:.2f} s, ratio {it / ours:.2f}" for it in peer))
        queues = [(child("queue", short), child("queue", long)) for _ in range(max(1, runs // 3))]
        (once, _), (much, memory) = (min(column) for column in zip(*queues, strict=True))
        print(
            f"{10 * lines} lines, files to a ready queue: {much:.2f} s, {memory:.0f} MiB at most;"
            f" a line against one of {lines}: ratio {much / 10 / once:.2f}"
        )


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in _WORKS:
        measured(sys.argv[1], Path(sys.argv[2]))
    else:
        size = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
        main(size, runs=1 if size < 1000 else 7)
