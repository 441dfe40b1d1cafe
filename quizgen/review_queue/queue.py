"""The cards of some questions as a study session meets them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, zip_longest

from quizgen.model import CardId, Moment, Question
from quizgen.progress import Progress
from quizgen.review_queue.ladder import ladder, rung
from quizgen.review_queue.order import Chosen, DueThenNew, Order, Today, one_per_fact, urgency
from quizgen.review_queue.stock import Fact, MadeStock, Stock
from quizgen.scheduler import is_confident_error

LOOK_AHEAD = 20 * 60_000
"""Milliseconds that a card in learning may come early once nothing else is left, as in Anki."""


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
    #: What comes beside the cards in learning; ``None``: what is due, then new cards.
    order: Order | None = None


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
    learning: Mapping[Fact, CardId]
    chosen: Chosen


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
        self._order = self.settings.order or DueThenNew(self.settings.new_limit, self.settings.seed)
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

        return rungs[rung(progress, card, rungs)]

    def everything(self, progress: Progress, moment: Moment) -> tuple[Question, ...]:
        """Every card, due or not: those met by how likely they are forgotten, then new ones.

        Whoever crams wants what is least sure first.
        """
        met: list[tuple[tuple[float, bytes], CardId]] = []
        new: list[CardId] = []
        held, day, seed = progress.cards, moment.day, self.settings.seed
        for id_ in self._facts:
            card = held.get(id_)
            if card is None or card.memory is None:
                new.append(id_)
            else:
                memory = card.memory
                met.append((urgency(id_, memory.last_day, memory.stability, day, seed), id_))
        order = [*(id_ for _, id_ in sorted(met)), *new]

        return tuple(self.question(progress, id_) for id_ in order)

    def remaining(self, progress: Progress, moment: Moment) -> Counts:
        """How many cards are still to come today, within the session's limit."""
        return self._look(progress, moment).counts

    def due(self, progress: Progress, moment: Moment) -> tuple[CardId, ...]:
        """The cards met before today that are due, one per fact, the likeliest forgotten first.

        Those in learning come before them. The session's limit has no say.
        """
        new = self._plan_for(progress, moment).chosen.new

        return tuple(card for card in self.today(progress, moment) if self._facts[card] not in new)

    def today(self, progress: Progress, moment: Moment) -> tuple[CardId, ...]:
        """All cards of today that have not been answered yet, in their order.

        Those in learning come first. The session's limit has no say.
        """
        plan = self._plan_for(progress, moment)
        taken = {self._facts[card] for card in progress.answered(plan.day) if card in self._facts}

        return (*_open(plan.learning, taken), *_open(plan.chosen.cards, taken))

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
            left = min(left, max(0, self.settings.limit - len(begun)))
            answered = [card for card in answered if left or card in begun]
        learning = list(islice(_open(plan.learning, taken), left))
        left -= len(learning)
        counts = _count(plan.chosen, taken, left)
        again = sorted(_comes_again(progress, [*answered, *learning], plan.day))
        fresh = islice(_open(plan.chosen.cards, taken), left)
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
            counts=replace(counts, learning=len(again)),
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
        comes = one_per_fact((card for _, card in learning), self._facts, taken)
        due = [each for each in coming if not each.learning]

        return _Plan(
            day=day,
            progress=progress,
            revision=progress.revision,
            learning=comes,
            chosen=self._order.choose(Today(progress, day, self._facts, due, taken)),
        )


def _first(day: _Day, moment: Moment, later: Sequence[CardId]) -> CardId | None:
    """The card to ask now, of those that are left of a day."""
    patience = 0 if day.fresh else LOOK_AHEAD
    ready = [card for instant, card in day.learning if instant <= moment.instant + patience]
    ready.sort(key=lambda card: card not in day.confident)
    at_once = (card for card in ready if card not in later)
    put_off = (card for card in later if card in ready or card in day.put_off)

    return next(chain(at_once, filter(None, [day.fresh]), put_off), None)


def _decks_in_turn(facts: Mapping[CardId, Fact]) -> Iterator[CardId]:
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


def _open(cards: Mapping[Fact, CardId], taken: Collection[Fact]) -> Iterator[CardId]:
    return (card for fact, card in cards.items() if fact not in taken)


def _count(chosen: Chosen, taken: Collection[Fact], most: int) -> Counts:
    """How many cards of facts that are not taken there are, of the first so many."""
    cards, new = chosen
    whole = len(cards) - sum(fact in cards for fact in taken)
    if whole <= most:
        begun = len(new) - sum(fact in new for fact in taken)
    else:
        first = islice((fact for fact in cards if fact not in taken), most)
        begun = sum(fact in new for fact in first)

    return Counts(new=begun, due=min(whole, most) - begun)
