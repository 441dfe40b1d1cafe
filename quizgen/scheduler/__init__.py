"""When a card comes back: FSRS-6 with Anki's rules, the same four intervals on the same day.

Nothing here reads a clock or draws at random: the moment comes in, and the fuzz follows from card
and number of reviews. To add a scheduler, write a class of :class:`Scheduler` in a module of its
own and add it to :data:`SCHEDULERS`; the tests run the laws over all of them.

What fitting and planning need stands apart, in :mod:`quizgen.scheduler.likelihood` and
:mod:`quizgen.scheduler.formulas`: a usual study session loads neither.
"""

from quizgen.scheduler.days import date_text, day_of, moment, not_before
from quizgen.scheduler.evidence import guess_chance, is_confident_error, pick_chance
from quizgen.scheduler.fsrs6 import PARAMETER_RANGES, Fsrs6
from quizgen.scheduler.fuzz import anki_card_id
from quizgen.scheduler.given import Given, Weight
from quizgen.scheduler.interval_text import interval_text
from quizgen.scheduler.policy import EVIDENCE, POLICIES, TIMED, AsLogged, Evidence, Grade, Policy
from quizgen.scheduler.protocol import Replay, Scheduler, SchedulerSettings

SCHEDULERS = (Fsrs6,)

__all__ = [
    "EVIDENCE",
    "PARAMETER_RANGES",
    "POLICIES",
    "SCHEDULERS",
    "TIMED",
    "AsLogged",
    "Evidence",
    "Fsrs6",
    "Given",
    "Grade",
    "Policy",
    "Replay",
    "Scheduler",
    "SchedulerSettings",
    "Weight",
    "anki_card_id",
    "date_text",
    "day_of",
    "guess_chance",
    "interval_text",
    "is_confident_error",
    "moment",
    "not_before",
    "pick_chance",
]
