"""What a question leaves open: its key, what else is right there, and what is proven wrong."""

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import partial

from quizgen.distractors.deck_index import DeckIndex
from quizgen.distractors.figures import figure
from quizgen.distractors.names import Canonical
from quizgen.distractors.proofs import (
    Candidate,
    Prove,
    declared,
    foreign_objects,
    foreign_terms,
    nothing_proven,
    object_proof,
    step_proof,
    subject_proof,
)
from quizgen.distractors.ring import digest
from quizgen.distractors.table import Table, place_of
from quizgen.model import (
    Direction,
    Fact,
    Link,
    Number,
    Pair,
    QuestionId,
    Statement,
    Steps,
    Term,
    Wrong,
)
from quizgen.wording import quantity


def _no_texts(_: Iterable[str]) -> tuple[str, ...]:
    return ()


_FEW = 5

MOST_OWNERS = 6
"""Subjects that may share an object; with more, asking for one of them tests nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What a question leaves open: its key, what else is right there, and what is proven wrong."""

    question: QuestionId
    key: str
    #: The step that the key comes right after; empty where it is not asked for a step.
    previous: str = ""
    #: What is asked about: the subject, or what it is asked for by.
    given: str = ""
    #: Everything that is right here, whether it is shown or not, and what it is part of.
    right: AbstractSet[Canonical]
    wholes: AbstractSet[Canonical] = frozenset()
    #: Right things whose names count as well: "colon" may be right where "sigmoid colon" is.
    named: tuple[Canonical, ...]
    contested: tuple[Canonical, ...] = ()
    #: The types of the key.
    types: AbstractSet[Canonical] = frozenset()
    declared: tuple[Candidate, ...] = ()
    #: Proves of a text of the same sort as the key that it is wrong here.
    prove: Prove = nothing_proven
    #: There are so few of them that all would always be shown, and the commonest be guessed.
    few: bool = False
    #: The key is the answer so often that it can be guessed.
    common: bool = False
    #: Such texts in the question's stable order, and those with a word of some roots.
    texts: Iterable[str] = ()
    akin: Callable[[Iterable[str]], Iterable[str]] = _no_texts
    #: Of other types than the key: only where there is too little else.
    foreign: Iterable[Candidate] = ()

    @property
    def proven(self) -> Iterator[Candidate]:
        """What is proven wrong and of the key's sort, the likeliest first."""
        return filter(None, map(self.prove, self.texts))


def gaps(
    fact: Fact, direction: Direction, slot: str, question: QuestionId, index: DeckIndex
) -> Iterator[Gap]:
    """Yield the gaps that a question of a card may leave; any one of them will do.

    A list leaves one for each of its values, in the question's own order.
    """
    forward = direction is Direction.FORWARD
    match fact.shape:
        case Pair(answer=answer, also=also) if forward:
            yield from _declared_gap(fact, (answer, *also), fact.wrong, question, index)
        case Statement(blanks=blanks):
            blank = next(blank for blank in blanks if blank.slot == slot)
            wrong = blank.wrong + (fact.wrong if len(blanks) == 1 else ())
            yield from _declared_gap(fact, (blank.text, *blank.also), wrong, question, index)
        case Number(value=value, unit=unit) as number:
            wrong = _with_unit(fact.wrong, number)
            yield from _declared_gap(fact, (quantity(value, unit),), wrong, question, index)
        case Term() as term:
            yield (_meaning_gap if forward else _term_gap)(fact, term, question, index)
        case Link() as link:
            yield from (_object_gaps if forward else _subject_gap)(fact, link, question, index)
        case Steps(steps=steps) if forward:
            yield from _step_gaps(fact, steps, question, index)
        case _:
            pass


def _declared_gap(
    fact: Fact,
    right: tuple[str, ...],
    wrong: tuple[Wrong, ...],
    question: QuestionId,
    index: DeckIndex,
) -> Iterator[Gap]:
    """Leave open what has no wrong options but the author's."""
    names = tuple(dict.fromkeys(map(index.names.canonical, right)))
    contested = tuple(map(index.names.canonical, fact.never))
    if names[0] not in contested:
        yield Gap(
            question=question,
            key=right[0],
            right=frozenset(names),
            wholes=_wholes(names, index),
            named=names,
            contested=contested,
            declared=declared(wrong, question, index),
        )


def _with_unit(wrong: tuple[Wrong, ...], number: Number) -> tuple[Wrong, ...]:
    """Give bare figures the number's unit; what lies within the tolerance is not wrong."""
    key, tolerance = figure(number.value), figure(number.tolerance or "0")
    figures = ((it, figure(it.text)) for it in wrong)
    return tuple(
        replace(it, text=quantity(it.text, number.unit)) if found else it
        for it, found in figures
        if not (found and key and tolerance and abs(found.value - key.value) <= tolerance.value)
    )


def _wholes(names: Iterable[Canonical], index: DeckIndex) -> AbstractSet[Canonical]:
    return frozenset().union(*map(index.names.ancestors, names))


def _object_gaps(fact: Fact, link: Link, question: QuestionId, index: DeckIndex) -> Iterator[Gap]:
    """Leave one object open: "What is the capital of Bolivia?"."""
    names, table, known = index.names, index.table(link.relation), index.known(link)
    right = frozenset(known.objects)
    wholes = _wholes(right, index)
    object_type = table.relation.object_type
    asked = {names.canonical(object_type)} if object_type else set()
    few = len(table.objects) <= _FEW and not index.things_of(object_type)
    for value in sorted(link.values, key=lambda value: digest(place_of(fact, value.text))):
        name, place = names.canonical(value.text), place_of(fact, value.text)
        if name not in known.contested:
            yield Gap(
                question=question,
                key=value.text,
                given=link.subject,
                right=right,
                wholes=wholes,
                named=tuple(right),
                contested=tuple(known.contested),
                types=asked | names.types(name),
                declared=declared(fact.wrong, question, index, table),
                prove=object_proof(link, known, index),
                few=few,
                common=table.is_common(name),
                texts=_object_texts(table, place, value.text, index) if known.closed else (),
                akin=partial(table.akin, place=place, forward=True),
                foreign=foreign_objects(link, question, index),
            )


def _object_texts(table: Table, place: str, key: str, index: DeckIndex) -> Iterator[str]:
    """Yield the objects of other subjects, then things of the type that the relation leads to."""
    yield from table.objects_after(place, key)
    if table.relation.object_type:
        for name in index.things_of(table.relation.object_type).walk(place):
            if name not in table.objects:
                yield index.things[name].name


def _subject_gap(fact: Fact, link: Link, question: QuestionId, index: DeckIndex) -> Iterator[Gap]:
    """Leave the subject open: "Which country has the capital Sucre?"."""
    names, table, known = index.names, index.table(link.relation), index.known(link)
    objects = tuple(names.canonical(value.text) for value in link.values)
    subject, subject_type = names.canonical(link.subject), table.relation.subject_type
    place = place_of(fact, link.values[0].text)
    if fact.retired or not set(objects).isdisjoint(known.contested):
        return
    if len(table.owners[objects[0]]) > MOST_OWNERS:
        return
    yield Gap(
        question=question,
        key=link.subject,
        given=" ".join(value.text for value in link.values),
        right=table.owners[objects[0]],
        wholes=table.wholes_of_owners(objects[0], names),
        named=(subject,),
        types=names.types(subject) | ({names.canonical(subject_type)} if subject_type else set()),
        prove=subject_proof(objects, table, index),
        texts=table.subjects_after(place, link.subject),
        akin=partial(table.akin, place=place, forward=False),
    )


def _meaning_gap(fact: Fact, term: Term, question: QuestionId, index: DeckIndex) -> Gap:
    """Leave open what a term means; two meanings may overlap, so only P3 and P4 prove any."""
    name = index.names.canonical(term.means)
    return Gap(
        question=question,
        key=term.means,
        right=frozenset({name}),
        named=(name,),
        contested=tuple(map(index.names.canonical, fact.never)),
        declared=declared(fact.wrong, question, index),
        foreign=foreign_terms(term, question, index, forward=True),
    )


def _term_gap(fact: Fact, term: Term, question: QuestionId, index: DeckIndex) -> Gap:
    """Leave open which term has a meaning."""
    name = index.names.canonical(term.term)
    return Gap(
        question=question,
        key=term.term,
        right=frozenset({name}),
        wholes=_wholes((name,), index),
        named=(name,),
        contested=tuple(map(index.names.canonical, fact.never)),
        foreign=foreign_terms(term, question, index, forward=False),
    )


def _step_gaps(
    fact: Fact, steps: tuple[str, ...], question: QuestionId, index: DeckIndex
) -> Iterator[Gap]:
    """Leave open what comes right after a step; steps that come twice have no such answer."""
    names = tuple(map(index.names.canonical, steps))
    contested = tuple(map(index.names.canonical, fact.never))
    if len(set(names)) < len(names) or not set(names).isdisjoint(contested):
        return
    for at in sorted(range(1, len(steps)), key=lambda at: digest(question, steps[at])):
        others = (step for step in steps if step not in steps[at - 1 : at + 1])
        yield Gap(
            question=question,
            key=steps[at],
            previous=steps[at - 1],
            right=frozenset({names[at]}),
            wholes=_wholes((names[at],), index),
            named=names[at - 1 : at + 1],
            contested=contested,
            prove=step_proof(fact, steps, index),
            texts=sorted(others, key=lambda step: digest(question, step)),
        )
