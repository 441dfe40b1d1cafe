"""What learners overruled comes back to the author as notes at the facts, with what to write."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from quizgen.cli import run
from quizgen.deck_reader import read_decks
from quizgen.generator import generate
from quizgen.model import Answer, Event, Interval, Mark, Rating, Rename, Review, Undo, Verdict
from quizgen.overrules import overrules, report
from quizgen.problems import Problem, Severity
from quizgen.scheduler import moment

START = 1_700_000_000_000
DECK = """\
format: 1
deck: bones-x7k2
title: Bones
sources: {reader: Course reader}
things:
  Belgium: {a: country}
  Brussels: {a: city}
relations:
  state: {ask: Name the states of <subject>.}
  capital: {from: country, to: city, one: true, ask: What is the capital of <subject>?}
facts:
  - id: calf
    ask: Which muscle lifts the heel?
    answer: calf muscle
    also: [gastrocnemius]
  - id: floats
    say: Ice floats because it is less dense than water.
    cloze: [less dense]
  - id: heat
    of: the boiling point of water
    number: {value: 100, unit: °C, tolerance: 1}
  - id: capitals
    table: capital
    rows: {Belgium: Brussels, France: Paris}
  - id: term
    term: spasm
    means: a sudden tightening of a muscle that nobody wants
  - id: states
    of: water
    relation: state
    values: [solid, liquid, gas]
    complete: true
"""


def review(  # noqa: PLR0913  # what a review may differ in
    id_: str,
    typed: str,
    *,
    card: str = "calf/forward",
    verdict: Verdict = Verdict.RIGHT,
    note: str = "wrong: words",
    rule: str = "overruled",
    replaces: str = "",
    kind: str = "typed",
) -> Review:
    """Return a review whose verdict the learner overruled, unless another rule is given."""
    return Review(
        id=id_,
        moment=moment(START + len(id_), 0),
        card=f"bones-x7k2/{card}",
        kind=kind,
        answer=Answer(typed=typed),
        mark=Mark(verdict=verdict, rule=rule, note=note),
        rating=Rating.GOOD,
        interval=Interval(days=1),
        session="S",
        replaces=replaces,
    )


def found(tmp_path: Path, events: Sequence[Event], deck: str = DECK) -> list[Problem]:
    """Return what is reported of a deck."""
    (tmp_path / "bones.yaml").write_text(deck, encoding="utf-8")
    read = read_decks([tmp_path / "bones.yaml"])
    assert not read.problems, read.problems
    return list(report(read.decks, generate(read.decks).questions, events))


def test_what_was_refused_is_a_candidate(tmp_path: Path) -> None:
    """At its fact, with the rule that refused it and all that is to be written."""
    problem = found(tmp_path, [review("a", "heel lifter")])[0]

    assert (problem.severity, problem.code) == (Severity.NOTE, "overruled-wrong")
    assert problem.position.line == DECK.split("\n").index("  - id: calf") + 1
    assert problem.message == (
        "'heel lifter' was refused (other words), and learners overruled that once"
    )
    assert problem.hint == "if it is right, write `also: [gastrocnemius, heel lifter]`"


def test_what_was_accepted_is_doubted(tmp_path: Path) -> None:
    """The program found it right, the learner did not."""
    doubted = review("a", "calf muscel", verdict=Verdict.WRONG, note="slip: typo")
    problem = found(tmp_path, [doubted])[0]

    assert problem.code == "overruled-right"
    assert problem.message == (
        "'calf muscel' was accepted (the key with a typo), and learners overruled that once"
    )
    assert problem.hint == "if it is wrong, add it to `wrong:` of the fact: calf muscel"


def test_the_same_text_is_said_once(tmp_path: Path) -> None:
    """However it was typed, with how often; as it was typed last."""
    typed = [review("a", "Heel  lifter"), review("bb", "heel lifter."), review("ccc", "lifter")]
    messages = [problem.message.partition(" was")[0] for problem in found(tmp_path, typed)]

    assert messages == ["'heel lifter.'", "'lifter'"]
    assert "2 times" in found(tmp_path, typed)[0].message


@pytest.mark.parametrize(
    "taken_back",
    [
        Undo(id="zz", moment=moment(START + 9, 0), ref="a"),
        review("zz", "heel lifter", rule="words", verdict=Verdict.WRONG, note="", replaces="a"),
    ],
    ids=["undone", "overruled and then not"],
)
def test_only_what_holds_is_said(tmp_path: Path, taken_back: Event) -> None:
    """Not what was taken back, nor what another review stands in for."""
    assert found(tmp_path, [review("a", "heel lifter"), taken_back]) == []


@pytest.mark.parametrize(
    "settled",
    [
        review("a", "the Calf-Muscle"),
        review("a", "gastrocnemius"),
        review("a", "the shin", verdict=Verdict.WRONG, note="right: exact"),
        review("a", ""),
        review("a", "heel lifter", rule="words", verdict=Verdict.WRONG, note=""),
        review("a", "heel lifter", card="gone/forward"),
    ],
    ids=["accepted", "accepted too", "refused", "empty", "not overruled", "no such card"],
)
def test_what_is_settled_is_not_said(tmp_path: Path, settled: Review) -> None:
    """The deck may have taken it up since, or the fact be gone."""
    assert found(tmp_path, [settled]) == []


def test_overrules_follow_a_renamed_fact(tmp_path: Path) -> None:
    """Whether the deck declares it or the log."""
    declared = DECK.replace("  - id: calf\n", "  - id: heel\n    was: [calf]\n")
    rename = Rename(
        id="r",
        moment=moment(START, 0),
        card="bones-x7k2/old/forward",
        to="bones-x7k2/calf/forward",
    )

    assert len(found(tmp_path, [review("a", "heel lifter")], declared)) == 1
    assert len(found(tmp_path, [rename, review("a", "lifter", card="old/forward")])) == 1
    assert overrules([rename, review("a", "x y", card="old/forward")], {})[0].card == rename.to


@pytest.mark.parametrize(
    ("overruled", "old", "new", "written"),
    [
        (
            review("a", "heel lifter"),
            "also: [gastrocnemius]",
            "also: [gastrocnemius, heel lifter]",
            "also: [gastrocnemius, heel lifter]",
        ),
        (
            review("a", "lighter", card="floats/forward"),
            "cloze: [less dense]",
            "cloze: {less dense: {also: [lighter]}}",
            "{also: [lighter]}` behind `less dense:` under `cloze:",
        ),
        (
            review("a", "Bruxelles", card="capitals/Belgium/forward"),
            "  Brussels: {a: city}",
            "  Brussels: {a: city, also: [Bruxelles]}",
            "Brussels: {also: [Bruxelles]}` under `things:",
        ),
        (
            review("a", "Belgique", card="capitals/Belgium/reverse"),
            "  Belgium: {a: country}",
            "  Belgium: {a: country, also: [Belgique]}",
            "Belgium: {also: [Belgique]}` under `things:",
        ),
        (
            review("a", "cramping", card="term/reverse"),
            "term: spasm",
            "term: spasm\n    also: [cramping]",
            "also: [cramping]",
        ),
        (
            review("a", "105", card="heat/forward", kind="numeric", note="wrong: figure"),
            "tolerance: 1}",
            "tolerance: 5}",
            "tolerance:",
        ),
        (
            review("a", "solid, liquid, vapour", card="states/forward", kind="list"),
            "values: [solid, liquid, gas]",
            "values: [solid, liquid, {text: gas, also: [vapour]}]",
            "also:",
        ),
    ],
    ids=["pair", "statement", "table", "table backwards", "term", "number", "list"],
)
def test_what_is_to_be_written_settles_it(
    tmp_path: Path, overruled: Review, old: str, new: str, written: str
) -> None:
    """For each shape of a fact the hint names its keys; a deck changed so accepts the text."""
    problems = found(tmp_path, [overruled])

    assert [written in problem.hint for problem in problems] == [True]
    assert old in DECK
    assert found(tmp_path, [overruled], DECK.replace(old, new)) == []


@pytest.mark.parametrize(
    ("overruled", "old", "new", "written"),
    [
        (
            review("a", "calf muscel", verdict=Verdict.WRONG, note="slip: typo"),
            "also: [gastrocnemius]",
            "wrong: [calf muscel]",
            "add it to `wrong:` of the fact: calf muscel",
        ),
        (
            review(
                "a",
                "101",
                card="heat/forward",
                kind="numeric",
                verdict=Verdict.WRONG,
                note="right: tolerance",
            ),
            "tolerance: 1}",
            "tolerance: 0.5}",
            "make `tolerance:` smaller",
        ),
    ],
    ids=["text", "number"],
)
def test_what_refuses_it_settles_it(
    tmp_path: Path, overruled: Review, old: str, new: str, written: str
) -> None:
    """The other way round: a deck changed as the hint says refuses the text."""
    problems = found(tmp_path, [overruled])

    assert [written in problem.hint for problem in problems] == [True]
    assert found(tmp_path, [overruled], DECK.replace(old, new)) == []


class TestCheck:
    """``quizgen check`` with the log of this machine."""

    @pytest.fixture
    def check(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> Callable[..., tuple[int, str]]:
        """Check the deck after a learner has studied it; returns exit code and output."""
        (tmp_path / "bones.yaml").write_text(DECK, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("QUIZGEN_HOME", str(tmp_path / "home"))

        def call(script: str, *options: str) -> tuple[int, str]:
            if script:
                Path("script.txt").write_text(script, encoding="utf-8")
                run(["study", "bones.yaml", "--kinds", "typed", "--script", "script.txt"])
            capsys.readouterr()
            code = run(["check", "bones.yaml", *options])
            return code, capsys.readouterr().out

        return call

    def test_overrules_are_notes(self, check: Callable[..., tuple[int, str]]) -> None:
        """They never make a check fail."""
        code, output = check("heel lifter\no\n\n:q\n", "--strict", "--concise")

        assert code == 0
        assert "bones.yaml:12:5: note[overruled-wrong] 'heel lifter' was refused" in output

    def test_they_come_as_data(self, check: Callable[..., tuple[int, str]]) -> None:
        """Like any other problem."""
        problems = json.loads(check("heel lifter\no\n\n:q\n", "--json")[1])["problems"]
        found = [it for it in problems if it["code"] == "overruled-wrong"]

        assert [(it["severity"], it["line"]) for it in found] == [("note", 12)]

    def test_an_overrule_that_was_taken_back_is_none(
        self, check: Callable[..., tuple[int, str]]
    ) -> None:
        """The same key turns it back."""
        assert "overruled" not in check("heel lifter\no\no\n\n:q\n")[1]

    def test_without_a_log_nothing_is_said(
        self, check: Callable[..., tuple[int, str]], tmp_path: Path
    ) -> None:
        """Nothing is made for it either."""
        assert "overruled" not in check("")[1]
        assert not (tmp_path / "home").exists()

    def test_a_log_of_a_later_version_does_not_stop_a_check(
        self, check: Callable[..., tuple[int, str]], tmp_path: Path
    ) -> None:
        """An author needs no learner."""
        folder = tmp_path / "home" / "log" / "device"
        folder.mkdir(parents=True)
        (folder / "2026-01.jsonl").write_text('{"v": 99, "rule": "overruled"}\n')

        assert "overruled" not in check("")[1]
