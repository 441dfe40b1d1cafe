"""``quizgen check``: everything wrong or weak in a deck, all at once."""

from collections.abc import Sequence
from pathlib import Path

import click

from quizgen import library
from quizgen.commands.environment import deck_paths, home_folder
from quizgen.commands.item_files import is_item_file, lint_all
from quizgen.commands.locks import read_locks
from quizgen.commands.options import decks_argument
from quizgen.commands.patience import patience
from quizgen.model import Event
from quizgen.problems import Problem, RequestError, SetupError, Severity
from quizgen.report import Style, render_check, render_lint
from quizgen.review_log import ReviewLog


@click.command()
@decks_argument
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="ID=FILE",
    help="The text of a source: verify its quotes and that no statement is left out.",
)
@click.option(
    "--items",
    is_flag=True,
    help="Lint the questions instead: of decks, or of a quiz file, a GIFT file or plain JSON.",
)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--concise", is_flag=True, help="One line per problem.")
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
def check(  # noqa: PLR0913  # click hands over each option
    decks: tuple[str, ...],
    sources: tuple[str, ...],
    *,
    items: bool,
    strict: bool,
    concise: bool,
    as_json: bool,
) -> int:
    """Find everything wrong or weak in decks, all at once.

    Exit code 0 if there are only warnings and notes, 1 if there is an error.
    """
    style: Style = "json" if as_json else "concise" if concise else "full"
    if items:
        return check_items(decks, sources, style, strict=strict)
    for name in filter(is_item_file, decks):
        raise RequestError(
            f"{name} is a quiz file, not a deck",
            "check the deck it was made from, or lint its questions with --items",
        )
    with patience("reading decks"):
        loaded = library.load(deck_paths(decks))
    with patience("checking decks", sum(len(deck.facts) for deck in loaded.decks)) as step:
        result = library.check(
            loaded, read_sources(sources), read_locks(loaded.decks), step, overrule_events()
        )
    click.echo(render_check(result, loaded.texts, style), nl=False)
    return int(any(fails(problem, strict=strict) for problem in result.problems))


def overrule_events() -> Sequence[Event]:
    """Return the events of this machine's log if a verdict was overruled in it.

    A deck is checked without a learner as well: what cannot be read is passed over.
    """
    log = ReviewLog(home_folder(), "")
    try:
        return log.read().events if log.mentions("overruled") else ()
    except SetupError:
        return ()


def check_items(
    names: tuple[str, ...], sources: tuple[str, ...], style: Style, *, strict: bool
) -> int:
    """Lint the questions of decks and files.

    Raises:
        RequestError: sources are given, or there is no question at all.
    """
    if sources:
        raise RequestError("--source verifies decks, not questions", "leave --items out")
    with patience("linting questions"):
        linted = lint_all(names)
    click.echo(render_lint(linted.lints, linted.problems, linted.texts, style), nl=False)
    found = [*linted.problems, *(problem for lint in linted.lints for problem in lint.problems)]
    return int(any(fails(problem, strict=strict) for problem in found))


def fails(problem: Problem, *, strict: bool) -> bool:
    """Tell whether a problem makes the check fail."""
    return problem.severity is Severity.ERROR or (strict and problem.severity is Severity.WARNING)


def read_sources(sources: tuple[str, ...]) -> dict[str, bytes]:
    """Read the texts named as ``ID=FILE``.

    Raises:
        RequestError: no ``=`` in it, or the file cannot be read.
    """
    texts = {}
    for source in sources:
        name, equals, file = source.partition("=")
        if not (name and equals and file):
            raise RequestError(f"--source {source}: write it as ID=FILE", "as in web=page.txt")
        try:
            texts[name] = Path(file).read_bytes()
        except OSError as error:
            raise RequestError(
                f"--source {name}: {file} cannot be read: {error.strerror}",
                "name a file with the text of the source",
            ) from error
    return texts
