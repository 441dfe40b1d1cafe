"""Which exam is meant, on the command line or in the settings, and what it is about."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from typing import Protocol

from quizgen.commands.settings_keys import Exam, Settings
from quizgen.problems import RequestError
from quizgen.scheduler import day_of

MOST_DAYS = 730
"""How far ahead an exam may be."""

_NOON = 12
_WRITE = "write its date as in --exam 2026-12-07"


class NamedDeck(Protocol):
    """What of a deck tells which it is."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def title(self) -> str:
        """Its title."""


def study_day(exam: Exam, settings: Settings) -> int:
    """Return the study day of an exam; the one before it is the last to study on.

    It is that of noon: where study days begin in the afternoon, the one before the date.
    """
    return day_of(exam.date) - (settings.rollover > _NOON)


def exam_meant(
    wished: str | None, settings: Settings, today: int, decks: Sequence[NamedDeck]
) -> Exam:
    """Return the exam of a date or title, or else the next one of the settings about such decks.

    Of the settings' exams, one on the date typed brings its title and decks.

    Raises:
        RequestError: there is none, or there is no studying for it any more, or not yet.
    """
    named = _upcoming(settings, today) if wished is None else _typed(wished, settings)
    exam = _next_of(named, settings, today, decks)
    days = study_day(exam, settings) - today
    if days == 0:
        raise RequestError(
            "the exam is today: what you know now is what counts. Good luck!",
            "for another exam, " + _WRITE,
        )
    if days < 0:
        raise RequestError(
            f"the exam of {exam.date.isoformat()} is over", "for one ahead, " + _WRITE
        )
    if days > MOST_DAYS:
        raise RequestError(
            f"the exam of {exam.date.isoformat()} is {days} days ahead, and a plan looks"
            f" {MOST_DAYS} days ahead at most",
            "name a nearer day; until then, `quizgen study` keeps what you learn",
        )
    return exam


def exam_followed(settings: Settings, today: int, decks: Sequence[NamedDeck]) -> Exam | None:
    """Return the next exam of the settings that is about any of these decks, if one is ahead."""
    for exam in settings.exam:
        if 0 < study_day(exam, settings) - today <= MOST_DAYS and _is_about(exam, decks):
            return exam
    return None


def _is_about(exam: Exam, decks: Sequence[NamedDeck]) -> bool:
    return not exam.decks or bool(deck_ids(exam.decks, decks))


def _typed(wished: str, settings: Settings) -> Sequence[Exam]:
    day = None
    with suppress(ValueError):
        day = date.fromisoformat(wished.strip())
    title = wished.strip().casefold()
    if meant := [
        exam
        for exam in settings.exam
        if exam.date == day or (exam.title and exam.title.casefold() == title)
    ]:
        return meant
    if day is None:
        titles = ", ".join(exam.title for exam in settings.exam if exam.title)
        named = f", or name one of your settings: {titles}" if titles else ""
        raise RequestError(f"'{wished}' is no date and no exam of your settings", _WRITE + named)
    return [Exam(date=day)]


def _upcoming(settings: Settings, today: int) -> Sequence[Exam]:
    left = [exam for exam in settings.exam if study_day(exam, settings) >= today]
    if not left:
        over = "all exams of your settings are over" if settings.exam else "when is the exam?"
        raise RequestError(over, f"{_WRITE}, or set [[exam]] in {settings.file}")
    return left


def _next_of(
    exams: Sequence[Exam], settings: Settings, today: int, decks: Sequence[NamedDeck]
) -> Exam:
    """Return the first exam about such decks that is ahead, else the last; they come sorted."""
    about = [exam for exam in exams if _is_about(exam, decks)] or exams
    return next((exam for exam in about if study_day(exam, settings) > today), about[-1])


def exam_minutes(minutes: int | None, settings: Settings) -> int:
    """Return the minutes a day to plan with.

    Raises:
        RequestError: nobody named any.
    """
    found = settings.minutes if minutes is None else minutes
    if not found:
        raise RequestError(
            "how many minutes a day do you want to study?",
            f"say so as in --minutes 20, or set minutes in {settings.file}",
        )
    return found


def decks_of_exam(exam: Exam, decks: Sequence[NamedDeck], *, typed: bool) -> frozenset[str]:
    """Return the ids of the decks that an exam is about; none where it is about all of them.

    Raises:
        RequestError: one that it names is not among them; or none is, where decks were typed.
    """
    ids = frozenset(deck_ids(exam.decks, decks))
    if typed and ids:
        return ids
    if unknown := unknown_decks(exam.decks, decks):
        named = ", ".join(f"{deck.title} ({deck.id})" for deck in decks)
        raise RequestError(
            f"the exam is about {', '.join(unknown)}, and there is no such deck here",
            f"there are {named}; mend the exam in your settings, or name its decks",
        )
    return ids


def deck_ids(names: Iterable[str], decks: Iterable[NamedDeck]) -> set[str]:
    """Return the ids of the decks that are named by title or id."""
    known = _by_name(decks)
    return {id_ for name in names for id_ in known.get(name.casefold(), ())}


def unknown_decks(names: Iterable[str], decks: Iterable[NamedDeck]) -> tuple[str, ...]:
    """Return the names that no deck has."""
    known = _by_name(decks)
    return tuple(name for name in names if name.casefold() not in known)


def _by_name(decks: Iterable[NamedDeck]) -> dict[str, set[str]]:
    ids: dict[str, set[str]] = defaultdict(set)
    for deck in decks:
        for name in (deck.id, deck.title):
            ids[name.casefold()].add(deck.id)
    return ids


def exam_in_days(title: str, days: int) -> str:
    """Say of an exam when it is, as a sentence begins: ``Anatomy exam in 12 days``."""
    says_so = "exam" in title.casefold()
    name = title if says_so else f"{title} exam" if title else "Exam"
    return f"{name} " + {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
