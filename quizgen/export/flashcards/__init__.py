"""Cards to cut out: an HTML page of sheets, each back lying on its front.

Options: ``title``; ``name`` of the file, without suffix; ``size`` of a card, by name; ``paper``
(``a4`` or ``letter``); ``flip``, the edge over which the printer turns the sheet; ``fold``, backs
beside their fronts on one side of the paper; ``back_offset``, as ``1.5,-0.5``: how far right and
down backs are moved, in millimetres; ``template``, a folder of the user's own.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import click

from quizgen.export import Bundle, Request, Selection
from quizgen.export.flashcards.sizes import PAPERS, SIZES
from quizgen.export.page_options import TEMPLATE, file_name, template_folders, text_option
from quizgen.export.page_words import refuse_keyless
from quizgen.export.pictures import embedded
from quizgen.model import Quiz
from quizgen.problems import RequestError

FLIPS = ("long", "short")
"""The edges of the paper; listing the exporters must not cost the layout."""

FARTHEST = 20.0
"""Millimetres; a printer that is off by more has another paper in it."""

_OFFSET = re.compile(r"\s*([+-]?\d+(?:\.\d+)?)\s*,\s*([+-]?\d+(?:\.\d+)?)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flashcards:
    """Exporter of cards to cut out."""

    name: str = "flashcards"
    summary: str = "cards to print on both sides and cut out"
    suffix: str = ".html"
    selection: Selection = "one-per-card"
    carries_progress = False
    options: tuple[click.Option, ...] = (
        click.Option(
            ["--size"],
            type=click.Choice(list(SIZES)),
            default=next(iter(SIZES)),
            show_default=True,
            help="Size of a card.",
        ),
        click.Option(
            ["--paper"],
            type=click.Choice(list(PAPERS)),
            default=next(iter(PAPERS)),
            show_default=True,
            help="Size of the sheets.",
        ),
        click.Option(
            ["--flip"],
            type=click.Choice(FLIPS),
            help="The edge over which your printer turns the paper; usually the long one.",
        ),
        click.Option(
            ["--fold"],
            is_flag=True,
            help="Backs beside their fronts, to fold: for printers that print one side only.",
        ),
        click.Option(
            ["--back-offset"],
            metavar="X,Y",
            help="Move the backs so many millimetres right and down, as in 1.5,-0.5.",
        ),
        TEMPLATE,
    )

    def export(self, quiz: Quiz, request: Request) -> Bundle:
        """Lay the cards out and render the page.

        Raises:
            RequestError: an option means nothing, or there is nothing to ask or to answer by.
            SetupError: a template fails.
        """
        # Listing the exporters must not cost a template engine.
        from quizgen.export.flashcards.imposition import Flip  # noqa: PLC0415
        from quizgen.export.flashcards.page import Look, render  # noqa: PLC0415
        from quizgen.export.flashcards.stack import Printing, stack_of  # noqa: PLC0415
        from quizgen.export.flashcards.words import report  # noqa: PLC0415

        refuse_keyless(quiz, "card")
        options = request.options
        title = text_option(options, "title") or quiz.title or "Cards"
        name = text_option(options, "name") or file_name(title)
        printing = Printing(
            size=text_option(options, "size", list(SIZES)) or next(iter(SIZES)),
            paper=text_option(options, "paper", list(PAPERS)) or next(iter(PAPERS)),
            flip=Flip(text_option(options, "flip", FLIPS) or FLIPS[0]),
            fold=_fold(options),
        )
        pictures, missing = embedded((it.image for it in quiz.questions if it.image), request.media)
        stack = stack_of(replace(quiz, title=title), pictures, printing)
        look = Look(
            pictures=pictures,
            notices={deck.id: deck.notice for deck in request.decks},
            back_offset=_offset(options),
            folders=template_folders(options),
        )
        page = render(stack, look)
        return Bundle(
            # A quiz file may hold what UTF-8 cannot say.
            files={f"{name}.html": page.encode(errors="replace")},
            report=(*report(stack, f"{name}.html"), *missing),
        )


FLASHCARDS: Flashcards = Flashcards()


def _fold(options: Mapping[str, object]) -> bool:
    fold = bool(options.get("fold"))
    for name in ("flip", "back_offset"):
        if fold and options.get(name):
            option = f"--{name.replace('_', '-')}"
            hint = f"leave {option} or --fold out"
            raise RequestError(f"a sheet to fold is printed on one side: {option} is for two", hint)
    return fold


def _offset(options: Mapping[str, object]) -> tuple[float, float]:
    """Return how far right and down the backs are moved, in millimetres."""
    text = text_option(options, "back_offset")
    found = _OFFSET.fullmatch(text)
    if text and not found:
        hint = "two numbers of millimetres, right and down, as in 1.5,-0.5"
        raise RequestError(f"back offset cannot be '{text}'", hint)
    right, down = (float(number) for number in found.groups()) if found else (0.0, 0.0)
    if not math.hypot(right, down) <= FARTHEST:
        hint = f"at most {FARTHEST:g} millimetres; is the right paper in the printer?"
        raise RequestError(f"back offset cannot be '{text}'", hint)
    return right, down
