"""A quiz of what is due for the learner."""

from dataclasses import replace

from quizgen.commands.environment import command, new_seed
from quizgen.commands.learner import this_learner
from quizgen.commands.options import Wish, is_quiz_file
from quizgen.commands.questions import asked_questions, usable_decks
from quizgen.commands.saying import say
from quizgen.model import Deck, Quiz
from quizgen.problems import RequestError
from quizgen.progress import declared_renames
from quizgen.review_queue import StudyQueue
from quizgen.selection import pick_quiz


def due_quiz(wish: Wish) -> tuple[Quiz, tuple[Deck, ...]]:
    """Draw a quiz from what is due today, the likeliest forgotten first; all of it, or ``count``.

    Raises:
        DeckError: the decks are broken.
        RequestError: nothing is due, or a quiz file is named.
        SetupError: the log cannot be read.
    """
    if any(map(is_quiz_file, wish.decks)):
        raise RequestError("a quiz file is taken as it is", "name decks, or leave --from-due out")
    decks = usable_decks(wish.decks, strict=True).decks
    questions = asked_questions(decks, wish)
    learner = this_learner(answers=False)
    due = StudyQueue(questions).due(learner.progress(declared_renames(decks)), learner.now())
    if not due:
        hint = (
            f"`{command('forecast', *wish.decks)}` shows what is coming; else leave --from-due out"
        )
        raise RequestError("nothing is due today", hint)
    wanted = min(wish.count or len(due), len(due))
    seed = wish.seed or new_seed()
    size, quiz = 0, Quiz(title="", language="")
    # Not every card finds its place: a sheet asks a relation one way only.
    while len(quiz.questions) < wanted and size < len(due):
        size += wanted - len(quiz.questions)
        cards = frozenset(due[:size])
        chosen = [question for question in questions if question.card in cards]
        quiz = pick_quiz(chosen, decks, count=wanted, seed=seed)
    if len(quiz.questions) < wanted:
        on_it = f"{len(quiz.questions)} of the {len(due)} cards due today are on it"
        say([f"{on_it}: on one paper the others would give an answer away."])
    asked = {question.deck for question in quiz.questions}
    used = tuple(deck for deck in quiz.decks if deck.id in asked)
    title = wish.title or ", ".join(deck.title for deck in used)
    return replace(quiz, title=title, decks=used), decks
