"""``quizgen log show``: the history, one line per event."""

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, assert_never

import click

from quizgen.commands.earlier import time_of_day
from quizgen.commands.environment import command, is_terminal
from quizgen.commands.learner import this_learner
from quizgen.commands.log.logged import Logged, local_date, logged, of_card, utc_text
from quizgen.commands.options import WholeNumber
from quizgen.commands.saying import say
from quizgen.model import (
    ANKI,
    PAPER,
    Bury,
    Count,
    Direction,
    Event,
    Flag,
    Rename,
    Reset,
    Review,
    Suspend,
    Undo,
)
from quizgen.problems import RequestError
from quizgen.report import width
from quizgen.scheduler import date_text, day_of, interval_text
from quizgen.statistics_report.words import duration
from quizgen.terminal.clean import clean_line
from quizgen.wording.grammar import counted

_USUAL = 20
"""Events shown unless others are asked for."""

_NARROW = 72
"""Columns below which a line tells only when, what and which card."""

_WIDE = 100
"""Columns from which on a line tells of the device also where there is only one."""

_LEAST = 12
"""Columns that a card gets at least."""


class _Day(click.ParamType[int]):
    """A study day, given as a date."""

    name = "date"

    def convert(
        self,
        value: Any,  # noqa: ANN401  # click's signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> int:
        """Read a date such as 2026-11-28."""
        if isinstance(value, int):
            return value
        try:
            return day_of(date.fromisoformat(str(value)))
        except ValueError:
            self.fail(f"'{value}' is no date; write year, month and day: 2026-11-28", param, ctx)


@click.command()
@click.option(
    "--card", metavar="CARD", help="Only this card or fact: its id, or whole parts of one."
)
@click.option("--deck", metavar="ID", help="Only cards of the deck of this id.")
@click.option("--day", type=_Day(), metavar="DATE", help="Only this study day.")
@click.option("--since", type=_Day(), metavar="DATE", help="Only this study day and later ones.")
@click.option("--until", type=_Day(), metavar="DATE", help="Only this study day and earlier ones.")
@click.option(
    "--last",
    type=WholeNumber(min=0),
    metavar="N",
    help="Only the last N events; 0: all. 20 unless you name a day.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the events as JSON.")
def show(  # noqa: PLR0913  # click hands over each option
    *,
    card: str | None,
    deck: str | None,
    day: int | None,
    since: int | None,
    until: int | None,
    last: int | None,
    as_json: bool,
) -> None:
    """Show what you answered and did, one line per event, the newest last.

    Times and days are those of the place where you were. What was taken back, replaced or not
    counted stands there as such.
    """
    if day is not None and (since is not None or until is not None):
        raise RequestError("--day names one day", "leave it out to name the first and the last")
    first, final = (since, until) if day is None else (day, day)
    days = range(
        -sys.maxsize if first is None else first, sys.maxsize if final is None else final + 1
    )
    found = every = logged(this_learner(answers=False))
    if deck is not None:
        found = _of_deck(found, deck)
    if card is not None:
        found = of_card(found, card)
    found = [it for it in found if it.event.moment.day in days]
    usual = _USUAL if first is None and final is None else 0
    most = usual if last is None else last
    shown = found[-most:] if most else found
    if as_json:
        data = {"version": 1, "earlier": len(found) - len(shown), "events": [*map(_data, shown)]}
        click.echo(json.dumps(data, indent=2))
    else:
        _print(shown, len(found) - len(shown))
        if not shown:
            nothing = f"There is nothing in the log; `{command('study')}` begins."
            say(["There is nothing of those days." if every else nothing])


def _of_deck(found: Sequence[Logged], asked: str) -> Sequence[Logged]:
    """Return the events of a deck's cards.

    Raises:
        RequestError: the log has none.
    """
    kept = [it for it in found if it.card.startswith(f"{asked}/")]
    if not kept:
        decks = sorted({it.card.partition("/")[0] for it in found if it.card})
        hint = f"there are {', '.join(decks)}" if decks else "there is no answer in it yet"
        raise RequestError(f"the log has no card of a deck '{asked}'", hint)
    return kept


def _print(shown: Sequence[Logged], earlier: int) -> None:
    columns = shutil.get_terminal_size().columns if is_terminal(sys.stdout) else None
    if earlier:
        say([f"{counted(earlier, 'earlier event')}; --last {earlier + len(shown)} shows all"])
    say(_lines(shown, columns))


def _lines(shown: Sequence[Logged], columns: int | None) -> Iterator[str]:
    """Yield a line for each event, cut to so many columns; ``None`` means that all is told."""
    rows = [[clean_line(cell) for cell in cells] for cells in _cells(shown, columns)]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)][:-1]
    left = None if columns is None else max(_LEAST, columns - sum(widths) - 2 * len(widths))
    for *cells, card in rows:
        padded = (
            cell + " " * (size - width(cell)) for cell, size in zip(cells, widths, strict=True)
        )
        yield "  ".join((*padded, _cut(card, left))).rstrip()


def _cells(shown: Sequence[Logged], columns: int | None) -> Iterator[Sequence[str]]:
    """Yield what a line tells: when, what, and of which card; how and where if there is room."""
    with_how = columns is None or columns >= _NARROW
    one_device = len({it.device for it in shown}) == 1
    with_device = with_how and not (one_device and columns is not None and columns < _WIDE)
    for it in shown:
        instant, offset = it.event.moment.instant, it.event.moment.offset
        date_ = local_date(instant, offset)
        did = _did(it.event) + (f" ({it.standing})" if it.standing else "")
        yield (
            f"{date_ if with_how else date_[5:]} {time_of_day(instant, offset)}",
            did,
            *([_how(it)] if with_how else []),
            *([it.device] if with_device else []),
            it.card,
        )


def _did(event: Event) -> str:
    match event:
        case Review():
            granted = event.interval.days or event.interval.seconds
            interval = f" {interval_text(event.interval, event.moment)}" if granted else ""
            return event.rating.name.lower() + interval
        case Suspend(suspended=False):
            return "take up"
        case Flag(flagged=False):
            return "unflag"
        case Bury():
            return "not today"
        case _:
            return type(event).__name__.lower()


def _how(it: Logged) -> str:
    match it.event:
        case Review(kind=kind, mark=mark, answer=answer, session=session):
            verdict = f", {mark.verdict}" if mark else ""
            if session.startswith(PAPER):
                return f"{kind}{verdict}, on paper"
            place = ", in Anki" if session == ANKI else ""
            return f"{kind}{verdict}, {duration(answer.took)}{place}"
        case Undo():
            return f"of {_did(it.taken_back)}" if it.taken_back else "of what is not here"
        case Rename(card=before):
            return f"from {before}"
        case _:
            return ""


def _cut(card: str, columns: int | None) -> str:
    """Return the end of a card's id that is too long, where ids differ, without the usual side."""
    if columns is None or width(card) <= columns:
        return card
    kept = card.removesuffix(f"/{Direction.FORWARD}")
    if width(kept) <= columns:
        return kept
    while width(kept) >= columns:
        kept = kept[1:]
    return f"…{kept}"


def _data(it: Logged) -> dict[str, object]:
    event = it.event
    data: dict[str, object] = {
        "id": event.id,
        "time": utc_text(event.moment.instant),
        "offset": event.moment.offset,
        "day": date_text(event.moment.day),
        "device": it.device,
        "event": type(event).__name__.lower(),
        "card": it.card,
        "standing": it.standing.value or "holds",
    }
    match event:
        case Review(mark=mark):
            data |= {
                "kind": event.kind,
                "rating": int(event.rating),
                "mark": mark and str(mark.verdict),
                "rule": mark and mark.rule,
                "milliseconds": event.answer.took,
                "days": event.interval.days,
                "seconds": event.interval.seconds,
                "typed": event.answer.typed,
                "chosen": [event.answer.shown[at] for at in event.answer.chosen],
                "session": event.session,
            }
        case Undo():
            data["ref"] = event.ref
        case Count():
            data["session"] = event.session
        case Suspend():
            data["suspended"] = event.suspended
        case Flag():
            data["flagged"] = event.flagged
        case Rename():
            data["from"] = event.card
        case Bury() | Reset():
            pass
        case _:
            assert_never(event)
    return data
