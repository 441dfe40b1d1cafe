"""What is kept of printed papers."""

from dataclasses import dataclass

from quizgen.model import Quiz
from quizgen.sheets.grouping import Grouping


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place on a paper."""

    #: Index of the question in the record's quiz.
    question: int
    #: Order in which its options, items or right-hand sides are printed; empty where it has none.
    shown: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One version: the quiz's questions in the order of their numbers."""

    #: ``A``, ``B``, …; empty where there is only one.
    version: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRecord:
    """The papers that were printed of a quiz, complete enough to mark them."""

    #: Names just these papers; that of one paper adds its version.
    code: str
    grouping: Grouping
    #: Under the title that was printed.
    quiz: Quiz
    papers: tuple[Paper, ...]
