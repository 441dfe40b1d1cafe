"""The cards that there are to ask, and their questions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from quizgen.model import CardId, Question

Fact = tuple[str, str]
"""Deck and fact: what cards that are siblings have in common."""


class Stock(Protocol):
    """The cards that there are to ask, and the questions of each, made when they are asked for."""

    @property
    def facts(self) -> Mapping[CardId, Fact]:
        """Each card's deck and fact; a deck's new cards come in this order."""

    def questions(self, card: CardId) -> Sequence[Question]:
        """All questions of a card; at least one."""


class MadeStock:
    """A stock of questions that have been made already."""

    def __init__(self, questions: Iterable[Question]) -> None:
        """Group the questions by card."""
        self._asked: dict[CardId, list[Question]] = {}
        for question in questions:
            self._asked.setdefault(question.card, []).append(question)
        self.facts = {card: (asked[0].deck, asked[0].fact) for card, asked in self._asked.items()}

    def questions(self, card: CardId) -> Sequence[Question]:
        """All questions of a card."""
        return self._asked[card]


class PartOfStock:
    """Some cards of a stock."""

    def __init__(self, stock: Stock, wanted: Callable[[CardId, Fact], bool]) -> None:
        """Choose the cards."""
        self.facts = {card: fact for card, fact in stock.facts.items() if wanted(card, fact)}
        self.questions = stock.questions
