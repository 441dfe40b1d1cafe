"""Picks the questions of a sheet, one after the other."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from types import MappingProxyType

from quizgen.model import CardId, Choice, Image, Question
from quizgen.selection.answers import Answers, phrases

_SHARES: Mapping[str, int] = MappingProxyType(
    {"choice": 3, "typed": 2, "true-false": 2, "cloze": 2, "recall": 1, "reverse": 1}
)
"""How often a kind comes relative to the others, where facts allow it; any other counts 2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """What a question must fulfil to be taken."""

    #: No other question is about its fact.
    fresh: bool
    #: Neither its stem holds another key, nor another stem its key.
    apart: bool
    #: True and false statements are kept in balance.
    even: bool


_RULES = (
    _Rule(fresh=True, apart=True, even=True),
    _Rule(fresh=True, apart=True, even=False),
    _Rule(fresh=True, apart=False, even=False),
    _Rule(fresh=False, apart=True, even=False),
    _Rule(fresh=False, apart=False, even=False),
)
"""From the strictest to what fills a sheet from a small deck."""

_Group = tuple[str, bool]
"""A kind; true-false is two, by which of the two is right."""


@dataclass(slots=True, kw_only=True)
class _Sheet:
    """What has been picked."""

    #: What answers each card, however it is asked: a true statement holds its own answer.
    answers: Answers
    questions: list[Question] = field(default_factory=list)
    cards: set[CardId] = field(default_factory=set)
    #: What is asked; the same words may be asked of another picture.
    asked: set[tuple[str, Image | None]] = field(default_factory=set)
    facts: set[tuple[str, str]] = field(default_factory=set)
    groups: Counter[_Group] = field(default_factory=Counter)
    keys: set[str] = field(default_factory=set)
    phrases: set[str] = field(default_factory=set)

    def takes(self, question: Question, rule: _Rule) -> bool:
        """Tell whether a question may join the sheet."""
        if question.card in self.cards or _asked(question) in self.asked:
            return False
        if rule.fresh and not self.facts.isdisjoint(self.answers.facts_of(question)):
            return False
        return not rule.apart or (
            self.phrases.isdisjoint(self.answers.of(question.card))
            and self.keys.isdisjoint(phrases(question.stem))
        )

    def add(self, question: Question) -> None:
        """Put a question on the sheet."""
        self.questions.append(question)
        self.cards.add(question.card)
        self.asked.add(_asked(question))
        self.facts |= self.answers.facts_of(question)
        self.groups[_group(question)] += 1
        self.keys.update(self.answers.of(question.card))
        self.phrases.update(phrases(question.stem))

    def load(self, group: _Group) -> tuple[float, int]:
        """Return how well a kind is served, and a statement's truth within it."""
        kind, truth = group
        total = self.groups[kind, True] + self.groups[kind, False]
        return total / _SHARES.get(kind, 2), self.groups[kind, truth]

    def tips(self, group: _Group) -> bool:
        """Tell whether one more of a group would leave true and false out of balance."""
        kind, truth = group
        return kind == "true-false" and self.groups[group] > self.groups[kind, not truth]


def _asked(question: Question) -> tuple[str, Image | None]:
    return question.stem, question.image


def pick(
    questions: list[Question], count: int | None, answers: Answers, rng: Random
) -> list[Question]:
    """Take the kind that is served least, again and again, by the strictest rule that allows it."""
    rng.shuffle(questions)
    sheet = _Sheet(answers=answers)
    for rule in _RULES:
        waiting: dict[_Group, list[Question]] = {}
        for question in reversed(questions):
            waiting.setdefault(_group(question), []).append(question)
        while count is None or len(sheet.questions) < count:
            found = _next(sheet, waiting, rule)
            if found is None:
                break
            sheet.add(found)
    return sheet.questions


def _next(sheet: _Sheet, waiting: Mapping[_Group, list[Question]], rule: _Rule) -> Question | None:
    """Draw from the group that is served least; what is refused once is refused for good."""
    for group in sorted(waiting, key=lambda group: (sheet.load(group), group)):
        if rule.even and sheet.tips(group):
            continue
        while waiting[group]:
            question = waiting[group].pop()
            if sheet.takes(question, rule):
                return question
    return None


def _group(question: Question) -> _Group:
    response = question.response
    truth = isinstance(response, Choice) and response.fixed and response.options[0].correct
    return question.kind, truth and question.kind == "true-false"
