"""What is said at the beginning of a study session of those before it, and what is kept of it."""

from collections.abc import Sequence

from quizgen.commands.learner import Learner
from quizgen.commands.unfinished import STUDY, Hold, Sitting, begin, left_behind
from quizgen.model import Moment, Review
from quizgen.progress import Progress
from quizgen.review_queue import StudyQueue
from quizgen.session import answers_of

_MINUTE = 60_000


def keep_session(learner: Learner, session: str) -> Hold:
    """Keep the head of a study session, so that the next start can tell that it was cut off."""
    moment = learner.now()
    return begin(
        learner.home,
        Sitting(session=session, mode=STUDY, begun=moment.instant, offset=moment.offset),
    )


def before_this_session(learner: Learner, progress: Progress, queue: StudyQueue) -> str:
    """Say that the last session was cut off, or how many answers of today there are."""
    moment = learner.now()
    if said := cut_off(learner, moment):
        return said
    today = (card for card in progress.answered(moment.day) if card in queue)
    count = sum(it.moment.day == moment.day for card in today for it in progress.history(card))
    return f"Going on: {_saved(count, 'of today ')}." if count else ""


def cut_off(learner: Learner, moment: Moment) -> str:
    """Say of the last study session that it was cut off, if it was; it is not said again."""
    said = ""
    for left in left_behind(learner.home, moment):
        if left.sitting.mode != STUDY:
            left.hold.leave()
            continue
        left.hold.end()
        if not said and (answers := answers_in(learner, left.sitting)):
            said = cut_off_text(answers, moment)
    return said


def cut_off_text(answers: Sequence[Review], moment: Moment) -> str:
    """Say that a session was cut off, when, and how many of its answers are saved."""
    last = answers[-1].moment
    when = time_of_day(last.instant, last.offset)
    if last.day != moment.day:
        from quizgen.scheduler import date_text  # noqa: PLC0415  # seldom needed

        when = f"{when} on {date_text(last.day)}"
    return f"The last session was cut off at {when}; its {_saved(len(answers))}."


def answers_in(learner: Learner, sitting: Sitting) -> tuple[Review, ...]:
    """Return the answers of a sitting that hold; what cannot be read of the log is passed over."""
    return answers_of(sitting.session, learner.log.read().events, learner.scheduler)


def time_of_day(instant: int, offset: int) -> str:
    """Return the local time of an instant, as in ``18:40``."""
    hour, minute = divmod(instant // _MINUTE + offset, 60)
    return f"{hour % 24:02}:{minute:02}"


def _saved(count: int, which: str = "") -> str:
    return f"1 answer {which}is saved" if count == 1 else f"{count} answers {which}are saved"
