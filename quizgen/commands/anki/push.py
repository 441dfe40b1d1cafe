"""``quizgen anki push``: brings answers and due dates into the learner's collection."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.anki_progress import Giving, gifts
from quizgen.commands.anki import writing
from quizgen.commands.anki.place import collection_path
from quizgen.commands.anki.preset import differences
from quizgen.commands.anki.taking_in import NO_NOTES, Exchange, find_lacking
from quizgen.commands.anki.words import given_lines, push_data, taken_lines
from quizgen.commands.environment import is_terminal, now
from quizgen.commands.learner import Learner, this_learner
from quizgen.commands.patience import patience
from quizgen.commands.saying import say
from quizgen.problems import RequestError
from quizgen.report import harmless

if TYPE_CHECKING:
    from anki.collection import Collection


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """What a push is about to do."""

    exchange: Exchange
    giving: Giving
    #: Study day that is the first in Anki's count.
    first: int
    #: Cards that cannot be written to now, and why.
    left: dict[str, str]
    #: What Anki is set to otherwise.
    differences: tuple[str, ...]


@click.command()
@click.argument("collection", required=False, metavar="[COLLECTION]", type=click.Path())
@click.option(
    "--deck", "decks", multiple=True, metavar="DECK", help="A deck whose facts got new ids."
)
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask before writing.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON; asks nothing.")
def push(
    collection: str | None, decks: tuple[str, ...], *, dry_run: bool, yes: bool, as_json: bool
) -> None:
    """Bring your answers and due dates into your collection in Anki.

    COLLECTION is the file collection.anki2 of your profile, its folder, or the profile's name; it
    may be left out where there is but one profile. Close Anki before.

    What you answered in Anki is taken in first, so that both sides come to the same. Then cards
    that lack answers get them, with the memory and the due date that all answers lead to; no
    other card is touched. Anki makes one of its backups before, and you are asked.
    """
    path = collection_path(collection)
    learner = this_learner()
    with writing.opened_for_writing(path) as open_collection:
        plan = _plan(open_collection, learner, decks, path)
        if not dry_run:
            learner.log.append_all(plan.exchange.events)
        if not as_json:
            say(taken_lines(plan.exchange, dry_run=dry_run))
            say(given_lines(plan.giving, plan.left, plan.differences, dry_run=dry_run))
        backup = None
        if plan.giving.gifts and not dry_run and (yes or as_json or _agreed()):
            backup = _carry_out(open_collection, plan)
    if as_json:
        click.echo(
            json.dumps(push_data(plan.exchange, plan.giving, backup, dry_run=dry_run), indent=2)
        )
    elif backup is not None:
        click.echo("Written. The collection as it was before:")
        # In one line, to be copied.
        click.echo(harmless(str(backup)))


def _plan(collection: "Collection", learner: Learner, decks: Sequence[str], path: Path) -> Push:
    """Find out what both sides lack.

    Raises:
        RequestError: the collection has no note of quizgen's.
        SetupError: the log cannot be read.
    """
    rollover = collection.get_config("rollover", 4)
    with patience("comparing"):
        exchange = find_lacking(
            writing.rows_of(collection), rollover, learner, decks, (str(path), NO_NOTES)
        )
        # Days are counted by Anki's rollover here, else they would depend on the hour.
        first = writing.first_day(collection, now(rollover).day)
        giving = gifts(
            exchange.found,
            exchange.progress,
            learner.scheduler,
            writing.instants(collection),
        )
        left = writing.unwritable(collection, giving.gifts)
        free = [gift for gift in giving.gifts if gift.note.card not in left]
        worth = tuple(writing.worth_writing(collection, free, first))

    return Push(
        exchange=exchange,
        giving=Giving(gifts=worth, taken_back=giving.taken_back, crowded=giving.crowded),
        first=first,
        left=left,
        differences=tuple(differences(collection, exchange.found, learner)),
    )


def _agreed() -> bool:
    """Ask whether to write.

    Raises:
        RequestError: nobody can be asked.
    """
    if not is_terminal(sys.stdin):
        raise RequestError(
            "nothing was written to Anki, for there is nobody to ask",
            "with --yes it is written without asking",
        )
    return click.confirm("Write this, after a backup?")


def _carry_out(collection: "Collection", plan: Push) -> Path:
    with patience("making a backup"):
        backup = writing.back_up(collection)
    with patience("writing", len(plan.giving.gifts)) as step:
        writing.write_gifts(collection, plan.giving.gifts, plan.first, step)
    return backup
