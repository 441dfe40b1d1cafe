"""``quizgen anki pull``: takes in what the learner answered in Anki."""

import json
from pathlib import Path

import click

from quizgen.anki_file import opened, rollover_of
from quizgen.commands.anki.place import collection_path
from quizgen.commands.anki.taking_in import NO_NOTES, find_lacking
from quizgen.commands.anki.words import taken_data, taken_lines
from quizgen.commands.learner import this_learner
from quizgen.commands.patience import patience
from quizgen.commands.saying import say


@click.command()
@click.argument("collection", required=False, metavar="[COLLECTION]", type=click.Path())
@click.option(
    "--deck", "decks", multiple=True, metavar="DECK", help="A deck whose facts got new ids."
)
@click.option("--dry-run", is_flag=True, help="Say what would come in, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print what came in as JSON.")
def pull(collection: str | None, decks: tuple[str, ...], *, dry_run: bool, as_json: bool) -> None:
    """Take in what you answered in Anki, so that it counts here too.

    COLLECTION is the file collection.anki2 of your profile, its folder, or the profile's name; it
    may be left out where there is but one profile. Anki may be open meanwhile. Nothing in the
    collection changes, and a second time changes nothing here.
    """
    pull_from(collection_path(collection), decks, dry_run=dry_run, as_json=as_json)


def pull_from(
    path: Path, decks: tuple[str, ...], *, dry_run: bool, as_json: bool, of_package: bool = False
) -> None:
    """Take in the answers of a collection or package, and say what came.

    Raises:
        RequestError: it is none, or has no note of quizgen's.
        SetupError: it or the log cannot be read, or the log cannot be written.
    """
    hint = "with --deck NAME a deck is made of its notes" if of_package else NO_NOTES
    learner = this_learner()
    with patience(f"reading {path.name}"), opened(path) as file:
        exchange = find_lacking(file.rows, rollover_of(file), learner, decks, (str(path), hint))
    if not dry_run:
        with patience("writing"):
            learner.log.append_all(exchange.events)
    if as_json:
        click.echo(json.dumps(taken_data(exchange, dry_run=dry_run), indent=2))
    else:
        say(taken_lines(exchange, dry_run=dry_run, of_package=of_package))
