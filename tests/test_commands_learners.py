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
        ("LPT²", "LPT²-"),
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
    [
        ("Anna", "anna"),
        ("STRASSE", "Straße"),
        ("a/b", "a-b"),
        ("ﬁn", "fin"),
        ("Ａnna", "Anna"),
        ("Ann.", "Ann"),
    ],
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

    for name in ("ANNA", " anna", "Me", "An\u200bna"):
        assert [it.path for it in homes_of([name])] == [home]
    assert homes_of(["Ann"])[0].path == home / "learners/Ann"


@pytest.mark.parametrize(
    ("first", "second"),
    [("me", "Anna"), ("Jos\u00e9", "Jose\u0301"), ("Ben", "Ben"), ("Ben", "\u202eBen\u202c")],
)
def test_two_names_of_one_learner(home: Path, first: str, second: str) -> None:
    """In one class they are refused: one's answers would take the place of the other's."""
    (home / "settings.toml").write_text('learner = "Anna"', encoding="utf-8")
    with pytest.raises(RequestError, match="are one learner here"):
        homes_of([first, second])


def test_a_folder_that_is_a_link(home: Path) -> None:
    """To a place of its own it is a home like any other; into somebody else's it is refused."""
    make("Anna")
    (home / "elsewhere").mkdir()
    links = {
        "Ben": "elsewhere",
        "Cleo": "learners/Anna",
        "Dan": ".",
        "Eve": "learners/Anna/log",
        "Flo": "elsewhere",
    }
    for name, place in links.items():
        (home / "learners" / name).symlink_to(home / place)
    (home / "learners/Anna/log").mkdir()
    (home / "learners/Gus").symlink_to(home.parent)
    with pytest.raises(RequestError, match="the folder of 'Gus' is a link to this home"):
        homes_of(["Gus"])

    with pytest.raises(RequestError, match="the folder of 'Ben' is a link to that of 'Flo'"):
        homes_of(["Ben"])
    (home / "learners/Flo").unlink()
    assert homes_of(["Ben"])[0].new is False
    assert homes_of(["Anna"])[0].path == home / "learners/Anna"
    with pytest.raises(RequestError, match="share a folder with 'Anna'"):
        homes_of(["Cleo"])
    with pytest.raises(RequestError, match="the folder of 'Dan' is a link to this home"):
        homes_of(["Dan"])
    with pytest.raises(RequestError, match="the folder of 'Eve' is a link to that of 'Anna'"):
        homes_of(["Eve"])


def test_a_folder_made_by_hand(home: Path) -> None:
    """Without a file with the name in it, the folder's own name holds."""
    (home / "learners/Ben").mkdir(parents=True)
    (home / "learners/notes.txt").write_text("x", encoding="utf-8")

    assert known_names() == ("Ben",)
    assert homes_of(["Ben"])[0].new is False


def test_what_nobody_sees_is_no_part_of_a_name() -> None:
    """But for the signs that join and part letters, which some scripts need."""
    assert tidy("\ufeffAn\u200bna\u200f") == "Anna"
    assert (
        tidy("\u0639\u0644\u06cc\u200c\u0631\u0636\u0627")
        == "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627"
    )
