"""Reads the answers of a whole paper from one text, in the order of its numbers.

Nothing in it is guessed. Whatever cannot be meant is a problem with its place, its number and how
to write it; all of them are found at once. In particular answers that are missing are never made
up for by those that follow: too few are a problem, unless the text says with ``...`` or with a
number that nothing is written there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from quizgen.model import Position
from quizgen.problems import Problem, Severity
from quizgen.sheets.areas import Lines
from quizgen.sheets.fields import Field, fields
from quizgen.sheets.given import FieldError, Given, brief, read_field, takes_one_letter, ways
from quizgen.sheets.layout import Entry, Sheet

Locate = Callable[[int], Position]
"""From an offset in the text to its place in a file."""


def read_answers(
    sheet: Sheet, text: str, locate: Locate | None = None
) -> tuple[tuple[Given, ...], tuple[Problem, ...]]:
    """Read the answers of a paper; return one for each number, and all that is wrong.

    Where there is a problem, the answers are of no use.
    """
    reading = _Reading(sheet.entries, locate or located(text, "answers"))
    for each in fields(text):
        reading.take(each)
    reading.close(text)
    found = reading.found
    everything = (found.get(it.number) or Given(entry=it) for it in sheet.entries)
    return tuple(everything), tuple(reading.problems)


def read_line(entry: Entry, text: str) -> Given:
    """Read one answer that has a line, or a cell, for itself: words need no quotes there.

    Raises:
        FieldError: it cannot be an answer to this question.
    """
    text = text.strip()
    found = [*fields(text)]
    if len(found) == 1 and found[0].quoted and found[0].number is None and not found[0].wrong:
        return read_field(entry, found[0].text, quoted=True, points=found[0].points)
    return read_field(entry, text)


def located(text: str, file: str, line: int = 1, column: int = 1) -> Locate:
    """Return where an offset of a text lies that begins at a line and column of a file."""

    def locate(at: int) -> Position:
        before = text[:at].split("\n")
        first = column if len(before) == 1 else 1
        return Position(file=file, line=line + len(before) - 1, column=first + len(before[-1]))

    return locate


@dataclass(slots=True)
class _Reading:
    """Puts fields to numbers."""

    entries: Sequence[Entry]
    locate: Locate
    found: dict[int, Given] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    #: The number that comes next.
    number: int = 1
    #: Nothing more is written, unless a number follows.
    rest: bool = False
    #: It cannot be told any more which number comes next.
    lost: bool = False
    #: Numbers that were passed over on purpose, and bare words that may be one answer or two.
    skipped: bool = False
    doubtful: list[tuple[Field, int]] = field(default_factory=list)
    #: The last field was such a word.
    bare: bool = False

    def take(self, it: Field) -> None:
        """Take one field."""
        if it.number is not None:
            self._jump(it, it.number)
        if it.rest:
            self.rest = self.skipped = True
            return
        if it.number is None and self.rest and not self.lost:
            hint = "name the number, such as 9=B, or leave ... out"
            self._wrong(it, "nothing can follow ... but a number", hint)
            self.lost = True
        if it.wrong:
            hint = 'write several words in "quotes", and a quote inside them twice'
            self._wrong(it, it.wrong, hint)
            # Where a quote is not closed, nothing is known of what follows.
            self.lost = True
        elif not self.lost:
            self._place(it)

    def _jump(self, it: Field, number: int) -> None:
        self.rest = False
        self.lost = not 1 <= number <= len(self.entries)
        if self.lost:
            self._wrong(
                it, f"there is no number {number}", f"the paper has {_to(len(self.entries))}"
            )
        else:
            self.skipped = self.skipped or number > self.number
            self.number = number

    def _place(self, it: Field) -> None:
        entry = self._entry(it, it.text)
        if entry is None:
            return
        if takes_one_letter(entry) and not it.quoted and "+" not in it.text:
            self._run(it)
        else:
            self._one(it, entry)

    def _entry(self, it: Field, left: str) -> Entry | None:
        if self.number > len(self.entries):
            count = len(self.entries)
            hint = f"the paper has {count}; `7=B` says which number an answer belongs to"
            self._wrong(it, f"there are more answers than numbers: '{left}' has none left", hint)
            self.lost = True
            return None
        return self.entries[self.number - 1]

    def _one(self, it: Field, entry: Entry) -> None:
        bare = isinstance(entry.area, Lines) and not it.quoted and _is_word(it.text)
        if it.beside and bare and self.bare:
            self.doubtful.append((it, entry.number))
        try:
            given = read_field(entry, it.text, quoted=it.quoted, points=it.points)
        except FieldError as error:
            self._wrong(it, error.message, f"{error.hint} ({brief(entry)})")
            given = Given(entry=entry)
        self._keep(it, given)
        self.bare = bare

    def _run(self, it: Field) -> None:
        """Give one sign each to neighbours that take one."""
        self.bare = False
        signs = [sign for sign in it.text if sign not in ", "]
        known = True
        for at, sign in enumerate(signs):
            entry = self._entry(it, "".join(signs[at:]))
            if entry is None:
                return
            if not takes_one_letter(entry):
                # Of a word among letters it is enough to say that it is none.
                if known:
                    self._beyond(it, entry, "".join(signs[at:]))
                    self._keep(it, Given(entry=entry))
                return
            try:
                given = read_field(entry, sign)
            except FieldError as error:
                self._wrong(it, error.message, f"{error.hint} ({brief(entry)})")
                given, known = Given(entry=entry), False
            self._keep(it, given)

    def _beyond(self, it: Field, entry: Entry, left: str) -> None:
        message = f"{it.text} goes beyond number {entry.number - 1}: {left} is left over"
        hint = f"put a space where number {entry.number} begins; {ways(entry)} ({brief(entry)})"
        self._wrong(it, message, hint)

    def _keep(self, it: Field, given: Given) -> None:
        number = given.entry.number
        if number in self.found:
            self._wrong(it, f"number {number} has two answers", "leave one of them out")
        self.found[number] = given
        self.number = number + 1

    def close(self, text: str) -> None:
        """Find what only the end shows."""
        count, last = len(self.entries), max(self.found, default=0)
        end = Field(text="", start=len(text.rstrip()), end=len(text))
        if last < count and not (self.rest or self.lost):
            which = f"number {count}" if last + 1 == count else f"numbers {last + 1} to {count}"
            hint = (
                "if nothing is written there, end with a space and ..., else look which is missing"
            )
            self._wrong(end, f"there is no answer to {which}", hint)
        if self.skipped:
            for it, number in self.doubtful:
                message = f"are the words before and at '{it.text}' one answer, or two?"
                hint = f'put one answer in "quotes", or ; before that to number {number}'
                self._wrong(it, message, hint)

    def _wrong(self, it: Field, message: str, hint: str) -> None:
        self.problems.append(
            Problem(
                severity=Severity.ERROR,
                code="bad-answer",
                message=message,
                hint=hint,
                position=self.locate(it.start),
                length=max(1, it.end - it.start),
            )
        )


def _to(count: int) -> str:
    return f"1 to {count}" if count > 1 else "only 1"


def _is_word(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def as_text(given: Sequence[Given]) -> str:
    """Write answers as :func:`read_answers` reads them; the last numbers may be missing."""
    parts: list[str] = []
    running = False
    for it in given:
        part, one = _text(it), takes_one_letter(it.entry) and it.judged is None
        if running and one:
            parts[-1] += part
        else:
            parts.append(part)
        running = one
    return " ".join(parts)


def _text(it: Given) -> str:
    if it.spoilt:
        return "*"
    points = "" if it.judged is None else f"+{it.judged}"
    if it.empty:
        return "-"
    if isinstance(it.entry.area, Lines):
        doubled = it.written.replace('"', '""')
        return f'"{doubled}"{points}'
    return ",".join(it.written.split()) + points
