"""Which files a deck's name stands for."""

import os
from pathlib import Path

from quizgen.deck_files import deck_files


def found(path: Path) -> tuple[list[str], list[str]]:
    """Return the files below a path, and what could not be looked at."""
    missed: list[str] = []
    files = [
        os.path.relpath(file, path) for file in deck_files(str(path), lambda p, _: missed.append(p))
    ]
    return files, missed


def test_a_folder_stands_for_the_deck_files_below_it(tmp_path: Path) -> None:
    """In order; what is hidden, or no deck by its name, is passed over."""
    for name in ("b.yaml", "a.yml", "sub/c.YAML", ".hidden/d.yaml", ".e.yaml", "notes.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("")

    assert found(tmp_path) == (["a.yml", "b.yaml", "sub/c.YAML"], [])


def test_a_file_stands_for_itself(tmp_path: Path) -> None:
    """Whatever its name."""
    file = tmp_path / "deck"
    file.write_text("")

    assert found(file) == (["."], [])


def test_what_is_not_there_is_noted(tmp_path: Path) -> None:
    """Rather than raised."""
    assert found(tmp_path / "no") == ([], [str(tmp_path / "no")])


def test_a_link_that_leads_back_is_followed_once(tmp_path: Path) -> None:
    """A circle of folders has an end."""
    (tmp_path / "a.yaml").write_text("")
    (tmp_path / "loop").symlink_to(tmp_path)

    assert found(tmp_path) == (["a.yaml"], [])
