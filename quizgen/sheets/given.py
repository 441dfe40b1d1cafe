"""What a learner put on paper: one answer after another, as the paper has its letters."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from quizgen.markup import plain
from quizgen.model import Answer, ListKey, Match, NumberKey, Typed
from quizgen.sheets.areas import Boxes, Bubbles, Columns, Form, Lines, answers
from quizgen.sheets.layout import Entry

NOTHING = frozenset({".", "-", "–", "—", "−", "...", "…"})
"""Signs for: nothing is written there; also as word processors put them."""

SPOILT = "*"
"""Sign for: what is written there cannot be read, or cannot be meant."""

_POINTS = re.compile(r"\+([0-9]*)")
_BEHIND = re.compile(r"\+[0-9]*\Z")
_BETWEEN = re.compile(r"[\s,+/]+")
_LONGEST_STEM = 60
_LONGEST_FIGURE = 9
_NO_ANSWER = Answer()


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What stands on the paper at one number."""

    entry: Entry
    #: In the paper's order; empty where nothing is written, or nothing that was copied here.
    answer: Answer = _NO_ANSWER
    #: The same in the paper's letters, figures or words; empty places are dots.
    written: str = ""
    #: It cannot be read, or cannot be meant.
    spoilt: bool = False
    #: Points that the marker gave, whatever the program thinks; ``None``: the program marks.
    judged: int | None = None

    @property
    def empty(self) -> bool:
        """Nothing is written there, nor did the marker say anything of it."""
        return not (self.written or self.spoilt or self.judged is not None)


class FieldError(ValueError):
    """What cannot be the answer to a question: what is wrong, and how to write it."""

    def __init__(self, message: str, hint: str) -> None:
        """Keep both sentences."""
        super().__init__(message)
        self.message = message
        self.hint = hint


def takes_one_letter(entry: Entry) -> bool:
    """Tell whether one sign answers it, so that a run of letters may go over it."""
    area = entry.area
    if not isinstance(area, Bubbles) or entry.form is Form.SEVERAL:
        return False
    return all(len(bubble.letter) == 1 for bubble in area.bubbles)


def read_field(entry: Entry, text: str, *, quoted: bool = False, points: str = "") -> Given:
    """Read what answers one question.

    Args:
        entry: the question on the paper.
        text: letters, figures or words, or a sign.
        quoted: it stood in quotes, so that no sign in it means anything.
        points: ``+`` or ``+2``, where that stood behind the quotes.

    Raises:
        FieldError: it cannot be an answer to this question.
    """
    text = text.strip()
    if isinstance(entry.area, Lines):
        return _written(entry, text, quoted=quoted, points=points)
    if _POINTS.fullmatch(text):
        raise FieldError(f"{text} needs what is written at number {entry.number}", ways(entry))
    if found := _BEHIND.search(text):
        text, points = text[: found.start()].rstrip(), found[0]
    given = _signed(entry, text) or _read_letters(entry, text)
    if not points:
        return given
    if not given.answer.chosen:
        raise FieldError(f"number {entry.number} has points but no answer", ways(entry))
    return replace(given, judged=_points(entry, points))


def _signed(entry: Entry, text: str) -> Given | None:
    if text in NOTHING or not text:
        return Given(entry=entry)
    return Given(entry=entry, spoilt=True) if text == SPOILT else None


def _written(entry: Entry, text: str, *, quoted: bool, points: str) -> Given:
    if not quoted:
        if given := _signed(entry, text):
            return given
        if _POINTS.fullmatch(text):
            return Given(entry=entry, judged=_points(entry, _unambiguous(entry, text)))
        _refuse_points(entry, text)
    return Given(
        entry=entry,
        answer=Answer(typed=text),
        written=text,
        judged=_points(entry, points) if points else None,
    )


def _unambiguous(entry: Entry, text: str) -> str:
    """Refuse points that may be the answer itself, such as a charge of +1."""
    response = entry.area.response if isinstance(entry.area, Lines) else None
    figure = isinstance(response, Typed) and isinstance(response.key, NumberKey)
    keys = answers(response) if response else ()
    if text != "+" and (figure or any(key.startswith("+") for key in keys)):
        hint = f'write "{text}" in quotes for the answer, ""{text} for the points'
        raise FieldError(f"{text} may be the answer to number {entry.number}, or points", hint)
    return text


def _refuse_points(entry: Entry, text: str) -> None:
    """Refuse bare words with points behind, unless they are the key with its plus: Na+."""
    found = _BEHIND.search(text)
    keys = answers(entry.area.response) if isinstance(entry.area, Lines) else ()
    if found and text.casefold() not in {plain(key).casefold() for key in keys}:
        words, sign = text[: found.start()].rstrip(), found[0]
        hint = f'write "{text}" for the answer, "{words}"{sign} for the points'
        raise FieldError(f"{sign} may be part of the answer '{text}', or points", hint)


def _points(entry: Entry, text: str) -> int:
    most = entry.question.points
    # Python refuses to read very long figures.
    given = most if text == "+" else int(text[1:].lstrip("0")[:_LONGEST_FIGURE] or "0")
    if given > most:
        hint = f"give from +0 to +{most}" if most else "give +0"
        raise FieldError(f"number {entry.number} is worth {most}, not {given}", hint)
    return given


def _read_letters(entry: Entry, text: str) -> Given:
    match entry.area:
        case Bubbles() as area:
            return _bubbles(entry, area, text)
        case Boxes() as area:
            return _boxes(entry, area, text)
        case Columns() as area:
            return _columns(entry, area, text)
        case Lines():
            return _written(entry, text, quoted=True, points="")
        case never:
            assert_never(never)


def _bubbles(entry: Entry, area: Bubbles, text: str) -> Given:
    known = [bubble.letter for bubble in area.bubbles]
    letters = _letters(entry, text, known)
    if repeated := _repeated(letters):
        raise FieldError(f"number {entry.number} has {repeated} twice", ways(entry))
    if len(letters) > 1 and entry.form is not Form.SEVERAL:
        message = f"number {entry.number} takes one letter, not {' and '.join(letters)}"
        raise FieldError(message, f"two circles filled in: write {SPOILT}")
    chosen = sorted(known.index(each) for each in letters)
    return Given(
        entry=entry,
        answer=Answer(
            shown=tuple(bubble.option.text for bubble in area.bubbles), chosen=tuple(chosen)
        ),
        written=_joined([known[at] for at in chosen]),
    )


def _columns(entry: Entry, area: Columns, text: str) -> Given:
    known = [letter for letter, _ in area.right]
    letters = _letters(entry, text, known, dots=True)
    if len(letters) != len(area.left):
        message = f"number {entry.number} has {len(area.left)} lines to match, not {len(letters)}"
        raise FieldError(message, ways(entry))
    return Given(entry=entry, answer=_matched(entry, area, letters), written=_joined(letters))


def _matched(entry: Entry, area: Columns, letters: Sequence[str]) -> Answer:
    """Return the picks; a right-hand side that belongs to two left ones is there twice."""
    response = entry.question.response
    sides = Counter(side for _, side in response.pairs) if isinstance(response, Match) else {}
    places: dict[str, list[int]] = {}
    shown: list[str] = []
    for letter, text in area.right:
        count = max(1, sides[text]) if sides else 1
        places[letter] = list(range(len(shown), len(shown) + count))
        shown += [text] * count
    chosen = []
    for letter in letters:
        if letter in places:
            free = places[letter]
            chosen.append(free.pop(0) if len(free) > 1 else free[0])
    return Answer(shown=tuple(shown), chosen=tuple(chosen)) if chosen else Answer()


def _boxes(entry: Entry, area: Boxes, text: str) -> Given:
    known = [str(place + 1) for place in range(len(area.items))]
    figures = _letters(entry, text, known, dots=True)
    if len(figures) != len(known):
        message = f"number {entry.number} has {len(known)} boxes, not {len(figures)}"
        raise FieldError(message, ways(entry))
    if repeated := _repeated(figures):
        hint = f"if the paper has it so, write {SPOILT}: no order can be read from it"
        raise FieldError(f"number {entry.number} has {repeated} twice", hint)
    chosen = [figures.index(place) for place in known if place in figures]
    answer = Answer(shown=area.items, chosen=tuple(chosen)) if chosen else Answer()
    return Given(entry=entry, answer=answer, written=_joined(figures))


def _letters(entry: Entry, text: str, known: Sequence[str], *, dots: bool = False) -> list[str]:
    """Split letters or figures, written together or with signs between, and refuse unknown ones."""
    folded = unicodedata.normalize("NFKC", text)
    parts = [part for part in _BETWEEN.split(folded) if part]
    long = any(len(each) > 1 for each in known)
    if not (long and len(parts) > 1):
        parts = _taken_apart("".join(parts), known) if long else list("".join(parts))
    empty = NOTHING if dots else frozenset(".")
    found = ["." if dots and part in empty else _known(entry, part, known) for part in parts]
    if all(part == "." for part in found):
        raise FieldError(f"number {entry.number}: nothing is written as one dot", ways(entry))
    return found


def _taken_apart(text: str, known: Sequence[str]) -> list[str]:
    """Return signs one by one, unless the whole is one of more than one sign."""
    return [text] if text.upper() in known else list(text)


def _known(entry: Entry, sign: str, known: Sequence[str]) -> str:
    for each in known:
        if each == sign or each.upper() == sign.upper():
            return each
    what = "box" if isinstance(entry.area, Boxes) else "option"
    raise FieldError(f"number {entry.number} has no {what} {sign}", ways(entry))


def _repeated(parts: Iterable[str]) -> str:
    return next((part for part, n in Counter(parts).items() if n > 1 and part != "."), "")


def _joined(parts: Sequence[str]) -> str:
    return (" " if any(len(part) > 1 for part in parts) else "").join(parts)


def ways(entry: Entry) -> str:
    """Say how the answer to a question is written."""
    match entry.area:
        case Bubbles(bubbles=bubbles):
            names = [bubble.letter for bubble in bubbles]
            if entry.form is Form.SEVERAL:
                return (
                    f"write all its letters together, {_span(names)}, such as {_joined(names[:2])}"
                )
            return f"write one letter, {_span(names)}"
        case Columns(left=left, right=right):
            names = [letter for letter, _ in right]
            row = _joined([names[at % len(names)] for at in reversed(range(len(left)))])
            return f"write a letter for each line, {_span(names)}, such as {row}, or a dot"
        case Boxes(items=items):
            row = ",".join(str(place) for place in (*range(2, len(items) + 1), 1))
            return f"write the figures of its boxes from top to bottom, such as {row}"
        case Lines(response=Typed(key=ListKey())):
            return 'write the list in quotes, such as "one, another"'
        case Lines():
            return "write the words, in quotes where there are several"
        case never:
            assert_never(never)


def _span(names: Sequence[str]) -> str:
    if len(names) > 2 and len(names[0]) == 1 and names[0] == "A":  # noqa: PLR2004  # a span needs ends and a middle
        return f"{names[0]} to {names[-1]}"
    return " or ".join(names)


def brief(entry: Entry, most: int = _LONGEST_STEM) -> str:
    """Return the beginning of a stem, on one line."""
    text = " ".join(plain(entry.question.stem).split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
