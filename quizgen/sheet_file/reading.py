"""Reads a sheet record, with every problem at its place."""

import re

from quizgen.model import Question, Quiz
from quizgen.quiz_file import Fields, Findings, parsed, quiz_of, refuse_if_bad
from quizgen.sheet_file.writing import FORMAT
from quizgen.sheets import Grouping, Paper, SheetRecord, Slot, read_code
from quizgen.sheets.areas import shown_texts

_COPY = "take the file as it was written beside the paper"

_VERSION = re.compile("[A-Z]{0,2}")


def read_record(text: str, file: str) -> SheetRecord:
    """Read a record that :func:`write_record` wrote.

    Raises:
        DeckError: it cannot be used; all problems are collected.
    """
    findings = Findings(file=file, text=text.removeprefix("\ufeff"), hint=_COPY)
    top = Fields(parsed(findings), (), findings)
    _check_format(top)
    quiz = _quiz(top)
    record = SheetRecord(
        code=_code(top),
        grouping=_grouping(top),
        quiz=quiz,
        papers=tuple(_paper(Fields(*it, findings), quiz) for it in top.members("papers")),
    )
    top.close()
    _check_versions(record, top)
    refuse_if_bad(findings)
    return record


def _check_format(top: Fields) -> None:
    """Refuse at once what would give problems that all follow from one."""
    findings = top.findings
    if "sheet" not in top:
        hint = "`quizgen export handout` writes one beside each paper"
        findings.add("no-sheet", (), "this is no sheet record: 'sheet' is missing", hint)
    elif (found := top.whole("sheet", FORMAT, FORMAT)) > FORMAT:
        findings.add(
            "newer-version",
            ("sheet",),
            f"a newer quizgen wrote this sheet record ({found}; this one reads {FORMAT})",
            "install a newer quizgen",
        )
    refuse_if_bad(findings)


def _quiz(top: Fields) -> Quiz:
    fields = top.fields("quiz")
    if fields is None:
        top.findings.add("missing-key", (), "'quiz' is missing")
        refuse_if_bad(top.findings)
        return Quiz(title="", language="en")
    quiz = quiz_of(fields)
    # What the papers say cannot be compared with a quiz that has holes.
    refuse_if_bad(top.findings)
    return quiz


def _code(top: Fields) -> str:
    found = read_code(top.text("code"))
    if found is None or found[1]:
        top.wrong("code", "must be a sheet code, such as K7Q-M2X")
        return ""
    return found[0]


def _grouping(top: Fields) -> Grouping:
    name = top.text("group")
    if name in list(Grouping):
        return Grouping(name)
    top.wrong("group", f"must be one of {', '.join(Grouping)}")
    return Grouping.FORM


def _paper(fields: Fields, quiz: Quiz) -> Paper:
    version = fields.text("version", "")
    if not _VERSION.fullmatch(version):
        fields.wrong("version", "must be capital letters, or empty")
    order = [number for number, _ in fields.members("order")]
    shown = [number for number, _ in fields.members("shown", needed=False)]
    fields.close()
    if sorted(map(str, order)) != sorted(map(str, range(len(quiz.questions)))):
        fields.wrong("order", "must name each item of the quiz once, by its number from 0")
        return Paper(version=version, slots=())
    if len(shown) != len(order):
        fields.wrong("shown", f"must have {len(order)} members, one for each question")
        return Paper(version=version, slots=())
    slots = tuple(
        _slot(int(str(number)), arrangement, quiz.questions[int(str(number))], fields)
        for number, arrangement in zip(order, shown, strict=True)
    )
    return Paper(version=version, slots=slots)


def _slot(number: int, arrangement: object, question: Question, fields: Fields) -> Slot:
    count = len(shown_texts(question))
    numbers = arrangement if isinstance(arrangement, list) else [None]
    if sorted(map(str, numbers)) != sorted(map(str, range(count))):
        message = f"must have the numbers from 0 to {count - 1} for '{question.id}', each once"
        fields.wrong("shown", message if count else f"must have none for '{question.id}'")
        return Slot(question=number)
    return Slot(question=number, shown=tuple(int(str(index)) for index in numbers))


def _check_versions(record: SheetRecord, top: Fields) -> None:
    versions = [paper.version for paper in record.papers]
    if len(set(versions)) != len(versions) or (len(versions) > 1 and "" in versions):
        top.wrong("papers", "must each have a version of their own")
