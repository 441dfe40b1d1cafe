"""Curated YAML facts in; quizzes for the terminal, Anki and paper out.

As a library::

    import quizgen

    loaded = quizgen.load(["deck.yaml"])             # decks, and what is wrong with them
    result = quizgen.check(loaded)                   # everything wrong or weak
    generated = quizgen.generate(loaded.decks)       # the questions
    linted = quizgen.lint(generated.questions)       # their flaws, and what a guesser finds
    mark = quizgen.mark(question, quizgen.Answer(typed="the femur"))

Names are imported when they are first used, so that the command line starts quickly.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.library import (
        CheckResult,
        Generated,
        Item,
        Lint,
        Loaded,
        check,
        generate,
        lint,
        load,
        mark,
    )
    from quizgen.model import (
        Answer,
        Card,
        Deck,
        Fact,
        Interval,
        Mark,
        Memory,
        Moment,
        Outcome,
        Question,
        Quiz,
        Rating,
        Review,
        Verdict,
    )
    from quizgen.problems import DeckError, Problem, QuizgenError, Severity
    from quizgen.scheduler import Fsrs6, Scheduler, SchedulerSettings, moment

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "Card",
    "CheckResult",
    "Deck",
    "DeckError",
    "Fact",
    "Fsrs6",
    "Generated",
    "Interval",
    "Item",
    "Lint",
    "Loaded",
    "Mark",
    "Memory",
    "Moment",
    "Outcome",
    "Problem",
    "Question",
    "Quiz",
    "QuizgenError",
    "Rating",
    "Review",
    "Scheduler",
    "SchedulerSettings",
    "Severity",
    "Verdict",
    "check",
    "generate",
    "lint",
    "load",
    "mark",
    "moment",
]

_HOMES = ("model", "problems", "library", "scheduler")
"""Where the names live; the first that has one gives it."""


def __getattr__(name: str) -> object:
    """Import a public name on first use."""
    if name in __all__:
        for home in _HOMES:
            module = import_module(f"quizgen.{home}")
            if hasattr(module, name):
                return getattr(module, name)
    raise AttributeError(f"module 'quizgen' has no attribute '{name}'")
