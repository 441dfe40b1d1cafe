"""What is computed from facts: questions in five closed responses, and quizzes of them."""

from dataclasses import dataclass
from enum import StrEnum

from quizgen.model.places import Citation, Image

CardId = str
"""``deck/fact/direction``, with ``#slot`` for the later blanks of a statement; one memory."""

QuestionId = str
"""A card asked in a kind: ``deck/fact/direction/kind``."""


class Direction(StrEnum):
    """Which way round a fact is asked."""

    FORWARD = "forward"
    REVERSE = "reverse"


def card_id(deck: str, fact: str, direction: Direction, slot: str = "") -> CardId:
    """The id of a card; schedules, Anki guids and card ids come from it alone."""
    return f"{deck}/{fact}/{direction}" + (f"#{slot}" if slot else "")


def question_id(card: CardId, kind: str) -> QuestionId:
    """The id of a card asked in a kind."""
    return f"{card}/{kind}"


class ProofTag(StrEnum):
    """Why an option is certainly wrong (the rules are in :mod:`quizgen.distractors`)."""

    STATED = "P0"
    """The opposite of the fact itself, as in a true-false question."""
    FUNCTIONAL = "P1"
    """The subject has exactly one object, and this is another one."""
    COMPLETE = "P2"
    """The list is complete, and this is not on it."""
    DECLARED = "P3"
    """The author declares it wrong."""
    DISJOINT = "P4"
    """It is of a type that nothing asked for can be."""
    REVERSE = "P5"
    """Its own objects are all known, and none is the one asked about."""
    NUMERIC = "P6"
    """The figure lies outside the tolerance."""
    ORDER = "P7"
    """The stated order contradicts it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Why a distractor is wrong: the rule, and in a sentence what it rests on."""

    tag: ProofTag
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One displayed alternative: a key, or a distractor with its proof."""

    text: str
    correct: bool
    proof: Proof | None = None
    #: What to tell somebody who picks it.
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """Say it to yourself, look, and rate yourself."""

    answer: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedKey:
    """Texts that count as right; the first is the one to show.

    ``others`` are the deck's other terms: a reply that names one of them is never a misspelling
    of the key.
    """

    accepted: tuple[str, ...]
    others: tuple[str, ...] = ()
    case_sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberKey:
    """A figure with unit and tolerance, each as the author typed it."""

    value: str
    unit: str = ""
    tolerance: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListKey:
    """Several values, each with its accepted forms (the first is the one to show)."""

    values: tuple[tuple[str, ...], ...]
    #: How many of them make the answer right.
    at_least: int
    ordered: bool = False
    #: There are no others; in an open list an unlisted answer is only "not in these notes".
    complete: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """Type it, and the program marks it."""

    key: AcceptedKey | NumberKey | ListKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Pick the key, or all keys where there are several; options in the order to show."""

    options: tuple[Option, ...]
    several: bool = False
    #: The order means something (true before false, numbers by size): do not shuffle.
    fixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Put the items in order; they stand here in the right one."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Find the right-hand side of each left-hand side."""

    pairs: tuple[tuple[str, str], ...]


Response = Recall | Typed | Choice | Order | Match
"""The closed set of answer formats that every consumer handles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A card asked in a kind."""

    id: QuestionId
    card: CardId
    deck: str
    fact: str
    kind: str
    direction: Direction
    stem: str
    response: Response
    #: Said after the answer: why it is so.
    explanation: str = ""
    citation: Citation | None = None
    hint: str = ""
    topic: str = ""
    tags: tuple[str, ...] = ()
    image: Image | None = None
    #: What the sheet takes one direction per (a relation's name, or the fact's shape).
    relation: str = ""
    language: str = "en"
    points: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizDeck:
    """A deck that a quiz draws on, and the state its text was in."""

    id: str
    title: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiz:
    """A title and an ordered selection of questions: what an exporter receives."""

    title: str
    language: str
    #: What every output must say, such as "not medical advice".
    notice: str = ""
    seed: str = ""
    decks: tuple[QuizDeck, ...] = ()
    questions: tuple[Question, ...] = ()
