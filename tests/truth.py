"""What is so, whatever a deck says of it; and what a question says is so.

A question claims of each option, pair or accepted answer that it is right or wrong. Judged against
the truth it may be neither: contested, unproven or unknown, and then it must not be claimed.
"""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from quizgen.distractors import figure
from quizgen.model import (
    AcceptedKey,
    Choice,
    Deck,
    Direction,
    Fact,
    Link,
    ListKey,
    Match,
    Number,
    NumberKey,
    Order,
    Question,
    Recall,
    Steps,
    Typed,
)

AFTER = "right after"
"""The relation of a step to the one that follows it; a fact's steps are told apart by its id."""

AMOUNT = "is"
"""The relation of a quantity to its figure."""

Key = tuple[str, str]
"""A relation and the main name of a subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a question says of a subject and an object: that it is so, or that it is not."""

    relation: str
    subject: str
    object: str
    true: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is true of each subject, by main names."""

    #: Everything that is true, what follows from part and whole included.
    objects: Mapping[Key, AbstractSet[str]]
    #: What may be true or not.
    unsure: Mapping[Key, AbstractSet[str]] = field(default_factory=dict)
    #: Of what there may be more than is known.
    open: AbstractSet[Key] = frozenset()
    #: What a complete list says, without what follows from it.
    lists: Mapping[Key, AbstractSet[str]] = field(default_factory=dict)
    #: The exact figure that a told one is rounded from.
    figures: Mapping[Key, Decimal] = field(default_factory=dict)
    #: The exact amount of a subject, and how far off an answer may be.
    amounts: Mapping[Key, tuple[Decimal, Decimal]] = field(default_factory=dict)
    #: Any name without regard to case → the main one.
    names: Mapping[str, str]

    def key(self, relation: str, subject: str) -> Key:
        """The key of a subject by any of its names."""
        return relation, self.names[subject.casefold()]

    def judge(self, claim: Claim) -> bool | None:
        """Whether it is so; ``None`` where nobody can tell."""
        key = self.key(claim.relation, claim.subject)
        if key in self.figures:
            return rounds_to(self.figures[key], claim.object)
        if key in self.amounts:
            exact, tolerance = self.amounts[key]
            return abs(_value(claim.object) - exact) <= tolerance
        name = self.names[claim.object.casefold()]
        if key not in self.objects:
            return None
        if name in self.objects[key]:
            return True
        if key in self.open or name in self.unsure.get(key, ()):
            return None
        return False

    def errors(self, question: Question, fact: Fact, deck: Deck) -> list[Claim]:
        """What a question says that is not certainly so."""
        found = [it for it in claims(question, fact, deck) if self.judge(it) is not it.true]
        return found + [it for it in self._of_figures(question, fact) if not it.true]

    def _of_figures(self, question: Question, fact: Fact) -> Iterator[Claim]:
        """How long a list is said to be, and what order figures are said to have."""
        link = fact.shape
        match question.response:
            case Order(items=items) if isinstance(link, Link):
                sizes = [self.figures[self.key(link.relation, it)] for it in items]
                rising = all(one < other for one, other in pairwise(sizes))
                yield _claim(link, " < ".join(items), true=rising)
            case Typed(key=NumberKey(value=value)) if isinstance(link, Link) and not link.one:
                length = len(self.lists[self.key(link.relation, link.subject)])
                yield _claim(link, value, true=value == str(length))
            case Typed(key=ListKey(complete=False)):
                assert "Name all" not in question.stem
            case Typed(key=ListKey(values=values)) if isinstance(link, Link):
                named = {self.names[forms[0].casefold()] for forms in values}
                every = self.lists[self.key(link.relation, link.subject)]
                yield _claim(link, ", ".join(sorted(named)), true=named == every)
            case _:
                pass


def _claim(link: Link, text: str, *, true: bool) -> Claim:
    return Claim(relation=link.relation, subject=link.subject, object=text, true=true)


def _value(text: str) -> Decimal:
    told = figure(text)
    assert told is not None, text
    return told.value


def rounds_to(exact: Decimal, text: str) -> bool:
    """Whether a figure is another one, rounded to as many places as it has."""
    told = figure(text)
    assert told is not None, text
    return abs(told.value - exact) <= Decimal(1).scaleb(-told.decimals) / 2


def claims(question: Question, fact: Fact, deck: Deck) -> Iterator[Claim]:
    """Everything that a question about a link, steps or an amount says of single subjects."""
    match fact.shape:
        case Link(relation=relation, subject=subject, values=values):
            texts = [value.text for value in values]
            forward = question.direction is Direction.FORWARD
            for text, true in _said(question, fact, deck):
                pairs = [(subject, text)] if forward else [(text, it) for it in texts]
                for one, other in pairs:
                    yield Claim(relation=relation, subject=one, object=other, true=true)
            if isinstance(question.response, Match):
                yield from _of_pairs(question.response, relation)
        case Steps():
            for previous, text, true in _of_steps(question):
                name = f"{AFTER} {fact.id}"
                yield Claim(relation=name, subject=previous, object=text, true=true)
        case Number(subject=subject, value=value, unit=unit):
            for text, true in _of_amount(question, subject, value):
                figures = text.removesuffix(unit).strip()
                yield Claim(relation=AMOUNT, subject=subject, object=figures, true=true)
        case _:
            pass


def _said(question: Question, fact: Fact, deck: Deck) -> Iterator[tuple[str, bool]]:
    """The texts that a question says are right, or wrong, of what it asks about."""
    match question.response:
        case Choice(options=options) if question.kind == "true-false":
            yield _exchanged(question, fact, deck), options[0].correct
        case Choice(options=options):
            negative = question.kind == "odd-one-out"
            yield from ((it.text, it.correct is not negative) for it in options)
        case Typed(key=AcceptedKey(accepted=texts)):
            yield from ((text, True) for text in texts)
        case Typed(key=ListKey(values=values)):
            yield from ((text, True) for forms in values for text in forms)
        case Recall(answer=answer, also=also) if isinstance(fact.shape, Link) and fact.shape.one:
            yield from ((text, True) for text in (answer, *also))
        case _:
            pass


def _exchanged(question: Question, fact: Fact, deck: Deck) -> str:
    """The object of a sentence that may be false, found by the relation's own wording."""
    assert isinstance(fact.shape, Link)
    say = re.escape(deck.relations[fact.shape.relation].say.rstrip("."))
    say = re.sub("<(the )?subject>", re.escape(fact.shape.subject), say, flags=re.IGNORECASE)
    say = re.sub("<object>", "(.+)", say, flags=re.IGNORECASE)
    sentence = question.stem.removeprefix("True or false: ").removesuffix(".")
    found = re.fullmatch(say, sentence, re.IGNORECASE)
    assert found, (say, sentence)
    return found[1]


def _of_amount(question: Question, subject: str, value: str) -> Iterator[tuple[str, bool]]:
    match question.response:
        case Choice(options=options) if question.kind == "true-false":
            found = re.search(f"{re.escape(subject)} is (.+)[.]", question.stem, re.IGNORECASE)
            assert found, question.stem
            yield found[1], options[0].correct
        case Choice(options=options):
            yield from ((it.text, it.correct) for it in options)
        case _:
            yield value, True


def _of_pairs(match: Match, relation: str) -> Iterator[Claim]:
    for left, own in match.pairs:
        for _, right in match.pairs:
            yield Claim(relation=relation, subject=left, object=right, true=right == own)


def _of_steps(question: Question) -> Iterator[tuple[str, str, bool]]:
    """What comes right after which step, and what does not."""
    match question.response:
        case Choice(options=options) if question.kind == "true-false":
            found = re.search("“(.+)” comes right after “(.+)” in", question.stem)
            assert found, question.stem
            yield found[2], found[1], options[0].correct
        case Choice(options=options):
            found = re.search("right after “(.+)”", question.stem)
            assert found, question.stem
            yield from ((found[1], it.text, it.correct) for it in options)
        case Order(items=items):
            yield from ((one, other, True) for one, other in pairwise(items))
        case Typed(key=ListKey(values=values, ordered=True)):
            items = tuple(forms[0] for forms in values)
            yield from ((one, other, True) for one, other in pairwise(items))
        case _:
            pass
