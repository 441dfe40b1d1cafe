"""Marks several values typed at once, each against one value of a list."""

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from quizgen.marking.folding import LONGEST, is_number, words
from quizgen.marking.opposites import OPPOSITE
from quizgen.marking.phrases import mark_phrase
from quizgen.marking.verdicts import right, slip, wrong
from quizgen.model import AcceptedKey, ListKey, Mark, Verdict

_NUMBERING = re.compile(
    r"(?:^|(?<=[\s,;]))(?:\(?(?:step\s+)?\d{1,2}[.):]|\(?(?:[a-z]|[ivx]{1,4})\)|[-*•–—])\s+",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s*1\s+\D+\s2\s+\D")
_BARE_NUMBER = re.compile(r"(?:^|\s)\d{1,2}\s+")
_AND_SO_ON = re.compile(r"[\s,]+(?:and\s+)?(?:etc|so on|among others)\b\W*$", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*(?:[,;\n\t•→⇒]|->|=>|\s[-–—/+>]+\s|\.(?=\s|$))\s*")
_AND = re.compile(r"\s+(?:and|&|then|plus|und|et)\s+", re.IGNORECASE)
_LEADING_AND = re.compile(r"^(?:and then|and|then|&|plus|und|et|y|e)\s+", re.IGNORECASE)
_SEQUENCE_WORD = re.compile(
    r"^(?:and\s+)?(?:first|firstly|second|secondly|third|thirdly|next|then|after that|finally|"
    r"lastly|last)\b(?:\s+of all)?(?:\s+comes?)?\s*",
    re.IGNORECASE,
)
_MOST_ITEMS = 40
_MOST_JOINED = 5
#: How much of what is asked is most of it.
_MOST_OF_IT = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One part of the reply: the value it names, if any, and its mark."""

    text: str
    mark: Mark
    #: Which value of the list; -1: none of them.
    value: int


Resolve = Callable[[str], Item]


def mark_list(reply: str, key: ListKey, language: str) -> Mark:
    """Mark a reply that names several values, in whatever way they are separated."""
    if not words(reply):
        return wrong("empty")
    if len(reply) > LONGEST:
        return wrong("too-long", "That is far longer than the answer.")
    items = _items(reply, key, language)
    named = [item for item in items if item.value >= 0]
    extras = [item for item in items if item.value < 0]
    values = list(dict.fromkeys(item.value for item in named))
    if refused := _refused(extras, len(items), complete=key.complete):
        return refused
    needed = min(key.at_least, len(key.values))
    if len(values) < needed or len(extras) > len(values):
        return _too_few(len(values), needed, extras)
    if key.ordered and any(one > other for one, other in pairwise(values)):
        return wrong("list-order", "The right parts, in another order.")
    return _enough(named, extras)


def _refused(extras: Sequence[Item], count: int, *, complete: bool) -> Mark | None:
    if turned := next((item for item in extras if _turned(item.mark)), None):
        said = f"{turned.mark.note[:1].lower()}{turned.mark.note[1:]}"
        return wrong(turned.mark.rule, f"“{turned.text}”: {said}")
    if extras and complete:
        return wrong("extra", _not_one_of_them(extras, count))
    return None


def _turned(mark: Mark) -> bool:
    """Tell whether a value was turned round, which is wrong even where the list is open."""
    return mark.rule == "negation" or mark.note.startswith(OPPOSITE)


def _not_one_of_them(extras: Sequence[Item], count: int) -> str:
    if count == 1 and extras[0].mark.note:
        return extras[0].mark.note
    return f"{_quoted(extras)} {'is' if len(extras) == 1 else 'are'} not among them."


def _too_few(found: int, needed: int, extras: Sequence[Item]) -> Mark:
    """Mark a reply without enough of an open or a closed list."""
    if extras:
        verb = "is" if len(extras) == 1 else "are"
        return wrong("not-in-notes", f"{_quoted(extras)} {verb} not in these notes.")
    share = round(found / needed, 3)
    rule = "list-most" if share >= _MOST_OF_IT else "list-part"
    return replace(wrong(rule, f"You named {found} of {needed}."), share=share)


def _enough(named: Sequence[Item], extras: Sequence[Item]) -> Mark:
    notes = [item.mark.note for item in named if item.mark.verdict is Verdict.SLIP]
    spelling = " ".join(dict.fromkeys(notes))
    if extras:
        verb = "is" if len(extras) == 1 else "are"
        notes.append(f"{_quoted(extras)} {verb} not in these notes.")
    note = " ".join(dict.fromkeys(notes))
    return slip("typo", note) if spelling else right("list", note)


def _quoted(items: Sequence[Item]) -> str:
    return ", ".join(f"“{item.text}”" for item in items)


def _items(reply: str, key: ListKey, language: str) -> list[Item]:
    resolve = _resolver(key, language)
    whole = resolve(reply.strip())
    if whole.value >= 0:
        return [whole]
    plain_text = _NUMBERING.sub("\n", _AND_SO_ON.sub("", reply))
    if _NUMBERED.match(reply) and not any(map(is_number, itertools.chain(*key.values))):
        plain_text = _BARE_NUMBER.sub("\n", reply)
    parts = [part for part in _SEPARATOR.split(plain_text) if words(part)]
    parts = [_LEADING_AND.sub("", part.strip()) for part in parts[:_MOST_ITEMS]]
    if len(parts) == 1 and (run := _run_together(parts[0], resolve)):
        return run
    # A value may hold a separator itself, as "Washington, D.C." does.
    items = _longest_first(parts, ", ", resolve)
    items = [item for each in items for item in _taken_apart(each, resolve)]
    return [_without_sequence_word(item, resolve) for item in items]


def _without_sequence_word(item: Item, resolve: Resolve) -> Item:
    """Read *then massage* as *massage*, unless it is a value as it stands."""
    rest = _SEQUENCE_WORD.sub("", item.text)
    if item.value >= 0 or rest == item.text or not words(rest):
        return item
    bare_item = resolve(rest)
    return bare_item if bare_item.value >= 0 else item


def _resolver(key: ListKey, language: str) -> Resolve:
    """Return what finds the value that a text names; the deck's other terms are asked last."""

    @cache
    def resolve(text: str) -> Item:
        found = [mark_phrase(text, AcceptedKey(accepted=forms), language) for forms in key.values]
        for verdict in (Verdict.RIGHT, Verdict.SLIP):
            at = next((at for at, mark in enumerate(found) if mark.verdict is verdict), None)
            if at is None:
                continue
            confirmed = _confirmed(text, key, at, language)
            return Item(text=text, mark=confirmed, value=_value(confirmed, at))
        turned = (mark for mark in found if _turned(mark))
        noted = next(turned, None) or next((mark for mark in found if mark.note), wrong("extra"))
        return Item(text=text, mark=noted, value=-1)

    return resolve


def _confirmed(text: str, key: ListKey, at: int, language: str) -> Mark:
    """Mark the value once more: the list's other values are other terms, too."""
    rest = [form for other, forms in enumerate(key.values) if other != at for form in forms]
    accepted = AcceptedKey(accepted=key.values[at], others=(*rest, *key.others))
    return mark_phrase(text, accepted, language)


def _value(mark: Mark, at: int) -> int:
    return at if mark.verdict is not Verdict.WRONG else -1


def _longest_first(parts: Sequence[str], joiner: str, resolve: Resolve) -> list[Item]:
    """Take as many neighbouring parts together as name one value."""
    items = []
    at = 0
    while at < len(parts):
        for count in range(min(_MOST_JOINED, len(parts) - at), 0, -1):
            group = parts[at : at + count]
            item = resolve(joiner.join(group))
            # "A, B" are two values, though "a B" is one with its article.
            several = count > 1 and all(resolve(part).value >= 0 for part in group)
            if count == 1 or (item.value >= 0 and not several):
                items.append(item)
                at += count
                break
    return items


def _taken_apart(item: Item, resolve: Resolve) -> list[Item]:
    """Read *and* as a separator, unless the item is a value as it stands."""
    parts = _AND.split(item.text)
    if item.value >= 0 or len(parts) == 1:
        return [item]
    parts = [part for part in parts if words(part)]
    if shared := _sharing_last_word(parts, resolve):
        return shared
    return _longest_first(parts, " and ", resolve)


def _sharing_last_word(parts: Sequence[str], resolve: Resolve) -> list[Item]:
    """Read *left and right atrium* as two values, if that is what they are."""
    last = parts[-1].split()[-1] if parts else ""
    found = [resolve(f"{part} {last}") for part in parts[:-1]] + [
        resolve(part) for part in parts[-1:]
    ]
    bare_values = any(resolve(part).value >= 0 for part in parts[:-1])
    return [] if bare_values or any(item.value < 0 for item in found) else found


def _run_together(text: str, resolve: Resolve) -> list[Item]:
    """Read words without any separator, if they are all values."""
    parts = [part for part in text.split() if _AND.sub("", f" {part} ").strip()]
    if not 1 < len(parts) <= _MOST_ITEMS:
        return []
    items = _longest_first(parts, " ", resolve)
    return items if all(item.value >= 0 for item in items) else []
