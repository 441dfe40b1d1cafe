"""From decks to questions: which kinds, in what order, and what the notes say."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Golden
from hypothesis import HealthCheck, given, settings
from strategies import CAPITALS, deck, decks, fact, one, relation, statement, table, wrong

from quizgen.deck_reader import parse_deck
from quizgen.distractors import Shortage
from quizgen.generator import LeftOut, generate, left_out
from quizgen.kinds import KINDS
from quizgen.model import (
    AcceptedKey,
    Choice,
    Deck,
    ListKey,
    Match,
    NumberKey,
    Order,
    Pair,
    Question,
    Recall,
    Response,
    Steps,
    Term,
    Typed,
)
from quizgen.problems import RequestError, Severity

SOME = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])

LIVER = Pair(ask="Which organ makes bile?", answer="the liver")


def kinds_of(*facts: object, **fields: object) -> set[str]:
    """The kinds in which the facts of a deck are asked."""
    built = deck(*facts, **fields)  # type: ignore[arg-type]  # facts
    return {question.kind for question in generate([built]).questions}


# Which kinds


def test_by_default_each_shape_is_asked_in_what_suits_it() -> None:
    """Without a list of kinds a link's sentence is not asked as a cloze: that is the same again."""
    said = relation("capital", say="<Object> is the capital of <subject>.")

    assert kinds_of(*table("capital", CAPITALS), relations=[said]) == {
        *("recall", "typed", "choice", "true-false", "reverse"),
    }
    assert kinds_of(fact("f", statement("It is wet.", ("wet", ())))) == {"cloze", "typed"}


def test_a_fact_may_name_its_kinds() -> None:
    """`kinds` are the only ones, `skip` leaves some out."""
    assert kinds_of(fact("f", LIVER, kinds=("typed",))) == {"typed"}
    assert kinds_of(fact("f", LIVER, skip=("typed",))) == {"recall"}
    assert kinds_of(fact("f", LIVER, kinds=("typed",), skip=("typed",))) == set()
    assert kinds_of(
        fact("f", one("Peru", "capital", "Lima"), say="<Object>!", kinds=("cloze",))
    ) == {"cloze"}


def test_the_facts_list_goes_before_the_decks() -> None:
    """The most specific list decides."""
    assert kinds_of(fact("f", LIVER), kinds=("typed",)) == {"typed"}
    assert kinds_of(fact("f", LIVER), skip=("typed",)) == {"recall"}
    assert kinds_of(fact("f", LIVER, kinds=("recall",)), kinds=("typed",)) == {"recall"}
    assert kinds_of(fact("f", LIVER, kinds=("typed",)), skip=("typed",)) == {"typed"}


def test_a_run_may_ask_for_kinds() -> None:
    """What is asked for narrows what the deck allows, and gives what is made on request only."""
    said = relation("capital", say="<Object> is the capital of <subject>.")
    built = deck(*table("capital", CAPITALS), fact("f", LIVER, skip=("recall",)), relations=[said])

    questions = generate([built], ["cloze", "recall"]).questions

    assert {question.kind for question in questions} == {"cloze", "recall"}
    assert "d/f/forward/recall" not in {question.id for question in questions}


def test_an_unknown_kind_is_a_request_error() -> None:
    """The nearest name is proposed."""
    with pytest.raises(RequestError) as raised:
        generate([], ["choise"])

    assert raised.value.message == "there is no kind 'choise'"
    assert raised.value.hint == "did you mean choice?"


# In what order


def test_questions_stand_as_the_author_has_the_facts() -> None:
    """Deck by deck, fact by fact, card by card; within a card kind by kind."""
    built = [
        deck(fact("b", LIVER), fact("a", Term(term="polyp", means="a growth")), id="y"),
        deck(fact("c", LIVER), id="x"),
    ]

    assert [question.id for question in generate(built).questions] == [
        "y/b/forward/recall",
        "y/b/forward/typed",
        "y/a/forward/recall",
        "y/a/reverse/reverse",
        "y/a/reverse/typed",
        "x/c/forward/recall",
        "x/c/forward/typed",
    ]


def by_id(built: Deck) -> dict[str, Question]:
    """The questions of a deck."""
    return {question.id: question for question in generate([built]).questions}


def test_the_forward_card_comes_first_whatever_the_kinds() -> None:
    """A term too long to be typed forward is still met forward before it is asked back."""
    choices = wrong("a steady shortening of a tendon", "a slow stretching of a muscle")
    shape = Term(term="twitch", means="a fine movement of a small area of muscle")
    made = generate([deck(fact("twitch", shape, wrong=choices))], ["typed", "choice"])

    assert [it.id.split("/", 2)[2] for it in made.questions] == ["forward/choice", "reverse/typed"]


@given(decks())
@SOME
def test_questions_do_not_depend_on_the_order_of_facts(built: Deck) -> None:
    """The same facts in another order give the same questions."""
    turned = replace(
        built,
        facts=built.facts[::-1],
        things=dict(reversed(list(built.things.items()))),
        relations=dict(reversed(list(built.relations.items()))),
    )

    assert by_id(turned) == by_id(built)


@given(decks(), decks())
@SOME
def test_another_decks_facts_change_nothing(built: Deck, other: Deck) -> None:
    """Each deck is a world of its own."""
    alone = generate([built]).questions
    both = generate([replace(other, id="other"), built]).questions

    assert both[len(both) - len(alone) :] == alone


def test_a_new_fact_changes_no_other_facts_ids() -> None:
    """Rows join a table; the questions that were there keep their ids, and most their options."""
    rows = {f"{name[::-1].title()} Land": name for name in _CITIES}
    before = by_id(deck(*table("capital", rows)))
    after = by_id(deck(*table("capital", {**rows, "Elsewhere": "Qandora"}), fact("new", LIVER)))

    assert before.keys() < after.keys()
    kept = [after[id_] == question for id_, question in before.items() if question.kind == "choice"]
    assert kept.count(False) <= 12
    assert len(kept) == 80


_CITIES = [
    f"{front}{back}"
    for front in ("Bal", "Dor", "Fen", "Gum", "Hist")
    for back in (*("ara", "ello", "inta", "ornu", "ustim"), *("edan", "iffo", "ulla"))
]


def test_questions_do_not_depend_on_the_hash_seed() -> None:
    """The same deck gives the same questions in every run of Python."""
    program = (
        "import sys; sys.path[:0] = ['tests', '.']\n"
        "from strategies import world\n"
        "from quizgen.generator import generate\n"
        "print(generate([world(5).deck, world(7).deck]))"
    )
    root = Path(__file__).parent.parent
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=root,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "12345")
    }

    assert len(outputs) == 1
    assert b"choice" in outputs.pop()


# What the notes say


def test_one_note_per_deck_says_what_lacks_a_choice_question() -> None:
    """Counted by reason, at the deck; facts that are not meant to have one do not count."""
    two = wrong("the spleen", "the colon")
    built = deck(
        fact("good", LIVER, wrong=two),
        fact("none", LIVER),
        fact("none2", Term(term="polyp", means="a growth")),
        fact("one", LIVER, wrong=two[:1]),
        fact("leak", Pair(ask="Which bile duct?", answer="the bile duct"), wrong=two),
        fact("skipped", LIVER, skip=("choice",)),
        fact("steps", Steps(subject="tea", steps=("boil", "brew"))),
        fact("old", LIVER, retired=True),
    )
    generated = generate([built])
    (note,) = generated.notes

    assert note.message == (
        "4 of 5 facts have no choice question: 2 have no proven wrong option, "
        "1 has one (choice needs two), 1 has a key that the question's own words give away"
    )
    assert (note.severity, note.code) == (Severity.NOTE, "no-choice")
    assert note.position == built.position
    assert "`wrong:`" in note.hint
    assert generated.shortages == {
        "d": {
            "none": Shortage.NONE,
            "none2": Shortage.NONE,
            "one": Shortage.ONE,
            "leak": Shortage.LEAK,
        }
    }


def test_notes_speak_of_one_fact_in_the_singular() -> None:
    """Numbers and verbs agree."""
    (note,) = generate([deck(fact("f", LIVER, wrong=wrong("the spleen")))]).notes

    assert note.message == (
        "1 of 1 fact has no choice question: 1 has one proven wrong option (choice needs two)"
    )


def test_no_note_where_nothing_is_short() -> None:
    """Also not where choice was not asked for."""
    assert generate([deck(fact("f", LIVER, wrong=wrong("a kidney", "the colon")))]).notes == ()
    assert generate([deck(fact("f", LIVER))], ["recall"]).notes == ()


@given(decks())
@SOME
def test_each_fact_has_a_choice_question_or_a_reason(built: Deck) -> None:
    """Nothing is left out in silence; of steps those have one that are enough."""
    generated = generate([built])
    having = {question.fact for question in generated.questions if question.kind == "choice"}
    short = generated.shortages.get("d", {})

    meant = {it.id for it in built.facts if not it.retired and not isinstance(it.shape, Steps)}
    steps = {it.id for it in built.facts if isinstance(it.shape, Steps)}
    assert (having - steps) | short.keys() == meant
    assert not having & short.keys()


# The whole of it, to be read by a person


def test_sketch_deck(golden: Golden) -> None:
    """Every question of a deck with one fact of each shape reads as a teacher would put it."""
    read = parse_deck(SKETCH, "sketch.yaml")
    assert read.deck is not None
    assert not read.problems
    generated = generate([read.deck])

    lines = [_written(question) for question in generated.questions]
    lines += [f"{note.severity}: {note.message}\n" for note in generated.notes]
    golden.check("questions/sketch.txt", "\n".join(lines))


def _written(question: Question) -> str:
    lines = [question.id, f"    {question.stem}", *_answers(question.response)]
    if question.explanation:
        lines.append(f"    > {question.explanation}")
    return "\n".join(lines) + "\n"


def _answers(response: Response) -> list[str]:
    match response:
        case Recall(answer=answer, also=also):
            return [f"    = {' | '.join((answer, *also))}"]
        case Typed(key=AcceptedKey(accepted=accepted, others=others)):
            return [f"    = {' | '.join(accepted)}", f"      not {', '.join(others)}"]
        case Typed(key=NumberKey(value=value, unit=unit, tolerance=tolerance)):
            return [f"    = {value} {unit} ± {tolerance}"]
        case Typed(key=ListKey() as key):
            values = [" | ".join(value) for value in key.values]
            return [f"    = {key.at_least} of {json.dumps(values)}, in order: {key.ordered}"]
        case Choice(options=options):
            return [
                f"    {'*' if it.correct else '-'} {it.text}"
                + (f"  [{it.proof.tag} {it.proof.because}]" if it.proof else "")
                + (f"  {it.why}" if it.why else "")
                for it in options
            ]
        case Order() | Match():
            return [f"    {response}"]
        case _:
            raise AssertionError(response)


SKETCH = """
format: 1
deck: sketch
title: Muscle spasms, cramps and twitches
sources:
  web: What do muscle spasms mean
things:
  muscle cramp: {a: disorder, also: [charley horse]}
  calf: {a: body part, part of: leg, plural: calves}
disjoint: [[disorder, body part]]
relations:
  common site: {from: disorder, to: body part, ask: Name a common site of <subject>.}
facts:
  - id: dehydrated
    term: dehydrated
    means: having lost too much body fluid
    at: "¶4"
    quote: lost too much fluid
  - id: bile
    ask: Which organ makes bile?
    answer: the liver
    also: [hepar]
    wrong: [the pancreas, {text: the gallbladder, why: It only stores bile.}]
  - id: sites
    of: muscle spasm
    relation: common site
    values: [thigh, calf, foot arch, hand]
    wrong: [{text: teeth, why: Teeth contain no muscle.}]
  - id: cramp
    say: A cramp is a sudden, brief contraction.
    cloze: {sudden: [gradual], brief: [lasting]}
  - id: fever
    of: normal body temperature
    number: {value: 37, unit: °C, tolerance: 0.5}
  - id: relief
    of: easing a calf cramp
    steps: [stop, stretch, massage]
  - id: capitals
    table: capital
    rows:
      France: Paris
      Bolivia: {value: Sucre, never: [La Paz], why: La Paz is the seat of government.}
      Kenya: Nairobi
      Norway: Oslo
      Chile: Santiago
"""


@pytest.mark.parametrize(
    ("of_fact", "of_deck", "reason"),
    [
        ({}, {}, LeftOut.ON_REQUEST),
        ({"kinds": ("recall",)}, {}, LeftOut.FACT_NAMES_OTHERS),
        ({"skip": ("matching",)}, {"kinds": ("matching",)}, LeftOut.FACT_SKIPS),
        ({}, {"kinds": ("recall",)}, LeftOut.DECK_NAMES_OTHERS),
        ({}, {"skip": ("matching",)}, LeftOut.DECK_SKIPS),
        ({"kinds": ("matching",)}, {"skip": ("matching",)}, None),
        ({}, {"kinds": ("matching",)}, None),
    ],
)
def test_what_is_left_out_has_its_reason(
    of_fact: dict[str, object], of_deck: dict[str, object], reason: LeftOut | None
) -> None:
    """The most specific list decides; a kind that is not usual must be named."""
    rows = [replace(it, **of_fact) for it in table("capital", CAPITALS)]  # type: ignore[arg-type]  # fields of a fact
    built = deck(*rows, relations=[relation("capital", one=True)], **of_deck)
    [matching] = [kind for kind in KINDS if kind.name == "matching"]

    assert left_out(matching, rows[0], built) is reason
    made = any(question.kind == "matching" for question in generate([built]).questions)
    assert made is (reason is None)
