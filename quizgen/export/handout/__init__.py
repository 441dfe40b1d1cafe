"""The quiz on paper: self-contained HTML pages for the pen, and their answer keys as others.

Options: ``title``; ``name`` of the files, without suffix; ``versions``, how many shuffled ones;
``group`` (``form``, ``topic`` or ``none``: the quiz's own order); ``paper`` (a page size that CSS
knows; else the printer decides); ``large_print``; ``answer_sheet``, a page of its own to answer on;
``template``, a folder of the user's own.
"""

from dataclasses import dataclass, replace

import click

from quizgen.export import Bundle, Request, Selection
from quizgen.export.page_options import (
    LARGE_PRINT,
    PAPER,
    PAPERS,
    TEMPLATE,
    file_name,
    number_option,
    template_folders,
    text_option,
)
from quizgen.export.page_words import refuse_keyless
from quizgen.export.pictures import embedded
from quizgen.model import Quiz

MOST_VERSIONS = 26
"""One for each letter."""

GROUPINGS = ("form", "topic", "none")
"""What the parts of a paper may have in common; listing them must not cost the layout."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """Exporter of quiz papers, their keys, and a record to mark them by."""

    name: str = "handout"
    summary: str = "a quiz paper to print, and its answer key"
    suffix: str = ".html"
    selection: Selection = "quiz"
    carries_progress = False
    options: tuple[click.Option, ...] = (
        click.Option(
            ["--versions"],
            type=click.IntRange(1, MOST_VERSIONS),
            default=1,
            metavar="N",
            help="So many shuffled versions, each with its own key.",
        ),
        click.Option(
            ["--group"],
            type=click.Choice(GROUPINGS),
            help="Parts by form of answer (usual), by topic, or none: the quiz's own order.",
        ),
        click.Option(
            ["--answer-sheet"],
            is_flag=True,
            help="A page to answer on, so that the paper can be used again.",
        ),
        LARGE_PRINT,
        PAPER,
        TEMPLATE,
    )

    def export(self, quiz: Quiz, request: Request) -> Bundle:
        """Arrange the quiz and render its papers and keys.

        Raises:
            RequestError: an option means nothing, or there is nothing to ask or to mark by.
            SetupError: a template fails.
        """
        # Listing the exporters must not cost a template engine.
        from quizgen.export.handout.page import Look, render  # noqa: PLC0415
        from quizgen.export.handout.words import report  # noqa: PLC0415
        from quizgen.sheet_file import SUFFIX, write_record  # noqa: PLC0415
        from quizgen.sheets import Grouping, arranged  # noqa: PLC0415

        refuse_keyless(quiz, "question")
        title = text_option(request.options, "title") or quiz.title or "Quiz"
        name = text_option(request.options, "name") or file_name(title)
        record = arranged(
            replace(quiz, title=title),
            Grouping(text_option(request.options, "group", GROUPINGS) or Grouping.FORM),
            number_option(request.options, "versions", 1, MOST_VERSIONS),
        )
        images = (question.image for question in quiz.questions if question.image)
        pictures, missing = embedded(images, request.media)
        look = Look(
            paper=text_option(request.options, "paper", PAPERS),
            pictures=pictures,
            large_print=bool(request.options.get("large_print")),
            answers_apart=bool(request.options.get("answer_sheet")),
            folders=template_folders(request.options),
        )
        sheet_file = f"{name}{SUFFIX}"
        files = {**render(record, name, look), sheet_file: write_record(record)}
        return Bundle(
            # A quiz file may hold what UTF-8 cannot say.
            files={file: page.encode(errors="replace") for file, page in files.items()},
            records={record.code: sheet_file},
            report=(*report(record, name, answers_apart=look.answers_apart), *missing),
        )


HANDOUT: Handout = Handout()
