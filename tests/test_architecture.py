"""The house stands: ranks, effects at the edge, everything registered and tested."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizgen.export import EXPORTERS
from quizgen.kinds import KINDS

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "quizgen"

RANKS = {
    "collecting": 0,
    "model": 0,
    "problems": 0,
    "cards": 1,
    "distractors": 1,
    "items": 1,
    "kinds": 1,
    "marking": 1,
    "markup": 1,
    "scheduler": 1,
    "solver": 1,
    "statements": 1,
    "wording": 1,
    "checks": 2,
    "generator": 2,
    "linter": 2,
    "progress": 2,
    "selection": 2,
    "anki_cards": 3,
    "explanation": 3,
    "planning": 3,
    "fitting": 3,
    "review_queue": 3,
    "session": 3,
    "sheets": 3,
    "statistics": 3,
    "anki_file": 4,
    "anki_history": 4,
    "anki_progress": 4,
    "authoring": 4,
    "cache": 4,
    "deck_files": 4,
    "deck_reader": 4,
    "explanation_report": 4,
    "export": 4,
    "importers": 4,
    "item_reader": 4,
    "overrules": 4,
    "quiz_file": 4,
    "report": 4,
    "sheet_file": 4,
    "review_log": 4,
    "statistics_report": 4,
    "shipped": 4,
    "library": 5,
    "terminal": 5,
    "cli": 6,
    "commands": 6,
    "__main__": 6,
}
"""Module or folder → rank; it imports its own rank or lower."""

ALLOWED = {
    "click": {"cli", "commands", "export"},
    "yaml": {"deck_reader"},
    "genanki": {"export/anki"},
    "anki": {"commands/anki"},
    "sqlite3": {"anki_file", "export/anki"},
    "zipfile": {"anki_file", "export/anki"},
    "zstandard": {"anki_file"},
    "jinja2": {"export/pages.py"},
    "markdown_it": {"markup"},
    "latex2mathml": {"export/mathml.py"},
    "weasyprint": {"commands/pdf"},
    "fsrs_rs_python": {"scheduler"},
    "rich": {"terminal", "report", "statistics_report", "commands"},
    "time": {"commands", "terminal/inbox.py"},
    "datetime": {"commands", "scheduler", "export", "review_log", "anki_history"},
    "os": {"cli", "commands", "review_log", "terminal", "deck_reader", "cache", "deck_files"},
    "sys": {"cli", "commands", "terminal", "cache"},
    "secrets": {"commands"},
    "pathlib": {"cli", "commands", "shipped", "deck_reader", "deck_files", "review_log", "library"}
    | {"export", "cache", "anki_file", "anki_history"},
    "tempfile": {"anki_file", "commands/pdf"},
    "subprocess": {"commands"},
}
"""Modules with effects, or heavy ones → who may import them."""


def modules() -> list[Path]:
    """List the package's modules."""
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """Return a module's path below the package."""
    return path.relative_to(PACKAGE).as_posix()


def room(path: Path) -> str:
    """Return the module or top folder that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """List the dotted names that a module imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_ranks(path: Path) -> None:
    """A module imports only its own rank or lower."""
    if path == PACKAGE / "__init__.py":
        return
    own = RANKS[room(path)]

    for imported in imports(path):
        parts = imported.split(".")
        if parts[0] == "quizgen" and len(parts) > 1 and parts[1] in RANKS:
            assert RANKS[parts[1]] <= own, f"{name_of(path)} imports {imported}"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_effects_and_heavy_imports_stay_where_they_belong(path: Path) -> None:
    """Clock, environment, files and heavy libraries are known only at the edge."""
    name = name_of(path)

    for imported in {imported.split(".")[0] for imported in imports(path)} & ALLOWED.keys():
        assert any(
            name == place or name.startswith(f"{place}/") or name == f"{place}.py"
            for place in ALLOWED[imported]
        ), f"{name} imports {imported}"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_chance_comes_only_from_a_seeded_random(path: Path) -> None:
    """Nothing of ``random`` is used but the class ``Random``."""
    used = {name for name in imports(path) if name.split(".")[0] == "random"}

    assert used <= {"random", "random.Random"}
    assert "import random\n" not in path.read_text(encoding="utf-8")


def test_every_module_has_a_rank() -> None:
    """The table of ranks names just the modules that there are."""
    found = {room(path) for path in modules()} - {"__init__"}

    assert found == RANKS.keys()


@pytest.mark.parametrize("folder", ["kinds", "export"])
def test_every_maker_is_registered(folder: str) -> None:
    """Each kind and each exporter stands in the tuple next to it."""
    shared = {"__init__", "mathml", "page_options", "page_words", "pages", "pictures", "context"}
    found = {
        path.name.removesuffix(".py")
        for path in (PACKAGE / folder).iterdir()
        if path.name != "__pycache__" and path.name.removesuffix(".py") not in shared
    }
    names = [maker.name.replace("-", "_") for maker in (KINDS if folder == "kinds" else EXPORTERS)]

    assert len(names) == len(set(names))
    assert found == set(names)


def test_every_module_has_its_tests() -> None:
    """For each module or folder there is a test file of its name."""
    tests = {path.stem for path in (ROOT / "tests").glob("test_*.py")}
    untested = {"__main__", "problems", "model"}

    for name in RANKS.keys() - untested:
        assert any(test == f"test_{name}" or test.startswith(f"test_{name}_") for test in tests), (
            name
        )


def test_modules_stay_small() -> None:
    """No module is above 400 lines."""
    long = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}

    assert {name: lines for name, lines in long.items() if lines > 400} == {}


def test_the_project_speaks_only_of_itself() -> None:
    """No path of a developer's machine and no package registry's host stands in the project."""
    banned = ("/work" + "/", "/ro" + "ot/", "py" + "pi.org", "npm" + "js.", "debian" + ".org")

    for path in [*modules(), *(ROOT / "decks").rglob("*"), *(ROOT / "tests").rglob("*.py")]:
        if path.is_file() and path.suffix in {".py", ".yaml"}:
            text = path.read_text(encoding="utf-8")
            assert not [word for word in banned if word in text], path
