"""What an author curates: decks of facts, each in one of six shapes, with its citation.

Every text may hold the light markup of :mod:`quizgen.markup`. Empty strings and empty tuples
mean "not given".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from quizgen.model.places import Citation, Image, Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A work that facts cite."""

    id: str
    title: str
    url: str = ""
    sha256: str = ""
    #: Where the author keeps the text, relative to the deck file.
    file: str = ""
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A statement of a source that no fact uses, and why."""

    source: str
    at: str
    quote: str
    why: str
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A wrong option that the author declares false, with the reason where it is not obvious."""

    text: str
    why: str = ""
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One object of a relation, with its other accepted forms."""

    text: str
    also: tuple[str, ...] = ()
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A named thing of the subject: its type, other names and wholes make options comparable."""

    name: str
    #: What it is (``a: disorder`` in the deck).
    type: str = ""
    also: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    plural: str = ""
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How things hang together, and how to ask for it.

    The wording fields are templates with the slots ``<subject>``, ``<Subject>``, ``<object>``,
    ``<Object>``, ``<a subject>``, ``<a object>``, ``<the subject>``, ``<the object>`` and ``<n>``.
    """

    name: str
    #: Type of the things that it starts from and leads to.
    subject_type: str = ""
    object_type: str = ""
    #: Every subject has exactly one object.
    one: bool = False
    #: Every fact of this relation names all its objects.
    complete: bool = False
    symmetric: bool = False
    ask: str = ""
    ask_back: str = ""
    #: Stem of a choice question; ``ask`` of a list often reads "Name …", which fits no options.
    ask_which: str = ""
    #: Stem of a question with several right options.
    ask_which_all: str = ""
    say: str = ""
    #: ``None``: by default (a reverse card where the relation is one-to-one in its table).
    reverse: bool | None = None
    position: Position


EFFECT = "effect"
"""The relation from a cause to its effects (keys ``cause`` and ``effect``); it is always there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A question and its answer, as the author words them (keys ``ask`` and ``answer``)."""

    ask: str
    answer: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term and what it means; ``also`` holds the term's other names."""

    term: str
    means: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A subject's objects in a relation: one value, or a list that is open unless complete.

    A table is read as one such fact per row.
    """

    subject: str
    #: Name of a :class:`Relation` of the deck.
    relation: str
    values: tuple[Value, ...]
    #: The list names all objects there are, by the source.
    complete: bool = False
    #: The subject has exactly one object.
    one: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """A part of a statement that may be left out, with the wrong options that fit in its place."""

    text: str
    #: Name in the card id; the first blank's is empty, so that a second one may join it later.
    slot: str = ""
    #: Where ``text`` begins in the statement, in characters.
    start: int
    also: tuple[str, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A true sentence with blanks (keys ``say`` and ``cloze``)."""

    say: str
    blanks: tuple[Blank, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A quantity of a subject; figures stay as the author typed them."""

    subject: str
    value: str
    unit: str = ""
    #: How far off an answer may be, in the same unit; empty means exact.
    tolerance: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The ordered steps of something."""

    subject: str
    steps: tuple[str, ...]


Shape = Pair | Term | Link | Statement | Number | Steps
"""The closed set of shapes a fact may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One curated statement with its authored id, shape and citation."""

    #: Unique in the deck; a table row's is ``<table id>/<subject>`` unless it gives one.
    id: str
    #: Ids that this fact had before; its history comes along.
    was: tuple[str, ...] = ()
    shape: Shape
    #: Options that the author declares wrong for the forward question.
    wrong: tuple[Wrong, ...] = ()
    #: Contested options: never offered, neither as key nor as distractor.
    never: tuple[str, ...] = ()
    #: Own wording that overrides the relation's and the built-in one.
    ask: str = ""
    ask_back: str = ""
    ask_which: str = ""
    #: Stem of a question with several right options.
    ask_which_all: str = ""
    say: str = ""
    why: str = ""
    hint: str = ""
    topic: str = ""
    tags: tuple[str, ...] = ()
    image: Image | None = None
    #: Only these kinds (``None``: all that suit), and never those of ``skip``.
    kinds: tuple[str, ...] | None = None
    skip: tuple[str, ...] = ()
    #: Whether there is a reverse card; ``None``: by the shape's default.
    reverse: bool | None = None
    retired: bool = False
    citation: Citation | None = None
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """Metadata and facts under one id that is fixed for ever."""

    id: str
    title: str
    language: str = "en"
    notice: str = ""
    sources: Mapping[str, Source] = field(default_factory=dict)
    skipped: tuple[Skipped, ...] = ()
    things: Mapping[str, Thing] = field(default_factory=dict)
    #: Sets of types of which nothing is two at once.
    disjoint: tuple[frozenset[str], ...] = ()
    relations: Mapping[str, Relation] = field(default_factory=dict)
    #: Own templates for built-in phrases, by the names of :data:`quizgen.wording.PHRASES`.
    wording: Mapping[str, str] = field(default_factory=dict)
    kinds: tuple[str, ...] | None = None
    skip: tuple[str, ...] = ()
    #: Whether each topic is to have a subdeck of its own in Anki.
    subdecks: bool = True
    facts: tuple[Fact, ...] = ()
    #: SHA-256 of the deck's text, in hexadecimal.
    digest: str = ""
    position: Position
