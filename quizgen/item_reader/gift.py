r"""Reads GIFT, the text format of Moodle for questions.

Questions are separated by blank lines; lines that begin with ``//`` are comments. Understood are
titles, format tags, escapes (``\~ \= \# \{ \} \:``), weights, feedback and general feedback;
choices with one or several answers, true-false, short answers, numbers, matching, missing words
and essays. A text without braces is a description and no item. Whether it is English is guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.item_reader.gift_answers import Answers, answers
from quizgen.item_reader.gift_text import hidden, readable
from quizgen.item_reader.language import in_their_language
from quizgen.item_reader.places import Places
from quizgen.items import Item
from quizgen.problems import Problem

_GAP = "____"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_COMMENT = re.compile(r"^[^\S\r\n]*//[^\r\n]*", re.MULTILINE)
_CATEGORY = re.compile(r"\s*\$CATEGORY:([^\r\n]*)")
_GENERAL = "####"
_ENDS = frozenset("?.!:…")


def read_gift(text: str, file: str) -> tuple[tuple[Item, ...], tuple[Problem, ...]]:
    """Return the items that are sound, and everything wrong with the others."""
    places = Places(text, file)
    items = in_their_language(_items(places))
    return items, tuple(places.problems)


def looks_like_gift(text: str) -> bool:
    """Tell whether a text holds anything that only GIFT has."""
    return re.search(r"^\s*(?:::|\$CATEGORY:|//)|\{[^{}]*\}", text, re.MULTILINE) is not None


def _items(places: Places) -> Iterator[Item]:
    category, number = "", 0
    for begin, block in _blocks(places.text):
        # Comments become spaces, so that every sign stays in its place.
        written = _COMMENT.sub(lambda it: " " * len(it[0]), block)
        start = begin
        while found := _CATEGORY.match(written):
            category = found[1].strip()
            start += found.end()
            written = written[found.end() :]
        if not written.strip():
            continue
        number += 1
        question = _Question(places, start, written, f"question {number}", category)
        item = question.item()
        if item is not None:
            yield item


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield what stands between blank lines, with its offset."""
    begin = 0
    for line in _LINE.finditer(text):
        if not line[0].strip():
            if begin < line.start():
                yield begin, text[begin : line.start()]
            begin = line.end()
    if begin < len(text):
        yield begin, text[begin:]


@dataclass(frozen=True, slots=True)
class _Question:
    """One question of the file: its text, and where it begins."""

    places: Places
    start: int
    text: str
    usual_id: str
    category: str

    def item(self) -> Item | None:
        """Return the question as an item; ``None`` for descriptions and what cannot be read."""
        signs = hidden(self.text)
        titled = self._title(signs)
        braces = self._braces(signs)
        if titled is None or braces is None:
            return None
        title, begin = titled
        opening, closing = braces
        inside, _, _ = signs[opening + 1 : closing].partition(_GENERAL)
        at = opening + 1
        found = answers(self.places, self.start + at, self.text[at : at + len(inside)])
        if found is None:
            return None
        before, tag = readable(self.text[begin:opening])
        after, _ = readable(self.text[closing + 1 :], tag)
        lead = len(self.text) - len(self.text.lstrip())
        return self._item(title, before, after, found, self.start + lead)

    def _item(self, title: str, before: str, after: str, found: Answers, at: int) -> Item:
        # A full stop behind the answers of a question that has ended leaves no word out.
        word_after = any(map(str.isalnum, after))
        missing = word_after or (bool(after) and before[-1:] not in _ENDS)
        space = " " if word_after else ""
        return Item(
            id=title or self.usual_id,
            stem=f"{before} {_GAP}{space}{after}".strip() if missing else before,
            form=found.form,
            options=found.options,
            correct=found.correct,
            gapped=missing,
            group=self.category,
            position=self.places.position(at),
        )

    def _title(self, signs: str) -> tuple[str, int] | None:
        """Return the title, and where the stem begins."""
        begin = len(signs) - len(signs.lstrip())
        if not signs.startswith("::", begin):
            return "", begin
        end = signs.find("::", begin + 2)
        if end < 0:
            self.places.add(
                self.start + begin,
                "bad-gift",
                "the title has no end",
                "write it between two pairs of colons, as in ::Title::",
                length=2,
            )
            return None
        return readable(self.text[begin + 2 : end])[0], end + 2

    def _braces(self, signs: str) -> tuple[int, int] | None:
        """Return where the answers stand; ``None`` for a description, or with a problem."""
        opening, closing = signs.find("{"), signs.find("}")
        if opening < 0 and closing < 0:
            return None
        if (wrong := _stray(signs, opening, closing)) is None:
            return opening, closing
        self.places.add(self.start + wrong[0], "bad-gift", *wrong[1:])
        return None


def _stray(signs: str, opening: int, closing: int) -> tuple[int, str, str] | None:
    """Return where the braces go wrong, how, and what to do."""
    second, another = signs.find("{", opening + 1), signs.find("}", closing + 1)
    if opening < 0 or 0 <= closing < opening:
        return closing, "a } without its {", "write \\} for the sign itself"
    if closing < 0:
        hint = "close them before the next blank line, which ends a question"
        return opening, "the answers have no }", hint
    if second >= 0:
        hint = "put a blank line between two questions, or write \\{ for the sign itself"
        return second, "a second { in one question", hint
    if another >= 0:
        return another, "a } too many", "write \\} for the sign itself"
    return None
