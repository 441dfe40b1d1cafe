"""``quizgen import`` of Anki's files: a deck with ``--deck``, the answers in it without."""

import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki_collections import PNG, Shelf
from fork_server import ForkServer
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quizgen.authoring.scalars import scalar
from quizgen.deck_reader import parse_deck
from quizgen.markup import plain
from quizgen.model import Pair, Statement
from quizgen.problems import SetupError

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """Open an empty collection."""
    made = Shelf(tmp_path / "anki")
    yield made
    made.anki.close()


def body(path: Path) -> list[str]:
    """Return the lines of a deck's facts."""
    return path.read_text(encoding="utf-8").partition("facts:\n")[2].splitlines()


@pytest.fixture
def package(shelf: Shelf) -> str:
    """Make a package as an editor's HTML has it, with a picture."""
    picture = shelf.media("cell.png")
    shelf.add(
        "Basic",
        "<div>What does a <b>mitochondrion</b> make?</div>",
        '<div>ATP&nbsp;</div><div><span style="color: red">a lot</span></div>',
        deck="Bio::Cells",
        tags="cell",
    )
    shelf.add("Basic", "Parts?", "<ul><li>nucleus</li><li>wall</li></ul>", deck="Bio::Cells")
    shelf.add("Cloze", f'The {{{{c1::nucleus}}}} holds DNA.<img src="{picture}">', deck="Bio")
    shelf.add("Basic", "Empty", "", deck="Bio")
    return str(shelf.export())


def test_a_package_becomes_a_deck(command_line: Call, package: str, tmp_path: Path) -> None:
    """The deck reads as its author would write it, is sound, and has its picture beside it."""
    code, said, _ = command_line("import", package, "--deck", "Cell biology")

    assert code == 1  # a note is left out
    assert said.startswith("cell-biology.yaml: 3 facts of 4 notes, 1 picture in ")
    assert "It is a deck of its own: the notes in Anki stay as they are" in said
    assert "  1 × the answer is empty: “Empty”\n" in said
    assert "  1 × colours: “What does a mitochondrion make?”\n" in said
    assert body(tmp_path / "cell-biology.yaml") == [
        "  - id: mitochondrion-make",
        "    ask: What does a **mitochondrion** make?",
        '    answer: "ATP\\na lot"',
        "    tags: [cell]",
        "    topic: Cells",
        "  - id: parts",
        "    ask: Parts?",
        '    answer: "- nucleus\\n- wall"',
        "    topic: Cells",
        "  - id: nucleus-holds-dna",
        "    say: The nucleus holds DNA.",
        "    cloze: [nucleus]",
        "    image: {file: cell-biology-pictures/cell.png}",
    ]
    assert (tmp_path / "cell-biology-pictures" / "cell.png").read_bytes() == PNG
    code, said, _ = command_line("check", "cell-biology.yaml")
    assert code == 0
    assert "0 errors" in said


def test_a_dry_run_writes_nothing(command_line: Call, package: str, tmp_path: Path) -> None:
    """It shows per note type what its fields become and the first facts, and writes no file."""
    before = sorted(tmp_path.rglob("*"))
    code, said, _ = command_line("import", package, "--deck", "Cells", "--dry-run")

    assert code == 1
    assert said.startswith("This would make cells.yaml: 3 facts of 4 notes")
    assert "  Basic: 3 notes, 2 facts\n      guessed: Front → ask, Back → answer\n" in said
    assert "      - ask: Parts?\n" in said
    assert "  Bio::Cells: 2 notes, 2 facts, topic Cells\n" in said
    assert sorted(tmp_path.rglob("*")) == before


def test_a_narrow_terminal_keeps_what_belongs_together(
    server: ForkServer, package: str, tmp_path: Path
) -> None:
    """A line that goes on is set in further than where it began."""
    session = server.start(
        "import", package, "--deck", "Cells", "--dry-run", columns=40, rows=90, cwd=tmp_path
    )
    try:
        assert session.code() == 1
    finally:
        session.close()

    lines = [line.rstrip() for line in session.text().splitlines()]
    assert all(len(line) <= 40 for line in lines)
    at = next(n for n, line in enumerate(lines) if "guessed: Text" in line)
    assert lines[at].startswith("      guessed")
    assert lines[at + 1].startswith("          ")


def test_json_says_the_same(command_line: Call, package: str) -> None:
    """Programs get the counts, the mapping and what is lacking."""
    _, said, _ = command_line(
        "import", package, "--deck", "Cells", "--json", "--from-deck", "Bio::Cells"
    )

    found = json.loads(said)
    assert (found["deck"], found["facts"], found["notes"]) == ("cells.yaml", 2, 2)
    [kind] = found["note_types"]
    assert (kind["name"], kind["keys"]) == ("Basic", {"Front": "ask", "Back": "answer"})
    assert found["decks"] == [{"name": "Bio::Cells", "topic": "", "notes": 2, "facts": 2}]
    assert found["not_kept"] == [
        {"what": "colours", "count": 1, "examples": ["What does a mitochondrion make?"]}
    ]


def test_fields_by_option(command_line: Call, package: str, tmp_path: Path) -> None:
    """``--fields`` says what a note type's fields hold."""
    code, said, _ = command_line(
        "import", package, "--deck", "Cells", "--fields", "Basic: term=Front, means=Back"
    )

    assert code == 1
    assert "as you say: Front → term, Back → means" in said
    assert "    term: Parts?" in body(tmp_path / "cells.yaml")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--deck", "X", "--title", "Y"], "--deck and --title"),
        (["--deck", "X", "--terms"], "--terms does not go with"),
        (["--deck", "X", "--columns", "ask,answer"], "--columns does not go with"),
        (["--deck", " "], "--deck names the deck"),
        (["--from-deck", "Bio"], "--from-deck does not go without --deck"),
        (["--fields", "Basic: ask=Front, answer=Back"], "--fields does not go without --deck"),
        (["-o", "x.yaml"], "--output does not go without --deck"),
        (["--title", "X"], "--title does not go without --deck"),
        (["--deck", "X", "--from-deck", "Chemistry"], "there is no deck 'Chemistry'"),
        (["--deck", "X", "-o", "x.txt"], "x.txt is no name for a deck"),
        (
            ["--deck", "X", "--fields", "Basic: ask=Front, answer=Back, id=Back"],
            "'Back' of 'Basic' has two keys",
        ),
    ],
)
def test_options_that_do_not_go_together(
    command_line: Call, package: str, options: list[str], says: str
) -> None:
    """Both options are named, or the option and the file."""
    code, _, error = command_line("import", package, *options)

    assert code == 2
    assert says in error


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--from-deck", "A"], "--from-deck does not go with cards.csv"),
        (["--fields", "Basic: ask=Front"], "--fields does not go with cards.csv"),
        (["--dry-run"], "--dry-run does not go with cards.csv"),
    ],
)
def test_options_of_anki_do_not_go_with_text(
    command_line: Call, tmp_path: Path, options: list[str], says: str
) -> None:
    """A text file has columns; what is of Anki is refused."""
    (tmp_path / "cards.csv").write_text("ask,answer\na,b\n", encoding="utf-8")

    code, _, error = command_line("import", "cards.csv", *options)

    assert code == 2
    assert says in error
    assert not (tmp_path / "cards.yaml").exists()


def test_deck_titles_a_text_file_too(command_line: Call, tmp_path: Path) -> None:
    """With a text file ``--deck`` is its title."""
    (tmp_path / "cards.csv").write_text("ask,answer\na,b\n", encoding="utf-8")

    assert command_line("import", "cards.csv", "--deck", "My cards")[0] == 0
    assert "title: My cards\n" in (tmp_path / "cards.yaml").read_text(encoding="utf-8")


def test_nothing_is_overwritten(command_line: Call, package: str, tmp_path: Path) -> None:
    """A deck that is there is refused, and a folder that is there stays as it is."""
    mine = tmp_path / "cells-pictures"
    mine.mkdir()
    (mine / "cell.png").write_bytes(b"mine")

    command_line("import", package, "--deck", "Cells")
    code, _, error = command_line("import", package, "--deck", "Cells")

    assert code == 2
    assert "cells.yaml is there already" in error
    assert (mine / "cell.png").read_bytes() == b"mine"
    assert (tmp_path / "cells-pictures-2" / "cell.png").read_bytes() == PNG


def test_nothing_half_written_stays(
    command_line: Call, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the deck cannot be written, its pictures go again."""

    def full(path: Path, content: bytes) -> None:  # noqa: ARG001  # its signature
        raise SetupError(f"{path} cannot be written: no space left")

    monkeypatch.setattr("quizgen.commands.import_deck.write_file", full)
    before = sorted(tmp_path.rglob("*"))

    code, _, error = command_line("import", package, "--deck", "Cells")

    assert code == 3
    assert "no space left" in error
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["../evil.png", "/etc/evil.png", "C:\\evil.png", "a/b.png"])
def test_names_that_lead_out_are_refused(
    command_line: Call, shelf: Shelf, tmp_path: Path, name: str
) -> None:
    """A package whose media lead out of a folder is refused, and nothing is written."""
    shelf.add("Basic", f'<img src="{name}">', "a")
    source = zipfile.ZipFile(shelf.export("old.apkg"))
    hostile = tmp_path / "hostile.apkg"
    with zipfile.ZipFile(hostile, "w") as target:
        for member in source.namelist():
            if member != "media":
                target.writestr(member, source.read(member))
        target.writestr("media", json.dumps({"0": name}))
        target.writestr("0", PNG)
    before = sorted(tmp_path.rglob("*"))

    code, _, error = command_line("import", str(hostile), "--deck", "Cells")

    assert code == 2
    assert "leads out of its folder" in error
    assert sorted(tmp_path.rglob("*")) == before


def test_a_package_without_a_usable_note(command_line: Call, shelf: Shelf, tmp_path: Path) -> None:
    """Where no note makes a fact, nothing is written and the reasons are said."""
    shelf.add("Basic", "a", "")
    shelf.add("Basic", "b", "")
    code, _, error = command_line("import", str(shelf.export()), "--deck", "X")

    assert code == 1
    assert "nothing was written" in error
    assert "2 × the answer is empty" in error
    assert not (tmp_path / "x.yaml").exists()


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 and no archive", b"SQLite format 3\0 and no more"]
)
def test_what_only_looks_like_anki(command_line: Call, tmp_path: Path, content: bytes) -> None:
    """A broken file is refused with a sentence, with and without ``--deck``."""
    (tmp_path / "x.apkg").write_bytes(content)

    for more in ([], ["--deck", "X"]):
        code, _, error = command_line("import", "x.apkg", *more)
        assert code == 2
        assert error.startswith("quizgen: x.apkg ")
    assert not (tmp_path / "x.yaml").exists()


@pytest.mark.parametrize(
    "content", [b"", b"\xfe\x01\x00", b"<html>Sign in, please</html>\n", b"question,answer\na,b\n"]
)
def test_what_is_named_like_anki_is_no_text(
    command_line: Call, tmp_path: Path, content: bytes
) -> None:
    """What a failed download leaves is not taken for cards, and nobody is told of columns."""
    (tmp_path / "x.apkg").write_bytes(content)

    for more in ([], ["--deck", "X"]):
        code, _, error = command_line("import", "x.apkg", *more)
        assert code == 2
        assert error.startswith("quizgen: x.apkg is no collection of Anki and no package")
    assert not (tmp_path / "x.yaml").exists()


def test_a_spreadsheet_is_no_package(command_line: Call, tmp_path: Path) -> None:
    """An archive of another program is told to be saved as text."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    (tmp_path / "cards.xlsx").write_bytes(data.getvalue())

    code, _, error = command_line("import", "cards.xlsx")

    assert code == 1
    assert "in a spreadsheet save as CSV UTF-8" in error


OWN = """format: 1
deck: organs-a1b2
title: Organs
language: en
facts:
  - {id: bile, ask: Which organ makes bile?, answer: the liver, also: [liver], topic: Belly}
  - {id: urine, ask: Which organ makes urine?, answer: the kidney, tags: [water]}
  - {id: sweat, say: The skin makes sweat., cloze: [sweat]}
"""


@pytest.fixture
def studied(command_line: Call, shelf: Shelf, tmp_path: Path) -> Shelf:
    """Bring quizgen's own notes into a collection and answer two of them there."""
    (tmp_path / "organs.yaml").write_text(OWN, encoding="utf-8")
    code, _, said = command_line("export", "anki", "organs.yaml", "-o", "organs.apkg")
    assert code == 0, said
    shelf.anki.set_config("fsrs", val=True)
    shelf.anki.import_anki_package(
        ImportAnkiPackageRequest(
            package_path=str(tmp_path / "organs.apkg"), options=ImportAnkiPackageOptions()
        )
    )
    for number in list(shelf.anki.find_cards(""))[:2]:
        card = shelf.anki.get_card(number)
        card.start_timer()
        shelf.anki.sched.answerCard(card, 3)
    return shelf


@pytest.mark.parametrize(
    "name", ["old.apkg", "new.apkg", "old.colpkg", "new.colpkg", "collection.anki2"]
)
def test_answers_come_in_without_a_deck(command_line: Call, studied: Shelf, name: str) -> None:
    """What was answered in Anki counts here, once, from every kind of file."""
    path = str(studied.export(name, scheduling=True))

    code, said, error = command_line("import", path, "--dry-run")
    assert (code, error) == (0, "")
    assert said.startswith("2 answers to 2 cards would come in from Anki")
    code, said, _ = command_line("import", path)
    assert said.startswith("2 answers to 2 cards came in from Anki")
    code, said, _ = command_line("import", path, "--json")
    assert json.loads(said)["answers"] == 0
    assert json.loads(said)["known"] == 2


@pytest.mark.parametrize("name", ["old.apkg", "new.apkg"])
def test_a_package_without_scheduling_has_no_answers(
    command_line: Call, studied: Shelf, name: str
) -> None:
    """It is said that the package holds no answers, and how one would."""
    code, said, _ = command_line("import", str(studied.export(name)))

    assert code == 0
    assert said.startswith("Nothing new from Anki, which has 3 cards of quizgen's.")
    assert "it holds no answers; a package does if it was exported with scheduling" in said


def test_foreign_notes_need_a_deck(command_line: Call, package: str) -> None:
    """Without ``--deck`` a package of others is refused with the option that helps."""
    code, _, error = command_line("import", package)

    assert code == 2
    assert "holds no note of quizgen's" in error
    assert "with --deck NAME a deck is made of its notes" in error


def test_own_notes_make_a_deck_all_the_same(
    command_line: Call, studied: Shelf, tmp_path: Path
) -> None:
    """It is said that they are quizgen's own and how their answers come in."""
    path = str(studied.export())
    code, said, _ = command_line("import", path, "--deck", "Again")

    assert code == 0
    assert "All of them are quizgen's own notes" in said
    assert "without --deck, takes in" in said
    lines = body(tmp_path / "again.yaml")
    for line in (
        "    ask: Which organ makes bile?",
        "    answer: the liver",
        "    also: [liver]",
        "    topic: Belly",
        "    tags: [water]",
        "    say: The skin makes sweat.",
        "    cloze: [sweat]",
    ):
        assert line in lines


texts = st.text(
    st.one_of(
        st.sampled_from("<&>*{}'\"`~^$\\ ab1:#-日本שלום\u0301"),
        st.characters(categories=["L", "N", "P", "S"]),
    ),
    min_size=1,
    max_size=20,
).filter(lambda text: plain(text) == text and text.strip() == text and any(map(str.isalnum, text)))


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None
)
@example([("2 < 3 & {{x}} <b>?", "a * b * c"), ('"quotes"', "'q' ::"), ("日本語は", "שלום")])
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=8))
def test_plain_texts_survive_the_way_there_and_back(
    command_line: Call, tmp_path: Path, pairs: list[tuple[str, str]]
) -> None:
    """A deck that goes to Anki and comes back asks the same questions and has the same answers."""
    for path in (*tmp_path.glob("*.yaml"), *tmp_path.glob("*.apkg"), *tmp_path.glob("*.lock")):
        path.unlink()
    lines = ["format: 1", "deck: there-a1b2", "title: There", "facts:"]
    for number, (ask, answer) in enumerate(pairs):
        lines += [
            f"  - id: f{number}",
            f"    ask: {scalar(f'{number} {ask}')}",
            f"    answer: {scalar(answer)}",
        ]
    (tmp_path / "there.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    there = parse_deck((tmp_path / "there.yaml").read_text(encoding="utf-8"), "there.yaml")
    assert command_line("export", "anki", "there.yaml", "-o", "there.apkg")[0] == 0
    code, _, error = command_line("import", "there.apkg", "--deck", "Back")
    assert (code, error) == (0, "")
    back = parse_deck((tmp_path / "back.yaml").read_text(encoding="utf-8"), "back.yaml")

    assert there.deck is not None
    assert back.deck is not None
    said = [
        sorted(
            (normalize("NFC", plain(fact.shape.ask)), normalize("NFC", plain(fact.shape.answer)))
            for fact in deck.facts
            if isinstance(fact.shape, Pair)
        )
        for deck in (there.deck, back.deck)
    ]
    assert said[0] == said[1]
    assert len(said[0]) == len(pairs)


@pytest.mark.parametrize(
    ("say", "blank"),
    [
        ("If a < b & b > c, then {{x}} wins", "{{x}}"),
        ("The sign }} closes what {{c1::a opens", "closes"),
        ("鉄は金属です", "鉄"),
        ("בירת צרפת היא פריז", "פריז"),
        ('She said "2 * 3 * 4" and left', "2 * 3 * 4"),
        ("x :: y is a pair", "pair"),
    ],
)
def test_statements_survive_the_way_there_and_back(
    command_line: Call, tmp_path: Path, say: str, blank: str
) -> None:
    """A statement comes back from Anki with the same sentence and the same blank."""
    (tmp_path / "there.yaml").write_text(
        "format: 1\ndeck: there-a1b2\ntitle: There\nfacts:\n"
        f"  - id: it\n    say: {scalar(say)}\n    cloze: [{scalar(blank, flow=True)}]\n",
        encoding="utf-8",
    )
    assert command_line("export", "anki", "there.yaml", "-o", "there.apkg")[0] == 0

    assert command_line("import", "there.apkg", "--deck", "Back")[0] == 0

    back = parse_deck((tmp_path / "back.yaml").read_text(encoding="utf-8"), "back.yaml").deck
    assert back is not None
    [fact] = back.facts
    assert isinstance(fact.shape, Statement)
    assert plain(fact.shape.say) == plain(say)
    assert [plain(it.text) for it in fact.shape.blanks] == [plain(blank)]


def test_many_notes_that_ask_the_same(command_line: Call, shelf: Shelf, tmp_path: Path) -> None:
    """Five thousand notes with one question get an id each, in little time."""
    shelf.add("Basic", "Which one is 0?", "thing 0")
    path = shelf.export("collection.anki2")
    database = sqlite3.connect(path)
    database.create_collation("unicase", lambda one, two: (one > two) - (one < two))
    [note] = database.execute("select * from notes").fetchall()
    rows = [
        (
            note[0] + n,
            f"guid{n}",
            *note[2:6],
            f"Which one is it?\x1f<div>thing&nbsp;{n}</div>",
            "",
            0,
            0,
            "",
        )
        for n in range(1, 5000)
    ]
    database.executemany("insert into notes values (?,?,?,?,?,?,?,?,?,?,?)", rows)
    database.commit()
    database.close()

    code, said, _ = command_line("import", str(path), "--deck", "Many", "--json")

    assert json.loads(said)["facts"] == 5000
    assert code == 0
    assert "  - id: one-4999\n" in (tmp_path / "many.yaml").read_text(encoding="utf-8")
