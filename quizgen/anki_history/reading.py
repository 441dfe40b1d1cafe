"""Files of answers, told apart by their first bytes."""

from pathlib import Path

from quizgen.anki_file import head_of, is_anki, opened
from quizgen.anki_history.answers import Answers
from quizgen.anki_history.collection import read_collection
from quizgen.anki_history.table import read_table
from quizgen.problems import RequestError, SetupError

LARGEST = 2**30
"""Bytes of a table."""

_SOME = 1 << 20
_HINT = "name a collection.anki2, a package (.apkg, .colpkg) or a table (.csv)"


def read_answers(path: Path) -> Answers:
    """Read the answers of a collection, a package or a table.

    Raises:
        RequestError: there is no such file, or it is none of these, or it is broken.
        SetupError: the file cannot be read.
    """
    if is_anki(head_of(path, _HINT)):
        with opened(path) as file:
            return read_collection(file)
    try:
        return _of_table(path)
    except OSError as error:
        raise SetupError(f"{path} cannot be read: {error.strerror or error}") from error


def _of_table(path: Path) -> Answers:
    if path.stat().st_size > LARGEST:
        raise RequestError(
            f"{path} holds more than {LARGEST >> 20} MiB", "split it into tables that are smaller"
        )
    data = path.read_bytes()
    if b"\0" in data[:_SOME] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RequestError(f"{path} is no collection of Anki, no package and no table", _HINT)

    return read_table(data, str(path))
