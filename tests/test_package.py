"""The library face: what ``import quizgen`` offers, and nothing that it should not cost."""

import subprocess
import sys
from pathlib import Path

import pytest

import quizgen


@pytest.mark.parametrize("name", quizgen.__all__)
def test_each_public_name_is_there_and_says_what_it_is(name: str) -> None:
    """Each name of ``__all__`` can be imported and has a docstring."""
    assert getattr(quizgen, name).__doc__


def test_other_names_are_not() -> None:
    """A name that is not public is an ordinary attribute error."""
    with pytest.raises(AttributeError, match="'quizgen' has no attribute 'magic'"):
        _ = quizgen.magic


def test_generate_stays_the_function() -> None:
    """Whatever has been imported, ``quizgen.generate`` makes questions."""
    code = "import quizgen.library, quizgen; print(len(quizgen.generate(()).questions))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "0\n"


def test_the_import_costs_nothing() -> None:
    """``import quizgen`` loads none of the package's modules."""
    code = "import sys, quizgen; print(*[name for name in sys.modules if 'quizgen.' in name])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "\n"


def test_a_deck_is_marked_through_the_library(tmp_path: Path) -> None:
    """Load, check, generate and mark work together on a deck file."""
    deck = tmp_path / "deck.yaml"
    deck.write_text(
        "format: 1\ndeck: one-a1\ntitle: One\nsources: {book: A book}\n"
        "facts:\n  - {id: bile, ask: Which organ makes bile, answer: the liver}\n",
        encoding="utf-8",
    )
    loaded = quizgen.load([deck])
    questions = quizgen.generate(loaded.decks, ["typed"]).questions
    marks = [
        quizgen.mark(questions[0], quizgen.Answer(typed=text))
        for text in ("spleen", "livr", "the liver")
    ]

    assert not [
        problem
        for problem in quizgen.check(loaded).problems
        if problem.severity is quizgen.Severity.ERROR
    ]
    assert [mark.verdict for mark in marks] == ["wrong", "slip", "right"]
