"""An item taken apart for the rules, and what a rule finds."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizgen.items.item import Item
from quizgen.items.texts import OptionText, Text, option_text, stem_text


class Weight(StrEnum):
    """How bad a flaw is."""

    FATAL = "fatal"
    """More than one option is or may be right, or none, or the stem says which."""
    CUE = "cue"
    """Somebody who knows nothing of the subject can tell the key, or strike out an option."""
    STYLE = "style"
    """It is harder to read or to answer than it need be."""


class Needs(StrEnum):
    """What an item must have for a rule to apply."""

    STEM = "stem"
    OPTIONS = "options"
    RIVALS = "a key and two distractors"
    """In this order: what has more has what comes before, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """One thing that is wrong with an item."""

    #: In words, such as ``longest-correct``.
    code: str
    weight: Weight
    message: str
    hint: str


class Reading:
    """An item with what is known about its texts; ``keys`` and ``wrong`` are its options' texts."""

    __slots__ = ("english", "item", "keys", "options", "stem", "wrong")

    def __init__(self, item: Item) -> None:
        """Look every text up; indexes that lead nowhere are passed over."""
        self.item = item
        self.english = item.language[:2].lower() == "en"
        self.stem = stem_text(item.stem)
        self.options = tuple(map(option_text, item.options))
        correct = item.correct
        self.keys = tuple(text for at, text in enumerate(self.options) if at in correct)
        self.wrong = tuple(text for at, text in enumerate(self.options) if at not in correct)

    @property
    def has(self) -> Needs:
        """Return how much there is to judge; true and false are no options of the author's."""
        if self.item.form not in {"choice", "multi-select"}:
            return Needs.STEM
        rivals = self.keys and len(self.wrong) >= 2  # noqa: PLR2004  # fewer do not compare
        return Needs.RIVALS if rivals else Needs.OPTIONS


Glance = Callable[[Text], bool]
OptionGlance = Callable[[OptionText], bool]
"""Tells from one text alone whether a rule need be asked; it is taken once per text."""

Find = Callable[[Reading], str | None]
"""A rule: the message, or ``None`` where there is nothing to find."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule with its name, what a find weighs and what to do about it."""

    code: str
    weight: Weight
    find: Find
    needs: Needs
    hint: str
    #: It goes by English words.
    english: bool = False
    #: Where either is given, the rule is asked only about items with a text that it catches.
    stem: Glance | None = None
    option: OptionGlance | None = None


def quoted(texts: Sequence[Text]) -> str:
    """Return texts as a list to read; of many the first three."""
    shown = [f"“{_short(text.plain)}”" for text in texts[:3]]
    return ", ".join(shown) + (" …" if len(texts) > len(shown) else "")


def words(found: Iterable[str]) -> str:
    """Return words as a list to read, in the order of the alphabet."""
    return ", ".join(f"“{word}”" for word in sorted(found)[:4])


_SHOWN = 60


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
