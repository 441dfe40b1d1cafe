"""``quizgen export``: questions as files for other places."""

import re
import time
from collections.abc import Collection, Sequence
from errno import EINVAL
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen import library
from quizgen.commands.environment import command, write_file
from quizgen.commands.locks import read_locks, write_locks
from quizgen.commands.options import Wish, wish_options
from quizgen.commands.patience import patience
from quizgen.commands.questions import drawn_quiz, every_question
from quizgen.commands.saying import say
from quizgen.export import EXPORTERS, Bundle, Exporter, Request
from quizgen.model import CardId, Deck, Image, Quiz
from quizgen.problems import RequestError
from quizgen.report import harmless

if TYPE_CHECKING:
    from quizgen.anki_cards import Carried
    from quizgen.commands.learner import Learner

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
@click.option(
    "--progress", is_flag=True, help="Anki: new notes bring your due dates and answers along."
)
def export(format_name: str, wish: Wish, output: str, *, progress: bool) -> None:
    """Write questions in another format: from decks, or from a quiz file of `generate`."""
    exporter = next(exporter for exporter in EXPORTERS if exporter.name == format_name)
    if progress and not exporter.carries_progress:
        raise RequestError(
            f"the format '{format_name}' carries no progress", "leave --progress out"
        )
    folder, name = place(output, exporter)
    quiz, used = questions_for(exporter, wish)
    learner = _whose_progress() if progress else None
    request = Request(
        decks=used,
        now=int(time.time()),
        locks=read_locks(used),
        options={"title": wish.title, "name": name},
        media=read_picture,
        progress=learned(quiz, used, learner) if learner else None,
    )
    with patience("writing"):
        bundle = exporter.export(quiz, request)
    written = [folder / file for file in bundle.files]
    for path, content in zip(written, bundle.files.values(), strict=True):
        write_file(path, content)
    chosen = () if name else written
    report(bundle, chosen, write_locks(used, bundle))
    if learner and request.progress is not None:
        report_progress(request.progress.cards, learner)


def _whose_progress() -> "Learner":
    # Most exports are for others.
    from quizgen.commands.learner import this_learner  # noqa: PLC0415

    return this_learner(answers=False)


def learned(quiz: Quiz, decks: Sequence[Deck], learner: "Learner") -> "Carried":
    """Return what a learner has learned of a quiz's cards.

    Raises:
        SetupError: the log cannot be read.
    """
    from quizgen.anki_cards import carried  # noqa: PLC0415  # the same
    from quizgen.progress import declared_renames  # noqa: PLC0415  # the same

    progress = learner.progress(declared_renames(decks))
    cards = list(dict.fromkeys(question.card for question in quiz.questions))
    return carried(progress, cards, learner.scheduler, learner.now(), learner.settings.rollover)


def report_progress(cards: Collection[CardId], learner: "Learner") -> None:
    """Tell how the progress gets into Anki, and what Anki is to be set to."""
    from quizgen.commands.anki.preset import wanted  # noqa: PLC0415  # the same
    from quizgen.statistics_report.words import counted  # noqa: PLC0415  # the same

    if not cards:
        say(["No progress goes along: none of these cards has been answered here."])
        return
    decks = {card.partition("/")[0] for card in cards}
    goes = (
        f"Your progress of {counted(len(cards), 'card')} goes along, for notes that"
        " are new to the collection: in Anki's import, tick “Import any learning progress”."
    )
    say(
        [
            goes,
            f"For notes that are there already: {command('anki', 'push')}",
            "In Anki, for the same due dates on both sides:",
            *(f"  {line}" for line in wanted(learner, decks)),
        ]
    )


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
    """Read a picture that lies where the file that names it says: a deck, or a quiz file.

    Raises:
        OSError: it cannot be read, or is a pipe or a device, which might never end.
    """
    path = library.picture_path(image)
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OSError(EINVAL, "It is no file")
    return path.read_bytes()


def report(bundle: Bundle, chosen: Sequence[Path], complaints: Sequence[str]) -> None:
    """Tell what was written and what its name is if no line says so, and which lock could not."""
    say(bundle.report)
    named = " ".join(bundle.report)
    say(f"written: {path}" for path in chosen if path.name not in named)
    for complaint in complaints:
        click.echo(harmless(complaint), err=True)
