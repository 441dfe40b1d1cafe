"""Figures of a quiz as a whole: what no single item shows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from quizgen.items.chance import chi_square_p
from quizgen.items.item import Item
from quizgen.items.mentions import Mentions, met
from quizgen.items.reading import Flaw, Weight
from quizgen.items.texts import option_text, stem_text

UNLIKELY = 0.01
"""Below this probability the places of the keys are no accident."""

_PICKED = frozenset({"choice", "multi-select"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions:
    """Where the keys of single-choice items stand."""

    #: From the first position on.
    counts: tuple[int, ...]
    #: How probable it is that places drawn evenly are at least so uneven.
    p: float
    #: The longest run of items with their keys in one place.
    run: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """An item whose key stands in the stem of another, as no distractor of it does."""

    item: Item
    key: str
    named_by: Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a quiz as a whole looks like."""

    items: int
    #: Items to pick from, by their number of options.
    options: Mapping[int, int]
    flawless: int
    fatal: int
    #: Flaw → in how many items.
    flaws: Mapping[str, int]
    positions: Positions
    #: Items to pick from that ask in the same words, each group in order.
    repeated: tuple[tuple[Item, ...], ...]
    cues: tuple[Cue, ...]
    #: How often the key, and a distractor, is offered in the whole quiz on average.
    key_met: float
    distractor_met: float
    #: True sentences among the true-false items.
    true: int
    true_false: int


def picked_from(items: Iterable[Item]) -> list[Item]:
    """Return the items that have options to pick from."""
    return [item for item in items if item.form in _PICKED]


def figures(items: Sequence[Item], found: Sequence[tuple[Flaw, ...]], *, sheet: bool) -> Figures:
    """Return the figures of a quiz, given the flaws of each item.

    ``sheet``: all items are asked together, so that any stem may name a key; of a deck's many
    kinds only those with options are looked at for that.
    """
    picked = picked_from(items)
    sentences = [item for item in items if item.form == "true-false"]
    key_met, distractor_met = _met(picked)
    fatal = (any(flaw.weight is Weight.FATAL for flaw in one) for one in found)
    return Figures(
        items=len(items),
        options=dict(sorted(Counter(len(item.options) for item in picked).items())),
        flawless=sum(not one for one in found),
        fatal=sum(fatal),
        flaws=dict(Counter(flaw.code for one in found for flaw in one).most_common()),
        positions=_positions(picked),
        repeated=_repeated(picked),
        cues=tuple(_cues(items if sheet else picked)),
        key_met=key_met,
        distractor_met=distractor_met,
        true=sum(item.correct == (0,) for item in sentences),
        true_false=len(sentences),
    )


def _positions(items: Iterable[Item]) -> Positions:
    """Count the keys' places; where the order means something the key has no choice of place."""
    single = [
        item
        for item in items
        if item.form == "choice" and len(item.correct) == 1 and item.correct[0] in _places(item)
    ]
    longest = max((len(item.options) for item in single), default=0)
    counts = Counter(item.correct[0] for item in single)
    expected = [
        sum(1 / len(item.options) for item in single if len(item.options) > at)
        for at in range(longest)
    ]
    observed = tuple(counts[at] for at in range(longest))
    runs = (sum(1 for _ in group) for _, group in groupby(single, key=lambda it: it.correct[0]))
    return Positions(counts=observed, p=chi_square_p(observed, expected), run=max(runs, default=0))


def _places(item: Item) -> range:
    return range(len(item.options))


def _repeated(items: Iterable[Item]) -> tuple[tuple[Item, ...], ...]:
    by_stem: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        if folded := stem_text(item.stem).folded:
            by_stem[folded].append(item)
    return tuple(tuple(group) for group in by_stem.values() if len(group) > 1)


def _cues(items: Sequence[Item]) -> Iterable[Cue]:
    mentions = Mentions(items)
    for at, item in enumerate(items):
        if item.form != "choice" or len(item.correct) != 1 or item.correct[0] not in _places(item):
            continue
        counts = [mentions.count(at, option_text(text)) for text in item.options]
        key = counts.pop(item.correct[0])
        if key > max(counts, default=0):
            text = item.options[item.correct[0]]
            named_by = mentions.first(at, option_text(text))
            if named_by is not None:
                yield Cue(item=item, key=text, named_by=named_by)


def _met(items: Sequence[Item]) -> tuple[float, float]:
    counts = met(items)
    keys: list[int] = []
    distractors: list[int] = []
    for item in items:
        for at, text in enumerate(item.options):
            side = keys if at in item.correct else distractors
            side.append(counts[option_text(text).folded])
    return _mean(keys), _mean(distractors)


def _mean(numbers: Sequence[int]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0
