"""The commands as their users call them: decks in, questions, packages and papers out."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT.parent / "shared" / "source" / "what-do-muscle-spasms-mean.txt"
DECK = """\
format: 1
deck: bones-x7k2
title: Bones
sources: {reader: "Course reader"}
facts:
  - id: longest
    topic: Legs
    ask: Which bone is the longest in the human body?
    answer: the femur
    wrong: [{text: the tibia, why: The shin bone comes second.}, the humerus, the radius]
    at: p. 12
  - id: collarbone
    topic: Shoulder
    term: clavicle
    means: the bone between shoulder blade and breastbone
    at: p. 14
"""

Quizgen = Callable[..., tuple[int, str, str]]


@pytest.fixture
def quizgen(tmp_path: Path, command_line: Quizgen) -> Quizgen:
    """Run the command line in a folder with one deck; returns exit code, output and errors."""
    (tmp_path / "bones.yaml").write_text(DECK, encoding="utf-8")
    return command_line


def test_the_shipped_decks_have_no_problem(quizgen: Quizgen) -> None:
    """Both decks are clean: no error and no warning, only the notes on choice questions."""
    code, output, _ = quizgen("check", str(ROOT / "decks"), "--strict", "--concise")

    assert code == 0
    assert "0 errors, 0 warnings" in output


@pytest.mark.skipif(not SOURCE.exists(), reason="the source text is not beside this checkout")
def test_the_source_of_the_shipped_deck_is_covered(quizgen: Quizgen) -> None:
    """Every quote is in the source, and every statement is cited or skipped with a reason."""
    code, output, _ = quizgen("check", str(ROOT / "decks"), "--source", f"web={SOURCE}", "--strict")

    assert code == 0
    assert "0 open (100 %)" in output


def test_a_source_must_be_named_and_readable(quizgen: Quizgen) -> None:
    """``--source`` without a name or with a missing file is a usage error."""
    assert quizgen("check", "bones.yaml", "--source", "page.txt")[0] == 2
    assert quizgen("check", "bones.yaml", "--source", "reader=no-such.txt")[0] == 2
    assert quizgen("check", "bones.yaml", "--source", "raeder=bones.yaml")[0] == 2


def test_check_speaks_json(quizgen: Quizgen) -> None:
    """``--json`` prints one document."""
    code, output, _ = quizgen("check", "bones.yaml", "--json")

    assert code == 0
    assert {problem["severity"] for problem in json.loads(output)["problems"]} == {"note"}


def test_generate_gives_the_same_bytes(quizgen: Quizgen) -> None:
    """Without a seed all questions come, and twice the same."""
    first, second = quizgen("generate", "bones.yaml"), quizgen("generate", "bones.yaml")

    assert first == second
    assert {item["fact"] for item in json.loads(first[1])["items"]} == {"longest", "collarbone"}


def test_generate_narrows_down(quizgen: Quizgen) -> None:
    """Kinds, topics and counts narrow the questions down."""
    _, output, _ = quizgen("generate", "bones.yaml", "--kinds", "choice,recall", "-n", "1")
    assert len(json.loads(output)["items"]) == 1

    _, output, _ = quizgen("generate", "bones.yaml", "--topic", "shoulder")
    assert {item["fact"] for item in json.loads(output)["items"]} == {"collarbone"}


def test_an_unknown_kind_or_topic_is_a_usage_error(quizgen: Quizgen) -> None:
    """What there is not is refused, and what there is named."""
    code, _, error = quizgen("generate", "bones.yaml", "--kinds", "essay")
    assert code == 2
    assert "recall" in error

    code, _, error = quizgen("generate", "bones.yaml", "--topic", "Feet")
    assert code == 2
    assert "Legs, Shoulder" in error


def test_export_anki_keeps_its_lock_beside_the_deck(quizgen: Quizgen, tmp_path: Path) -> None:
    """The package comes with a lock; a reworded fact is the one thing that changed."""
    code, output, _ = quizgen("export", "anki", "bones.yaml", "-o", "bones.apkg")
    assert code == 0
    assert zipfile.is_zipfile("bones.apkg")
    assert "3 new" in output

    (tmp_path / "bones.yaml").write_text(DECK.replace("longest in", "longest one in"))
    _, output, _ = quizgen("export", "anki", "bones.yaml", "-o", "bones.apkg")
    assert "1 changed" in output
    assert "2 unchanged" in output
    assert len((tmp_path / "bones.lock").read_text().splitlines()) > 3


def test_a_damaged_lock_stops_the_export(quizgen: Quizgen, tmp_path: Path) -> None:
    """A lock with conflict marks is an error that names the file; nothing is written."""
    quizgen("export", "anki", "bones.yaml", "-o", "bones.apkg")
    lock = tmp_path / "bones.lock"
    lock.write_text("<<<<<<< ours\n" + lock.read_text())
    before = (tmp_path / "bones.apkg").read_bytes()

    code, _, error = quizgen("export", "anki", "bones.yaml", "-o", "bones.apkg")

    assert code == 1
    assert "bones.lock" in error
    assert (tmp_path / "bones.apkg").read_bytes() == before


def test_a_broken_deck_is_not_exported(quizgen: Quizgen, tmp_path: Path) -> None:
    """Errors in a deck stop an export; half a deck would look like facts that vanished."""
    (tmp_path / "bones.yaml").write_text(DECK.replace("answer:", "anwser:"))

    code, _, error = quizgen("export", "anki", "bones.yaml", "-o", "bones.apkg")

    assert code == 1
    assert "did you mean 'answer'" in error
    assert not (tmp_path / "bones.apkg").exists()


def test_export_handout_writes_paper_and_key(quizgen: Quizgen, tmp_path: Path) -> None:
    """A folder gets both pages; a file name gives both their names."""
    assert quizgen("export", "handout", "bones.yaml", "-o", "paper", "--seed", "1")[0] == 0
    assert sorted(path.name for path in (tmp_path / "paper").iterdir()) == [
        "bones-key.html",
        "bones.html",
        "bones.sheet.json",
    ]

    assert quizgen("export", "handout", "bones.yaml", "-o", "friday.html")[0] == 0
    assert (tmp_path / "friday-key.html").exists()


def test_a_quiz_file_is_edited_and_printed(quizgen: Quizgen, tmp_path: Path) -> None:
    """A teacher drops a question, sets points and prints."""
    quizgen("generate", "bones.yaml", "-o", "quiz.json")
    data = json.loads((tmp_path / "quiz.json").read_text())
    data["items"] = data["items"][:1]
    data["items"][0]["points"] = 3
    (tmp_path / "quiz.json").write_text(json.dumps(data))

    code, output, _ = quizgen("export", "handout", "quiz.json", "-o", "paper")

    assert code == 0
    assert "1 question, 3 points" in output


@pytest.mark.parametrize("wish", [("-n", "2"), ("--kinds", "choice"), ("--tag", "x")])
def test_a_quiz_file_is_taken_as_it_is(quizgen: Quizgen, wish: tuple[str, str]) -> None:
    """What draws from decks is refused beside a quiz file, not passed over."""
    quizgen("generate", "bones.yaml", "-o", "quiz.json")

    code, _, error = quizgen("export", "handout", "quiz.json", *wish)

    assert code == 2
    assert "a quiz file is taken as it is" in error


def test_a_quiz_file_stands_alone(quizgen: Quizgen) -> None:
    """A quiz file together with a deck is a usage error."""
    quizgen("generate", "bones.yaml", "-o", "quiz.json")

    assert quizgen("export", "handout", "quiz.json", "bones.yaml")[0] == 2


@pytest.mark.parametrize("name", ["quiz", "deck"])
def test_the_schema_is_printed(quizgen: Quizgen, name: str) -> None:
    """``schema`` prints a JSON Schema of quizzes or of decks."""
    _, output, _ = quizgen("schema", name)

    schema = json.loads(output)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert schema["title"].startswith(f"A {name} of quizgen")


def test_home_says_what_is_due(quizgen: Quizgen) -> None:
    """Alone, quizgen counts the cards and names the next command."""
    code, output, _ = quizgen()

    assert code == 0
    assert "quizgen study" in output


def test_home_promises_what_study_gives(quizgen: Quizgen, tmp_path: Path) -> None:
    """New cards are limited over all decks together, as in a study session."""
    facts = "".join(f"  - {{id: f{n}, ask: Figure {n}?, answer: '{n}'}}\n" for n in range(12))
    (tmp_path / "decks").mkdir()
    for name in ("one", "two"):
        text = f"format: 1\ndeck: {name}-x7k2\ntitle: {name.title()}\nfacts:\n{facts}"
        (tmp_path / "decks" / f"{name}.yaml").write_text(text, encoding="utf-8")

    _, output, _ = quizgen()

    assert "One  12 new" in output
    assert "Two  12 new" in output
    assert "Today: 10 new." in output


def test_errors_are_counted_where_sound_facts_are_asked(
    quizgen: Quizgen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A quiz does not begin with a page of problems, and says where to read them."""
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    (tmp_path / "bones.yaml").write_text(DECK.replace("answer:", "anwser:"), encoding="utf-8")

    _, _, error = quizgen("quiz", "bones.yaml", "--plain")

    assert error.startswith("warning: 1 error in the decks; whatever is sound is asked\n")
    assert "`quizgen check bones.yaml`" in error


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"{", 1, "this is not JSON"),
        (b"[]", 1, "quizgen schema quiz"),
        (b"\xff", 2, "is not UTF-8"),
        (None, 2, "cannot be read: No such file"),
    ],
)
def test_a_quiz_file_that_is_none_says_what_to_do(
    quizgen: Quizgen, tmp_path: Path, content: bytes | None, code: int, said: str
) -> None:
    """Whatever is wrong with it, there is a sentence and a hint."""
    if content is not None:
        (tmp_path / "quiz.json").write_bytes(content)

    found, _, error = quizgen("quiz", "quiz.json")

    assert found == code
    assert said in error
    assert "help: " in error


def test_a_quiz_file_without_questions_is_refused(quizgen: Quizgen, tmp_path: Path) -> None:
    """There is nothing to take."""
    quizgen("generate", "bones.yaml", "-o", "quiz.json")
    data = json.loads((tmp_path / "quiz.json").read_text())
    (tmp_path / "quiz.json").write_text(json.dumps(data | {"items": []}))

    code, _, error = quizgen("quiz", "quiz.json")

    assert (code, "holds no question" in error) == (2, True)


@pytest.mark.parametrize("command", ["check", "study"])
def test_a_quiz_file_is_no_deck(quizgen: Quizgen, command: str) -> None:
    """Where only decks will do, a quiz file is named as what it is."""
    quizgen("generate", "bones.yaml", "-o", "quiz.json")

    code, _, error = quizgen(command, "quiz.json")

    assert (code, "is a quiz file, not a deck" in error) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-n", "0"), "'0' is not a whole number from 1 up"),
        (("-n", "many"), "'many' is not a whole number from 1 up"),
        (("--kinds", ","), "name at least one kind"),
        (("--kinds", "true-false", "--topic", "Shoulder"), "no question of the kinds"),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused(
    quizgen: Quizgen, arguments: tuple[str, ...], said: str
) -> None:
    """In plain words, with exit code 2."""
    code, _, error = quizgen("quiz", "bones.yaml", *arguments)

    assert (code, said in error) == (2, True)


@pytest.mark.parametrize("name", ["", "x" * 300])
def test_a_name_that_cannot_be_is_a_missing_deck(quizgen: Quizgen, name: str) -> None:
    """An empty name is not the folder one is in, and one that is too long is no crash."""
    code, _, error = quizgen("check", name)

    assert (code, "there is no file or folder" in error) == (2, True)


def test_what_comes_next_names_the_deck(quizgen: Quizgen, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever named a deck goes on with that deck."""
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    _, output, _ = quizgen("study", "bones.yaml", "--plain")

    assert "To go on: quizgen study bones.yaml" in output


@pytest.mark.parametrize("redirection", ["<&-", ">&-", "2>&-"])
def test_a_closed_stream_is_no_crash(tmp_path: Path, redirection: str) -> None:
    """Some programs start others without standard streams."""
    (tmp_path / "bones.yaml").write_text(DECK, encoding="utf-8")
    done = subprocess.run(  # noqa: S602  # the redirection is what is tested
        f"{sys.executable} -m quizgen quiz bones.yaml </dev/null {redirection}",
        shell=True,
        cwd=tmp_path,
        env=os.environ | {"QUIZGEN_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_a_wrong_setting_is_named(quizgen: Quizgen, tmp_path: Path) -> None:
    """A setting that does not exist exits with 3 and is guessed."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "settings.toml").write_text("plian = true\n")

    code, _, error = quizgen()

    assert code == 3
    assert "did you mean 'plain'?" in error


def test_study_in_a_pipe_ends_at_the_end_of_input(tmp_path: Path) -> None:
    """``quizgen study </dev/null`` neither hangs nor fails."""
    (tmp_path / "bones.yaml").write_text(DECK, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "quizgen", "study", "bones.yaml"],
        cwd=tmp_path,
        env=os.environ | {"QUIZGEN_HOME": str(tmp_path / "home")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )

    assert done.returncode == 0, done.stderr
    assert "longest" in done.stdout
