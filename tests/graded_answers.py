"""Answers of every sort, to be graded: the rows of the README's table."""

from collections.abc import Iterator
from dataclasses import replace

from quizgen.model import Answer, Interval, Mark, Rating, Review, Verdict
from quizgen.scheduler import EVIDENCE, TIMED, Policy, moment

OPTIONS = ("a", "b", "c", "d")
TYPED = Answer(typed="liver", took=4000)
PICKED = Answer(shown=OPTIONS, chosen=(1,), took=4000)
RIGHT = Mark(verdict=Verdict.RIGHT, rule="exact")
SLIP = Mark(verdict=Verdict.SLIP, rule="typo")
WRONG = Mark(verdict=Verdict.WRONG, rule="words")


def graded(
    answer: Answer, mark: Mark | None, rating: Rating = Rating.GOOD, *, own: bool = False
) -> Review:
    """Return an answer as it was logged."""
    return Review(
        id="r",
        moment=moment(1_795_435_200_000, 60),
        card="deck/fact/forward",
        kind="kind",
        answer=answer,
        mark=mark,
        rating=rating,
        own=own,
        interval=Interval(days=3),
    )


def listed(share: float) -> Mark:
    """Return the mark of a list that was named in part."""
    return Mark(verdict=Verdict.WRONG, rule="list-part", share=share)


EXAMPLES: tuple[tuple[str, Policy, Review, Rating, float], ...] = (
    ("recalled, and you rated it easy", EVIDENCE,
     graded(Answer(), None, Rating.EASY), Rating.EASY, 0),
    ("typed, right", EVIDENCE, graded(TYPED, RIGHT), Rating.GOOD, 0),
    ("typed, right with a slip", EVIDENCE, graded(TYPED, SLIP), Rating.GOOD, 0),
    ("typed, right, and you rated it easy", EVIDENCE, graded(TYPED, RIGHT, Rating.EASY, own=True),
     Rating.EASY, 0),
    ("typed, wrong", EVIDENCE, graded(TYPED, WRONG, Rating.AGAIN), Rating.AGAIN, 0),
    ("three of a list of four", EVIDENCE, graded(TYPED, listed(0.75), Rating.HARD), Rating.HARD, 0),
    ("two of a list of four", EVIDENCE, graded(TYPED, listed(0.5), Rating.AGAIN), Rating.AGAIN, 0),
    ("one of four options, right", EVIDENCE, graded(PICKED, RIGHT), Rating.GOOD, 1 / 4),
    ("the same, and you were sure", EVIDENCE,
     graded(replace(PICKED, sure=True), RIGHT), Rating.GOOD, 1 / 20),
    ("the same, and you guessed", EVIDENCE,
     graded(replace(PICKED, guessed=True), RIGHT, Rating.AGAIN), Rating.AGAIN, 1 / 4),
    ("four items in order, right", EVIDENCE,
     graded(replace(PICKED, chosen=(2, 0, 1, 3)), RIGHT), Rating.GOOD, 1 / 24),
    ("picked, wrong", EVIDENCE, graded(PICKED, WRONG, Rating.AGAIN), Rating.AGAIN, 0),
    ("picked, wrong, and you were sure", EVIDENCE,
     graded(replace(PICKED, sure=True), WRONG, Rating.AGAIN), Rating.AGAIN, 0),
    ("typed, right, with the hint", EVIDENCE,
     graded(replace(TYPED, hinted=True), RIGHT, Rating.HARD), Rating.HARD, 0),
    ("typed, right, but slowly", EVIDENCE, graded(replace(TYPED, slow_from=3900), RIGHT),
     Rating.GOOD, 0),
    ("the same, with slow_is_hard = true", TIMED, graded(replace(TYPED, slow_from=3900), RIGHT),
     Rating.HARD, 0),
    ("the same, and you rated it good", TIMED,
     graded(replace(TYPED, slow_from=3900), RIGHT, Rating.GOOD, own=True), Rating.GOOD, 0),
)  # fmt: skip
"""What was answered → what it counts for: the rating, and how likely it was a guess."""


def table() -> str:
    """Lay out what each counts for."""
    return "".join(f"{words:<37}{counts}\n" for words, counts in _rows())


def _rows() -> Iterator[tuple[str, str]]:
    yield "answer", "counts as"
    for words, policy, review, _, _ in EXAMPLES:
        rating, guess = policy.grade(review)
        weighed = guess > 0 and rating is not Rating.AGAIN
        chance = f", or a guess of 1 in {1 / guess:g}" if weighed else ""
        yield words, f"{rating.name.lower()}{chance}"
