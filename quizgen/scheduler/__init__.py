"""When a card comes back: FSRS-6 with Anki's rules, the same four intervals on the same day.

Nothing here reads a clock or draws at random: the moment comes in, and the fuzz follows from card
and number of reviews. To add a scheduler, write a class of :class:`Scheduler` in a module of its
own and add it to :data:`SCHEDULERS`; the tests run the laws over all of them.
"""

from quizgen.scheduler.days import date_text, moment
from quizgen.scheduler.evidence import guess_chance, pick_chance
from quizgen.scheduler.fsrs6 import PARAMETER_RANGES, Fsrs6
from quizgen.scheduler.fuzz import anki_card_id
from quizgen.scheduler.interval_text import interval_text
from quizgen.scheduler.likelihood import (
    DEFAULT_WEIGHTS,
    Likelihood,
    Sequel,
    Trial,
    all_weights,
    clipped,
    good_intervals,
)
from quizgen.scheduler.protocol import Replay, Scheduler, SchedulerSettings

SCHEDULERS = (Fsrs6,)

__all__ = [
    "DEFAULT_WEIGHTS",
    "PARAMETER_RANGES",
    "SCHEDULERS",
    "Fsrs6",
    "Likelihood",
    "Replay",
    "Scheduler",
    "SchedulerSettings",
    "Sequel",
    "Trial",
    "all_weights",
    "anki_card_id",
    "clipped",
    "date_text",
    "good_intervals",
    "guess_chance",
    "interval_text",
    "moment",
    "pick_chance",
]
