"""``quizgen quiz --exam``: what is drawn, what is refused, and what is in the log."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.cli import run

DECK = """\
format: 1
deck: bones-x7k2
title: Bones
facts:
  - id: longest
    topic: Legs
    ask: Which bone is the longest in the human body?
    answer: the femur
    wrong: [the tibia, the humerus, the radius]
  - id: collarbone
    topic: Shoulder
    ask: Which bone lies between shoulder blade and breastbone?
    answer: the clavicle
    wrong: [the scapula, the sternum, the ulna]
  - id: why
    topic: Legs
    ask: Why does a bone bend a little before it breaks, and what does that tell of its parts?
    answer: >-
      Its collagen gives way while its mineral is stiff, so that it is tougher than either of the
      two would be alone, and cracks come to a stop between the layers.
"""

Quizgen = Callable[..., tuple[int, str, str]]


@pytest.fixture
def quizgen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Quizgen:
    """Run the command line with a script of lines; returns exit code, output and errors."""
    (tmp_path / "bones.yaml").write_text(DECK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZGEN_HOME", str(tmp_path / "home"))

    def call(lines: str, *arguments: str) -> tuple[int, str, str]:
        (tmp_path / "script.txt").write_text(lines, encoding="utf-8")
        code = run(["quiz", "--exam", *arguments, "--script", "script.txt"])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def logged(home: Path) -> list[dict[str, object]]:
    """Return the events of the log."""
    lines = [path.read_text(encoding="utf-8") for path in home.rglob("*.jsonl")]
    return [json.loads(line) for text in lines for line in text.splitlines()]


def test_each_answer_is_in_the_log_and_the_last_one_stands(
    quizgen: Quizgen, tmp_path: Path
) -> None:
    """Uncounted, in one sitting; a changed one names the one that it stands in for."""
    code, out, _ = quizgen(
        "\nthe tibia\n:1\nthe femur\n:done\nn\n", "bones.yaml", "--kinds", "choice",
        "-n", "1", "--topic", "legs",
    )  # fmt: skip
    first, second = logged(tmp_path / "home")

    assert code == 0
    assert "1 of 1 right (100 %)" in out
    assert "Legs: 1 of 1 (100 %)." in out
    assert (first["counted"], second["counted"]) == (False, False)
    assert first["session"] == second["session"]
    assert second["replaces"] == first["id"]
    assert "replaces" not in first


def test_only_what_can_be_marked_is_drawn(quizgen: Quizgen) -> None:
    """A fact that can only be recalled is not asked, however many questions are wanted."""
    code, out, _ = quizgen("", "bones.yaml", "-n", "50", "--seed", "1")

    assert code == 0
    assert "An exam: 2 questions, no time limit." in out
    assert "left out" not in out


def test_where_nothing_can_be_marked_there_is_no_exam(quizgen: Quizgen, tmp_path: Path) -> None:
    """From decks as from a quiz file; it says what to do."""
    run(["generate", "bones.yaml", "--kinds", "recall", "-o", "recall.json"])

    for arguments in (["bones.yaml", "--kinds", "recall"], ["recall.json"]):
        code, out, err = quizgen("", *arguments)
        assert (code, out) == (2, "")
        assert "nobody but you could mark these questions" in err
        assert "take a quiz without --exam" in err
    assert logged(tmp_path / "home") == []


def test_a_quiz_file_is_an_exam_without_what_cannot_be_marked(quizgen: Quizgen) -> None:
    """The first page says how many are left out; points count as the file gives them."""
    run(["generate", "bones.yaml", "--kinds", "recall,choice", "-o", "quiz.json"])
    quiz = json.loads(Path("quiz.json").read_text(encoding="utf-8"))
    for item in quiz["items"]:
        item["points"] = 3 if item["fact"] == "longest" else 1
    Path("quiz.json").write_text(json.dumps(quiz), encoding="utf-8")
    code, out, _ = quizgen("\nthe femur\n:done\ny\nn\n", "quiz.json", "--minutes", "30")

    assert code == 0
    assert "An exam: 2 questions, 30 minutes." in out
    assert "3 questions of the quiz are left out: nobody but you could mark them." in out
    assert "3 of 4 points (75 %)." in out


def test_after_quitting_the_command_for_another_one_is_an_exam(quizgen: Quizgen) -> None:
    """What to type next is said as for a quiz."""
    code, out, _ = quizgen("\n:q\n", "bones.yaml")

    assert code == 0
    assert out.endswith("No answers yet.\nAnother one: quizgen quiz --exam bones.yaml\n")


@pytest.mark.parametrize("minutes", ["-1", "soon"])
def test_a_time_limit_is_a_whole_number_of_minutes(quizgen: Quizgen, minutes: str) -> None:
    """From zero up, which is no limit."""
    code, _, err = quizgen("", "bones.yaml", f"--minutes={minutes}")

    assert code == 2
    assert f"'{minutes}' is not a whole number from 0 up" in err
