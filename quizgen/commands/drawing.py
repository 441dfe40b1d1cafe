"""Draws quizzes: at once, or ahead while the learner is busy with this one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from quizgen.cache import keep_quiz, print_of, take_quiz
from quizgen.commands.environment import deck_paths, home_folder
from quizgen.commands.options import Wish, is_quiz_file
from quizgen.model import Quiz

USUAL = 10
"""Questions of a quiz unless the user says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A quiz, and what is to be done for the next one."""

    quiz: Quiz
    #: It was drawn from decks, not read from a quiz file.
    from_decks: bool
    #: Draws the next one ahead; takes a while.
    ahead: Callable[[], object] | None = None


def draw(wish: Wish, *, exam: bool) -> Drawn:
    """Draw a quiz or read its file.

    Without any wish but for its decks, it is the one that was drawn ahead, if the decks are as
    they were then.

    Raises:
        DeckError, RequestError: as :func:`quizgen.commands.questions.drawn_quiz` does.
    """
    if wish != Wish(decks=wish.decks) or any(map(is_quiz_file, wish.decks)):
        return _drawn_now(wish, exam=exam)
    paths, folder = deck_paths(wish.decks), home_folder() / "cache"
    state = print_of(paths)
    quiz = take_quiz(folder, paths, state, _sort(exam=exam))
    ahead = partial(_draw_ahead, wish, state, exam=exam) if state else None
    if quiz is not None:
        return Drawn(quiz=quiz, from_decks=True, ahead=ahead)
    drawn = _drawn_now(wish, exam=exam)
    return Drawn(quiz=drawn.quiz, from_decks=drawn.from_decks, ahead=ahead)


def _sort(*, exam: bool) -> str:
    return "exam" if exam else "quiz"


def _drawn_now(wish: Wish, *, exam: bool) -> Drawn:
    # These rooms take most of a start's time.
    from quizgen.commands.questions import drawn_quiz  # noqa: PLC0415

    quiz, decks = drawn_quiz(wish, usual=USUAL, exam=exam)
    return Drawn(quiz=quiz, from_decks=bool(decks))


def _draw_ahead(wish: Wish, state: str, *, exam: bool) -> None:
    """Draw the next quiz, unless the decks have errors, which are to be said at each start."""
    from quizgen.commands.questions import checked_decks  # noqa: PLC0415  # as above

    _, errors = checked_decks(wish.decks, strict=False)
    paths = deck_paths(wish.decks)
    if errors:
        return
    quiz = _drawn_now(wish, exam=exam).quiz
    # Whoever edits a deck while it is read must not find old questions under its new state.
    if print_of(paths) == state:
        keep_quiz(home_folder() / "cache", paths, state, _sort(exam=exam), quiz)
