"""``quizgen settings``: what holds, where it comes from, and the file to change it in."""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import click

from quizgen.commands.environment import command, home_folder, write_file
from quizgen.commands.settings_file import FILE, decks_of_settings, read_settings
from quizgen.commands.settings_keys import KEYS, Exam, Settings
from quizgen.commands.settings_words import steps_words
from quizgen.problems import RequestError, SetupError

_HEAD = """\
# Settings of quizgen. Take the "#" away before a setting, and change it as you like;
# `quizgen settings` checks them and shows what holds. Options that you type come first.
"""


@click.command()
@click.option(
    "--write", is_flag=True, help="Write the file, with every setting explained in a comment."
)
@click.option("--json", "as_json", is_flag=True, help="Print the settings as JSON.")
def settings(*, write: bool, as_json: bool) -> None:
    """Show your settings: where their file is, and what holds now.

    What is wrong with them is said all at once; then the exit code is 3.
    """
    home = home_folder()
    if write:
        _write(home / FILE)
    held = read_settings(home)
    decks_of_settings(held)
    click.echo(_as_json(held) if as_json else _as_text(held, home / FILE))


def _write(path: Path) -> None:
    """Write the commented file.

    Raises:
        RequestError: there is one already.
        SetupError: it cannot be written.
    """
    if path.exists() or path.is_symlink():
        raise RequestError(
            f"{path} is there already, and nothing was written",
            "change it in an editor, or move it away first",
        )
    try:
        write_file(path, commented().encode())
    except SetupError as error:
        hint = "let QUIZGEN_HOME name a folder that you may write to"
        raise SetupError(error.message, hint) from error


def commented() -> str:
    """Return the file as it is written: all settings explained, none of them made."""
    sections = [
        "".join(f"# {line}\n" for line in (*key.about, *key.example.split("\n")))
        for key in KEYS.values()
    ]
    return "\n".join([_HEAD, *sections])


def _as_text(held: Settings, path: Path) -> str:
    if path.exists():
        where = f"Settings: {path}"
    else:
        typed = command("settings", "--write")
        where = f"Settings: {path} is not there yet.\nTo write it: {typed}"
    rows = [(name, _words(held, name), _origin(held, name)) for name in KEYS]
    width = max(len(name) for name in KEYS)
    longest = max(len(words) for _, words, _ in rows)
    lines = [f"  {name:<{width}}  {words:<{longest}}  {origin}" for name, words, origin in rows]
    if max(map(len, lines)) > shutil.get_terminal_size().columns:
        lines = [f"  {name}: {words}\n    ({origin})" for name, words, origin in rows]
    return "\n".join([where, "", *lines])


def _origin(held: Settings, name: str) -> str:
    return f"line {held.places[name]}" if name in held.places else "default"


def _words(held: Settings, name: str) -> str:
    return _WORDS.get(name, str)(getattr(held, name))


def _exam_words(exam: Exam) -> str:
    about = f" ({', '.join(exam.decks)})" if exam.decks else ""
    return f"{exam.date} {exam.title}".rstrip() + about


_WORDS: Mapping[str, Callable[[Any], str]] = MappingProxyType(
    {
        "decks": lambda decks: ", ".join(decks) or "./decks, else those that ship with quizgen",
        "minutes": lambda minutes: str(minutes or "no limit"),
        "limit": lambda cards: str(cards or "no limit"),
        "plain": lambda plain: str(plain).lower(),
        "slow_is_hard": lambda slow: str(slow).lower(),
        "deck_retention": lambda decks: (
            ", ".join(f"{deck} {retention:g}" for deck, retention in decks) or "none"
        ),
        "learning_steps": steps_words,
        "relearning_steps": steps_words,
        "parameters": lambda own: "your own" if own else "those of FSRS-6",
        "exam": lambda exams: ", ".join(map(_exam_words, exams)) or "none",
    }
)
"""Key → how its value is told, where that is not as it stands."""


def _as_json(held: Settings) -> str:
    values = {
        "decks": list(held.decks),
        "deck_retention": dict(held.deck_retention),
        "exam": [
            {"date": it.date.isoformat(), "title": it.title, "decks": list(it.decks)}
            for it in held.exam
        ],
    }
    data = {
        "version": 1,
        "file": held.file,
        "settings": {
            name: {
                "value": values.get(name, getattr(held, name)),
                "from": "file" if name in held.places else "default",
                "line": held.places.get(name),
            }
            for name in KEYS
        },
    }
    return json.dumps(data, indent=2)
