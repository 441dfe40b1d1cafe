"""Pages as PDF beside the pages, where the user wants them."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.export import Bundle, Exporter

if TYPE_CHECKING:
    from quizgen.commands.pdf import Engine

_NAMED = 3
"""How many files are named; they are called as the pages are."""

PDF = click.Option(["--pdf"], is_flag=True, help="Print each page to a PDF file beside it.")
PDF_ENGINE = click.Option(
    ["--pdf-engine"],
    type=click.Choice(("chromium", "weasyprint")),
    help="By what; without it a browser, else WeasyPrint, whichever is here.",
)


def prints(exporter: Exporter) -> bool:
    """Tell whether an exporter makes pages, which can be printed."""
    return exporter.suffix == ".html"


def wished_engine(output: str, chosen: Mapping[str, object]) -> "Engine | None":
    """Return what is to print, if the user wants PDFs: by an option, or by a file's name.

    Raises:
        SetupError: nothing here can.
    """
    named = Path(output).suffix.lower() == ".pdf" and not Path(output).is_dir()
    wish = chosen.get("pdf_engine") or ""
    if not (chosen.get("pdf") or wish or named):
        return None
    # Most exports are not printed.
    from quizgen.commands.pdf import engine_for  # noqa: PLC0415

    return engine_for(str(wish))


def with_pdfs(bundle: Bundle, engine: "Engine") -> Bundle:
    """Print the pages of a bundle and add the PDFs, and a line that names them.

    Raises:
        SetupError: the engine fails.
    """
    from quizgen.commands.pdf import to_pdf  # noqa: PLC0415  # the same

    pages = {name: page for name, page in bundle.files.items() if name.endswith(".html")}
    printed = to_pdf(pages, engine)
    names = ", ".join(printed) if len(printed) <= _NAMED else f"{len(printed)} pages"
    line = f"{names}: the same as PDF, by {engine.name}"
    return replace(bundle, files={**bundle.files, **printed}, report=(*bundle.report, line))
