"""The ends of the files of a log, to see how far it has come without reading it."""

import os
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from quizgen.model import Moment
from quizgen.review_log.lines import BadLineError, NewerLineError, read_line

_TAIL = 32_768
"""Bytes; the longest lines are a few thousand."""


def last_moment(path: Path) -> Moment | None:
    """When the last event of a file was; ``None`` where its end holds none."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _TAIL))
        lines = file.read(_TAIL).split(b"\n")
    for line in reversed(lines):
        try:
            return read_line(line).moment
        except (BadLineError, NewerLineError):
            continue

    return None


def newest_files(files: list[Path]) -> Iterator[Path]:
    """The last of the files of each device, which come sorted."""
    for _, of_device in groupby(files, key=lambda path: path.parent):
        *_, last = of_device
        yield last
