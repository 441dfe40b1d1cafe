"""A quiz that was drawn ahead, so that the next one begins at once."""

import json
import os
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

from quizgen.cache.files import open_cache, write_cache
from quizgen.cache.packing import packed, unpacked
from quizgen.model import Quiz


def take_quiz(folder: Path, paths: Sequence[Path], state: str, sort: str) -> Quiz | None:
    """Return the quiz drawn ahead from decks in this state, which is then gone.

    ``sort`` tells quizzes apart that are drawn in different ways.
    """
    path = _place(folder, paths, sort)
    opened = open_cache(path) if state else None
    if opened is None:
        return None
    opened[0].close()
    # Two starts at once must not ask the same: who takes the name away has the quiz.
    mine = path.with_name(f".{path.name}.taken.{os.getpid()}")
    try:
        path.rename(mine)
        mine.unlink()
    except OSError:
        return None
    made_in, content = json.loads(opened[1])
    if made_in != state:
        return None
    quiz: Quiz = unpacked(content)
    return quiz


def keep_quiz(folder: Path, paths: Sequence[Path], state: str, sort: str, quiz: Quiz) -> bool:
    """Keep a quiz for the next start; ``False`` where that is not possible."""
    front = json.dumps([state, packed(quiz)], separators=(",", ":")).encode()
    return write_cache(_place(folder, paths, sort), front)


def _place(folder: Path, paths: Sequence[Path], sort: str) -> Path:
    """Name the file; the same words mean other decks in another folder."""
    words = json.dumps([os.getcwd(), sort, *map(str, paths)])  # noqa: PTH109  # a text is wanted
    return folder / f"quiz-{blake2b(words.encode(), digest_size=8).hexdigest()}"
