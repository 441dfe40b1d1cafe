"""Reads printed papers and keys as a person does: by where the words stand on the page."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from printing import Printed, Word

_MARGIN = 17 * 72 / 25.4
#: Texts of a question begin so far from the margin.
_INDENT = 15
#: What is printed into a circle is smaller than what is printed beside it.
_SMALL = 0.85


def bare(text: str) -> str:
    """Return letters and figures alone: spaces, hyphens and raised signs are the printer's."""
    return "".join(
        char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum()
    )


@dataclass
class Entry:
    """A numbered question as it is printed."""

    #: All its words but letters of options and options.
    text: str = ""
    #: Letter → text; nothing where letters alone are printed, as for true or false.
    options: dict[str, str] = field(default_factory=dict)
    #: What stands beside boxes, from top to bottom.
    boxes: list[str] = field(default_factory=list)


def body_words(pages: Iterable[Printed]) -> Iterator[tuple[int, Word]]:
    """Yield the words between the margins with their page."""
    for number, page in enumerate(pages):
        for word in page.words:
            if word.top > _MARGIN * 0.8 and word.bottom < page.height - _MARGIN + 4:
                yield number, word


def entries(pages: Sequence[Printed], columns: int = 1) -> dict[int, list[Word]]:
    """Return the words of each numbered entry, in reading order, without headings.

    Args:
        pages: the printed pages.
        columns: side by side, each with numbers at its left edge.
    """
    width = pages[0].width - 2 * _MARGIN
    step = (width + 9 * 72 / 25.4) / columns
    placed = sorted(
        ((page, int((word.left - _MARGIN + 3) // step), word) for page, word in body_words(pages)),
        key=lambda it: (it[0], it[1], round(it[2].bottom), it[2].left),
    )
    found: dict[int, list[Word]] = {}
    for _, column, line in lines(placed):
        edge = _MARGIN + column * step
        number = re.fullmatch(r"(\d+)\.", line[0].text)
        if line[0].left > edge + _INDENT:
            if found:
                found[max(found)] += line
        elif number and int(number[1]) == len(found) + 1:
            found[int(number[1])] = line[1:]
    return found


def lines(placed: Iterable[tuple[int, int, Word]]) -> Iterator[tuple[int, int, list[Word]]]:
    """Gather the words of a column that stand on one line, from left to right."""
    open_line: tuple[int, int, list[Word]] | None = None
    for page, column, word in placed:
        if open_line and open_line[:2] == (page, column) and word.top < open_line[2][0].bottom - 2:
            open_line[2].append(word)
            continue
        if open_line:
            yield *open_line[:2], sorted(open_line[2], key=lambda it: it.left)
        open_line = (page, column, [word])
    if open_line:
        yield *open_line[:2], sorted(open_line[2], key=lambda it: it.left)


def middle(word: Word) -> float:
    """Return how far down the middle of a word is."""
    return (word.top + word.bottom) / 2


def read_paper(pages: Sequence[Printed]) -> dict[int, Entry]:
    """Return the entries of a paper by number."""
    return {number: _entry(words) for number, words in entries(pages).items()}


def _entry(words: Sequence[Word]) -> Entry:
    tall = max(word.bottom - word.top for word in words)
    circles = [
        word
        for word in words
        if re.fullmatch("[A-Z]", word.text) and word.bottom - word.top < _SMALL * tall
    ]
    rest = [word for word in words if word not in circles]
    if circles and circles[0] is words[0]:
        return Entry(text=_text(rest), options=dict.fromkeys((it.text for it in circles), ""))
    if circles:
        first = min(middle(circle) for circle in circles) - tall / 2
        beside = [word for word in rest if middle(word) > first]
        options = {circle.text: _text(_beside(circle, circles, beside)) for circle in circles}
        return Entry(text=_text(it for it in rest if it not in beside), options=options)
    return _with_boxes(words)


def _beside(circle: Word, circles: Sequence[Word], words: Iterable[Word]) -> Iterator[Word]:
    """Yield the words that belong to a circle: those right of it, down to the next one."""
    for word in words:
        before = [it for it in circles if it.left < word.left and it.top - 4 < middle(word)]
        column = max((it.left for it in before), default=0)
        near = [it for it in before if it.left > column - 4]
        if near and max(near, key=lambda it: it.top) is circle:
            yield word


def _with_boxes(words: Sequence[Word]) -> Entry:
    edge = min(word.left for word in words)
    rows = [row for _, _, row in lines((0, 0, word) for word in words)]
    stem = [word for row in rows if row[0].left < edge + 12 for word in row]
    entry = Entry(text=_text(stem))
    for row in (row for row in rows if row[0].left >= edge + 12):
        letters = [it for it in row if re.fullmatch("[A-Z]", it.text) and it.left > edge + 200]
        cut = letters[0].left if letters else float("inf")
        entry.boxes.append(_text(it for it in row if it.left < cut))
        for letter in letters:
            entry.options[letter.text] = _text(it for it in row if it.left > cut)
    return entry


def _text(words: Iterable[Word]) -> str:
    return " ".join(word.text for word in words)


def read_key(pages: Sequence[Printed]) -> tuple[dict[int, str], dict[int, str]]:
    """Return what a key says at a glance, and its full answers, by number."""
    words = [word for _, word in body_words(pages[:1])]
    top = min(it.bottom for it in words if it.text == "glance")
    below = min(it.top for it in words if it.text == "reasons")
    grid = [it for it in words if top < it.top and it.bottom < below]
    placed = ((0, 0, it) for it in sorted(grid, key=lambda it: (round(it.bottom), it.left)))
    cell = (pages[0].width - 2 * _MARGIN) / 10
    glance: dict[int, list[Word]] = {}
    for _, _, line in lines(placed):
        for word in line:
            offset = (word.left - _MARGIN) % cell
            if word.text == str(len(glance) + 1) and 4 < offset < 9:
                glance[len(glance) + 1] = []
            else:
                glance[len(glance)].append(word)
    answers = {number: _text(found) for number, found in entries(pages, columns=2).items()}
    return {number: _text(found) for number, found in glance.items()}, answers
