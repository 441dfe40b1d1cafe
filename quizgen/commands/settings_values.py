"""Values of the settings that are the scheduler's: read, and refused where they make no sense.

Each reader takes a value of the TOML file and returns it as the settings hold it; a
``ValueError`` says what it must be, to be read behind the key's name.
"""

import re
from collections.abc import Callable, Mapping
from math import isfinite
from types import MappingProxyType
from typing import TypeGuard

from quizgen.scheduler import PARAMETER_RANGES

LOWEST, HIGHEST = 0.70, 0.99
"""Between these a retention makes sense, as in Anki."""

_LONGEST = 36_500
_LATEST_HOUR = 23
_MOST_LAPSES = 99
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_STEP = re.compile(r"\s*(\d{1,7})\s*([smhd]?)\s*", re.IGNORECASE)
_LONGEST_STEP = 30 * 86_400


def _retention(value: object) -> float:
    if not _is_number(value) or not LOWEST <= value <= HIGHEST:
        raise ValueError(f"must be a number from {LOWEST:.2f} to {HIGHEST:.2f}")
    return float(value)


def _deck_retention(value: object) -> tuple[tuple[str, float], ...]:
    if not isinstance(value, dict):
        raise ValueError("must name decks by their ids, each with its retention")  # noqa: TRY004  # one sort of error
    found = []
    for deck, retention in value.items():
        try:
            found.append((deck, _retention(retention)))
        except ValueError as error:
            raise ValueError(f"of '{deck}' {error}") from error
    return tuple(sorted(found))


def _steps(value: object) -> tuple[int, ...]:
    steps = value.split() if isinstance(value, str) else value
    if not isinstance(steps, list):
        raise ValueError("must be a list of delays")  # noqa: TRY004  # one sort of error
    return tuple(map(_step, steps))


def _step(value: object) -> int:
    found = _STEP.fullmatch(value) if isinstance(value, str) else None
    # As in Anki, a bare number means minutes.
    seconds = int(found[1]) * _SECONDS[found[2].lower() or "m"] if found else 0
    if not 0 < seconds <= _LONGEST_STEP:
        raise ValueError("must be a list of delays such as 1m, 10m or 1d, none above 30d")
    return seconds


def _whole(low: int, high: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise ValueError(f"must be a whole number from {low} to {high}")
        return value

    return read


def _parameters(value: object) -> tuple[float, ...]:
    count = len(PARAMETER_RANGES)
    if not isinstance(value, list) or not all(map(_is_number, value)):
        raise ValueError(f"must be a list of {count} numbers")
    if len(value) not in {0, count}:
        raise ValueError(f"must be a list of {count} numbers, not of {len(value)}")
    for number, (it, (low, high)) in enumerate(zip(value, PARAMETER_RANGES, strict=False), start=1):
        if not low <= it <= high:
            raise ValueError(f"has {it} as number {number}, which must be from {low} to {high}")
    return tuple(map(float, value))


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


SCHEDULING: Mapping[str, Callable[[object], object]] = MappingProxyType(
    {
        "retention": _retention,
        "deck_retention": _deck_retention,
        "learning_steps": _steps,
        "relearning_steps": _steps,
        "maximum_interval": _whole(1, _LONGEST),
        "rollover": _whole(0, _LATEST_HOUR),
        "leech": _whole(0, _MOST_LAPSES),
        "parameters": _parameters,
    }
)
"""Key → the reader of its value."""
