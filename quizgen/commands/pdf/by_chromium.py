"""Prints pages by a browser of the Chromium family, without a window and without a network."""

import os
import re
import shutil
import sys
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.problems import SetupError

if TYPE_CHECKING:
    from quizgen.commands.pdf.browser import Browser

PROGRAMS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "microsoft-edge-stable", "msedge"),
)
"""What such a browser may be called."""

_APPLICATIONS = ("Chromium", "Google Chrome", "Microsoft Edge")
"""What it is called on macOS."""

_A4 = {"paperWidth": 210 / 25.4, "paperHeight": 297 / 25.4}
"""In inches: the paper of a page that names none, as WeasyPrint has it."""

_DATES = re.compile(rb"/(?:CreationDate|ModDate) \(D:[^)]{0,40}\)")


@dataclass(frozen=True, slots=True)
class Chromium:
    """A browser, by the path of its program."""

    program: str
    name: str = "chromium"

    @contextmanager
    def started(self) -> Iterator[Callable[[bytes], bytes]]:
        """Yield what makes a tagged PDF of a page, in one browser for all of them."""
        # Not every system has what it is made of.
        from quizgen.commands.pdf.browser import browsing  # noqa: PLC0415

        with browsing(self.program) as browser:
            yield lambda page: _printed(browser, page.decode(errors="replace"))


def engine() -> Chromium:
    """Return the browser that is here.

    Raises:
        SetupError: there is none, or none that can be driven on this system.
    """
    if not hasattr(os, "posix_spawn"):
        raise SetupError("browsers cannot be driven on this system", "use --pdf-engine weasyprint")
    for found in _places():
        if found:
            return Chromium(found)
    raise SetupError(
        "no Chromium, Chrome or Edge is here", "install one, or use --pdf-engine weasyprint"
    )


def _places() -> Iterator[str | None]:
    yield from map(shutil.which, PROGRAMS)
    if sys.platform == "darwin":
        for name in _APPLICATIONS:
            program = Path(f"/Applications/{name}.app/Contents/MacOS/{name}")
            yield str(program) if program.is_file() else None


def _printed(browser: "Browser", page: str) -> bytes:
    """Print one page in a tab of its own, which runs no script and has no network."""
    tab = browser.ask("Target.createTarget", url="about:blank")["targetId"]
    session = browser.ask("Target.attachToTarget", targetId=tab, flatten=True)["sessionId"]
    browser.ask("Page.enable", session)
    browser.ask("Network.enable", session)
    offline = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
    browser.ask("Network.emulateNetworkConditions", session, **offline)
    browser.ask("Emulation.setScriptExecutionDisabled", session, value=True)
    browser.ask("Page.setDocumentContent", session, frameId=tab, html=page)
    browser.wait("Page.loadEventFired", session)
    answer = browser.ask(
        "Page.printToPDF",
        session,
        preferCSSPageSize=True,
        printBackground=True,
        generateTaggedPDF=True,
        generateDocumentOutline=True,
        **_A4,
    )
    browser.ask("Target.closeTarget", targetId=tab)
    return _dateless(b64decode(answer["data"]))


def _dateless(pdf: bytes) -> bytes:
    """Take the dates out, so that the same page gives the same bytes; all else keeps its place."""
    return _DATES.sub(lambda found: b" " * len(found[0]), pdf)
