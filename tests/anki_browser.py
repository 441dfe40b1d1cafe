"""Cards in headless chromium, shown as Anki's clients show them."""

import json
import re
import shutil
import subprocess
from pathlib import Path

from anki_samples import Learner

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")

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
        f"<script>var DATA = {json.dumps(data).replace('<', chr(92) + 'u003c')};{HARNESS}"
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
