"""``quizgen import``: a deck of what another program wrote, or the answers of an Anki file."""

from collections.abc import Mapping
from pathlib import Path

import click

from quizgen.anki_file import head_of, is_anki
from quizgen.problems import RequestError

_STANDARD_INPUT = "-"
_OF_ANKI = frozenset({".apkg", ".colpkg", ".anki2", ".anki21", ".anki21b"})
"""What is Anki's by its name: where the download of one went wrong, it is not read as a text."""

_OTHER_ARCHIVES = frozenset({".xlsx", ".ods", ".docx", ".odt", ".numbers"})
"""What begins like a package of Anki's, and should be said to be no text."""


@click.command(name="import")
@click.argument("file", type=click.Path(allow_dash=True), metavar="FILE")
@click.option(
    "--deck", metavar="NAME", help="Make a deck of this title of the notes of an Anki file."
)
@click.option("-o", "--output", metavar="DECK.yaml", help="Where to write the deck.")
@click.option("--title", default="", metavar="TEXT", help="The deck's title.")
@click.option(
    "--columns",
    metavar="NAME,...",
    help="What the columns hold, as in ask,answer,tags; '-' passes one over.",
)
@click.option("--terms", is_flag=True, help="Terms and meanings, not questions and answers.")
@click.option(
    "--table", is_flag=True, help="A table for each column after the first, which has the subjects."
)
@click.option(
    "--from-deck",
    "from_decks",
    multiple=True,
    metavar="NAME",
    help="Only this deck of Anki's, with those below it; repeatable.",
)
@click.option(
    "--fields",
    multiple=True,
    metavar="MAP",
    help="What the fields of a note type hold, as in 'Basic: ask=Front, answer=Back, why=Extra';"
    " repeatable.",
)
@click.option("--dry-run", is_flag=True, help="Say what would come of an Anki file; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def import_(  # noqa: PLR0913  # a parameter for each option
    file: str,
    deck: str | None,
    output: str | None,
    title: str,
    columns: str | None,
    *,
    terms: bool,
    table: bool,
    from_decks: tuple[str, ...],
    fields: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
) -> int:
    """Make a deck of a CSV, TSV, Anki text or Markdown file, or of an Anki package.

    A header names the columns (question, answer, term, definition, topic, tags, why, wrong, hint,
    also, at, id); two columns without one are question and answer. In Markdown: `Q:` and `A:`,
    `## question` over its answer, `term :: definition`, `- **term**: definition`.

    Of a package or collection of Anki's (.apkg, .colpkg, collection.anki2), --deck makes a deck;
    without it, what you answered there on quizgen's own notes comes into your review log.

    Lines and notes that cannot be used are named and left out: then the exit code is 1.
    """
    if deck is not None and title:
        raise RequestError("--deck and --title both give the deck's title", "leave one out")
    of_text = {"--columns": columns, "--terms": terms, "--table": table}
    of_anki = {"--from-deck": from_decks, "--fields": fields}
    if not _is_anki(file):
        _refuse({**of_anki, "--dry-run": dry_run}, f"with {file}: it is no file of Anki's")
        from quizgen.commands.import_text import Columns, import_text  # noqa: PLC0415  # as needed

        wanted = Columns(names=columns, terms=terms, table=table)
        return import_text(file, output, deck or title, wanted, as_json=as_json)
    _refuse(of_text, f"with {file}: it is a file of Anki's, whose fields --fields names")
    if deck is not None:
        from quizgen.commands.import_deck import Asked, import_deck  # noqa: PLC0415  # as needed

        asked = Asked(title=deck, output=output, decks=from_decks, fields=fields)
        return import_deck(Path(file), asked, dry_run=dry_run, as_json=as_json)
    _refuse(
        {**of_anki, "--output": output, "--title": title},
        "without --deck: the answers come in, and no deck is made",
    )
    from quizgen.commands.anki.pull import pull_from  # noqa: PLC0415  # as needed

    pull_from(Path(file), (), dry_run=dry_run, as_json=as_json, of_package=True)
    return 0


def _is_anki(file: str) -> bool:
    path = Path(file)
    if file == _STANDARD_INPUT or path.suffix.lower() in _OTHER_ARCHIVES or not path.is_file():
        return False
    return path.suffix.lower() in _OF_ANKI or is_anki(head_of(path))


def _refuse(options: Mapping[str, object], why: str) -> None:
    """Refuse options that do not go with the file or with others.

    Raises:
        RequestError: one of them was given.
    """
    for name, value in options.items():
        if value:
            raise RequestError(f"{name} does not go {why}", f"leave {name} out")
