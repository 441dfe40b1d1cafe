"""Arranges papers: which question stands where, and in which order its options are printed."""

from collections.abc import Iterator, Sequence
from random import Random

from quizgen.model import Choice, Match, Option, Order, Question, Quiz
from quizgen.selection import rearranged
from quizgen.sheets.areas import letter, shown_texts
from quizgen.sheets.codes import code_of
from quizgen.sheets.grouping import Grouping, place_in
from quizgen.sheets.record import Paper, SheetRecord, Slot

_TRIES = 20
"""Draws after which two versions may be alike: there are too few ways to arrange them."""


def arranged(quiz: Quiz, grouping: Grouping, versions: int = 1) -> SheetRecord:
    """Arrange a quiz as papers; the same quiz, grouping and number give the same.

    The first version keeps the quiz's own order of questions (within a part) and of options; each
    further one shuffles both, with its keys balanced over the letters.
    """
    papers: list[Paper] = []
    for index in range(versions):
        version = letter(index) if versions > 1 else ""
        papers.append(_unlike(papers, quiz, grouping, version))
    code = code_of(quiz, grouping, papers)
    return SheetRecord(code=code, grouping=grouping, quiz=quiz, papers=tuple(papers))


def _unlike(papers: Sequence[Paper], quiz: Quiz, grouping: Grouping, version: str) -> Paper:
    """Return a version that is like none before it, if that can be had by a few draws."""
    first = not papers
    paper = _paper(quiz, grouping, version, first=first)
    for attempt in range(1, _TRIES):
        if all(paper.slots != other.slots for other in papers):
            break
        paper = _paper(quiz, grouping, version, first=first, attempt=attempt)
    return paper


def _paper(quiz: Quiz, grouping: Grouping, version: str, *, first: bool, attempt: int = 0) -> Paper:
    again = f" {attempt}" if attempt else ""
    chance = Random(f"paper {quiz.seed} {version}{again}")  # noqa: S311  # a shuffle, no secret
    numbers = list(range(len(quiz.questions)))
    if not first:
        chance.shuffle(numbers)
    place = place_in(quiz.questions, grouping)
    numbers.sort(key=lambda number: place(quiz.questions[number]))
    questions = [quiz.questions[number] for number in numbers]
    shown = map(_as_they_are, questions) if first else _shuffled(questions, chance)
    slots = (
        Slot(question=number, shown=order or _mixed(quiz.seed, version, quiz.questions[number]))
        for number, order in zip(numbers, shown, strict=True)
    )
    return Paper(version=version, slots=tuple(slots))


def _as_they_are(question: Question) -> tuple[int, ...]:
    response = question.response
    return tuple(range(len(response.options))) if isinstance(response, Choice) else ()


def _shuffled(questions: Sequence[Question], chance: Random) -> Iterator[tuple[int, ...]]:
    """Yield new orders of the options, none for what has no options."""
    for before, after in zip(questions, rearranged(questions, chance), strict=True):
        if isinstance(before.response, Choice) and isinstance(after.response, Choice):
            yield _order(before.response.options, after.response.options)
        else:
            yield ()


def _order(before: Sequence[Option], after: Sequence[Option]) -> tuple[int, ...]:
    """Return where each option was before; of two that are equal the first comes first."""
    waiting: dict[Option, list[int]] = {}
    for index, option in enumerate(before):
        waiting.setdefault(option, []).append(index)
    return tuple(waiting[option].pop(0) for option in after)


def _mixed(seed: str, version: str, question: Question) -> tuple[int, ...]:
    """Return an order for items and right-hand sides that is never the right one."""
    if not isinstance(question.response, Order | Match):
        return ()
    chance = Random(f"{seed}:{version}:{question.id}")  # noqa: S311  # the same
    order = list(range(len(shown_texts(question))))
    chance.shuffle(order)
    if order == sorted(order):
        order.reverse()
    return tuple(order)
