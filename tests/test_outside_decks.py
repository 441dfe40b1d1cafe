"""Decks that this project did not write become quizzes that nobody can fault, nor guess."""

import os
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from outside_decks import MAKERS

from quizgen.distractors import Shortage
from quizgen.generator import Generated, generate
from quizgen.items import Flaw, Weight, flaws, item_of
from quizgen.items.figures import UNLIKELY, figures
from quizgen.kinds import KINDS
from quizgen.model import Choice, Direction, Question
from quizgen.selection import pick_quiz
from quizgen.solver import ENOUGH, MARGIN, solve

FAST = ("countries", "muscles")
DECKS = [pytest.param(it, marks=() if it in FAST else pytest.mark.slow) for it in MAKERS]
SHEETS = [
    pytest.param(name, direction, seed, marks=() if fast else pytest.mark.slow)
    for name in MAKERS
    for direction in Direction
    for seed in ("1", "2", "3")
    for fast in [name in FAST and seed == "1"]
]
LARGE = {("countries", "forward"), ("elements", "forward"), ("diseases", "forward")}
"""What gives a sheet of which the solver's interval is narrow enough."""


@cache
def asked(name: str) -> Generated:
    """All questions of a deck, in all kinds."""
    return generate([MAKERS[name]().deck], [kind.name for kind in KINDS])


@cache
def sheet(name: str, direction: Direction, seed: str) -> tuple[Question, ...]:
    """A sheet of everything that can be chosen in one direction."""
    found = [it for it in asked(name).questions if it.kind == "choice"]
    one_way = [it for it in found if it.direction is direction]
    return pick_quiz(one_way, [MAKERS[name]().deck], count=None, seed=seed).questions


def faults(name: str, questions: Sequence[Question]) -> list[str]:
    """What the data do not bear out."""
    outside = MAKERS[name]()
    facts = {it.id: it for it in outside.deck.facts}
    return [
        f"{it.id}: {it.stem} {claim}"
        for it in questions
        for claim in outside.truth.errors(it, facts[it.fact], outside.deck)
    ]


def found_in(questions: Sequence[Question]) -> list[tuple[Flaw, ...]]:
    """The flaws of each question."""
    return [flaws(item_of(it)) for it in questions]


def assert_flawless(questions: Sequence[Question]) -> None:
    """At most one question in a hundred has a flaw, and none a fatal one."""
    found = found_in(questions)
    flawed = [(it.id, one) for it, one in zip(questions, found, strict=True) if one]
    assert len(flawed) <= len(questions) / 100, flawed
    assert not [one for _, one in flawed if any(it.weight is Weight.FATAL for it in one)]


def leaks(name: str) -> list[str]:
    """The facts that are not asked by choice because their own words tell the answer."""
    return [
        fact
        for facts in asked(name).shortages.values()
        for fact, reason in facts.items()
        if reason is Shortage.LEAK
    ]


def names_tell(name: str) -> bool:
    """Whether that is so of a fourth of a deck."""
    return len(leaks(name)) >= len(MAKERS[name]().deck.facts) / 4


@pytest.mark.parametrize("name", DECKS)
def test_no_question_says_what_is_not_so(name: str) -> None:
    """In all kinds, whatever is shown as wrong is wrong by the data, and each key is right."""
    questions = asked(name).questions

    assert len(questions) > 900
    assert {it.kind for it in questions} >= {"choice", "true-false", "matching", "typed", "recall"}
    assert faults(name, questions) == []


@pytest.mark.parametrize("name", DECKS)
def test_questions_have_no_flaws(name: str) -> None:
    """Of those with options too few have a flaw to speak of."""
    assert_flawless([it for it in asked(name).questions if isinstance(it.response, Choice)])


@pytest.mark.parametrize(("name", "direction", "seed"), SHEETS)
def test_a_sheet_is_as_true_and_flawless(name: str, direction: Direction, seed: str) -> None:
    """Options that are drawn anew for a sheet are proven as well."""
    questions = sheet(name, direction, seed)

    assert faults(name, questions) == []
    assert_flawless(questions)


@pytest.mark.parametrize(("name", "direction", "seed"), SHEETS)
def test_a_sheet_cannot_be_guessed(name: str, direction: Direction, seed: str) -> None:
    """Who knows nothing, but learns from the sheet what keys look like, finds no more by it.

    Where so many names give their answers away that those left out tell something of the others,
    a little more may be found: the author is told of it.
    """
    solved = solve([item_of(it) for it in sheet(name, direction, seed)])
    margin = 2 * MARGIN if names_tell(name) else MARGIN

    assert (solved.items >= ENOUGH) is ((name, direction.value) in LARGE)
    assert solved.learned.low <= solved.chance + margin, solved.learned
    assert not solved.sly.guessable, solved.sly


@pytest.mark.parametrize(("name", "direction", "seed"), SHEETS)
def test_no_place_is_a_better_guess(name: str, direction: Direction, seed: str) -> None:
    """The keys of a sheet stand in all places alike, and in no long runs."""
    questions = sheet(name, direction, seed)
    places = figures([item_of(it) for it in questions], found_in(questions), sheet=True).positions

    assert places.p > UNLIKELY, places
    assert places.run <= 8, places


@pytest.mark.parametrize("name", DECKS)
def test_the_author_is_told_what_names_give_away(name: str) -> None:
    """Facts whose own words tell the answer are not asked by choice, and counted in the note."""
    told = leaks(name)
    chosen = {it.fact for it in asked(name).questions if it.kind == "choice"}

    assert told
    assert names_tell(name) is (name == "diseases")
    assert chosen.isdisjoint(told)
    assert any(f"{len(told)} have {Shortage.LEAK}" in it.message for it in asked(name).notes)


@pytest.mark.parametrize(
    "name", [pytest.param(it, marks=pytest.mark.slow if it != "muscles" else ()) for it in MAKERS]
)
def test_the_same_seed_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    """Two processes whose sets and dictionaries are in another order write the same quiz."""
    path = tmp_path / "deck.yaml"
    path.write_text(MAKERS[name]().text, encoding="utf-8")
    command = [sys.executable, "-m", "quizgen", "generate", str(path), "--seed", "7"]

    written = [
        subprocess.run(
            command,
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            check=True,
        ).stdout
        for hash_seed in ("1", "2")
    ]

    assert written[0] == written[1]
    assert len(written[0]) > 10_000
