"""``quizgen export`` as its users call it: where files go, what is told, what stays."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from answered import answered_in_terminal
from handout_samples import picture, read
from pseudo_terminal import Tty

from quizgen.cli import run
from quizgen.commands.locks import write_locks
from quizgen.export import EXPORTERS, Bundle, Exporter
from quizgen.model import Deck, Position, Rating
from quizgen.sheet_file import read_record

ROOT = Path(__file__).parent.parent
DECK = """\
format: 1
deck: {deck}
title: {title}
sources: {{reader: "Course reader"}}
facts:
  - id: longest
    topic: Legs
    ask: Which bone is the longest in the human body?
    answer: the femur
    at: p. 12
    image: {{file: bone.png, alt: A long bone}}
  - id: collarbone
    topic: Shoulder
    term: clavicle
    means: the bone between shoulder blade and breastbone
    at: p. 14
"""

Quizgen = Callable[..., tuple[int, str, str]]


@pytest.fixture
def quizgen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Quizgen:
    """Run the command line in a folder with two decks, each with a picture of the same name."""
    for number, name in enumerate(("bones", "joints"), start=1):
        folder = tmp_path / name
        folder.mkdir()
        (folder / f"{name}.yaml").write_text(
            DECK.format(deck=f"{name}-x7k2", title=name.title()), encoding="utf-8"
        )
        (folder / "bone.png").write_bytes(picture(width=10 * number))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZGEN_HOME", str(tmp_path / "home"))

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("bones.apkg", "bones.apkg"),
        ("new/BONES.APKG", "new/BONES.apkg"),
        (".", "bones-x7k2.apkg"),
        ("week-2.1", "week-2.1/bones-x7k2.apkg"),
        ("odd.html/", "odd.html/bones-x7k2.apkg"),
    ],
)
def test_a_path_is_a_file_or_a_folder(quizgen: Quizgen, path: str, file: str) -> None:
    """Folders are made; a name that the exporter chose is told."""
    code, output, _ = quizgen("export", "anki", "bones", "-o", path)

    assert code == 0
    assert Path(file).is_file()
    chosen = Path(file).name == "bones-x7k2.apkg"
    assert output.endswith(f"written: {Path(file)}\n") is chosen


def test_a_folder_may_be_named_like_a_file(quizgen: Quizgen) -> None:
    """A folder that is there is meant, whatever its name."""
    Path("paper.html").mkdir()

    code, output, _ = quizgen("export", "handout", "bones", "-o", "paper.html")

    assert code == 0
    assert Path("paper.html", "bones-key.html").is_file()
    assert "written" not in output


@pytest.mark.parametrize("path", ["quiz.docx", "bones/bones.yaml", "bones.apkg"])
def test_a_file_of_another_format_is_refused(quizgen: Quizgen, path: str) -> None:
    """No folder of such a name is made, and nothing is written over."""
    before = sorted(Path().rglob("*"))

    code, _, error = quizgen("export", "handout", "bones", "-o", path)

    assert code == 2
    assert f"name it {Path(path).with_suffix('.html')}" in error
    assert sorted(Path().rglob("*")) == before


def test_what_a_filter_leaves_out_has_not_vanished(quizgen: Quizgen) -> None:
    """Notes that were not asked for keep their lines in the lock, and the report says so."""
    quizgen("export", "anki", "bones", "-o", "bones.apkg")
    lock = Path("bones/bones.lock").read_text()

    for narrow in (("--topic", "Legs"), ("-n", "1"), ("--kinds", "reverse")):
        _, output, _ = quizgen("export", "anki", "bones", "-o", "bones.apkg", *narrow)
        assert "1 note: 0 new, 0 changed, 1 unchanged, 0 retired, 0 vanished" in output
        assert "not asked for now, left as they are: 2" in output
        assert Path("bones/bones.lock").read_text() == lock


def test_each_deck_has_its_own_lock_and_its_own_pictures(quizgen: Quizgen) -> None:
    """Two decks in one package: pictures of one name are those beside their own decks."""
    code, output, _ = quizgen("export", "anki", "bones", "joints", "-o", "both.apkg")

    assert code == 0
    assert output.startswith("Bones: 3 notes: 3 new")
    assert Path("bones/bones.lock").is_file()
    assert Path("joints/joints.lock").is_file()

    quizgen("export", "handout", "bones", "joints", "--kinds", "recall", "-o", "both.html")
    images = read(Path("both.html").read_text(encoding="utf-8")).all("img")
    assert len({image.attributes["src"] for image in images}) == 2


def test_a_quiz_file_beside_its_deck_keeps_the_pictures(quizgen: Quizgen) -> None:
    """An edited quiz is printed, and packed, with what its deck shows."""
    quizgen("generate", "bones", "--kinds", "recall", "-o", "bones/quiz.json")

    assert quizgen("export", "anki", "bones/quiz.json", "-o", "quiz.apkg")[0] == 0
    assert quizgen("export", "handout", "bones/quiz.json", "-o", "quiz.html")[0] == 0
    assert read(Path("quiz.html").read_text(encoding="utf-8")).all("img")

    Path("quiz.json").write_bytes(Path("bones/quiz.json").read_bytes())
    code, output, _ = quizgen("export", "handout", "quiz.json", "-o", "quiz.html")
    assert code == 0
    assert "bone.png: cannot be read from where quiz.json is; its description" in output


def test_a_quiz_file_elsewhere_names_pictures_as_seen_from_there(quizgen: Quizgen) -> None:
    """Also those of two decks with one name; printed without a file, as seen from here."""
    Path("tests of May").mkdir()
    quizgen("generate", "bones", "joints", "--kinds", "recall", "-o", "tests of May/quiz.json")
    quizgen("export", "handout", "tests of May/quiz.json", "-o", "quiz.html")
    _, output, _ = quizgen("generate", "bones", "--kinds", "recall")

    images = read(Path("quiz.html").read_text(encoding="utf-8")).all("img")
    assert len({image.attributes["src"] for image in images}) == 2
    assert '"file": "bones/bone.png"' in output


def test_a_lock_that_cannot_be_read_stops_the_export(quizgen: Quizgen) -> None:
    """Going on would give every learner every note anew."""
    Path("bones/bones.lock").mkdir()

    code, _, error = quizgen("export", "anki", "bones", "-o", "bones.apkg")

    assert code == 3
    assert "bones.lock cannot be read" in error
    assert not Path("bones.apkg").exists()


def test_a_lock_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """What it costs is said, and what to do; a lock that stays as it was is not written at all."""
    (tmp_path / "file").touch()
    position = Position(file=str(tmp_path / "file" / "bones.yaml"), line=1, column=1)
    deck = Deck(id="bones-x7k2", title="Bones", facts=(), position=position)

    (told,) = write_locks((deck,), Bundle(files={}, locks={deck.id: "{}"}))

    assert "bones.lock cannot be written" in told
    assert "own edits" in told
    assert write_locks((deck,), Bundle(files={})) == ()


@pytest.mark.parametrize("deck", ["muscle-spasms", "general-knowledge"])
def test_the_shipped_locks_are_fresh(tmp_path: Path, deck: str) -> None:
    """Exporting a shipped deck changes nothing in the lock that is committed with it."""
    copy = tmp_path / deck
    shutil.copytree(ROOT / "decks" / deck, copy)
    lock = copy / f"{deck}.lock"
    before = lock.read_bytes()

    assert run(["export", "anki", str(copy), "-o", str(tmp_path / "deck.apkg")]) == 0
    assert lock.read_bytes() == before, f"run `quizgen export anki decks/{deck}` and commit it"


def exported(folder: Path, home: Path, **environment: str) -> bytes:
    """Export a copy of a shipped deck in a process of its own; return the package."""
    folder.mkdir()
    shutil.copytree(ROOT / "decks" / "muscle-spasms", folder / "deck")
    command = f'umask {environment.pop("UMASK", "022")}; exec "$0" -m quizgen export anki deck'
    subprocess.run(
        ["sh", "-c", f"{command} -o deck.apkg", sys.executable],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "QUIZGEN_HOME": str(home), **environment},
        check=True,
        capture_output=True,
    )
    return (folder / "deck.apkg").read_bytes()


def test_the_same_deck_and_lock_give_the_same_bytes_everywhere(tmp_path: Path) -> None:
    """Whatever the clock, the zone, the seed of hashes, the mask of files and the folder."""
    home = tmp_path / "home"

    here = exported(tmp_path / "a", home, PYTHONHASHSEED="1", TZ="UTC")
    there = exported(
        tmp_path / "of another name",
        home,
        PYTHONHASHSEED="2",
        TZ="Asia/Kolkata",
        LC_ALL="C",
        UMASK="077",
    )

    assert there == here


def test_an_export_whose_lock_cannot_be_written_says_so(quizgen: Quizgen) -> None:
    """The package is there, and so is the warning, on the other stream."""
    Path("bones/bones.lock").symlink_to("nowhere/lock")

    code, _, error = quizgen("export", "anki", "bones", "-o", "bones.apkg")

    assert code == 0
    assert Path("bones.apkg").is_file()
    assert "warning: bones/bones.lock cannot be written" in error
    assert "help: without it the next export" in error


def test_the_report_breaks_between_words_on_a_terminal(quizgen: Quizgen, tmp_path: Path) -> None:
    """Hundreds of facts with long names are still a few lines, and no name is torn."""
    names = [f"muscle-of-the-lower-leg-number-{n}" for n in range(100, 400)]
    facts = "".join(f"  - {{id: {name}, ask: What of {name}?, answer: x}}\n" for name in names)
    quizgen("export", "anki", "bones", "-o", "bones.apkg")
    with Path("bones/bones.yaml").open("a", encoding="utf-8") as deck:
        deck.write(facts)

    session = Tty(
        ["-m", "quizgen", "export", "anki", str(tmp_path / "bones"), "-o", str(tmp_path / "b.apkg")]
    )
    session.wait("290 more")
    told = session.text()

    assert "303 notes: 300 new, 0 changed, 3 unchanged, 0 retired, 0 vanished" in told
    assert all(name in told for name in names[:10])
    assert len(told.rstrip().split("\n")) < 12


DAY = 86_400


def answered(tmp_path: Path, card: str, days_ago: int) -> None:
    """Put a good answer of some days ago into the learner's log."""
    answered_in_terminal(tmp_path / "home", card, Rating.EASY, later=-days_ago * DAY)


def test_a_paper_of_what_is_due(quizgen: Quizgen, tmp_path: Path) -> None:
    """Only cards that are due today are asked, not new ones and not those of later."""
    answered(tmp_path, "bones-x7k2/longest/forward", 300)
    answered(tmp_path, "joints-x7k2/longest/forward", 0)

    code, output, _ = quizgen("export", "handout", "bones", "joints", "--from-due", "-o", "a.html")
    record = read_record((tmp_path / "a.sheet.json").read_text(), "a.sheet.json")

    assert code == 0
    assert "a.html: 1 question, 1 point, sheet " in output
    assert [it.card for it in record.quiz.questions] == ["bones-x7k2/longest/forward"]
    assert [deck.id for deck in record.quiz.decks] == ["bones-x7k2"]
    assert record.quiz.title == "Bones"


def test_the_likeliest_forgotten_is_on_a_short_paper(quizgen: Quizgen, tmp_path: Path) -> None:
    """Of more than the paper has room for, the most urgent come."""
    answered(tmp_path, "bones-x7k2/longest/forward", 40)
    answered(tmp_path, "joints-x7k2/longest/forward", 400)

    quizgen("export", "handout", "bones", "joints", "--from-due", "-n", "1", "-o", "a.html")

    record = read_record((tmp_path / "a.sheet.json").read_text(), "a.sheet.json")
    assert [it.card for it in record.quiz.questions] == ["joints-x7k2/longest/forward"]


def test_nothing_due_is_no_paper(quizgen: Quizgen, tmp_path: Path) -> None:
    """Who has nothing to practise is told so, and what to do."""
    code, _, error = quizgen("export", "handout", "bones", "--from-due", "-o", "paper")

    assert code == 2
    assert "nothing is due today" in error
    assert "leave --from-due out" in error
    assert not (tmp_path / "paper").exists()


def test_a_quiz_file_is_not_drawn_from_what_is_due(quizgen: Quizgen) -> None:
    """A quiz file is taken as it is."""
    quizgen("generate", "bones", "-o", "quiz.json")

    code, _, error = quizgen("export", "handout", "quiz.json", "--from-due")

    assert code == 2
    assert "name decks, or leave --from-due out" in error


def test_a_quiz_file_is_shuffled_by_a_seed(quizgen: Quizgen, tmp_path: Path) -> None:
    """Version A is the file as it is; a seed decides the others."""
    quizgen("generate", "bones", "joints", "-o", "quiz.json")

    def orders(seed: str) -> list[list[int]]:
        made = quizgen(
            *("export", "handout", "quiz.json", "--versions", "2", "--group", "none"),
            *("--seed", seed, "-o", "a.html"),
        )
        assert made[0] == 0
        record = read_record((tmp_path / "a.sheet.json").read_text(), "a.sheet.json")
        return [[slot.question for slot in paper.slots] for paper in record.papers]

    assert orders("1") == orders("1")
    assert orders("1")[0] == orders("2")[0] == sorted(orders("1")[0])
    assert orders("1")[1] != orders("2")[1]


def test_versions_are_named_and_told(quizgen: Quizgen, tmp_path: Path) -> None:
    """Each version has its paper and key; the report says what each file is."""
    code, output, _ = quizgen("export", "handout", "bones", "--versions", "2", "-o", "p/test.html")

    assert code == 0
    assert sorted(path.name for path in (tmp_path / "p").iterdir()) == [
        "test-A-key.html",
        "test-A.html",
        "test-B-key.html",
        "test-B.html",
        "test-keys.html",
        "test.sheet.json",
    ]
    assert "test-keys.html: the answers of all versions at a glance" in output


def test_the_record_is_kept_by_its_code(quizgen: Quizgen, tmp_path: Path) -> None:
    """It lies beside the paper for colleagues, and in the learner's folder for oneself."""
    _, output, _ = quizgen("export", "handout", "bones", "-o", "a.html")
    code = output.split("sheet ")[1].split()[0]

    kept = tmp_path / "home" / "sheets" / f"{code}.sheet.json"

    assert kept.read_bytes() == (tmp_path / "a.sheet.json").read_bytes()


def test_a_folder_that_cannot_keep_records_is_said(quizgen: Quizgen, tmp_path: Path) -> None:
    """The paper is made all the same; its record lies beside it."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "sheets").write_text("in the way")

    code, _, error = quizgen("export", "handout", "bones", "-o", "a.html")

    assert code == 0
    assert "warning: " in error
    assert "by the file beside the paper" in error
    assert (tmp_path / "a.sheet.json").is_file()


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda it: it.name)
def test_each_format_is_a_command_of_its_own(quizgen: Quizgen, exporter: Exporter) -> None:
    """Its help names its own options and no other format's."""
    code, output, _ = quizgen("export", exporter.name, "--help")

    assert code == 0
    for option in exporter.options:
        assert option.opts[0] in output
    assert ("--progress" in output) is exporter.carries_progress
    assert ("--seed" in output) is (exporter.selection == "quiz")


def test_a_format_that_was_mistyped(quizgen: Quizgen) -> None:
    """The nearest format is named."""
    code, _, error = quizgen("export", "handuot")

    assert code == 2
    assert "Did you mean 'handout'?" in error
