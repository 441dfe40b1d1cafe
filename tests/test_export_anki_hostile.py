"""A deck that brings scripts and links along does nothing on a learner's card."""

import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from anki_browser import CHROMIUM, rendered, run
from anki_samples import PICTURE, deck, export, fact, learner, package, rows
from test_export_anki_exact import question, responses

from quizgen.model import Citation, Position, Question, Source

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")

HERE = Position(file="deck.yaml", line=1, column=1)

VISIT = """
  window.hacked = 0;
  var odd = [], allowed = ("DIV SPAN OL UL LI HR BR B BDI BUTTON INPUT LABEL DETAILS SUMMARY IMG "
    + "CODE KBD SCRIPT").split(" ");
  for (var key in DATA) {
    var scripts = 0;
    for (var side of ["front", "back"]) {
      var root = show(DATA[key][side]);
      await wait(50);
      Array.prototype.forEach.call(root.querySelectorAll("input"), function (line) {
        line.value = DATA[key].evil;
        line.dispatchEvent(new Event("input", { bubbles: true }));
      });
      Array.prototype.forEach.call(root.querySelectorAll("button, summary, .tappable, [title]"),
        function (found) { if (found.click) found.click(); });
      Array.prototype.forEach.call(root.querySelectorAll("*"), function (node) {
        if (allowed.indexOf(node.tagName) < 0) odd.push(key + ": " + node.tagName);
        Array.prototype.forEach.call(node.attributes, function (found) {
          if (/^on|^style$|^srcdoc$/.test(found.name)) odd.push(key + ": " + found.name);
          if (/^(href|src)$/.test(found.name) && !/^(https:|qg-)/.test(found.value))
            odd.push(key + ": " + found.value);
        });
      });
      scripts = root.querySelectorAll("script").length;
      if (scripts > 1) odd.push(key + ": " + scripts + " scripts");
    }
  }
  await wait(300);
  return { hacked: window.hacked, odd: odd };
"""


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """Serve on this machine, and note what is asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def evil(place: str, address: str) -> str:
    """Return a text that tries all it can to run, wherever it is put."""
    do = "window.hacked=1;parent.hacked=1"
    return (
        f"{place} <script>{do}</script><img src='{address}/{place}' onerror='{do}'>"
        f'"><img src={address}/{place}2 onerror={do}> <svg onload={do}> javascript:{do}'
        f"<a href='javascript:{do}' title=x>x</a><iframe srcdoc='<script>{do}</script>'></iframe>"
        f"' onmouseover='{do}' \" onfocus=\"{do}\" autofocus"
        f" <style>@import '{address}/css';</style>"
        f"</div></li></script><script>{do}</script><!-- ${{\\href{{javascript:{do}}}{{x}}}}$"
        f" {{{{Answer}}}} {{{{c1::<b onclick={do}>}}}} [sound:{address}/x.mp3] [[type:Id]]"
    )


def hostile(address: str) -> tuple[Question, ...]:
    """Ask in every form with such a text in every place."""

    def bad(place: str) -> str:
        return evil(place, address)

    texts = {place: bad(place) for place in ("stem", "why", "hint", "topic")}
    cited = Citation(source="web", title=bad("title"), at=bad("at"), quote="q", position=HERE)
    made = responses(bad("one"), bad("two"), bad("three"))
    return tuple(
        replace(
            question(form, response, texts),
            citation=cited,
            tags=(bad("tag"),),
            image=replace(PICTURE, alt=bad("alt")),
            language=bad("language"),
        )
        for form, response in made.items()
    )


def test_nothing_in_a_deck_runs_or_asks_for_anything(tmp_path: Path) -> None:
    """No script, no handler, no link but of the source, and not one request leaves."""
    with listening() as (address, asked):
        source = Source(id="web", title=evil("source", address), url="javascript:x", position=HERE)
        sample = deck(
            fact("site", deck().facts[0].shape),
            title=evil("deck", address),
            notice=evil("notice", address),
            sources={"web": source},
        )
        bundle = export(sample, questions=hostile(address), media=lambda _: b"<svg/>")
        with learner(tmp_path / "anna") as anna:
            anna.take(package(bundle))
            cards = rendered(anna)
        data = {key: {**card, "evil": evil("typed", address)} for key, card in cards.items()}
        result = run(tmp_path, VISIT, data)

    assert len(cards) == 9
    assert result == {"hacked": 0, "odd": []}
    assert asked == []


def test_the_trap_would_snap(tmp_path: Path) -> None:
    """The same look at a card that does bring scripts along finds them."""
    with listening() as (address, asked):
        bad = {"front": evil("x", address), "back": "", "css": "", "evil": ""}
        result = run(tmp_path, VISIT, {"x": bad})

    assert isinstance(result, dict)
    assert result.get("hacked") == 1, result
    assert result["odd"]
    assert "/x" in asked


def test_the_decks_name_and_description_are_plain_text() -> None:
    """Anki renders a description as Markdown."""
    bad = "<script>x</script> [a](javascript:x) <img src=x onerror=y>"
    sample = deck(title=bad, notice=bad)
    ((decks,),) = rows(package(export(sample)), "select decks from col")
    found = [it["desc"] for it in json.loads(str(decks)).values() if it["name"] != "Default"]

    assert any(found)
    for text in found:
        assert "<" not in text.replace("\\<", "")
        assert "[" not in text.replace("\\[", "")


DECK = """format: 1
deck: bones-1
title: Bones
sources: {r: Reader}
facts:
  - {id: a, ask: What?, answer: x, at: p. 1, image: {file: pipe.png, alt: A pipe}}
"""


def test_a_pipe_is_no_picture(
    command_line: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    """An export does not wait for what may never come."""
    (tmp_path / "bones.yaml").write_text(DECK)
    os.mkfifo(tmp_path / "pipe.png")

    code, _, error = command_line("export", "anki", "bones.yaml", "-o", "bones.apkg")

    assert code == 1
    assert "the picture 'pipe.png' of 'a' cannot be read: It is no file" in error
    assert not (tmp_path / "bones.apkg").exists()


def test_a_lock_that_is_no_text(
    command_line: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    """It is said in plain words, and nothing is written over it."""
    (tmp_path / "bones.yaml").write_text(DECK.partition(", image")[0] + "}\n")
    (tmp_path / "bones.lock").write_bytes(b"\xff\x00")

    code, _, error = command_line("export", "anki", "bones.yaml", "-o", "bones.apkg")

    assert code == 3
    assert "bones.lock cannot be read: it is no text" in error
    assert (tmp_path / "bones.lock").read_bytes() == b"\xff\x00"
