"""What stands on the two sides of a card."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from quizgen.markup import plain
from quizgen.model import Image, Question, Quiz
from quizgen.sheets import Entry, Grouping, KeyEntry, KeyLine, arranged, key_of, lay_out
from quizgen.sheets.areas import Boxes, Bubbles, Columns, Form, Lines


class Tone(StrEnum):
    """How large a passage is beside the others of its side."""

    #: The question, or a short answer.
    LEAD = "lead"
    #: Texts below each other: options, items, an answer of several parts.
    LINES = "lines"
    #: What may be read afterwards.
    SMALL = "small"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Texts of one role; several ones stand below each other, with their letters."""

    role: str
    tone: Tone
    lines: tuple[KeyLine, ...]
    #: English words of ours before the text, such as "Hint:".
    before: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columned:
    """Two passages beside each other."""

    left: Passage
    right: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What stands in the middle of one side."""

    passages: tuple[Passage | Columned, ...]
    image: Image | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Both sides of a card, and what stands small at their edges."""

    number: int
    question: Question
    front: Content
    back: Content

    @property
    def title(self) -> str:
        """Of what the answer rests on."""
        return self.question.citation.title if self.question.citation else ""

    @property
    def at(self) -> str:
        """Where in it."""
        return self.question.citation.at if self.question.citation else ""

    @property
    def label(self) -> str:
        """The card's id without what most cards share: its deck's, and that it asks forward."""
        return self.question.card.removeprefix(f"{self.question.deck}/").removesuffix("/forward")


def cards_of(quiz: Quiz, shown: Collection[Image]) -> tuple[Card, ...]:
    """Return both sides of each question's card, in the quiz's order.

    Args:
        quiz: whose seed decides in which order items and right-hand sides are printed.
        shown: the pictures that can be shown; others are described.
    """
    record = arranged(quiz, Grouping.NONE)
    sheet = lay_out(record, record.papers[0])
    return tuple(_card(key, shown) for key in key_of(sheet))


def _card(key: KeyEntry, shown: Collection[Image]) -> Card:
    question = key.entry.question
    image = question.image if question.image in shown else None
    return Card(
        number=key.entry.number,
        question=question,
        front=Content(passages=tuple(_front(key.entry, described=image is None)), image=image),
        back=Content(passages=tuple(_back(key))),
    )


def _front(entry: Entry, *, described: bool) -> Iterator[Passage | Columned]:
    question = entry.question
    yield _one("stem", Tone.LEAD, question.stem, question)
    if question.image and described:
        yield _one("picture", Tone.SMALL, question.image.alt, question, "Picture: ")
    yield from _asked(entry)
    if question.hint and isinstance(entry.area, Lines):
        yield _one("hint", Tone.SMALL, question.hint, question, "Hint: ")


def _asked(entry: Entry) -> Iterator[Passage | Columned]:
    """Yield what the question has to choose from or to put in order."""
    question = entry.question
    match entry.area:
        case Bubbles(bubbles=bubbles) if entry.form is Form.TRUE_FALSE:
            words = [bubble.option.text for bubble in bubbles]
            if not _says(question.stem, words):
                yield _one("options", Tone.LINES, " / ".join(words), question)
        case Bubbles(bubbles=bubbles):
            options = (KeyLine(label=bubble.letter, text=bubble.option.text) for bubble in bubbles)
            yield _several("options", tuple(options), question)
        case Boxes(items=items):
            yield _several("items", _dotted(items), question)
        case Columns(left=left, right=right):
            lettered = tuple(KeyLine(label=letter, text=text) for letter, text in right)
            yield Columned(
                left=_several("left", _dotted(left), question),
                right=_several("right", lettered, question),
            )
        case Lines():
            pass
        case never:
            assert_never(never)


def _says(stem: str, words: list[str]) -> bool:
    """Tell whether a stem names all options itself, as "True or false" does."""
    said = plain(stem).casefold()
    return all(plain(word).casefold() in said for word in words)


def _back(answer: KeyEntry) -> Iterator[Passage]:
    question = answer.entry.question
    lines = answer.lines
    if answer.entry.form is Form.TRUE_FALSE:
        lines = tuple(KeyLine(text=line.text) for line in lines)
    tone = Tone.LEAD if len(lines) == 1 else Tone.LINES
    yield Passage(role="answer", tone=tone, lines=lines, language=question.language)
    if answer.also:
        yield _one("also", Tone.SMALL, "; ".join(answer.also), question, "Also right: ")
    if answer.note:
        yield Passage(role="note", tone=Tone.SMALL, lines=(KeyLine(text=answer.note),))
    if question.explanation:
        yield _one("why", Tone.SMALL, question.explanation, question)


def _one(role: str, tone: Tone, text: str, question: Question, before: str = "") -> Passage:
    lines = (KeyLine(text=text),)
    return Passage(role=role, tone=tone, lines=lines, before=before, language=question.language)


def _several(role: str, lines: tuple[KeyLine, ...], question: Question) -> Passage:
    return Passage(role=role, tone=Tone.LINES, lines=lines, language=question.language)


def _dotted(texts: tuple[str, ...]) -> tuple[KeyLine, ...]:
    return tuple(KeyLine(label="•", text=text) for text in texts)
