"""Finds the decks and templates that ship with the package."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from quizgen.problems import SetupError


def shipped(folder: Literal["decks", "templates"]) -> Traversable:
    """Return the shipped folder: the packaged copy, else the checkout's own.

    Raises:
        SetupError: neither is there, so the installation is damaged.
    """
    packaged = files("quizgen").joinpath("_data", folder)
    if packaged.is_dir():
        return packaged
    checkout = Path(__file__).resolve().parent.parent / folder
    if checkout.is_dir():
        return checkout
    raise SetupError(f"the shipped {folder} are missing", "install quizgen again")
