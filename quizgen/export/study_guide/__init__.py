"""The facts themselves as a handout to learn from: one self-contained HTML page.

Options: ``title``; ``name`` of the file, without suffix; ``columns`` (1 or 2) and
``large_print``, which has one; ``paper`` (a page size that CSS knows; else the printer decides);
``template``, a folder of the user's own.
"""

from dataclasses import dataclass

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
from quizgen.export.pictures import embedded
from quizgen.model import Quiz
from quizgen.problems import RequestError
from quizgen.wording.grammar import counted

MOST_COLUMNS = 2
"""A line of three would hold too few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyGuide:
    """Exporter of facts as definitions, sentences, lists and tables, with their sources."""

    name: str = "study-guide"
    summary: str = "the facts themselves to learn from: terms, lists and tables, with their sources"
    suffix: str = ".html"
    selection: Selection = "facts"
    carries_progress = False
    options: tuple[click.Option, ...] = (
        click.Option(
            ["--columns"],
            type=click.IntRange(1, MOST_COLUMNS),
            default=1,
            metavar="N",
            help="Two make a compact study sheet; usual is one.",
        ),
        LARGE_PRINT,
        PAPER,
        TEMPLATE,
    )

    def export(self, quiz: Quiz, request: Request) -> Bundle:  # noqa: ARG002  # it has no questions
        """Set the facts of the decks, those aside that are retired.

        Raises:
            RequestError: an option means nothing, or there is no fact.
            SetupError: a template fails.
        """
        # Listing the exporters must not cost a template engine.
        from quizgen.export.study_guide.layout import lay_out  # noqa: PLC0415
        from quizgen.export.study_guide.measures import Look  # noqa: PLC0415
        from quizgen.export.study_guide.page import render  # noqa: PLC0415

        columns = number_option(request.options, "columns", 1, MOST_COLUMNS)
        large = bool(request.options.get("large_print"))
        look = Look(
            paper=text_option(request.options, "paper", PAPERS),
            columns=1 if large else columns,
            large_print=large,
            folders=template_folders(request.options),
        )
        guide = lay_out(request.decks, text_option(request.options, "title"))
        if not guide.facts:
            raise RequestError("there is no fact to learn from", "choose other decks or topics")
        pictures, missing = embedded(guide.images, request.media)
        name = text_option(request.options, "name") or file_name(guide.title or self.name)
        page = render(guide, pictures, look).encode(errors="replace")
        said = f"{name}.html: {counted(guide.facts, 'fact')}"
        return Bundle(files={f"{name}.html": page}, report=(said, *missing, *guide.untranslated))


STUDY_GUIDE: StudyGuide = StudyGuide()
