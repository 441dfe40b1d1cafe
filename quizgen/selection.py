"""Which questions go on a sheet, and how their options are arranged.

A sheet asks each fact once as long as there are facts, mixes the kinds, and never asks a relation
both ways: then each stem would answer another question. Its key positions are balanced, so that
no letter is a better guess than another.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from types import MappingProxyType
from typing import assert_never

from quizgen.distractors import fold
from quizgen.model import (
    AcceptedKey,
    CardId,
    Choice,
    Deck,
    Direction,
    Link,
    ListKey,
    Match,
    NumberKey,
    Option,
    Order,
    Question,
    Quiz,
    QuizDeck,
    Recall,
    Typed,
)
from quizgen.wording import quantity

_SHARES: Mapping[str, int] = MappingProxyType(
    {"choice": 3, "typed": 2, "true-false": 2, "cloze": 2, "recall": 1, "reverse": 1}
)
"""How often a kind comes relative to the others, where facts allow it; any other counts 2."""

_FORMS = ("recall", "cloze", "reverse")
"""The kinds that a card has by the shape of its fact, the first that it has first."""

_PHRASE = 4
"""Words of a key that is looked for in other stems."""

_TELLING = 3
"""Letters from which a key in another stem gives something away."""


def pick_quiz(
    questions: Sequence[Question],
    decks: Sequence[Deck],
    *,
    count: int | None,
    seed: str,
    title: str = "",
) -> Quiz:
    """Pick and arrange the questions of a sheet; the same inputs give the same sheet.

    Args:
        questions: what to pick from; their order does not matter.
        decks: what they were generated from.
        count: how many; ``None`` or more than there are: one for each card.
        seed: decides everything that is left to chance.
        title: of the sheet; by default the decks' titles.
    """
    rng = Random(f"quiz {seed}")  # noqa: S311  # a draw that can be repeated, no secret
    answers = _Answers(questions, decks)
    picked = _pick(_one_way(sorted(questions, key=lambda it: it.id), rng), count, answers, rng)
    rng.shuffle(picked)
    return _quiz(tuple(_balanced(picked, rng)), decks, seed, title)


def whole_quiz(questions: Sequence[Question], decks: Sequence[Deck], title: str = "") -> Quiz:
    """Return all questions as they are, in their order: data, not a sheet to hand out."""
    return _quiz(tuple(questions), decks, "", title)


def _quiz(questions: tuple[Question, ...], decks: Sequence[Deck], seed: str, title: str) -> Quiz:
    languages = Counter(deck.language for deck in decks)
    return Quiz(
        title=title or ", ".join(deck.title for deck in decks),
        language=languages.most_common(1)[0][0] if languages else "en",
        notice=" ".join(dict.fromkeys(deck.notice for deck in decks if deck.notice)),
        seed=seed,
        decks=tuple(QuizDeck(id=it.id, title=it.title, digest=it.digest) for it in decks),
        questions=questions,
    )


def arrange(question: Question, seed: str) -> Question:
    """Put the options of a choice into the order that the seed gives; fixed ones stay."""
    response = question.response
    if not isinstance(response, Choice) or response.fixed:
        return question
    options = list(response.options)
    rng = Random(f"options {question.id} {seed}")  # noqa: S311  # the same
    rng.shuffle(options)
    return replace(question, response=replace(response, options=tuple(options)))


def one_per_card(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Return one question for each card, in the form that its fact's shape gives it."""
    cards: dict[CardId, list[Question]] = {}
    for question in questions:
        cards.setdefault(question.card, []).append(question)

    def form(question: Question) -> int:
        return _FORMS.index(question.kind) if question.kind in _FORMS else len(_FORMS)

    return tuple(min(asked, key=form) for asked in cards.values())


def _one_way(questions: Sequence[Question], rng: Random) -> list[Question]:
    """Keep one direction of each relation: the one in which more facts can be asked."""
    facts: dict[tuple[str, str], dict[Direction, set[str]]] = {}
    for it in questions:
        directions = facts.setdefault((it.deck, it.relation), {})
        directions.setdefault(it.direction, set()).add(it.fact)
    kept = {
        relation: max(sorted(directions), key=lambda it: (len(directions[it]), rng.random()))
        for relation, directions in facts.items()
    }
    return [it for it in questions if kept[it.deck, it.relation] is it.direction]


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


class _Answers:
    """What answers each card."""

    def __init__(self, questions: Iterable[Question], decks: Iterable[Deck]) -> None:
        """Group the questions by card; keys are looked at when they are needed."""
        self._asked: dict[CardId, list[Question]] = {}
        for question in questions:
            self._asked.setdefault(question.card, []).append(question)
        self._links = {
            (deck.id, fact.id): fact.shape
            for deck in decks
            for fact in deck.facts
            if isinstance(fact.shape, Link)
        }
        self._known: dict[CardId, frozenset[str]] = {}

    def of(self, card: CardId) -> frozenset[str]:
        """Return the folded keys of a card that another stem could give away."""
        known = self._known.get(card)
        if known is None:
            texts = (text for question in self._asked[card] for text in self._texts(question))
            known = self._known[card] = frozenset(filter(_is_telling, map(fold, texts)))
        return known

    def _texts(self, question: Question) -> Iterable[str]:
        """Return the keys of a question; a statement's are the objects that make it true."""
        if question.kind != "true-false":
            return _key_texts(question)
        link = self._links.get((question.deck, question.fact))
        return (value.text for value in link.values) if link else ()


def _is_telling(key: str) -> bool:
    """Tell whether a folded key is long and short enough to be met in a stem."""
    return len(key) >= _TELLING and len(key.split()) <= _PHRASE


@dataclass(slots=True, kw_only=True)
class _Sheet:
    """What has been picked."""

    #: What answers each card, however it is asked: a true statement holds its own answer.
    answers: _Answers
    questions: list[Question] = field(default_factory=list)
    cards: set[CardId] = field(default_factory=set)
    facts: set[tuple[str, str]] = field(default_factory=set)
    groups: Counter[_Group] = field(default_factory=Counter)
    keys: set[str] = field(default_factory=set)
    phrases: set[str] = field(default_factory=set)

    def takes(self, question: Question, rule: _Rule) -> bool:
        """Tell whether a question may join the sheet."""
        if question.card in self.cards:
            return False
        if rule.fresh and (question.deck, question.fact) in self.facts:
            return False
        return not rule.apart or (
            self.phrases.isdisjoint(self.answers.of(question.card))
            and self.keys.isdisjoint(_phrases(question.stem))
        )

    def add(self, question: Question) -> None:
        """Put a question on the sheet."""
        self.questions.append(question)
        self.cards.add(question.card)
        self.facts.add((question.deck, question.fact))
        self.groups[_group(question)] += 1
        self.keys.update(self.answers.of(question.card))
        self.phrases.update(_phrases(question.stem))

    def load(self, group: _Group) -> tuple[float, int]:
        """Return how well a kind is served, and a statement's truth within it."""
        kind, truth = group
        total = self.groups[kind, True] + self.groups[kind, False]
        return total / _SHARES.get(kind, 2), self.groups[kind, truth]

    def tips(self, group: _Group) -> bool:
        """Tell whether one more of a group would leave true and false out of balance."""
        kind, truth = group
        return kind == "true-false" and self.groups[group] > self.groups[kind, not truth]


def _pick(
    questions: list[Question], count: int | None, answers: _Answers, rng: Random
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


def _key_texts(question: Question) -> tuple[str, ...]:
    response = question.response
    match response:
        case Recall(answer=answer, also=also):
            return (answer, *also)
        case Typed(key=key):
            return _typed_texts(key)
        case Choice(options=options):
            return tuple(it.text for it in options if it.correct)
        case Order() | Match():
            return ()
        case _:
            assert_never(response)


def _typed_texts(key: AcceptedKey | NumberKey | ListKey) -> tuple[str, ...]:
    match key:
        case AcceptedKey(accepted=accepted):
            return accepted
        case NumberKey(value=value, unit=unit):
            return (quantity(value, unit),)
        case ListKey(values=values):
            return tuple(value[0] for value in values)
        case _:
            assert_never(key)


def _phrases(stem: str) -> Iterator[str]:
    """List the runs of a few words in a stem."""
    words = fold(stem).split()
    for length in range(1, _PHRASE + 1):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])


def _balanced(questions: Sequence[Question], rng: Random) -> Iterator[Question]:
    """Give each letter as many keys as any other, among questions of as many options."""
    counts = Counter(size for it in questions if (size := _shuffled(it)))
    positions = {size: _positions(size, count, rng) for size, count in sorted(counts.items())}
    for question in questions:
        size, response = _shuffled(question), question.response
        if size and isinstance(response, Choice):
            options = _placed(response.options, positions[size].pop(), rng)
            yield replace(question, response=replace(response, options=options))
        else:
            yield question


def _shuffled(question: Question) -> int:
    """Return how many options a choice has that are shown in any order, else 0."""
    response = question.response
    shuffled = isinstance(response, Choice) and not response.fixed and not response.several
    return len(response.options) if isinstance(response, Choice) and shuffled else 0


def _positions(size: int, count: int, rng: Random) -> list[int]:
    positions = [*range(size)] * (count // size) + rng.sample(range(size), count % size)
    rng.shuffle(positions)
    return positions


def _placed(options: Sequence[Option], position: int, rng: Random) -> tuple[Option, ...]:
    """Shuffle the wrong options and put the key into its position."""
    key = next(option for option in options if option.correct)
    wrong = sorted((option for option in options if not option.correct), key=lambda it: it.text)
    rng.shuffle(wrong)
    return (*wrong[:position], key, *wrong[position:])
