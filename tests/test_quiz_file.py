"""Quizzes as JSON: what is written reads back, and what is wrong is named with its place."""

import json
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from conftest import Golden
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import CAPITALS, deck, decks, fact, one, statement, table, texts, wrong

from quizgen.generator import generate
from quizgen.model import (
    AcceptedKey,
    Choice,
    Citation,
    Deck,
    Direction,
    Image,
    ListKey,
    Match,
    Number,
    NumberKey,
    Option,
    Order,
    Position,
    Proof,
    ProofTag,
    Question,
    Quiz,
    QuizDeck,
    Recall,
    Response,
    Steps,
    Typed,
)
from quizgen.problems import DeckError
from quizgen.quiz_file import read_quiz, write_quiz
from quizgen.selection import pick_quiz

SOME = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
START = Position(file="quiz.json", line=1, column=1)
SCHEMA = json.loads(files("quizgen").joinpath("quiz.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

many = st.lists(texts, max_size=3).map(tuple)
some = st.lists(texts, min_size=1, max_size=3).map(tuple)
figures = st.sampled_from(("37", "-1.5", "12,000", "0.10"))
proofs = st.builds(Proof, tag=st.sampled_from(ProofTag), because=texts)


@st.composite
def choices(draw: st.DrawFn) -> Choice:
    """Options with one key or several."""
    shown = draw(st.lists(texts, min_size=2, max_size=5, unique=True))
    several = draw(st.booleans())
    keys = draw(st.sets(st.sampled_from(shown), min_size=1, max_size=len(shown) if several else 1))
    options = tuple(
        Option(text=text, correct=True)
        if text in keys
        else Option(
            text=text,
            correct=False,
            proof=draw(st.none() | proofs),
            why=draw(st.sampled_from(("", "Because."))),
        )
        for text in shown
    )
    return Choice(options=options, several=several, fixed=draw(st.booleans()))


@st.composite
def list_keys(draw: st.DrawFn) -> ListKey:
    """Values of which some are needed."""
    values = draw(st.lists(some, min_size=1, max_size=4).map(tuple))
    return ListKey(
        values=values,
        at_least=draw(st.integers(1, len(values))),
        ordered=draw(st.booleans()),
        complete=draw(st.booleans()),
        others=draw(many),
    )


responses: st.SearchStrategy[Response] = st.one_of(
    st.builds(Recall, answer=texts, also=many),
    st.builds(
        Typed,
        key=st.one_of(
            st.builds(AcceptedKey, accepted=some, others=many, case_sensitive=st.booleans()),
            st.builds(NumberKey, value=figures, unit=texts, tolerance=figures | st.just("")),
            list_keys(),
        ),
    ),
    choices(),
    st.builds(Order, items=some),
    st.builds(Match, pairs=st.lists(st.tuples(texts, texts), min_size=1, max_size=3).map(tuple)),
)


@st.composite
def quizzes(draw: st.DrawFn) -> Quiz:
    """Any quiz with responses of all five kinds."""
    names = draw(st.lists(texts, max_size=5, unique=True))
    return Quiz(
        title=draw(st.just("") | texts),
        language=draw(st.sampled_from(("en", "de"))),
        notice=draw(st.just("") | texts),
        seed=draw(st.just("") | texts),
        decks=(QuizDeck(id="d", title=draw(st.just("") | texts), digest="00"),),
        questions=tuple(draw(_questions(name)) for name in names),
    )


@st.composite
def _questions(draw: st.DrawFn, name: str) -> Question:
    direction = draw(st.sampled_from(Direction))
    card = f"d/{name}/{direction}" + draw(st.sampled_from(("", "#slot")))
    citation = st.builds(Citation, source=texts, title=texts, quote=texts, position=st.just(START))
    return Question(
        id=f"{card}/kind",
        card=card,
        deck="d",
        fact=name,
        kind="kind",
        direction=direction,
        stem=draw(texts),
        response=draw(responses),
        explanation=draw(st.just("") | texts),
        citation=draw(st.none() | citation),
        hint=draw(st.just("") | texts),
        topic=draw(st.just("") | texts),
        tags=draw(many),
        image=draw(st.none() | st.just(Image(file="a.png", alt="A", position=START))),
        relation=draw(st.just("") | texts),
        language=draw(st.sampled_from(("en", "de"))),
        points=draw(st.integers(0, 9)),
    )


# Laws


@given(quizzes())
@SOME
def test_what_is_written_reads_back(quiz: Quiz) -> None:
    """Nothing of a quiz is lost, whatever signs its texts hold."""
    assert read_quiz(write_quiz(quiz), "quiz.json") == quiz


@given(quizzes(), st.booleans())
@SOME
def test_what_is_written_fits_the_schema(quiz: Quiz, answers: bool) -> None:  # noqa: FBT001  # drawn
    """With answers and without."""
    VALIDATOR.validate(json.loads(write_quiz(quiz, answers=answers)))


@given(decks(), st.booleans())
@SOME
def test_generated_quizzes_fit_the_schema(built: Deck, answers: bool) -> None:  # noqa: FBT001  # drawn
    """Real sheets as well, and they read back but for where their citations stand in the deck."""
    quiz = pick_quiz(generate([built]).questions, [built], count=None, seed="1")
    text = write_quiz(quiz, answers=answers)

    VALIDATOR.validate(json.loads(text))
    if answers:
        assert write_quiz(read_quiz(text, "quiz.json")) == text


@given(quizzes())
@SOME
def test_without_answers_there_are_none(quiz: Quiz) -> None:
    """No key, proof, explanation or quote is left, and nothing tells options apart."""
    for item in json.loads(write_quiz(quiz, answers=False))["items"]:
        assert not {"answer", "also", "accepted", "others", "pairs", "explanation"} & item.keys()
        assert all(option.keys() == {"text"} for option in item.get("options", ()))
        assert item.get("number", {}).keys() <= {"unit"}
        assert item.get("list", {}).keys() <= {"at_least", "ordered"}
        assert "quote" not in item.get("source", {})


# A quiz to look at


def sample() -> Quiz:
    """A sheet with each response that the first kinds give."""
    rows = table("capital", CAPITALS)
    rows[0] = replace(rows[0], citation=_CITATION, topic="Europe", tags=("north",), hint="A port.")
    built = deck(
        *rows,
        fact("f", statement("It is wet.", ("wet", ("dry", "hot"))), why="Rain."),
        fact("n", Number(subject="body temperature", value="37", unit="°C", tolerance="0.5")),
        fact("s", Steps(subject="tea", steps=("boil", "brew"))),
        fact("p", one("Peru", "symbol", "vicuña"), wrong=wrong("llama", why="Not this one.")),
        title="Sample",
        notice="No advice.",
        digest="00",
    )
    return pick_quiz(generate([built]).questions, [built], count=9, seed="blue")


_CITATION = Citation(source="web", title="A page", at="¶1", quote="Oslo", position=START)


def test_sample_quiz(golden: Golden) -> None:
    """The file reads like a list of questions, with what a person may want to change at hand."""
    golden.check("questions/quiz.json", write_quiz(sample()))
    golden.check("questions/quiz-without-answers.json", write_quiz(sample(), answers=False))


def test_an_edited_quiz_is_read() -> None:
    """Items dropped and moved, points changed, a list's value as a plain text."""
    written = json.loads(write_quiz(sample()))
    written["items"] = written["items"][::-2]
    written["items"][0]["points"] = 3
    ids = [item["id"] for item in written["items"]]

    quiz = read_quiz("\ufeff" + json.dumps(written), "quiz.json")

    assert [question.id for question in quiz.questions] == ids
    assert quiz.questions[0].points == 3


def test_what_may_be_left_out_has_its_default() -> None:
    """A person writing an item by hand need not write empty fields."""
    item = {
        "id": "d/f/forward/typed",
        "card": "d/f/forward",
        "deck": "d",
        "fact": "f",
        "kind": "typed",
        "direction": "forward",
        "stem": "Which?",
        "response": "typed",
        "list": {"values": ["a", ["b", "c"]]},
    }
    written = {"version": 1, "items": [item]}
    VALIDATOR.validate(written)

    (question,) = read_quiz(json.dumps(written), "quiz.json").questions

    assert question.points == 1
    assert question.response == Typed(key=ListKey(values=(("a",), ("b", "c")), at_least=2))


# What is wrong


def broken(change: Callable[[Any], object]) -> DeckError:
    """What reading says of the sample after a change to it."""
    written = json.loads(write_quiz(sample()))
    change(written)
    with pytest.raises(DeckError) as raised:
        read_quiz(json.dumps(written, ensure_ascii=False, indent=2), "quiz.json")
    return raised.value


def item(written: Any, response: str) -> Any:  # noqa: ANN401  # JSON
    """The first item with this response."""
    return next(it for it in written["items"] if it["response"] == response)


def index(response: str) -> int:
    """Where that item stands."""
    written = json.loads(write_quiz(sample()))
    return int(written["items"].index(item(written, response)))


_IDS = ("id", "card", "deck", "fact", "kind", "direction")
CHOICE, TYPED, RECALL = index("choice"), index("typed"), index("recall")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda it: it.pop("version"), "this is no quiz of quizgen: 'version' is missing"),
        (
            lambda it: it.update(version=2),
            "version: a newer quizgen wrote this quiz (2; this one reads 1)",
        ),
        (
            lambda it: it.update(version="1"),
            "version: must be a whole number from 1 on, not the text '1'",
        ),
        (lambda it: it.update(answers=False), "answers: this quiz was written without answers"),
        (lambda it: it.update(items={}), "items: must be a list, not an object"),
        (lambda it: it.update(titel="x"), "titel: there is no such field here"),
        (lambda it: it.update(title=None), "title: must not be null"),
        (lambda it: it.update(title="\ud800"), "title: holds half of a character"),
        (lambda it: it["items"].insert(0, 7), "items[0]: must be an object, not the number 7"),
        (
            lambda it: it["items"][0].update(points="2"),
            "items[0].points: must be a whole number from 0 on, not the text '2'",
        ),
        (lambda it: it["items"][0].pop("stem"), "items[0]: 'stem' is missing"),
        (lambda it: it["items"][0].update(stem=""), "items[0].stem: must not be empty"),
        (
            lambda it: it["items"][0].update(tags=["a", 1]),
            "items[0].tags[1]: must be a text, not the number 1",
        ),
        (
            lambda it: it["items"][0].update(direction="back"),
            "items[0].direction: there is no direction 'back'; there are forward, reverse",
        ),
        (
            lambda it: it["items"][0].update(response="guess"),
            (
                "items[0].response: there is no response 'guess'; "
                "there are recall, typed, choice, order, match"
            ),
        ),
        (
            lambda it: it["items"][1].update({key: it["items"][0][key] for key in _IDS}),
            "items[1].id: 'd/{id}' is items[0] too",
        ),
        (
            lambda it: it["items"][0].update(kind="other"),
            "items[0].id: must be card and kind, 'd/{card}/other'",
        ),
        (
            lambda it: it["items"][0].update(fact="other"),
            "items[0].card: must begin with 'd/other/{direction}'",
        ),
        (
            lambda it: [opt.update(correct=False) for opt in item(it, "choice")["options"]],
            f"items[{CHOICE}].options: no option is correct",
        ),
        (
            lambda it: [opt.update(correct=True) for opt in item(it, "choice")["options"]],
            f"items[{CHOICE}].options: {{options}} options are correct",
        ),
        (
            lambda it: item(it, "choice")["options"][1].pop("correct"),
            f"items[{CHOICE}].options[1]: 'correct' is missing",
        ),
        (
            lambda it: item(it, "choice")["options"][0].update(proof="P9"),
            (
                f"items[{CHOICE}].options[0].proof: there is no proof 'P9'; "
                "there are P0, P1, P2, P3, P4, P5, P6, P7"
            ),
        ),
        (
            lambda it: item(it, "recall").update(answer=["a"]),
            f"items[{RECALL}].answer: must be a text, not a list",
        ),
        (
            lambda it: item(it, "typed").update(accepted=["x"], number={"value": "1"}),
            f"items[{TYPED}].number: a typed answer has one key; this one has accepted already",
        ),
        (
            lambda it: _only_key(item(it, "typed"), number={"value": "many"}),
            f"items[{TYPED}].number.value: must be a figure in quotes, such as '1.5', not 'many'",
        ),
        (
            lambda it: _only_key(item(it, "typed"), list={"values": ["a"], "at_least": 2}),
            f"items[{TYPED}].list.at_least: asks for 2 of 1 values",
        ),
        (
            lambda it: _only_key(item(it, "typed"), list={"values": ["a", []]}),
            f"items[{TYPED}].list.values[1]: must not be empty",
        ),
    ],
)
def test_each_problem_is_named_with_its_path(change: Callable[[Any], object], message: str) -> None:
    """The first problem is the message, its path leads to it."""
    first = json.loads(write_quiz(sample()))["items"][0]
    options = len(item(json.loads(write_quiz(sample())), "choice")["options"])
    error = broken(change)
    found = error.problems[0].message

    assert found == message.format(
        id=first["id"].removeprefix("d/"),
        card=first["card"].removeprefix("d/"),
        direction=first["direction"],
        options=options,
    )
    assert error.exit_code == 1


def _only_key(written: dict[str, Any], **key: object) -> None:
    for name in ("accepted", "others", "number", "list"):
        written.pop(name, None)
    written.update(key)


def test_all_problems_are_collected_with_line_and_column() -> None:
    """Each points to the value it is about."""

    def change(written: Any) -> None:  # noqa: ANN401  # JSON
        written["items"][0]["points"] = -1
        written["items"][1]["hnit"] = "x"
        written["items"][2].pop("kind")

    error = broken(change)
    text = json.loads(write_quiz(sample()))
    change(text)
    lines = json.dumps(text, ensure_ascii=False, indent=2).splitlines()
    pointed = [lines[it.position.line - 1][it.position.column - 1 :] for it in error.problems]

    assert [it.code for it in error.problems] == ["wrong-type", "unknown-key", "missing-key"]
    assert pointed == ["-1,", '"x"', "{"]
    assert error.message.startswith(f"quiz.json:{error.problems[0].position.line}:")
    assert error.message.endswith("(and 2 more)")
    assert error.problems[1].hint == "did you mean hint?"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "quiz.json:1:1: this is not JSON: expecting value"),
        ('{\n  "version": 1,,\n}', "quiz.json:2:16: this is not JSON: "),
        ('{"version": NaN}', "quiz.json:1:1: this is not JSON: it knows no NaN"),
        ("[" * 100_000, "quiz.json:1:1: this is not JSON: it is nested too deeply"),
        ("[]", "quiz.json:1:1: must be an object, not a list"),
        (
            '{"version": 1, "items": [], "items": []}',
            "quiz.json:1:1: 'items' is given twice in one object",
        ),
    ],
)
def test_what_is_no_quiz_at_all(text: str, message: str) -> None:
    """Bad JSON has a line and a column; nothing ends in a traceback."""
    with pytest.raises(DeckError) as raised:
        read_quiz(text, "quiz.json")

    assert raised.value.message.startswith(message)


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(("id", "items", "options", "response", "list", "values", "number", "x")),
        inner, max_size=4),
    max_leaves=12,
))  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_any_json_is_read_or_refused(value: object) -> None:
    """Whatever stands there: a quiz or an error that says what is wrong."""
    filled = {"version": 1, "items": [value, {"response": "choice", "options": value}]}
    for text in (json.dumps(value), json.dumps(filled)):
        with pytest.raises(DeckError) as raised:
            read_quiz(text, "quiz.json")
        assert raised.value.problems


def test_schema_refuses_what_reading_refuses() -> None:
    """A few of the problems above, seen by the schema."""
    VALIDATOR.check_schema(SCHEMA)
    for change in (
        lambda it: it.update(version=2),
        lambda it: it.update(titel="x"),
        lambda it: it["items"][0].update(points=-1),
        lambda it: item(it, "choice")["options"][0].pop("correct"),
        lambda it: item(it, "recall").update(accepted=["x"]),
        lambda it: [opt.update(correct=False) for opt in item(it, "choice")["options"]],
        lambda it: it.update(answers=False),
    ):
        written = json.loads(write_quiz(sample()))
        VALIDATOR.validate(written)
        change(written)
        assert not VALIDATOR.is_valid(written)
