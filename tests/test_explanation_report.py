"""Explanations are readable at 80 columns, harmless to a terminal, and the same as data."""

import json
import unicodedata

import pytest
from conftest import Golden
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import deck, fact

from quizgen.deck_reader import parse_deck
from quizgen.distractors import DeckIndex
from quizgen.explanation import Explanation, Learner, explain, explain_item, find
from quizgen.explanation_report import explanation_data, render_explanation, render_json
from quizgen.generator import generate
from quizgen.model import (
    Answer,
    Event,
    Interval,
    Mark,
    Pair,
    Rating,
    Review,
    Suspend,
    Verdict,
)
from quizgen.progress import fold
from quizgen.report import width
from quizgen.scheduler import Fsrs6, moment

SOME = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
SCHEDULER = Fsrs6()
NOON = 1_795_608_000_000  # 25 November 2026
DAY = 86_400_000

SHAPES = """\
format: 1
deck: shapes-s6x6
title: All shapes
notice: Only an example.
sources: {reader: {title: Course reader, url: "https://example.org/reader"}}
things:
  North America: {a: continent}
  Lake Huron: {a: lake, also: [Huron]}
  Lake Erie: {a: lake}
  Lake Baikal: {a: lake}
  Lake Titicaca: {a: lake}
  Lake Victoria: {a: lake}
relations:
  capital: {to: city, one: true, ask: What is the capital of <subject>?}
  Great Lake: {to: lake, complete: true}
facts:
  - id: formula
    ask: What is the chemical formula of water?
    answer: H~2~O
    also: [water's formula]
    wrong: [CO~2~, {text: H~2~O~2~, why: That is hydrogen peroxide.}]
    why: A molecule of water has two atoms of hydrogen and one of oxygen.
    topic: Water
    tags: [chemistry, basics]
    at: p. 1
    quote: water, or H2O
  - {id: ice, term: ice, means: water in its solid state, hint: It floats., at: p. 1}
  - {id: lakes, of: North America, relation: Great Lake, values: [Lake Huron, Lake Erie], at: p. 2}
  - id: density
    say: Ice floats because it is less dense than water.
    cloze: {less dense: [{text: denser, why: Then it would sink.}, more salty], water: {slot: than}}
    at: p. 2
  - id: boiling
    of: the boiling point of water
    number: {value: 100, unit: °C, tolerance: 0.5}
    at: p. 3
  - {id: cycle, of: the water cycle, steps: [evaporation, condensation, rain, run-off], at: p. 4}
  - id: seats
    table: capital
    rows:
      Bolivia: {value: Sucre, never: [La Paz]}
      Kenya: Nairobi
      Chile: {value: Santiago, was: [seats/Chili]}
      Peru: Sucra
    at: p. 5
  - {id: gone, ask: Which lake has dried up?, answer: the Aral Sea, retired: true, at: p. 6}
"""


def learner(*events: Event, days: float = 0) -> Learner:
    """Somebody with a log, so many days after the first noon."""
    now = moment(NOON + int(days * DAY), 0)
    return Learner(progress=fold(events, SCHEDULER), scheduler=SCHEDULER, now=now)


def explained(asked: str, someone: Learner | None = None) -> Explanation:
    """Explain the one thing that is meant in the deck of all shapes."""
    built = parse_deck(SHAPES, "shapes.yaml").deck
    assert built is not None
    [target] = find(asked, [DeckIndex(built)])
    return explain(target, someone or learner())


def review(  # noqa: PLR0913  # a review has many sides, each test names a few
    id_: str,
    days: float,
    rating: Rating,
    interval: Interval,
    *,
    kind: str = "recall",
    answer: Answer | None = None,
    mark: Mark | None = None,
) -> Review:
    """A review of the question for water's formula, so many days after the first noon."""
    return Review(
        id=id_,
        moment=moment(NOON + int(days * DAY), 0),
        card="shapes-s6x6/formula/forward",
        kind=kind,
        answer=answer or Answer(),
        mark=mark,
        rating=rating,
        interval=interval,
    )


HISTORY = (
    review("e0", 0, Rating.GOOD, Interval(seconds=600)),
    review("e1", 0.01, Rating.GOOD, Interval(days=3)),
    review(
        "e2",
        3,
        Rating.AGAIN,
        Interval(seconds=600),
        kind="choice",
        answer=Answer(shown=("CO~2~", "H~2~O", "H~2~O~2~"), chosen=(2,)),
        mark=Mark(verdict=Verdict.WRONG, rule="option"),
    ),
    review("e3", 3.01, Rating.GOOD, Interval(days=2)),
    review(
        "e4",
        5,
        Rating.HARD,
        Interval(days=4),
        kind="typed",
        answer=Answer(typed="water's  formla"),
        mark=Mark(verdict=Verdict.SLIP, rule="spelling"),
    ),
    review("e5", 9, Rating.GOOD, Interval(days=11)),
)


def test_a_question_of_each_shape(golden: Golden) -> None:
    """Facts of all shapes and kinds of all responses, made, on request and not made."""
    asked = (
        "formula/forward/choice",
        "formula/forward/typed",
        "ice/reverse/reverse",
        "ice/forward/choice",
        "lakes/forward/choice",
        "lakes/forward/list",
        "lakes/forward/multi-select",
        "density/forward/choice",
        "density/forward#than/true-false",
        "boiling/forward/numeric",
        "cycle/forward/ordering",
        "Bolivia/forward/choice",
        "Bolivia/forward/cloze",
        "Kenya/forward/matching",
        "seats/Chili/reverse",
        "gone",
    )
    texts = [f"$ quizgen explain {it}\n{render_explanation(explained(it))}" for it in asked]

    golden.check("explanations/shapes.txt", "\n".join(texts))


def test_a_history(golden: Golden) -> None:
    """How often and how well, when it is due, and the last answers with what was given."""
    text = render_explanation(explained("formula/forward/recall", learner(*HISTORY, days=12)))

    golden.check("explanations/history.txt", text)


def test_as_data(golden: Golden) -> None:
    """The keys are those of the README; programs rely on them."""
    text = render_json(explained("formula/forward/choice", learner(*HISTORY[:3], days=3)))

    golden.check("explanations/formula.json", text)


@pytest.mark.parametrize(
    ("events", "days", "said"),
    [
        (0, 0, "Not studied yet."),
        (1, 0, "In learning, due in 1"),
        (1, 0.1, "In learning, due now."),
        (2, 1, "Due on 2026-11-28, in 2 days."),
        (2, 2, "Due on 2026-11-28, in 1 day."),
        (2, 3, "Due today."),
        (2, 9, "Due since 2026-11-28."),
    ],
)
def test_when_a_card_comes_back(events: int, days: float, said: str) -> None:
    """In minutes while it is being learned, else with the day and how far off it is."""
    text = render_explanation(explained("formula/forward", learner(*HISTORY[:events], days=days)))

    assert said in " ".join(text.split())


def test_a_suspended_card_says_so() -> None:
    """Whoever wonders why a card never comes sees that it is suspended."""
    away = Suspend(id="s1", moment=moment(NOON, 0), card="shapes-s6x6/formula/forward")

    for events in ((away,), (*HISTORY, away)):
        text = render_explanation(explained("formula/forward", learner(*events, days=20)))
        assert "suspended: study passes it over." in " ".join(text.split())


@given(st.text(max_size=30), st.text(max_size=30))
@SOME
def test_no_terminal_acts_on_an_explanation(typed: str, stem: str) -> None:
    """Whatever deck, item and log hold, no control character comes through, nor any in JSON."""
    index = DeckIndex(deck(fact("f", Pair(ask=stem, answer=typed or "x"))))
    [question, *_] = generate([index.deck]).questions
    event = Review(
        id="e",
        moment=moment(NOON, 0),
        card=question.card,
        kind=stem,
        answer=Answer(typed=typed),
        rating=Rating.GOOD,
        interval=Interval(days=1),
    )
    [target] = find(question.id, [index])
    for explanation in (explain(target, learner(event)), explain_item(question, learner(event))):
        text = render_explanation(explanation)
        assert {unicodedata.category(sign) for sign in text if sign != "\n"} <= VISIBLE
        assert json.loads(render_json(explanation)) == explanation_data(explanation)
        assert render_json(explanation).isascii()


VISIBLE = {
    *("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe"),
    *("Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Zs", "Cf"),
}


@pytest.mark.parametrize("words", ["water is wet", "水は濡れている 水 は 濡れ て いる"])
def test_lines_fit_into_eighty_columns(words: str) -> None:
    """Long texts are broken between words, wide signs counted twice."""
    built = deck(fact("f", Pair(ask=f"{words} " * 40, answer=f"{words} " * 20), why=words))
    [target] = find("f", [DeckIndex(built)])
    lines = render_explanation(explain(target, learner())).splitlines()

    assert max(map(width, lines)) in range(70, 81)
