"""The commands for authors, as they type them."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pseudo_terminal import Tty

Quizgen = Callable[..., tuple[int, str, str]]


@pytest.fixture
def quizgen(command_line: Quizgen) -> Quizgen:
    """Run the command line in an empty folder; returns exit code, output and errors."""
    return command_line


def test_a_new_deck_passes_the_strictest_check_and_asks_in_many_ways(quizgen: Quizgen) -> None:
    """It is written under its title's name, and says what to type next."""
    assert quizgen("new", "Bones: of #1") == (
        0,
        (
            "bones-1.yaml: a deck to change as you like\n"
            "Next: quizgen check bones-1.yaml\n"
            "      quizgen quiz bones-1.yaml\n"
        ),
        "",
    )
    assert quizgen("check", "--strict", "--concise", "bones-1.yaml")[:2] == (
        0,
        "0 errors, 0 warnings in 1 deck\n",
    )
    quiz = json.loads(quizgen("generate", "bones-1.yaml")[1])
    assert quiz["title"] == "Bones: of #1"
    assert {item["kind"] for item in quiz["items"]} >= {
        *("recall", "reverse", "cloze", "typed", "choice", "true-false"),
    }


def test_two_new_decks_never_share_an_id(quizgen: Quizgen, tmp_path: Path) -> None:
    """Each id ends in something drawn by lot."""
    quizgen("new", "one/bones.yaml")
    quizgen("new", "other/bones.yaml")

    found = [
        re.search(r"^deck: (bones-[a-z2-9]{4}) #", path.read_text(encoding="utf-8"), re.MULTILINE)
        for path in sorted(tmp_path.glob("*/bones.yaml"))
    ]

    assert len({match[1] for match in found if match}) == 2


def test_a_new_deck_replaces_nothing_and_asks_nothing(quizgen: Quizgen, tmp_path: Path) -> None:
    """Without a terminal the deck has a title of its own; what is there stays."""
    assert quizgen("new")[0] == 0
    (tmp_path / "my-deck.yaml").write_text("mine", encoding="utf-8")

    code, _, errors = quizgen("new")

    assert code == 2
    assert "my-deck.yaml is there already, and nothing was written" in errors
    assert (tmp_path / "my-deck.yaml").read_text(encoding="utf-8") == "mine"
    assert quizgen("new", "a\x07b")[0] == 2
    assert quizgen("new", " ")[0] == 2


@pytest.mark.parametrize(
    "title", ["解剖学", "* x", "?", "'q'", "no", "007", "C*-algebras, \\ and more"]
)
def test_any_title_will_do(quizgen: Quizgen, title: str, tmp_path: Path) -> None:
    """Whatever YAML would make of it, the deck has this title."""
    assert quizgen("new", title)[0] == 0
    (path,) = tmp_path.glob("*.yaml")

    assert json.loads(quizgen("generate", path.name)[1])["title"] == title


DECK = """\
format: 1
deck: bones-x7k2
title: Bones
sources: {reader: Course reader}
facts:
  # The leg.
  - ask: Which bone is the longest?
    answer: the femur # in the thigh
  - {term: tibia,   means: 'the shin bone'}
"""


def test_ids_are_shown_first_and_written_on_request(quizgen: Quizgen, tmp_path: Path) -> None:
    """Nothing but the ids changes, and then nothing is missing."""
    path = tmp_path / "bones.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + DECK.replace("\n", "\r\n").encode())
    path.chmod(0o640)
    lines = "bones.yaml:7: bone-longest · Which bone is the longest?\nbones.yaml:9: tibia · tibia\n"

    assert quizgen("ids", "bones.yaml") == (
        0,
        f"{lines}2 ids are missing\nNext: quizgen ids --write bones.yaml\n",
        "",
    )
    assert quizgen("check", "--concise", "bones.yaml")[0] == 1
    assert quizgen("ids", "--write", "bones.yaml") == (0, f"{lines}2 ids written\n", "")
    after = DECK.replace("- ask", "- id: bone-longest\n    ask").replace(
        "{term", "{id: tibia, term"
    )
    assert path.read_bytes() == b"\xef\xbb\xbf" + after.replace("\n", "\r\n").encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert quizgen("check", "--concise", "bones.yaml")[0] == 0
    assert quizgen("ids", "--write", "bones.yaml") == (0, "no ids are missing\n", "")


def test_ids_as_data(quizgen: Quizgen, tmp_path: Path) -> None:
    """Each id with its place, its words and whether it was written."""
    (tmp_path / "bones.yaml").write_text(DECK, encoding="utf-8")

    first, *_ = json.loads(quizgen("ids", "--json", "bones.yaml")[1])

    assert first == {
        "file": "bones.yaml",
        "line": 7,
        "column": 5,
        "id": "bone-longest",
        "text": "Which bone is the longest?",
        "written": False,
    }


def test_ids_say_what_they_leave_alone(quizgen: Quizgen, tmp_path: Path) -> None:
    """Errors of another sort are counted, and the exit code tells of them."""
    (tmp_path / "bones.yaml").write_text(f'{DECK}  - ask: "never closed\n', encoding="utf-8")

    code, output, errors = quizgen("ids", "--write", "bones.yaml")

    assert code == 1
    assert output.endswith("2 ids written\n")
    assert errors == (
        "warning: 1 error in the decks; broken facts are left alone\n"
        "help: `quizgen check bones.yaml` says what is wrong\n"
    )


def test_authors_name_the_deck_to_work_on(quizgen: Quizgen) -> None:
    """The shipped decks are nobody's own."""
    assert quizgen("ids")[0] == 2


def test_import_writes_a_sound_deck_and_names_what_it_left_out(
    quizgen: Quizgen, tmp_path: Path
) -> None:
    """The deck is named after the file; the exit code tells whether everything got in."""
    cards = tmp_path / "my cards.csv"
    cards.write_text("question,answer\nWhy?,so\n,lonely\n", encoding="utf-8")

    code, output, errors = quizgen("import", "my cards.csv")

    assert code == 1
    assert output == (
        "my cards.yaml: 1 fact; 1 line left out\n"
        "Next: quizgen check 'my cards.yaml'\n"
        "      quizgen suggest 'my cards.yaml'\n"
        "      quizgen study 'my cards.yaml'\n"
    )
    assert "my cards.csv:3:1: error[empty-text] this row has no question\n 3 | ,lonely\n" in errors
    assert quizgen("check", "--strict", "my cards.yaml")[0] == 0
    assert quizgen("import", "my cards.csv")[0] == 2
    cards.write_text("a\tb\n", encoding="utf-8")
    assert quizgen("import", "my cards.csv", "-o", "new/other.yaml", "--title", "x: y")[0] == 0
    assert "title: 'x: y'" in (tmp_path / "new" / "other.yaml").read_text(encoding="utf-8")


def test_import_as_data(quizgen: Quizgen, tmp_path: Path) -> None:
    """The deck, how many facts it has, and the problems as `check --json` gives them."""
    (tmp_path / "cards.csv").write_text("question,answer\nWhy?,so\n,lonely\n", encoding="utf-8")

    code, output, errors = quizgen("import", "--json", "cards.csv")

    data = json.loads(output)
    assert (code, errors) == (1, "")
    assert (data["deck"], data["facts"]) == ("cards.yaml", 1)
    assert [(it["line"], it["code"]) for it in data["problems"]] == [(3, "empty-text")]


def test_ids_leave_a_file_alone_that_is_no_text(quizgen: Quizgen, tmp_path: Path) -> None:
    """Its bytes could not be written again as they were."""
    data = DECK.replace("Course", "C\xf6urse").encode("latin-1")
    (tmp_path / "bones.yaml").write_bytes(data)

    code, output, _ = quizgen("ids", "--write", "bones.yaml")

    assert (code, output) == (1, "no id could be filled in\n")
    assert (tmp_path / "bones.yaml").read_bytes() == data


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["no-such.csv"], 2, "no-such.csv cannot be read"),
        (["."], 2, "cannot be read"),
        (["three.csv"], 2, "3 columns and no header"),
        (["three.csv", "--columns", "ask,answer,colour"], 2, "cannot hold 'colour'"),
        (["three.csv", "--columns", "ask,tags"], 2, "question or answer is missing"),
        (["three.csv", "--table", "--terms"], 2, "--table does not go with"),
        (["three.csv", "-o", "deck.csv"], 2, "no name for a deck"),
        (["empty.csv"], 1, "nothing in empty.csv could be imported"),
        (["latin.csv"], 1, "not UTF-8: line 2"),
        (["package.apkg"], 2, "package.apkg is a broken"),
    ],
)
def test_what_cannot_be_imported_is_said_in_a_sentence(
    quizgen: Quizgen, tmp_path: Path, arguments: list[str], code: int, says: str
) -> None:
    """Nothing is written then."""
    (tmp_path / "three.csv").write_text("x,y,z\n1,2,3\n", encoding="utf-8")
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    (tmp_path / "latin.csv").write_bytes("a,b\nGröße,x\n".encode("latin-1"))
    (tmp_path / "package.apkg").write_bytes(b"PK\x03\x04\0\0")

    found, _, errors = quizgen("import", *arguments)

    assert found == code
    assert says in errors
    assert list(tmp_path.glob("**/*.yaml")) == []


TREES = """\
format: 1
deck: trees-k3f9
title: Trees
sources: {book: A book}
facts:
  - id: one # the first
    ask: Which tree has number one?
    answer: alder

  - {id: two, ask: Which tree has number two?, answer: birch}
  - id: three
    ask: Which tree has number three?
    answer: maple
    wrong:
      - larch
"""


def test_suggestions_may_be_listed(quizgen: Quizgen, tmp_path: Path) -> None:
    """Nobody is asked and nothing is written."""
    (tmp_path / "trees.yaml").write_text(TREES, encoding="utf-8")

    code, output, _ = quizgen("suggest", "--list", "trees.yaml")

    assert code == 0
    assert output.startswith(
        "3 facts have no choice question\n"
        "Which tree has number one?\n"
        "  Right is: alder  (trees.yaml:6)\n"
        "  - birch  (answers: Which tree has number two?)\n"
        "  - maple  (answers: Which tree has number three?)\n"
    )
    first, *_ = json.loads(quizgen("suggest", "--json", "trees.yaml")[1])
    assert first == {
        "file": "trees.yaml",
        "line": 6,
        "fact": "one",
        "blank": "",
        "stem": "Which tree has number one?",
        "key": "alder",
        "suggestions": [
            {"text": "birch", "from": "answers: Which tree has number two?"},
            {"text": "maple", "from": "answers: Which tree has number three?"},
        ],
    }
    assert (tmp_path / "trees.yaml").read_text(encoding="utf-8") == TREES


def test_answers_may_come_through_a_pipe(
    quizgen: Quizgen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line each; what is not answered is not declared, and the rest of the deck stays."""
    (tmp_path / "trees.yaml").write_text(TREES, encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n?\nmaybe\nyes\nn\ns\ny\n"))

    code, output, _ = quizgen("suggest", "trees.yaml")

    assert code == 0
    assert "you declare it wrong here, beyond doubt" in output
    assert output.endswith(
        "3 wrong options written into trees.yaml\nNext: quizgen quiz trees.yaml\n"
    )
    assert (tmp_path / "trees.yaml").read_text(encoding="utf-8") == TREES.replace(
        "alder\n", "alder\n    wrong: [birch, maple]\n"
    ).replace("- larch\n", "- larch\n      - alder\n")
    assert "2 facts have" not in quizgen("check", "trees.yaml")[1]


def test_without_answers_nothing_is_declared(
    quizgen: Quizgen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Standard input that holds nothing asks for the list."""
    (tmp_path / "trees.yaml").write_text(TREES, encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))

    code, output, _ = quizgen("suggest", "trees.yaml")

    assert code == 0
    assert output == quizgen("suggest", "--list", "trees.yaml")[1]
    assert (tmp_path / "trees.yaml").read_text(encoding="utf-8") == TREES


def test_where_nothing_is_alike_the_author_is_told(
    quizgen: Quizgen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is nothing to answer then."""
    only = TREES[: TREES.index("  - {id: two")]
    (tmp_path / "trees.yaml").write_text(only, encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))

    for arguments in (["trees.yaml"], ["--list", "trees.yaml"]):
        assert quizgen("suggest", *arguments)[1] == (
            "1 fact has no choice question\n"
            "the decks hold nothing like their answers; write `wrong:` yourself\n"
        )


def test_a_broken_deck_gets_no_suggestions(quizgen: Quizgen, tmp_path: Path) -> None:
    """What is wrong comes first."""
    (tmp_path / "trees.yaml").write_text(f"{TREES}  - id: x\n", encoding="utf-8")

    code, _, errors = quizgen("suggest", "trees.yaml")

    assert code == 1
    assert "`quizgen check trees.yaml` says what is wrong" in errors


def test_in_a_terminal_a_key_answers(tmp_path: Path) -> None:
    """One key each, without return; q writes what was declared so far."""
    path = tmp_path / "trees.yaml"
    path.write_text(TREES, encoding="utf-8")
    terminal = Tty(["-m", "quizgen", "suggest", str(path)], columns=100, rows=40)
    try:
        terminal.wait("birch  (answers: Which tree has number two?) wrong? [y/n/s/q/?]")
        terminal.send("?")
        terminal.wait("[y/n/s/q/?] ?")
        terminal.send("y")
        terminal.wait("maple  (answers: Which tree has number three?) wrong? [y/n/s/q/?]")
        terminal.send("n")
        terminal.wait("Which tree has number two?\n")
        terminal.send("q")

        assert terminal.code() == 0
        assert "1 wrong option written into" in terminal.text()
        assert terminal.left_echoing
    finally:
        terminal.close()
    assert path.read_text(encoding="utf-8") == TREES.replace(
        "alder\n", "alder\n    wrong: [birch]\n"
    )


def test_interrupting_keeps_what_was_declared(tmp_path: Path) -> None:
    """Ctrl-C leaves with its own exit code, and no answer is lost."""
    path = tmp_path / "trees.yaml"
    path.write_text(TREES, encoding="utf-8")
    terminal = Tty(["-m", "quizgen", "suggest", str(path)], columns=100, rows=40)
    try:
        terminal.wait("[y/n/s/q/?]")
        terminal.send("y")
        terminal.wait("maple  (")
        terminal.send("\x03")

        assert terminal.code() == 130
    finally:
        terminal.close()
    assert "    wrong: [birch]\n" in path.read_text(encoding="utf-8")


def test_new_asks_for_a_title_in_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Return takes the title that is offered."""
    monkeypatch.chdir(tmp_path)
    terminal = Tty(["-m", "quizgen", "new"])
    try:
        terminal.wait("Title of the deck [My deck]:")
        terminal.send("Bones\r")

        assert terminal.code() == 0
    finally:
        terminal.close()
    assert (tmp_path / "bones.yaml").is_file()
