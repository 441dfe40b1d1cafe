"""Finds the decks and templates that ship with the package."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from quizgen.problems import SetupError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def shipped(folder: Literal["decks", "templates"]) -> "Traversable":
    """Return the shipped folder: the packaged copy, else the checkout's own.

    Raises:
        SetupError: neither is there, so the installation is damaged.
    """
    package = Path(__file__).resolve().parent
    for place in (package / "_data" / folder, package.parent / folder):
        if place.is_dir():
            return place
    # A package that is not unpacked has no folders to look at; few are so, and loading this takes
    # longer than the rest of the search.
    from importlib.resources import files  # noqa: PLC0415

    packaged = files("quizgen").joinpath("_data", folder)
    if packaged.is_dir():
        return packaged
    raise SetupError(f"the shipped {folder} are missing", "install quizgen again")
