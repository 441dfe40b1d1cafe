"""The answer key of a sheet: what to mark by, at a glance and in full."""

from dataclasses import dataclass
from typing import assert_never

from quizgen.markup import plain
from quizgen.model import AcceptedKey, ListKey, NumberKey, Recall, Typed
from quizgen.sheets.areas import Boxes, Bubbles, Columns, Lines, answers
from quizgen.sheets.layout import Entry, Sheet
from quizgen.wording.grammar import number_word, quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """A text of the answer, and the sign or number it has on the paper."""

    label: str = ""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEntry:
    """Everything a marker needs for one entry."""

    entry: Entry
    #: For the grid on top; empty where the answer is too long for it.
    short: str
    lines: tuple[KeyLine, ...]
    #: What else counts as right.
    also: tuple[str, ...] = ()
    #: How strictly to mark.
    note: str = ""
    #: Wrong options, by letter, with what to tell somebody who chose them.
    wrong: tuple[KeyLine, ...] = ()

    @property
    def cells(self) -> int:
        """How many cells of the grid on top it takes, so that the grid's columns stay in line."""
        length = len(self.short or _BELOW)
        return 1 + sum(length > most for most in _CELLS)


_LONGEST_SHORT = 24
_BELOW = "below"
#: How many characters one, two and three cells of the grid hold.
_CELLS = (3, 12, 20)


def key_of(sheet: Sheet) -> tuple[KeyEntry, ...]:
    """Return the answers of a sheet in the order of its numbers."""
    return tuple(answer_of(entry) for entry in sheet.entries)


def answer_of(entry: Entry) -> KeyEntry:
    """Return an entry's answer in the letters and numbers that the paper shows."""
    match entry.area:
        case Bubbles() as area:
            return _chosen(entry, area)
        case Boxes() as area:
            return _ordered(entry, area)
        case Columns() as area:
            return _matched(entry, area)
        case Lines(response=response):
            return _written(entry, response)
        case never:
            assert_never(never)


def sources(sheet: Sheet) -> tuple[str, ...]:
    """Return the titles of the works that a sheet rests on, in the order of first use."""
    citations = (entry.question.citation for entry in sheet.entries)
    return tuple(dict.fromkeys(citation.title for citation in citations if citation))


def _chosen(entry: Entry, area: Bubbles) -> KeyEntry:
    right = [bubble for bubble in area.bubbles if bubble.option.correct]
    return KeyEntry(
        entry=entry,
        short=" ".join(bubble.letter for bubble in right),
        lines=tuple(KeyLine(label=bubble.letter, text=bubble.option.text) for bubble in right),
        wrong=tuple(
            KeyLine(label=bubble.letter, text=bubble.option.why)
            for bubble in area.bubbles
            if bubble.option.why and not bubble.option.correct
        ),
    )


def _ordered(entry: Entry, area: Boxes) -> KeyEntry:
    in_order = sorted(zip(area.places, area.items, strict=True))
    return KeyEntry(
        entry=entry,
        short=" ".join(str(place) for place in area.places),
        lines=tuple(KeyLine(label=f"{place}.", text=item) for place, item in in_order),
    )


def _matched(entry: Entry, area: Columns) -> KeyEntry:
    texts = dict(area.right)
    pairs = tuple(zip(area.left, area.letters, strict=True))
    return KeyEntry(
        entry=entry,
        short=" ".join(area.letters),
        lines=tuple(
            KeyLine(label=letter, text=f"{left} – {texts[letter]}") for left, letter in pairs
        ),
    )


def _written(entry: Entry, response: Recall | Typed) -> KeyEntry:
    texts = answers(response)
    also, note = _marking(response)
    if isinstance(response, Typed) and isinstance(response.key, NumberKey):
        texts = (quantity(texts[0], response.key.unit),)
    return KeyEntry(
        entry=entry,
        short=_short(texts),
        lines=tuple(KeyLine(text=text) for text in texts),
        also=also,
        note=note,
    )


def _short(texts: tuple[str, ...]) -> str:
    return plain(texts[0]) if len(texts) == 1 and len(plain(texts[0])) <= _LONGEST_SHORT else ""


def _marking(response: Recall | Typed) -> tuple[tuple[str, ...], str]:
    """Return what else counts as right, and how strictly to mark."""
    if isinstance(response, Recall):
        return response.also, ""
    match response.key:
        case AcceptedKey(accepted=accepted, case_sensitive=case_sensitive):
            return accepted[1:], "Capitals count." if case_sensitive else ""
        case NumberKey(tolerance=tolerance, unit=unit):
            return (), f"Accept ± {quantity(tolerance, unit)}." if tolerance else ""
        case ListKey() as key:
            return tuple(form for forms in key.values for form in forms[1:]), _list_note(key)
        case never:
            assert_never(never)


def _list_note(key: ListKey) -> str:
    count, some = number_word(len(key.values)), number_word(key.at_least)
    how = "in this order" if key.ordered else "in any order"
    if key.at_least < len(key.values):
        note = f"Any {some} of these {count}, {how}."
    else:
        note = f"These {count}, {how}." if key.at_least > 1 else ""
    return note if key.complete else f"{note} Others may be right: look them up.".strip()
