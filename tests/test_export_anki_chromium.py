"""The cards in a browser: order kept, clicks, verdicts, night mode, small phones, no scripts."""

import json
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from anki_samples import (
    ALL,
    Learner,
    deck,
    export,
    fact,
    learner,
    package,
    questions_of,
    with_fact,
)

from quizgen.model import Choice, Option, Pair, Question

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")

SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
)

#: What Anki's own reviewer puts before the note type's style.
REVIEWER = "body { margin: 20px; overflow-wrap: break-word; } #typeans { width: 100%; }"

HARNESS = """
function wait(ms) { return new Promise(function (done) { setTimeout(done, ms); }); }
function order(root) {
  return Array.prototype.map.call(root.querySelectorAll(".qg-options li"),
    function (item) { return item.getAttribute("data-n"); }).join("");
}
// As Anki's desktop does it: one document, its content replaced, scripts run anew.
function show(html) {
  var qa = document.getElementById("qa");
  qa.innerHTML = html;
  Array.prototype.forEach.call(qa.querySelectorAll("script"), function (old) {
    var fresh = document.createElement("script");
    fresh.textContent = old.textContent;
    old.parentNode.replaceChild(fresh, old);
  });
  return qa;
}
// As other clients do it: a document of its own for each side.
function frame(html, css, sandbox, night, width) {
  return new Promise(function (done) {
    var made = document.createElement("iframe");
    if (sandbox !== null) made.setAttribute("sandbox", sandbox);
    made.style.width = (width || 360) + "px";
    made.style.height = "600px";
    made.onload = function () { done(made); };
    made.srcdoc = "<!doctype html><meta charset=utf-8><style>" + css + "</style>"
      + "<body class='card card1" + (night ? " nightMode night_mode" : "") + "'>" + html;
    document.body.appendChild(made);
  });
}
function verdict(root) {
  var found = root.querySelector(".qg-verdict");
  return found ? found.textContent : "";
}
"""


def run(folder: Path, script: str, data: object) -> object:
    """Run a script in a page and return what it returns; ``DATA`` is what it is given."""
    page = folder / "page.html"
    page.write_text(
        "<!doctype html><meta charset=utf-8><body class='card'><div id=qa></div><pre id=out></pre>"
        f"<script>var DATA = {json.dumps(data).replace('</', '<' + chr(92) + '/')};{HARNESS}"
        f"(async function () {{ {script} }})()"
        ".catch(function (error) { return { error: String(error) }; })"
        ".then(function (result) { document.body.innerHTML = '<pre id=out></pre>';"
        " document.getElementById('out').textContent = JSON.stringify(result); });</script>",
        encoding="utf-8",
    )
    done = subprocess.run(
        [
            str(CHROMIUM),
            *SWITCHES,
            f"--user-data-dir={folder / 'profile'}",
            "--virtual-time-budget=20000",
            "--dump-dom",
            page.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    found = re.search(r'<pre id="out">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found, done.stdout[-2000:]
    text = found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return json.loads(text)


def several(question: Question) -> Question:
    """Turn a choice question into one with two keys."""
    options = (
        Option(text="calf", correct=True),
        Option(text="thigh", correct=True),
        Option(text="teeth", correct=False, why="Teeth contain no muscle."),
    )
    return Question(
        id=f"{question.deck}/many/forward/choice",
        card=f"{question.deck}/many/forward",
        deck=question.deck,
        fact="many",
        kind="choice",
        direction=question.direction,
        stem="Which are sites? Choose all that apply.",
        response=Choice(options=options, several=True),
    )


def rendered(opened: Learner) -> dict[str, dict[str, str]]:
    """Render all cards with Anki, as its clients get them, by what follows the deck in the key."""
    sides = {}
    for card in opened.cards():
        output = card.render_output()
        note = card.note()
        fields = dict(note.items())
        compared = opened.collection.compare_answer(fields.get("Answer", ""), "something")
        typed = re.compile(r"\[\[type:.*?\]\]")
        sides[note["Id"].split("/", 1)[1]] = {
            "front": typed.sub('<input id="typeans">', output.question_text),
            "back": compared.join(typed.split(output.answer_text)),
            "css": REVIEWER + output.css,
            "right": fields.get("Correct", ""),
        }
    return sides


@cache
def cards(folder: Path) -> dict[str, dict[str, str]]:
    """Take the sample deck into Anki and render it, once for all tests."""
    long = fact("long", Pair(ask="W" * 80, answer="Donaudampfschifffahrtsgesellschaft" * 3))
    sample = with_fact(deck(*deck().facts, long), "site", why="word " * 60)
    questions = questions_of(sample, kinds=ALL)
    many = several(next(question for question in questions if question.kind == "choice"))
    with learner(folder) as opened:
        opened.take(package(export(sample, questions=(*questions, many))))
        return rendered(opened)


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """The sample's cards as Anki renders them."""
    return cards(tmp_path_factory.mktemp("anki"))


CHOICE = "site/forward/choice"


def test_both_sides_show_one_order_and_the_pick(
    shown: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    """In one document, over many reviews: the order changes, but never between the two sides."""
    script = """
      var seen = {}, wrong = [], right = DATA.right;
      // A client may take a tap on the card for "show the answer".
      document.addEventListener("click", function () { wrong.push("tap"); });
      for (var round = 0; round < 40; round++) {
        var front = show(DATA.front), first = order(front);
        seen[first] = 1;
        var buttons = front.querySelectorAll("button.qg-option");
        buttons[0].focus();
        buttons[0].click();
        buttons[round % 4].click();
        if (round % 4 === 0) buttons[0].click();
        if (front.querySelectorAll("button[aria-pressed=true]").length !== 1) wrong.push("picks");
        var active = document.activeElement;
        if (active && active.tagName === "BUTTON") wrong.push("focus");
        var picked = front.querySelector("button.qg-on").parentNode.getAttribute("data-n");
        var back = show(DATA.back);
        if (order(back) !== first) wrong.push("order");
        if (back.querySelectorAll("button").length) wrong.push("button on the back");
        var on = back.querySelector(".qg-on");
        if (on.parentNode.getAttribute("data-n") !== picked) wrong.push("pick");
        if ((verdict(back) === "✓ Correct") !== (picked === right)) wrong.push("verdict");
        if (back.querySelector(".qg-right").parentNode.getAttribute("data-n") !== right
            && picked !== right) wrong.push("key");
      }
      return { orders: Object.keys(seen).length, wrong: wrong };
    """
    result = run(tmp_path, script, shown[CHOICE])

    assert isinstance(result, dict)
    assert result["wrong"] == []
    assert result["orders"] > 10


def test_a_document_for_each_side_and_no_storage(
    shown: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    """Clients that load a page per side keep the pick; without storage the order still agrees."""
    script = """
      var a = await frame(DATA.front, DATA.css, null);
      a.contentDocument.querySelector("li[data-n='" + DATA.right + "'] button").click();
      var b = await frame(DATA.back, DATA.css, null);
      // Without an origin nothing is stored, and the frame must speak up by itself.
      var tell = "<script>parent.postMessage(Array.prototype.map.call(document.querySelectorAll("
        + "'.qg-options li'), function (x) { return x.getAttribute('data-n'); }).join(''), '*')"
        + "<" + "/script>";
      var told = [];
      window.addEventListener("message", function (event) { told.push(event.data); });
      for (var round = 0; round < 3; round++) {
        await frame(DATA.front + tell, DATA.css, "allow-scripts");
        await frame(DATA.back + tell, DATA.css, "allow-scripts");
      }
      await wait(200);
      return { same: order(a.contentDocument) === order(b.contentDocument),
               verdict: verdict(b.contentDocument), told: told };
    """
    result = run(tmp_path, script, shown[CHOICE])

    assert isinstance(result, dict)
    assert result["same"]
    assert result["verdict"] == "✓ Correct"
    assert len(result["told"]) == 6
    assert len(set(result["told"])) == 1
    assert sorted(result["told"][0]) == list("1234")


def test_without_scripts_the_card_can_still_be_read(
    shown: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    """A numbered list in front; key, reasons and explanation behind."""
    script = """
      var a = await frame(DATA.front, DATA.css, "allow-same-origin");
      var b = await frame(DATA.back, DATA.css, "allow-same-origin");
      return { front: a.contentDocument.body.innerText, back: b.contentDocument.body.innerText };
    """
    result = run(tmp_path, script, shown[CHOICE])

    assert isinstance(result, dict)
    for option in ("calf", "teeth", "hair", "nails"):
        assert option in result["front"]
    assert result["back"].count("calf") == 2
    assert "Teeth contain no muscle." in result["back"]
    assert "Teeth contain no muscle." not in result["front"]


def test_a_wrong_pick_teaches(shown: dict[str, dict[str, str]], tmp_path: Path) -> None:
    """The picked option says why it is wrong; without a pick each wrong option says it."""
    script = """
      function teeth(root) {
        return Array.prototype.filter.call(root.querySelectorAll(".qg-option"),
          function (box) { return box.textContent.indexOf("teeth") >= 0; })[0];
      }
      teeth(show(DATA.front)).click();
      var picked = show(DATA.back);
      var said = teeth(picked).innerText, listed = picked.querySelector(".qg-whys").offsetHeight;
      show(DATA.front);
      var idle = show(DATA.back);
      return { said: said, listed: listed, idle: teeth(idle).innerText,
               again: idle.querySelector(".qg-whys").offsetHeight, verdict: verdict(idle) };
    """
    # Which parts are shown is for the style to say.
    data = shown[CHOICE] | {"back": f"<style>{shown[CHOICE]['css']}</style>{shown[CHOICE]['back']}"}
    result = run(tmp_path, script, data)

    assert isinstance(result, dict)
    assert "your choice" in result["said"]
    assert "Teeth contain no muscle." in result["said"]
    assert result["listed"] == 0
    assert "Teeth contain no muscle." in result["idle"]
    assert "your choice" not in result["idle"]
    assert result["again"] == 0
    assert result["verdict"] == ""


def test_a_typed_answer_is_shown_once_unless_it_differs(
    shown: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    """Right: the comparison says it. Nothing typed: the answer. Else both, one under the other."""
    script = """
      function seen(compared) {
        var code = "<code id=typeans>" + compared + "</code>";
        var back = show("<style>" + DATA.css + "</style>"
          + DATA.back.replace(/<code id=typeans>[^]*?<[/]code>/, code));
        return [".qg-type", ".qg-answer"].map(function (part) {
          return back.querySelector(part).offsetHeight > 0;
        });
      }
      return [seen("<span class=typeGood>calf</span>"), seen("calf"),
              seen("<span class=typeGood>cal</span><span class=typeBad>v</span><br>calf")];
    """
    data = next(sides for key, sides in shown.items() if key.endswith("/typed"))

    assert run(tmp_path, script, data) == [[True, False], [False, True], [True, True]]


def test_several_keys_are_picked_together(shown: dict[str, dict[str, str]], tmp_path: Path) -> None:
    """One of two is not complete, both are correct, and a wrong one spoils it."""
    script = """
      var right = DATA.right.split(" "), wrong = ["1", "2", "3"].filter(
        function (n) { return right.indexOf(n) < 0; });
      function answer(numbers) {
        var front = show(DATA.front);
        numbers.forEach(function (n) {
          front.querySelector("li[data-n='" + n + "'] button").click();
        });
        return verdict(show(DATA.back));
      }
      return [answer(right.slice(0, 1)), answer(right), answer(right.concat(wrong)),
              answer([right[0], right[0]])];
    """
    result = run(tmp_path, script, shown["many/forward/choice"])

    assert result == ["✗ Not complete", "✓ Correct", "✗ Not correct", ""]


def test_true_and_false_keep_their_places(shown: dict[str, dict[str, str]], tmp_path: Path) -> None:
    """True stands first, every time."""
    script = """
      var seen = {};
      for (var round = 0; round < 20; round++) seen[order(show(DATA.front))] = 1;
      return Object.keys(seen);
    """
    data = next(sides for key, sides in shown.items() if key.endswith("/true-false"))

    assert run(tmp_path, script, data) == ["12"]


FITS = """
  function shade(colour) {
    var parts = colour.match(/[\\d.]+/g).map(Number);
    return parts.length > 3 && parts[3] === 0 ? null : parts.slice(0, 3);
  }
  function light(rgb) {
    var c = rgb.map(function (v) {
      v /= 255;
      return v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    });
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
  }
  function paper(view, node) {
    for (; node; node = node.parentElement) {
      var found = shade(view.getComputedStyle(node).backgroundColor);
      if (found) return found;
    }
    return [255, 255, 255];
  }
  var bad = [], checked = 0;
  for (var key in DATA) for (var night of [0, 1]) for (var side of ["front", "back"]) {
    var made = await frame(DATA[key][side], DATA[key].css, null, night, 320);
    var view = made.contentWindow, page = made.contentDocument;
    var where = key + " " + side + (night ? " by night" : "");
    if (page.documentElement.scrollWidth > 320) bad.push(where + ": too wide");
    var buttons = Array.prototype.slice.call(page.querySelectorAll("button"));
    buttons.forEach(function (button) {
      if (button.offsetHeight < 44) bad.push(where + ": button too low");
    });
    if (buttons.length) buttons[0].click();
    Array.prototype.forEach.call(page.querySelectorAll("body *"), function (node) {
      var own = Array.prototype.some.call(node.childNodes, function (child) {
        return child.nodeType === 3 && child.textContent.trim();
      });
      if (!own || !node.offsetWidth || node.tagName === "SCRIPT") return;
      var ink = light(shade(view.getComputedStyle(node).color)), under = light(paper(view, node));
      var contrast = (Math.max(ink, under) + 0.05) / (Math.min(ink, under) + 0.05);
      checked++;
      if (contrast < 4.5) bad.push(where + ": " + node.className + " " + contrast.toFixed(2));
    });
    made.remove();
  }
  return { bad: bad, checked: checked };
"""


def test_every_card_fits_a_small_phone_and_can_be_read_by_day_and_night(
    shown: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    """At 320 pixels nothing runs out of sight; all text has a contrast of 4.5 or more."""
    result = run(tmp_path, FITS, shown)

    assert isinstance(result, dict)
    assert result["bad"] == []
    assert result["checked"] > 100
