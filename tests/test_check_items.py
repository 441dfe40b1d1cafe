"""``quizgen check --items``: questions of decks and files are linted."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import quizgen
from quizgen import cli

DECK = """\
format: 1
deck: bones-x7k2
title: Bones
sources: {reader: Course reader}
facts:
  - id: longest
    ask: Which bone is the longest in the human body?
    answer: the femur, in the thigh
    wrong: [the tibia, the humerus, the radius]
    at: p. 12
"""
GIFT = "Which organ makes bile?{=liver ~spleen ~lung}\n"


@dataclass(frozen=True, slots=True)
class Result:
    """What a command printed, on both streams, and its exit code."""

    exit_code: int
    output: str


Run = Callable[..., Result]


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``quizgen check`` in the folder."""

    def call(*arguments: str) -> Result:
        code = cli.run(["check", *arguments])
        captured = capsys.readouterr()
        return Result(code, captured.out + captured.err)

    assert Path.cwd() == folder
    return call


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_flaw_in_a_deck_stands_at_its_fact(folder: Path, run: Run) -> None:
    """The author is led to the line of the deck; cues do not fail a check unless it is strict."""
    (folder / "bones.yaml").write_text(DECK, encoding="utf-8")
    result = run("--items", "--concise", "bones.yaml")
    first = result.output.splitlines()[0]

    assert first.startswith(
        "bones.yaml:6:5: warning[longest-correct] bones-x7k2/longest/forward/choice: the key"
    )
    assert result.exit_code == 0
    assert run("--items", "--strict", "bones.yaml").exit_code == 1
    assert run("bones.yaml").exit_code == 0


def test_a_gift_file_is_linted_and_its_mistakes_are_errors(folder: Path, run: Run) -> None:
    """What can be read is linted, what cannot is told, and the exit code is 1."""
    (folder / "q.gift").write_text(GIFT + "\nWhich?{=a\n", encoding="utf-8")
    result = run("--items", "q.gift")

    assert "q.gift:3:7: error[bad-gift] the answers have no }" in result.output
    assert "q.gift: 1 question, 100.0 % without a flaw" in result.output
    assert result.exit_code == 1


def test_a_quiz_file_of_our_own_is_linted(
    folder: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """What generate wrote is read back, with places in the file."""
    (folder / "bones.yaml").write_text(DECK, encoding="utf-8")
    assert cli.run(["generate", "bones.yaml", "-o", "q.json"]) == 0
    capsys.readouterr()
    data = json.loads(run("--items", "--json", "q.json").output)

    assert [it["code"] for it in data["problems"]] == ["longest-correct"]
    assert data["problems"][0]["file"] == "q.json"
    assert data["problems"][0]["line"] > 1
    assert data["problems"][0]["item"] == "bones-x7k2/longest/forward/choice"


def test_several_decks_and_files_at_once(folder: Path, run: Run) -> None:
    """Each has its own figures."""
    (folder / "bones.yaml").write_text(DECK, encoding="utf-8")
    (folder / "q.txt").write_text(GIFT, encoding="utf-8")
    (folder / "p.json").write_text('[{"stem": "Which?", "options": ["a"]}]', encoding="utf-8")
    data = json.loads(run("--items", "--json", "p.json", "bones.yaml", "q.txt").output)

    assert [it["name"] for it in data["quizzes"]] == ["bones-x7k2", "p.json", "q.txt"]
    assert data["errors"] == 2
    assert {it["code"] for it in data["problems"]} >= {"no-key", "too-few-options"}


def test_errors_of_a_deck_are_told_and_the_rest_is_linted(folder: Path, run: Run) -> None:
    """A fact that cannot be read makes no question; the others do."""
    (folder / "bones.yaml").write_text(DECK + "  - id: x\n    answr: y\n", encoding="utf-8")
    result = run("--items", "bones.yaml")

    assert "error[unknown-key]" in result.output
    assert "warning[longest-correct]" in result.output
    assert result.exit_code == 1


def test_without_items_a_quiz_file_is_refused_with_a_hint(folder: Path, run: Run) -> None:
    """Whoever wants its questions linted is told how."""
    (folder / "q.json").write_text("{}", encoding="utf-8")
    result = run("q.json")

    assert result.exit_code == 2
    assert "--items" in result.output


@pytest.mark.parametrize(
    ("arguments", "content", "message"),
    [
        (["none.gift"], None, "none.gift cannot be read"),
        (["q.gift"], b"\xff\xfe\x00", "q.gift is not UTF-8"),
        (["q.gift", "--source", "a=b"], b"", "--source verifies decks"),
        (["none.yaml"], None, "there is no file or folder none.yaml"),
    ],
)
def test_what_makes_no_sense_is_refused(
    folder: Path, run: Run, arguments: list[str], content: bytes | None, message: str
) -> None:
    """The exit code is 2, and the message says what to do."""
    if content is not None:
        (folder / "q.gift").write_bytes(content)
    result = run("--items", *arguments)

    assert result.exit_code == 2
    assert message in result.output


def test_a_file_without_questions_is_an_error(folder: Path, run: Run) -> None:
    """An empty file is told so."""
    (folder / "q.gift").write_text("", encoding="utf-8")
    result = run("--items", "q.gift")

    assert "error[no-items]" in result.output
    assert result.exit_code == 1


def test_the_library_lints_questions_and_items(folder: Path) -> None:
    """Questions of a deck, or items that somebody else made, are one quiz."""
    (folder / "bones.yaml").write_text(DECK, encoding="utf-8")
    questions = quizgen.generate(quizgen.load("bones.yaml").decks).questions
    lint = quizgen.lint(questions)
    item = quizgen.Item(id="x", stem="Which vein is it?", form="choice", options=("a", "b"))

    assert [problem.code for problem in lint.problems] == ["longest-correct"]
    assert [problem.code for problem in quizgen.lint([item]).problems] == ["no-key"]
