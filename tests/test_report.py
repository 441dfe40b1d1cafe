"""Problems are shown like a compiler's, and no terminal acts on what a deck holds."""

import json
from typing import Literal

import pytest
from conftest import Golden
from hypothesis import given
from hypothesis import strategies as st

from quizgen.checks import CheckResult, check_deck, verify
from quizgen.checks.scope import Scope
from quizgen.deck_reader import in_order, parse_deck
from quizgen.model import Position
from quizgen.problems import Problem, Severity
from quizgen.report import (
    coverage_line,
    problem_data,
    render_check,
    render_problems,
    summary_line,
    visible,
    width,
)

BAD_DECK = """\
format: 1
deck: show-case-k3f9
title: A deck in which everything goes wrong
sources:
  web: {title: A page, sha: 12}
things:
  calf: {a: body part, part of: leg}
  leg: {a: body part, part of: calf, also: [calf]}
relations:
  site: {from: disorder, to: body part, ask: Where is <thing>?}
facts:
  - id: liver
    ask: Which organ makes 胆汁?
    anwser: the liver
  - id: bile
    ask: Which organ makes bile?
    answer: The Liver
    wrong: [liver, the gut, the  gut]
    kinds: [recall, chioce]
  - ask: "富士山 👩‍🚀 cafe\u0301 is": what?
  - id: temperature
    of: normal temperature
    number: 37 °C
  - id: bell
    ask: What does \x07 \x1b[31m do?
    answer: It rings.
  - id: same
    ask: Is it so?
    answer: It is so.
    retired: true
\t- id: tab
"""


def problems() -> tuple[tuple[Problem, ...], dict[str, str]]:
    """Return the problems of the bad deck, and its text."""
    read = parse_deck(BAD_DECK, "decks/bad.yaml")
    assert read.deck is not None
    found = [*read.problems, *check_deck(read.deck, ("recall", "choice"), read.texts)]
    return in_order(found), dict(read.texts)


def problem(message: str = "no", *, column: int = 1, length: int = 1, hint: str = "") -> Problem:
    """Make an error in line 1 of ``a.yaml``."""
    return Problem(
        severity=Severity.ERROR,
        code="made-up",
        message=message,
        hint=hint,
        position=Position(file="a.yaml", line=1, column=column),
        length=length,
    )


def excerpt(line: str, column: int, length: int = 1) -> tuple[str, str]:
    """Return the line shown for a problem, and the line of carets, without their gutter."""
    shown = render_problems([problem(column=column, length=length)], {"a.yaml": line})
    _, text, carets, *_ = shown.splitlines()
    return text.removeprefix(" 1 | "), carets.removeprefix("   | ")


@pytest.mark.parametrize(
    ("style", "name"), [("full", "full.txt"), ("concise", "concise.txt"), ("json", "all.json")]
)
def test_styles(style: Literal["full", "concise", "json"], name: str, golden: Golden) -> None:
    """A deck with every sort of mistake, in each of the styles."""
    found, texts = problems()

    golden.check(f"problems/{name}", render_problems(found, texts, style, decks=1))


def test_carets_stand_under_what_is_meant() -> None:
    """The carets begin below the column and are as long as what is meant."""
    assert excerpt("answer: the liver", 9, 9) == ("answer: the liver", "        ^^^^^^^^^")


@pytest.mark.parametrize(
    ("line", "column", "length", "carets"),
    [
        ("富士: x", 5, 1, "      ^"),
        ("a: 富士", 4, 2, "   ^^^^"),
        ("cafe\u0301: x", 8, 1, "      ^"),
        ("👩‍🚀: x", 6, 1, "    ^"),
        ("👍🏽: x", 5, 1, "    ^"),
        ("\u2764\ufe0f: x", 5, 1, "    ^"),
        ("한글: x", 5, 1, "      ^"),
        ("\tx: y", 2, 1, "    ^"),
        ("a\x1bb: x", 3, 1, "  ^"),
        ("a\u202eb: x", 3, 1, "         ^"),
        ("", 1, 1, "^"),
        ("abc", 4, 1, "   ^"),
    ],
)
def test_carets_under_wide_and_odd_signs(line: str, column: int, length: int, carets: str) -> None:
    """Wide signs take two columns, marks none, and what is made visible takes what it takes."""
    assert excerpt(line, column, length)[1] == carets


def test_long_lines_are_cut_around_the_caret() -> None:
    """Of a very long line the part that matters is shown."""
    line = "a" * 5000 + "HERE" + "b" * 5000

    text, carets = excerpt(line, 5001, 4)

    assert text.startswith("…aaa")
    assert text.endswith("bbb…")
    assert width(text) <= 100
    assert text[carets.index("^") :].startswith("HERE")


def test_a_problem_with_a_file_as_a_whole() -> None:
    """Without a text there is neither place nor excerpt."""
    assert render_problems([problem("too large")], {}, "full") == (
        "a.yaml: error[made-up] too large\n\n1 error, 0 warnings in 1 file\n"
    )


def test_hints_stand_below() -> None:
    """What to do next is the last line of a problem."""
    shown = render_problems([problem(hint="do this")], {"a.yaml": "text"})

    assert shown.splitlines()[3] == "   = help: do this"


def test_nothing_is_left_out() -> None:
    """However many problems there are, each is shown."""
    many = [problem(f"number {number}") for number in range(500)]

    shown = render_problems(many, {"a.yaml": "x"}, "concise", decks=1)

    assert len(shown.splitlines()) == 501
    assert shown.endswith("500 errors, 0 warnings in 1 deck\n")


def test_summary() -> None:
    """Errors and warnings are always counted, notes only where there are some."""
    note = Problem(
        severity=Severity.NOTE,
        code="a",
        message="b",
        position=Position(file="c", line=1, column=1),
    )

    assert summary_line((), 2) == "0 errors, 0 warnings in 2 decks"
    assert summary_line([problem(), note], 1) == "1 error, 0 warnings, 1 note in 1 deck"


def test_json_has_stable_keys() -> None:
    """A problem as data says where, what, how bad and what to do."""
    data = json.loads(render_problems([problem(hint="h")], {}, "json"))

    assert (data["version"], data["errors"], data["warnings"], data["notes"]) == (1, 1, 0, 0)
    assert data["problems"] == [problem_data(problem(hint="h"))]
    assert list(data["problems"][0]) == [
        "file",
        "line",
        "column",
        "length",
        "severity",
        "code",
        "message",
        "hint",
    ]


def test_a_check_with_a_source() -> None:
    """The coverage of a source is a line before the summary, and an object in JSON."""
    deck = parse_deck(
        "format: 1\ndeck: x\ntitle: y\nsources: {web: A page}\nfacts:\n"
        "  - {id: a, ask: b, answer: c, quote: One is}\n",
        "a.yaml",
    ).deck
    assert deck is not None
    done = verify(Scope(deck), deck.sources["web"], b"One is here. Two is there.")
    result = CheckResult(problems=done.problems, coverage=(done.coverage,), decks=1)

    line = "web: 2 statements, 1 cited, 0 skipped, 1 open (50 %)"
    assert coverage_line(done.coverage) == line
    shown = render_check(result, {}).splitlines()
    assert shown[-2:] == [line, "0 errors, 1 warning, 1 note in 1 deck"]
    assert json.loads(render_check(result, {}, "json"))["coverage"] == [
        {
            "deck": "x",
            "source": "web",
            "statements": 2,
            "cited": 1,
            "skipped": 0,
            "percent": 50,
            "open": [{"at": "¶1", "text": "Two is there."}],
        }
    ]


@given(st.text())
def test_what_is_visible_is_harmless(text: str) -> None:
    """Whatever a deck holds, what is printed is one line without control characters."""
    shown = visible(text)

    assert not any(ord(sign) < 0x20 or 0x7F <= ord(sign) < 0xA0 for sign in shown)
    assert not set(shown) & set("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\ufeff")


@given(st.text(), st.integers(1, 30), st.integers(1, 30))
def test_carets_stay_under_the_line(line: str, column: int, length: int) -> None:
    """No caret stands beyond what is shown, and there is always one."""
    line = line.replace("\n", " ").replace("\r", " ")
    _, carets = excerpt(line, min(column, len(line) + 1), length)

    assert carets.strip(" ").strip("^") == ""
    assert "^" in carets
    assert len(carets) <= min(width(visible(line, "    ")), 100) + 1
