"""The README is true: its examples run, its references are generated.

Three kinds of fenced blocks are checked, in the order of the page and in one folder:

- ``<!-- file: NAME -->`` before a block: the block is written to that file;
- a ``console`` block: each line behind ``$`` is run, and what it prints must stand below it;
- ``<!-- generated: NAME -->`` before a block: the block must equal what the program says.

``pytest --golden`` writes the real outputs into the page.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from click.testing import CliRunner
from conftest import GOLDEN, Golden
from graded_answers import table as grades

import quizgen
from quizgen.cli import COMMANDS, root
from quizgen.commands.anki import ANKI_COMMANDS
from quizgen.commands.log import LOG_COMMANDS
from quizgen.commands.log.table import COLUMNS
from quizgen.commands.settings import commented
from quizgen.distractors import RULES
from quizgen.export import EXPORTERS
from quizgen.export.flashcards.imposition import grid_of
from quizgen.export.flashcards.sizes import PAPERS, SIZES
from quizgen.kinds import KINDS
from quizgen.wording import PHRASES

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(
    r"(?:<!-- (?P<role>file|generated): (?P<name>[^>]*?) -->\n)?"
    r"^```(?P<language>\w*)\n(?P<body>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


def help_of(command: str) -> str:
    """Return what ``--help`` of a command prints, 80 columns wide."""
    result = CliRunner().invoke(
        root, [*command.split()[1:], "--help"], prog_name="quizgen", terminal_width=80
    )
    assert result.exit_code == 0, result.output
    return result.output


def table(rows: Iterator[tuple[str, str]]) -> str:
    """Lay out names and their lines."""
    pairs = list(rows)
    width = max(len(name) for name, _ in pairs)
    return "".join(f"{name:<{width}}  {line}\n" for name, line in pairs)


def first_line(name: str) -> str:
    """Return the first line of a public name's docstring."""
    return str(getattr(quizgen, name).__doc__).partition("\n")[0]


def sample(name: str, begin: str, end: str) -> str:
    """Return a part of a golden file: from one line up to, and without, one that begins so."""
    text = (GOLDEN / name).read_text(encoding="utf-8")
    start = text.index(f"{begin}\n")
    return text[start : text.index(f"\n{end}", start)].rstrip("\n") + "\n"


def card_sizes() -> str:
    """Say how many cards of each size a sheet holds, flat and to be folded."""

    def held(size: str, paper: str) -> str:
        grids = [grid_of(PAPERS[paper], SIZES[size], fold=fold) for fold in (False, True)]
        return "{} ({})".format(*(grid.cards for grid in grids))

    rows = (
        (
            f"{name:8}  {width:g} × {height:g} mm",
            f"{held(name, 'a4'):6} on A4, {held(name, 'letter'):6} on Letter",
        )
        for name, (width, height) in SIZES.items()
    )
    return table(rows)


ALL_COMMANDS = (
    *COMMANDS,
    *(f"log {name}" for name in LOG_COMMANDS),
    *(f"anki {name}" for name in ANKI_COMMANDS),
    *(f"export {exporter.name}" for exporter in EXPORTERS),
)

GENERATED: dict[str, Callable[[], str]] = {
    "library": lambda: table((name, first_line(name)) for name in quizgen.__all__),
    "phrases": lambda: table(iter(PHRASES.items())),
    "grades": grades,
    "kinds": lambda: table((kind.name, kind.summary) for kind in KINDS),
    "exporters": lambda: table((exporter.name, exporter.summary) for exporter in EXPORTERS),
    "card sizes": card_sizes,
    "settings": commented,
    "csv columns": lambda: table((column.name, column.holds) for column in COLUMNS),
    "proofs": lambda: table((str(tag), text) for tag, text in RULES.items()),
    "recall": lambda: sample("statistics/stats-80.txt", "Recall by topic", "Recall by deck"),
    "forgetting": lambda: sample("statistics/stats-80.txt", "Forgetting curve", "Time"),
    "days ahead": lambda: sample("statistics/forecast-80.txt", "Day by day", "Sat 2026-08-01"),
    "retention": lambda: sample("statistics/retention-80.txt", "By desired retention", "Minutes"),
    "plan": lambda: (GOLDEN / "statistics/plan-80.txt").read_text(encoding="utf-8"),
    "fit": lambda: (GOLDEN / "fit/fit-80.txt").read_text(encoding="utf-8"),
    "quizgen --help": lambda: help_of("quizgen"),
    **{
        f"quizgen {name} --help": lambda name=name: help_of(f"quizgen {name}")  # type: ignore[misc]  # mypy cannot type a lambda's default
        for name in ALL_COMMANDS
    },
}


def run_console(body: str, folder: Path) -> str:
    """Run the commands of a console block and return the block as it should read."""
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "QUIZGEN_HOME": str(folder / ".home"),
        "PYTHONWARNINGS": "error",
        "COLUMNS": "80",
        "TZ": "UTC",
    }
    lines = []
    for line in body.splitlines():
        if not line.startswith("$ "):
            continue
        done = subprocess.run(  # noqa: S602  # the README's own commands, as a reader types them
            line[2:],
            shell=True,
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=60,
        )
        # How long an answer took is the machine's affair.
        printed = re.sub(r"\bin \d+ s\.$", "in 0 s.", done.stdout, flags=re.MULTILINE)
        lines.append(f"{line}\n{printed}")
    return "".join(lines)


def true_body(match: re.Match[str], folder: Path) -> str:
    """Return what a block of the README should say."""
    body = match["body"]
    match match["role"], match["language"]:
        case "file", _:
            path = folder / match["name"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
            return body
        case "generated", _:
            return GENERATED[match["name"]]()
        case _, "console":
            return run_console(body, folder)
        case _:
            return body


def test_every_example_is_true(tmp_path: Path, golden: Golden) -> None:
    """Each example prints what the README says, and each reference is what the program says."""
    text = README.read_text(encoding="utf-8")

    def renew(match: re.Match[str]) -> str:
        start, end = match.span("body")
        whole = match[0]
        offset = match.start()
        return whole[: start - offset] + true_body(match, tmp_path) + whole[end - offset :]

    expected = BLOCK.sub(renew, text)
    if golden.rewrite:
        README.write_text(expected, encoding="utf-8")

    assert README.read_text(encoding="utf-8") == expected


def test_everything_is_documented() -> None:
    """Each command, kind and exporter is in the README, and each dependency has its line."""
    text = README.read_text(encoding="utf-8")
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    runtime = project.split("dependencies = [")[1].split("]")[0]

    for command in ALL_COMMANDS:
        assert f"<!-- generated: quizgen {command} --help -->" in text
    for maker in ("kinds", "exporters", "proofs"):
        assert f"<!-- generated: {maker} -->" in text
    for dependency in re.findall(r'"([\w-]+)', runtime):
        assert re.search(rf"^\| {re.escape(dependency)} +\|", text, re.MULTILINE), dependency
