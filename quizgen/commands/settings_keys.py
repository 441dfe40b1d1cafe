"""The settings that there are: their names, defaults, and what is said of them in the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from quizgen.scheduler import SchedulerSettings

_USUAL = SchedulerSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exam:
    """A day to be ready for."""

    date: date
    title: str = ""
    #: Ids or titles of the decks that it is about; empty: all of them.
    decks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a learner has set, with the defaults for all else."""

    #: Decks to use where none is named and there is no ``./decks``.
    decks: tuple[str, ...] = ()
    #: Minutes of a study session; 0: no limit.
    minutes: int = 0
    #: New cards a day.
    new: int = 10
    #: Cards of a study session; 0: no limit.
    limit: int = 0
    #: Always plain lines.
    plain: bool = False
    #: The probability of recall at which a card comes due.
    retention: float = _USUAL.desired_retention
    #: The same for some decks: id and retention.
    deck_retention: tuple[tuple[str, float], ...] = _USUAL.deck_retention
    #: Delays in seconds before a new card is learned, and after a lapse.
    learning_steps: tuple[int, ...] = _USUAL.learning_steps
    relearning_steps: tuple[int, ...] = _USUAL.relearning_steps
    #: Days.
    maximum_interval: int = _USUAL.maximum_interval
    #: Hour at which a study day begins.
    rollover: int = 4
    #: Lapses from which a card is a leech; 0: none is.
    leech: int = 8
    #: Whether a right answer that is slow for this learner is *hard*.
    slow_is_hard: bool = False
    #: The scheduler's own weights; empty means its defaults.
    parameters: tuple[float, ...] = _USUAL.parameters
    #: Whose home this is; empty: nobody is named.
    learner: str = ""
    exam: tuple[Exam, ...] = ()
    #: The file, and in which line of it each of its keys stands.
    file: str = ""
    places: Mapping[str, int] = field(default_factory=dict)

    @property
    def scheduling(self) -> SchedulerSettings:
        """What of it is the scheduler's."""
        return SchedulerSettings(
            desired_retention=self.retention,
            deck_retention=self.deck_retention,
            learning_steps=self.learning_steps,
            relearning_steps=self.relearning_steps,
            maximum_interval=self.maximum_interval,
            parameters=self.parameters,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key of the file: what it does, and how it is written."""

    about: tuple[str, ...]
    example: str


KEYS: Mapping[str, Key] = MappingProxyType(
    {
        "decks": Key(
            about=(
                "Decks to use where you name none and there is no folder `decks` where you are:",
                "files or folders. `~` is your home folder; other paths begin beside this file.",
            ),
            example='decks = ["~/decks"]',
        ),
        "minutes": Key(
            about=("Minutes after which a study session asks no further question; 0: no limit.",),
            example="minutes = 20",
        ),
        "new": Key(about=("New cards a day; 10 unless you say.",), example="new = 10"),
        "limit": Key(
            about=("At most so many cards in a study session; 0: no limit.",),
            example="limit = 50",
        ),
        "plain": Key(
            about=("Always plain lines instead of a full screen; fit for screen readers.",),
            example="plain = true",
        ),
        "retention": Key(
            about=(
                "How likely you are to know a card when it comes back, from 0.70 to 0.99. Higher",
                "means more reviews; a change shows in the intervals of the next answers.",
            ),
            example="retention = 0.9",
        ),
        "deck_retention": Key(
            about=("The same for some decks, named by their id.",),
            example="deck_retention = { bones-x7k2 = 0.95 }",
        ),
        "learning_steps": Key(
            about=(
                "Delays before a new card is learned, and before one that you forgot is learned",
                "again: s, m, h or d. Without any, the scheduler decides: write [].",
            ),
            example='learning_steps = ["1m", "10m"]',
        ),
        "relearning_steps": Key(about=(), example='relearning_steps = ["10m"]'),
        "maximum_interval": Key(
            about=("Days after which a card comes back at the latest.",),
            example="maximum_interval = 36500",
        ),
        "rollover": Key(
            about=("The hour at which a new day of study begins, from 0 to 23.",),
            example="rollover = 4",
        ),
        "leech": Key(
            about=(
                "Lapses from which a card counts as a leech: `quizgen study --only leeches` finds",
                "them. 0: none does.",
            ),
            example="leech = 8",
        ),
        "slow_is_hard": Key(
            about=(
                "Whether a right answer counts as hard where it took you much longer than you",
                "usually take. It means more reviews; unless you say so, time does not matter.",
            ),
            example="slow_is_hard = true",
        ),
        "parameters": Key(
            about=("The 21 weights of FSRS-6; `quizgen fit` finds yours and writes them here.",),
            example="parameters = ["
            "0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,"
            " 1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542]",
        ),
        "learner": Key(
            about=(
                "Your name, as it stands on papers: `quizgen mark --record --learner` then logs",
                "your answers here, and those of all others in homes of their own.",
            ),
            example='learner = "Anna"',
        ),
        "exam": Key(
            about=(
                "Exams ahead, which `quizgen` counts down to; with `minutes` set, `quizgen study`",
                "is for the next one. `title` and `decks` may be left out; decks are named by",
                "title or id. For another exam, repeat all of it.",
                "It stays at the end of the file, below all other settings.",
            ),
            example='[[exam]]\ndate = 2026-12-07\ntitle = "Anatomy"\ndecks = ["Bones"]',
        ),
    }
)
"""The keys that there are, in the order of the file."""
