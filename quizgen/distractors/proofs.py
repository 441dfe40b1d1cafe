"""Which texts are proven wrong, and by which rule.

Absence is not falsity: a value that the deck does not name may still be right. A text becomes a
candidate only by one of these rules (:class:`quizgen.model.ProofTag`):

P1  the subject has exactly one object by its fact, and this is another one;
P2  the fact names all objects of the subject, and this is not among them;
P3  the author declares it wrong for this fact;
P4  the relation leads to one type only, and this is of a type disjoint with it;
P5  the question asks for the subject, and all objects of this one are known and differ;
P7  the question asks for the next step, and this one has another place in the order.

Figures have a rule of their own (:mod:`quizgen.distractors.figures`). What contradicts a rule's
ground, such as two values of a subject that has exactly one, takes the rule away.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from quizgen.distractors.deck_index import DeckIndex
from quizgen.distractors.measures import Measure, measure
from quizgen.distractors.names import Canonical
from quizgen.distractors.ring import digest
from quizgen.distractors.table import Known, Mention, Table
from quizgen.model import Fact, Link, Option, Proof, ProofTag, QuestionId, Term, Wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A text that a rule proves wrong; words are found for it once it is taken."""

    text: str
    name: Canonical
    tag: ProofTag
    because: Callable[[], str]
    #: What it really is.
    why: Callable[[], str]

    def option(self) -> Option:
        """Return the wrong option with its proof in words."""
        proof = Proof(tag=self.tag, because=self.because())
        return Option(text=self.text, correct=False, proof=proof, why=self.why())


Prove = Callable[[str], Candidate | None]
"""Proves that a text is wrong in some place; ``None`` where no rule does."""


def nothing_proven(_: str) -> None:
    """Prove nothing: only what the author declares is wrong here."""


def declared(
    wrong: Iterable[Wrong], question: QuestionId, index: DeckIndex, table: Table | None = None
) -> tuple[Candidate, ...]:
    """Prove by P3; which of many are shown depends on the question."""

    def candidate(it: Wrong) -> Candidate:
        name = index.names.canonical(it.text)
        return Candidate(
            text=it.text,
            name=name,
            tag=ProofTag.DECLARED,
            because=lambda: it.why or index.wording.say("because declared"),
            why=lambda: it.why or _what_it_is(name, index, table),
        )

    return tuple(map(candidate, sorted(wrong, key=lambda it: digest(question, it.text))))


def _what_it_is(name: Canonical, index: DeckIndex, table: Table | None) -> str:
    """Say what another fact of the deck knows about a name."""
    if table and name in table.objects:
        return _said(table.objects[name], table, index)
    return index.wording.summary(index.terms[name], None) if name in index.terms else ""


def _said(mention: Mention, table: Table, index: DeckIndex) -> str:
    return index.wording.assertion(mention.fact, table.relation, mention.value.text)


def object_proof(link: Link, known: Known, index: DeckIndex) -> Prove:
    """Prove by P1 or P2 that something is no object: it is another subject's, or of the type."""
    table, subject = index.table(link.relation), index.names.canonical(link.subject)
    tag = ProofTag.FUNCTIONAL if known.one else ProofTag.COMPLETE
    because = partial(_closed_world, link, index, one=known.one)

    def prove(text: str) -> Candidate | None:
        name = index.names.canonical(text)
        why: Callable[[], str]
        if not known.closed or name == subject:
            return None
        if mention := table.object_called(text):
            why = partial(_said, mention, table, index)
        elif name in index.things:
            why = str if tag is ProofTag.FUNCTIONAL else partial(_not_listed, text, link, index)
        else:
            return None
        return Candidate(text=text, name=name, tag=tag, because=because, why=why)

    return prove


def _not_listed(text: str, link: Link, index: DeckIndex) -> str:
    return index.wording.sentence(
        "because not listed", object=text, relation=link.relation, subject=link.subject
    )


def _closed_world(link: Link, index: DeckIndex, *, one: bool) -> str:
    return index.wording.sentence(
        "because one" if one else "because all",
        subject=link.subject,
        relation=link.relation,
        object=index.wording.joined(value.text for value in link.values),
    )


def foreign_objects(link: Link, question: QuestionId, index: DeckIndex) -> Iterator[Candidate]:
    """Prove by P4: things of types disjoint with the one that the relation leads to."""
    relation, names = index.table(link.relation).relation, index.names
    if not relation.object_type:
        return
    asked = names.canonical(relation.object_type)
    # Nobody takes a disorder for the site of a disorder: the subject's own types are no use.
    own = {names.canonical(relation.subject_type), *names.types(names.canonical(link.subject))}
    for type_ in _in_turn(index.disjoint_types(asked), question):
        for name in index.things_of(type_).walk(question):
            if asked not in names.types(name) and not own & names.types(name):
                thing = index.things[name]
                because = partial(_other_type, thing.name, type_, relation.object_type, index)
                yield Candidate(
                    text=thing.name, name=name, tag=ProofTag.DISJOINT, because=because, why=because
                )


def _in_turn(types: Iterable[Canonical], question: QuestionId) -> list[Canonical]:
    return sorted(types, key=lambda type_: digest(question, type_))


def _other_type(name: str, type_: str, wanted: str, index: DeckIndex) -> str:
    return index.wording.sentence("because other type", object=name, type=type_, wanted_type=wanted)


def subject_proof(objects: tuple[Canonical, ...], table: Table, index: DeckIndex) -> Prove:
    """Prove by P5; a subject without data, or with a contested value, proves nothing."""
    asked = tuple(filter(None, (_size(name, table) for name in objects)))

    def prove(text: str) -> Candidate | None:
        name = index.names.canonical(text)
        known, mention = table.known.get(name), table.subject_called(text)
        if known is None or mention is None or not known.closed:
            return None
        own = (*known.objects, *known.contested)
        if any(index.names.overlap(one, other) for one in own for other in objects):
            return None
        # Who is asked for by 87 may be the one with 87.3.
        sizes = filter(None, (_size(one, table) for one in own)) if asked else ()
        if any(size.meets(other) for size in sizes for other in asked):
            return None
        said = partial(index.wording.summary, mention.fact, table.relation)
        return Candidate(
            text=mention.subject, name=name, tag=ProofTag.REVERSE, because=said, why=said
        )

    return prove


def _size(name: Canonical, table: Table) -> Measure | None:
    mention = table.objects.get(name)
    return measure(mention.value.text) if mention else None


def step_proof(fact: Fact, steps: tuple[str, ...], index: DeckIndex) -> Prove:
    """Prove by P7: a step has its one place in the stated order."""
    texts = {index.names.canonical(step): step for step in steps}

    def prove(text: str) -> Candidate | None:
        name = index.names.canonical(text)
        if name not in texts:
            return None
        said = partial(index.wording.summary, fact, None)
        return Candidate(text=texts[name], name=name, tag=ProofTag.ORDER, because=said, why=said)

    return prove


def foreign_terms(
    term: Term, question: QuestionId, index: DeckIndex, *, forward: bool
) -> Iterator[Candidate]:
    """Prove by P4: terms of a type that nothing of this term's type can be."""
    names, meaning = index.names, index.names.fold(term.means)
    for own in sorted(names.direct_types(names.canonical(term.term))):
        for type_ in _in_turn(index.disjoint_types(own), question):
            for name in index.terms_of(type_).walk(question):
                fact = index.terms[name]
                if not isinstance(fact.shape, Term) or own in names.types(name):
                    continue
                # Two terms that the deck defines in the same words answer the same question.
                if names.fold(fact.shape.means) != meaning:
                    text = fact.shape.means if forward else fact.shape.term
                    yield Candidate(
                        text=text,
                        name=names.canonical(text),
                        tag=ProofTag.DISJOINT,
                        because=partial(_other_type, fact.shape.term, type_, own, index),
                        why=partial(index.wording.summary, fact, None),
                    )
