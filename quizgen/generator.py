"""Facts × kinds → questions, in an order that does not depend on chance."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from itertools import chain

from quizgen.cards import cards_in
from quizgen.distractors import DeckIndex, Shortage
from quizgen.kinds import KINDS, Kind
from quizgen.kinds.choice import ChoiceKind, shortage
from quizgen.model import CardId, Deck, Fact, Link, Question, Steps
from quizgen.problems import Problem, RequestError, Severity

_CHOICE = ChoiceKind()

_MANY = 20
_LARGE_PART = 0.2
"""Facts of a relation, and the part of them given away by names, from which the author is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """The questions of some decks, and what kept others from being made."""

    #: Deck by deck and fact by fact as the author has them; options in their stable order.
    questions: tuple[Question, ...]
    #: For each deck at most one: why facts have no choice question.
    notes: tuple[Problem, ...] = ()
    #: The same for each fact: deck id → fact id → reason.
    shortages: Mapping[str, Mapping[str, Shortage]] = field(default_factory=dict)
    #: Deck id → the English phrases that questions of a deck in another language needed.
    untranslated: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class LeftOut(StrEnum):
    """Why a fact is not asked in a kind that may well suit it."""

    FACT_SKIPS = "the fact's `skip` names it"
    FACT_NAMES_OTHERS = "the fact's `kinds` names others"
    DECK_SKIPS = "the deck's `skip` names it"
    DECK_NAMES_OTHERS = "the deck's `kinds` names others"
    ON_REQUEST = "made only on request"
    UNWANTED = "other kinds were asked for"


def generate(
    decks: Sequence[Deck],
    kinds: Sequence[str] | None = None,
    step: Callable[[], None] | None = None,
) -> Generated:
    """Make all questions that the facts allow.

    Args:
        decks: what to ask about.
        kinds: only these kinds; by default those that the deck's and the fact's ``kinds`` and
            ``skip`` leave, or what suits the fact's shape.
        step: called after each fact, to show how far it has come.

    Raises:
        RequestError: there is no such kind.
    """
    wanted = None if kinds is None else _checked(kinds)
    questions: list[Question] = []
    notes: list[Problem] = []
    shortages: dict[str, Mapping[str, Shortage]] = {}
    untranslated: dict[str, tuple[str, ...]] = {}
    for deck in decks:
        index = DeckIndex(deck)
        own = list(_questions(index, wanted, step))
        questions += own
        asked = _asked_by_choice(deck, wanted)
        short = _shortages(asked, own, index)
        if short:
            shortages[deck.id] = short
            notes.append(_note(deck, short, len(asked)))
            notes += _given_away(deck, short, asked)
        if phrases := index.wording.untranslated:
            untranslated[deck.id] = phrases
    return Generated(
        questions=tuple(questions),
        notes=tuple(notes),
        shortages=shortages,
        untranslated=untranslated,
    )


def _checked(kinds: Sequence[str]) -> frozenset[str]:
    known = [kind.name for kind in KINDS]
    for name in kinds:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
            raise RequestError(f"there is no kind '{name}'", hint)
    return frozenset(kinds)


def _questions(
    index: DeckIndex, wanted: frozenset[str] | None, step: Callable[[], None] | None
) -> Iterator[Question]:
    for fact in index.deck.facts:
        yield from chain.from_iterable(_by_card(fact, index, wanted).values())
        if step:
            step()


def _by_card(
    fact: Fact, index: DeckIndex, wanted: frozenset[str] | None = None
) -> dict[CardId, list[Question]]:
    """Make the questions of a fact; the forward card comes first, whatever kinds ask it."""
    made: dict[CardId, list[Question]] = {}
    for kind in KINDS:
        if _allowed(kind, fact, index.deck, wanted):
            for question in kind.questions(fact, index):
                made.setdefault(question.card, []).append(question)
    return {card.id: made[card.id] for card in cards_in(fact, index) if card.id in made}


class QuestionsOnDemand:
    """The cards of some decks, whose questions are made when somebody asks for them.

    They are the same that :func:`generate` makes of the decks. Unless its author narrows down how
    it is asked, each card of a fact has a question, so that nothing need be made to know the cards.
    """

    def __init__(self, decks: Sequence[Deck]) -> None:
        """List the cards; only facts that are narrowed down are looked at any closer."""
        self._sources: dict[CardId, tuple[Fact, DeckIndex]] = {}
        #: Each card's deck and fact, in the order of their questions.
        self.facts: dict[CardId, tuple[str, str]] = {}
        for deck in decks:
            index = DeckIndex(deck)
            for fact in deck.facts:
                for card in _cards(fact, index):
                    self._sources[card] = fact, index
                    self.facts[card] = deck.id, fact.id

    def questions(self, card: CardId) -> Sequence[Question]:
        """Make all questions of a card."""
        return _by_card(*self._sources[card])[card]


def _cards(fact: Fact, index: DeckIndex) -> Sequence[CardId]:
    deck = index.deck
    if fact.kinds is not None or deck.kinds is not None or fact.skip or deck.skip:
        return tuple(_by_card(fact, index))
    return [card.id for card in cards_in(fact, index)]


def _allowed(kind: Kind, fact: Fact, deck: Deck, wanted: frozenset[str] | None) -> bool:
    return left_out(kind, fact, deck, wanted) is None


def left_out(
    kind: Kind, fact: Fact, deck: Deck, wanted: frozenset[str] | None = None
) -> LeftOut | None:
    """Tell why a fact may not be asked in a kind, if so: the most specific list decides."""
    name = kind.name
    found: LeftOut | None = None
    if name in fact.skip:
        found = LeftOut.FACT_SKIPS
    elif wanted is not None and name not in wanted:
        found = LeftOut.UNWANTED
    elif fact.kinds is not None:
        found = None if name in fact.kinds else LeftOut.FACT_NAMES_OTHERS
    elif name in deck.skip:
        found = LeftOut.DECK_SKIPS
    elif deck.kinds is not None:
        found = None if name in deck.kinds else LeftOut.DECK_NAMES_OTHERS
    elif not kind.usual(fact) and wanted is None:
        found = LeftOut.ON_REQUEST
    return found


def _asked_by_choice(deck: Deck, wanted: frozenset[str] | None) -> list[Fact]:
    """List the facts that are meant to have a choice question; steps have one if they are many."""
    return [
        fact
        for fact in deck.facts
        if not fact.retired
        and not isinstance(fact.shape, Steps)
        and _allowed(_CHOICE, fact, deck, wanted)
    ]


def _shortages(
    facts: Sequence[Fact], questions: Sequence[Question], index: DeckIndex
) -> dict[str, Shortage]:
    """Return why facts have no choice question."""
    having = {question.fact for question in questions if question.kind == _CHOICE.name}
    found = ((fact.id, shortage(fact, index)) for fact in facts if fact.id not in having)
    return {fact: reason for fact, reason in found if reason}


def _note(deck: Deck, short: Mapping[str, Shortage], total: int) -> Problem:
    """Sum up: "14 of 24 facts have no choice question: 9 have …, 5 have one (…)"."""
    counts = Counter(short.values())
    reasons = [
        f"{_have(counts[reason])} {_in_words(reason, counts)}"
        for reason in Shortage
        if counts[reason]
    ]
    verb = "has" if len(short) == 1 else "have"
    facts = f"{len(short)} of {total} fact{'' if total == 1 else 's'} {verb}"
    return Problem(
        severity=Severity.NOTE,
        code="no-choice",
        message=f"{facts} no choice question: {', '.join(reasons)}",
        hint="give those facts two or three `wrong:` options, each with its `why`;"
        " `quizgen suggest` offers likely ones",
        position=deck.position,
    )


def _given_away(deck: Deck, short: Mapping[str, Shortage], asked: Sequence[Fact]) -> list[Problem]:
    """Tell of each relation in which names give many answers away: more may be guessed."""
    rows = Counter(it.shape.relation for it in asked if isinstance(it.shape, Link))
    leaks = Counter(
        it.shape.relation
        for it in asked
        if isinstance(it.shape, Link) and short.get(it.id) is Shortage.LEAK
    )
    return [
        Problem(
            severity=Severity.WARNING,
            code="names-give-away",
            message=f"in {leaks[relation]} of {rows[relation]} facts of '{relation}' the names"
            " themselves give the answer away",
            hint="those are not asked with options, and others may be guessed too; with"
            " `skip: [choice]` all are asked by typing",
            position=deck.position,
        )
        for relation in sorted(leaks)
        if rows[relation] >= _MANY and leaks[relation] >= _LARGE_PART * rows[relation]
    ]


def _have(count: int) -> str:
    return f"{count} {'has' if count == 1 else 'have'}"


def _in_words(reason: Shortage, counts: Mapping[Shortage, int]) -> str:
    if reason is not Shortage.ONE:
        return str(reason)
    few = "one" if counts[Shortage.NONE] else str(reason)
    return f"{few} (choice needs two)"
