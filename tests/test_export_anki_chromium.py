"""The cards in a browser: order kept, clicks, verdicts, night mode, small phones, no scripts."""

from functools import cache
from pathlib import Path

import pytest
from anki_browser import CHROMIUM, FITS, rendered, run
from anki_samples import (
    ALL,
    deck,
    export,
    fact,
    learner,
    package,
    questions_of,
    with_fact,
)

from quizgen.model import Choice, Option, Pair, Question

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


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


KEYS = """
  function press(key) {
    var event = new KeyboardEvent("keydown", { key: key, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
    return event.defaultPrevented;
  }
  function picked(root) {
    return Array.prototype.map.call(root.querySelectorAll("button"),
      function (box) { return box.getAttribute("aria-pressed") === "true" ? "x" : "-"; }).join("");
  }
"""


def test_arrows_pick_as_among_radio_buttons(
    shown: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    """Some clients keep space to themselves; where it gets through, it takes no pick back."""
    script = """
      var heard = 0, front = show(DATA.front), seen = [];
      document.addEventListener("keydown", function (event) {
        if (event.key === " ") heard++;
      });
      front.querySelector("button").focus();
      ["ArrowDown", "ArrowRight", "ArrowUp", "ArrowUp", "ArrowUp"].forEach(function (key) {
        press(key);
        seen.push(picked(front));
      });
      var stopped = press(" ");
      return { seen: seen, after: picked(front), stopped: stopped, heard: heard,
               focus: document.activeElement.tagName };
    """
    result = run(tmp_path, KEYS + script, shown[CHOICE])

    assert result == {
        "seen": ["-x--", "--x-", "-x--", "x---", "---x"],
        "after": "---x",
        "stopped": True,
        "heard": 1,
        "focus": "BODY",
    }


def test_of_several_keys_sideways_picks(shown: dict[str, dict[str, str]], tmp_path: Path) -> None:
    """Up and down go on without picking."""
    script = """
      var front = show(DATA.front), seen = [];
      front.querySelector("button").focus();
      ["ArrowRight", "ArrowDown", "ArrowDown", "ArrowRight", "ArrowLeft"].forEach(function (key) {
        press(key);
        seen.push(picked(front));
      });
      return seen;
    """
    result = run(tmp_path, KEYS + script, shown["many/forward/choice"])

    assert result == ["x--", "x--", "x--", "x-x", "x--"]


def test_true_and_false_keep_their_places(shown: dict[str, dict[str, str]], tmp_path: Path) -> None:
    """True stands first, every time."""
    script = """
      var seen = {};
      for (var round = 0; round < 20; round++) seen[order(show(DATA.front))] = 1;
      return Object.keys(seen);
    """
    data = next(sides for key, sides in shown.items() if key.endswith("/true-false"))

    assert run(tmp_path, script, data) == ["12"]


def test_every_card_fits_a_small_phone_and_can_be_read_by_day_and_night(
    shown: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    """At 320 pixels nothing runs out of sight; all text has a contrast of 4.5 or more."""
    result = run(tmp_path, FITS, shown)

    assert isinstance(result, dict)
    assert result["bad"] == []
    assert result["checked"] > 100


def test_code_keeps_its_spaces(tmp_path: Path) -> None:
    """A line of code begins as far in as it was written."""
    sample = deck(fact("loop", Pair(ask="`for i in x:`\n`    print(i)`", answer="each")))
    with learner(tmp_path) as opened:
        opened.take(package(export(sample)))
        [card] = rendered(opened).values()
    script = """
      var made = await frame(DATA.front, DATA.css, null, false);
      var page = made.contentDocument;
      return Array.from(page.querySelectorAll("code"), function (code) { return code.innerText; });
    """

    assert run(tmp_path, script, card) == ["for i in x:", "    print(i)"]
