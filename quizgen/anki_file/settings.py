"""Settings of a collection that say when its days begin.

They stand in ``col.conf`` as JSON up to schema 11, and in the table ``config`` from 14 on.
"""

import json
from contextlib import suppress
from typing import Any

from quizgen.anki_file.tables import AnkiFile

_LAST_HOUR = 23
_FURTHEST = 24 * 60
_ROLLOVER = "rollover"
_OFFSETS = ("localOffset", "creationOffset")


def rollover_of(file: AnkiFile) -> int | None:
    """Return the hour at which a study day begins, where the collection says it."""
    return _within(_settings(file).get(_ROLLOVER), 0, _LAST_HOUR)


def offset_of(file: AnkiFile) -> int | None:
    """Return the minutes east of UTC where it was last used, or else made; Anki counts west."""
    settings = _settings(file)
    for name in _OFFSETS:
        west = _within(settings.get(name), -_FURTHEST, _FURTHEST)
        if west is not None:
            return -west

    return None


def _settings(file: AnkiFile) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if file.holds("col"):
        for (conf,) in file.rows("col", "conf"):
            with suppress(ValueError, TypeError, RecursionError):
                found |= json.loads(conf)
    if file.holds("config"):
        for key, value in file.rows("config", "key", "val"):
            if key in (_ROLLOVER, *_OFFSETS):
                with suppress(ValueError, TypeError, RecursionError):
                    found[str(key)] = json.loads(value)

    return found


def _within(value: object, low: int, high: int) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None

    return value if low <= value <= high else None
