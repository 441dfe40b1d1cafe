"""``quizgen ids``: fills in the ids that facts lack."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from quizgen import library
from quizgen.authoring.ids import FilledIds, NewId, fill_ids
from quizgen.commands.deck_files import own_decks, rewrite_decks
from quizgen.commands.environment import command
from quizgen.commands.locks import locked_facts
from quizgen.commands.options import decks_argument
from quizgen.commands.patience import patience
from quizgen.deck_reader import OpenDecks, open_decks
from quizgen.problems import Severity
from quizgen.report import visible


@click.command()
@decks_argument
@click.option("--write", is_flag=True, help="Write the ids into the decks.")
@click.option("--json", "as_json", is_flag=True, help="Print the ids as JSON.")
def ids(decks: tuple[str, ...], *, write: bool, as_json: bool) -> int:
    """Fill in the ids that facts and tables lack.

    Without --write it only shows them. Everything else in a deck stays byte for byte: comments,
    order, layout, quotes and line ends. Exit code 1 if there are errors in a deck that ids cannot
    mend; `quizgen check` names them.
    """
    paths = own_decks(decks)
    with patience("reading decks"):
        opened = open_decks(paths)
        filled = [fill_ids(parts, locked_facts(parts)) for parts in opened.decks]
        if write:
            _write(filled, opened)
        found = [new for deck in filled for new in deck.ids]
        left = _errors_left(paths, found)
    if as_json:
        click.echo(json.dumps([_data(new, written=write) for new in found], indent=2))
    else:
        _tell(found, decks, write=write)
        if not found:
            click.echo("no id could be filled in" if left else "no ids are missing")
    if left:
        errors = f"{left} error{'s' * (left != 1)}"
        click.echo(f"warning: {errors} in the decks; broken facts are left alone", err=True)
        click.echo(f"help: `{command('check', *decks)}` says what is wrong", err=True)
    return int(left > 0)


def _write(filled: Sequence[FilledIds], opened: OpenDecks) -> None:
    texts = {file: text for deck in filled for file, text in deck.texts.items()}
    rewrite_decks(texts, opened.texts)


def _errors_left(paths: Sequence[Path], found: Sequence[NewId]) -> int:
    mended = {new.position for new in found}
    return sum(
        problem.severity is Severity.ERROR
        and not (problem.code == "missing-id" and problem.position in mended)
        for problem in library.load(paths).problems
    )


def _tell(found: Sequence[NewId], decks: Sequence[str], *, write: bool) -> None:
    for new in found:
        place = f"{new.position.file}:{new.position.line}"
        click.echo(visible(f"{place}: {new.id} · {new.text}"))
    number = f"{len(found)} id{'s' * (len(found) != 1)}"
    if found and write:
        click.echo(f"{number} written")
    elif found:
        click.echo(f"{number} {'is' if len(found) == 1 else 'are'} missing")
        click.echo(f"Next: {command('ids', '--write', *decks)}")


def _data(new: NewId, *, written: bool) -> dict[str, object]:
    return {
        "file": new.position.file,
        "line": new.position.line,
        "column": new.position.column,
        "id": new.id,
        "text": new.text,
        "written": written,
    }
