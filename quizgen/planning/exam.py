"""Study for an exam: the cards that it is about, and which of them a day is best spent on."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice

from quizgen.model import Card, CardId, Memory, Rating
from quizgen.planning.habits import Turn, turns
from quizgen.planning.index import ExamIndex, Ranked
from quizgen.planning.learner import Memories, State
from quizgen.planning.person import Person
from quizgen.progress import Progress
from quizgen.review_queue import Chosen, Fact, Order, Today, one_per_fact

_SAMPLE = 400
"""Cards whose histories tell the pace: those answered last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """An exam to study for."""

    #: Its study day; the day before is the last one to study on.
    day: int
    #: Seconds of study on each day.
    seconds: float
    #: Ids of the decks that it is about; empty: all of them.
    decks: AbstractSet[str] = frozenset()

    def is_about(self, fact: Fact) -> bool:
        """Tell whether a fact may come up in the exam."""
        return not self.decks or fact[0] in self.decks


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamCards:
    """The cards of an exam as they stand; suspended ones are left out."""

    ids: Sequence[CardId]
    #: Number of each card's fact.
    facts: Sequence[int]
    states: Sequence[State]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.ids)

    def memories(self, person: Person) -> Memories:
        """What is known of the cards, as somebody would go on from there."""
        return Memories(person.formulas, self.states, steps=person.steps)


def exam_cards(
    facts: Mapping[CardId, Fact], progress: Progress, day: int, taken: Collection[Fact] = ()
) -> ExamCards:
    """Find the cards of some facts, in their order, but for those of facts that are taken.

    An answer of a later study day, before a clock was set back, counts as one of this day.
    """
    held = progress.cards
    numbers: dict[Fact, int] = {}
    ids, found, states = [], [], []
    for id_, fact in facts.items():
        card = held.get(id_)
        if fact in taken or (card is not None and card.suspended):
            continue
        memory = _memory(held, id_)
        ids.append(id_)
        found.append(numbers.setdefault(fact, len(numbers)))
        states.append(
            State(memory.stability, memory.difficulty, min(memory.last_day, day))
            if memory
            else State()
        )

    return ExamCards(ids=ids, facts=found, states=states)


def index_of(memories: Memories, person: Person, exam: int) -> ExamIndex:
    """The index by which somebody studies for an exam on a study day."""
    return ExamIndex(memories, exam, costs=person.costs, known_before=person.known_before)


def last_turns(progress: Progress, cards: Iterable[CardId]) -> list[Turn]:
    """What the cards answered last say of how somebody studies."""
    held = progress.cards
    met = [(memory.last_day, id_) for id_ in cards if (memory := _memory(held, id_))]
    latest = islice((id_ for _, id_ in sorted(met, reverse=True)), _SAMPLE)

    return [turn for id_ in latest for turn in turns(progress.history(id_))]


class ExamOrder:
    """What gains most for an exam per second, as much as there is time for; then all other decks.

    Cards of the exam come whether they are due or not, and new ones without a limit of their own.
    From the day of the exam on, they come as those of other decks do.
    """

    def __init__(self, aim: Aim, person: Person, usual: Order) -> None:
        """Take the exam, who studies, and the order that holds for other decks."""
        self.aim = aim
        self.person = person
        self._usual = usual

    def choose(self, today: Today) -> Chosen:
        """Choose what the day is best spent on."""
        if today.day >= self.aim.day:
            return self._usual.choose(today)
        about = {card: fact for card, fact in today.facts.items() if self.aim.is_about(fact)}
        cards = exam_cards(about, today.progress, today.day, today.taken)
        memories = cards.memories(self.person)
        left = self.aim.seconds - self.spent(today.progress, today.day, about)
        ranked = index_of(memories, self.person, self.aim.day).rank(
            range(len(cards)), today.day, left
        )
        fitting = [cards.ids[it.card] for it in fit(ranked, left, cards.facts)]
        chosen = one_per_fact(fitting, about, set(today.taken))
        met = {card for card, state in zip(cards.ids, cards.states, strict=True) if state.stability}
        new = {fact for fact, card in chosen.items() if card not in met}
        if len(about) == len(today.facts):
            return Chosen(chosen, new)
        rest = self._usual.choose(_without(today, about))

        return Chosen({**chosen, **rest.cards}, new | rest.new)

    def spent(self, progress: Progress, day: int, cards: Collection[CardId]) -> float:
        """Seconds that the answers of a day so far may have taken."""
        answered = [card for card in progress.answered(day) if card in cards]
        new = progress.introduced(day)

        return sum(self._cost(progress, card, day, new=card in new) for card in answered)

    def _cost(self, progress: Progress, card: CardId, day: int, *, new: bool) -> float:
        costs = self.person.costs
        if new:
            return costs.new
        today = (it for it in progress.history(card) if it.moment.day == day)

        return costs.failed if any(it.rating is Rating.AGAIN for it in today) else costs.passed


def fit(ranked: Iterable[Ranked], seconds: float, facts: Sequence[int]) -> list[Ranked]:
    """Take the first cards that fit into some seconds, one of each fact."""
    taken = set[int]()
    found = []
    for it in ranked:
        if it.seconds <= seconds and facts[it.card] not in taken:
            taken.add(facts[it.card])
            found.append(it)
            seconds -= it.seconds

    return found


def _memory(held: Mapping[CardId, Card], id_: CardId) -> Memory | None:
    card = held.get(id_)

    return card.memory if card is not None else None


def _without(today: Today, cards: Collection[CardId]) -> Today:
    """What there is to choose from beside some cards."""
    return today._replace(
        facts={card: fact for card, fact in today.facts.items() if card not in cards},
        due=[each for each in today.due if each.card not in cards],
    )
