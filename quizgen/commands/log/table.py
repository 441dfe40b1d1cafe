"""The log's reviews as a table: its columns, and cells that no spreadsheet takes for formulas."""

import csv
import json
from collections.abc import Callable, Iterable
from io import StringIO
from typing import NamedTuple

from quizgen.commands.log.logged import Logged, Standing, utc_text
from quizgen.model import Review
from quizgen.scheduler import date_text

_FORMULA = tuple("=+-@\t\r\n＝＋－＠'")
"""How a text begins that a spreadsheet may compute, or that begins as a guarded one does."""

_GUARD = "'"


class Column(NamedTuple):
    """A column: its name, what it holds, and where that comes from."""

    name: str
    holds: str
    value: Callable[[Logged, Review], str | float]


COLUMNS = (
    Column("id", "the event's id", lambda _, it: it.id),
    Column("device", "which device it was logged on", lambda row, _: row.device),
    Column("time", "instant in UTC, ISO 8601", lambda _, it: utc_text(it.moment.instant)),
    Column("offset", "minutes east of UTC", lambda _, it: it.moment.offset),
    Column("day", "study day, as a date", lambda _, it: date_text(it.moment.day)),
    Column("card", "the card's present id", lambda row, _: row.card),
    Column("deck", "the deck's id", lambda row, _: row.card.partition("/")[0]),
    Column("fact", "the fact's id", lambda row, _: _parts(row.card)[0]),
    Column("direction", "forward or reverse", lambda row, _: _parts(row.card)[1]),
    Column("slot", "which blank of a statement", lambda row, _: _parts(row.card)[2]),
    Column("kind", "in which kind it was asked", lambda _, it: it.kind),
    Column("rating", "1 again, 2 hard, 3 good, 4 easy", lambda _, it: int(it.rating)),
    Column("mark", "right, slip or wrong", lambda _, it: it.mark.verdict.value if it.mark else ""),
    Column("rule", "the rule that decided", lambda _, it: it.mark.rule if it.mark else ""),
    Column("note", "what was said about it", lambda _, it: it.mark.note if it.mark else ""),
    Column("took_ms", "milliseconds taken", lambda _, it: it.answer.took),
    Column("interval_days", "days granted", lambda _, it: it.interval.days),
    Column("interval_seconds", "or seconds, in learning", lambda _, it: it.interval.seconds),
    Column("counts", "1: for the schedule", lambda row, _: int(row.standing is Standing.HOLDS)),
    Column("undone", "1: taken back", lambda row, _: int(row.standing is Standing.UNDONE)),
    Column("replaced", "1: by a later row", lambda row, _: int(row.standing is Standing.REPLACED)),
    Column("replaces", "id of the row that it replaces", lambda _, it: it.replaces),
    Column("typed", "what was typed", lambda _, it: it.answer.typed),
    Column("shown", "options in order, a JSON list", lambda _, it: _list(it.answer.shown)),
    Column("chosen", "those picked, a JSON list", lambda _, it: _list(_picked(it))),
    Column("hinted", "1: the hint was shown", lambda _, it: int(it.answer.hinted)),
    Column("guessed", "1: said to be a guess", lambda _, it: int(it.answer.guessed)),
    Column("sure", "1: said to be sure before", lambda _, it: int(it.answer.sure)),
    Column("slow_ms", "milliseconds from which it is slow", lambda _, it: it.answer.slow_from),
    Column("share", "part of a list that was named", lambda _, it: _share(it)),
    Column("own", "1: rated otherwise than suggested", lambda _, it: int(it.own)),
    Column("session", "the sitting", lambda _, it: it.session),
    Column("print", "fingerprint of stem and key", lambda _, it: it.fingerprint),
)
"""The columns in their order; later versions add some at the end."""


def table(rows: Iterable[Logged]) -> bytes:
    """Write the reviews as CSV (RFC 4180) in UTF-8, under a line of names.

    A text that a spreadsheet might take for a formula, or that begins with an apostrophe, has an
    apostrophe before it.
    """
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([column.name for column in COLUMNS])
    for row in rows:
        if isinstance(row.event, Review):
            writer.writerow([_guarded(column.value(row, row.event)) for column in COLUMNS])
    # Half a character, as some terminals hand in, is no UTF-8.
    return text.getvalue().encode("utf-8", "backslashreplace")


def _guarded(value: str | float) -> str | float:
    return _GUARD + value if isinstance(value, str) and value.startswith(_FORMULA) else value


def _parts(card: str) -> tuple[str, str, str]:
    """Return fact, direction and slot of a card's id."""
    before, _, side = card.rpartition("/")
    direction, _, slot = side.partition("#")
    return before.partition("/")[2], direction, slot


def _share(review: Review) -> str | float:
    share = review.mark.share if review.mark else None
    return "" if share is None else share


def _picked(review: Review) -> list[str]:
    return [review.answer.shown[at] for at in review.answer.chosen]


def _list(texts: Iterable[str]) -> str:
    found = list(texts)
    return json.dumps(found, ensure_ascii=False) if found else ""
