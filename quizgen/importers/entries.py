"""What is found in a file of another program, before it becomes a fact."""

from dataclasses import dataclass, field

from quizgen.model import Position
from quizgen.problems import Problem, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A question and its answer, or a term and its meaning, as texts of a deck."""

    #: Where it stands in the file.
    line: int
    ask: str
    answer: str
    is_term: bool = False
    #: Parts of ``ask`` to leave blank: it is a statement then, and ``answer`` is empty.
    blanks: tuple[str, ...] = ()
    id: str = ""
    topic: str = ""
    why: str = ""
    hint: str = ""
    at: str = ""
    also: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    #: It is asked the other way round too.
    reverse: bool = False
    #: Path of a picture from the deck's folder, shown with the question.
    image: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A relation of a table and the object of each subject, with its line."""

    relation: str
    subject_type: str
    rows: dict[str, tuple[str, int]]


@dataclass(slots=True, kw_only=True)
class Finds:
    """What was found in a file, and what could not be used."""

    file: str
    title: str = ""
    entries: list[Entry] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def report(
        self, code: str, message: str, line: int, hint: str = "", *, fatal: bool = True
    ) -> None:
        """Collect a problem with a line; a fatal one costs the line its place in the deck."""
        self.problems.append(
            Problem(
                severity=Severity.ERROR if fatal else Severity.WARNING,
                code=code,
                message=message,
                hint=hint,
                position=Position(file=self.file, line=line, column=1),
            )
        )
