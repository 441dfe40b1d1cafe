"""Class lists: who wrote which version, and what, as CSV from any spreadsheet."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from itertools import zip_longest

from quizgen.model import NumberKey, Position, Typed
from quizgen.problems import Problem, Severity
from quizgen.sheet_file.cells import Cell, table_of
from quizgen.sheets import SheetRecord, lay_out, read_code
from quizgen.sheets.answering import located, read_answers, read_line
from quizgen.sheets.given import FieldError, Given, brief
from quizgen.sheets.layout import Entry, Sheet

_NAME, _VERSION, _CODE, _ANSWERS = "name", "version", "code", "answers"
_FORMULA = tuple("=+-@\t\r\n＝＋－＠'")
"""How a text begins that a spreadsheet may compute, or that begins as a guarded one does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Somebody's answers."""

    name: str
    sheet: Sheet
    given: tuple[Given, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassList:
    """A class list as far as it is sound, and all that is wrong with it."""

    rows: tuple[Row, ...] = ()
    #: Names and lines of those who wrote nothing at all.
    absent: tuple[tuple[str, int], ...] = ()
    problems: tuple[Problem, ...] = ()


def read_class(text: str, file: str, record: SheetRecord) -> ClassList:
    """Read a class list; where there is a problem, its rows are of no use."""
    table = [row for row in table_of(text) if any(it.text.strip() for it in row)]
    reading = _Reading(file=file, record=record)
    if reading.refuse_torn(cell for row in table for cell in row):
        return reading.result()
    if not table:
        reading.wrong(Cell(text="", line=1, column=1), "there is no row in it", _COLUMNS)
        return reading.result()
    if reading.read_heads(table[0]):
        for row in table[1:]:
            reading.read_row(row)
        if len(table) == 1:
            reading.wrong(table[0][0], "nobody stands in it", "write one row for each paper")
    return reading.result()


_COLUMNS = "the columns are name, version, and answers or 1, 2, 3 …"


def blank(record: SheetRecord) -> str:
    """Return the first line of a class list, for somebody to fill in."""
    several = len(record.papers) > 1
    numbers = range(1, len(record.quiz.questions) + 1)
    heads = [_NAME, *([_VERSION] if several else []), *map(str, numbers)]
    return ",".join(heads) + "\r\n"


def scores(rows: Sequence[Sequence[str]]) -> str:
    """Write rows as CSV whose texts no spreadsheet takes for formulas."""
    text = StringIO()
    csv.writer(text).writerows([[guarded(cell) for cell in row] for row in rows])
    return text.getvalue()


def guarded(text: str) -> str:
    """Return a cell's text with an apostrophe before it where it might be computed."""
    return f"'{text}" if text.startswith(_FORMULA) else text


@dataclass(slots=True, kw_only=True)
class _Reading:
    """Reads the rows, and collects what is wrong."""

    file: str
    record: SheetRecord
    heads: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    absent: list[tuple[str, int]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sheets: dict[str, Sheet] = field(default_factory=dict)

    def result(self) -> ClassList:
        return ClassList(
            rows=tuple(self.rows), absent=tuple(self.absent), problems=tuple(self.problems)
        )

    def refuse_torn(self, found: Iterable[Cell]) -> bool:
        """Refuse quotes that may have swallowed whole rows; return whether there are any."""
        for cell in found:
            if cell.wrong:
                self.wrong(cell, cell.wrong, "quote a whole cell, and a quote inside it twice")
        return bool(self.problems)

    def read_heads(self, row: Sequence[Cell]) -> bool:
        """Take the names of the columns; return whether rows can be read by them."""
        self.heads = [_head(cell.text) for cell in row]
        count = len(self.record.quiz.questions)
        numbers = {str(number) for number in range(1, count + 1)}
        known = {_NAME, _VERSION, _CODE, _ANSWERS, *numbers}
        for at, (head, cell) in enumerate(zip(self.heads, row, strict=True)):
            if head.isdecimal() and head not in numbers:
                self.wrong(cell, f"there is no number {head}", f"the paper has 1 to {count}")
            elif head and head not in known:
                self.wrong(cell, f"there is no column '{cell.text.strip()}'", _COLUMNS)
            elif head and head in self.heads[:at]:
                self.wrong(cell, f"the column '{head}' stands there twice", "leave one of them out")
        self._check_columns(row[0], numbers)
        return not self.problems

    def _check_columns(self, first: Cell, numbers: set[str]) -> None:
        found = set(self.heads)
        if _NAME not in found:
            self.wrong(first, "there is no column 'name'", _COLUMNS)
        if _ANSWERS in found and numbers & found:
            hint = "keep `answers`, or the numbers"
            self.wrong(first, "answers stand in two ways: as one column, and as numbers", hint)
        elif not numbers & found:
            if _ANSWERS not in found:
                self.wrong(first, "there is no column with answers", _COLUMNS)
        elif missing := sorted(numbers - found, key=int):
            self.wrong(first, f"there is no column {', '.join(missing)}", _COLUMNS)
        if len(self.record.papers) > 1 and not {_VERSION, _CODE} & found:
            versions = ", ".join(paper.version for paper in self.record.papers)
            self.wrong(first, "there is no column 'version'", f"the papers are {versions}")

    def read_row(self, row: Sequence[Cell]) -> None:
        for head, cell in zip_longest(self.heads, row, fillvalue=None):
            if cell and not head and cell.text.strip():
                self.wrong(cell, "this cell has no column", "quote a cell with separators in it")
        by_head = {head: cell for head, cell in zip(self.heads, row, strict=False) if head}
        name = " ".join(by_head[_NAME].text.split()) if _NAME in by_head else ""
        if not name:
            self.wrong(row[0], "this row has no name", "write one, or a number")
        answers = {head: cell for head, cell in by_head.items() if head not in _ABOUT}
        if not any(cell.text.strip() for cell in answers.values()):
            self.absent.append((name, row[0].line))
            return
        sheet = self._sheet(by_head, row[0])
        if sheet is None:
            return
        one = answers.get(_ANSWERS)
        given = self._whole(sheet, one) if one else self._singly(sheet, answers)
        self.rows.append(Row(name=name, sheet=sheet, given=given, line=row[0].line))

    def _sheet(self, by_head: Mapping[str, Cell], first: Cell) -> Sheet | None:
        found = {self._version(by_head[head]) for head in (_VERSION, _CODE) if head in by_head}
        if None in found:
            return None
        versions = {paper.version: paper for paper in self.record.papers}
        named = found - {""} or ({*versions} if len(versions) == 1 else set())
        if len(named) != 1:
            cell = by_head.get(_VERSION) or by_head.get(_CODE) or first
            said = f"this row has {'two versions' if named else 'no version'}"
            self.wrong(cell, said, f"there are {', '.join(versions)}")
            return None
        version = str(named.pop())
        if version not in self.sheets:
            self.sheets[version] = lay_out(self.record, versions[version])
        return self.sheets[version]

    def _version(self, cell: Cell) -> str | None:
        """Return the version that a cell names, if it names one; ``None`` for a wrong one."""
        wanted = unicodedata.normalize("NFKC", cell.text).strip()
        code = read_code(wanted)
        if code is not None and code[0] != self.record.code:
            self.wrong(cell, f"'{wanted}' is another sheet", f"this is about {self.record.code}")
            return None
        version = (code[1] if code else wanted).upper()
        known = [paper.version for paper in self.record.papers]
        if version and version not in known:
            names = ", ".join(filter(None, known)) or "only one, without a letter"
            self.wrong(cell, f"there is no version '{wanted}'", f"there are {names}")
            return None
        return version

    def _whole(self, sheet: Sheet, cell: Cell) -> tuple[Given, ...]:
        locate = located(cell.text, self.file, cell.line, cell.column)
        given, problems = read_answers(sheet, cell.text, locate)
        self.problems.extend(problems)
        return given

    def _singly(self, sheet: Sheet, answers: Mapping[str, Cell]) -> tuple[Given, ...]:
        found = []
        for entry in sheet.entries:
            cell = answers.get(str(entry.number))
            if cell and _is_made_date(entry, cell.text):
                message = f"number {entry.number} asks for a figure, and '{cell.text}' is a date"
                self.wrong(cell, message, "a spreadsheet made it: set the column to text, or quote")
                continue
            try:
                found.append(read_line(entry, cell.text if cell else ""))
            except FieldError as error:
                if cell:
                    self.wrong(cell, error.message, f"{error.hint} ({brief(entry)})")
        return tuple(found)

    def wrong(self, cell: Cell, message: str, hint: str) -> None:
        self.problems.append(
            Problem(
                severity=Severity.ERROR,
                code="bad-class-list",
                message=message,
                hint=hint,
                position=Position(file=self.file, line=cell.line, column=cell.column),
                length=max(1, len(cell.text)),
            )
        )


_LONGEST_HEAD = 9
_MONTH = (
    "jan|ene|gen|feb|f[eé]v|mar|mär|mrz|apr|abr|avr|may|mai|maj|mag|jun|juin|giu|jul|juil|lug"
    "|aug|ago|août|aoû|sep|set|oct|okt|ott|out|nov|dec|dez|dic|déc"
)
_MADE_DATE = re.compile(
    rf"\d{{1,4}}[-./ ]+(?:{_MONTH})\w*\.?(?:[-./ ]+\d+)?|(?:{_MONTH})\w*\.?[-./ ]+\d+"
    r"|\d{1,4}([-./])\d{1,2}\1\d{1,4}",
    re.IGNORECASE,
)
"""What spreadsheets make of 1.5, 1/2 or 2-3 on their own."""
_ABOUT = frozenset({_NAME, _VERSION, _CODE})


def _is_made_date(entry: Entry, text: str) -> bool:
    response = entry.question.response
    figure = isinstance(response, Typed) and isinstance(response.key, NumberKey)
    return figure and bool(_MADE_DATE.fullmatch(text.strip()))


def _head(text: str) -> str:
    folded = text.strip().casefold()
    # Python refuses to read very long figures.
    short = folded.isdecimal() and len(folded) < _LONGEST_HEAD
    return str(int(folded)) if short else folded
