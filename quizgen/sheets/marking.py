"""Marks a paper: what each answer is worth, and why.

An answer is right or wrong, as in the terminal; how much of it is right is told beside that.
Where the program cannot judge, which is so of an answer in somebody's own words, it says so and
gives no point until the marker does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizgen.marking import mark
from quizgen.model import Mark, Match, Recall, Verdict
from quizgen.sheets.areas import Boxes, Bubbles, Columns, Form
from quizgen.sheets.given import Given
from quizgen.sheets.layout import Sheet

_OPEN = "not-in-notes"


class Result(StrEnum):
    """What became of an answer."""

    RIGHT = "right"
    SLIP = "slip"
    PARTLY = "partly"
    """The marker gave some of its points."""
    WRONG = "wrong"
    EMPTY = "empty"
    SPOILT = "spoilt"
    TO_JUDGE = "to judge"
    """The program cannot tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """An answer with its mark."""

    given: Given
    result: Result
    points: int
    #: The program's; ``None`` where there was nothing to mark.
    mark: Mark | None = None
    #: How many of its parts are right, and how many there are; of what has parts.
    parts: tuple[int, int] | None = None

    @property
    def most(self) -> int:
        """What the question is worth."""
        return self.given.entry.question.points

    @property
    def is_right(self) -> bool:
        """It got all its points; a slip is right."""
        return self.result in {Result.RIGHT, Result.SLIP}


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPoints:
    """The points of a topic; an empty name stands for questions without one."""

    topic: str
    points: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedSheet:
    """A paper with the marks of all its answers, in the order of its numbers."""

    sheet: Sheet
    marked: tuple[Marked, ...]

    @property
    def points(self) -> int:
        """The points got."""
        return sum(it.points for it in self.marked)

    @property
    def share(self) -> float:
        """The part of all points that was got; 0 where there are none to get."""
        return self.points / self.sheet.points if self.sheet.points else 0.0

    @property
    def right(self) -> int:
        """How many questions got all their points."""
        return sum(it.is_right for it in self.marked)

    def with_result(self, *results: Result) -> tuple[Marked, ...]:
        """Return the answers of which that became."""
        return tuple(it for it in self.marked if it.result in results)

    def topics(self) -> tuple[TopicPoints, ...]:
        """Return the points of each topic, in the order of the quiz."""
        questions = self.sheet.quiz.questions
        names = dict.fromkeys(sorted((it.topic for it in questions), key=lambda it: not it))
        found = {name: [it for it in self.marked if _topic(it) == name] for name in names}
        return tuple(
            TopicPoints(
                topic=name, points=sum(it.points for it in part), most=sum(it.most for it in part)
            )
            for name, part in found.items()
        )


def mark_sheet(sheet: Sheet, given: Sequence[Given]) -> MarkedSheet:
    """Mark all answers of a paper."""
    return MarkedSheet(sheet=sheet, marked=tuple(map(mark_given, given)))


def mark_given(given: Given) -> Marked:
    """Mark one answer."""
    if given.spoilt:
        return Marked(given=given, result=Result.SPOILT, points=0)
    if given.empty:
        return Marked(given=given, result=Result.EMPTY, points=0)
    found = mark(given.entry.question, given.answer) if given.written else None
    parts = _parts(given)
    if given.judged is not None:
        result = _judged(given.judged, given.entry.question.points, found)
        return Marked(given=given, result=result, points=given.judged, mark=found, parts=parts)
    if found is None or found.verdict is Verdict.WRONG:
        result = Result.TO_JUDGE if _is_open(given, found) else Result.WRONG
        return Marked(given=given, result=result, points=0, mark=found, parts=parts)
    result = Result.SLIP if found.verdict is Verdict.SLIP else Result.RIGHT
    most = given.entry.question.points
    return Marked(given=given, result=result, points=most, mark=found, parts=parts)


def _topic(it: Marked) -> str:
    return it.given.entry.question.topic


def _judged(points: int, most: int, found: Mark | None) -> Result:
    if points < most:
        return Result.PARTLY if points else Result.WRONG
    # What is worth nothing is right only where it is.
    if not most and found is not None and found.verdict is Verdict.WRONG:
        return Result.WRONG
    return Result.SLIP if found and found.verdict is Verdict.SLIP else Result.RIGHT


def _is_open(given: Given, found: Mark | None) -> bool:
    own_words = isinstance(given.entry.question.response, Recall)
    return own_words or (found is not None and found.rule == _OPEN)


def _parts(given: Given) -> tuple[int, int] | None:
    """Count what is right of several letters, of pairs and of places."""
    match given.entry.area:
        case Bubbles(bubbles=bubbles) if given.entry.form is Form.SEVERAL:
            filled = set(given.answer.chosen)
            right = sum(it.option.correct == (at in filled) for at, it in enumerate(bubbles))
            return right, len(bubbles)
        case Boxes(places=places):
            return _alike(_signs(given), [str(place) for place in places])
        case Columns(letters=letters) if isinstance(given.entry.question.response, Match):
            return _alike(_signs(given), letters)
        case _:
            return None


def _signs(given: Given) -> list[str]:
    return given.written.split() if " " in given.written else list(given.written)


def _alike(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    return sum(map(str.__eq__, one, other)), len(other)
