"""From the key that answers a question to the next question on the screen.

    python benchmarks/answering.py [CARDS]

Studies a made-up deck of so many cards, with a log of two lines for each, in a real
pseudo-terminal. The clock runs from the key that answers to its verdict on the screen, by which
the answer has been synced to the disk, and from the key that goes on to the next question; a
recall is rated and goes on with one key. Beside it stands what appending and syncing a line of
that size takes by itself, in the same folder and in turn: no program that loses no answer can be
faster. A ratio of 2 means that all the rest takes as long as the disk.
"""

import os
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path

from starting import Sitting, first_question, settle

_LINE = b"x" * 400 + b"\n"
_ASKED = ("show answer", "Enter answer", "A–D answer", "A–C answer", "A–B answer")
_OVER = "To look at again"


def fill_caches(home: Path, deck: Path) -> None:
    """Start once, and wait until the caches that it leaves are there."""
    first_question(home, "study", str(deck))
    cache = home / "cache"
    end = time.monotonic() + 600
    while time.monotonic() < end:
        names = {path.name.partition("-")[0] for path in cache.glob("[!.]*")}
        if {"cards", "questions"} <= names:
            return
        time.sleep(0.1)


def answer(sitting: Sitting, footer: str) -> tuple[float, float, str]:
    """Answer the question on the screen.

    Returns:
        the seconds to the verdict and from going on to the next question (of a recall, only the
        second, in which it is saved), and the next footer.
    """
    if footer == "show answer":
        sitting.press(" ")
        sitting.wait_for("Good")
        sitting.press("3")
        return 0.0, sitting.wait_for(*_ASKED, _OVER), seen(sitting)
    if footer == "Enter answer":
        sitting.press("x")
        sitting.wait_for("x")
        sitting.press("\r")
    else:
        sitting.press("a")
    taken = sitting.wait_for("go on")
    sitting.press("\r")
    return taken, sitting.wait_for(*_ASKED, _OVER), seen(sitting)


def seen(sitting: Sitting) -> str:
    """Return the sign of what stands on the screen."""
    return next(sign for sign in (*_ASKED, _OVER) if sitting.shows(sign))


def synced(path: Path) -> float:
    """Return the seconds that appending and syncing a line takes."""
    start = time.perf_counter()
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(file, _LINE)
    os.fsync(file)
    os.close(file)
    return time.perf_counter() - start


def main(count: int, answers: int) -> None:
    """Measure answers and the disk in turn."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with tempfile.TemporaryDirectory() as folder:
        deck, home = settle(Path(folder), count)
        fill_caches(home, deck)
        sitting = Sitting(home, "study", str(deck))
        sitting.wait_for("quit")
        footer = seen(sitting)
        verdicts, nexts, disk = [], [], []
        while len(nexts) < answers and footer != _OVER:
            told, asked, footer = answer(sitting, footer)
            verdicts += [told] if told else []
            nexts.append(asked)
            disk.append(synced(home / "beside"))
        sitting.leave()
    print(f"{len(nexts)} answers, {count} cards, {2 * count} log lines")
    for name, times in (("answer to verdict", verdicts), ("on to the next question", nexts)):
        print(f"{name}: {figures(times)}; ratio to the disk {ratio(times, disk):.1f}")
    print(f"the disk alone: {figures(disk)}")


def figures(times: list[float]) -> str:
    """Say median and 99th percentile."""
    if not times:
        return "none"
    worst = sorted(times)[int(len(times) * 0.99)]
    return f"median {1000 * statistics.median(times):.2f} ms, p99 {1000 * worst:.2f} ms"


def ratio(times: list[float], disk: list[float]) -> float:
    """Return how many times as long as the disk alone the median takes."""
    return statistics.median(times) / statistics.median(disk) if times else 0.0


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    main(size, answers=10 if size < 1000 else 400)
