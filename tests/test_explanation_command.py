"""``quizgen explain`` as its users call it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.model import Answer, Interval, Mark, Rating, Review, Verdict
from quizgen.review_log import event_line
from quizgen.scheduler import moment

DECK = """\
format: 1
deck: bones-x7k2
title: Bones
sources: {reader: "Course reader"}
facts:
  - id: longest
    ask: Which bone is the longest in the human body?
    answer: the femur
    wrong: [{text: the tibia, why: The shin bone comes second.}, the humerus, the radius]
    at: p. 12
  - id: collarbone
    term: clavicle
    means: the bone between shoulder blade and breastbone
    at: p. 14
"""

Quizgen = Callable[..., tuple[int, str, str]]


@pytest.fixture
def quizgen(tmp_path: Path, command_line: Quizgen) -> Quizgen:
    """Run the command line in a folder with one deck; returns exit code, output and errors."""
    folder = tmp_path / "decks"
    folder.mkdir()
    (folder / "bones.yaml").write_text(DECK, encoding="utf-8")
    return command_line


def test_a_question_of_the_usual_decks_is_explained(quizgen: Quizgen) -> None:
    """Without a deck it is looked for in ``./decks``; nothing is written."""
    code, output, error = quizgen("explain", "longest/forward/choice")

    assert (code, error) == (0, "")
    assert "bones.yaml:6:5" in output
    assert "P3: the author declares it wrong.\n     The shin bone comes second." in output
    assert "Not studied yet." in output
    assert not Path("home").exists()


def test_the_words_of_a_question_will_do(quizgen: Quizgen) -> None:
    """Whoever saw a question and knows no id types some of its words."""
    code, output, _ = quizgen("explain", "longest in the human", "decks/bones.yaml")

    assert code == 0
    assert "bones-x7k2/longest/forward/typed" in output


def test_what_was_answered_is_its_history(quizgen: Quizgen) -> None:
    """An answer in the log stands in the explanation."""
    log = Path("home/log/device/2026-11.jsonl")
    log.parent.mkdir(parents=True)
    review = Review(
        id="01M89SZ5N7JQ49QD1BP7E3B7Y6",
        moment=moment(1_795_625_555_623, 0),
        card="bones-x7k2/longest/forward",
        kind="typed",
        answer=Answer(typed="the tibia"),
        mark=Mark(verdict=Verdict.WRONG, rule="other"),
        rating=Rating.AGAIN,
        interval=Interval(seconds=60),
    )
    log.write_bytes(event_line(review))
    code, output, _ = quizgen("explain", "longest/forward/recall")

    assert code == 0
    assert "Reviewed once." in output
    assert "2026-11-25 typed: wrong, rated again, back in <1m: “the tibia”" in output


def test_as_json(quizgen: Quizgen) -> None:
    """``--json`` prints one object with all of it."""
    code, output, _ = quizgen("explain", "longest", "--json")
    found = json.loads(output)

    assert code == 0
    assert found["about"] == "bones-x7k2/longest"
    assert found["fact"]["position"] == {"file": "decks/bones.yaml", "line": 6, "column": 5}
    assert {it["kind"] for it in found["cards"][0]["questions"]} == {"recall", "typed", "choice"}
    assert found["cards"][0]["history"]["phase"] == "new"


def test_an_item_of_a_quiz_file_is_explained(quizgen: Quizgen) -> None:
    """Without its deck an item still has its options with their proofs, its source and history."""
    assert quizgen("generate", "--kinds", "choice,recall", "-o", "quiz.json")[0] == 0
    code, output, _ = quizgen("explain", "bones-x7k2/longest/forward/choice", "quiz.json")

    assert code == 0
    assert output.startswith("bones-x7k2/longest/forward/choice\n")
    assert "P3: the author declares it wrong.\n     The shin bone comes second." in output
    assert "Source        Course reader, p. 12" in output

    code, _, error = quizgen("explain", "longest", "quiz.json")
    assert code == 2
    assert "'longest' may mean any of 2" in error
    code, _, error = quizgen("explain", "bones-x7k2/longst/forward/choice", "quiz.json")
    assert code == 2
    assert "did you mean 'bones-x7k2/longest/forward/choice'?" in error
    assert quizgen("explain", "longest", "quiz.json", "decks")[0] == 2


def test_what_there_is_not_is_a_usage_error(quizgen: Quizgen) -> None:
    """The nearest id is offered, or the command that lists them all."""
    code, output, error = quizgen("explain", "longst")
    assert (code, output) == (2, "")
    assert error == (
        "quizgen: there is no question, card or fact 'longst'\nhelp: did you mean 'longest'?\n"
    )

    code, _, error = quizgen("explain", "\x1b[31mxyzzy", "decks")
    assert code == 2
    assert "'␛[31mxyzzy'" in error
    assert "`quizgen generate decks` lists all questions" in error


def test_several_that_may_be_meant_are_named(quizgen: Quizgen) -> None:
    """All that a part of an id may mean is listed, each to be copied."""
    code, output, error = quizgen("explain", "bones")

    assert (code, output) == (2, "")
    assert error == (
        "quizgen: 'bones' may mean any of 2\n"
        "help: name one:\n  bones-x7k2/longest\n  bones-x7k2/collarbone\n"
    )


def test_a_long_list_of_what_may_be_meant_is_cut(quizgen: Quizgen) -> None:
    """Of many facts the first dozen is named, and how many there are besides."""
    rows = "".join(f"  - {{id: f{n}, ask: What is {n}?, answer: it is {n}}}\n" for n in range(20))
    Path("decks/bones.yaml").write_text(DECK + rows, encoding="utf-8")
    _, _, error = quizgen("explain", "bones")

    assert error.count("\n  bones-x7k2/") == 12
    assert error.endswith("\n  … and 10 more\n")


def test_a_deck_with_errors_is_explained_as_far_as_it_is_sound(quizgen: Quizgen) -> None:
    """One broken fact does not keep the others from being explained."""
    Path("decks/bones.yaml").write_text(DECK + "  - {id: bad, ask: What?}\n", encoding="utf-8")
    code, output, error = quizgen("explain", "longest")

    assert code == 0
    assert "warning: 1 error in the decks" in error
    assert "bones-x7k2/longest" in output
