"""The quiz on paper: a self-contained HTML page for the pen, and its answer key as another.

Options: ``title``; ``name`` of the files, without suffix; ``group`` (``form``, ``topic`` or
``none``: the quiz's own order); ``paper`` (a page size that CSS knows; else the printer decides).
"""

import base64
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizgen.export import Bundle, Request, Selection
from quizgen.export.handout.sheet import Grouping, Sheet, lay_out
from quizgen.export.pictures import picture_type
from quizgen.markup import plain
from quizgen.model import Choice, Image, Quiz
from quizgen.problems import RequestError

PAPERS = ("a4", "a5", "letter", "legal")
"""Page sizes by the names that CSS has for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """Exporter of a quiz paper and its key."""

    name: str = "handout"
    summary: str = "a quiz paper to print, and its answer key"
    suffix: str = ".html"
    selection: Selection = "quiz"
    carries_progress = False

    def export(self, quiz: Quiz, request: Request) -> Bundle:
        """Lay the quiz out and render both pages.

        Raises:
            RequestError: an option means nothing, or there is nothing to ask or to mark by.
            SetupError: a template fails.
        """
        # Listing the exporters must not cost a template engine.
        from quizgen.export.handout.page import render  # noqa: PLC0415

        _check(quiz)
        title = _option(request, "title") or quiz.title or "Quiz"
        grouping = Grouping(_option(request, "group", list(Grouping)) or Grouping.FORM)
        sheet = lay_out(quiz, title, grouping)
        pictures, missing = _pictures(quiz, request)
        paper, key = render(sheet, pictures, _option(request, "paper", PAPERS))
        name = _option(request, "name") or _file_name(title)
        files = {f"{name}.html": paper, f"{name}-key.html": key}
        return Bundle(
            # A quiz file may hold what UTF-8 cannot say.
            files={file: page.encode(errors="replace") for file, page in files.items()},
            report=(*_report(sheet, name), *missing),
        )


HANDOUT: Handout = Handout()


def _check(quiz: Quiz) -> None:
    if not quiz.questions:
        raise RequestError("there is no question to print", "choose other decks or kinds")
    for question in quiz.questions:
        match question.response:
            case Choice(options=options) if not any(option.correct for option in options):
                hint = "generate the quiz with its answers"
                raise RequestError(f"'{question.id}' has no right option", hint)
            case _:
                pass


def _option(request: Request, name: str, allowed: Sequence[str] = ()) -> str:
    value = request.options.get(name) or ""
    if not isinstance(value, str) or (value and allowed and value not in allowed):
        raise RequestError(f"{name} cannot be '{value}'", f"use {' or '.join(allowed) or 'a text'}")
    return value


def _file_name(title: str) -> str:
    """Make a name that every file system takes: letters and digits, joined by hyphens."""
    composed = unicodedata.normalize("NFC", plain(title)).casefold()
    words = re.findall(r"\w+", composed.replace("_", " "))
    return "-".join(words)[:60].rstrip("-") or "quiz"


def _report(sheet: Sheet, name: str) -> tuple[str, ...]:
    questions, points = len(sheet.entries), sheet.points
    size = f"{_count(questions, 'question')}, {_count(points, 'point')}"
    return (f"{name}.html: {size}, sheet {sheet.code}", f"{name}-key.html: its answer key")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _pictures(quiz: Quiz, request: Request) -> tuple[Mapping[Image, str], tuple[str, ...]]:
    """Return the pictures as data URIs, and a line for each that cannot be shown."""
    found, missing = {}, []
    images = dict.fromkeys(question.image for question in quiz.questions if question.image)
    for image in images:
        try:
            content = request.media(image) if request.media else b""
        except OSError:
            content = b""
        if kind := picture_type(content):
            found[image] = f"data:{kind};base64,{base64.b64encode(content).decode()}"
        else:
            line = f"{image.file}: no picture that a page can show; its description stands there"
            missing.append(line)
    return found, tuple(dict.fromkeys(missing))
