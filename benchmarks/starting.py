"""From the start of the program to the first question on the screen.

    python benchmarks/starting.py [CARDS]

Starts ``quizgen`` in a real pseudo-terminal and stops the clock when the first question has been
drawn. First the shipped decks, against ``python -c "import click, yaml"``; then a made-up deck of
so many cards and a log of two lines for each, against the time in which the real Anki, where its
package is installed, opens a collection of as many cards and fetches the first one. *Cold* is a
start without any cache, *warm* one with the caches that an earlier start has left. Times are
medians of runs that take turns; a ratio below 1 means that quizgen is the faster one.
"""

import fcntl
import os
import pty
import re
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from random import Random

from quizgen.model import Answer, Interval, Mark, Moment, Rating, Review, Verdict
from quizgen.review_log import event_id, event_line

PROGRAM = (sys.executable, "-c", "import sys; from quizgen.cli import main; sys.exit(main())")
"""What an installed ``quizgen`` runs."""

_LIBRARIES = (sys.executable, "-c", "import click, yaml")
_ANKI = """
import sys
from anki.collection import Collection
collection = Collection(sys.argv[1])
assert collection.sched.getCard() is not None
print(flush=True)
"""
_SIZE = struct.pack("HHHH", 24, 80, 0, 0)
_SEQUENCE = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")
_DAY = 86_400_000
_SYLLABLES = [a + b for a in "bcdfghjklmnprstvwz" for b in ("a", "e", "i", "o", "u", "an", "or")]


class Sitting:
    """A program in a pseudo-terminal of its own."""

    def __init__(self, home: Path, *arguments: str) -> None:
        """Start it; the clock runs from here."""
        self.output = b""
        self.began = time.perf_counter()
        self.process, self._terminal = pty.fork()
        if self.process == 0:
            # What a shell starts in the background would take no Ctrl-C.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            environment = os.environ | {"QUIZGEN_HOME": str(home), "TERM": "xterm"}
            os.execve(PROGRAM[0], [*PROGRAM, *arguments], environment)  # noqa: S606  # as said
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, _SIZE)

    def wait_for(self, *signs: str) -> float:
        """Return the seconds since the start when the screen shows the first of some signs."""
        while not any(map(self.shows, signs)):
            self.output += os.read(self._terminal, 65536)
        return time.perf_counter() - self.began

    def shows(self, sign: str) -> bool:
        """Tell whether a text has been drawn, whatever its colours."""
        return sign.encode() in _SEQUENCE.sub(b"", self.output)

    def press(self, keys: str) -> None:
        """Press keys; what was shown before is forgotten."""
        self.output = b""
        self.began = time.perf_counter()
        os.write(self._terminal, keys.encode())

    def leave(self) -> None:
        """Press Ctrl-C, which no question takes for an answer, and wait for the end."""
        self.press("\x03")
        try:
            while os.read(self._terminal, 65536):
                pass
        except OSError:  # the other end has been closed
            pass
        os.waitpid(self.process, 0)
        os.close(self._terminal)


def first_question(home: Path, *arguments: str) -> float:
    """Return the seconds until the footer under the first question is drawn, the last thing."""
    sitting = Sitting(home, *arguments)
    taken = sitting.wait_for("quit")
    sitting.leave()
    return taken


def seconds(command: tuple[str, ...]) -> float:
    """Return the seconds that a command takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def made_up_deck(count: int, rng: Random) -> tuple[str, list[str]]:
    """Write a deck of so many facts, half of them rows of tables; return it and its card ids."""
    taken: set[str] = set()

    def name() -> str:
        while True:
            found = "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 4))).capitalize()
            if found not in taken:
                taken.add(found)
                return found

    ids: list[str] = []
    lines = ["format: 1", "deck: bench-0004", "title: Bench", "sources: {book: A book}", "facts:"]
    for number in range(count - count // 2):
        ids.append(f"fact-{number}")
        lines += [f"  - id: fact-{number}", f"    ask: Who founded the town of {name()}?"]
        lines += [f"    answer: {name()} {name()}", f"    topic: Topic {number % 20}"]
        lines += [f"    wrong: [{name()} {name()}, {{text: {name()}, why: A neighbour.}}]"]
        lines += [f"    why: It is told in the chronicle of {number % 900}.", "    at: p. 3"]
    for start in range(0, count // 2, 500):
        lines += [f"  - id: seat-{start}", "    table: seat", "    reverse: false", "    rows:"]
        rows = [name() for _ in range(min(500, count // 2 - start))]
        ids += [f"seat-{start}/{row.casefold()}" for row in rows]
        lines += [f"      {row}: {name()}" for row in rows]
    return "\n".join(lines) + "\n", [f"bench-0004/{fact}/forward" for fact in ids]


def made_up_log(cards: list[str], lines: int, rng: Random, now: int) -> dict[str, bytes]:
    """Write a log of so many reviews over the last 200 days, by month; half the cards are new."""
    months: dict[str, bytes] = {}
    texts: dict[str, list[bytes]] = {}
    met = cards[: max(1, len(cards) // 2)]
    instants = sorted(rng.randrange(now - 200 * _DAY, now - _DAY) for _ in range(lines))
    for number, instant in enumerate(instants):
        day = (instant - 4 * 3_600_000) // _DAY
        rating = rng.choices((1, 3, 3, 3, 4), k=1)[0]
        right = rating > 1
        review = Review(
            id=event_id(instant, rng.randbytes(10)),
            moment=Moment(
                instant=instant, offset=0, day=day, next_day=(day + 1) * _DAY + 4 * 3_600_000
            ),
            card=met[number] if number < len(met) else rng.choice(met),
            kind=rng.choice(("choice", "typed", "recall")),
            answer=Answer(typed="something typed", took=rng.randrange(1_000, 20_000)),
            mark=Mark(verdict=Verdict.RIGHT if right else Verdict.WRONG, rule="exact"),
            rating=Rating(rating),
            interval=Interval(days=rng.randrange(1, 60)),
            session=f"session-{day}",
            fingerprint="0123456789ab",
        )
        month = f"{datetime.fromtimestamp(day * 86_400, UTC):%Y-%m}"
        texts.setdefault(month, []).append(event_line(review))
    months.update((month, b"".join(lines)) for month, lines in texts.items())
    return months


def settle(folder: Path, count: int) -> tuple[Path, Path]:
    """Make a deck, and a home with its log; return both."""
    rng = Random(f"bench {count}")  # noqa: S311  # a made-up world, no secret
    text, cards = made_up_deck(count, rng)
    deck, home = folder / "bench.yaml", folder / "home"
    deck.write_text(text, encoding="utf-8")
    log = home / "log" / "laptop"
    log.mkdir(parents=True)
    (home / "device").write_text("laptop\n", encoding="utf-8")
    for month, data in made_up_log(cards, 2 * count, rng, time.time_ns() // 1_000_000).items():
        (log / f"{month}.jsonl").write_bytes(data)
    return deck, home


def wait_for_caches(home: Path, *arguments: str) -> None:
    """Start once, and wait until no draft of a cache is left; a start without caches ends here."""
    first_question(home, *arguments)
    cache = home / "cache"
    while cache.exists() and any(path.name.startswith(".") for path in cache.iterdir()):
        time.sleep(0.05)


def cold(home: Path, *arguments: str) -> float:
    """Measure a start without any cache."""
    shutil.rmtree(home / "cache", ignore_errors=True)
    # The last start was left half way: the one measured must not tell of it.
    shutil.rmtree(home / "unfinished", ignore_errors=True)
    return first_question(home, *arguments)


def medians(runs: int, *works: Callable[[], float]) -> list[float]:
    """Return the median of each work's times; they take turns."""
    times = [[work() for work in works] for _ in range(runs)]
    return [statistics.median(column) for column in zip(*times, strict=True)]


def measure_shipped(folder: Path, runs: int) -> None:
    """Compare the shipped decks' first question with importing two libraries."""
    for command in ("study", "quiz"):
        without, with_ = folder / f"{command}-cold", folder / f"{command}-warm"
        without.mkdir()
        with_.mkdir()
        wait_for_caches(with_, command)
        start, warm, libraries = medians(
            runs,
            lambda: cold(without, command),  # noqa: B023  # called at once
            lambda: first_question(with_, command),  # noqa: B023  # the same
            lambda: seconds(_LIBRARIES),
        )
        print(
            f"{command}, shipped decks: cold {start:.3f} s, warm {warm:.3f} s,"
            f" click and PyYAML {libraries:.3f} s;"
            f" ratio cold {start / libraries:.2f}, warm {warm / libraries:.2f}"
        )


def anki_collection(folder: Path, count: int) -> Path:
    """Make a collection of the real Anki with so many cards."""
    # Loading it takes longer than most of what is measured here.
    from anki.collection import Collection  # noqa: PLC0415

    path = folder / "collection.anki2"
    collection = Collection(str(path))
    notetype = collection.models.by_name("Basic")
    assert notetype is not None
    deck = collection.decks.id_for_name("Default")
    assert deck is not None
    for number in range(count):
        note = collection.new_note(notetype)
        note.fields = [f"Question {number}", f"Answer {number}"]
        collection.add_note(note, deck)
    collection.close()
    return path


def measure_large(folder: Path, count: int, runs: int) -> None:
    """Compare a large deck and log with the real Anki."""
    deck, home = settle(folder, count)
    start = cold(home, "study", str(deck))
    wait_for_caches(home, "study", str(deck))
    works = [lambda: first_question(home, "study", str(deck))]
    if find_spec("anki"):
        collection = anki_collection(folder, count)
        works.append(lambda: seconds((sys.executable, "-c", _ANKI, str(collection))))
    warm, *peer = medians(runs, *works)
    print(f"study, {count} cards, {2 * count} log lines: cold {start:.2f} s, warm {warm:.3f} s")
    if peer:
        print(f"Anki, {count} cards: {peer[0]:.3f} s; ratio warm {warm / peer[0]:.2f}")


def main(count: int, runs: int) -> None:
    """Measure both; without compiled bytecode each start would compile everything."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # A program that leaves while its terminal goes must not take this one along.
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with tempfile.TemporaryDirectory() as folder:
        measure_shipped(Path(folder), runs)
        measure_large(Path(folder), count, runs)


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    main(size, runs=2 if size < 1000 else 15)
