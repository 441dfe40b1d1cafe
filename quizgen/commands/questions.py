"""From the command line's words to decks and questions."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import click

from quizgen import library
from quizgen.commands.environment import command, deck_paths, new_seed, read_text
from quizgen.commands.options import Wish, is_quiz_file, refuse_quiz_files
from quizgen.commands.patience import patience
from quizgen.model import Deck, Fact, Question, Quiz
from quizgen.problems import DeckError, Problem, RequestError, Severity
from quizgen.quiz_file import read_quiz
from quizgen.report import render_problems
from quizgen.selection import one_per_card, pick_quiz, whole_quiz
from quizgen.session import can_be_marked

_QUIZ_FILE = "`quizgen generate -o` writes a quiz file"


def usable_decks(names: Sequence[str], *, strict: bool) -> library.Loaded:
    """Load decks and check them.

    Strictly errors are fatal and shown on standard error; else they are counted there, and
    whatever is sound goes on.

    Raises:
        DeckError: nothing usable is left, or ``strict`` and there is an error.
        RequestError: one of the names is none of a deck.
    """
    return checked_decks(names, strict=strict)[0]


def checked_decks(
    names: Sequence[str], *, strict: bool
) -> tuple[library.Loaded, Sequence[Problem]]:
    """Load decks and check them as :func:`usable_decks` does; return their errors as well.

    Raises:
        DeckError, RequestError: as there.
    """
    refuse_quiz_files(names)
    with patience("reading decks"):
        loaded = library.load(deck_paths(names))
        problems = library.defects(loaded)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    sound = any(deck.facts for deck in loaded.decks)
    check = f"`{command('check', *names)}` says what is wrong"
    if errors and sound and not strict:
        click.echo(
            f"warning: {len(errors)} error{'s' * (len(errors) != 1)} in the decks; "
            f"whatever is sound is asked\nhelp: {check}",
            err=True,
        )
    elif errors:
        click.echo(render_problems(errors, loaded.texts), err=True, nl=False)
    if errors and strict:
        raise DeckError("the decks have errors; nothing was written", "mend them and try again")
    if not sound:
        raise DeckError("there is no fact to ask about", check)
    return loaded, errors


def asked_questions(decks: Sequence[Deck], wish: Wish) -> tuple[Question, ...]:
    """Generate the questions of the wished kinds and topics.

    Raises:
        RequestError: there are none.
    """
    with patience("making questions", sum(len(deck.facts) for deck in decks)) as step:
        questions = library.generate(decks, wish.kinds, step).questions
    questions = _about(questions, decks, wish)
    if not questions and wish.kinds:
        raise RequestError(
            f"there is no question of the kinds wished for: {', '.join(wish.kinds)}",
            "name other kinds, or leave --kinds out",
        )
    if not questions:
        raise RequestError(
            "the decks give no question", f"`{command('check', *wish.decks)}` says why"
        )
    return questions


def _about(
    questions: Sequence[Question], decks: Sequence[Deck], wish: Wish
) -> tuple[Question, ...]:
    """Return the questions of the topics and tags wished for.

    Raises:
        RequestError: no fact has such a topic or tag.
    """
    wanted = _wanted(wish, decks)
    return tuple(each for each in questions if wanted(each))


def _wanted(wish: Wish, decks: Sequence[Deck]) -> Callable[[Fact | Question], bool]:
    """Return what tells whether something has a topic and a tag wished for.

    Raises:
        RequestError: no fact has such a topic or tag.
    """
    if wish.topics:
        refuse_unknown_topics(wish.topics, decks)
    if wish.tags:
        known = {tag for deck in decks for fact in deck.facts for tag in fact.tags}
        _refuse_unknown("tag", wish.tags, known)
    topics = {topic.casefold() for topic in wish.topics}
    tags = {tag.casefold() for tag in wish.tags}

    def wanted(each: Fact | Question) -> bool:
        return (not topics or each.topic.casefold() in topics) and (
            not tags or any(tag.casefold() in tags for tag in each.tags)
        )

    return wanted


def refuse_unknown_topics(topics: Sequence[str], decks: Sequence[Deck]) -> None:
    """Refuse a topic that no fact has.

    Raises:
        RequestError: that is so.
    """
    known = {fact.topic for deck in decks for fact in deck.facts if fact.topic}
    _refuse_unknown("topic", topics, known)


def _refuse_unknown(what: str, wished: Sequence[str], known: Collection[str]) -> None:
    """Refuse a topic or tag that no fact has.

    Raises:
        RequestError: that is so.
    """
    folded = {name.casefold() for name in known}
    for name in wished:
        if name.casefold() not in folded:
            names = ", ".join(sorted(known))
            there = f"there are {names}" if names else f"the decks name no {what}s"
            raise RequestError(f"there is no {what} '{name}'", there)


def drawn_quiz(
    wish: Wish, *, usual: int | None = None, strict: bool = False, exam: bool = False
) -> tuple[Quiz, tuple[Deck, ...]]:
    """Draw a quiz from decks, or read it from a quiz file (which brings no decks).

    ``usual`` is how many questions a drawn quiz has unless the user says; for an exam only
    questions are drawn that a program can mark.

    Raises:
        DeckError: the decks or the quiz file are broken.
        RequestError: a quiz file is named together with other decks or wishes, or it is for an
            exam and no question can be marked.
    """
    if quiz := quiz_from_file(wish):
        if exam:
            _marked(quiz.questions)
        return quiz, ()
    decks = usable_decks(wish.decks, strict=strict).decks
    questions = asked_questions(decks, wish)
    if exam:
        questions = _marked(questions)
    seed, count = wish.seed or new_seed(), wish.count or usual
    return pick_quiz(questions, decks, count=count, seed=seed, title=wish.title), decks


def _marked(questions: Sequence[Question]) -> tuple[Question, ...]:
    """Return the questions that a program can mark.

    Raises:
        RequestError: there are none.
    """
    marked = tuple(filter(can_be_marked, questions))
    if not marked:
        raise RequestError(
            "an exam asks what can be marked, and nobody but you could mark these questions",
            "take a quiz without --exam, or leave --kinds out",
        )
    return marked


def every_question(wish: Wish, *, one_form: bool = False) -> tuple[Quiz, tuple[Deck, ...]]:
    """Return all questions of sound decks in their order; ``one_form``: each card once.

    Raises:
        DeckError: the decks or the quiz file are broken.
    """
    if quiz := quiz_from_file(wish):
        return quiz, ()
    decks = usable_decks(wish.decks, strict=True).decks
    questions = asked_questions(decks, wish)
    if one_form:
        questions = one_per_card(questions)
    return whole_quiz(questions[: wish.count], decks, wish.title), decks


def wished_facts(wish: Wish) -> tuple[Quiz, tuple[Deck, ...]]:
    """Return the facts of sound decks that have the topics and tags wished for, and no question.

    Raises:
        DeckError: the decks are broken.
        RequestError: no fact is left, or a quiz file is named.
    """
    decks = usable_decks(wish.decks, strict=True).decks
    wanted = _wanted(wish, decks)
    chosen = [replace(it, facts=tuple(filter(wanted, it.facts))) for it in decks]
    kept = tuple(deck for deck in chosen if deck.facts)
    if not kept:
        raise RequestError("no fact has these topics and tags together", "wish for fewer of them")
    return whole_quiz((), kept, wish.title), kept


def quiz_from_file(wish: Wish) -> Quiz | None:
    """Read the quiz file that is named, if one is.

    Raises:
        DeckError: it is broken.
        RequestError: it is named together with other decks or wishes, or holds no question.
    """
    files = [name for name in wish.decks if is_quiz_file(name)]
    if not files:
        return None
    if len(wish.decks) > 1:
        raise RequestError("a quiz file stands alone", "name one quiz file, or decks")
    if wish.count or wish.kinds or wish.topics or wish.tags or wish.seed:
        raise RequestError(
            "a quiz file is taken as it is; -n, --kinds, --topic, --tag and --seed draw from decks",
            "leave them out, or drop questions from the file",
        )
    quiz = read_quiz(read_text(files[0], _QUIZ_FILE), files[0])
    if not quiz.questions:
        raise RequestError(f"{files[0]} holds no question", _QUIZ_FILE)
    return replace(quiz, title=wish.title or quiz.title)
