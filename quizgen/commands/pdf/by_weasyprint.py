"""Prints pages by WeasyPrint; the only importer of it."""

import logging
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from quizgen.export.mathml import readings
from quizgen.problems import SetupError

_LONG_WORD = re.compile(r"[^\W_]{18}")
"""What may be wider than its place, and has to be broken then."""
_TAG = re.compile(r"<[^>]*>")
_WHOLE_WORDS = "<style>main { overflow-wrap: normal !important; }</style></head>"
"""Where words may be broken, WeasyPrint breaks the first one of a bold passage at a line's end."""


class WeasyPrint:
    """WeasyPrint, in this process; formulas stand as Unicode text, since it knows no MathML."""

    name = "weasyprint"

    @contextmanager
    def started(self) -> Iterator[Callable[[bytes], bytes]]:
        """Yield what makes a tagged PDF of a page; it fetches nothing but ``data:`` URIs."""
        from weasyprint import HTML  # noqa: PLC0415  # loading it takes half a second
        from weasyprint.urls import URLFetcher  # noqa: PLC0415

        # It complains of each rule of a style that is for screens only.
        for logger in ("weasyprint", "fontTools"):
            logging.getLogger(logger).setLevel(logging.CRITICAL)
        fetcher = URLFetcher(allowed_protocols={"data"})

        def print_page(page: bytes) -> bytes:
            text = _with_whole_words(readings(page.decode(errors="replace")))
            try:
                made = HTML(string=text, url_fetcher=fetcher).write_pdf(pdf_variant="pdf/ua-1")
            except Exception as error:
                raise SetupError(
                    f"WeasyPrint fails: {error}",
                    "use --pdf-engine chromium, or print from a browser",
                ) from error
            return bytes(made)

        yield print_page


def _with_whole_words(page: str) -> str:
    """Return a page in which no word is broken, unless one may be wider than its place."""
    _, head, body = page.partition("</head>")
    if not head or _LONG_WORD.search(_TAG.sub(" ", body)):
        return page
    return page.replace("</head>", _WHOLE_WORDS, 1)


def engine() -> WeasyPrint:
    """Return WeasyPrint.

    Raises:
        SetupError: it is not installed, or lacks a library of the system.
    """
    if find_spec("weasyprint") is None:
        raise SetupError("WeasyPrint is not installed", "`pip install 'quizgen[pdf]'`")
    try:
        with warnings.catch_warnings():
            # It announces what a later version of it will need.
            warnings.simplefilter("ignore")
            import weasyprint  # noqa: F401, PLC0415  # whether it loads is the question
    except OSError as error:
        reason = str(error).splitlines()[0]
        raise SetupError(
            f"WeasyPrint lacks a library of the system: {reason}", "install Pango and HarfBuzz"
        ) from error
    return WeasyPrint()
