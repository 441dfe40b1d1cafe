"""Facts that vanish from a deck that was exported, and the names they may have now."""

from pathlib import Path

import pytest

from quizgen import library
from quizgen.deck_reader import parse_deck
from quizgen.export import Request
from quizgen.export.anki.bundle import make_bundle
from quizgen.generator import generate
from quizgen.model import Deck
from quizgen.problems import Problem
from quizgen.selection import one_per_card, whole_quiz

HEAD = "format: 1\ndeck: d-1\ntitle: D\nsources: {book: A book}\nfacts:\n"
BASE = """\
  - {id: femur, ask: Which bone is the longest?, answer: femur}
  - {id: tibia, term: tibia, means: the shin bone}
  - {id: blood, say: Blood is red and warm., cloze: [red, warm]}
  - id: capitals
    table: capital
    rows: {France: Paris, Japan: Tokyo}
"""


def deck(facts: str) -> Deck:
    """Read a deck."""
    read = parse_deck(HEAD + facts, "deck.yaml")
    assert read.deck is not None
    return read.deck


def lock_of(facts: str) -> str:
    """Export a deck and return its lock."""
    exported = deck(facts)
    questions = one_per_card(generate([exported]).questions)
    bundle = make_bundle(whole_quiz(questions, [exported]), Request(decks=(exported,), now=1))
    return bundle.locks["d-1"]


def found(after: str, before: str = BASE) -> list[Problem]:
    """Check a deck that was exported in an earlier state."""
    now = deck(after)
    loaded = library.Loaded(decks=(now,), problems=())
    problems = library.check(loaded, locks={"d-1": lock_of(before)}).problems
    return [problem for problem in problems if problem.code in {"vanished-id", "damaged-lock"}]


def test_a_deck_as_it_was_exported_has_nothing_to_report() -> None:
    """Nor has one that was reworded, or got more facts, or was never exported."""
    assert found(BASE) == []
    assert found(BASE.replace("the shin bone", "a bone") + "  - {id: x, ask: q, answer: a}\n") == []
    assert library.check(library.Loaded(decks=(deck(BASE),), problems=())).problems != ()


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [("id: femur", "id: longest", 6), ("id: tibia", "id: shin", 7), ("id: blood", "id: colour", 8)],
)
def test_the_same_content_under_another_id_is_a_rename(old: str, new: str, line: int) -> None:
    """Whatever the id is, the notes would be the same: at the new fact stands what to write."""
    (problem,) = found(BASE.replace(old, new))

    before, after = old.removeprefix("id: "), new.removeprefix("id: ")
    assert problem.message == f"'{after}' holds what '{before}' held: it seems to be renamed"
    assert problem.hint.startswith(f"`was: [{before}]` brings its history along")
    assert (problem.position.line, str(problem.severity)) == (line, "warning")


def test_what_the_hint_says_ends_the_matter() -> None:
    """With ``was:`` the history is found again; with ``retired: true`` the id is kept."""
    assert found(BASE.replace("id: femur", "id: longest, was: [femur]")) == []
    assert found(BASE.replace("answer: femur", "answer: femur, retired: true")) == []


def test_a_renamed_table_is_told_once() -> None:
    """Its rows need not be told one by one, and ``was:`` on the table does for all."""
    (problem,) = found(BASE.replace("id: capitals", "id: cities"))

    assert problem.message == "'cities' holds what 'capitals' held: it seems to be renamed"
    assert "under the table, `was: [capitals]`" in problem.hint
    assert found(BASE.replace("id: capitals", "id: cities\n    was: [capitals]")) == []


@pytest.mark.parametrize("new", ["femurs", "Femur", "the-femur", "fe-mur"])
def test_ids_that_are_alike_are_a_guess(new: str) -> None:
    """Reworded and renamed: one edit or the same words may tell, and the author decides."""
    changed = BASE.replace("id: femur, ask: Which bone is", f"id: {new}, ask: Which one is")

    (problem,) = found(changed)

    assert problem.message == f"'{new}' is new, and 'femur' has vanished: is it the same fact?"
    assert "`was: [femur]`" in problem.hint
    assert "`retired: true`" in problem.hint


def test_a_fact_that_is_gone_is_named_at_the_deck() -> None:
    """Nothing is like it: its learners should be told."""
    changed = BASE.replace("id: femur, ask: Which bone is", "id: x, ask: Which one is")

    (problem,) = found(changed)

    assert problem.message == ("a fact has vanished, and learners keep the notes unmarked: femur")
    assert problem.position.line == 2
    assert "`retired: true`" in problem.hint


def test_one_fact_is_the_successor_of_one_other() -> None:
    """Two vanish, and one new fact is like both: nobody can tell."""
    before = (
        f"{BASE}  - {{id: bone-a, ask: q1, answer: a1}}\n  - {{id: bone-b, ask: q2, answer: a2}}\n"
    )

    (problem,) = found(f"{BASE}  - {{id: bone-c, ask: q3, answer: a3}}\n", before)

    assert problem.message.startswith("2 facts have vanished")


def test_a_damaged_lock_is_a_warning() -> None:
    """The check goes on; the export would refuse it."""
    loaded = library.Loaded(decks=(deck(BASE),), problems=())

    problems = library.check(loaded, locks={"d-1": "<<<<<<< ours\n"}).problems

    (problem,) = [it for it in problems if it.code == "damaged-lock"]
    assert "unresolved merge conflict" in problem.message


def test_what_cannot_be_read_has_not_vanished(tmp_path: Path) -> None:
    """As long as the deck has errors of reading, nothing is said of renames."""
    (tmp_path / "deck.yaml").write_text(
        HEAD + BASE.replace("answer: femur", "anwser: femur"), encoding="utf-8"
    )
    loaded = library.load(tmp_path)

    problems = library.check(loaded, locks={"d-1": lock_of(BASE)}).problems

    assert "vanished-id" not in {problem.code for problem in problems}
