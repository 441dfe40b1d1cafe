"""Quizzes of made-up words, balanced, or spoiled in one way each."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from quizgen.items import Item

_BEGINNINGS = (
    "b",
    "br",
    "d",
    "f",
    "g",
    "gl",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "z",
)
_MIDDLES = ("a", "e", "i", "o", "u", "ai", "ou")
_ENDINGS = ("b", "d", "g", "k", "l", "m", "n", "p", "r", "t", "x")


def word(chance: Random, syllables: int = 3) -> str:
    """Make up a word; no two are likely to share a root."""
    parts = ((_BEGINNINGS, _MIDDLES) for _ in range(syllables))
    letters = "".join(chance.choice(one) + chance.choice(other) for one, other in parts)
    return letters + chance.choice(_ENDINGS)


@dataclass(slots=True)
class Draft:
    """A question in the making: the key comes first in ``options``."""

    chance: Random
    stem: str
    options: list[str]
    #: Where the key is to stand; ``None``: anywhere.
    place: int | None = None
    #: Texts of the items before it.
    keys: list[str] = field(default_factory=list)


Spoil = Callable[[Draft], None]


def quiz(seed: str, count: int, spoil: Spoil | None = None, often: float = 0.7) -> list[Item]:
    """Make up a quiz of four options each, of which so many are spoiled."""
    chance = Random(seed)  # noqa: S311  # a quiz, not a secret
    pool = [word(chance) for _ in range(count // 2)]
    items: list[Item] = []
    keys: list[str] = []
    for number in range(count):
        asked = " ".join(word(chance) for _ in range(3))
        draft = Draft(chance, f"Which of these is the {asked}?", chance.sample(pool, 4))
        draft.keys = keys
        if spoil and chance.random() < often:
            spoil(draft)
        items.append(_item(draft, f"q{number}"))
        keys.append(draft.options[0])
    return items


def _item(draft: Draft, name: str) -> Item:
    key, *options = draft.options
    draft.chance.shuffle(options)
    place = draft.place if draft.place is not None else draft.chance.randrange(len(options) + 1)
    options.insert(place, key)
    return Item(id=name, stem=draft.stem, form="choice", options=tuple(options), correct=(place,))
