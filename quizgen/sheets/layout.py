"""Lays a paper out: parts with directions, and numbered entries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from quizgen.model import Question, Quiz
from quizgen.sheets.areas import Area, Bubbles, Form, area_of, form_of
from quizgen.sheets.codes import full_code
from quizgen.sheets.grouping import Grouping
from quizgen.sheets.record import Paper, SheetRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A question with its number on the paper."""

    number: int
    question: Question
    form: Form
    area: Area
    #: The order in which its options, items or right-hand sides are printed.
    shown: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Neighbours that are answered in the same way."""

    form: Form
    #: How to answer; empty where the paper has said it before.
    direction: str
    #: What each is worth; 0 where each has to say it for itself.
    points_each: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A headed part of the paper."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A paper, ready for the page."""

    title: str
    quiz: Quiz
    grouping: Grouping
    #: Names just this paper: its questions, their order, options and keys.
    code: str
    #: Which of several it is; empty where there is only one.
    version: str
    #: Whether the answers are written on a page of their own.
    answers_apart: bool = False
    parts: tuple[Part, ...]
    #: Those of all parts, in the order of their numbers.
    entries: tuple[Entry, ...]
    #: What each question is worth; 0 where they differ.
    points_each: int

    @property
    def points(self) -> int:
        """The highest score."""
        return sum(entry.question.points for entry in self.entries)


_HEADINGS: Mapping[Form, str] = MappingProxyType(
    {
        Form.CHOICE: "Choose one answer",
        Form.SEVERAL: "Choose all that apply",
        Form.TRUE_FALSE: "True or false",
        Form.BLANK: "Fill in the blank",
        Form.SHORT: "Short answers",
        Form.LIST: "Lists",
        Form.WRITTEN: "Longer answers",
        Form.MATCH: "Matching",
        Form.ORDER: "Putting in order",
    }
)
_HERE: Mapping[Form, str] = MappingProxyType(
    {
        Form.CHOICE: "Fill in the circle of the one right answer.",
        Form.SEVERAL: "Fill in the circle of every right answer.",
        Form.TRUE_FALSE: "Fill in T if the statement is true, F if it is false.",
        Form.BLANK: "Write what is missing.",
        Form.SHORT: "Write a word, a figure or a short phrase.",
        Form.LIST: "Write one answer on each line.",
        Form.WRITTEN: "Write on the lines; your own words will do.",
        Form.MATCH: "Write into each box the letter of what belongs to it.",
        Form.ORDER: "Number the boxes, beginning with 1 for the first.",
    }
)
"""How to answer on the paper itself."""

_APART: Mapping[Form, str] = MappingProxyType(
    {
        Form.CHOICE: "One answer is right.",
        Form.SEVERAL: "Every right answer counts.",
        Form.TRUE_FALSE: "Is the statement true?",
        Form.BLANK: "What is missing?",
        Form.SHORT: "A word, a figure or a short phrase.",
        Form.LIST: "One answer for each line of the answer sheet.",
        Form.WRITTEN: "Your own words will do.",
        Form.MATCH: "Which capital letter belongs to each small one?",
        Form.ORDER: "Which is 1, the first, and which comes next?",
    }
)
"""What is to be done, where the answers are written on a page of their own."""

_TRUE_FALSE_OTHERWISE = "Fill in the circle of the right word."


def lay_out(record: SheetRecord, paper: Paper, *, answers_apart: bool = False) -> Sheet:
    """Number a paper's questions in parts.

    Args:
        record: the papers, and what they ask.
        paper: one of them.
        answers_apart: the answers are written on a page of their own, and the directions say so.
    """
    directions = _APART if answers_apart else _HERE
    entries = tuple(
        Entry(
            number=number,
            question=question,
            form=form_of(question),
            area=area_of(question, slot.shown),
            shown=slot.shown,
        )
        for number, slot in enumerate(paper.slots, start=1)
        for question in (record.quiz.questions[slot.question],)
    )
    grouping = record.grouping
    return Sheet(
        title=record.quiz.title,
        quiz=record.quiz,
        grouping=grouping,
        code=full_code(record.code, paper.version),
        version=paper.version,
        answers_apart=answers_apart,
        parts=tuple(_parts_of(entries, grouping, directions)),
        entries=entries,
        points_each=_points_each(entries),
    )


def _parts_of(
    entries: Sequence[Entry], grouping: Grouping, directions: Mapping[Form, str]
) -> Iterator[Part]:
    if grouping is Grouping.FORM:
        return _by_form(entries, directions)
    return _parts(entries, grouping, directions)


def _by_form(entries: Iterable[Entry], directions: Mapping[Form, str]) -> Iterator[Part]:
    for form, group in groupby(entries, key=lambda entry: entry.form):
        part = tuple(group)
        block = Block(
            form=form,
            direction=_direction(form, part, directions),
            points_each=_points_each(part),
            entries=part,
        )
        yield Part(heading=_HEADINGS[form], blocks=(block,))


def _parts(
    entries: Sequence[Entry], grouping: Grouping, directions: Mapping[Form, str]
) -> Iterator[Part]:
    """Head the entries by topic or not at all; directions stand where a form comes first."""
    points_each = _points_each(entries)
    headed: set[Form] = set()
    for heading, part in groupby(entries, key=lambda entry: _topic(entry, grouping)):
        blocks = []
        for form, group in groupby(part, key=lambda entry: entry.form):
            run = tuple(group)
            direction = "" if form in headed else _direction(form, run, directions)
            headed.add(form)
            blocks.append(
                Block(form=form, direction=direction, points_each=points_each, entries=run)
            )
        yield Part(heading=heading, blocks=tuple(blocks))


def _topic(entry: Entry, grouping: Grouping) -> str:
    return entry.question.topic or "Other questions" if grouping is Grouping.TOPIC else ""


def _direction(form: Form, entries: Iterable[Entry], directions: Mapping[Form, str]) -> str:
    direction = directions[form]
    if direction == _HERE[Form.TRUE_FALSE] and any(
        _letters(entry.area) != ["T", "F"] for entry in entries
    ):
        return _TRUE_FALSE_OTHERWISE
    return direction


def _points_each(entries: Iterable[Entry]) -> int:
    points = {entry.question.points for entry in entries}
    return points.pop() if len(points) == 1 else 0


def _letters(area: Area) -> list[str]:
    return [bubble.letter for bubble in area.bubbles] if isinstance(area, Bubbles) else []
