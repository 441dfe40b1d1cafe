"""``quizgen export``: questions as files for other places."""

import re
import time
from collections.abc import Sequence
from pathlib import Path

import click

from quizgen import library
from quizgen.commands.environment import write_file
from quizgen.commands.locks import read_locks, write_locks
from quizgen.commands.log.saying import say
from quizgen.commands.options import Wish, wish_options
from quizgen.commands.patience import patience
from quizgen.commands.questions import drawn_quiz, every_question
from quizgen.export import EXPORTERS, Bundle, Exporter, Request
from quizgen.model import Deck, Image, Quiz
from quizgen.problems import RequestError
from quizgen.report import harmless

HANDOUT_COUNT = 10
"""Questions of a paper unless the user says otherwise."""

_FILE = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}")
"""How a file's name ends; that of a folder, as in ``week-2.1``, does not."""


@click.command()
@click.argument("format_name", metavar="FORMAT", type=click.Choice([e.name for e in EXPORTERS]))
@wish_options("Draw this many questions; a handout has 10 unless told otherwise.")
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
    folder, name = place(output, exporter)
    quiz, used = questions_for(exporter, wish)
    request = Request(
        decks=used,
        now=int(time.time()),
        locks=read_locks(used),
        options={"title": wish.title, "name": name},
        media=read_picture,
    )
    with patience("writing"):
        bundle = exporter.export(quiz, request)
    written = [folder / file for file in bundle.files]
    for path, content in zip(written, bundle.files.values(), strict=True):
        write_file(path, content)
    chosen = () if name else written
    report(bundle, chosen, write_locks(used, bundle))


def questions_for(exporter: Exporter, wish: Wish) -> tuple[Quiz, tuple[Deck, ...]]:
    """Draw what an exporter wants: each card once in its fixed form, or a picked quiz."""
    match exporter.selection:
        case "one-per-card":
            return every_question(wish, one_form=wish.kinds is None)
        case "quiz":
            return drawn_quiz(wish, usual=HANDOUT_COUNT, strict=True)


def place(output: str, exporter: Exporter) -> tuple[Path, str]:
    """Split PATH into a folder and the files' name; empty where the exporter chooses it.

    Raises:
        RequestError: PATH names a file of another format.
    """
    path = Path(output)
    if path.is_dir() or output.endswith(("/", "\\")) or not _FILE.fullmatch(path.suffix):
        return path, ""
    if path.suffix.lower() == exporter.suffix:
        return path.parent, path.stem
    raise RequestError(
        f"the format '{exporter.name}' has no {path.suffix} files",
        f"name it {path.with_suffix(exporter.suffix)}; a folder's name ends in /",
    )


def read_picture(image: Image) -> bytes:
    """Read a picture that lies where the file that names it says: a deck, or a quiz file."""
    return library.picture_path(image).read_bytes()


def report(bundle: Bundle, chosen: Sequence[Path], complaints: Sequence[str]) -> None:
    """Tell what was written and what its name is if no line says so, and which lock could not."""
    say(bundle.report)
    named = " ".join(bundle.report)
    say(f"written: {path}" for path in chosen if path.name not in named)
    for complaint in complaints:
        click.echo(harmless(complaint), err=True)
