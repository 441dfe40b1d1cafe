"""From a question on the screen to its fact in a deck file, and to the passage it cites."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.commands.environment import deck_paths
from quizgen.commands.options import Wish
from quizgen.model import Question
from quizgen.problems import Problem, QuizgenError, Severity
from quizgen.review_queue import MadeStock, Stock, StudyQueue
from quizgen.terminal import Edit

if TYPE_CHECKING:
    # A start that finds all in the cache needs no facts.
    from quizgen.model import Deck, Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFiles:
    """The deck files behind a session; nothing is read before it is needed."""

    wish: Wish
    #: Makes the queue of a study session anew; a quiz has none.
    queue: Callable[[Stock], StudyQueue] | None = None

    def edit(self, question: Question) -> Edit:
        """Open the fact of a question at its line; take up what was changed, if it is sound."""
        # Here and below: a session starts the sooner for not loading what it may never need.
        from quizgen.commands.editor import open_in_editor  # noqa: PLC0415

        found = self._find(question)
        if found is None:
            return Edit(said=f"Its deck holds no fact '{question.fact}' any more.")
        _, fact = found
        file = Path(fact.position.file)
        before = _content(file)
        trouble = open_in_editor(file, fact.position.line)
        if _content(file) == before:
            return Edit(said=trouble or "Nothing was changed.")
        try:
            return self._taken_up(question, file)
        except QuizgenError as error:
            return Edit(said=f"{error.message}; it is asked as before.")

    def look_up(self, question: Question) -> str:
        """Return the paragraph that a fact cites, and where deck and source are."""
        from quizgen import library  # noqa: PLC0415

        found = self._find(question)
        return library.passage(*found) if found else ""

    def _find(self, question: Question) -> tuple["Deck", "Fact"] | None:
        from quizgen import library  # noqa: PLC0415

        loaded = library.load(deck_paths(self.wish.decks))
        return next(
            (
                (deck, fact)
                for deck in loaded.decks
                if deck.id == question.deck
                for fact in deck.facts
                if fact.id == question.fact
            ),
            None,
        )

    def _taken_up(self, question: Question, file: Path) -> Edit:
        from quizgen import library  # noqa: PLC0415
        from quizgen.commands.questions import asked_questions  # noqa: PLC0415

        loaded = library.load(deck_paths(self.wish.decks))
        errors = [
            problem
            for problem in library.defects(loaded)
            if problem.severity is Severity.ERROR and Path(problem.position.file) == file
        ]
        questions = asked_questions(loaded.decks, self.wish)
        same = [each for each in questions if each.card == question.card]
        alike = next((each for each in same if each.id == question.id), None)
        return Edit(
            question=alike,
            queue=self.queue(MadeStock(questions)) if self.queue else None,
            said=_said(alike, errors),
        )


def _said(question: Question | None, errors: Sequence[Problem]) -> str:
    if errors:
        place, more = errors[0].position, len(errors) - 1
        others = f" ({more} more: `quizgen check`)" if more else ""
        return f"{place.file}:{place.line}: {errors[0].message}{others}"
    if question is None:
        return "This question is gone from the deck; it is asked once more as it was."
    return "Taken up."


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""
