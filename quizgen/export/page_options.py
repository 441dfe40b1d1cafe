"""What everybody who exports pages may choose, and how exporters read it."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from quizgen.markup import plain
from quizgen.problems import RequestError
from quizgen.shipped import shipped

PAPERS = ("a4", "a5", "letter", "legal")
"""Page sizes by the names that CSS has for them."""

PAPER = click.Option(
    ["--paper"], type=click.Choice(PAPERS), help="Page size; without it the printer decides."
)
TEMPLATE = click.Option(
    ["--template"],
    type=click.Path(exists=True, file_okay=False),
    metavar="DIR",
    help="A folder whose templates come before the shipped ones.",
)
LARGE_PRINT = click.Option(
    ["--large-print"], is_flag=True, help="Letters of 16 points, in one column."
)


def text_option(options: Mapping[str, object], name: str, allowed: Sequence[str] = ()) -> str:
    """Return what was chosen, empty where nothing was.

    Raises:
        RequestError: it is no text, or not among those allowed.
    """
    value = options.get(name) or ""
    if not isinstance(value, str) or (value and allowed and value not in allowed):
        raise RequestError(f"{name} cannot be '{value}'", f"use {' or '.join(allowed) or 'a text'}")
    return value


def number_option(options: Mapping[str, object], name: str, least: int, most: int) -> int:
    """Return a whole number that was chosen, the least where none was.

    Raises:
        RequestError: it is none, or out of bounds.
    """
    value = options.get(name, least)
    if value is None:
        return least
    if not isinstance(value, int) or not least <= value <= most:
        hint = f"use a whole number from {least} to {most}"
        raise RequestError(f"{name} cannot be '{value}'", hint)
    return value


def template_folders(options: Mapping[str, object]) -> tuple[Path, ...]:
    """Return the user's own folder of templates, if there is one.

    Raises:
        RequestError: nothing in it has the name of a template, so that it would change nothing.
    """
    named = text_option(options, "template")
    if not named:
        return ()
    folder = Path(named)
    known = (
        (kind.name, it.name) for kind in shipped("templates").iterdir() for it in kind.iterdir()
    )
    if not any(folder.joinpath(*parts).is_file() for parts in known):
        raise RequestError(
            f"{named} holds no template that is known",
            f"name them as the shipped ones, as in {folder / 'handout' / 'paper.html'}",
        )
    return (folder,)


def file_name(title: str) -> str:
    """Make a name that every file system takes: letters and digits, joined by hyphens."""
    composed = unicodedata.normalize("NFC", plain(title)).casefold()
    words = re.findall(r"\w+", composed.replace("_", " "))
    return "-".join(words)[:60].rstrip("-") or "quiz"
