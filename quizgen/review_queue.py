"""Which cards come today, in what order, and in which kind each is asked.

A session asks the queue again after each answer; nothing is popped, so undo needs no help::

    queue = StudyQueue(generated.questions, StudySettings(new_limit=10, session=session_id))
    question = queue.next(progress, moment)        # None: nothing to do now
    counts = queue.remaining(progress, moment)     # Counts(new=3, learning=1, due=12)
    wakes = queue.wakes(progress, moment)          # None, or when the next learning card comes

``progress`` must hold every answer given so far; ``moment`` is now. The result depends on these
two and the settings alone, so a session that crashed goes on where it was. Within a study day the
queue remembers its plan, which keeps ``next`` cheap with many cards.

The order: cards in learning whose time has come, those first that were failed though the learner
was sure; cards due, the likeliest forgotten first; new cards up to the day's limit, the decks
taking turns and each in its own order; and when nothing else is left, cards in learning that come
up within 20 minutes. Of a fact's cards one comes per study day, none where one is buried.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain, islice, zip_longest
from typing import Protocol

from quizgen.model import (
    CardId,
    Choice,
    Moment,
    Phase,
    Question,
    Rating,
    Recall,
    Typed,
)
from quizgen.progress import Progress
from quizgen.scheduler import is_confident_error

LOOK_AHEAD = 20 * 60_000
"""Milliseconds that a card in learning may come early once nothing else is left, as in Anki."""

MATURE = 21.0
"""Days of stability from which a card is asked in its hardest kind."""

_FEW_OPTIONS = 3

_Fact = tuple[str, str]
"""Deck and fact: what cards that are siblings have in common."""


class Stock(Protocol):
    """The cards that there are to ask, and the questions of each, made when they are asked for."""

    @property
    def facts(self) -> Mapping[CardId, _Fact]:
        """Each card's deck and fact; a deck's new cards come in this order."""

    def questions(self, card: CardId) -> Sequence[Question]:
        """All questions of a card; at least one."""


class MadeStock:
    """A stock of questions that have been made already."""

    def __init__(self, questions: Iterable[Question]) -> None:
        """Group the questions by card."""
        self._asked: dict[CardId, list[Question]] = {}
        for question in questions:
            self._asked.setdefault(question.card, []).append(question)
        self.facts = {card: (asked[0].deck, asked[0].fact) for card, asked in self._asked.items()}

    def questions(self, card: CardId) -> Sequence[Question]:
        """All questions of a card."""
        return self._asked[card]


class PartOfStock:
    """Some cards of a stock."""

    def __init__(self, stock: Stock, wanted: Callable[[CardId, _Fact], bool]) -> None:
        """Choose the cards."""
        self.facts = {card: fact for card, fact in stock.facts.items() if wanted(card, fact)}
        self.questions = stock.questions


@dataclass(frozen=True, slots=True, kw_only=True)
class StudySettings:
    """How much to study."""

    #: New cards per study day, those already met today included.
    new_limit: int = 10
    #: At most this many different cards in the session; ``None``: no limit.
    limit: int | None = None
    #: The session whose answers count towards ``limit``.
    session: str = ""
    #: Decides between cards that are equally due.
    seed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many cards are still to come today; those in learning may come more than once."""

    new: int = 0
    learning: int = 0
    due: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What a study session may expect now."""

    #: ``None``: there is nothing to do now.
    question: Question | None
    #: What is still to come today, the question included.
    counts: Counts
    #: When the next card in learning comes today, in milliseconds since 1970.
    wakes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """The cards of a study day beyond those already answered on it, one per fact, in order."""

    day: int
    progress: Progress
    revision: int
    learning: Mapping[_Fact, CardId]
    due: Mapping[_Fact, CardId]
    new: Mapping[_Fact, CardId]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    """What is left of a study day."""

    #: Cards in learning: when they come, and which, in that order.
    learning: Sequence[tuple[int, CardId]]
    #: Those of them that the learner was sure of and got wrong.
    confident: Collection[CardId]
    #: The next card that is not in learning.
    fresh: CardId | None
    #: Those before it that were put off.
    put_off: Collection[CardId]
    counts: Counts


class StudyQueue:
    """The cards of some questions as a study session meets them."""

    def __init__(
        self, questions: Iterable[Question] | Stock, settings: StudySettings | None = None
    ) -> None:
        """Take questions or a stock; a deck's new cards come in the order in which they stand."""
        self.settings = settings or StudySettings()
        self._stock = MadeStock(questions) if isinstance(questions, Iterable) else questions
        self._rungs: dict[CardId, tuple[Question, ...]] = {}
        facts = self._stock.facts
        self._facts = {card: facts[card] for card in _decks_in_turn(facts)}
        self._plan: _Plan | None = None

    @property
    def facts(self) -> Mapping[CardId, tuple[str, str]]:
        """The cards, in the order in which new ones come, and deck and fact of each."""
        return self._facts

    def __contains__(self, card: object) -> bool:
        """Whether it has questions about a card."""
        return card in self._facts

    def next(
        self, progress: Progress, moment: Moment, later: Sequence[CardId] = ()
    ) -> Question | None:
        """The question to ask now; ``None`` where there is nothing to do now.

        Cards put off until ``later`` come when nothing else is left, in that order.
        """
        return self.look(progress, moment, later).question

    def look(self, progress: Progress, moment: Moment, later: Sequence[CardId] = ()) -> Outlook:
        """The question to ask now, with what is still to come today, in one look."""
        day = self._look(progress, moment, later)
        card = _first(day, moment, later)

        return Outlook(
            question=self.question(progress, card) if card else None,
            counts=day.counts,
            wakes=day.learning[0][0] if day.learning else None,
        )

    def question(self, progress: Progress, card: CardId) -> Question:
        """The card in the kind that suits how well it is known."""
        rungs = self._rungs.get(card)
        if rungs is None:
            rungs = self._rungs[card] = ladder(self._stock.questions(card))

        return rungs[_rung(progress, card, rungs)]

    def everything(self, progress: Progress, moment: Moment) -> tuple[Question, ...]:
        """Every card, due or not: those met by how likely they are forgotten, then new ones.

        Whoever crams wants what is least sure first.
        """
        met: list[tuple[tuple[float, bytes], CardId]] = []
        new: list[CardId] = []
        held, day = progress.cards, moment.day
        for id_ in self._facts:
            card = held.get(id_)
            if card is None or card.memory is None:
                new.append(id_)
            else:
                memory = card.memory
                met.append((self._urgency(id_, memory.last_day, memory.stability, day), id_))
        order = [*(id_ for _, id_ in sorted(met)), *new]

        return tuple(self.question(progress, id_) for id_ in order)

    def remaining(self, progress: Progress, moment: Moment) -> Counts:
        """How many cards are still to come today, within the session's limit."""
        return self._look(progress, moment).counts

    def wakes(self, progress: Progress, moment: Moment) -> int | None:
        """When the next card in learning comes today, in milliseconds since 1970."""
        return self.look(progress, moment).wakes

    def _look(self, progress: Progress, moment: Moment, later: Sequence[CardId] = ()) -> _Day:
        """What the plan for today leaves to do, given the answers since it was made."""
        plan = self._plan_for(progress, moment)
        today = progress.answered(plan.day)
        answered = [card for card in today if card in self._facts]
        taken = {self._facts[card] for card in answered}
        left = len(self._facts)
        if self.settings.limit is not None:
            begun = progress.in_session(self.settings.session)
            left = max(0, self.settings.limit - len(begun))
            answered = [card for card in answered if left or card in begun]
        learning = list(islice(_open(plan.learning, taken), left))
        left -= len(learning)
        due = min(left, _count_open(plan.due, taken))
        new = min(left - due, _count_open(plan.new, taken))
        again = sorted(_comes_again(progress, [*answered, *learning], plan.day))
        fresh = chain(islice(_open(plan.due, taken), due), islice(_open(plan.new, taken), new))
        put_off = set()
        for card in fresh:
            if card not in later:
                break
            put_off.add(card)
        else:
            card = None

        return _Day(
            learning=again,
            confident=[
                card
                for _, card in again
                if card in today and is_confident_error(progress.last(card))
            ],
            fresh=card,
            put_off=put_off,
            counts=Counts(new=new, learning=len(again), due=due),
        )

    def _plan_for(self, progress: Progress, moment: Moment) -> _Plan:
        """The day's plan, made anew where it is stale."""
        plan = self._plan
        if (
            plan is None
            or plan.day != moment.day
            or plan.progress is not progress
            or plan.revision != progress.revision
        ):
            plan = self._plan = self._make_plan(progress, moment.day)

        return plan

    def _make_plan(self, progress: Progress, day: int) -> _Plan:
        taken = {self._facts[card] for card in progress.answered(day) if card in self._facts}
        taken |= {self._facts[card] for card in progress.buried(day) if card in self._facts}
        coming = [each for each in progress.coming(day) if each.card in self._facts]
        learning = sorted((each.due_instant, each.card) for each in coming if each.learning)
        due = sorted(
            (self._urgency(each.card, each.last_day, each.stability, day), each.card)
            for each in coming
            if not each.learning
        )
        introduced = sum(card in self._facts for card in progress.introduced(day))
        new = filter(progress.may_begin, self._facts)

        return _Plan(
            day=day,
            progress=progress,
            revision=progress.revision,
            learning=self._one_per_fact((card for _, card in learning), taken),
            due=self._one_per_fact((card for _, card in due), taken),
            new=self._one_per_fact(new, taken, self.settings.new_limit - introduced),
        )

    def _one_per_fact(
        self, cards: Iterable[CardId], taken: set[_Fact], limit: int | None = None
    ) -> dict[_Fact, CardId]:
        """The first card of each fact that is not taken yet; takes the facts."""
        chosen: dict[_Fact, CardId] = {}
        for card in cards:
            if limit is not None and len(chosen) >= limit:
                break
            fact = self._facts[card]
            if fact not in taken:
                taken.add(fact)
                chosen[fact] = card

        return chosen

    def _urgency(
        self, card: CardId, last_day: int, stability: float, day: int
    ) -> tuple[float, bytes]:
        """Sorts the likeliest forgotten first: most time gone by, measured in stability."""
        gone = (day - last_day) / stability
        chance = f"{self.settings.seed}/{day}/{card}".encode()

        return -gone, blake2b(chance, digest_size=8).digest()


def ladder(questions: Sequence[Question]) -> tuple[Question, ...]:
    """The kinds in which a card is asked as it becomes better known, easiest first.

    A choice, if there is one with at least three options; a cloze, whose sentence helps; what is
    typed; and recall only where there is neither cloze nor typed. What is left over stands in
    only where there is none of these: a true-false question may show a false sentence to somebody
    who is just meeting the fact.
    """
    choices = [
        question
        for question in questions
        if isinstance(question.response, Choice) and len(question.response.options) >= _FEW_OPTIONS
    ]
    clozes = [question for question in questions if question.kind == "cloze"]
    typed = [
        question
        for question in questions
        if isinstance(question.response, Typed) and question not in clozes
    ]
    recalled = [question for question in questions if isinstance(question.response, Recall)]
    rungs = (*choices[:1], *((*clozes[:1], *typed[:1]) or recalled[:1]))

    return rungs or tuple(questions[:1])


def _rung(progress: Progress, card: CardId, rungs: Sequence[Question]) -> int:
    """Up as stability grows; after a lapse, one down from the kind that was failed."""
    memory = progress.card(card).memory
    top = len(rungs) - 1
    if memory is None or memory.phase is Phase.LEARNING:
        return 0
    if memory.phase is Phase.REVIEW:
        return top if memory.stability >= MATURE else min(1, top)
    last = progress.last(card)
    kinds = [question.kind for question in rungs]
    asked = kinds.index(last.kind) if last is not None and last.kind in kinds else min(1, top)

    return max(0, asked - 1) if last is not None and last.rating is Rating.AGAIN else asked


def _first(day: _Day, moment: Moment, later: Sequence[CardId]) -> CardId | None:
    """The card to ask now, of those that are left of a day."""
    patience = 0 if day.fresh else LOOK_AHEAD
    ready = [card for instant, card in day.learning if instant <= moment.instant + patience]
    ready.sort(key=lambda card: card not in day.confident)
    at_once = (card for card in ready if card not in later)
    put_off = (card for card in later if card in ready or card in day.put_off)

    return next(chain(at_once, filter(None, [day.fresh]), put_off), None)


def _decks_in_turn(facts: Mapping[CardId, _Fact]) -> Iterator[CardId]:
    """A card of each deck after the other: whoever adds a deck meets it on the same day."""
    decks: dict[str, list[CardId]] = {}
    for card, (deck, _) in facts.items():
        decks.setdefault(deck, []).append(card)
    for turn in zip_longest(*decks.values()):
        yield from (card for card in turn if card is not None)


def _comes_again(
    progress: Progress, cards: Iterable[CardId], day: int
) -> Iterator[tuple[int, CardId]]:
    """Those of some cards that are in learning and come today: when, and which."""
    for id_ in cards:
        instant = progress.comes_at(id_, day)
        if instant is not None:
            yield instant, id_


def _open(cards: Mapping[_Fact, CardId], taken: Collection[_Fact]) -> Iterator[CardId]:
    return (card for fact, card in cards.items() if fact not in taken)


def _count_open(cards: Mapping[_Fact, CardId], taken: Collection[_Fact]) -> int:
    return len(cards) - sum(fact in cards for fact in taken)
