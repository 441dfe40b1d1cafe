"""The facts that are forgotten most, which are the ones worth rewriting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from quizgen.distractors import DeckIndex
from quizgen.generator import left_out
from quizgen.kinds import KINDS
from quizgen.progress import Progress
from quizgen.statistics.answers import Given, Role
from quizgen.statistics.places import Place

MOST = 10
"""Facts that are named."""

RECENT = 5
"""Answers that are recent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hard:
    """A fact that keeps being forgotten."""

    place: Place
    #: The question, or what the fact says where it is not asked any more.
    stem: str
    #: Times that its cards were forgotten since they were new.
    lapses: int
    #: Wrong answers among the last ones after its first meeting, and how many these are.
    failures: int
    recent: int
    #: That of its hardest card, 1 to 10.
    difficulty: float


def hardest(answers: Iterable[Given], progress: Progress) -> tuple[Hard, ...]:
    """Return the facts with the most lapses and recent failures; ties go by difficulty.

    The answers come in the order in which they were given.
    """
    by_fact: dict[str, list[Given]] = {}
    for it in answers:
        by_fact.setdefault(it.place.key, []).append(it)
    found = [hard for given in by_fact.values() if (hard := _hard(given, progress))]
    found.sort(key=lambda it: (-it.lapses - it.failures, -it.difficulty, it.place.key))
    named = found[:MOST]
    indexes = {it.place.deck.id: DeckIndex(it.place.deck) for it in named}
    return tuple(replace(it, stem=_stem(it.place, indexes[it.place.deck.id])) for it in named)


def _hard(given: Sequence[Given], progress: Progress) -> Hard | None:
    cards = [progress.card(card) for card in {it.card for it in given}]
    again = [it.right for it in given if it.role is not Role.FIRST][-RECENT:]
    lapses, failures = sum(card.lapses for card in cards), again.count(False)
    if not lapses + failures:
        return None
    return Hard(
        place=given[0].place,
        stem="",
        lapses=lapses,
        failures=failures,
        recent=len(again),
        difficulty=max((it.memory.difficulty for it in cards if it.memory), default=0.0),
    )


def _stem(place: Place, index: DeckIndex) -> str:
    fact = replace(place.fact, retired=False)
    stems = (
        question.stem
        for kind in KINDS
        if left_out(kind, fact, place.deck) is None
        for question in kind.questions(fact, index)
    )
    return next(stems, "") or index.wording.summary(fact, index.relation(fact))
