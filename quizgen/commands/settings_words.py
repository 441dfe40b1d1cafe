"""Settings in words, as Anki writes them too."""

from collections.abc import Sequence

_UNITS = (("d", 86_400), ("h", 3600), ("m", 60))


def steps_words(steps: Sequence[int]) -> str:
    """Return delays in seconds, such as ``1m 10m``."""
    return " ".join(map(_step_words, steps)) or "none"


def _step_words(seconds: int) -> str:
    for unit, size in _UNITS:
        if seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"
