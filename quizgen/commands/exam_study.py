"""Study that follows the plan for an exam."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from quizgen.commands.exams import (
    NamedDeck,
    deck_ids,
    decks_of_exam,
    exam_followed,
    exam_in_days,
    exam_meant,
    exam_minutes,
    study_day,
)
from quizgen.commands.learner import Learner
from quizgen.commands.patience import patience
from quizgen.commands.settings_keys import Exam
from quizgen.model import CardId
from quizgen.problems import RequestError
from quizgen.progress import Progress
from quizgen.review_queue import DueThenNew, Fact, Order, StudySettings


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamWish:
    """What was typed that bears on exams."""

    #: The exam that was named, and minutes, of the settings where none were named.
    wanted: str | None = None
    minutes: int
    #: Whether these minutes were typed.
    typed: bool = False
    #: Whether exams of the settings are to be passed over.
    regardless: bool = False
    #: Whether neither new cards nor states of cards were named.
    whole: bool = True
    #: Whether decks were named.
    typed_decks: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """What to type to go on for the same exam."""
        minutes = ("--minutes", str(self.minutes)) if self.typed else ()
        return minutes if self.wanted is None else ("--exam", self.wanted, *minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """An exam that a session is for."""

    order: Order
    #: What to say of it at the beginning.
    said: str


def followed_exam(  # noqa: PLR0913, PLR0917  # whatever study depends on
    learner: Learner,
    decks: Sequence[NamedDeck],
    facts: Mapping[CardId, Fact],
    progress: Progress,
    settings: StudySettings,
    wish: ExamWish,
) -> Followed | None:
    """Return the exam to study for: the one wanted, or else the settings' next, if there is one.

    ``decks`` and ``facts`` are those to study, the facts by their cards.

    Raises:
        RequestError: the one that is wanted cannot be studied for, or not so.
    """
    exam = _exam(wish, learner, decks)
    if exam is None:
        return None
    today = learner.now().day
    # Only those with an exam ahead need it.
    from quizgen.planning.exam import Aim, ExamOrder, last_turns  # noqa: PLC0415
    from quizgen.planning.person import person_of  # noqa: PLC0415

    if wish.wanted is None:
        ids: AbstractSet[str] = deck_ids(exam.decks, decks)
    else:
        ids = decks_of_exam(exam, decks, typed=wish.typed_decks)
    seconds = 60 * exam_minutes(wish.minutes, learner.settings)
    aim = Aim(day=study_day(exam, learner.settings), seconds=seconds, decks=ids)
    about = (card for card, fact in facts.items() if aim.is_about(fact))
    with patience("planning your day"):
        turns = last_turns(progress, about)
    person = person_of(turns, learner.scheduler.settings)
    usual = DueThenNew(settings.new_limit, settings.seed)
    otherwise = " (as usual with --no-exam)" if wish.wanted is None else ""
    when = exam_in_days(exam.title, aim.day - today)
    return Followed(
        order=ExamOrder(aim, person, usual),
        said=f"{when}: what gains most for it comes first{otherwise}.",
    )


def _exam(wish: ExamWish, learner: Learner, decks: Sequence[NamedDeck]) -> Exam | None:
    today = learner.now().day
    if wish.wanted is not None:
        if wish.regardless or not wish.whole:
            raise RequestError(
                "--exam leaves it to the plan what comes; --no-exam, --new, --only and --cram do"
                " not",
                "leave --exam out, or the other",
            )
        return exam_meant(wish.wanted, learner.settings, today, decks)
    if wish.regardless or not wish.whole or not wish.minutes:
        return None
    return exam_followed(learner.settings, today, decks)
