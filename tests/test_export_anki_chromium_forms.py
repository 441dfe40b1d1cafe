"""Lists, figures and orders in a browser: typed, tapped, moved by keys, and judged."""

from functools import cache
from pathlib import Path

import pytest
from anki_browser import CHROMIUM, FITS, rendered, run
from anki_samples import EVERY, RELIEF, every_shape, export, learner, package, questions_of

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")

KINDS = tuple(kind for kind in EVERY if kind in {"list", "numeric", "ordering"})
Sides = dict[str, dict[str, str]]

ORDER = "relief/forward/ordering"
STEPS = "relief/forward/list"
SITES = "sites/forward/list"
FEVER = "fever/forward/numeric"

#: What the tests do on a card.
HANDS = """
  function words(root) {
    return Array.prototype.map.call(root.querySelectorAll(".qg-words"),
      function (found) { return found.textContent; });
  }
  function boxes(root) { return root.querySelectorAll(".qg-option"); }
  function box(root, text) {
    return Array.prototype.filter.call(boxes(root),
      function (found) { return found.textContent.indexOf(text) >= 0; })[0];
  }
  function enter(line, text) {
    line.value = text;
    line.dispatchEvent(new Event("input", { bubbles: true }));
  }
  function press(target, key) {
    var event = new KeyboardEvent("keydown", { key: key, bubbles: true, cancelable: true });
    target.dispatchEvent(event);
  }
"""


@cache
def cards(folder: Path) -> Sides:
    """Take the sample deck into Anki and render it, once for all tests."""
    with learner(folder) as opened:
        opened.take(
            package(export(every_shape(), questions=questions_of(every_shape(), kinds=KINDS)))
        )
        return rendered(opened)


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Sides:
    """The cards as Anki renders them."""
    return cards(tmp_path_factory.mktemp("anki"))


def test_an_order_is_shuffled_and_never_the_right_one(shown: Sides, tmp_path: Path) -> None:
    """Over many reviews nearly all wrong orders come, and the answer never stands there."""
    script = """
      var seen = {};
      for (var round = 0; round < 80; round++) seen[words(show(DATA.front)).join("|")] = 1;
      return Object.keys(seen);
    """
    result = run(tmp_path, HANDS + script, shown[ORDER])

    assert isinstance(result, list)
    assert "|".join(RELIEF) not in result
    assert 8 <= len(result) <= 12


def test_taps_put_items_in_order(shown: Sides, tmp_path: Path) -> None:
    """First tapped is first; another tap takes one back; the last one stands in its place."""
    script = """
      var stray = 0;
      document.addEventListener("click", function () { stray++; });
      var front = show(DATA.front), start = words(front);
      function numbers() {
        return Array.prototype.map.call(front.querySelectorAll(".qg-letter"),
          function (found) { return found.textContent; }).join("");
      }
      box(front, start[2]).click();
      var one = [words(front), numbers()];
      box(front, start[0]).click();
      box(front, start[0]).click();
      var back = [words(front).slice().sort(), numbers()];
      box(front, start[0]).click();
      box(front, start[1]).click();
      var all = [words(front), numbers()];
      var focus = document.activeElement.tagName;
      return { start: start, one: one, back: back, all: all, stray: stray, focus: focus };
    """
    result = run(tmp_path, HANDS + script, shown[ORDER])

    assert isinstance(result, dict)
    start = result["start"]
    assert result["one"] == [[start[2], start[0], start[1], start[3]], "1"]
    assert result["back"] == [sorted(start), "1"]
    assert result["all"] == [[start[2], start[0], start[1], start[3]], "123"]
    assert result["stray"] == 0
    assert result["focus"] == "BODY"


def test_arrow_keys_move_an_item(shown: Sides, tmp_path: Path) -> None:
    """The item keeps the focus, and what the keys made is the learner's order."""
    script = """
      var front = show(DATA.front), start = words(front), moved = boxes(front)[3];
      moved.focus();
      press(moved, "ArrowUp");
      press(moved, "ArrowUp");
      var up = words(front), kept = document.activeElement === moved;
      press(moved, "ArrowDown");
      for (var n = 0; n < 9; n++) press(moved, "ArrowDown");
      return { start: start, up: up, kept: kept, down: words(front) };
    """
    result = run(tmp_path, HANDS + script, shown[ORDER])

    assert isinstance(result, dict)
    one, two, three, four = result["start"]
    assert result["up"] == [one, four, two, three]
    assert result["down"] == [one, two, three, four]
    assert result["kept"]


def test_an_order_is_judged_item_by_item(shown: Sides, tmp_path: Path) -> None:
    """The back has the right order, and says of each item where it stood in the learner's."""
    script = """
      function answer(items) {
        var front = show(DATA.front);
        items.forEach(function (item) { box(front, item).click(); });
        var back = show(DATA.back);
        return [verdict(back), words(back), Array.prototype.map.call(
          back.querySelectorAll(".qg-yours"), function (found) { return found.textContent; }),
          back.querySelectorAll("button").length];
      }
      var right = DATA.steps;
      return [answer(right), answer([right[0], right[2], right[1]]), answer(right.slice(0, 2)),
              answer(right.slice(1, 2)), answer([])];
    """
    data = shown[ORDER] | {"steps": list(RELIEF)}
    result = run(tmp_path, HANDS + script, data)

    steps = list(RELIEF)
    assert result == [
        ["✓ Correct", steps, ["✓"] * 4, 0],
        ["✗ Not correct", steps, ["✓", "✗ yours: 3", "✗ yours: 2", "✓"], 0],
        ["✗ Not complete", steps, ["✓", "✓", "not placed", "not placed"], 0],
        ["✗ Not correct", steps, ["not placed", "✗ yours: 1", "not placed", "not placed"], 0],
        ["", steps, [], 0],
    ]


def test_what_is_typed_is_ticked_off(shown: Sides, tmp_path: Path) -> None:
    """Other forms, case, articles and several on one line count; the rest is named."""
    script = """
      function answer(replies) {
        var front = show(DATA.front), lines = front.querySelectorAll("input");
        replies.forEach(function (reply, k) { enter(lines[k], reply); });
        var back = show(DATA.back), extra = back.querySelector(".qg-extra");
        return [lines.length, verdict(back), Array.prototype.map.call(
          back.querySelectorAll("[aria-pressed=true] .qg-words"),
          function (found) { return found.textContent; }), extra ? extra.textContent : ""];
      }
      return [answer(["The Shank.", "HAND", "upper leg"]), answer(["hand, calf"]),
              answer(["hand", "elbow"]), answer([]), answer(["calf", "shank", "lower leg"])];
    """
    result = run(tmp_path, HANDS + script, shown[SITES])

    assert result == [
        [3, "✓ 3 of 3", ["thigh", "calf", "hand"], ""],
        [3, "✗ 2 of 3", ["calf", "hand"], ""],
        [3, "✗ 1 of 3", ["hand"], "Not one of them: elbow"],
        [3, "Tap what you knew.", [], ""],
        [3, "✗ 1 of 3", ["calf"], ""],
    ]


def test_ticks_can_be_set_by_tap_and_by_key(shown: Sides, tmp_path: Path) -> None:
    """Who said the answers aloud counts them on the back, and a verdict too strict is mended."""
    script = """
      var stray = 0;
      document.addEventListener("click", function () { stray++; });
      show(DATA.front);
      var back = show(DATA.back), told = [];
      ["thigh", "calf", "hand", "hand"].forEach(function (text) {
        box(back, text).click();
        told.push(verdict(back));
      });
      var focus = document.activeElement.tagName;
      box(back, "thigh").focus();
      ["ArrowRight", "ArrowDown", "ArrowDown", "ArrowRight"].forEach(function (key) {
        press(document.activeElement, key);
        told.push(verdict(back));
      });
      return { told: told, stray: stray, focus: focus };
    """
    result = run(tmp_path, HANDS + script, shown[SITES])

    assert result == {
        "told": [
            *("✗ 1 of 3", "✗ 2 of 3", "✓ 3 of 3", "✗ 2 of 3"),
            *("✗ 1 of 3", "✗ 1 of 3", "✗ 1 of 3", "✗ 2 of 3"),
        ],
        "stray": 0,
        "focus": "BODY",
    }


def test_steps_typed_in_another_order_are_not_right(shown: Sides, tmp_path: Path) -> None:
    """All parts are there, and the verdict says what is wrong."""
    script = """
      function answer(replies) {
        var lines = show(DATA.front).querySelectorAll("input");
        replies.forEach(function (reply, k) { enter(lines[k], reply); });
        return verdict(show(DATA.back));
      }
      return [answer(DATA.steps), answer(DATA.steps.slice().reverse())];
    """
    result = run(tmp_path, HANDS + script, shown[STEPS] | {"steps": list(RELIEF)})

    assert result == ["✓ 4 of 4", "✗ 4 of 4, in another order"]


def test_enter_leads_through_the_lines_and_letters_stay_in_them(
    shown: Sides, tmp_path: Path
) -> None:
    """Behind the last line the keys are the client's again; until then they are not."""
    script = """
      var heard = 0, places = [];
      document.addEventListener("keydown", function () { heard++; });
      var lines = show(DATA.front).querySelectorAll("input");
      lines[0].focus();
      press(lines[0], "1");
      for (var n = 0; n < 3; n++) {
        press(document.activeElement, "Enter");
        places.push(Array.prototype.indexOf.call(lines, document.activeElement));
      }
      return { heard: heard, places: places };
    """
    assert run(tmp_path, HANDS + script, shown[SITES]) == {"heard": 0, "places": [1, 2, -1]}


FIGURES = [
    ("37", "✓ Correct"),
    ("37.0 °C", "✓ Correct"),
    ("37 C", "✓ Correct"),
    ("37.2", "✓ 37.2 is within 37 ± 0.5 °C"),
    ("37,2", "✓ 37,2 is within 37 ± 0.5 °C"),
    ("36.5", "✓ 36.5 is within 37 ± 0.5 °C"),
    ("3.7e1", "✓ Correct"),
    ("3,7 · 10¹", "✓ Correct"),
    ("about 38", ""),
    ("38", "✗ 38 is not within 37 ± 0.5 °C"),
    ("-37", "✗ -37 is not within 37 ± 0.5 °C"),
    ("98.6 °F", ""),
    ("36-38", ""),
    ("warm", ""),
    ("", ""),
]


@pytest.mark.parametrize("seen", ["typed", "compared"])
def test_a_figure_is_judged_by_its_tolerance(shown: Sides, tmp_path: Path, seen: str) -> None:
    """Also where the front could not see what was typed, by what the client compares."""
    script = """
      return DATA.replies.map(function (reply) {
        var front = show(DATA.front);
        if (DATA.seen === "typed") enter(front.querySelector("#typeans"), reply[0]);
        var back = show(DATA.back.replace(/<code id=.?typeans.?>[^]*?<[/]code>/, reply[1]));
        return verdict(back);
      });
    """
    with learner(tmp_path / "anna") as anna:
        told = [anna.collection.compare_answer("37", typed) for typed, _ in FIGURES]
    replies = [
        [typed, html if seen == "compared" else ""]
        for (typed, _), html in zip(FIGURES, told, strict=True)
    ]
    data: dict[str, object] = {**shown[FEVER], "seen": seen, "replies": replies}

    assert run(tmp_path, HANDS + script, data) == [verdict for _, verdict in FIGURES]


@pytest.mark.parametrize(
    ("language", "key", "typed", "right"),
    [
        ("en", "12,000", "12000", True),
        ("en", "12000", "12 000", True),
        ("en", "12000", "12'000", True),
        ("en", "1.234", "1,234", False),
        ("de", "1234", "1.234", True),
        ("de", "1.5", "1,5", True),
        ("de", "1234567.5", "1.234.567,5", True),
        ("en", "1234567.5", "1,234,567.5", True),
        ("en", "0.25", ".25", True),
        ("en", "-5", "−5", True),
        ("en", "0.3", "0.30", True),
    ],
)
def test_figures_are_read_as_people_write_them(  # noqa: PLR0913  # four of them are one case
    shown: Sides, tmp_path: Path, language: str, key: str, typed: str, *, right: bool
) -> None:
    """Decimal commas, thousands set apart, signs: by the language of the deck."""
    script = """
      enter(show(DATA.front).querySelector("#typeans"), DATA.typed);
      var key = "<span>" + DATA.key + "</span><span></span><span></span>";
      var back = DATA.back.replace(/(id="qg-key" hidden>).*?<[/]div>/, "$1" + key + "</div>");
      return verdict(show(back.replace('lang="en"', 'lang="' + DATA.language + '"'))).charAt(0);
    """
    data = shown[FEVER] | {"language": language, "key": key, "typed": typed}

    assert run(tmp_path, HANDS + script, data) == ("✓" if right else "✗")


def test_the_whole_figure_is_said_once(shown: Sides, tmp_path: Path) -> None:
    """A verdict that names it stands for it; without one it stands alone, without comparison."""
    script = """
      function seen(reply) {
        enter(show(DATA.front).querySelector("#typeans"), reply);
        var back = show("<style>" + DATA.css + "</style>" + DATA.back);
        return [".qg-type", ".qg-answer"].map(function (part) {
          return back.querySelector(part).offsetHeight > 0;
        });
      }
      return [seen("37"), seen("37.2"), seen("warm")];
    """
    result = run(tmp_path, HANDS + script, shown[FEVER])

    assert result == [[False, True], [False, False], [True, True]]


def test_a_document_for_each_side(shown: Sides, tmp_path: Path) -> None:
    """Clients that load a page per side keep what was typed and placed."""
    script = """
      var a = await frame(DATA.order.front, DATA.order.css, null);
      DATA.steps.forEach(function (step) { box(a.contentDocument, step).click(); });
      var b = await frame(DATA.order.back, DATA.order.css, null);
      var c = await frame(DATA.sites.front, DATA.sites.css, null);
      enter(c.contentDocument.querySelector("input"), "calf");
      var d = await frame(DATA.sites.back, DATA.sites.css, null);
      return [verdict(b.contentDocument), verdict(d.contentDocument)];
    """
    data = {"order": shown[ORDER], "sites": shown[SITES], "steps": list(RELIEF)}

    assert run(tmp_path, HANDS + script, data) == ["✓ Correct", "✗ 1 of 3"]


def test_without_scripts_all_can_be_read(shown: Sides, tmp_path: Path) -> None:
    """Items in a wrong order in front; the answer in full behind; no control that does nothing."""
    script = """
      var said = {};
      for (var key in DATA) for (var side of ["front", "back"]) {
        var made = await frame(DATA[key][side], DATA[key].css, "allow-same-origin");
        said[key + " " + side] = made.contentDocument.body.innerText;
      }
      return said;
    """
    result = run(tmp_path, script, shown)

    assert isinstance(result, dict)
    front, back = result[f"{ORDER} front"], result[f"{ORDER} back"]
    assert sorted(RELIEF, key=front.index) != list(RELIEF)
    assert sorted(RELIEF, key=back.rindex) == list(RELIEF)
    assert "Tap" not in front
    assert "Answers wanted: 3" in result[f"{SITES} front"]
    assert all(it in result[f"{SITES} back"] for it in ("thigh", "upper leg", "shank", "hand"))
    assert "37 ± 0.5 °C" in result[f"{FEVER} back"]
    assert "Warmth comes last." in back


def test_the_forms_fit_a_small_phone_and_can_be_read_by_day_and_night(
    shown: Sides, tmp_path: Path
) -> None:
    """At 320 pixels nothing runs out of sight; all text has a contrast of 4.5 or more."""
    result = run(tmp_path, FITS, shown)

    assert isinstance(result, dict)
    assert result["bad"] == []
    assert result["checked"] > 60


def test_nothing_of_the_answer_stands_in_a_front(shown: Sides) -> None:
    """Not even in what Anki renders: figures and values come with the back."""
    assert "thigh" not in shown[SITES]["front"]
    assert "37" not in shown[FEVER]["front"]
    assert "1 2 3 4" not in shown[ORDER]["front"]
    assert f"<li>{RELIEF[0]}</li><li>{RELIEF[1]}" not in shown[ORDER]["front"]
