"""What a study guide holds: a tree of parts, sections and blocks, all texts still in markup."""

from dataclasses import dataclass

from quizgen.model import Image


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A text and the stretches of it that stand out, as first and last-but-one character."""

    text: str
    keys: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What is said besides a fact."""

    why: str = ""
    #: Wrong options that the deck gives a reason for, set right in a sentence each.
    corrections: tuple[Sentence, ...] = ()
    #: Of its citation in the list of sources; 0 where it has none.
    number: int = 0
    image: Image | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A term and what it means."""

    fact: str
    term: str
    means: str
    also: str
    notes: Notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """Terms that follow one another."""

    definitions: tuple[Definition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A question and its answer."""

    fact: str
    ask: str
    answer: str
    also: str
    notes: Notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A fact that one sentence says."""

    fact: str
    sentence: Sentence
    also: str = ""
    #: How far off a figure may be.
    near: str = ""
    notes: Notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Values or steps under the words that lead to them."""

    fact: str
    lead: str
    items: tuple[str, ...]
    ordered: bool
    notes: Notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A subject and what it has in a table's relation."""

    fact: str
    subject: str
    values: str
    also: str
    notes: Notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Facts of one relation that follow one another."""

    caption: str
    #: Over the subjects; empty where nothing names them all.
    subjects: str
    values: str
    rows: tuple[Row, ...]
    #: Of the citation that all rows share; 0 where they share none, and each has its own.
    number: int

    @property
    def has_remarks(self) -> bool:
        """Whether any row says more than its value."""
        return any(row.notes.why or row.notes.corrections for row in self.rows)


Block = Glossary | Answered | Told | Listing | Table
"""The closed set of forms in which facts are set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A topic."""

    id: str
    #: Empty where the facts of a deck have no topics at all.
    topic: str
    #: The facts have no topic, but others have.
    rest: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A deck."""

    id: str
    title: str
    language: str
    notice: str
    sections: tuple[Section, ...]
    facts: int
    #: Built-in phrases that it says in English, though its language is another one.
    untranslated: tuple[str, ...]

    @property
    def topics(self) -> int:
        """How many headings it has."""
        return sum(bool(section.topic or section.rest) for section in self.sections)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A place in a work: its number, locator and quote."""

    number: int
    at: str
    quote: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A source and the places of it that are cited, by number."""

    title: str
    url: str
    #: Of the citation that names no place; 0 where each does.
    number: int
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """All of it."""

    title: str
    language: str
    #: What all decks say of themselves; else it stands with each.
    notice: str
    parts: tuple[Part, ...]
    works: tuple[Work, ...]
    #: In the order of their facts.
    images: tuple[Image, ...]

    @property
    def facts(self) -> int:
        """How many facts it holds."""
        return sum(part.facts for part in self.parts)

    @property
    def untranslated(self) -> tuple[str, ...]:
        """A line for each deck in another language that leaves phrases to the built-in English."""
        return tuple(
            f"{part.title}: in English for want of `wording:`: {', '.join(part.untranslated)}"
            for part in self.parts
            if part.untranslated
        )
