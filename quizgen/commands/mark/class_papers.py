"""Marks the papers of a class from its list, and says what they tell of its questions."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from quizgen.commands.environment import write_file
from quizgen.commands.learner import this_learner
from quizgen.commands.learners import same_name
from quizgen.commands.looking import show
from quizgen.commands.mark.asked import Asked
from quizgen.commands.mark.class_data import class_data, score_rows
from quizgen.commands.mark.class_words import (
    class_lines,
    open_lines,
    paper_report,
    picked_lines,
    question_report,
    telling_lines,
)
from quizgen.commands.mark.problems import refuse
from quizgen.commands.mark.recording import Whose, record_papers
from quizgen.commands.saying import say
from quizgen.model import Position
from quizgen.problems import Problem, RequestError, Severity
from quizgen.sheet_file.class_list import ClassList, Row, blank, read_class, scores
from quizgen.sheets import SheetRecord
from quizgen.sheets.classes import ClassFigures, ClassPaper, class_figures
from quizgen.sheets.marking import mark_sheet


def write_blank(record: SheetRecord, name: str) -> None:
    """Write an empty class list; one that is there, and may be filled in, stays.

    Raises:
        RequestError: there is a file of that name.
        SetupError: it cannot be written.
    """
    path = Path(name)
    if path.exists():
        raise RequestError(f"{name} is there already", "choose another name, or delete it")
    write_file(path, blank(record).encode())
    count = len(record.quiz.questions)
    say(
        [
            f"{name}: one row for each paper; 1 to {count} are the numbers on it.",
            "What is written there goes into its cell; empty: nothing; *: it cannot be read.",
        ]
    )


def mark_class(record: SheetRecord, name: str, asked: Asked) -> None:
    """Mark a class and say what came of it.

    Raises:
        RequestError: the list cannot be read, or learners are not told from one another.
        SetupError: a file or a log cannot be read or written.
    """
    text = _text(name)
    if asked.scores and Path(asked.scores).resolve() == Path(name).resolve():
        raise RequestError(
            f"{asked.scores} is the class list itself", "name another file for --csv"
        )
    found = read_class(text, name, record)
    whose = None
    problems = [*found.problems, *(_same_names(found.rows, name) if asked.record else ())]
    refuse(problems, {name: text}, name)
    if not found.rows:
        raise RequestError(f"{name} has no answers", "fill in what is on the papers")
    if asked.record:
        whose = Whose.of([row.name for row in found.rows], asked.date)
    figures = class_figures(record, _marked(found.rows))
    if asked.scores:
        write_file(Path(asked.scores), scores(score_rows(figures)).encode("utf-8-sig"))
    if not asked.as_json:
        _say(record, figures, found, asked)
    sheets = [paper.marked for paper in figures.papers]
    done = record_papers(whose, sheets, quiet=asked.as_json) if whose else ()
    if asked.as_json:
        data = class_data(record, figures, found.absent)
        click.echo(json.dumps(data | ({"recorded": list(done)} if whose else {}), indent=2))


def _text(name: str) -> str:
    try:
        data = Path(name).read_bytes()
    except OSError as error:
        hint = "`--blank FILE.csv` writes an empty one to fill in"
        raise RequestError(f"{name} cannot be read: {error.strerror}", hint) from error
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    hint = "save it as CSV in UTF-8, or names would be misread"
    # UTF-16 that does not say so, and what is no text at all.
    if not wide and b"\0" in data:
        raise RequestError(f"{name} is not UTF-8", hint)
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise RequestError(f"{name} is not UTF-8", hint) from error


def _marked(rows: Sequence[Row]) -> tuple[ClassPaper, ...]:
    return tuple(
        ClassPaper(
            name=row.name,
            version=row.sheet.version,
            marked=mark_sheet(row.sheet, row.given),
            line=row.line,
        )
        for row in rows
    )


def _same_names(rows: Sequence[Row], file: str) -> list[Problem]:
    """Refuse a name that stands there twice: two learners' answers would be in one log."""
    first: dict[str, int] = {}
    found = []
    for row in rows:
        line = first.setdefault(same_name(row.name), row.line)
        if line != row.line:
            found.append(
                Problem(
                    severity=Severity.ERROR,
                    code="bad-class-list",
                    message=f"'{row.name}' stands in line {line} too",
                    hint="two learners need names that differ; --record logs each by name",
                    position=Position(file=file, line=row.line, column=1),
                    length=len(row.name),
                )
            )
    return found


def _say(record: SheetRecord, figures: ClassFigures, found: ClassList, asked: Asked) -> None:
    learner = this_learner(answers=False)
    say(class_lines(record, figures, found.absent))
    click.echo()
    show(paper_report(figures), learner, plain=asked.plain)
    if open_ := [*open_lines(record, figures)]:
        say(["", *open_])
    click.echo()
    show(question_report(record, figures), learner, plain=asked.plain)
    for lines in (picked_lines(record, figures), telling_lines(record, figures)):
        if listed := [*lines]:
            say(["", *listed])
    if asked.scores:
        say(["", f"{asked.scores}: names and scores"])
