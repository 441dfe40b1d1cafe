"""Of a deck with a hidden truth no question says what is not so, at any size."""

import pytest
from made_up_world import made_up_world

from quizgen.generator import generate
from quizgen.kinds import KINDS
from quizgen.model import Direction
from quizgen.selection import pick_quiz

ALL = [kind.name for kind in KINDS]


@pytest.mark.parametrize(
    ("count", "kinds"),
    [
        pytest.param(2_000, ALL, id="2,000 facts in all kinds"),
        pytest.param(
            100_000, None, id="100,000 facts in the default kinds", marks=pytest.mark.slow
        ),
    ],
)
def test_no_question_of_many_facts_says_what_is_not_so(count: int, kinds: list[str] | None) -> None:
    """Not one option, pair, order or accepted answer is right where it is wrong in truth."""
    world = made_up_world(count)
    facts = {it.id: it for it in world.deck.facts}
    assert abs(len(facts) - count) <= count / 20

    seen = 0
    for question in generate([world.deck], kinds).questions:
        seen += 1
        assert world.truth.errors(question, facts[question.fact], world.deck) == [], question
    assert seen > 3 * count


@pytest.mark.parametrize("direction", Direction)
def test_no_sheet_of_many_facts_says_what_is_not_so(direction: Direction) -> None:
    """Options that are drawn anew are proven like those that stay."""
    world = made_up_world(1_000)
    facts = {it.id: it for it in world.deck.facts}
    questions = generate([world.deck], ["choice"]).questions
    one_way = [it for it in questions if it.direction is direction]
    sheet = pick_quiz(one_way, [world.deck], count=None, seed="1").questions

    assert len(sheet) >= 150
    for question in sheet:
        assert world.truth.errors(question, facts[question.fact], world.deck) == [], question
