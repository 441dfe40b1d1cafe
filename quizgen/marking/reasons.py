"""Why a typed word or phrase is not the key, in words for the learner."""

from collections.abc import Callable, Iterator

from quizgen.marking.alignment import Judged, align
from quizgen.marking.folding import is_number
from quizgen.marking.numerals import may_hold_number, numeral, roman
from quizgen.marking.phrase import Phrase
from quizgen.marking.readings import NEGATIONS, Reading
from quizgen.marking.spelling import SHORTEST_WITH_TYPO, one_edit, one_typo
from quizgen.marking.verdicts import wrong
from quizgen.marking.word_rules import contrast, joined, near_contrast, why_no_typo
from quizgen.model import Mark


def contrasting(phrase: Phrase) -> Mark | None:
    """Refuse a reply with one word that is the opposite of the key's, or looks like it."""
    found = _noted(phrase, lambda key, reply: contrast(key, reply, phrase.language))
    if found is not None:
        return found
    for _, key, reply in phrase.pairs():
        # "counter-clockwise" is one word as well as two.
        if {len(key.words), len(reply.words)} == {1, 2} and (
            mark := contrast(joined(key.words), joined(reply.words), phrase.language)
        ):
            return mark
    return None


def nearly_contrasting(phrase: Phrase) -> Mark | None:
    """Name the opposite that a reply is a misspelling of."""
    if not phrase.english:
        return None

    def judge(key: str, reply: str) -> Mark | None:
        other = near_contrast(key, reply)
        return wrong("opposite", f"That looks like “{other}”, the opposite.") if other else None

    return _noted(phrase, judge)


def tied(phrase: Phrase) -> Mark | None:
    """Say why a reply with one edit in a word is no misspelling."""

    def judge(key: str, reply: str) -> Mark | None:
        if not one_typo(key, reply):
            return None
        return why_no_typo(key, reply, phrase.rivals, phrase.language)

    return _noted(phrase, judge)


def _noted(phrase: Phrase, judge: Callable[[str, str], Mark | None]) -> Mark | None:
    """Return what is noted of one word where the others are the same."""
    notes: list[Mark] = []

    def same_or_noted(key: str, reply: str) -> Judged:
        found = judge(key, reply)
        if found is not None:
            notes.append(found)
            return found.rule
        return phrase.same(key, reply)

    for _, key, reply in phrase.pairs():
        notes.clear()
        if align(key, reply, same_or_noted) is not None and notes:
            return notes[0]
    return None


def negated(phrase: Phrase) -> Mark | None:
    """Name a negation too many, or one missing, where all else is the same."""
    for _, key, reply in phrase.pairs():
        found = [word for word in (*key.words, *reply.words) if word in NEGATIONS]
        if not found or _negated_alike(key, reply):
            continue
        one, other = key.without(_NEGATING), reply.without(_NEGATING)
        if one.words and align(one, other, phrase.same) is not None:
            return wrong("negation", f"“{found[0]}” turns it round.")
    return None


#: "does not rise" is what denies "rises".
_NEGATING = NEGATIONS | {"do", "does", "did"}


def _negated_alike(one: Reading, other: Reading) -> bool:
    return len({len([w for w in it.words if w in NEGATIONS]) for it in (one, other)}) == 1


def another_figure(phrase: Phrase) -> Mark | None:
    """Name another figure, where all else is the same."""

    def judge(key: str, reply: str) -> Judged:
        figures = _is_figure(key, phrase.language) and _is_figure(reply, phrase.language)
        return phrase.same(key, reply) or ("figure" if figures else None)

    for _, key, reply in phrase.pairs():
        if (found := align(key, reply, judge)) is not None and "figure" in found:
            return wrong("figure", "It is another figure.")
    return wrong("figure", "It is another figure.") if _differing(phrase, "figure") else None


def another_unit(phrase: Phrase) -> Mark | None:
    """Name another unit after the key's figure."""
    found = _differing(phrase, "unit")
    return wrong("unit", "The figure is right, the unit is not.") if found else None


def _differing(phrase: Phrase, what: str) -> bool:
    if not may_hold_number(phrase.reply):
        return False
    # Only here: see the rule of equal quantities.
    from quizgen.marking.quantities import other_quantity  # noqa: PLC0415

    return any(
        other_quantity(text, phrase.reply, phrase.language) == what for text in phrase.accepted
    )


def _is_figure(word: str, language: str) -> bool:
    """Tell whether a word is a number; *d* or *mm* is more often something else."""
    in_roman = roman(word) is not None and (len(word) > _LETTERS or {*word} <= {*"ivx"})
    return is_number(word) or numeral(word, language) is not None or in_roman


def partly(phrase: Phrase) -> Mark | None:
    """Name a reply that says less or more than the key."""
    for key, reply in _whole(phrase):
        missing = _unmatched(phrase, key.words, reply.words)
        extra = _unmatched(phrase, reply.words, key.words)
        if not extra and 0 < len(missing) < len(key.words):
            return wrong("part", "That is only part of the answer.")
        if not missing and extra:
            return wrong("more", f"“{' '.join(extra)}” is more than the answer says.")
        if not missing and not extra:
            return wrong("words", "The same words in another order.")
    return None


def misspelt(phrase: Phrase) -> Mark | None:
    """Say that a misspelling is one too many, or in too short a word."""
    for key, reply in _whole(phrase):
        if len(key.words) != len(reply.words):
            continue
        differing = [
            (own, theirs)
            for own, theirs in zip(key.words, reply.words, strict=True)
            if phrase.same(own, theirs) is None
        ]
        if all(one_edit(*pair) for pair in differing):
            if all(_SHORTEST <= len(own) < SHORTEST_WITH_TYPO for own, _ in differing):
                return wrong("words", "In so short a word every letter counts.")
            if len(differing) > 1:
                return wrong("words", "Too many words are misspelt to be sure.")
        elif all(_two_edits(*pair) for pair in differing):
            return wrong("words", "Too many letters differ to be sure.")
    return None


def _two_edits(one: str, other: str) -> bool:
    """Tell whether two long words share all but two letters of their beginnings and ends."""
    if min(len(one), len(other)) < _LONG or abs(len(one) - len(other)) > _FEW:
        return False
    ahead = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    back = next(
        (at for at, (a, b) in enumerate(zip(one[::-1], other[::-1], strict=False)) if a != b), 0
    )
    return ahead + back >= max(len(one), len(other)) - _FEW - 1


_SHORTEST = 3
_LETTERS = 2
_LONG = 7
_FEW = 2


def _whole(phrase: Phrase) -> Iterator[tuple[Reading, Reading]]:
    for _, key, reply in phrase.pairs():
        if not (key.shortened or reply.shortened):
            yield key, reply


def _unmatched(phrase: Phrase, these: tuple[str, ...], those: tuple[str, ...]) -> list[str]:
    return [word for word in these if not any(phrase.same(word, each) for each in those)]
