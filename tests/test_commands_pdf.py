"""Pages as PDF: by whichever engine is here, with no request, nothing left behind, and in words."""

import base64
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from handout_samples import choice, export, pages, picture, question, quiz
from listening import counting_server
from printing import (
    by_chromium,
    by_weasyprint,
    needs_both,
    needs_chromium,
    needs_weasyprint,
    pictures,
    words,
)

from quizgen.commands.pdf import ENGINES, browser, engine_for, to_pdf
from quizgen.problems import RequestError, SetupError

pytestmark = pytest.mark.skipif(not shutil.which("pdfinfo"), reason="poppler-utils is missing")

both_engines = pytest.mark.parametrize(
    "engine",
    [
        pytest.param("chromium", marks=needs_chromium),
        pytest.param("weasyprint", marks=needs_weasyprint),
    ],
)

Call = Callable[..., tuple[int, str, str]]

DECK = """
format: 1
deck: bones-k3f9
title: Bones
language: en
sources: {web: {title: On bones}}
facts:
  - {id: long, ask: Which bone is the longest?, answer: the femur, at: "¶1"}
  - {id: jaw, ask: Which bone chews?, answer: the mandible, at: "¶2"}
"""


def printed(html: str, engine: str) -> bytes:
    """Print one page by an engine."""
    (made,) = to_pdf({"page.html": html.encode()}, engine_for(engine)).values()
    return made


def told(pdf: bytes) -> dict[str, str]:
    """Return what a PDF says of itself."""
    done = subprocess.run(["pdfinfo", "-"], input=pdf, check=True, capture_output=True)
    lines = (line.split(":", 1) for line in done.stdout.decode().splitlines())
    return {name: value.strip() for name, value in lines}


@both_engines
def test_a_page_becomes_a_tagged_pdf(engine: str) -> None:
    """It keeps the title, is made of tags that are read aloud, and lies beside the page by name."""
    html = "<!doctype html><html lang=en><title>On bones</title><h1>The femur</h1><p>is long."

    made = to_pdf({"a.html": html.encode(), "b.c.html": html.encode()}, engine_for(engine))

    assert list(made) == ["a.pdf", "b.c.pdf"]
    for pdf in made.values():
        assert told(pdf)["Title"] == "On bones"
        assert told(pdf)["Tagged"] == "yes"
        assert words(pdf)[0].text == "The femur is long."


@both_engines
def test_no_word_is_broken_that_fits_a_line(engine: str) -> None:
    """Not even the first of a bold passage that comes at a line's end; a word of 60 letters is."""
    style = "<style>main { overflow-wrap: anywhere; font: 10pt sans-serif; }</style>"
    asked = "<bdi>Which part of the plant is marked? <b>something of the leaf</b> [2]</bdi>"
    widths = "".join(f"<p style='width: {width}px'>{asked}" for width in range(230, 330, 2))
    long = f"<p style='width: 200px'><bdi>It is <b>{'loremipsum' * 6}</b></bdi>"

    pages = words(printed(f"<!doctype html><head>{style}</head><main>{widths}</main>", engine))
    (page,) = words(printed(f"<!doctype html><head>{style}</head><main>{long}</main>", engine))

    written = {word for page in pages for word in page.text.split()}
    assert not written & {"s", "so", "som", "some", "somethin"}
    assert {"marked?", "something", "leaf", "[2]"} <= written
    assert max(word.right for word in page.words) < 250


@both_engines
@pytest.mark.parametrize(
    ("style", "width", "height"),
    [("", 595.3, 841.9), ("size: letter", 612, 792), ("size: A5", 419.5, 595.3)],
)
def test_the_paper_is_the_pages_own(engine: str, style: str, width: int, height: int) -> None:
    """What names no paper is for A4."""
    pdf = printed(f"<!doctype html><style>@page {{ {style} }}</style><p>hello", engine)

    (page,) = words(pdf)
    assert (page.width, page.height) == pytest.approx((width, height), abs=0.7)


@both_engines
def test_the_same_page_gives_the_same_bytes(engine: str) -> None:
    """No date and no chance gets into a PDF."""
    paper, _ = pages(export(quiz()))

    assert printed(paper, engine) == printed(paper, engine)


HOSTILE = """<!doctype html><meta charset=utf-8><title>t</title>
<link rel=stylesheet href="http://127.0.0.1:PORT/link">
<link rel=prefetch href="http://127.0.0.1:PORT/prefetch">
<style>@import url(http://127.0.0.1:PORT/import);
@font-face { font-family: f; src: url(http://127.0.0.1:PORT/font); }
p { font-family: f; background: url(http://127.0.0.1:PORT/background); }</style>
<p>still here</p><img src="http://127.0.0.1:PORT/image"><img src="http://localhost:PORT/image">
<iframe src="http://127.0.0.1:PORT/frame"></iframe><object data="http://127.0.0.1:PORT/o"></object>
<svg><image href="http://127.0.0.1:PORT/svg"/></svg>
<script>fetch("http://127.0.0.1:PORT/fetch"); document.write("<p>owned</p>")</script>
<img src=x onerror="document.title = 'owned'">"""


@both_engines
def test_a_page_asks_nobody_and_runs_nothing(engine: str) -> None:
    """Whatever a user's template holds; printed without our care it would ask."""
    with counting_server() as (port, asked):
        html = HOSTILE.replace("PORT", str(port))
        pdf = printed(html, engine)
        assert asked == []
        {"chromium": by_chromium, "weasyprint": by_weasyprint}[engine](html)
        assert asked != []

    assert "still here" in words(pdf)[0].text
    assert "owned" not in words(pdf)[0].text
    assert told(pdf)["Title"] == "t"


DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"
 onload="fetch('http://127.0.0.1:PORT/onload')">
<style>@import url(http://127.0.0.1:PORT/import);</style>
<script>fetch("http://127.0.0.1:PORT/fetch")</script>
<image href="http://127.0.0.1:PORT/image" width="5" height="5"/>
<use href="http://127.0.0.1:PORT/use#x"/></svg>"""
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="90"><path d="M0 0h90v90z"/></svg>'


@both_engines
def test_a_drawing_is_shown_and_asks_nobody(engine: str) -> None:
    """A picture of a deck may be an SVG, and that may hold scripts and addresses."""

    def shown(drawing: str) -> bytes:
        source = base64.b64encode(drawing.encode()).decode()
        page = f"<!doctype html><img src='data:image/svg+xml;base64,{source}'>"
        (sheet,) = pictures(printed(page, engine))
        return sheet

    with counting_server() as (port, asked):
        shown(DRAWING.replace("PORT", str(port)))

    assert asked == []
    assert shown(SQUARE) != shown(SQUARE.replace("h90v", "h30v"))


def embedded(pdf: bytes, folder: Path) -> int:
    """Count the pictures inside a PDF."""
    path = folder / "looked-into.pdf"
    path.write_bytes(pdf)
    command = ["pdfimages", "-list", str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return len(done.stdout.splitlines()) - 2


@both_engines
def test_a_page_reads_no_file(engine: str, tmp_path: Path) -> None:
    """A picture inside the page is printed, one that lies on the disk is not."""
    (tmp_path / "secret.png").write_bytes(picture())
    inside = f"data:image/png;base64,{base64.b64encode(picture()).decode()}"
    outside = (tmp_path / "secret.png").as_uri()

    assert embedded(printed(f"<!doctype html><img src='{inside}'>", engine), tmp_path) == 1
    # In place of what cannot be shown the browser draws a picture of its own.
    found, missing = (
        embedded(printed(f"<!doctype html><img src='{source}'>", engine), tmp_path)
        for source in (outside, outside + "-missing")
    )
    assert found == missing


@needs_both
def test_formulas_are_printed_by_either() -> None:
    """The browser sets them; WeasyPrint prints the reading in Unicode."""
    made = quiz(question("q", r"Is $\frac{ab}{cd}$ so?", choice("yes", "no", key="no"), "choice"))
    paper, _ = pages(export(made))

    by_browser, read_out = (words(printed(paper, engine)) for engine in ENGINES)

    assert "Is ab/cd so?" in read_out[0].text
    places = {word.text: word for word in by_browser[0].words}
    over, under = (next(places[text] for text in texts if text in places) for texts in NUMERATORS)
    assert over.bottom < under.bottom
    assert len(pictures(printed(paper, "chromium"))) == 1


NUMERATORS = (("ab", "𝑎𝑏", "𝑎"), ("cd", "𝑐𝑑", "𝑐"))
"""How the letters of a fraction may come out of a PDF."""


@needs_chromium
def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No profile, no file and no process, also when the work is broken off."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    printed("<!doctype html><p>hello", "chromium")
    with suppress(KeyboardInterrupt), engine_for("chromium").started():
        assert running(tmp_path)
        raise KeyboardInterrupt

    assert list(tmp_path.iterdir()) == []
    assert not running(tmp_path)


def running(folder: Path) -> str:
    """Return the processes that were started with something of a folder."""
    return "".join(
        line
        for line in subprocess.run(
            ["ps", "-ww", "-eo", "args"], check=True, capture_output=True, text=True
        ).stdout.splitlines()
        if str(folder) in line
    )


def program(folder: Path, script: str) -> None:
    """Put a program called chromium into a folder."""
    path = folder / "chromium"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_a_browser_that_does_not_start_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own last words are passed on, with what else to do."""
    program(tmp_path, "echo 'a library is missing' >&2; exit 127")
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(
        SetupError, match=r"chromium does not print: .*a library is missing"
    ) as told:
        printed("<p>", "chromium")
    assert "--pdf-engine weasyprint" in told.value.hint


@pytest.mark.parametrize("script", ["exec sleep 100", "exec cat <&3 >&2"])
def test_a_browser_that_does_not_answer_is_not_waited_for(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a time it is stopped, whether it listens or not."""
    program(tmp_path, f"# {tmp_path}\n{script}")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.defpath}")
    monkeypatch.setattr(browser, "TIMEOUT", 0.3)

    with pytest.raises(SetupError, match="it does not answer"):
        printed("<p>" + "x" * 1_000_000, "chromium")
    assert "sleep 100" not in running(tmp_path)


def test_what_is_missing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By either engine, and by both, the error says what to install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    with pytest.raises(SetupError, match="no Chromium, Chrome or Edge is here") as browserless:
        engine_for("chromium")
    with pytest.raises(SetupError, match="WeasyPrint is not installed") as packageless:
        engine_for("weasyprint")
    with pytest.raises(SetupError, match=r"no Chromium.*; WeasyPrint is not installed") as neither:
        engine_for()
    assert "--pdf-engine weasyprint" in browserless.value.hint
    assert packageless.value.hint == "`pip install 'quizgen[pdf]'`"
    assert "install Chromium" in neither.value.hint
    assert "quizgen[pdf]" in neither.value.hint
    with pytest.raises(RequestError, match="there is no engine 'latex'"):
        engine_for("latex")


@needs_both
def test_the_browser_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It sets formulas and is faster; without one WeasyPrint steps in."""
    assert engine_for().name == "chromium"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert engine_for().name == "weasyprint"


@needs_chromium
def test_many_pdfs_are_counted(command_line: Call, tmp_path: Path) -> None:
    """Of many pages the report says how many there are: the files are called as the pages are."""
    (tmp_path / "deck.yaml").write_text(DECK, encoding="utf-8")

    _, out, _ = command_line("export", "handout", "deck.yaml", "--versions", "2", "--pdf")

    assert "5 pages: the same as PDF, by chromium" in out
    assert len(list(tmp_path.glob("*.pdf"))) == 5


@needs_both
@pytest.mark.parametrize(
    ("options", "engine"),
    [
        (["--pdf", "-o", "bones.html"], "chromium"),
        (["-o", "bones.pdf"], "chromium"),
        (["--pdf-engine", "weasyprint", "-o", "bones.PDF"], "weasyprint"),
    ],
)
def test_a_handout_comes_as_pdf(
    command_line: Call, tmp_path: Path, options: list[str], engine: str
) -> None:
    """Beside each page lies its PDF, and the report names it."""
    (tmp_path / "deck.yaml").write_text(DECK, encoding="utf-8")

    code, out, _ = command_line("export", "handout", "deck.yaml", *options)

    assert code == 0
    assert f"bones.pdf, bones-key.pdf: the same as PDF, by {engine}" in out
    paper = (tmp_path / "bones.pdf").read_bytes()
    key = (tmp_path / "bones-key.pdf").read_bytes()
    code_of_sheet = re.search(r"sheet (\S+)", out)
    assert code_of_sheet
    for pdf in (paper, key):
        assert f"Sheet {code_of_sheet[1]} · page 1 of 1" in words(pdf)[0].text
    assert "femur" in words(key)[0].text
    assert "femur" not in words(paper)[0].text
    assert (tmp_path / "bones.html").exists()


def test_without_an_engine_nothing_is_written(
    command_line: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole export waits until somebody can print it."""
    (tmp_path / "deck.yaml").write_text(DECK, encoding="utf-8")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    code, out, errors = command_line("export", "handout", "deck.yaml", "--pdf", "-o", "paper/")

    assert code == 3
    assert out == ""
    assert "nothing here makes a PDF" in errors
    assert not (tmp_path / "paper").exists()


def test_only_pages_come_as_pdf(command_line: Call, tmp_path: Path) -> None:
    """An Anki package cannot be printed, by name or by option."""
    (tmp_path / "deck.yaml").write_text(DECK, encoding="utf-8")

    assert command_line("export", "anki", "deck.yaml", "-o", "bones.pdf")[0] == 2
    assert command_line("export", "anki", "deck.yaml", "--pdf")[0] == 2


def test_other_commands_do_not_wait_for_an_engine() -> None:
    """Listing the formats loads neither engine."""
    code = (
        "import sys; from quizgen.cli import run; run(['export', 'handout', '--help']);"
        "assert not {'weasyprint', 'quizgen.commands.pdf'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
