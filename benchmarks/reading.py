"""Reading a deck, with all its checks, against ``yaml.CSafeLoader`` alone on the same text.

    python benchmarks/reading.py [FACTS]

Prints seconds (best of three) and their ratio; below 1 quizgen is the faster one.
"""

import sys
import time
from collections.abc import Callable

import yaml

from quizgen.checks import check_deck
from quizgen.deck_reader import parse_deck
from quizgen.kinds import KINDS


def deck_of_facts(count: int) -> str:
    """Write a deck with one mapping per fact."""
    head = "format: 1\ndeck: bench-0001\ntitle: Bench\nsources: {book: A book}\nfacts:\n"
    facts = (
        f"  - id: fact-{number}\n"
        f"    ask: What is the {number}th word of the café's list?\n"
        f"    answer: word {number}\n"
        f"    wrong: [other {number}, {{text: else {number}, why: It stands on the next page.}}]\n"
        f"    topic: Topic {number % 20}\n"
        f"    tags: [one, two]\n"
        f"    at: p. {number % 300}\n"
        for number in range(count)
    )
    return head + "".join(facts)


def deck_of_rows(count: int) -> str:
    """Write a deck with one bare table row per fact."""
    head = (
        "format: 1\ndeck: bench-0002\ntitle: Bench\nsources: {book: A book}\n"
        "facts:\n  - id: words\n    table: word\n    rows:\n"
    )
    return head + "".join(f"      subject {number}: object {number}\n" for number in range(count))


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes, the best of three."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def read_and_check(text: str) -> int:
    """Read a deck as ``quizgen check`` does; return how many facts it has."""
    deck = parse_deck(text, "bench.yaml").deck
    assert deck is not None
    problems = list(check_deck(deck, tuple(kind.name for kind in KINDS), {"bench.yaml": text}))
    assert not problems, problems[0]
    return len(deck.facts)


def main(count: int) -> None:
    """Compare both for both spellings."""
    for name, text in (("mappings", deck_of_facts(count)), ("table rows", deck_of_rows(count))):
        assert read_and_check(text) == count
        ours = seconds(lambda text=text: read_and_check(text))  # type: ignore[misc]  # mypy cannot type a lambda's default
        theirs = seconds(lambda text=text: yaml.load(text, yaml.CSafeLoader))  # type: ignore[misc]
        print(
            f"{count} {name}: {ours:.2f} s, CSafeLoader {theirs:.2f} s, ratio {ours / theirs:.2f}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
