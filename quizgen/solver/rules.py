"""The rules of somebody who knows tests and nothing of the subject.

Each rule gives every option of an item a number by the surface alone; it picks the option with the
highest one. No rule knows a key: not that of the item it judges, nor those of the others.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quizgen.distractors.text import contains
from quizgen.items import words as english
from quizgen.items.texts import OptionText, Text, shared_roots
from quizgen.solver.letters import likeness, share
from quizgen.wording.grammar import ARTICLE, article


@dataclass(frozen=True, slots=True)
class View:
    """An item as the solver sees it: no key."""

    stem: Text
    options: tuple[OptionText, ...]
    #: For each option: how often other items offer it, and how many other stems name it.
    met: tuple[int, ...]
    named: tuple[int, ...]
    #: For each option: how much it is like the others.
    central: tuple[float, ...]
    letters: tuple[float, ...]
    words: tuple[int, ...]
    english: bool


Values = Sequence[float]


@dataclass(frozen=True, slots=True)
class SolverRule:
    """A rule with the words it is reported by."""

    name: str
    values: Callable[[View], Values]


def view(
    stem: Text,
    options: tuple[OptionText, ...],
    met: tuple[int, ...],
    named: tuple[int, ...],
    *,
    english: bool,
) -> View:
    """Work out what several rules go by."""
    return View(
        stem=stem,
        options=options,
        met=met,
        named=named,
        central=_central(options),
        letters=tuple(share(option.folded, stem.folded) for option in options),
        words=tuple(len(shared_roots(stem, option)) for option in options),
        english=english,
    )


def _central(options: Sequence[OptionText]) -> tuple[float, ...]:
    sums = [0.0] * len(options)
    for at, one in enumerate(options):
        for other in range(at):
            alike = likeness(one.folded, options[other].folded)
            sums[at] += alike
            sums[other] += alike
    return tuple(sums)


def _length(it: View) -> Values:
    return [option.length for option in it.options]


def _details(it: View) -> Values:
    """Count what makes an option specific: telling words, figures, brackets and additions."""
    return [
        sum(map(len, option.roots.values())) + sum(option.form[:2]) + option.plain.count(",")
        for option in it.options
    ]


def _hedges(it: View) -> Values:
    return _listed(it, english.VAGUE)


def _absolutes(it: View) -> Values:
    return _listed(it, english.ABSOLUTE)


def _listed(it: View, listed: frozenset[str]) -> Values:
    return [len(option.bag & listed) if it.english else 0 for option in it.options]


def _agrees(it: View) -> Values:
    """Give a point to what goes with the article or the verb at the end of the stem."""
    if not it.english:
        return [0] * len(it.options)
    if found := english.ARTICLE_BEFORE_GAP.search(it.stem.plain):
        written = found[1].lower()
        return [
            ARTICLE.match(option.plain) is None and article(option.plain) == written
            for option in it.options
        ]
    if found := english.VERB_BEFORE_GAP.search(it.stem.plain):
        singular = (found[1] or found[2]).lower() in english.SINGULAR_VERBS
        return [_looks_plural(option) is not singular for option in it.options]
    return [0] * len(it.options)


def _looks_plural(option: Text) -> bool:
    last = option.words[-1] if option.words else ""
    return last.endswith("s") and not last.endswith(("ss", "us", "is"))


def _sizes(it: View) -> Values:
    """Return the numbers; nothing to compare unless all options are numbers."""
    amounts = [option.amount for option in it.options]
    sizes = [
        amount.low if amount.low > float("-inf") else amount.high for amount in amounts if amount
    ]
    return sizes if len(sizes) == len(it.options) else [0] * len(it.options)


def _middle_size(it: View) -> Values:
    sizes = _sizes(it)
    order = sorted(set(sizes))
    middle = (len(order) - 1) / 2
    return [-abs(order.index(size) - middle) for size in sizes]


def _oddness(it: View) -> Values:
    """Count in what an option strikes the eye as no other does."""
    columns = list(zip(*(option.form for option in it.options), strict=True))
    alone = [[column.count(has) == 1 for has in column] for column in columns]
    return [sum(marks) for marks in zip(*alone, strict=True)]


def _in_stem(it: View) -> Values:
    return [
        bool(option.folded) and contains(it.stem.folded, option.folded) for option in it.options
    ]


def _parts(it: View) -> Values:
    """Count the parts of an enumeration that stand in other options."""
    bags = [option.parts or frozenset({option.folded}) for option in it.options]
    return [
        sum(part in other for part in own for other in bags if other is not own)
        if option.parts
        else 0
        for own, option in zip(bags, it.options, strict=True)
    ]


def _first(it: View) -> Values:
    return [-at for at in range(len(it.options))]


def _last(it: View) -> Values:
    return [*range(len(it.options))]


def _middle(it: View) -> Values:
    middle = (len(it.options) - 1) / 2
    return [-abs(at - middle) for at in range(len(it.options))]


def _mirror(values: Callable[[View], Values]) -> Callable[[View], Values]:
    return lambda it: [-value for value in values(it)]


LENGTH = SolverRule("longest", _length)
LETTERS = SolverRule("shares letters with the stem", lambda it: it.letters)
CENTRAL = SolverRule("most like the other options", lambda it: it.central)
MET = SolverRule("met often in the quiz", lambda it: it.met)

RULES: tuple[SolverRule, ...] = (
    LENGTH,
    SolverRule("shortest", _mirror(_length)),
    SolverRule("shares words with the stem", lambda it: it.words),
    LETTERS,
    SolverRule("avoids the stem", _mirror(lambda it: it.letters)),
    SolverRule("stands in the stem", _in_stem),
    CENTRAL,
    SolverRule("odd one out", _mirror(lambda it: it.central)),
    SolverRule("shares parts with other options", _parts),
    SolverRule("most specific", _details),
    SolverRule("hedged", _hedges),
    SolverRule("absolute", _absolutes),
    SolverRule("not absolute", _mirror(_absolutes)),
    SolverRule("agrees grammatically", _agrees),
    SolverRule("middle number", _middle_size),
    SolverRule("largest number", _sizes),
    SolverRule("smallest number", _mirror(_sizes)),
    SolverRule("odd format", _oddness),
    SolverRule("first position", _first),
    SolverRule("middle position", _middle),
    SolverRule("last position", _last),
    MET,
    SolverRule("met rarely in the quiz", _mirror(lambda it: it.met)),
    SolverRule("named in another stem", lambda it: it.named),
    SolverRule("named in no other stem", _mirror(lambda it: it.named)),
)
"""Every rule; to add one, write a function from a view to a number for each option."""

SLY: tuple[tuple[str, float], ...] = (
    ("stands in the stem", 2),
    ("agrees grammatically", 2),
    ("shares words with the stem", 1.5),
    ("named in another stem", 1.5),
    ("longest", 1),
    ("most like the other options", 1),
    ("shares parts with other options", 1),
    ("hedged", 1),
    ("not absolute", 1),
    ("odd format", 0.5),
    ("middle number", 0.5),
    ("most specific", 0.5),
)
"""The votes of a sensible guesser: which rules, and how much each counts."""


def vote(values: Values) -> list[float]:
    """Return a rule's pick as shares of one vote; where all are alike it abstains."""
    best = max(values)
    top = [value == best for value in values]
    count = sum(top)
    if count == len(values):
        return [0.0] * count
    return [1 / count if is_top else 0.0 for is_top in top]
