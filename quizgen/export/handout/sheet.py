"""Lays a quiz out as a paper: parts with directions, numbered entries, and the sheet's code."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from types import MappingProxyType
from typing import assert_never

from quizgen.export.handout.areas import Area, Bubbles, Form, answers, area_of, form_of
from quizgen.model import Choice, Match, Order, Question, Quiz, Recall, Response, Typed


class Grouping(StrEnum):
    """What the parts of a paper have in common."""

    FORM = "form"
    TOPIC = "topic"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A question with its number on the paper."""

    number: int
    question: Question
    form: Form
    area: Area


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
    parts: tuple[Part, ...]
    #: Those of all parts, in the order of their numbers.
    entries: tuple[Entry, ...]
    #: What each question is worth; 0 where they differ.
    points_each: int

    @property
    def points(self) -> int:
        """The highest score."""
        return sum(entry.question.points for entry in self.entries)


_PARTS: Mapping[Form, tuple[str, str]] = MappingProxyType(
    {
        Form.CHOICE: ("Choose one answer", "Fill in the circle of the one right answer."),
        Form.SEVERAL: ("Choose all that apply", "Fill in the circle of every right answer."),
        Form.TRUE_FALSE: ("True or false", "Fill in T if the statement is true, F if it is false."),
        Form.BLANK: ("Fill in the blank", "Write what is missing."),
        Form.SHORT: ("Short answers", "Write a word, a figure or a short phrase."),
        Form.LIST: ("Lists", "Write one answer on each line."),
        Form.WRITTEN: ("Longer answers", "Write on the lines; your own words will do."),
        Form.MATCH: ("Matching", "Write into each box the letter of what belongs to it."),
        Form.ORDER: ("Putting in order", "Number the boxes, beginning with 1 for the first."),
    }
)
"""Heading and direction of each form."""

_TRUE_FALSE_OTHERWISE = "Fill in the circle of the right word."

_CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No I, L, O and U: a code is read aloud and copied by hand."""


def lay_out(quiz: Quiz, title: str, grouping: Grouping) -> Sheet:
    """Number the questions in parts; within a part they keep the quiz's order."""
    questions = sorted(quiz.questions, key=_place(quiz.questions, grouping))
    entries = tuple(
        Entry(
            number=number,
            question=question,
            form=form_of(question),
            area=area_of(question, quiz.seed),
        )
        for number, question in enumerate(questions, start=1)
    )
    return Sheet(
        title=title,
        quiz=quiz,
        grouping=grouping,
        code=_code(quiz, questions),
        parts=tuple(_by_form(entries) if grouping is Grouping.FORM else _parts(entries, grouping)),
        entries=entries,
        points_each=_points_each(entries),
    )


def _place(
    questions: Sequence[Question], grouping: Grouping
) -> Callable[[Question], tuple[int, ...]]:
    forms = list(Form)
    topics = list(dict.fromkeys(question.topic for question in questions if question.topic))
    match grouping:
        case Grouping.FORM:
            return lambda question: (forms.index(form_of(question)),)
        case Grouping.TOPIC:
            # Questions without a topic come last.
            return lambda question: (
                topics.index(question.topic) if question.topic else len(topics),
                forms.index(form_of(question)),
            )
        case Grouping.NONE:
            return lambda _: ()
        case never:
            assert_never(never)


def _by_form(entries: Iterable[Entry]) -> Iterator[Part]:
    for form, group in groupby(entries, key=lambda entry: entry.form):
        part = tuple(group)
        block = Block(
            form=form,
            direction=_direction(form, part),
            points_each=_points_each(part),
            entries=part,
        )
        yield Part(heading=_PARTS[form][0], blocks=(block,))


def _parts(entries: Sequence[Entry], grouping: Grouping) -> Iterator[Part]:
    """Head the entries by topic or not at all; directions stand where a form comes first."""
    points_each = _points_each(entries)
    headed: set[Form] = set()
    for heading, part in groupby(entries, key=lambda entry: _topic(entry, grouping)):
        blocks = []
        for form, group in groupby(part, key=lambda entry: entry.form):
            run = tuple(group)
            direction = "" if form in headed else _direction(form, run)
            headed.add(form)
            blocks.append(
                Block(form=form, direction=direction, points_each=points_each, entries=run)
            )
        yield Part(heading=heading, blocks=tuple(blocks))


def _topic(entry: Entry, grouping: Grouping) -> str:
    return entry.question.topic or "Other questions" if grouping is Grouping.TOPIC else ""


def _direction(form: Form, entries: Iterable[Entry]) -> str:
    if form is Form.TRUE_FALSE and any(_letters(entry.area) != ["T", "F"] for entry in entries):
        return _TRUE_FALSE_OTHERWISE
    return _PARTS[form][1]


def _points_each(entries: Iterable[Entry]) -> int:
    points = {entry.question.points for entry in entries}
    return points.pop() if len(points) == 1 else 0


def _letters(area: Area) -> list[str]:
    return [bubble.letter for bubble in area.bubbles] if isinstance(area, Bubbles) else []


def _code(quiz: Quiz, questions: Iterable[Question]) -> str:
    said = [quiz.seed, *(f"{deck.id} {deck.digest}" for deck in quiz.decks)]
    for question in questions:
        said += [question.id, question.stem, str(question.points), *_content(question.response)]
    digest = hashlib.sha256("\0".join(said).encode(errors="replace")).digest()
    code = "".join(_CODE_LETTERS[byte % len(_CODE_LETTERS)] for byte in digest[:6])
    return f"{code[:3]}-{code[3:]}"


def _content(response: Response) -> Iterator[str]:
    match response:
        case Choice(options=options):
            yield from (f"{option.correct:d} {option.text}" for option in options)
        case Order(items=items):
            yield from items
        case Match(pairs=pairs):
            yield from (side for pair in pairs for side in pair)
        case Recall() | Typed():
            yield from answers(response)
        case never:
            assert_never(never)
