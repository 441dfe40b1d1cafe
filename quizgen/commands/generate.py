"""``quizgen generate``: the questions as data."""

import os
from dataclasses import replace
from pathlib import Path

import click

from quizgen import library
from quizgen.commands.environment import write_file
from quizgen.commands.options import Wish, wish_options
from quizgen.commands.questions import drawn_quiz, every_question
from quizgen.model import Image, Quiz
from quizgen.quiz_file import write_quiz
from quizgen.report import harmless


@click.command()
@wish_options("Draw this many questions instead of all.")
@click.option("-o", "--output", type=click.Path(), metavar="PATH", help="Write to a file.")
@click.option("--without-answers", is_flag=True, help="Leave the keys out.")
def generate(wish: Wish, output: str | None, *, without_answers: bool) -> None:
    """Print the questions of decks as one JSON object.

    All of them, in the decks' order; with -n or --seed a quiz is drawn, each card once at the most.
    The same decks and seed give the same bytes.
    """
    draw = wish.count is not None or wish.seed is not None
    quiz, _ = drawn_quiz(wish, strict=True) if draw else every_question(wish)
    quiz = _seen_from(quiz, Path(output).parent if output else Path())
    text = write_quiz(quiz, answers=not without_answers)
    if output is None:
        click.echo(text, nl=False)
    else:
        write_file(Path(output), text.encode())
        number = len(quiz.questions)
        click.echo(harmless(f"{output}: {number} question{'s' * (number != 1)}"), err=True)


def _seen_from(quiz: Quiz, folder: Path) -> Quiz:
    """Return a quiz whose pictures are named as they are found from a folder."""
    questions = (
        replace(it, image=_from(it.image, folder)) if it.image else it for it in quiz.questions
    )
    return replace(quiz, questions=tuple(questions))


def _from(image: Image, folder: Path) -> Image:
    path = library.picture_path(image)
    try:
        file = Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive of Windows
        file = path.resolve().as_posix()
    return replace(image, file=file)
