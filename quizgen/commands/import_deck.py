"""``quizgen import FILE --deck NAME``: a deck of the notes of an Anki file."""

import json
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import click

from quizgen.anki_file import opened
from quizgen.authoring.first_deck import file_stem
from quizgen.commands.deck_files import new_deck_file, say_next
from quizgen.commands.environment import new_suffix, write_file
from quizgen.commands.import_deck_words import made_data, made_lines, reasons
from quizgen.commands.patience import patience
from quizgen.commands.saying import say
from quizgen.importers.anki import AnkiDeck, AnkiWishes, DeckHead, make_deck, read_anki
from quizgen.problems import DeckError, RequestError, SetupError


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which deck the user asked for."""

    title: str
    output: str | None = None
    decks: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


def import_deck(path: Path, asked: Asked, *, dry_run: bool, as_json: bool) -> int:
    """Make a deck and say what came of which notes; return the exit code.

    Raises:
        RequestError: the file is damaged, or there is not what was asked for.
        DeckError: no note could be used.
        SetupError: something cannot be read or written.
    """
    title = " ".join(asked.title.split())
    if not title:
        raise RequestError("--deck names the deck that is made", "as in --deck 'Spanish verbs'")
    target = new_deck_file(Path(asked.output or f"{file_stem(title)}.yaml"))
    folder = _new_folder(target)
    head = DeckHead(title=title, suffix=new_suffix(), file=path.name, folder=folder.name)
    with ExitStack() as stack:
        with patience(f"reading {path.name}"):
            file = stack.enter_context(opened(path))
            read = read_anki(file, AnkiWishes(decks=asked.decks, fields=asked.fields))
        with patience("making facts", len(read.notes)) as step:
            made = make_deck(read, head, step)
        if not made.facts:
            raise DeckError(f"no note of {path} makes a fact; nothing was written", reasons(made))
        if not dry_run:
            with patience("writing", len(made.pictures)):
                _write(made, target, folder, read.media)
    if as_json:
        click.echo(json.dumps(made_data(made, target, dry_run=dry_run), indent=2))
    else:
        say(made_lines(made, str(path), target, dry_run=dry_run))
        if not dry_run:
            say_next(target, ["check"], ["study"])
    return int(made.has_refused)


def _new_folder(target: Path) -> Path:
    """Name a folder beside the deck that is not there yet, so that nothing is overwritten."""
    names = (f"{target.stem}-pictures{f'-{n}' if n > 1 else ''}" for n in count(1))
    folders = (target.with_name(name) for name in names)
    return next(it for it in folders if not it.exists() and not it.is_symlink())


def _write(made: AnkiDeck, target: Path, folder: Path, media: Mapping[str, bytes]) -> None:
    """Write the pictures and then the deck; where that fails, nothing of it stays.

    Raises:
        SetupError: something cannot be written.
    """
    with ExitStack() as undo:
        try:
            if made.pictures:
                folder.mkdir(parents=True)
                undo.callback(folder.rmdir)
            for name, place in made.pictures.items():
                picture = target.parent / place
                with picture.open("xb") as file:
                    undo.callback(picture.unlink)
                    file.write(media[name])
        except OSError as error:
            raise SetupError(
                f"{folder} cannot be written: {error.strerror or error}",
                "choose another place with -o",
            ) from error
        write_file(target, made.text.encode())
        undo.pop_all()
