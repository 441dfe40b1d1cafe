"""Draws the wrong options of a sheet's choice questions anew, so that they tell nothing.

In study an option set stays as it is. On a sheet one may compare: what is met more often, or less
often, than keys are is no key. So of each relation either every option is met once on the whole
sheet, where there are enough, or all wrong options come from an urn that holds each key of the
sheet as many times as a question has wrong options. Drawn so, keys are as often the longest (or
the largest) as the shortest, but for chance; a draw that gives a key a rank which keys have too
often already is made again. To draw for a certain rank would tell more than it hides: then wrong
options lie about the key, and the key is what they lie about.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from random import Random

from quizgen.distractors import MOST, Alike, DeckIndex, Gap, measure
from quizgen.kinds.choice import redraw
from quizgen.model import Choice, Deck, Direction, Fact, Link, Option, Question
from quizgen.selection.answers import phrases
from quizgen.selection.urn import Urn

_SEARCHED = 40
"""Names that are drawn from an urn for a question at most."""

_DRAWS = 3
_SLACK = 3
_MOST_OF_A_RANK = 0.3
"""Draws for a question, and how many keys may have one rank: so many, and this part of them all."""

_ENOUGH = 2
"""How many times as many names as a sheet needs there must be for each to be met once."""


def redrawn(questions: Sequence[Question], decks: Iterable[Deck], rng: Random) -> list[Question]:
    """Return the questions with wrong options drawn anew, where the deck has some to draw from."""
    found = {question.id: question for question in questions}
    stems = frozenset(it for question in questions for it in phrases(question.stem))
    for deck in decks:
        facts = {fact.id: fact for fact in deck.facts if isinstance(fact.shape, Link)}
        groups: dict[tuple[str, str], list[Question]] = {}
        for question in questions:
            if question.deck == deck.id and question.fact in facts and _is_redrawn(question):
                groups.setdefault((question.relation, question.direction), []).append(question)
        index = DeckIndex(deck)
        for group in groups.values():
            if len(group) > 1:
                draw = _Draw(group, index, stems, rng)
                found |= {it.id: it for it in draw.questions(facts)}
    return [found[question.id] for question in questions]


def _is_redrawn(question: Question) -> bool:
    return question.kind == "choice" and bool(_options(question))


class _Draw:
    """The questions of one relation and direction on a sheet."""

    def __init__(
        self, group: Sequence[Question], index: DeckIndex, stems: frozenset[str], rng: Random
    ) -> None:
        """Fill the urn with the keys."""
        self._group = group
        self._index = index
        self._rng = rng
        self._urn = Urn()
        self._alike = Alike(map(_key, group))
        self._met = set(map(_key, group))
        for key in map(_key, group):
            self._urn.put(key, MOST, self._alike.group(key))
        #: What stands in the stems and is no key: of small sheets no key does.
        self._known = stems.difference(map(index.names.fold, self._met))
        table = index.table(group[0].relation)
        forward = group[0].direction is Direction.FORWARD
        names = table.objects if forward else table.subjects
        self._enough = len(names) >= _ENOUGH * len(group) * (MOST + 1)
        self._ranks: Counter[int] = Counter()

    def questions(self, facts: Mapping[str, Fact]) -> Iterator[Question]:
        """Yield those for which other options were found."""
        order = self._unmet if self._enough else self._from_urn
        for question in self._rng.sample(self._group, len(self._group)):
            new = self._drawn(question, facts[question.fact], order)
            if new is not None:
                self._note(new)
                yield new

    def _drawn(
        self, question: Question, fact: Fact, order: Callable[[Gap], Iterable[str]]
    ) -> Question | None:
        """Draw until the key's rank is level, a few times."""
        first: Question | None = None
        for _ in range(_DRAWS):
            new = redraw(question, fact, self._index, order)
            if new is None or self._is_level(new):
                return new or first
            first = first or new
        return first

    def _note(self, question: Question) -> None:
        wrong = [it.text for it in _options(question) if not it.correct]
        for text in wrong:
            self._urn.take(text)
            self._met.add(text)
        self._ranks[_rank(_key(question), wrong)] += 1

    def _unmet(self, gap: Gap) -> Iterable[str]:
        """Put texts first that the sheet does not show yet, neither as an option nor in a stem."""
        texts = list(filter(self._is_unsaid, gap.texts))
        fresh = [text for text in texts if text not in self._met]
        self._rng.shuffle(fresh)
        return fresh + texts

    def _from_urn(self, gap: Gap) -> Iterable[str]:
        """Put texts first that the urn still holds."""
        drawn = self._urn.sample(self._alike.group(gap.key), _SEARCHED, self._rng)
        return filter(self._is_unsaid, chain(drawn, gap.texts))

    def _is_unsaid(self, text: str) -> bool:
        return self._index.names.fold(text) not in self._known

    def _is_level(self, question: Question) -> bool:
        """Tell whether the key's rank among its options is not one that keys have too often."""
        wrong = [it.text for it in _options(question) if not it.correct]
        rank = _rank(_key(question), wrong)
        return self._ranks[rank] <= _SLACK + self._ranks.total() * _MOST_OF_A_RANK


def _options(question: Question) -> tuple[Option, ...]:
    return question.response.options if isinstance(question.response, Choice) else ()


def _key(question: Question) -> str:
    return next(it.text for it in _options(question) if it.correct)


def _rank(key: str, wrong: Iterable[str]) -> int:
    return sum(_size(text) < _size(key) for text in wrong)


def _size(text: str) -> float:
    """Return how large a figure is, or how long any other text."""
    size = measure(text)
    return float(size.low) if size else float(len(text))
