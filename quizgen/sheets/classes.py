"""What the papers of a class say of its questions.

A question tells good from weak learners where more of the good ones have it right. Who is good is
seen by the *other* questions, or a question would be compared with itself. Compared are the best
and the weakest 27 in a hundred, as Kelley found to tell most; those of equal score at the edge of
a group are all in it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import mean, median

from quizgen.model import Question
from quizgen.sheets.areas import Bubbles, area_of
from quizgen.sheets.marking import Marked, MarkedSheet, Result
from quizgen.sheets.record import SheetRecord

ENOUGH = 20
"""Papers from which it is said whether a question tells good from weak learners."""

_KELLEY = 0.27
_HARDLY = 0.2
"""The difference of shares below which a question hardly tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassPaper:
    """The marked paper of somebody."""

    name: str
    version: str
    marked: MarkedSheet
    #: Of the list.
    line: int = 0


class Telling(StrEnum):
    """How a question tells good from weak learners."""

    WELL = "well"
    HARDLY = "hardly"
    NOT = "not"
    """The weak ones have it right at least as often."""
    EVERYBODY = "everybody"
    """Everybody has it right."""
    NOBODY = "nobody"
    TOO_FEW = "too few"
    """Papers to say."""
    TOO_ALIKE = "too alike"
    """Scores to make groups of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Some papers: how many have a question right, and how many there are."""

    right: int = 0
    papers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """An option, and how often it was filled in."""

    #: In the first version.
    letter: str
    text: str
    correct: bool
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFigures:
    """How a class did on a question."""

    #: Its place in the quiz.
    index: int
    question: Question
    #: Version → its number there.
    numbers: Mapping[str, int]
    papers: int
    #: How often each became of it.
    results: Mapping[Result, int]
    #: The part of its points that was got.
    share: float
    picked: tuple[Picked, ...]
    best: Group
    weakest: Group
    telling: Telling

    @property
    def right(self) -> int:
        """How many have it right."""
        return self.results.get(Result.RIGHT, 0) + self.results.get(Result.SLIP, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassFigures:
    """A class as a whole."""

    papers: tuple[ClassPaper, ...]
    #: Points: mean, median, and the most there are.
    mean: float
    median: float
    most: int
    #: In the order of the first version.
    questions: tuple[QuestionFigures, ...]


def class_figures(record: SheetRecord, papers: Sequence[ClassPaper]) -> ClassFigures:
    """Return what the papers of a class say; there is at least one."""
    by_question = [_of_questions(record, paper) for paper in papers]
    numbers = _numbers(record)
    order = [slot.question for slot in record.papers[0].slots]
    points = [paper.marked.points for paper in papers]
    return ClassFigures(
        papers=tuple(papers),
        mean=mean(points),
        median=median(points),
        most=papers[0].marked.sheet.points,
        questions=tuple(
            _figures(record, index, numbers[index], by_question, points) for index in order
        ),
    )


def by_chance(papers: int) -> int:
    """Return how far two groups of so many may be apart in 19 of 20 cases where nothing is."""
    return round(1.96 * sqrt(papers / 2))


def _of_questions(record: SheetRecord, paper: ClassPaper) -> Mapping[int, Marked]:
    """Return the answers by their questions' places in the quiz."""
    slots = next(it.slots for it in record.papers if it.version == paper.version)
    return {slot.question: it for slot, it in zip(slots, paper.marked.marked, strict=True)}


def _numbers(record: SheetRecord) -> Mapping[int, Mapping[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for paper in record.papers:
        for number, slot in enumerate(paper.slots, start=1):
            found.setdefault(slot.question, {})[paper.version] = number
    return found


def _figures(
    record: SheetRecord,
    index: int,
    numbers: Mapping[str, int],
    by_question: Sequence[Mapping[int, Marked]],
    points: Sequence[int],
) -> QuestionFigures:
    question = record.quiz.questions[index]
    answers = [found[index] for found in by_question]
    results = {result: sum(it.result is result for it in answers) for result in Result}
    others = [total - it.points for total, it in zip(points, answers, strict=True)]
    best, weakest = groups([it.is_right for it in answers], others)
    got = sum(it.points for it in answers)
    return QuestionFigures(
        index=index,
        question=question,
        numbers=numbers,
        papers=len(answers),
        results={result: count for result, count in results.items() if count},
        share=got / (question.points * len(answers)) if question.points else 0.0,
        picked=_picked(record, index, answers),
        best=best,
        weakest=weakest,
        telling=telling(sum(it.is_right for it in answers), len(answers), best, weakest),
    )


def groups(right: Sequence[bool], others: Sequence[int]) -> tuple[Group, Group]:
    """Return the best and the weakest papers by their points on the other questions.

    Both are empty where no line can be drawn between them.
    """
    size = max(1, round(_KELLEY * len(others)))
    ordered = sorted(others)
    low, high = ordered[size - 1], ordered[-size]
    if low >= high:
        return Group(), Group()
    return (
        _group(mark for mark, score in zip(right, others, strict=True) if score >= high),
        _group(mark for mark, score in zip(right, others, strict=True) if score <= low),
    )


def _group(right: Iterable[bool]) -> Group:
    marks = list(right)
    return Group(right=sum(marks), papers=len(marks))


def telling(right: int, papers: int, best: Group, weakest: Group) -> Telling:
    """Return how a question tells good from weak learners, as far as that can be said."""
    if papers < ENOUGH:
        return Telling.TOO_FEW
    if right in {0, papers}:
        return Telling.EVERYBODY if right else Telling.NOBODY
    if not (best.papers and weakest.papers):
        return Telling.TOO_ALIKE
    difference = best.right / best.papers - weakest.right / weakest.papers
    if difference <= 0:
        return Telling.NOT
    return Telling.HARDLY if difference < _HARDLY else Telling.WELL


def _picked(record: SheetRecord, index: int, answers: Sequence[Marked]) -> tuple[Picked, ...]:
    """Count the options that were filled in, with letters and order of the first version."""
    first = next(slot for slot in record.papers[0].slots if slot.question == index)
    area = area_of(record.quiz.questions[index], first.shown)
    if not isinstance(area, Bubbles):
        return ()
    entries = [(it.given.entry, it.given.answer.chosen) for it in answers]
    counts = Counter(entry.shown[at] for entry, chosen in entries for at in chosen)
    return tuple(
        Picked(
            letter=bubble.letter,
            text=bubble.option.text,
            correct=bubble.option.correct,
            count=counts[each],
        )
        for bubble, each in zip(area.bubbles, first.shown, strict=True)
    )
