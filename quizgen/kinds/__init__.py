"""The question kinds: each a rule that asks a card in one way, in a file of its own.

A kind is open in what it makes of a fact and closed in how it is answered: every question has one
of the five responses of :mod:`quizgen.model`. To add a kind, write its file and put it into
:data:`KINDS`.
"""

from collections.abc import Iterator
from typing import Protocol

from quizgen.distractors import DeckIndex
from quizgen.kinds.choice import ChoiceKind
from quizgen.kinds.cloze import ClozeKind
from quizgen.kinds.list import ListKind
from quizgen.kinds.matching import MatchingKind
from quizgen.kinds.multi_select import MultiSelectKind
from quizgen.kinds.numeric import NumericKind
from quizgen.kinds.odd_one_out import OddOneOutKind
from quizgen.kinds.ordering import OrderingKind
from quizgen.kinds.recall import RecallKind
from quizgen.kinds.reverse import ReverseKind
from quizgen.kinds.true_false import TrueFalseKind
from quizgen.kinds.typed import TypedKind
from quizgen.model import Fact, Question

__all__ = ["KINDS", "Kind"]


class Kind(Protocol):
    """A rule that makes questions from a fact."""

    name: str
    #: One sentence for help texts.
    summary: str
    #: What a fact must have to be asked so, for whoever wonders why there is no such question.
    needs: str

    def usual(self, fact: Fact) -> bool:
        """Tell whether a fact is asked so without being told to by ``kinds``."""
        ...

    def questions(self, fact: Fact, index: DeckIndex) -> Iterator[Question]:
        """Yield the questions that the fact allows in this kind; a retired one allows none."""
        ...


KINDS: tuple[Kind, ...] = (
    RecallKind(),
    ReverseKind(),
    ClozeKind(),
    TypedKind(),
    ListKind(),
    NumericKind(),
    ChoiceKind(),
    MultiSelectKind(),
    TrueFalseKind(),
    OrderingKind(),
    MatchingKind(),
    OddOneOutKind(),
)
"""All kinds, in the order in which a card's questions are listed."""
