"""``quizgen import`` of a text: CSV, TSV, Anki's plain text, Markdown."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from quizgen.commands.deck_files import new_deck_file, say_next
from quizgen.commands.environment import new_suffix, write_file
from quizgen.importers import Imported, Wishes, import_deck, known_keys, meaning_of
from quizgen.problems import DeckError, RequestError, Severity
from quizgen.report import harmless, problem_data, render_problems

_STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What the user says about the columns."""

    names: str | None = None
    terms: bool = False
    table: bool = False


def import_text(
    file: str, output: str | None, title: str, columns: Columns, *, as_json: bool
) -> int:
    """Make a deck of a text file; return the exit code.

    Raises:
        RequestError: options do not go together, or nobody can tell what the columns hold.
        DeckError: nothing in the file could be used.
    """
    if columns.table and (columns.terms or columns.names):
        raise RequestError("--table does not go with --terms or --columns", "leave one out")
    path = new_deck_file(Path(output) if output else _beside(file))
    wishes = Wishes(columns=_columns(columns.names), terms=columns.terms, table=columns.table)
    imported = import_deck(_read(file), file, title=title, suffix=new_suffix(), wishes=wishes)
    if imported.problems and not as_json:
        click.echo(render_problems(imported.problems, imported.texts), err=True, nl=False)
    if not imported.facts:
        raise DeckError(f"nothing in {file} could be imported", "nothing was written")
    write_file(path, imported.text.encode())
    if as_json:
        found = [problem_data(problem) for problem in imported.problems]
        data = {"deck": str(path), "facts": imported.facts, "problems": found}
        click.echo(json.dumps(data, indent=2))
    else:
        click.echo(harmless(_summary(path, imported)))
        say_next(path, ["check"], ["suggest"], ["study"])
    return int(any(problem.severity is Severity.ERROR for problem in imported.problems))


def _beside(file: str) -> Path:
    """Name the deck after the file, in this folder."""
    name = Path("imported" if file == _STANDARD_INPUT else Path(file).name)
    return name.with_suffix(".yaml") if name.name else Path("imported.yaml")


def _summary(path: Path, imported: Imported) -> str:
    left = len({it.position.line for it in imported.problems if it.severity is Severity.ERROR})
    facts = f"{imported.facts} fact{'s' * (imported.facts != 1)}"
    return f"{path}: {facts}" + (f"; {left} line{'s' * (left != 1)} left out" if left else "")


def _read(file: str) -> bytes:
    if file == _STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise RequestError(
            f"{file} cannot be read: {error.strerror}", "name a CSV, TSV, Markdown or Anki file"
        ) from error


def _columns(columns: str | None) -> tuple[str, ...]:
    """Read what the columns hold.

    Raises:
        RequestError: there is no such key, or question or answer is not among them.
    """
    if columns is None:
        return ()
    found = []
    for name in columns.split(","):
        meaning = meaning_of(name)
        if meaning is None:
            raise RequestError(
                f"--columns: a column cannot hold '{name}'", f"there are {', '.join(known_keys())}"
            )
        found.append(meaning)
    if not ({"ask", "answer"} <= set(found) or {"term", "means"} <= set(found)):
        raise RequestError("--columns: question or answer is missing", "as in ask,answer,tags")
    return tuple(found)
