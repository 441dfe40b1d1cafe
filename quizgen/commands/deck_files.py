"""Deck files that authors let the program change, and those that it writes anew."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from quizgen.commands.environment import command, deck_paths, write_file
from quizgen.problems import RequestError, SetupError

_MARK = b"\xef\xbb\xbf"
_SUFFIXES = (".yaml", ".yml")


def own_decks(decks: Sequence[str]) -> tuple[Path, ...]:
    """Return the decks to work on: those named, else ``./decks``; never the shipped ones.

    Raises:
        RequestError: none is named and there is no folder ``decks``.
    """
    if not decks and not Path("decks").is_dir():
        raise RequestError("name the deck to work on", "a deck file, or a folder with decks in it")
    return deck_paths(decks)


def rewrite_decks(texts: Mapping[str, str], before: Mapping[str, str]) -> None:
    """Write the new texts of deck files, each whole or not at all; byte-order marks stay.

    Raises:
        SetupError: a file is not what was read any more, or cannot be written.
    """
    for file, text in texts.items():
        path = Path(file)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise SetupError(f"{file} cannot be read: {error.strerror}") from error
        if data.removeprefix(_MARK) != before[file].encode():
            raise SetupError(
                f"{file} was changed in the meantime; it stays as it is", "run the command again"
            )
        mark = _MARK if data.startswith(_MARK) else b""
        try:
            write_file(path, mark + text.encode())
        except SetupError as error:
            raise SetupError(error.message, "make the file and its folder writable") from error


def new_deck_file(path: Path) -> Path:
    """Return where to write a new deck.

    Raises:
        RequestError: something is there already, or the name is none of a deck.
    """
    if path.suffix.lower() not in _SUFFIXES:
        raise RequestError(f"{path} is no name for a deck", "it ends in .yaml")
    if path.exists() or path.is_symlink():
        raise RequestError(
            f"{path} is there already, and nothing was written",
            "choose another name, or remove it first",
        )
    return path


def say_next(path: Path, *commands: Sequence[str]) -> None:
    """Say which commands to type next."""
    lines = [command(*words, str(path)) for words in commands]
    click.echo("\n".join([f"Next: {lines[0]}", *(f"      {line}" for line in lines[1:])]))
