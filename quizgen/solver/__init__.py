"""The test-wise solver: how many keys somebody finds who knows nothing of the subject.

It looks at the surface of the items, and of the quiz as a whole, and never at a key. Each rule is
scored alone; *sly* is a fixed vote of rules that make sense, and *learned* weighs all rules by what
worked on other items of the same quiz (a conditional logit, cross-validated), so that it finds any
steady leak, also one that nobody has named. Where a rule has no favourite, or several, its score is
what a draw among them would give on average. Of an item with several keys one pick is scored: it is
right if it is one of the keys. True-false items are left out: they show nothing but a sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain

from quizgen.items.chance import wilson
from quizgen.items.item import Item
from quizgen.items.mentions import Mentions, met
from quizgen.items.texts import option_text, stem_text
from quizgen.solver.logit import Case, cross_validated
from quizgen.solver.rules import CENTRAL, LENGTH, LETTERS, MET, RULES, SLY, Values, View, view, vote

__all__ = ["ENOUGH", "MARGIN", "MOST", "RULES", "Score", "Solved", "solve"]

ENOUGH = 300
"""Items from which on the interval is narrow enough for a verdict."""

MARGIN = 0.05
"""How far above chance a solver may certainly be before the quiz counts as guessable."""

MOST = 2000
"""Items that are judged at most; of more, so many are taken evenly."""

_FOLDS = 5
_FEWEST = 20
"""Items from which something can be learned."""

_GRADED = (LENGTH, LETTERS, CENTRAL, MET)
"""Rules of which *learned* sees how much, not only which option is first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How often a rule, or a mix of rules, picks a key."""

    rule: str
    #: Keys picked; ties by expectation.
    right: float
    items: int
    #: The share that a blind draw picks.
    chance: float
    #: Wilson's 95 % interval of the share picked.
    low: float
    high: float

    @property
    def share(self) -> float:
        """Return the share of items in which a key is picked."""
        return self.right / self.items if self.items else 0.0

    @property
    def above_chance(self) -> bool:
        """Tell whether chance lies below the interval."""
        return self.low > self.chance

    @property
    def guessable(self) -> bool:
        """Tell whether it certainly picks more keys than may be."""
        return self.low > self.chance + MARGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """What the solver makes of a quiz."""

    #: Items judged, and how many there were to judge.
    items: int
    total: int
    chance: float
    rules: tuple[Score, ...]
    sly: Score
    learned: Score

    @property
    def enough(self) -> bool:
        """Tell whether there are items enough for a verdict."""
        return self.items >= ENOUGH

    @property
    def strongest(self) -> Score:
        """Return the single rule that is the furthest above chance."""
        return max(self.rules, key=lambda score: score.low - score.chance)


def solve(items: Sequence[Item], most: int = MOST, *, together: bool = True) -> Solved:
    """Judge the items of a quiz that have options and a key; the others are only read.

    Where they are not asked together, no stem can name the answer of another.
    """
    usable = [at for at, item in enumerate(items) if _is_usable(item)]
    taken = (
        [usable[at * len(usable) // most] for at in range(most)] if len(usable) > most else usable
    )
    views = _views(items, taken, together=together)
    judged = [items[at] for at in taken]
    votes = [[vote(rule.values(it)) for rule in RULES] for it in views]
    rules = [_score(rule.name, judged, [one[at] for one in votes]) for at, rule in enumerate(RULES)]
    return Solved(
        items=len(judged),
        total=len(usable),
        chance=rules[0].chance,
        rules=tuple(rules),
        sly=_score("sly", judged, [_sly(one) for one in votes]),
        learned=_score("learned", judged, _learned(judged, views, votes)),
    )


def _is_usable(item: Item) -> bool:
    keys = {at for at in item.correct if 0 <= at < len(item.options)}
    return item.form in {"choice", "multi-select"} and 0 < len(keys) < len(item.options)


def _views(items: Sequence[Item], taken: Sequence[int], *, together: bool) -> list[View]:
    mentions, counts = Mentions(items if together else ()), met(items)
    found = []
    for at in taken:
        item = items[at]
        options = tuple(map(option_text, item.options))
        found.append(
            view(
                stem_text(item.stem),
                options,
                tuple(counts[option.folded] for option in options),
                tuple(mentions.count(at, option) if together else 0 for option in options),
                english=item.language[:2].lower() == "en",
            )
        )
    return found


def _score(name: str, items: Sequence[Item], picks: Sequence[Values]) -> Score:
    right = chance = 0.0
    for item, values in zip(items, picks, strict=True):
        best = max(values)
        top = [at for at, value in enumerate(values) if value == best]
        right += sum(at in item.correct for at in top) / len(top)
        chance += len({*item.correct} & {*range(len(item.options))}) / len(item.options)
    low, high = wilson(right, len(items))
    share = chance / len(items) if items else 0.0
    return Score(rule=name, right=right, items=len(items), chance=share, low=low, high=high)


def _sly(votes: Sequence[Values]) -> list[float]:
    by_name = {rule.name: values for rule, values in zip(RULES, votes, strict=True)}
    weighed = [[weight * value for value in by_name[name]] for name, weight in SLY]
    # Sums of the same shares in another order must still tie.
    return [round(sum(column), 6) for column in zip(*weighed, strict=True)]


def _learned(
    items: Sequence[Item], views: Sequence[View], votes: Sequence[Sequence[Values]]
) -> list[Values]:
    """Score each item by what was learned from the other folds."""
    cases = [_case(*one) for one in zip(items, views, votes, strict=True)]
    blind: list[Values] = [[0.0] * len(case.rows) for case in cases]
    if len(cases) < _FEWEST:
        return blind
    folds = [_fold(item.id) for item in items]
    if len(set(folds)) == 1:
        return blind
    # What differs by less than this is a tie that was added up in another order.
    return [[round(value, 9) for value in row] for row in cross_validated(cases, folds)]


def _fold(name: str) -> int:
    digest = sha256(name.encode("utf-8", errors="surrogatepass")).digest()
    return int.from_bytes(digest[:4]) % _FOLDS


def _case(item: Item, it: View, votes: Sequence[Values]) -> Case:
    """Return an item in numbers: the votes, and how much where that says more."""
    graded = (_scaled(rule.values(it)) for rule in _GRADED)
    columns = [_centred(column) for column in chain(votes, graded)]
    keys = sorted({at for at in item.correct if 0 <= at < len(item.options)})
    return Case(rows=list(zip(*columns, strict=True)), keys=keys)


def _scaled(values: Values) -> Values:
    spread = max(values) - min(values)
    return [value / spread for value in values] if spread else [0.0] * len(values)


def _centred(values: Values) -> Values:
    mean = sum(values) / len(values)
    return [value - mean for value in values]
