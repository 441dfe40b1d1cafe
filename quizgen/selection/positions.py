"""Gives each letter of a sheet as many keys as any other."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from quizgen.model import Choice, Option, Question


def balanced(questions: Sequence[Question], rng: Random) -> Iterator[Question]:
    """Give each letter as many keys as any other, among questions of as many options."""
    counts = Counter(size for it in questions if (size := _shuffled(it)))
    positions = {size: _positions(size, count, rng) for size, count in sorted(counts.items())}
    for question in questions:
        size, response = _shuffled(question), question.response
        if size and isinstance(response, Choice):
            options = _placed(response.options, positions[size].pop(), rng)
            yield replace(question, response=replace(response, options=options))
        else:
            yield question


def _shuffled(question: Question) -> int:
    """Return how many options a choice has that are shown in any order, else 0."""
    response = question.response
    shuffled = isinstance(response, Choice) and not response.fixed and not response.several
    return len(response.options) if isinstance(response, Choice) and shuffled else 0


def _positions(size: int, count: int, rng: Random) -> list[int]:
    positions = [*range(size)] * (count // size) + rng.sample(range(size), count % size)
    rng.shuffle(positions)
    return positions


def _placed(options: Sequence[Option], position: int, rng: Random) -> tuple[Option, ...]:
    """Shuffle the wrong options and put the key into its position."""
    key = next(option for option in options if option.correct)
    wrong = sorted((option for option in options if not option.correct), key=lambda it: it.text)
    rng.shuffle(wrong)
    return (*wrong[:position], key, *wrong[position:])
