"""Homes of other learners: a folder by each name, and no two names in one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.commands.learners import folder_of, homes_of, known_names, tidy
from quizgen.problems import RequestError


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without anybody in it."""
    monkeypatch.setenv("QUIZGEN_HOME", str(tmp_path))
    return tmp_path


def make(*names: str) -> None:
    """Make the homes of some learners."""
    for each in homes_of(names):
        each.make()


def test_a_name_is_a_folder(home: Path) -> None:
    """As it is written, in any script; spaces and accents are written in one way."""
    make("Zoë", "山田 太郎", "  Ann   Marie ", "Zoe")

    assert known_names() == ("Ann Marie", "Zoe", "Zoë", "山田 太郎")
    assert (home / "learners/山田 太郎/name.txt").read_text(encoding="utf-8") == "山田 太郎\n"
    (again,) = homes_of(["Zoe\u0308"])
    assert (again.path, again.new) == (home / "learners/Zoë", False)


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("../../etc", "-..-etc"),
        ("a/b\\c", "a-b-c"),
        ("/abs", "-abs"),
        ("..", ""),
        ("", ""),
        ("...x...", "x"),
        ("CON", "CON-"),
        ("nul.txt", "nul.txt-"),
        ("com1", "com1-"),
        ("a\0b\nc", "a-b-c"),
        ("x" * 81, ""),
        ("山" * 54, ""),
        ("-", ""),
        ("~root", "~root"),
    ],
)
def test_no_name_leads_elsewhere(name: str, folder: str) -> None:
    """What a file system or a shell might take for something else is no folder's name."""
    assert folder_of(name) == folder


@given(st.text(max_size=30))
def test_a_folder_is_one_step_below(name: str) -> None:
    """Whatever the name: one folder, in its place, that every system can make."""
    folder = folder_of(tidy(name))

    assert Path("learners", folder).parent == Path("learners") or not folder
    assert folder not in {".", ".."}
    assert not set(folder) & set('<>:"/\\|?*\0\n')
    assert folder == folder.strip(" .")


@pytest.mark.parametrize(
    ("first", "second"),
    [("Anna", "anna"), ("STRASSE", "Straße"), ("a/b", "a-b"), ("ﬁn", "fin"), ("Ann.", "Ann")],
)
def test_two_names_that_would_share_a_folder(home: Path, first: str, second: str) -> None:
    """They are refused: one of them would be logged into the other's log."""
    make(first)

    assert known_names() == (first,)
    with pytest.raises(RequestError, match="would share a folder with"):
        homes_of([second])
    with pytest.raises(RequestError, match="would share a folder with"):
        homes_of(["Somebody", second])
    assert homes_of([first])[0].new is False
    assert home.is_dir()


def test_all_names_that_are_none_are_named(home: Path) -> None:
    """Of a class all at once; nothing is made."""
    with pytest.raises(RequestError) as error:
        homes_of(["Anna", "..", "Ben", "ben", "?"])

    assert error.value.message == (
        "'..' is no name for a folder; 'ben' would share a folder with 'Ben';"
        " '?' is no name for a folder"
    )
    assert [*home.iterdir()] == []


def test_the_owner_is_not_among_the_learners(home: Path) -> None:
    """The settings' name is the home itself, however it is written; without one, only `me` is."""
    assert homes_of(["me", "Anna"])[0].path == home
    assert homes_of(["Anna"])[0].path == home / "learners/Anna"
    (home / "settings.toml").write_text('learner = "Anna"', encoding="utf-8")

    assert [it.path for it in homes_of(["ANNA", " anna", "Me", "Ann"])] == [
        *(home, home, home, home / "learners/Ann"),
    ]


def test_a_folder_made_by_hand(home: Path) -> None:
    """Without a file with the name in it, the folder's own name holds."""
    (home / "learners/Ben").mkdir(parents=True)
    (home / "learners/notes.txt").write_text("x", encoding="utf-8")

    assert known_names() == ("Ben",)
    assert homes_of(["Ben"])[0].new is False
