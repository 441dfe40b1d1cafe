"""``quizgen new``: a first deck to change."""

import sys
from pathlib import Path

import click

from quizgen.authoring.first_deck import file_stem, first_deck, title_of
from quizgen.commands.deck_files import new_deck_file, say_next
from quizgen.commands.environment import is_terminal, new_suffix, write_file
from quizgen.deck_reader import BAD_CHARACTER
from quizgen.problems import RequestError
from quizgen.report import harmless

_UNTITLED = "My deck"


@click.command()
@click.argument("name", required=False, metavar="[FILE or TITLE]")
def new(name: str | None) -> None:
    """Write a commented deck that shows every shape of a fact.

    FILE ends in .yaml; after a TITLE the file is named in this folder. What is there already is
    never overwritten.
    """
    if name is None:
        asks = is_terminal(sys.stdin) and is_terminal(sys.stdout)
        name = click.prompt("Title of the deck", default=_UNTITLED) if asks else _UNTITLED
    title, path = _title_and_file(name)
    if not title or BAD_CHARACTER.search(title) or not title.isprintable():
        raise RequestError(f"{title!r} cannot be a title", "write it with letters on one line")
    path = new_deck_file(path)
    write_file(path, first_deck(title, new_suffix()).encode())
    click.echo(harmless(f"{path}: a deck to change as you like"))
    say_next(path, ["check"], ["quiz"])


def _title_and_file(name: str) -> tuple[str, Path]:
    """Tell a file by its ending, or by a folder before it; all else is a title."""
    path = Path(name)
    if path.suffix.lower() in {".yaml", ".yml"}:
        return title_of(path.name), path
    return name.strip(), Path(f"{file_stem(name)}.yaml")
