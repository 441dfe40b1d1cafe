"""The two kinds of failure.

A :class:`Problem` is a value about the author's content: all are collected, each has a position.
A :class:`QuizgenError` is about the request or the environment and ends the command at once::

    QuizgenError        3
    ├── DeckError       1   the decks cannot be used
    ├── RequestError    2   the request makes no sense
    └── SetupError      3   an output that cannot be written, a log newer than the program
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizgen.model import Position


class Severity(StrEnum):
    """How bad a problem is; notes are information and never fail a check."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A finding about content: where, what, and what to do next."""

    severity: Severity
    #: In words, such as ``duplicate-id``.
    code: str
    message: str
    hint: str = ""
    position: Position
    #: How many characters from the position on are meant.
    length: int = 1


class QuizgenError(Exception):
    """A failure that ends the command: message, what to do next, and the exit code."""

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep the sentence to show and the hint under it."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class DeckError(QuizgenError):
    """The decks cannot be used; ``problems`` says why, all at once."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "", problems: Sequence[Problem] = ()) -> None:
        """Keep the problems beside the sentence."""
        super().__init__(message, hint)
        self.problems = tuple(problems)


class RequestError(QuizgenError):
    """The request makes no sense."""

    exit_code = 2


class SetupError(QuizgenError):
    """The environment stands in the way: unwritable output, a log newer than the program."""

    exit_code = 3
