"""What the tests share: golden files, and patience on a loaded machine."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fork_server import ForkServer
from hypothesis import settings

from quizgen.cli import run

# How long an example takes says more about the machine than about the law. What lands is judged
# by the same examples each time; whoever works on it meets new ones.
settings.register_profile("quizgen", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("quizgen")

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--golden``, which rewrites the golden files."""
    parser.addoption("--golden", action="store_true", help="rewrite the golden files")


class Golden:
    """Compares a text with the golden file of a name, or rewrites it."""

    def __init__(self, *, rewrite: bool) -> None:
        """Keep whether to rewrite."""
        self.rewrite = rewrite

    def check(self, name: str, text: str) -> None:
        """Assert that the text equals the golden file."""
        path = GOLDEN / name
        if self.rewrite:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

        assert path.read_text(encoding="utf-8") == text


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Golden files, rewritten under ``--golden``."""
    return Golden(rewrite=bool(request.config.getoption("--golden")))


@pytest.fixture
def command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Run the command line in an empty folder; returns exit code, output and errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZGEN_HOME", str(tmp_path / "home"))

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture(scope="session")
def server() -> Iterator[ForkServer]:
    """A warmed-up quizgen, to be started in terminals over and over."""
    running = ForkServer()
    yield running
    running.close()
