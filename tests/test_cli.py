"""The command line: quick help, one door for failures, exit codes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quizgen import __version__
from quizgen.cli import COMMANDS, run

HEAVY = {"yaml", "jinja2", "genanki", "sqlite3", "asyncio", "rich", "markdown_it", "fsrs_rs_python"}


def imported_by(*arguments: str) -> set[str]:
    """Run the command line in a fresh process and list the modules that it imported."""
    code = (
        "import sys\n"
        "from quizgen.cli import run\n"
        f"run({list(arguments)!r})\n"
        "print(*sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd="/"
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["completion", "bash"], ["log", "--help"]]
)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    """Help, version and completion load no library but click."""
    assert not imported_by(*arguments) & HEAVY


def test_completion_of_a_command_imports_no_command() -> None:
    """Tab after ``quizgen`` answers from the table."""
    environment = os.environ | {
        "_QUIZGEN_COMPLETE": "bash_complete",
        "COMP_WORDS": "quizgen ex",
        "COMP_CWORD": "1",
    }
    code = "import sys; from quizgen.cli import run; run([]); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code.replace("; print", "\nprint")],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )

    assert "plain,export" in done.stdout


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """The help lists each command of the table with its line."""
    assert run(["--help"]) == 0

    shown = capsys.readouterr().out
    assert all(name in shown and line in shown for name, (_, line) in COMMANDS.items())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each command of the table exists and explains itself."""
    assert run([command, "--help"]) == 0

    assert f"Usage: quizgen {command}" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """The version is the package's."""
    assert run(["--version"]) == 0

    assert capsys.readouterr().out == f"quizgen, version {__version__}\n"


def test_a_mistyped_command_is_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    """A command that does not exist names the nearest one, and exits with 2."""
    assert run(["chekc"]) == 2

    assert "Did you mean 'check'?" in capsys.readouterr().err


def test_a_missing_deck_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there exits with 2, in one sentence and a hint."""
    assert run(["check", "no-such-deck.yaml"]) == 2

    message = capsys.readouterr().err
    assert message.startswith("quizgen: there is no file or folder no-such-deck.yaml\nhelp: ")


def test_a_file_of_another_kind_is_no_deck(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page that happens to hold a deck is not asked about; the name says what it is."""
    page = tmp_path / "page.md"
    page.write_text("format: 1\n", encoding="utf-8")

    assert run(["quiz", str(page)]) == 2
    assert "page.md is no deck" in capsys.readouterr().err


def test_a_broken_deck_exits_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A deck with an error makes check exit with 1."""
    (tmp_path / "deck.yaml").write_text("format: 1\ndeck: a\n", encoding="utf-8")

    assert run(["check", str(tmp_path)]) == 1
    assert "error[" in capsys.readouterr().out


def test_an_unwritable_output_exits_with_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An output that cannot be written exits with 3 and says which."""
    (tmp_path / "taken").write_text("a file where a folder should be", encoding="utf-8")
    target = tmp_path / "taken" / "quiz.json"

    assert run(["generate", "-o", str(target)]) == 3
    assert f"{target} cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize("output", ["", ".", "/"])
def test_a_folder_is_no_output_file(output: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Where one file is written, a folder is refused."""
    assert run(["generate", "-o", output]) == 3
    assert "it is a folder" in capsys.readouterr().err


def test_an_output_that_is_a_pipe_or_a_link_stays_one(tmp_path: Path) -> None:
    """A device such as /dev/null must never be replaced by a file, nor a link by a copy."""
    pipe, link = tmp_path / "pipe", tmp_path / "link.json"
    os.mkfifo(pipe)
    link.symlink_to("target.json")
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE, text=True) as reader:
        assert run(["generate", "-n", "1", "-o", str(pipe)]) == 0
        assert reader.communicate(timeout=10)[0].startswith("{")

    assert run(["generate", "-n", "1", "-o", str(link)]) == 0
    assert pipe.is_fifo()
    assert link.is_symlink()
    assert (tmp_path / "target.json").is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_exits_with_3() -> None:
    """Output that cannot be written is said in one sentence."""
    done = subprocess.run(  # noqa: S602  # the redirection is what is tested
        f"{sys.executable} -m quizgen generate > /dev/full",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (
        3,
        "quizgen: cannot go on: No space left on device\n",
    )


def test_a_closed_pipe_is_no_failure() -> None:
    """``quizgen … | head`` ends quietly."""
    done = subprocess.run(  # noqa: S602  # the pipe is what is tested
        f"{sys.executable} -m quizgen generate | head -n 1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout == "{\n"
    assert done.stderr == ""
