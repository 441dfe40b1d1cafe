"""What linting found, as text and as JSON."""

import json

from made_up_quiz import Draft, quiz, word

from quizgen.items import Item
from quizgen.linter import Lint, lint_items
from quizgen.model import Position
from quizgen.problems import Problem, Severity
from quizgen.report import render_lint


def _longer(it: Draft) -> None:
    it.options[0] += f" {word(it.chance)}"


PLACE = Position(file="q.gift", line=1, column=1)
UNREADABLE = Problem(
    severity=Severity.ERROR, code="bad-gift", message="a } too many", hint="mend it", position=PLACE
)


def guessable() -> Lint:
    """Lint a quiz that leaks by length."""
    return lint_items(quiz("report", 100, _longer), "q.gift")


def test_the_table_marks_what_is_above_chance() -> None:
    """Every rule has its share and its interval, and few questions are said to be few."""
    text = render_lint([guessable()], [], {"q.gift": "x"})
    rows = {line.split("  ")[2]: line for line in text.splitlines() if line.startswith("    ")}

    assert "q.gift: 100 questions, " in text
    assert rows["longest"].endswith("above chance")
    assert not rows["shortest"].endswith("above chance")
    assert "100 questions are too few for a verdict; it takes 300" in text
    assert text.splitlines()[-1].endswith(" in 1 quiz")


def test_concise_shows_the_mixes_and_what_leaks() -> None:
    """One line per problem, and of the table only what matters."""
    text = render_lint([guessable()], [UNREADABLE], {"q.gift": "x"}, "concise")

    assert text.startswith("q.gift:1:1: error[bad-gift] a } too many\n")
    assert "    longest " in text
    assert "    shortest " not in text


def test_json_carries_everything_under_stable_names() -> None:
    """Problems with their items, figures, and each rule with its interval."""
    data = json.loads(render_lint([guessable()], [UNREADABLE], {}, "json"))
    (found,) = data["quizzes"]

    assert data["version"] == 1
    assert data["errors"] == 1
    assert (data["problems"][0]["code"], data["problems"][0]["item"]) == ("bad-gift", "")
    assert {"longest-correct", "guessable"} <= {it["code"] for it in data["problems"]}
    assert {it["item"] for it in data["problems"] if it["code"] == "longest-correct"}
    assert found.keys() == {
        *("name", "items", "flawless", "fatal", "flaws", "options", "key_positions"),
        *("repeated_stems", "cross_item_cues", "key_met", "distractor_met"),
        *("true", "true_false", "solver", "groups"),
    }
    assert sum(found["key_positions"]["counts"]) == found["items"] == 100
    assert found["solver"].keys() == {
        *("items", "total", "chance", "enough", "learned", "sly", "rules"),
    }
    learned = found["solver"]["learned"]
    assert learned["low"] < learned["share"] < learned["high"]
    assert learned["guessable"]


def test_nothing_a_quiz_holds_reaches_the_terminal() -> None:
    """Control characters in names and texts become pictures."""
    it = Item(id="\x1b[31m", stem="Which?\x07", form="choice", options=("a\x1b", "a\x1b"))
    lint = lint_items([it], "q\x1b.gift")

    assert "\x1b" not in render_lint([lint], [], {})
    assert "\x07" not in render_lint([lint], [], {}, "json")


def test_figures_of_a_quiz_are_lines() -> None:
    """Options, key positions, true sentences and repeated stems each have their line."""
    sentence = Item(
        id="t", stem="It is so.", form="true-false", options=("True", "False"), correct=(0,)
    )
    pair = [
        Item(id=name, stem="Which is it?", form="choice", options=("ab", "cd"), correct=(0,))
        for name in "xy"
    ]
    text = render_lint([lint_items([sentence, *pair], "q")], [], {})

    assert "  options: 2 with 2\n" in text
    assert "  key positions: A 2, B 0 (p = " in text
    assert "  true-false: 1 of 1 true\n" in text
    assert "  stems that several questions with options share: 1\n" in text
