"""Anki's database: its review log, and when its days begin.

``revlog`` and ``cards`` are alike in all versions; settings stand in ``col.conf`` as JSON up to
schema 11, and in the table ``config`` from 14 on.
"""

import json
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from quizgen.anki_history.answers import LATEST, Answers, Event, Sort
from quizgen.problems import RequestError

DATABASE = b"SQLite format 3\0"

_LAST_HOUR = 23
_FURTHEST = 24 * 60
_MOST = 20_000_000
"""Entries; more than anybody gives answers in a life."""


def read_collection(path: Path, name: str) -> Answers:
    """Read a database that is a copy, and may be written to; ``name`` is what it is called.

    Raises:
        RequestError: it is broken, or no collection, or has no answers.
    """
    try:
        with closing(sqlite3.connect(path)) as database:
            database.execute("pragma trusted_schema = off")
            events = _events(database, name)
            settings = _settings(database)
    except sqlite3.Error as error:
        raise RequestError(
            f"{name} is a broken collection: {error}",
            "close Anki and try again, or let Anki check its database",
        ) from error
    if not any(event.rating for event in events):
        raise RequestError(
            f"{name} holds no answers",
            "export it with `Include scheduling information`, which holds the review log",
        )

    return Answers(
        events=events,
        whole=False,
        rollover=_within(settings.get("rollover"), 0, _LAST_HOUR),
        offset=_east(settings),
    )


def _events(database: sqlite3.Connection, name: str) -> tuple[Event, ...]:
    if not _is_table(database, "revlog"):
        raise RequestError(f"{name} is a database, but no collection of Anki: it has no revlog")
    rows = database.execute(
        "select cid, id, ease, type, factor from revlog where typeof(cid) = 'integer'"
        " and typeof(id) = 'integer' and id between 0 and ? and ease between 0 and 4"
        " and type between 0 and 5 limit ?",
        (LATEST, _MOST),
    )

    return tuple(
        Event(str(card), instant, int(rating), Sort(sort), int(factor or 0))
        for card, instant, rating, sort, factor in rows
        if isinstance(rating, int) and isinstance(sort, int) and isinstance(factor, int | None)
    )


def _is_table(database: sqlite3.Connection, name: str) -> bool:
    """Tell whether there is such a table; a view of the name might never end."""
    [(found,)] = database.execute(
        "select count(*) from sqlite_master where type = 'table' and name = ?"
        " and sql not like 'create virtual%'",
        (name,),
    )

    return bool(found)


def _settings(database: sqlite3.Connection) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if _is_table(database, "col"):
        for (conf,) in database.execute("select conf from col limit 1"):
            with suppress(ValueError, TypeError, RecursionError):
                found |= json.loads(conf)
    if _is_table(database, "config"):
        query = (
            "select key, val from config where key in ('rollover', 'localOffset', 'creationOffset')"
        )
        for key, value in database.execute(query):
            with suppress(ValueError, TypeError, RecursionError):
                found[str(key)] = json.loads(value)

    return found


def _east(settings: dict[str, Any]) -> int | None:
    """Minutes east of UTC where the collection was last used, or else made; Anki counts west."""
    for name in ("localOffset", "creationOffset"):
        west = _within(settings.get(name), -_FURTHEST, _FURTHEST)
        if west is not None:
            return -west

    return None


def _within(value: object, low: int, high: int) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None

    return value if low <= value <= high else None
