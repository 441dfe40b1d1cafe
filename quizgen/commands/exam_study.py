"""Study that follows the plan for an exam."""

from dataclasses import dataclass

from quizgen.commands.exams import (
    deck_ids,
    decks_of_exam,
    exam_followed,
    exam_in_days,
    exam_meant,
    exam_minutes,
    study_day,
)
from quizgen.commands.learner import Learner
from quizgen.commands.material import Material
from quizgen.commands.patience import patience
from quizgen.progress import Progress
from quizgen.review_queue import DueThenNew, Order, StudySettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """An exam that a session is for."""

    order: Order
    #: What to say of it at the beginning.
    said: str


def followed_exam(  # noqa: PLR0913, PLR0917  # what the order of a session depends on
    learner: Learner,
    found: Material,
    progress: Progress,
    wanted: str | None,
    minutes: int | None,
    settings: StudySettings,
) -> Followed | None:
    """Return the exam to study for: the one wanted, or else the settings' next, if there is one.

    Raises:
        RequestError: the one that is wanted cannot be studied for.
    """
    today = learner.now().day
    if wanted is not None:
        exam = exam_meant(wanted, learner.settings, today)
    elif (followed := exam_followed(learner.settings, today, found.decks)) is not None:
        exam = followed
    else:
        return None
    # Only those with an exam ahead need it.
    from quizgen.planning.exam import Aim, ExamOrder, last_turns  # noqa: PLC0415
    from quizgen.planning.person import person_of  # noqa: PLC0415

    aim = Aim(
        day=study_day(exam),
        seconds=60 * exam_minutes(minutes or None, learner.settings),
        decks=decks_of_exam(exam, found.decks) if wanted else deck_ids(exam.decks, found.decks),
    )
    with patience("planning your day"):
        turns = last_turns(progress, found.stock.facts)
    person = person_of(turns, learner.scheduler.settings)
    usual = DueThenNew(settings.new_limit, settings.seed)
    otherwise = "" if wanted else " (as usual with --no-exam)"
    when = exam_in_days(exam.title, aim.day - today)
    return Followed(
        order=ExamOrder(aim, person, usual),
        said=f"{when}: what gains most for it comes first{otherwise}.",
    )
