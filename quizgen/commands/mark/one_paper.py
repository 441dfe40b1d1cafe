"""Marks one paper: from a text of answers, or question by question."""

import json

import click

from quizgen.commands.learner import this_learner
from quizgen.commands.looking import show
from quizgen.commands.mark.asked import Asked
from quizgen.commands.mark.data import sheet_data
from quizgen.commands.mark.problems import refuse
from quizgen.commands.mark.prompting import ask
from quizgen.commands.mark.recording import Whose, record_papers
from quizgen.commands.mark.words import miss_lines, score_line, title_line, topic_report
from quizgen.commands.saying import say
from quizgen.commands.sheets import paper_of
from quizgen.sheets import Sheet, SheetRecord, lay_out
from quizgen.sheets.answering import located, read_answers
from quizgen.sheets.given import Given
from quizgen.sheets.marking import MarkedSheet, mark_sheet


def mark_one(record: SheetRecord, version: str, code: str, asked: Asked) -> int:
    """Mark one paper and say what came of it; return the exit code.

    Raises:
        RequestError: the answers cannot be read, or the learner is not told from another.
        SetupError: the log cannot be read or written.
    """
    sheet = lay_out(record, paper_of(record, version))
    # Who it is for is settled first: nobody types forty answers to be refused then.
    whose = Whose.of([asked.learner], asked.date) if asked.learner is not None else None
    if asked.answers is None:
        given = ask(sheet, _again(code, asked), aside=asked.as_json)
    else:
        given = _read(sheet, asked.answers)
    marked = mark_sheet(sheet, given)
    if not asked.as_json:
        _say(marked, plain=asked.plain, prompted=asked.answers is None)
    done = record_papers(whose, [marked], quiet=asked.as_json) if whose else ()
    if asked.as_json:
        data = sheet_data(marked) | ({"recorded": list(done)} if whose else {})
        click.echo(json.dumps(data, indent=2))
    return 0


def _again(code: str, asked: Asked) -> list[str]:
    """Return the command without answers: it records for the same learner, on the same day."""
    learner = ["--record", "--learner", asked.learner] if asked.learner is not None else []
    return ["mark", code, *learner, *(["--on", asked.date] if asked.date else [])]


def _read(sheet: Sheet, text: str) -> tuple[Given, ...]:
    given, problems = read_answers(sheet, text, located(text, "answers"))
    refuse(problems, {"answers": text}, "the answers")
    return given


def _say(marked: MarkedSheet, *, plain: bool, prompted: bool) -> None:
    lines = [score_line(marked)]
    say(["", *lines] if prompted else [title_line(marked), *lines])
    if report := topic_report(marked):
        click.echo()
        show(report, this_learner(answers=False), plain=plain)
    if misses := [*miss_lines(marked)]:
        say(["", *(line for line in misses if line or misses[0])])
