"""Judges one word of a reply against one word of the key."""

from quizgen.marking.folding import is_number
from quizgen.marking.lookalikes import lookalikes
from quizgen.marking.opposites import contrasts, counterparts, opposite, undecided
from quizgen.marking.readings import NEGATIONS
from quizgen.marking.spelling import (
    closeness,
    forms,
    numeral,
    one_edit,
    one_typo,
    roman,
    same_word,
    typo_forms,
)
from quizgen.marking.verdicts import wrong
from quizgen.model import Mark

#: Another first letter is as a rule another word (Gambia, Zambia), unless it sounds alike; in a
#: shorter word so is one more or less (erbium, terbium), unless it is silent.
_FIRM_FIRST_LETTER = 8
_SOUND_ALIKE = ("ckqsx", "gj", "fpv", "aeiouy", "szc")
_SILENT_FIRST = ("ps", "pn", "pt", "kn", "gn", "wr", "mn", "wh")


class Rivals:
    """Words of the deck's other terms."""

    def __init__(self, words: frozenset[str]) -> None:
        """Keep the words."""
        self._words = words

    def claim(self, key: str, reply: str) -> bool:
        """Tell whether the reply may as well be one of these words as the key's."""
        return any(
            (word == reply or one_typo(word, reply)) and same_word(word, key) is None
            for word in self._words
            if abs(len(word) - len(reply)) <= _REACH
        )


_REACH = 3


def equal(key: str, reply: str, *, english: bool) -> str | None:
    """Return the rule by which two words are the same; a look-alike never is."""
    if key == reply:
        return "folded"
    if not english:
        return same_word(key, reply) if is_figure(key) else None
    rule = None if _look_alike(key, reply) else same_word(key, reply)
    if rule == "spelling" and any(one_edit(word, reply) for word in contrasts(key)):
        return None
    return rule


def is_figure(word: str) -> bool:
    """Tell whether a word stands for a number."""
    return is_number(word) or numeral(word) is not None or roman(word) is not None


def contrast(key: str, reply: str) -> Mark | None:
    """Refuse a word that says the opposite of the key's, or only looks like it."""
    if key == reply:
        return None
    for own in sorted(forms(key) | {key}):
        for theirs in sorted(forms(reply) | {reply}):
            if note := opposite(own, theirs):
                return wrong("opposite", f"{note}.")
    if _look_alike(key, reply):
        return wrong("look-alike", f"“{reply}” is another word than “{key}”.")
    return None


def _look_alike(key: str, reply: str) -> bool:
    return any(lookalikes(own) & (forms(reply) | {reply}) for own in forms(key) | {key})


def typo(key: str, reply: str, rivals: Rivals) -> bool:
    """Tell whether a reply is the key's word with one typo, and certainly no other word."""
    if not one_typo(key, reply) or is_figure(reply) or {key, reply} & NEGATIONS:
        return False
    if _another_beginning(key, reply) or rivals.claim(key, reply):
        return False
    return not _nearer_to_another(key, reply)


def _nearer_to_another(key: str, reply: str) -> bool:
    """Tell whether the reply is as near to a counterpart of the key, or to a look-alike."""
    forms_typed = typo_forms(reply)
    for own in typo_forms(key):
        for theirs in forms_typed:
            if theirs in undecided(own):
                return True
            if any(word == theirs or one_edit(word, theirs) for word in counterparts(own)):
                return True
    nearest = min(closeness(own, theirs) for own in typo_forms(key) for theirs in forms_typed)
    alike = {word for own in typo_forms(key) for word in lookalikes(own)}
    return any(closeness(word, theirs) <= nearest for word in alike for theirs in forms_typed)


def _another_beginning(key: str, reply: str) -> bool:
    """Tell whether a word begins with another letter than a slip of the pen would give it."""
    if key[0] == reply[0] or key[:2] == reply[1::-1]:
        return False
    longer, shorter = (key, reply) if len(key) > len(reply) else (reply, key)
    if longer[1:] == shorter:
        return len(key) < _FIRM_FIRST_LETTER and not longer.startswith(_SILENT_FIRST)
    return not any(key[0] in group and reply[0] in group for group in _SOUND_ALIKE)


def joined(words: tuple[str, ...], shortest: int = 1) -> str:
    """Join words up; empty where one is too short, or figures would run together."""
    if any(len(word) < shortest for word in words):
        return ""
    text = words[0]
    for word in words[1:]:
        if text[-1].isdigit() and word[0].isdigit():
            return ""
        text += word
    return text
