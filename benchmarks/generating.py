"""Generating every default kind of question from made-up decks of growing size.

    python benchmarks/generating.py [FACTS]

Prints for a tenth of the facts and for all of them seconds and microseconds per fact, the memory
that the questions take, and how both grow: 1.0 is linear. The peer is the work itself at a tenth
of the size, measured in the same run.
"""

import gc
import resource
import subprocess
import sys
import time
from random import Random

from quizgen.deck_reader import parse_deck
from quizgen.generator import generate
from quizgen.model import Deck

_SYLLABLES = [a + b for a in "bcdfghjklmnprstvwz" for b in ("a", "e", "i", "o", "u", "an", "or")]


def made_up_deck(count: int) -> Deck:
    """Make a deck of tables, lists, cards, terms, numbers and statements, with names at random."""
    rng = Random(7)  # noqa: S311  # made-up names, no secret
    taken: set[str] = set()

    def name() -> str:
        while True:
            found = "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 4))).capitalize()
            if found not in taken:
                taken.add(found)
                return found

    lines = ["format: 1", "deck: bench-0003", "title: Bench", "sources: {book: A book}"]
    lines += ["relations:", "  part: {complete: true}", "facts:"]
    lines += ["  - id: seats", "    table: seat", "    rows:"]
    lines += [f"      {name()}: {name()}" for _ in range(count // 2)]
    lines += ["  - id: parts", "    table: part", "    rows:"]
    lines += [f"      {name()}: [{name()}, {name()}, {name()}]" for _ in range(count // 8)]
    for number in range(count // 8):
        lines += [f"  - id: card-{number}", f"    ask: Who founded {name()}?"]
        lines += [f"    answer: {name()}", f"    wrong: [{name()}, {name()}, {name()}]"]
        lines += [f"  - id: weight-{number}", f"    of: the weight of {name()}"]
        lines += [f"    number: {{value: {rng.randint(100, 9999)}, unit: kg}}"]
        word = name()
        lines += [f"  - id: said-{number}", f"    say: The river {name()} flows past {word} here."]
        lines += [f"    cloze: {{{word}: [{name()}, {name()}]}}"]
    deck = parse_deck("\n".join(lines) + "\n", "bench.yaml").deck
    assert deck is not None
    return deck


def measure(count: int) -> None:
    """Generate once, and print facts, questions, seconds and megabytes that it takes more."""
    deck = made_up_deck(count)
    gc.collect()
    before = megabytes()
    start = time.perf_counter()
    questions = generate([deck]).questions
    taken = time.perf_counter() - start
    print(len(deck.facts), len(questions), taken, max(0.1, megabytes() - before))


def megabytes() -> float:
    """Return the most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(count: int) -> tuple[float, float]:
    """Measure a size in a process of its own; return seconds and megabytes per fact."""
    command = [sys.executable, __file__, str(count), "alone"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    facts, questions, taken, memory = map(float, done.stdout.split())
    print(
        f"{facts:.0f} facts, {questions:.0f} questions: {taken:.1f} s,"
        f" {1e6 * taken / facts:.0f} µs a fact, {memory:.0f} MB"
    )
    return taken / facts, memory / facts


def main(count: int) -> None:
    """Measure a tenth and the whole, and compare."""
    (time_small, memory_small), (time_large, memory_large) = (
        measured(size) for size in (count // 10, count)
    )
    print(
        f"ratio per fact at ten times the size: time {time_large / time_small:.2f},"
        f" memory {memory_large / memory_small:.2f}"
    )


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    measure(size) if sys.argv[2:] else main(size)
