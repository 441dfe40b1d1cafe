"""Pages as PDF, by an engine that is here: a browser of the Chromium family, or WeasyPrint.

The browser comes first: it sets formulas, and takes a tenth of the time (nine papers and keys of
30 questions in 2.8 s against 22 s). WeasyPrint needs no browser and hyphenates.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import PurePath
from typing import Protocol

from quizgen.commands.patience import patience
from quizgen.commands.pdf import by_chromium, by_weasyprint
from quizgen.problems import RequestError, SetupError

ENGINES = ("chromium", "weasyprint")
"""What a user may ask for."""


class Engine(Protocol):
    """Something that prints."""

    @property
    def name(self) -> str:
        """One of :data:`ENGINES`."""

    def started(self) -> AbstractContextManager[Callable[[bytes], bytes]]:
        """Yield what makes a PDF of a page of HTML.

        Raises:
            SetupError: it cannot be started, or fails.
        """


def engine_for(wish: str = "") -> Engine:
    """Return the engine of a name, or else the best that is here.

    Raises:
        RequestError: there is no engine of that name.
        SetupError: it is not installed, or none is; says what to install.
    """
    match wish:
        case "chromium":
            return by_chromium.engine()
        case "weasyprint":
            return by_weasyprint.engine()
        case "":
            return _best()
        case _:
            raise RequestError(f"there is no engine '{wish}'", f"use {' or '.join(ENGINES)}")


def _best() -> Engine:
    complaints = []
    for make in (by_chromium.engine, by_weasyprint.engine):
        try:
            return make()
        except SetupError as error:
            complaints.append(error)
    raise SetupError(
        f"nothing here makes a PDF: {'; '.join(each.message for each in complaints)}",
        "install Chromium, Chrome or Edge, or `pip install 'quizgen[pdf]'`; or open the page in"
        " a browser and print it",
    )


def to_pdf(pages: Mapping[str, bytes], engine: Engine) -> Mapping[str, bytes]:
    """Print pages, given by their files' names, and return PDFs by theirs.

    Raises:
        SetupError: the engine cannot be started, or fails.
    """
    made = {}
    with patience("printing", len(pages)) as step, engine.started() as print_page:
        for name, page in pages.items():
            made[str(PurePath(name).with_suffix(".pdf"))] = print_page(page)
            step()
    return made
