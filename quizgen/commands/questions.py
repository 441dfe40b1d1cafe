"""From the command line's words to decks and questions."""

from collections.abc import Sequence
from pathlib import Path

import click

from quizgen import library
from quizgen.commands.environment import deck_paths, new_seed
from quizgen.commands.options import Wish
from quizgen.commands.patience import patience
from quizgen.model import Deck, Question, Quiz
from quizgen.problems import DeckError, RequestError, Severity
from quizgen.quiz_file import read_quiz
from quizgen.report import render_problems
from quizgen.selection import one_per_card, pick_quiz, whole_quiz


def usable_decks(names: Sequence[str], *, strict: bool) -> library.Loaded:
    """Load decks and check them.

    Errors are shown on standard error. Strictly they are fatal; else whatever is sound goes on.

    Raises:
        DeckError: nothing usable is left, or ``strict`` and there is an error.
    """
    with patience("reading decks"):
        loaded = library.load(deck_paths(names))
        problems = library.defects(loaded)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        click.echo(render_problems(errors, loaded.texts), err=True, nl=False)
    if errors and strict:
        raise DeckError("the decks have errors; nothing was written", "mend them and try again")
    if not any(deck.facts for deck in loaded.decks):
        raise DeckError("there is no fact to ask about", "`quizgen check` says what is wrong")
    return loaded


def asked_questions(decks: Sequence[Deck], wish: Wish) -> tuple[Question, ...]:
    """Generate the questions of the wished kinds and topics.

    Raises:
        RequestError: there are none.
    """
    with patience("making questions"):
        questions = library.generate(decks, wish.kinds).questions
    if wish.topics:
        topics = {topic.casefold() for topic in wish.topics}
        questions = tuple(question for question in questions if question.topic.casefold() in topics)
    if not questions:
        known = sorted({fact.topic for deck in decks for fact in deck.facts if fact.topic})
        raise RequestError(
            "no question is left", f"choose other kinds or topics; topics: {', '.join(known)}"
        )
    return questions


def drawn_quiz(wish: Wish, *, strict: bool = False) -> tuple[Quiz, tuple[Deck, ...]]:
    """Draw a quiz from decks, or read it from a quiz file (which brings no decks).

    Raises:
        DeckError: the decks or the quiz file are broken.
        RequestError: a quiz file is named together with other things.
    """
    if quiz := _quiz_from_file(wish):
        return quiz, ()
    decks = usable_decks(wish.decks, strict=strict).decks
    questions = asked_questions(decks, wish)
    seed = wish.seed or new_seed()
    return pick_quiz(questions, decks, count=wish.count, seed=seed, title=wish.title), decks


def every_question(wish: Wish, *, one_form: bool = False) -> tuple[Quiz, tuple[Deck, ...]]:
    """Return all questions of sound decks in their order; ``one_form``: each card once.

    Raises:
        DeckError: the decks or the quiz file are broken.
    """
    if quiz := _quiz_from_file(wish):
        return quiz, ()
    decks = usable_decks(wish.decks, strict=True).decks
    questions = asked_questions(decks, wish)
    if one_form:
        questions = one_per_card(questions)
    return whole_quiz(questions[: wish.count], decks, wish.title), decks


def _quiz_from_file(wish: Wish) -> Quiz | None:
    files = [name for name in wish.decks if name.lower().endswith(".json")]
    if not files:
        return None
    if len(wish.decks) > 1:
        raise RequestError("a quiz file stands alone", "name one quiz file, or decks")
    try:
        text = Path(files[0]).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RequestError(f"{files[0]} cannot be read: {error}") from error
    return read_quiz(text, files[0])
