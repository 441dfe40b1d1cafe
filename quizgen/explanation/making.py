"""Puts together what is behind a question, a card or a fact."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quizgen.cards import cards_in
from quizgen.distractors import DeckIndex
from quizgen.explanation.absences import absence, absences, way_in
from quizgen.explanation.finding import Target, cards_also_retired
from quizgen.explanation.parts import (
    ExplainedCard,
    ExplainedFact,
    ExplainedQuestion,
    Explanation,
    Record,
    Refused,
)
from quizgen.explanation.refused import refused
from quizgen.generator import LeftOut, left_out
from quizgen.items import flaws, item_of
from quizgen.kinds import KINDS
from quizgen.kinds.choice import ChoiceKind
from quizgen.model import CardId, Choice, Fact, Moment, Pair, Question
from quizgen.progress import Progress
from quizgen.scheduler import Scheduler
from quizgen.wording import sentence

_KINDS = {kind.name: kind for kind in KINDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """What is known of the learner, and when it is looked at."""

    progress: Progress
    scheduler: Scheduler
    now: Moment

    def record(self, card: CardId) -> Record:
        """Return what the learner did with a card so far."""
        known = self.progress.card(card)
        memory = known.memory
        recall = self.scheduler.retrievability(memory, self.now.day) if memory else None
        reviews = self.progress.history(card)
        return Record(card=known, now=self.now, reviews=reviews, recall=recall)


def explain(target: Target, learner: Learner) -> Explanation:
    """Explain a fact, a card or a question, whether there is such a question or not."""
    fact, index = target.fact, target.index
    made = _made(fact, index)
    cards = [it for it in cards_also_retired(fact, index) if target.card in ("", it)]
    asked = tuple(_asked(target, made))
    explained = tuple(
        ExplainedCard(
            id=card,
            questions=tuple(
                _question(question, left, fact, index)
                for question, left in asked
                if question.card == card
            ),
            record=learner.record(card),
        )
        for card in cards
    )
    missing = None
    if target.kind and not asked:
        missing = absence(_KINDS[target.kind], target.card, fact, index)
    return Explanation(
        about=target.id,
        fact=_fact(fact, index),
        cards=explained,
        missing=missing,
        absences=tuple(
            it
            for it in absences(fact, made, cards, index)
            # Who asks about one question may want another, not hear what can never be.
            if not target.kind or it.hint
        ),
    )


def explain_item(question: Question, learner: Learner) -> Explanation:
    """Explain an item of a quiz file, as far as that goes without its deck."""
    card = ExplainedCard(
        id=question.card,
        questions=(_with_flaws(question),),
        record=learner.record(question.card),
    )
    return Explanation(about=question.id, cards=(card,))


def _made(fact: Fact, index: DeckIndex) -> tuple[Question, ...]:
    """Return the questions of a fact as they are generated, in the order of its kinds."""
    return tuple(
        question
        for kind in KINDS
        if left_out(kind, fact, index.deck) is None
        for question in kind.questions(fact, index)
    )


def _asked(target: Target, made: Iterable[Question]) -> Iterator[tuple[Question, LeftOut | None]]:
    """Yield the questions that are asked about; just one also if it is made only on request."""
    if not target.kind:
        yield from ((question, None) for question in made)
        return
    kind = _KINDS[target.kind]
    left = left_out(kind, target.fact, target.index.deck)
    found = made if left is None else kind.questions(target.fact, target.index)
    for question in found:
        if question.id == target.id:
            yield question, left


def _fact(fact: Fact, index: DeckIndex) -> ExplainedFact:
    source = index.deck.sources.get(fact.citation.source) if fact.citation else None
    return ExplainedFact(
        deck=index.deck,
        fact=fact,
        said=_said(fact, index),
        url=source.url if source else "",
        cards=cards_also_retired(fact, index),
    )


def _said(fact: Fact, index: DeckIndex) -> str:
    if isinstance(fact.shape, Pair):
        return f"{fact.shape.ask} {sentence(fact.shape.answer)}"
    return index.wording.summary(fact, index.relation(fact))


def _question(
    question: Question, left: LeftOut | None, fact: Fact, index: DeckIndex
) -> ExplainedQuestion:
    not_offered: tuple[Refused, ...] = ()
    remark = f"{left}; {way_in(_KINDS[question.kind], left)}" if left else ""
    if question.kind == ChoiceKind.name and isinstance(question.response, Choice):
        card = next(it for it in cards_in(fact, index) if it.id == question.card)
        not_offered = refused(card, fact, index, question.response.options)
    return _with_flaws(question, left_out=remark, refused=not_offered)


def _with_flaws(
    question: Question, left_out: str = "", refused: tuple[Refused, ...] = ()
) -> ExplainedQuestion:
    kind = _KINDS.get(question.kind)
    return ExplainedQuestion(
        question=question,
        summary=kind.summary if kind else "",
        left_out=left_out,
        flaws=flaws(item_of(question)),
        refused=refused,
    )
