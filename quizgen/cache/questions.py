"""The questions of some decks, to be had without reading the decks.

What is read at once are the cards; a question is read when it is asked for. Kept are only the
questions of decks without errors, whose warnings would have to be said again at each start.
"""

import json
import os
import weakref
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import blake2b, sha256
from itertools import accumulate
from pathlib import Path
from typing import Any, BinaryIO

from quizgen.cache.files import open_cache, program_print, write_cache
from quizgen.cache.packing import packed, unpacked
from quizgen.deck_files import deck_files
from quizgen.model import CardId, Question

Otherwise = Callable[[CardId], Sequence[Question]]
"""Makes the questions of a card whose record turns out to be damaged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDeck:
    """What a session says of a deck."""

    id: str
    title: str
    language: str
    notice: str = ""
    digest: str = ""


class KeptQuestions:
    """Cards and questions as they were kept; a stock for the review queue.

    The file stays open as long as this is used: another start may put a new one in its place.
    """

    def __init__(
        self, front: Mapping[str, Any], file: BinaryIO, path: Path, otherwise: Otherwise
    ) -> None:
        """Take the front of a file that stands where its records begin."""
        start = file.tell()
        self._file = os.dup(file.fileno())
        weakref.finalize(self, os.close, self._file)
        file.close()
        self.decks = tuple(KeptDeck(**deck) for deck in front["decks"])
        #: From ids that cards had before to those they have now.
        self.renames: Mapping[CardId, CardId] = front["renames"]
        cards, decks = front["cards"], [deck.id for deck in self.decks]
        owners = (decks[number] for number in front["owners"])
        #: Each card's deck and fact, in the order of their questions.
        self.facts = dict(zip(cards, zip(owners, front["facts"], strict=True), strict=True))
        self._places = dict(zip(cards, range(len(cards)), strict=True))
        self._ends = list(accumulate(front["lengths"], initial=start))
        self._sums = front["sums"]
        self._path = path
        self._otherwise = otherwise

    def questions(self, card: CardId) -> Sequence[Question]:
        """Read all questions of a card."""
        place = self._places[card]
        start, end = self._ends[place : place + 2]
        with suppress(OSError):
            os.lseek(self._file, start, os.SEEK_SET)
            record = os.read(self._file, end - start)
            if zlib.crc32(record) == self._sums[place]:
                questions: tuple[Question, ...] = unpacked(json.loads(record))
                return questions
            self._path.unlink(missing_ok=True)
        return self._otherwise(card)


def print_of(paths: Sequence[Path]) -> str:
    """Return what differs between two states of the files behind some decks' names.

    It is empty where one of them cannot be read.
    """
    failed: list[str] = []
    found = blake2b(program_print().encode(), digest_size=16)
    for path in paths:
        for file in deck_files(str(path), lambda place, _: failed.append(place)):
            try:
                digest = sha256(Path(file).read_bytes()).hexdigest()
            except OSError:
                return ""
            found.update(json.dumps([file, digest]).encode())
    return "" if failed else found.hexdigest()


def find_questions(
    folder: Path, paths: Sequence[Path], state: str, otherwise: Otherwise
) -> KeptQuestions | None:
    """Return the questions kept of some decks, if they are those of this state of theirs."""
    path = _place(folder, paths)
    opened = open_cache(path) if state else None
    if opened is None:
        return None
    file, data = opened
    front = json.loads(data)
    if front["state"] != state:
        file.close()
        return None
    return KeptQuestions(front, file, path, otherwise)


def keep_questions(  # noqa: PLR0913  # all that is kept
    folder: Path,
    paths: Sequence[Path],
    state: str,
    *,
    decks: Sequence[KeptDeck],
    renames: Mapping[CardId, CardId],
    questions: Iterable[Question],
) -> bool:
    """Keep the questions that decks in some state give; ``False`` where that is not possible."""
    asked: dict[CardId, list[Question]] = {}
    for question in questions:
        asked.setdefault(question.card, []).append(question)
    numbers = {deck.id: number for number, deck in enumerate(decks)}
    records = [_record(each) for each in asked.values()]
    front = {
        "state": state,
        "decks": [asdict(deck) for deck in decks],
        "renames": dict(renames),
        "cards": list(asked),
        "owners": [numbers[each[0].deck] for each in asked.values()],
        "facts": [each[0].fact for each in asked.values()],
        "lengths": [len(record) for record in records],
        "sums": [zlib.crc32(record) for record in records],
    }
    return write_cache(_place(folder, paths), json.dumps(front).encode(), b"".join(records))


def _record(questions: Sequence[Question]) -> bytes:
    return json.dumps(packed(tuple(questions)), separators=(",", ":")).encode()


def _place(folder: Path, paths: Sequence[Path]) -> Path:
    """Name the file; the same words mean other decks in another folder."""
    words = json.dumps([os.getcwd(), *map(str, paths)])  # noqa: PTH109  # a text is wanted
    return folder / f"questions-{blake2b(words.encode(), digest_size=8).hexdigest()}"
