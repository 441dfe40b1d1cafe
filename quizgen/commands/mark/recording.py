"""Logs the answers on papers as reviews, each in the log of who wrote it."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import click

from quizgen import library
from quizgen.commands.clock import in_order
from quizgen.commands.environment import (
    deck_paths,
    entropy,
    home_folder,
    is_terminal,
    local_offset,
    now,
)
from quizgen.commands.learner import Learner, learner_at
from quizgen.commands.learners import Home, homes_of, known_names
from quizgen.commands.mark.data import Data, recorded_data
from quizgen.commands.saying import say
from quizgen.model import CardId, Deck, Moment
from quizgen.problems import RequestError
from quizgen.progress import declared_renames
from quizgen.review_log import event_id
from quizgen.scheduler import date_text, moment
from quizgen.sheets.marking import MarkedSheet, Result
from quizgen.sheets.recording import Recorded, record
from quizgen.wording.grammar import counted

_NOON = 12
_FIRST_YEAR = 1970
_MOST_NAMES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Whose answers these are, one home for each paper, and when they were given."""

    homes: tuple[Home, ...]
    day: date | None = None

    @classmethod
    def of(cls, names: Sequence[str | None], on: str | None) -> "Whose":
        """Find the homes.

        Raises:
            RequestError: a name is none, two would share a folder, or the date is none.
        """
        return cls(homes=homes_of([name or "" for name in names]), day=_date(on) if on else None)


def record_papers(whose: Whose, papers: Sequence[MarkedSheet], *, quiet: bool) -> Sequence[Data]:
    """Say what will be logged for whom, ask where a name is new, and log it.

    Raises:
        RequestError: somebody at the terminal does not want new learners.
        SetupError: a log cannot be read or written.
    """
    new = [home.name for home in whose.homes if home.new]
    if not quiet:
        say(["", *_announced(whose, papers)])
    if new and not _may_make(new):
        raise RequestError("nothing was recorded", "write the name as it was written before")
    decks = library.load(deck_paths(())).decks
    if not quiet:
        say(_changed(papers, decks))
    renames = declared_renames(decks)
    done = []
    for home, paper in zip(whose.homes, papers, strict=True):
        recorded = _record(home, paper, whose.day, renames)
        done.append(_data(home, recorded))
        if not quiet:
            say(_said(home, recorded))
    return done


def _changed(papers: Sequence[MarkedSheet], decks: Sequence[Deck]) -> Iterator[str]:
    """Say which decks at hand are not as they were when the papers were printed."""
    printed = {deck.id: deck for paper in papers for deck in paper.sheet.quiz.decks}
    for deck in decks:
        if deck.id in printed and printed[deck.id].digest != deck.digest:
            yield f"{deck.title} has changed since; papers are marked as they were printed."


def _record(
    home: Home, paper: MarkedSheet, on: date | None, renames: dict[CardId, CardId]
) -> Recorded:
    home.make()
    learner = learner_at(home.path)
    learner, when = _when(learner, on)
    # Two programs that find the same lacking would log it twice.
    with learner.log.alone():
        recorded = record(
            paper,
            learner.read().events,
            learner.scheduler,
            moment=when,
            now=learner.now(),
            new_id=_new_id,
            renames=renames,
        )
        learner.log.append_all(recorded.events)
    return recorded


def _when(learner: Learner, on: date | None) -> tuple[Learner, Moment]:
    """Return the moment to log: now, or noon of the day on which it was written."""
    now = learner.now()
    rollover = learner.settings.rollover
    if on is None or on.isoformat() == date_text(now.day):
        learner, said = in_order(learner)
        if said:
            click.echo(f"warning: {said}", err=True)
        return learner, learner.now()
    naive = datetime(on.year, on.month, on.day, _NOON, tzinfo=UTC)
    instant = int(naive.timestamp() * 1000)
    # Two steps: the offset in force at that noon is that of the zone, not of today.
    instant -= local_offset(instant) * 60_000
    found = moment(instant, local_offset(instant), rollover)
    if found.instant > now.instant:
        raise _to_come(on)
    return learner, found


def _new_id(at: Moment) -> str:
    return event_id(at.instant, entropy())


def _date(text: str) -> date:
    try:
        found = date.fromisoformat(text.strip())
    except ValueError as error:
        raise RequestError(f"'{text}' is no date", "write it as in --on 2026-12-07") from error
    # Said before anything is typed or made; when a learner's day begins, is looked at later.
    if found.isoformat() > date_text(now(0).day):
        raise _to_come(found)
    if found.year < _FIRST_YEAR:
        raise RequestError(f"{found.isoformat()} is too long ago", "look at the year")
    return found


def _to_come(day: date) -> RequestError:
    return RequestError(f"{day.isoformat()} is yet to come", "name the day it was written on")


def _announced(whose: Whose, papers: Sequence[MarkedSheet]) -> Iterator[str]:
    when = f", for {whose.day.isoformat()}" if whose.day else ""
    for home, paper in zip(whose.homes, papers, strict=True):
        out = paper.with_result(Result.EMPTY, Result.SPOILT, Result.TO_JUDGE)
        logged = counted(len(paper.marked) - len(out), "answer")
        reasons = ", ".join(
            f"{len(found)} {result}"
            for result in (Result.EMPTY, Result.SPOILT, Result.TO_JUDGE)
            if (found := paper.with_result(result))
        )
        left = f"; not logged: {reasons}" if reasons else ""
        place = "this home" if home.path == home_folder() else f"learners/{home.path.name}"
        fresh = ", new" if home.new else ""
        yield f"To log for {home.name}{when}: {logged} ({place}{fresh}){left}."


def _may_make(new: Sequence[str]) -> bool:
    """Ask about names that nobody here has, where somebody sits at the terminal."""
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        return True
    known = known_names()
    there = ", ".join(known[:_MOST_NAMES]) + (" …" if len(known) > _MOST_NAMES else "")
    which = f"learner '{new[0]}'" if len(new) == 1 else f"learners {', '.join(new)}"
    others = f"; there {'is' if len(known) == 1 else 'are'} {there}" if known else ""
    say([f"There is no {which} here yet{others}."])
    return click.confirm("Make a home for each?" if len(new) > 1 else "Make a home?")


def _said(home: Home, recorded: Recorded) -> Iterator[str]:
    parts = [
        f"{counted(recorded.new, 'answer')} logged" if recorded.new else "",
        f"{counted(recorded.corrected, 'answer')} corrected" if recorded.corrected else "",
        f"{counted(recorded.withdrawn, 'answer')} taken back" if recorded.withdrawn else "",
        f"{counted(recorded.known, 'answer')} known already" if recorded.known else "",
    ]
    yield f"{home.name}: {', '.join(filter(None, parts)) or 'nothing to log'}."
    for code in recorded.others:
        yield (
            f"  {code} is logged for {home.name} too; if that was not what they wrote,"
            f" the same command with {code} and --answers ... takes it back."
        )


def _data(home: Home, recorded: Recorded) -> Data:
    return recorded_data(
        home.name,
        {
            "logged": recorded.new,
            "corrected": recorded.corrected,
            "taken_back": recorded.withdrawn,
            "known": recorded.known,
        },
    ) | {"other_versions": list(recorded.others), "home": str(home.path)}
