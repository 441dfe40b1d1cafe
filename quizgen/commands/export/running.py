"""Runs an export: from the user's wish to files, and what is told of them."""

import re
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from errno import EINVAL
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen import library
from quizgen.commands.environment import command, write_file
from quizgen.commands.export.printing import prints, wished_engine, with_pdfs
from quizgen.commands.locks import read_locks, write_locks
from quizgen.commands.options import Wish, is_quiz_file
from quizgen.commands.patience import patience
from quizgen.commands.questions import drawn_quiz, every_question, wished_facts
from quizgen.commands.saying import say
from quizgen.export import Bundle, Exporter, Request
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


def run_export(exporter: Exporter, wish: Wish, output: str, chosen: Mapping[str, object]) -> None:
    """Draw what the exporter wants, write its files and say what they are.

    Args:
        exporter: the format.
        wish: which questions.
        output: a file or a folder.
        chosen: the values of the command's other options, by name.
    """
    folder, name = place(output, exporter)
    engine = wished_engine(output, chosen) if prints(exporter) else None
    quiz, used = questions_for(exporter, wish, due=bool(chosen.get("from_due")))
    learner = _whose_progress() if chosen.get("progress") else None
    request = Request(
        decks=used,
        now=int(time.time()),
        locks=read_locks(used),
        options={**chosen, "title": wish.title, "name": name},
        media=read_picture,
        progress=learned(quiz, used, learner) if learner else None,
    )
    with patience("writing"):
        bundle = exporter.export(quiz, request)
    if engine:
        bundle = with_pdfs(bundle, engine)
    written = [folder / file for file in bundle.files]
    for path, content in zip(written, bundle.files.values(), strict=True):
        write_file(path, content)
    if bundle.records:
        # Most formats leave none.
        from quizgen.commands.sheets import keep_records  # noqa: PLC0415

        keep_records({code: bundle.files[file] for code, file in bundle.records.items()})
    known = () if name else written
    report(bundle, known, write_locks(used, bundle))
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
    from quizgen.wording.grammar import counted  # noqa: PLC0415  # the same

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


def questions_for(
    exporter: Exporter, wish: Wish, *, due: bool = False
) -> tuple[Quiz, tuple[Deck, ...]]:
    """Draw what an exporter wants: each card in its fixed form, a picked quiz, or facts alone."""
    match exporter.selection:
        case "one-per-card":
            return every_question(wish, one_form=wish.kinds is None)
        case "facts":
            return wished_facts(wish)
        case "quiz" if due:
            # Most papers are not about one's own progress.
            from quizgen.commands.export.due import due_quiz  # noqa: PLC0415

            return due_quiz(wish)
        case "quiz" if any(map(is_quiz_file, wish.decks)):
            # As it is, but its versions are still to be shuffled.
            quiz, decks = drawn_quiz(replace(wish, seed=None), strict=True)
            return replace(quiz, seed=wish.seed or quiz.seed), decks
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
    if path.suffix.lower() == exporter.suffix or (
        path.suffix.lower() == ".pdf" and prints(exporter)
    ):
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
