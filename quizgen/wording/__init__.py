"""The built-in English wording, and how an author's own takes its place.

The most specific wording wins: the fact's, then the relation's, then the built-in one. Templates
hold slots in angle brackets; what stands in brackets and is no slot stays as it is, and
:func:`unknown_slots` tells the reader of decks about it.
"""

import re
from collections.abc import Sequence
from typing import assert_never

from quizgen.model import Blank, Fact, Link, Number, Pair, Relation, Statement, Steps, Term
from quizgen.wording.grammar import (
    BEFORE_LETTER,
    article,
    capitalised,
    ended,
    in_order,
    joined,
    number_word,
    plural,
    quantity,
    sentence,
    with_article,
    with_the,
)

__all__ = [
    "GAP",
    "SLOTS",
    "article",
    "assertion",
    "fill",
    "in_order",
    "joined",
    "number_word",
    "plural",
    "quantity",
    "question",
    "question_back",
    "question_for_figure",
    "question_for_options",
    "question_for_some",
    "sentence",
    "summary",
    "unknown_slots",
    "with_article",
    "with_gap",
    "with_text",
]

SLOTS = frozenset(
    {
        "subject",
        "Subject",
        "a subject",
        "the subject",
        "object",
        "Object",
        "a object",
        "the object",
        "n",
    }
)

GAP = "____"
"""Stands for what is left out; its width says nothing about it."""

_SLOT = re.compile(r"<([A-Za-z][\w -]*)>")


def fill(template: str, **texts: str) -> str:
    """Put texts into the slots of a template: ``subject``, ``object`` and ``n``.

    A slot that is not given a text stays as it is.
    """

    def slot(match: re.Match[str]) -> str:
        determiner, _, name = match[1].rpartition(" ")
        text = texts.get(name.lower())
        if match[1] not in SLOTS or text is None:
            return match[0]
        if determiner:
            return with_article(text) if determiner == "a" else with_the(text)
        return capitalised(text) if name[0].isupper() else text

    return _SLOT.sub(slot, template)


def unknown_slots(template: str) -> tuple[str, ...]:
    """Return what stands in angle brackets in a template and is no slot."""
    return tuple(name for name in _SLOT.findall(template) if name not in SLOTS)


def question(fact: Fact, relation: Relation | None) -> str:
    """Return the open question of a fact; a statement's is the sentence itself."""
    match fact.shape:
        case Pair(ask=ask):
            return ask
        case Statement(say=say):
            return say
        case Term(term=term):
            return fill(fact.ask, subject=term) or f"What does “{term}” mean?"
        case Number(subject=subject):
            return fill(fact.ask, subject=subject) or f"What is {subject}?"
        case Steps(subject=subject):
            built_in = f"What are the steps of {subject}, in order?"
            return fill(fact.ask, subject=subject) or built_in
        case Link() as link:
            own = _own_question(fact, link, relation, len(link.values))
            return own or _link_question(link)
        case _:
            assert_never(fact.shape)


def _own_question(fact: Fact, link: Link, relation: Relation | None, count: int) -> str:
    template = _template(fact, relation)
    return fill(template, subject=link.subject, n=number_word(count))


def _template(fact: Fact, relation: Relation | None) -> str:
    return fact.ask or (relation.ask if relation else "")


def _link_question(link: Link) -> str:
    several = len(link.values) > 1
    if link.one and not several:
        return f"What is the {link.relation} of {link.subject}?"
    if link.complete and several:
        return f"What are the {plural(link.relation)} of {link.subject}?"
    if several:
        return f"Name some {plural(link.relation)} of {link.subject}."
    return f"Name {with_article(link.relation)} of {link.subject}."


def question_for_figure(fact: Fact, number: Number) -> str:
    """Return the question of a number that is answered with a figure: it names the unit."""
    if fact.ask or not number.unit:
        return question(fact, None)
    return f"What is {number.subject}, in {number.unit}?"


def question_for_some(fact: Fact, link: Link, relation: Relation | None, count: int) -> str:
    """Return the question of a list that is answered with so many of its values."""
    own = _own_question(fact, link, relation, count)
    every = link.complete and count == len(link.values)
    if own and (count == 1 or every or "<n>" in _template(fact, relation)):
        return own
    word = number_word(count)
    if own.endswith("?"):
        return f"{own} Name {word}."
    if count == 1:
        return f"Name {with_article(link.relation)} of {link.subject}."
    number = f"all {word}" if every else word
    return f"Name {number} {plural(link.relation)} of {link.subject}."


def question_for_options(fact: Fact, relation: Relation | None) -> str:
    """Return the question that is answered by one of some options."""
    link = fact.shape if isinstance(fact.shape, Link) else None
    own = fact.ask_which or (relation.ask_which if relation else "")
    if own:
        return fill(own, subject=link.subject) if link else own
    if link is None or link.one:
        return question(fact, relation)
    return f"Which of these is {with_article(link.relation)} of {link.subject}?"


def question_back(fact: Fact, relation: Relation | None, subject_type: str = "") -> str:
    """Return the question of the reverse card; numbers, steps and statements have none."""
    match fact.shape:
        case Pair(ask=ask, answer=answer):
            return fill(fact.ask_back, subject=ask, object=answer) or answer
        case Term(means=means):
            return fill(fact.ask_back, object=means) or f"Which term means: {_unended(means)}?"
        case Link(relation=name, values=values):
            own = fact.ask_back or (relation.ask_back if relation else "")
            objects = joined(value.text for value in values)
            name = plural(name) if len(values) > 1 else name
            built_in = f"Which {subject_type} has the {name} {objects}?"
            if not subject_type:
                built_in = f"Whose {name} {'are' if len(values) > 1 else 'is'} {objects}?"
            return fill(own, object=objects) or built_in
        case Number() | Steps() | Statement():
            return ""
        case _:
            assert_never(fact.shape)


def _unended(text: str) -> str:
    return text.rstrip().removesuffix(".")


def assertion(fact: Fact, relation: Relation | None, object_: str) -> str:
    """Return the sentence that says a fact of one object, true or not."""
    match fact.shape:
        case Term(term=term):
            own = fill(fact.say, subject=term, object=object_)
            return sentence(own) if own else ended(f"“{term}” means {object_}")
        case Number(subject=subject):
            own = fill(fact.say, subject=subject, object=object_)
            return sentence(own or f"{subject} is {object_}")
        case Link(subject=subject, relation=name, one=one):
            own = fact.say or (relation.say if relation else "")
            if own:
                return sentence(fill(own, subject=subject, object=object_))
            if one:
                return sentence(f"the {name} of {subject} is {object_}")
            # Fits one and many: "common sites of muscle spasm include teeth".
            return sentence(f"{plural(name)} of {subject} include {object_}")
        case Pair() | Steps() | Statement():
            return ""
        case _:
            assert_never(fact.shape)


def summary(fact: Fact, relation: Relation | None) -> str:
    """Return a whole fact in a sentence; a pair has none beyond its question and answer."""
    match fact.shape:
        case Pair():
            said = ""
        case Statement(say=say):
            said = sentence(say)
        case Term(means=means):
            said = assertion(fact, relation, means)
        case Number(value=value, unit=unit):
            said = assertion(fact, relation, quantity(value, unit))
        case Steps(subject=subject, steps=steps):
            said = sentence(f"{subject}: {in_order(steps)}")
        case Link() as link:
            said = _summary_of_link(fact, link, relation)
        case _:
            assert_never(fact.shape)
    return said


def _summary_of_link(fact: Fact, link: Link, relation: Relation | None) -> str:
    if len(link.values) == 1:
        return assertion(fact, relation, link.values[0].text)
    *others, last = (value.text for value in link.values)
    objects = f"{joined(others)} and {last}"
    if link.complete:
        return sentence(f"the {plural(link.relation)} of {link.subject} are {objects}")
    return sentence(f"{plural(link.relation)} of {link.subject} include {objects}")


_INDEFINITE = re.compile(r"\b([Aa])n?(\s+[*`~^$(\[“‘\"'\\]*)$")


def with_gap(statement: Statement, blank: Blank, options: Sequence[str] = ()) -> str:
    """Return a statement with a gap for one blank; its article fits each of the options."""
    before, after = _around(statement, blank)
    if len({article(option) for option in options}) > 1:
        before = _INDEFINITE.sub(r"\1/\1n\2", before)
    return before + GAP + after


def with_text(statement: Statement, blank: Blank, text: str, *, english: bool = True) -> str:
    """Return a statement with another text in the place of one blank."""
    before, after = _around(statement, blank)
    if english:
        number = "n" if article(text) == "an" else ""
        before = _INDEFINITE.sub(rf"\g<1>{number}\2", before)
    starts = not before.strip(BEFORE_LETTER)
    return before + (capitalised(text) if starts and blank.text[:1].isupper() else text) + after


def _around(statement: Statement, blank: Blank) -> tuple[str, str]:
    return statement.say[: blank.start], statement.say[blank.start + len(blank.text) :]
