"""Answers in a table: one line each, with card, time and rating.

The first line names the columns. Times are milliseconds or seconds since 1970, or ISO 8601; the
first entry of a card is taken for its beginning.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from io import StringIO
from math import isfinite

from quizgen.anki_cards import Sort
from quizgen.anki_history.answers import LATEST, Answers, Event
from quizgen.problems import RequestError

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "card": ("card", "card_id", "cardid"),
    "time": ("time", "timestamp", "review_time", "reviewed_at", "datetime", "date"),
    "rating": ("rating", "ease", "review_rating", "grade", "button"),
    "offset": ("offset", "tz", "utc_offset"),
}
"""Column → what it may be called."""

_RATINGS = {"again": 1, "hard": 2, "good": 3, "easy": 4} | {str(it): it for it in range(5)}
_MILLISECONDS = 10**11
"""From this number on a time is in milliseconds; in seconds it would be after the year 5000."""

_FURTHEST = 24 * 60
_OFFSET = re.compile(r"([+-])(\d{1,2}(?=:)|\d{2}):?(\d{2})")
_NAMED = 5
"""Bad lines that are named one by one."""


def read_table(data: bytes, name: str) -> Answers:
    """Read a table; ``name`` is what it is called.

    Raises:
        RequestError: it is not text, or a column is missing, or lines are wrong; all are named,
            or the first of very many.
    """
    text = _text(data, name)
    dialect = _dialect(text)
    rows = csv.reader(StringIO(text, newline=""), dialect)
    try:
        columns = _columns(next(rows, []), name)
        events = tuple(_events(rows, columns, name))
    except csv.Error as error:
        raise RequestError(f"{name} is no table: {error}", "separate columns by commas") from error
    if not any(event.rating for event in events):
        raise RequestError(f"{name} holds no answers", "each line below the first is one")

    return Answers(events=events, whole=True)


def _text(data: bytes, name: str) -> str:
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise RequestError(f"{name} is not UTF-8", "save it with the encoding UTF-8") from error


def _dialect(text: str) -> type[csv.Dialect]:
    first = text.partition("\n")[0]

    class Dialect(csv.excel):
        delimiter = max(",;\t", key=first.count)

    return Dialect


def _columns(head: list[str], name: str) -> dict[str, int]:
    """Return which column is which.

    Raises:
        RequestError: one is missing.
    """
    called = [it.strip().lower().replace(" ", "_") for it in head]
    found = {
        column: called.index(known[0])
        for column, names in _COLUMNS.items()
        if (known := [it for it in names if it in called])
    }
    missing = [column for column in ("card", "time", "rating") if column not in found]
    if missing:
        raise RequestError(
            f"{name}:1: there is no column {', '.join(missing)}",
            "the first line names the columns: card, time, rating",
        )

    return found


def _events(rows: Iterator[list[str]], columns: Mapping[str, int], name: str) -> Iterator[Event]:
    """Yield an entry for each line.

    Raises:
        RequestError: lines are wrong.
    """
    wrong: list[str] = []
    for number, row in enumerate(rows, start=2):
        if not any(map(str.strip, row)):
            continue
        try:
            yield _event({column: row[at].strip() for column, at in columns.items()})
        except IndexError:
            wrong.append(f"{name}:{number}: it has {len(row)} columns, too few")
        except ValueError as error:
            wrong.append(f"{name}:{number}: {error}")
    if wrong:
        more = f"\n… and {len(wrong) - _NAMED} more lines" if len(wrong) > _NAMED else ""
        raise RequestError(
            "\n".join(wrong[:_NAMED]) + more,
            "nothing was read: mend these lines, or take them out",
        )


def _event(row: Mapping[str, str]) -> Event:
    if not row["card"]:
        raise ValueError("it names no card")
    rating = _RATINGS.get(row["rating"].lower().removesuffix(".0"))
    if rating is None:
        raise ValueError(f"the rating '{row['rating']}' is not 1 to 4 or again, hard, good, easy")
    instant, offset = _time(
        row["time"], parse_offset(text) if (text := row.get("offset")) else None
    )
    if not 0 <= instant <= LATEST:
        raise ValueError(f"the time '{row['time']}' is beyond all calendars")

    return Event(row["card"], instant, rating, Sort.REVIEW, 1, offset)


def _time(text: str, offset: int | None) -> tuple[int, int | None]:
    """The instant, and the offset there; ``None`` where nothing says it."""
    try:
        number = float(text)
    except ValueError:
        return _iso(text, offset)
    if not isfinite(number):
        raise ValueError(f"the time '{text}' is no time")

    return int(number if abs(number) >= _MILLISECONDS else number * 1000), offset


def _iso(text: str, offset: int | None) -> tuple[int, int | None]:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(
            f"the time '{text}' is neither a number nor as in 2026-11-28T18:30:00"
        ) from error
    shift = found.utcoffset()
    if shift is None:
        # A clock on the wall: where it hangs does not matter, its days are right.
        offset = offset or 0
        shift = timedelta(minutes=offset)
    elif offset is None and shift:
        offset = shift // timedelta(minutes=1)
    since = found.replace(tzinfo=None) - datetime(1970, 1, 1) - shift  # noqa: DTZ001  # both without a zone

    return since // timedelta(milliseconds=1), offset


def parse_offset(text: str) -> int:
    """Minutes east of UTC, written as such or as +02:00.

    Raises:
        ValueError: it is neither.
    """
    if found := _OFFSET.fullmatch(text):
        minutes = int(found[2]) * 60 + int(found[3])
        minutes = -minutes if found[1] == "-" else minutes
    elif re.fullmatch(r"[+-]?\d{1,4}", text):
        minutes = int(text)
    else:
        raise ValueError(f"the offset '{text}' is not in minutes and not as in +02:00")
    if abs(minutes) > _FURTHEST:
        raise ValueError(f"the offset '{text}' is more than a day")

    return minutes
