"""Sets facts as blocks: terms and rows that follow one another stand together."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import groupby
from typing import assert_never
from unicodedata import east_asian_width

from quizgen.distractors import DeckIndex, fold
from quizgen.export.study_guide.entries import (
    Answered,
    Block,
    Definition,
    Glossary,
    Listing,
    Notes,
    Row,
    Sentence,
    Table,
    Told,
)
from quizgen.model import EFFECT, Fact, Link, Number, Pair, Statement, Steps, Term, Wrong
from quizgen.statements import occurrences
from quizgen.wording import quantity, sentence
from quizgen.wording.grammar import capitalised

#: Stands in a sentence where a text will; no template holds it.
_HERE = "\ue002"

Numbered = Callable[[Fact], int]
"""Gives the number of a fact's citation; 0 where it has none."""


def blocks_of(facts: Iterable[Fact], index: DeckIndex, number: Numbered) -> Iterator[Block]:
    """Set the facts of a section in their order."""
    setter = _Setter(index, number)
    for kin, group in groupby(facts, key=_kin):
        run = tuple(group)
        if isinstance(run[0].shape, Term):
            yield Glossary(definitions=tuple(setter.definitions(run)))
        elif kin is not None and len(run) > 1:
            yield setter.table(run)
        else:
            yield from map(setter.alone, run)


def _kin(fact: Fact) -> tuple[type, str] | None:
    """Tell what facts a fact stands together with; one that stands alone has none."""
    match fact.shape:
        case Term():
            return Term, ""
        # What is said in words of its own, and what a cause can do, reads better as a sentence.
        case Link(relation=relation) if relation != EFFECT and not fact.say:
            return Link, relation
        case _:
            return None


class _Setter:
    """Sets the facts of one deck."""

    def __init__(self, index: DeckIndex, number: Numbered) -> None:
        self._index, self._number = index, number
        self._wording = index.wording

    def alone(self, fact: Fact) -> Block:
        """Set a fact that stands for itself."""
        match fact.shape:
            case Pair() as pair:
                return self._answered(fact, pair)
            case Term():
                return Glossary(definitions=tuple(self.definitions([fact])))
            case Steps() as steps:
                return self._listing(fact, steps, steps.steps)
            case Link(values=values) as link if len(values) > 1:
                return self._listing(fact, link, [value.text for value in values])
            case Link() | Number() | Statement():
                return self._told(fact, fact.shape)
            case never:
                assert_never(never)

    def _answered(self, fact: Fact, pair: Pair) -> Answered:
        return Answered(
            fact=fact.id,
            ask=pair.ask,
            answer=pair.answer,
            also=self._also(pair.answer, pair.also),
            notes=self._notes(fact),
        )

    def _told(self, fact: Fact, shape: Link | Number | Statement) -> Told:
        also = near = ""
        match shape:
            case Statement():
                said = _stated(shape)
            case Number(tolerance=tolerance):
                said = self._said_of(fact, quantity(shape.value, shape.unit))
                if tolerance:
                    near = self._wording.say("guide near", figure=quantity(tolerance, shape.unit))
            case Link(values=values):
                text = values[0].text
                said, also = self._said_of(fact, text), self._also(text, values[0].also)
            case never:
                assert_never(never)
        return Told(fact=fact.id, sentence=said, also=also, near=near, notes=self._notes(fact))

    def _said_of(self, fact: Fact, object_: str) -> Sentence:
        said = self._wording.assertion(fact, self._index.relation(fact), object_)
        return Sentence(text=said, keys=_standing_out(said, object_))

    def _listing(self, fact: Fact, shape: Link | Steps, items: Sequence[str]) -> Listing | Told:
        lead, notes = self._wording.lead_in(shape), self._notes(fact)
        if lead:
            ordered = isinstance(shape, Steps)
            return Listing(
                fact=fact.id, lead=_led(lead), items=tuple(items), ordered=ordered, notes=notes
            )
        said = self._wording.summary(fact, self._index.relation(fact))
        keys = sorted({key for item in items for key in _standing_out(said, item)})
        return Told(fact=fact.id, sentence=Sentence(text=said, keys=tuple(keys)), notes=notes)

    def definitions(self, facts: Iterable[Fact]) -> Iterator[Definition]:
        """Set terms; what is no term yields nothing."""
        for fact in facts:
            if isinstance(fact.shape, Term):
                yield Definition(
                    fact=fact.id,
                    term=fact.shape.term,
                    means=fact.shape.means,
                    also=self._also("", fact.shape.also),
                    notes=self._notes(fact),
                )

    def table(self, facts: Sequence[Fact]) -> Table:
        """Set links of one relation as the rows of a table."""
        links = [fact.shape for fact in facts if isinstance(fact.shape, Link)]
        rows = tuple(map(self._row, facts, links))
        numbers = {row.notes.number for row in rows}
        name, several = links[0].relation, any(len(link.values) > 1 for link in links)
        many = capitalised(self._wording.fill("<relations>", relation=name))
        return Table(
            caption=many,
            subjects=capitalised(self._subjects(facts[0], links)),
            values=many if several else capitalised(name),
            rows=rows,
            number=numbers.pop() if len(numbers) == 1 else 0,
        )

    def _row(self, fact: Fact, link: Link) -> Row:
        also = [form for value in link.values for form in value.also]
        return Row(
            fact=fact.id,
            subject=link.subject,
            values=self._wording.joined(value.text for value in link.values),
            also=self._also(" ".join(value.text for value in link.values), also),
            notes=self._notes(fact),
        )

    def _subjects(self, fact: Fact, links: Iterable[Link]) -> str:
        relation = self._index.relation(fact)
        if relation and relation.subject_type:
            return relation.subject_type
        canonical = self._index.names.canonical
        things = [self._index.things.get(canonical(link.subject)) for link in links]
        types = {thing.type if thing else "" for thing in things}
        return types.pop() if len(types) == 1 else ""

    def _also(self, text: str, forms: Iterable[str]) -> str:
        """Name the other names; another spelling or form of the same words is none."""
        said = fold(text)
        others = [it for it in dict.fromkeys(forms) if not _same_words(fold(it), said)]
        return (
            self._wording.say("guide also", object=self._wording.joined(others)) if others else ""
        )

    def _notes(self, fact: Fact) -> Notes:
        options = [*fact.wrong]
        if isinstance(fact.shape, Statement):
            options += [wrong for blank in fact.shape.blanks for wrong in blank.wrong]
        corrections = (self._correction(wrong) for wrong in options if wrong.why)
        return Notes(
            why=fact.why,
            corrections=tuple(dict.fromkeys(corrections)),
            number=self._number(fact),
            image=fact.image,
        )

    def _correction(self, wrong: Wrong) -> Sentence:
        said = self._wording.sentence("guide not", object=_HERE, why=wrong.why)
        start = said.find(_HERE)
        text = wrong.text if start else capitalised(wrong.text)
        return Sentence(text=said.replace(_HERE, text, 1), keys=((start, start + len(text)),))


def _stated(statement: Statement) -> Sentence:
    """Return a statement with its blanks standing out."""
    shift = len(statement.say) - len(statement.say.lstrip())
    starts = ((blank.start - shift, len(blank.text)) for blank in statement.blanks)
    keys = sorted((start, start + length) for start, length in starts)
    return Sentence(text=sentence(statement.say), keys=tuple(keys))


def _same_words(one: str, other: str) -> bool:
    """Tell whether two folded texts share a word, or nearly: fibers, fibres."""
    return any(get_close_matches(word, other.split(), n=1, cutoff=0.8) for word in one.split())


def _standing_out(said: str, part: str) -> tuple[tuple[int, int], ...]:
    """Find where a sentence says a part; of several places the last, for most name it there."""
    places = [place for form in (part, capitalised(part)) for place in occurrences(said, form)]
    return ((max(places), max(places) + len(part)),) if places else ()


def _led(lead: str) -> str:
    """Return the words that lead to a list with a colon."""
    if not lead[-1].isalnum():
        return lead
    return lead + ("：" if east_asian_width(lead[-1]) == "W" else ":")
