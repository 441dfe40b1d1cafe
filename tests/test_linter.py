"""Linting: flaws as problems at their places, and verdicts on whole quizzes."""

from dataclasses import replace

from made_up_quiz import Draft, quiz, word

from quizgen.items import Item
from quizgen.linter import Lint, lint_items
from quizgen.model import Position
from quizgen.problems import Severity


def choice(name: str, stem: str, *options: str, line: int = 1) -> Item:
    """Write a choice item down; the key comes first."""
    place = Position(file="q.gift", line=line, column=1)
    return Item(id=name, stem=stem, form="choice", options=options, correct=(0,), position=place)


def codes(lint: Lint) -> list[str]:
    """Return the codes of all problems, in order."""
    return [problem.code for problem in lint.problems]


def longer(it: Draft) -> None:
    """Make the key the longest option."""
    it.options[0] += f" {word(it.chance)}"


def test_a_flaw_is_a_problem_at_the_place_of_its_item() -> None:
    """Fatal flaws are errors, cues warnings, and matters of style notes."""
    lint = lint_items(
        [
            choice("a", "Which bone is long?", "rib", "rib", line=3),
            choice("b", "Which bone is wide?", "hip or thereabouts", "rib", "toe", line=2),
            choice("c", "Which bone is not wide?", "hip", "rib", "toe", line=9),
        ],
        "q.gift",
    )
    found = [(it.item, it.problem.severity, it.problem.position.line) for it in lint.findings]

    assert codes(lint) == ["longest-correct", "duplicate-option", "negative-stem"]
    assert found == [
        ("b", Severity.WARNING, 2),
        ("a", Severity.ERROR, 3),
        ("c", Severity.NOTE, 9),
    ]
    assert all(it.problem.hint for it in lint.findings)
    assert lint.problems[0].message.startswith("b: ")


def test_a_flaw_of_a_stem_is_told_once_for_a_card() -> None:
    """The same stem, asked in several kinds, is one thing to mend."""
    stem = choice("a/recall", "Which bone is not wide?", line=4)
    asked = [replace(stem, form="open"), replace(stem, id="a/typed", form="open")]

    assert codes(lint_items(asked, "q.gift")) == ["negative-stem"]


def test_a_guessable_quiz_is_told_with_its_strongest_rule() -> None:
    """The warning stands at the beginning and names what gives the keys away."""
    lint = lint_items(quiz("guess", 120, longer), "q.gift")
    (problem,) = (it for it in lint.problems if it.code == "guessable")

    assert problem.severity is Severity.WARNING
    assert "by the rule 'longest' alone" in problem.message
    assert (problem.position.file, problem.position.line) == ("q.gift", 1)
    assert not lint.solved.enough


def test_a_balanced_quiz_has_no_such_warning() -> None:
    """Nothing is said about a quiz in which nothing leaks."""
    assert "guessable" not in codes(lint_items(quiz("fair", 120), "q.gift"))


def test_a_group_that_gives_itself_away_is_named() -> None:
    """One guessable table among sound ones is found, and where it stands."""
    place = Position(file="deck.yaml", line=7, column=3)
    sound = [replace(it, group="d/capital") for it in quiz("fair", 200)]
    leaky = [
        replace(it, group="d/nerve", id=f"n{it.id}", position=place)
        for it in quiz("leak", 60, longer, often=1)
    ]
    lint = lint_items([*sound, *leaky], "d", place, sheet=False)
    messages = [it.message for it in lint.problems if it.code == "guessable"]

    assert lint.groups.keys() == {"d/capital", "d/nerve"}
    assert [message for message in messages if "'d/nerve'" in message]
    assert not [message for message in messages if "'d/capital'" in message]


def test_small_groups_are_not_judged_alone() -> None:
    """A dozen questions say nothing about their table."""
    items = [replace(it, group=f"d/{at % 20}") for at, it in enumerate(quiz("fair", 60))]

    assert lint_items(items, "d").groups == {}


def test_a_sheet_is_judged_as_it_stands() -> None:
    """Uneven key positions, repeated stems and keys in other stems are told of a sheet alone."""
    items = [
        choice("a", "Which organ makes bile?", "the liver", "the spleen", "the lung"),
        choice("b", "Which vein leaves the liver?", "portal", "hepatic", "caval"),
        *(choice(f"n{at}", "Which one is it?", "ab", "cd", "ef") for at in range(20)),
    ]
    of_sheet = {"key-position", "repeated-stem", "cross-item-cue"}

    assert of_sheet <= {*codes(lint_items(items, "q.gift"))}
    assert of_sheet.isdisjoint(codes(lint_items(items, "q.gift", sheet=False)))


def test_an_empty_quiz_is_no_error() -> None:
    """Where there is nothing there is nothing wrong."""
    lint = lint_items([], "q.gift")

    assert lint.findings == ()
    assert lint.solved.items == 0
