"""Asks for the answers on a paper question by question; plain lines, also in a pipe."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from io import StringIO, TextIOWrapper
from typing import TextIO

import click

from quizgen.commands.environment import command, is_terminal
from quizgen.commands.mark.words import verdict
from quizgen.commands.saying import say
from quizgen.markup import plain
from quizgen.problems import RequestError
from quizgen.sheets import Entry, Sheet
from quizgen.sheets.answering import as_text, read_line
from quizgen.sheets.areas import Boxes, Bubbles, Columns, Form, Lines
from quizgen.sheets.given import FieldError, Given, brief, ways
from quizgen.sheets.marking import Result, mark_given
from quizgen.terminal.clean import clean_line
from quizgen.wording.grammar import counted

_BACK, _HELP = "<", "?"
_STEM = 150

_HOW = (
    "Type what stands on the paper. Enter: nothing is written there. *: it cannot be read."
    " <: back. ?: help."
)


def ask(sheet: Sheet, again: Sequence[str], *, aside: bool) -> tuple[Given, ...]:
    """Ask for each answer and tell its verdict; with ``aside``, on standard error.

    ``again`` is the command without answers, to go on with after an interruption.

    Raises:
        RequestError: the input ends before the last question.
    """
    asking = _Asking(sheet, aside=aside)
    try:
        while len(asking.given) < len(sheet.entries):
            asking.next()
    except EOFError as error:
        missing = len(sheet.entries) - len(asking.given)
        raise RequestError(
            f"{counted(missing, 'answer is', 'answers are')} missing; nothing was recorded",
            _onwards(asking.given, again),
        ) from error
    except KeyboardInterrupt:
        click.echo("\nNothing was recorded.", err=True)
        if asking.given:
            click.echo(f"help: {_onwards(asking.given, again)}", err=True)
        raise
    return tuple(asking.given)


def _onwards(given: Sequence[Given], again: Sequence[str]) -> str:
    if not given:
        return f"`{command(*again)}` asks again"
    typed = f"{as_text(given)} ..."
    return f"go on in the place of the dots: {command(*again, '--answers', typed)}"


class _Asking:
    """The answers so far."""

    def __init__(self, sheet: Sheet, *, aside: bool) -> None:
        self.sheet = sheet
        self.given: list[Given] = []
        self._aside = aside
        self._source = _keyboard()
        self._say([f"{plain(sheet.title)} – sheet {sheet.code}", _HOW])
        self._told = 0

    def next(self) -> None:
        """Ask the next question, or go back."""
        entry = self.sheet.entries[len(self.given)]
        if self._told != entry.number:
            self._say(["", *_question(entry, len(self.sheet.entries))])
            self._told = entry.number
        line = self._read(f"{_wanted(entry)}: ").strip()
        if line == _HELP:
            self._say(_help(entry))
        elif line == _BACK:
            if self.given:
                self.given.pop()
            else:
                self._say(["This is the first one."])
        else:
            self._take(entry, line)

    def _take(self, entry: Entry, line: str) -> None:
        try:
            given = read_line(entry, line)
        except FieldError as error:
            self._say([f"{error.message}: {error.hint}."])
            return
        marked = mark_given(given)
        self._say([verdict(marked)])
        if marked.result is Result.TO_JUDGE:
            given = self._judge(given)
        self.given.append(given)

    def _judge(self, given: Given) -> Given:
        """Let the marker say whether it counts."""
        most = given.entry.question.points
        points = f", points from 0 to {most}" if most > 1 else ""
        while True:
            line = self._read(f"Does it count? y or n{points}; Enter: later: ").strip().casefold()
            if not line:
                return given
            wanted = {"y": most, "yes": most, "+": most, "n": 0, "no": 0}.get(line, line)
            if isinstance(wanted, int):
                return replace(given, judged=wanted)
            figure = wanted.removeprefix("+")
            if figure.isascii() and figure.isdecimal() and int(figure) <= most:
                return replace(given, judged=int(figure))

    def _say(self, lines: Sequence[str]) -> None:
        say(lines, err=self._aside)

    def _read(self, prompt: str) -> str:
        click.echo(clean_line(prompt), nl=False, err=self._aside)
        line = self._source.readline()
        if not line:
            click.echo(err=self._aside)
            raise EOFError
        if not is_terminal(self._source):
            self._say([line.rstrip("\r\n")])
        return line


def _keyboard() -> TextIO:
    """Return standard input; bytes that are no text stand there as such and end nothing."""
    source = sys.stdin or StringIO()
    if isinstance(source, TextIOWrapper):
        source.reconfigure(errors="replace")
    return source


def _question(entry: Entry, count: int) -> Sequence[str]:
    points = entry.question.points
    worth = f" ({counted(points, 'point')})" if points != 1 else ""
    return [f"{entry.number} of {count}. {brief(entry, _STEM)}{worth}"]


def _wanted(entry: Entry) -> str:
    """Return what to type, in a few words."""
    match entry.area:
        case Bubbles(bubbles=bubbles):
            letters = " ".join(bubble.letter for bubble in bubbles)
            return f"All of {letters}" if entry.form is Form.SEVERAL else letters
        case Columns(left=left, right=right):
            return f"{len(left)} letters, {right[0][0]} to {right[-1][0]}"
        case Boxes(items=items):
            return f"{len(items)} figures, top to bottom"
        case Lines():
            return "A list" if entry.form is Form.LIST else "Words"


def _help(entry: Entry) -> Sequence[str]:
    lines = [f"{ways(entry)[:1].upper()}{ways(entry)[1:]}."]
    if isinstance(entry.area, Lines):
        lines.append(
            "Here the line is the answer, without quotes. + alone: you judged it right;"
            ' +1: you gave a point; "words"+ keeps the words too.'
        )
    return [*lines, _HOW, "Ctrl-C ends; nothing is recorded before the last question."]
