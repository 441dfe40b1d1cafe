"""Judges one word of a reply against one word of the key."""

from collections.abc import Mapping

from quizgen.marking.common_words import is_common, is_word
from quizgen.marking.folding import is_number
from quizgen.marking.lookalikes import lookalikes
from quizgen.marking.numerals import numeral, roman
from quizgen.marking.opposites import (
    contrasts,
    counterparts,
    opposite,
    opposites_abroad,
    other_ending,
    undecided,
)
from quizgen.marking.readings import NEGATIONS
from quizgen.marking.spelling import (
    FARTHEST,
    closeness,
    forms,
    one_edit,
    one_typo,
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

    def __init__(self, terms: Mapping[str, str]) -> None:
        """Keep each word with the term that it is of."""
        self._terms = terms

    def claim(self, key: str, reply: str) -> Mark | None:
        """Refuse a reply that may as well be one of these words as the key's."""
        found = next(
            (
                word
                for word in self._terms
                if abs(len(word) - len(reply)) <= _REACH
                and (word == reply or one_typo(word, reply))
                and same_word(word, key) is None
            ),
            None,
        )
        if found is None:
            return None
        if found == reply:
            return wrong("other-term", f"“{self._terms[found]}” is a different thing.")
        return wrong("words", f"That may as well be “{self._terms[found]}”.")


_PLURALS_IN_S = frozenset({"fr", "es", "pt"})
_SHORTEST_PLURAL = 4
_REACH = 3


def equal(key: str, reply: str, language: str) -> str | None:
    """Return the rule by which two words are the same; a look-alike never is."""
    if key == reply:
        return "folded"
    if language != "en":
        return _equal_abroad(key, reply, language)
    if {key, reply} == {"not", "non"}:
        return "spelling"
    rule = None if _look_alike(key, reply) else same_word(key, reply)
    if rule == "spelling" and any(one_edit(word, reply) for word in contrasts(key)):
        return None
    return rule


def _equal_abroad(key: str, reply: str, language: str) -> str | None:
    if same_word(key, reply, language) == "numerals":
        return "numerals"
    longer, shorter = (key, reply) if len(key) > len(reply) else (reply, key)
    plural = language in _PLURALS_IN_S and len(shorter) >= _SHORTEST_PLURAL
    return "plural" if plural and longer in {f"{shorter}s", f"{shorter}es"} else None


def is_figure(word: str) -> bool:
    """Tell whether a word stands for a number."""
    return is_number(word) or numeral(word) is not None or roman(word) is not None


def contrast(key: str, reply: str, language: str = "en") -> Mark | None:
    """Refuse a word that says the opposite of the key's, or only looks like it."""
    if key == reply:
        return None
    english = language == "en"
    own_forms = sorted(forms(key) | {key}) if english else [key]
    reply_forms = sorted(forms(reply) | {reply}) if english else [reply]
    for own in own_forms:
        for theirs in reply_forms:
            if note := opposite(own, theirs, language):
                return wrong("opposite", f"{note}.")
    if _look_alike(key, reply) or any(
        other_ending(own, theirs) for own in own_forms for theirs in reply_forms
    ):
        return wrong("look-alike", f"“{reply}” is another word than “{key}”.")
    return None


def _look_alike(key: str, reply: str) -> bool:
    return any(lookalikes(own) & (forms(reply) | {reply}) for own in forms(key) | {key})


def near_contrast(key: str, reply: str) -> str | None:
    """Return the opposite of the key's word that the reply is a misspelling of."""
    close = (word for word in sorted(contrasts(key)) if one_typo(word, reply))
    return next((word for word in close if opposite(key, word) and not one_typo(key, reply)), None)


def typo(key: str, reply: str, rivals: Rivals, language: str) -> bool:
    """Tell whether a reply is the key's word with one typo, and certainly no other word."""
    return one_typo(key, reply) and why_no_typo(key, reply, rivals, language) is None


def why_no_typo(key: str, reply: str, rivals: Rivals, language: str) -> Mark | None:
    """Say why a reply with one edit is not taken for a misspelling of the key's word."""
    another = f"“{reply}” is another word than “{key}”."
    if is_figure(reply) or reply in NEGATIONS:
        return wrong("words", another)
    if (claimed := rivals.claim(key, reply)) is not None:
        return claimed
    if language == "en" and is_common(key, reply):
        return wrong("look-alike", another)
    if _another_beginning(key, reply):
        return wrong("words", another)
    other = _nearer_to_another(key, reply, language)
    if other is None:
        return None
    # Counterparts are made by rule, and not each of them is a word to show.
    real = is_word(other) or opposite(key, other, language) is not None
    either = f"That may as well be “{other}”." if real else "It could be another word just as well."
    return wrong("words", either)


def _nearer_to_another(key: str, reply: str, language: str) -> str | None:
    """Return the counterpart of the key, or the look-alike, that the reply is as near to."""
    if language != "en":
        near = (word for word in opposites_abroad(key, language) if one_edit(word, reply))
        if (other := next(near, None)) is not None:
            return other
    forms_typed = typo_forms(reply)
    for own in typo_forms(key):
        for theirs in forms_typed:
            if theirs in undecided(own):
                return ""
            for word in counterparts(own):
                if word == theirs or one_edit(word, theirs):
                    return word if word in contrasts(own) else ""
    nearest = min(closeness(own, theirs) for own in typo_forms(key) for theirs in forms_typed)
    alike = sorted({word for own in typo_forms(key) for word in lookalikes(own)})
    nearest = min(nearest, FARTHEST - 1)
    near = (w for w in alike if any(closeness(w, theirs) <= nearest for theirs in forms_typed))
    return next(near, None)


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
