"""Going on where an earlier sitting stopped: the quiz that was left, and what was cut off."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from quizgen.commands.earlier import answers_in, cut_off_text, time_of_day
from quizgen.commands.environment import command, deck_paths
from quizgen.commands.fact_files import FactFiles
from quizgen.commands.learner import Learner
from quizgen.commands.options import Wish
from quizgen.commands.sitting import new_id
from quizgen.commands.unfinished import EXAM, QUIZ, STUDY, Hold, Left, Sitting, begin, left_behind
from quizgen.model import Moment, Quiz
from quizgen.problems import DeckError
from quizgen.session import takes_of
from quizgen.terminal import Start


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A quiz as it begins: drawn anew, or where it was left."""

    quiz: Quiz
    files: FactFiles | None
    start: Start
    hold: Hold
    record: bool | None
    minutes: int
    #: Draws the next one ahead; takes a while.
    ahead: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A quiz or an exam that was left half done."""

    what: str
    #: Its time of day.
    begun: str
    answered: int
    questions: int


def new_quiz(  # noqa: PLR0913  # what a quiz is made of
    learner: Learner, wish: Wish, *, exam: bool, record: bool | None, minutes: int, keep: bool
) -> Begun:
    """Draw a quiz or read its file, and keep it so that it can be gone on with.

    Raises:
        DeckError, RequestError: as :func:`quizgen.commands.questions.drawn_quiz` does.
    """
    # Only here: a quiz that is gone on with is neither drawn nor written.
    from quizgen.commands.drawing import draw  # noqa: PLC0415
    from quizgen.quiz_file import write_quiz  # noqa: PLC0415

    drawn = draw(wish, exam=exam)
    quiz = drawn.quiz
    moment = learner.now()
    sitting = Sitting(
        session=new_id(moment),
        mode=EXAM if exam else QUIZ,
        begun=moment.instant,
        offset=moment.offset,
        named=_absolute(wish.decks),
        decks=_absolute(map(str, deck_paths(wish.decks))) if drawn.from_decks else (),
        kinds=wish.kinds,
        minutes=minutes,
        record=record,
        quiz=write_quiz(quiz) if keep else "",
    )
    hold = begin(learner.home, sitting) if keep else Hold()
    return Begun(
        quiz=quiz,
        files=FactFiles(wish=wish) if drawn.from_decks else None,
        start=Start(session=sitting.session, resumable=hold.kept),
        hold=hold,
        record=record,
        minutes=minutes,
        ahead=drawn.ahead,
    )


def unfinished_quiz(learner: Learner, decks: Sequence[str], *, exam: bool) -> Begun | None:
    """Find the latest quiz that was left half done, of some decks or, without them, of any.

    One in which nothing was answered is not worth going on with, and is removed.
    """
    found: Begun | None = None
    for left in left_behind(learner.home, learner.now()):
        if found is not None or not _is_of(left.sitting, decks, exam=exam):
            left.hold.leave()
            continue
        found = _half_done(learner, left)
        if found is None:
            left.hold.end()
    return found


def drop_unfinished(learner: Learner, decks: Sequence[str], *, exam: bool) -> None:
    """Give up what could be gone on with instead of a new quiz."""
    for left in left_behind(learner.home, learner.now()):
        if _is_of(left.sitting, decks, exam=exam):
            left.hold.end()
        else:
            left.hold.leave()


def found_at_home(learner: Learner, moment: Moment) -> tuple[str, tuple[Waiting, ...]]:
    """Return what can be said of sittings that were cut off or left; all of it stays."""
    said = ""
    waiting: dict[str, Waiting] = {}
    for left in left_behind(learner.home, moment):
        answers = answers_in(learner, left.sitting)
        if left.sitting.mode == STUDY:
            said = said or (cut_off_text(answers, moment) if answers else "")
        elif found := _half_done(learner, left):
            # Of each sort the latest is gone on with.
            waiting.setdefault(left.sitting.mode, _waiting(left.sitting, found))
        left.hold.leave()
    return said, tuple(waiting.values())


def _waiting(sitting: Sitting, begun: Begun) -> Waiting:
    return Waiting(
        what=sitting.mode,
        begun=time_of_day(sitting.begun, sitting.offset),
        answered=len(begun.start.takes),
        questions=len(begun.quiz.questions),
    )


def _is_of(sitting: Sitting, decks: Sequence[str], *, exam: bool) -> bool:
    named = set(_absolute(decks))
    return sitting.mode == (EXAM if exam else QUIZ) and (not named or named == set(sitting.named))


def _half_done(learner: Learner, left: Left) -> Begun | None:
    # Only here: most starts find nothing to go on with.
    from quizgen.quiz_file import read_quiz  # noqa: PLC0415

    try:
        quiz = read_quiz(left.sitting.quiz, left.sitting.session)
    except DeckError:
        return None
    sitting, answers = left.sitting, answers_in(learner, left.sitting)
    takes = takes_of(quiz.questions, answers)
    if not takes:
        return None
    # Facts are looked for where they were when the quiz was drawn.
    drawn = Wish(decks=sitting.decks, kinds=sitting.kinds)
    when = time_of_day(sitting.begun, sitting.offset)
    done = f"{len(takes)} of {len(quiz.questions)} answered"
    what, typed = ("exam", ["--exam"]) if sitting.mode == EXAM else ("quiz", [])
    afresh = f"`{command('quiz', *typed, '--afresh')}` begins a new one"
    said = f"Going on with your {what} of {when}: {done}. {afresh}."
    return Begun(
        quiz=quiz,
        files=FactFiles(wish=drawn) if sitting.decks else None,
        start=Start(session=sitting.session, takes=takes, said=said, resumable=True),
        hold=left.hold,
        record=sitting.record,
        minutes=sitting.minutes,
    )


def _absolute(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(os.path.abspath, names))
