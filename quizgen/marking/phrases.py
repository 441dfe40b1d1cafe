"""Marks a typed word or phrase against the texts that count as right.

The rules come in a fixed order, and the first that applies decides: what equals the key in all
that counts is right; then whatever speaks against the reply (several answers at once, another
term of the deck, an opposite) comes before any allowance for a typo.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from quizgen.marking import reasons
from quizgen.marking.alignment import Judged, align
from quizgen.marking.articles import another_gender
from quizgen.marking.folding import is_number, no_words, tidy, words
from quizgen.marking.initials import initials
from quizgen.marking.numerals import may_hold_number
from quizgen.marking.opposites import OPPOSITE
from quizgen.marking.phrase import Phrase, negations
from quizgen.marking.readings import Reading, article
from quizgen.marking.verdicts import right, slip, wrong
from quizgen.marking.word_rules import joined, typo
from quizgen.markup import plain
from quizgen.model import AcceptedKey, Mark, Verdict

_LONGEST_REPLY = 400
_WORDS_PER_TYPO = 3
_MOST_TYPOS = 2
_ALTERNATIVES = re.compile(r"\s*(?:[/=()\[\]]|\bor\b)\s*", re.IGNORECASE)
_MOST_ALTERNATIVES = 4
_QUOTED = re.compile("“([^”]+)”")
_MARKS_AROUND = " *_\t\n"


def mark_phrase(reply: str, key: AcceptedKey, language: str) -> Mark:
    """Mark a typed word or phrase; ``language`` is that of the deck."""
    if not words(reply):
        return wrong("empty")
    if len(reply) > _LONGEST_REPLY + 2 * max(map(len, key.accepted), default=0):
        return wrong("too-long", "That is far longer than the answer.")
    return _as_it_stands(reply, key) or _by_rules(reply, key, language)


def _as_it_stands(reply: str, key: AcceptedKey) -> Mark | None:
    """Compare to the letter; nothing else is done where capitals or signs count."""
    if reply.strip() in {plain(text).strip() for text in key.accepted}:
        return right("exact")
    if key.case_sensitive:
        return _case_sensitive(reply, key)
    if no_words(reply) or all(no_words(text) for text in key.accepted):
        return _signs(reply, key)
    return None


def _by_rules(reply: str, key: AcceptedKey, language: str) -> Mark:
    phrase = Phrase(reply.strip(_MARKS_AROUND) or reply, key, language)
    if (mark := _several(phrase, key, language)) is not None:
        return mark
    found = next((mark for rule in _RULES if (mark := rule(phrase))), wrong("words"))
    return replace(found, note=_as_written(found.note, (reply, *phrase.accepted, *key.others)))


def _as_written(note: str, texts: tuple[str, ...]) -> str:
    """Quote words in a note as they were typed, not as they were compared."""

    def written(match: re.Match[str]) -> str:
        pattern = re.compile(rf"(?<!\w){re.escape(match[1])}(?!\w)", re.IGNORECASE)
        return next((f"“{it[0]}”" for text in texts if (it := pattern.search(text))), match[0])

    return _QUOTED.sub(written, note) if note else note


def _signs(reply: str, key: AcceptedKey) -> Mark:
    """Compare signs as they stand: ``==`` is not ``=``."""
    typed = "".join(tidy(reply).split())
    same = any("".join(tidy(plain(text)).split()) == typed for text in key.accepted)
    return right("folded") if same else wrong("words")


def _several(phrase: Phrase, key: AcceptedKey, language: str) -> Mark | None:
    """Accept several names at once where each of them is accepted: *MRI (…)*."""
    parts = [part for part in _ALTERNATIVES.split(phrase.reply) if words(part)]
    if not 1 < len(parts) <= _MOST_ALTERNATIVES:
        return None
    found = [mark_phrase(part, key, language) for part in parts]
    if all(mark.verdict is Verdict.RIGHT for mark in found):
        return right("folded")
    return None


def _case_sensitive(reply: str, key: AcceptedKey) -> Mark:
    typed = " ".join(tidy(reply).split())
    accepted = [" ".join(tidy(plain(text)).split()) for text in key.accepted]
    if typed in accepted:
        return right("exact")
    for text in accepted:
        if text.casefold() == typed.casefold():
            return wrong("case", f"Capitals count here: it is {text}.")
    return wrong("words")


def _article(phrase: Phrase) -> Mark | None:
    """Point out an article of another gender, in languages where it says something."""
    if phrase.english:
        return None
    theirs = article(phrase.reply, phrase.language)
    for text, key, reply in phrase.pairs():
        own = article(text, phrase.language)
        if key.words == reply.words and another_gender(own, theirs, phrase.language):
            return slip("article", f"It is “{text}”.")
    return None


def _folded(phrase: Phrase) -> Mark | None:
    if any(key.accented == reply.accented for _, key, reply in phrase.pairs()):
        return right("folded")
    return None


def _other_as_typed(phrase: Phrase) -> Mark | None:
    return _other(phrase, lambda other, reply: other.accented == reply.accented)


def _accents(phrase: Phrase) -> Mark | None:
    """Accept missing accents, as on a keyboard without them, and more; point out wrong ones."""
    for text, key, reply in phrase.pairs():
        if key.words == reply.words:
            spelling = f"Spelled {text}."
            either = reply.words == reply.accented or key.words == key.accented
            return right("accents", spelling) if either else slip("accents", spelling)
    return None


def _hedge(phrase: Phrase) -> Mark | None:
    """Refuse several answers at once, in the hope that one of them is right."""
    key_words = {word for _, key in phrase.keys for word in key.words}
    typed = words(phrase.reply)
    slash = "/" in phrase.reply and not any("/" in text for text in phrase.accepted)
    if ("or" in typed and "or" not in key_words) or (slash and not any(map(is_number, typed))):
        return wrong("hedge", "Give one answer.")
    return None


def _other_folded(phrase: Phrase) -> Mark | None:
    return _other(phrase, lambda other, reply: other.words == reply.words)


def _equivalent(phrase: Phrase) -> Mark | None:
    """Accept other spellings, plurals, numerals, word orders and words joined or taken apart."""
    for _, key, reply in phrase.pairs():
        if (found := align(key, reply, phrase.same)) is not None:
            notable = [rule for rule in found if rule not in {"folded", "order"}]
            return right(next(iter(notable), "order"))
        one_words, other_words = _with_non(key.words), _with_non(reply.words)
        if len(key.words) != len(reply.words) and _joinable(one_words, other_words):
            one, other = joined(one_words), joined(other_words)
            if one and other and phrase.same(one, other):
                return right("joined")
    return None


def _with_non(found: tuple[str, ...]) -> tuple[str, ...]:
    return ("non", *found[1:]) if found[0] == "not" and len(found) > 1 else found


def _joinable(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return negations(Reading(words=one)) == negations(Reading(words=other))


def _other_equivalent(phrase: Phrase) -> Mark | None:
    return _other(phrase, lambda other, reply: align(other, reply, phrase.same) is not None)


def _other(phrase: Phrase, same: Callable[[Reading, Reading], bool]) -> Mark | None:
    for text, other in phrase.others:
        for reply in phrase.replies:
            if len(other.words) == len(reply.words) and same(other, reply):
                opposite = reasons.contrasting(phrase)
                if opposite is not None and opposite.note.startswith(OPPOSITE):
                    return opposite
                return wrong("other-term", f"“{text}” is a different thing.")
    return None


def _quantity(phrase: Phrase) -> Mark | None:
    if not may_hold_number(phrase.reply):
        return None
    # Units have large tables, and most answers hold no figure.
    from quizgen.marking.quantities import same_quantity  # noqa: PLC0415

    if any(same_quantity(text, phrase.reply, phrase.language) for text in phrase.accepted):
        return right("quantity")
    return None


def _typo(phrase: Phrase) -> Mark | None:
    def judge(key: str, reply: str) -> Judged:
        found = phrase.same(key, reply)
        return found or ("typo" if typo(key, reply, phrase.rivals, phrase.language) else None)

    for text, key, reply in phrase.pairs():
        found = align(key, reply, judge)
        if found is not None and found.count("typo") <= _typos_allowed(len(key.words)):
            return slip("typo", f"Spelled {text}.")
    for text, key, reply in phrase.pairs():
        one, other = joined(key.words, shortest=3), joined(reply.words, shortest=3)
        if abs(len(key.words) - len(reply.words)) != 1 or negations(key) != negations(reply):
            continue
        if one and other and typo(one, other, phrase.rivals, phrase.language):
            return slip("typo", f"Spelled {text}.")
    return None


def _typos_allowed(count: int) -> int:
    return min(_MOST_TYPOS, max(1, count // _WORDS_PER_TYPO))


_RULES = (
    _article,
    _folded,
    _other_as_typed,
    _accents,
    _hedge,
    _other_folded,
    _equivalent,
    _other_equivalent,
    _quantity,
    reasons.another_unit,
    reasons.contrasting,
    initials,
    _typo,
    reasons.nearly_contrasting,
    reasons.tied,
    reasons.negated,
    reasons.another_figure,
    reasons.partly,
    reasons.misspelt,
)
"""In the order in which they apply."""
