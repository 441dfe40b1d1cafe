"""Pages on paper: printed by both engines, the words with their places, the sheets as pictures.

Each function takes a whole page of HTML and uses its own paper size, as a user's printer would.
"""

import logging
import re
import shutil
import subprocess
import tempfile
import warnings
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
PDFTOTEXT = shutil.which("pdftotext")
PDFTOPPM = shutil.which("pdftoppm")


def _weasyprint_loads() -> bool:
    """Tell whether the package is there, and the libraries of the system that it needs."""
    if find_spec("weasyprint") is None:
        return False
    with warnings.catch_warnings():
        # That a future version of it will need one more of them.
        warnings.simplefilter("ignore")
        try:
            import weasyprint  # noqa: F401, PLC0415  # loading it is the question
        except OSError:
            return False
    return True


WEASYPRINT = _weasyprint_loads()

needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed")
needs_weasyprint = pytest.mark.skipif(not WEASYPRINT, reason="weasyprint cannot be loaded")
#: Chromium, the words and the pictures.
needs_printing = pytest.mark.skipif(
    not (CHROMIUM and PDFTOTEXT and PDFTOPPM),
    reason="chromium and poppler-utils are not both installed",
)
#: For a test that prints with both engines.
needs_both = pytest.mark.skipif(
    not (CHROMIUM and WEASYPRINT and PDFTOTEXT and PDFTOPPM),
    reason="chromium, weasyprint and poppler-utils are not all installed",
)


class Word(NamedTuple):
    """A word on paper; its box in points from the sheet's left and upper edge."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Printed(NamedTuple):
    """A printed page: its size in points and its words in reading order."""

    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """All words, with one space between them."""
        return " ".join(word.text for word in self.words)


def chromium(folder: Path, *arguments: str) -> str:
    """Run the browser without a window and return what it printed; its profile is in a folder."""
    command = [
        *(str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
        *("--disable-background-networking", f"--user-data-dir={folder / 'profile'}", *arguments),
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    return done.stdout


def by_chromium(html: str | bytes) -> bytes:
    """Print a page with the browser and return the PDF."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        page, pdf = folder / "page.html", folder / "page.pdf"
        page.write_bytes(html.encode() if isinstance(html, str) else html)
        chromium(folder, "--no-pdf-header-footer", f"--print-to-pdf={pdf}", page.as_uri())
        return pdf.read_bytes()


def by_weasyprint(html: str | bytes) -> bytes:
    """Print a page with WeasyPrint and return the PDF."""
    import weasyprint  # noqa: PLC0415  # not everybody has it

    # It complains of each rule of a style that is for screens only.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    text = html if isinstance(html, str) else html.decode()
    made = weasyprint.HTML(string=text).write_pdf()
    assert isinstance(made, bytes)
    return made


def words(pdf: bytes) -> list[Printed]:
    """Return each page of a PDF with the places of its words."""
    bbox = subprocess.run(
        [str(PDFTOTEXT), "-bbox", "-", "-"], input=pdf, check=True, capture_output=True
    ).stdout.decode()
    box = r'<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">(.*?)</word>'
    pages = []
    for part in bbox.split("<page ")[1:]:
        size = re.match(r'width="(\S+)" height="(\S+)"', part)
        assert size
        found = re.findall(box, part, re.DOTALL)
        placed = (Word(unescape(text), *map(float, edges)) for *edges, text in found)
        pages.append(Printed(float(size[1]), float(size[2]), tuple(placed)))
    return pages


def pictures(pdf: bytes, dots_per_inch: int = 60) -> list[bytes]:
    """Return each page of a PDF as a PNG."""
    with tempfile.TemporaryDirectory() as name:
        command = [str(PDFTOPPM), "-png", "-r", str(dots_per_inch), "-", f"{name}/page"]
        subprocess.run(command, input=pdf, check=True, capture_output=True)
        return [path.read_bytes() for path in sorted(Path(name).iterdir())]
