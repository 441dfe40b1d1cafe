"""The wheel carries everything and works in a fresh environment; so does the checkout."""

import re
import subprocess
import sys
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.cli import COMMANDS
from quizgen.shipped import shipped

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel once."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT],
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def files_below(folder: Path) -> set[str]:
    """List the files of a folder of the checkout that belong to the project."""
    listed = subprocess.run(
        ["git", "ls-files", "--", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return set(listed.stdout.split())


def test_the_checkout_finds_its_folders() -> None:
    """In a checkout the shipped folders are the checkout's own."""
    assert shipped("decks").joinpath("muscle-spasms").is_dir()
    assert shipped("templates").is_dir()


@pytest.mark.parametrize("folder", ["decks", "templates"])
def test_the_wheel_carries_the_folder(wheel: Path, folder: str) -> None:
    """Every committed deck and template is in the wheel."""
    names = {
        name.removeprefix("quizgen/_data/")
        for name in zipfile.ZipFile(wheel).namelist()
        if name.startswith("quizgen/_data/")
    }

    assert files_below(Path(folder)) <= names


def oldest(wheel: Path) -> list[str]:
    """Pin what is Python alone to the oldest versions that the wheel allows.

    Those that are compiled are left out: old ones exist for old versions of Python only.
    """
    archive = zipfile.ZipFile(wheel)
    [metadata] = [name for name in archive.namelist() if name.endswith("/METADATA")]
    needs = archive.read(metadata).decode()
    bounds = re.findall(r"^Requires-Dist: ([\w-]+)>=([\d.]+)$", needs, re.MULTILINE)
    pure = {"click", "genanki", "jinja2", "markdown-it-py", "rich"}
    pins = [f"{name}=={bound}" for name, bound in bounds if name in pure]
    assert len(pins) == len(pure)
    return pins


@pytest.mark.slow
@pytest.mark.parametrize("pins", [lambda _: [], oldest], ids=["newest", "oldest"])
def test_the_wheel_works_in_a_fresh_environment(
    pins: Callable[[Path], list[str]], wheel: Path, tmp_path: Path
) -> None:
    """A wheel installed in a fresh environment checks, quizzes and exports the shipped decks."""
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", str(wheel), *pins(wheel)]
    subprocess.run(install, check=True)
    quizgen = tmp_path / "env" / "bin" / "quizgen"
    work = tmp_path / "work"
    work.mkdir()
    environment = {"QUIZGEN_HOME": str(tmp_path / "home"), "PATH": "/usr/bin:/bin"}

    def run(*arguments: str, stdin: str = "") -> str:
        done = subprocess.run(
            [quizgen, *arguments],
            cwd=work,
            env=environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert "0 errors" in run("check")
    assert "1 of " in run("quiz", "--seed", "1", "--plain", stdin="a\n")
    run("export", "anki", "-o", "deck.apkg")
    run("export", "handout", "-o", "paper", "--seed", "1")
    for command in COMMANDS:
        assert "Usage: quizgen" in run(command, "--help")

    assert zipfile.is_zipfile(work / "deck.apkg")
    assert list((work / "paper").glob("*.html"))
