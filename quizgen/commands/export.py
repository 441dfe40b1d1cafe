"""``quizgen export``: questions as files for other places."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from quizgen.commands.environment import write_file
from quizgen.commands.locks import read_locks, write_locks
from quizgen.commands.options import Wish, wish_options
from quizgen.commands.patience import patience
from quizgen.commands.questions import drawn_quiz, every_question
from quizgen.export import EXPORTERS, Bundle, Exporter, Request
from quizgen.model import Deck, Quiz

HANDOUT_COUNT = 10
"""Questions of a paper unless the user says otherwise."""


@click.command()
@click.argument("format_name", metavar="FORMAT", type=click.Choice([e.name for e in EXPORTERS]))
@wish_options(None, "Draw this many questions; a handout has 10 unless told otherwise.")
@click.option(
    "-o",
    "--output",
    default=".",
    type=click.Path(),
    metavar="PATH",
    help="A file, or a folder where there are several files; default: this folder.",
)
def export(format_name: str, wish: Wish, output: str) -> None:
    """Write questions in another format: from decks, or from a quiz file of `generate`."""
    exporter = next(exporter for exporter in EXPORTERS if exporter.name == format_name)
    quiz, used = questions_for(exporter, wish)
    folder, name = place(output, exporter)
    request = Request(
        decks=used,
        now=int(time.time()),
        locks=read_locks(used),
        options={"title": wish.title, "name": name},
        media=media_reader(used),
    )
    with patience("writing"):
        bundle = exporter.export(quiz, request)
    written = [folder / file for file in bundle.files]
    for path, content in zip(written, bundle.files.values(), strict=True):
        write_file(path, content)
    report(bundle, write_locks(used, bundle))


def questions_for(exporter: Exporter, wish: Wish) -> tuple[Quiz, tuple[Deck, ...]]:
    """Draw what an exporter wants: each card once in its fixed form, or a picked quiz."""
    match exporter.selection:
        case "one-per-card":
            return every_question(wish, one_form=wish.kinds is None)
        case "quiz":
            return drawn_quiz(replace(wish, count=wish.count or HANDOUT_COUNT), strict=True)


def place(output: str, exporter: Exporter) -> tuple[Path, str]:
    """Split PATH into a folder and the files' name; empty where the exporter chooses it."""
    path = Path(output)
    if path.suffix.lower() == exporter.suffix and not path.is_dir():
        return path.parent, path.stem
    return path, ""


def media_reader(decks: Sequence[Deck]) -> Callable[[str], bytes]:
    """Return what reads a media file beside any of the decks."""
    folders = [Path(deck.position.file).parent for deck in decks]

    def read(name: str) -> bytes:
        for folder in folders:
            if (folder / name).is_file():
                return (folder / name).read_bytes()
        raise FileNotFoundError(name)

    return read


def report(bundle: Bundle, complaints: Sequence[str]) -> None:
    """Tell what was written, and which lock could not be."""
    for line in bundle.report:
        click.echo(line)
    for complaint in complaints:
        click.echo(complaint, err=True)
