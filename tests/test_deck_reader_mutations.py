"""Whatever happens to a deck's text, the reader answers with a deck or an error, never a crash."""

import unicodedata
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.checks import check_deck
from quizgen.deck_reader import ReadDeck, parse_deck, read_decks
from quizgen.deck_reader.page import Page
from quizgen.deck_reader.parsing import parse
from quizgen.deck_reader.tree import Node
from quizgen.problems import Severity
from quizgen.report import render_problems

GOOD = """\
format: 1
deck: muscles-k3f9
title: Muscles
language: en
notice: Study material.
sources:
  web: {title: A page, sha256: b03830…, file: sources/web.txt}
skipped:
  - {at: "¶1", quote: The impact that a., why: breaks off}
things:
  muscle cramp: {a: disorder, also: [charley horse]}
  calf: {a: body part, part of: leg, plural: calves}
  leg: body part
disjoint: [[disorder, body part]]
relations:
  common site:
    from: disorder
    to: body part
    ask: Name a common site of <subject>.
kinds: [recall, choice]
facts:
  - id: dehydrated
    term: dehydrated
    means: having lost too much fluid
    at: "¶4"
    quote: lost too much fluid
  - id: bile
    was: [old-bile]
    ask: Which organ makes bile?
    answer: the liver
    also: [hepar]
    wrong: [the pancreas, {text: the gallbladder, why: It only stores bile.}]
    image: {file: liver.png, alt: an organ}
  - id: sites
    of: muscle cramp
    relation: common site
    values: [thigh, {text: calf, also: [calves]}]
  - id: cramp
    say: A cramp is a sudden, brief contraction.
    cloze: {sudden: [gradual], brief: {slot: length, wrong: [lasting]}}
  - id: fever
    of: normal body temperature
    number: {value: 37, unit: °C, tolerance: 0.5}
    retired: true
  - id: relief
    of: easing a calf cramp
    steps: [stop, stretch, massage]
  - id: capitals
    table: capital
    tags: [geo]
    rows:
      France: Paris
      Bolivia: {value: Sucre, never: [La Paz], why: La Paz is the seat.}
      South Africa: [Pretoria, Cape Town]
"""

SIGNS = [
    *"{}[]:,-#&*!|>'\"%@`?~<> \t\n\r\\",
    "\0",
    "\x1b",
    "\x85",
    "\u00a0",
    "\u2028",
    "\u202e",
    "\ufeff",
    "\ufffd",
    "\ud800",
    "😀",
    "é",
    ": ",
    "- ",
    "\n---\n",
    "<<: *a",
    "null",
]


def changed_text() -> st.SearchStrategy[str]:
    """Make texts that a good deck becomes by a few deletions, insertions and swaps of lines."""
    place = st.integers(0, len(GOOD))
    insertion = st.tuples(st.just("insert"), place, st.sampled_from(SIGNS) | st.text(max_size=6))
    deletion = st.tuples(st.just("delete"), place, st.integers(1, 60))
    line = st.integers(0, GOOD.count("\n") - 1)
    edits = st.one_of(
        insertion,
        deletion,
        st.tuples(st.just("drop line"), line, st.just(0)),
        st.tuples(st.just("repeat line"), line, line),
        st.tuples(st.just("indent line"), line, st.integers(-4, 4)),
    )
    return st.lists(edits, min_size=1, max_size=5).map(edited)


def edited(edits: list[tuple[str, int, Any]]) -> str:
    """Apply edits to the good deck."""
    text = GOOD
    for what, at, value in edits:
        lines = text.split("\n")
        match what:
            case "insert":
                text = text[:at] + value + text[at:]
            case "delete":
                text = text[:at] + text[at + value :]
            case "drop line":
                text = "\n".join(lines[:at] + lines[at + 1 :])
            case "repeat line":
                text = "\n".join(lines[:at] + lines[value : value + 1] + lines[at:])
            case _:
                here = lines[at : at + 1]
                shifted = [" " * value + line if value > 0 else line[-value:] for line in here]
                text = "\n".join(lines[:at] + shifted + lines[at + 1 :])
    return text


def assert_useful(read: ReadDeck) -> None:
    """Assert a deck or an error, positions inside the text, and a report without control signs."""
    errors = [problem for problem in read.problems if problem.severity is Severity.ERROR]
    problems = list(read.problems)
    assert read.deck is not None or errors
    if read.deck is not None:
        problems += check_deck(read.deck, ("recall", "choice"), read.texts)
        ids = [fact.id for fact in read.deck.facts]
        assert len(ids) == len(set(ids))
        assert all(ids)
    for problem in problems:
        lines = read.texts[problem.position.file].replace("\r\n", "\n").replace("\r", "\n")
        assert 1 <= problem.position.line <= lines.count("\n") + 1
        line = lines.split("\n")[problem.position.line - 1]
        assert 1 <= problem.position.column <= len(line) + 1
    for style in ("full", "concise", "json"):
        assert_harmless(render_problems(problems, read.texts, style))


def assert_harmless(report: str) -> None:
    """Assert that no terminal acts on a report."""
    hidden = {"Cc", "Cs", "Zl", "Zp"}
    assert not [sign for sign in report if sign != "\n" and unicodedata.category(sign) in hidden]
    assert not set(report) & set("\u202a\u202b\u202c\u202d\u202e")


def test_the_good_deck_is_good() -> None:
    """The text that is going to be mutated reads without a problem."""
    read = parse_deck(GOOD, "deck.yaml")

    assert read.problems == ()
    assert read.deck is not None
    assert len(read.deck.facts) == 9


@settings(max_examples=400, deadline=None)
@given(changed_text())
def test_changed_decks(text: str) -> None:
    """A few edits anywhere leave a deck or an error."""
    assert_useful(parse_deck(text, "deck.yaml"))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_changed_bytes(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Random bytes in a file leave a deck or an error."""
    good = GOOD.encode()
    at = data.draw(st.integers(0, len(good)))
    junk = data.draw(st.binary(min_size=1, max_size=8))
    file = tmp_path_factory.getbasetemp() / "changed.yaml"
    file.write_bytes(good[:at] + junk + good[at + data.draw(st.integers(0, 8)) :])

    read = read_decks([file])

    assert read.decks or any(problem.severity is Severity.ERROR for problem in read.problems)
    assert_harmless(render_problems(read.problems, read.texts))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("{}[]:,-#&*!|>'\"%@`? \n\tab1é")))
def test_any_signs(text: str) -> None:
    """Any heap of YAML's signs is answered with an error."""
    assert_useful(parse_deck(text, "deck.yaml"))


def contents(node: Node | None) -> object:
    """Return what a tree holds, without the places."""
    content = node[0] if node else None
    if isinstance(content, dict):
        return {key: contents(inner) for key, inner in content.items()}
    return [contents(inner) for inner in content] if isinstance(content, list) else content


@settings(max_examples=100, deadline=None)
@given(changed_text())
def test_without_libyaml(text: str) -> None:
    """PyYAML's own parser, for machines without libyaml, reads the same from what is YAML."""
    pages = Page(text, "deck.yaml"), Page(text, "deck.yaml")
    trees = parse(pages[0]), parse(pages[1], yaml.SafeLoader)

    # The two differ in a few strange texts: what one takes the other refuses.
    if not pages[0].problems and not pages[1].problems:
        assert contents(trees[0].root) == contents(trees[1].root)


def test_the_good_deck_without_libyaml() -> None:
    """Both parsers agree on every place in a good deck."""
    pages = Page(GOOD, "deck.yaml"), Page(GOOD, "deck.yaml")

    assert parse(pages[0]).root == parse(pages[1], yaml.SafeLoader).root


def test_a_deck_cut_off() -> None:
    """Cutting the deck off after each line never raises."""
    lines = GOOD.splitlines(keepends=True)

    for count in range(len(lines)):
        read = parse_deck("".join(lines[:count]), "deck.yaml")

        assert read.deck is not None or read.problems
