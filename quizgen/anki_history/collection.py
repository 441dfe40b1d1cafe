"""Anki's database: its review log, and when its days begin.

``revlog`` and ``cards`` are alike in all versions; settings stand in ``col.conf`` as JSON up to
schema 11, and in the table ``config`` from 14 on.
"""

import json
from contextlib import suppress
from typing import Any

from quizgen.anki_file import AnkiFile
from quizgen.anki_history.answers import LATEST, Answers, Event, Sort
from quizgen.problems import RequestError

_LAST_HOUR = 23
_FURTHEST = 24 * 60
_SETTINGS = ("rollover", "localOffset", "creationOffset")
_MOST = 20_000_000
"""Entries; more than anybody gives answers in a life."""


def read_collection(file: AnkiFile) -> Answers:
    """Read the answers in a collection.

    Raises:
        RequestError: it is broken, or no collection, or has no answers.
    """
    events = _events(file)
    settings = _settings(file)
    if not any(event.rating for event in events):
        raise RequestError(
            f"{file.name} holds no answers",
            "export it with `Include scheduling information`, which holds the review log",
        )

    return Answers(
        events=events,
        whole=False,
        rollover=_within(settings.get("rollover"), 0, _LAST_HOUR),
        offset=_east(settings),
    )


def _events(file: AnkiFile) -> tuple[Event, ...]:
    file.require("revlog")
    rows = file.database.execute(
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


def _settings(file: AnkiFile) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if file.holds("col"):
        for (conf,) in file.rows("col", "conf"):
            with suppress(ValueError, TypeError, RecursionError):
                found |= json.loads(conf)
    if file.holds("config"):
        for key, value in file.rows("config", "key", "val"):
            if key in _SETTINGS:
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
