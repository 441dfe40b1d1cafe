"""A learner's own collection, opened by Anki's own library: the only place that writes to it."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizgen.anki_cards import Entry, State, keeping
from quizgen.anki_file import NEWEST_SCHEMA, opened
from quizgen.anki_progress import Gift
from quizgen.anki_progress.notes import Rows
from quizgen.problems import QuizgenError, RequestError, SetupError

if TYPE_CHECKING:
    from anki.cards import Card, CardId
    from anki.collection import Collection

_BACKUPS = "backups"
_PACKAGES = frozenset({".apkg", ".colpkg"})
_NEW = 0
_FILTERED = "it lies in a filtered deck"


@contextmanager
def opened_for_writing(path: Path) -> Iterator["Collection"]:
    """Open a collection; nobody else may have it open meanwhile.

    Raises:
        RequestError: it is none, or of an older or a later Anki.
        SetupError: Anki's library is not installed, or Anki has the collection open, or it cannot
            be opened.
    """
    try:
        # An extra: who never pushes need not have it.
        from anki.collection import Collection  # noqa: PLC0415
        from anki.errors import AnkiException  # noqa: PLC0415
    except ImportError as error:
        raise SetupError(
            "to write into a collection takes Anki's own library, which is not installed",
            "install it with: pip install 'quizgen[anki]'",
        ) from error
    _refuse_other_schemas(path)
    try:
        collection = Collection(str(path))
    except (AnkiException, OSError) as error:
        raise _refused(path, error) from error
    try:
        yield collection
    except AnkiException as error:
        raise _stopped(path, error) from error
    finally:
        with suppress(AnkiException):
            collection.close()


def _refuse_other_schemas(path: Path) -> None:
    """Refuse a collection that opening alone would change: the Anki it is of could not read it.

    Raises:
        RequestError: it is one, or a package, or no collection.
    """
    if path.suffix.lower() in _PACKAGES:
        raise RequestError(
            f"{path} is a package, and a push writes into a collection",
            "import it into Anki, then name the file collection.anki2 of your profile",
        )
    with opened(path) as file:
        versions = [version for (version,) in file.rows("col", "ver")]
    if versions != [NEWEST_SCHEMA]:
        raise RequestError(
            f"{path} is no collection of a current Anki",
            "name the file collection.anki2 of your profile, and open it once in a current Anki",
        )


def _refused(path: Path, error: Exception) -> QuizgenError:
    if "already open" in str(error) or "locked" in str(error):
        return SetupError(f"{path} is open in Anki", "close Anki, then do the same again")
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return SetupError(f"{path} may not be written to", "make it and its folder writable")
    return RequestError(
        f"{path} cannot be opened: {error}", "name the file collection.anki2 of your profile"
    )


def _stopped(path: Path, error: Exception) -> SetupError:
    if "DiskFull" in str(error):
        return SetupError(
            f"there is no room to write {path}", "make room and do the same again: it goes on there"
        )
    return SetupError(
        f"Anki's library has stopped at {path}: {error}",
        "open the collection in Anki and let it check its database",
    )


def back_up(collection: "Collection") -> Path:
    """Let Anki make one of its backups, which its File menu restores; return the file.

    Raises:
        SetupError: there is none, so nothing may be written.
    """
    folder = Path(collection.path).parent / _BACKUPS
    try:
        folder.mkdir(exist_ok=True)
        before = set(folder.iterdir())
        collection.create_backup(backup_folder=str(folder), force=True, wait_for_completion=True)
        made = sorted(set(folder.iterdir()) - before) or sorted(
            before, key=lambda path: path.stat().st_mtime
        )
    except OSError as error:
        raise SetupError(
            f"no backup can be made in {folder}: {error.strerror}", "make room there"
        ) from error
    if not made:
        raise SetupError(f"Anki has made no backup in {folder}", "nothing was written")
    return made[-1]


def first_day(collection: "Collection", today: int) -> int:
    """Return the study day that is the first in Anki's count; ``today`` is that of now."""
    return today - collection.sched.today


def rows_of(collection: "Collection") -> Rows:
    """Return what reads columns of a collection's tables."""
    database = collection.db
    assert database is not None  # noqa: S101  # it is open

    def rows(table: str, *columns: str) -> Iterable[Sequence[Any]]:
        return database.all(f"select {', '.join(columns)} from {table}")  # noqa: S608  # names of ours

    return rows


def instants(collection: "Collection") -> set[int]:
    """Return the ids of all entries of its log."""
    return {instant for (instant,) in rows_of(collection)("revlog", "id")}


def unwritable(collection: "Collection", gifts: Iterable[Gift]) -> dict[str, str]:
    """Return the cards that cannot be written to now, and why."""
    return {gift.note.card: _FILTERED for gift in gifts if collection.get_card(_card_id(gift)).odid}


def worth_writing(collection: "Collection", gifts: Iterable[Gift], first: int) -> list[Gift]:
    """Return the gifts that change anything."""
    return [
        gift
        for gift in gifts
        if gift.entries or not _has(collection.get_card(_card_id(gift)), gift, first)
    ]


def write_gifts(
    collection: "Collection", gifts: Sequence[Gift], first: int, step: Callable[[], None]
) -> None:
    """Write states, then entries: what is cut off in between is written again next time."""
    cards = []
    for gift in gifts:
        card = collection.get_card(_card_id(gift))
        if gift.state is not None:
            _put(card, gift.state, gift, first)
        elif card.type != _NEW and not gift.keeps_due:
            _make_new(card)
        cards.append(card)
        step()
    collection.update_cards(cards)
    assert collection.db is not None  # noqa: S101  # it is open
    collection.db.executemany(
        "insert or replace into revlog (id, cid, usn, ease, ivl, lastIvl, factor, time, type)"
        " values (?, ?, -1, ?, ?, ?, ?, ?, ?)",
        [_row(gift, entry) for gift in gifts for entry in gift.entries],
    )


def _row(gift: Gift, entry: Entry) -> tuple[int, ...]:
    instant, *figures = entry
    return instant, gift.note.number, *map(int, figures)


def _put(card: "Card", state: State, gift: Gift, first: int) -> None:
    """Give a card a state; one that is suspended or buried stays so."""
    from anki.cards_pb2 import FsrsMemoryState  # noqa: PLC0415  # Anki is here by now

    if card.type == _NEW:
        # Where it stood among the new cards, for the day on which it is made new again.
        card.original_position = card.due
    if not gift.keeps_due:
        card.due, card.ivl = state.due(first), state.interval
        card.type = state.type  # type: ignore[assignment]  # Anki's name for a number
        card.left = state.remaining
        if card.queue >= 0:
            card.queue = state.queue  # type: ignore[assignment]  # the same
    card.reps, card.lapses = state.reps, state.lapses
    card.factor = card.factor or state.ease
    card.memory_state = FsrsMemoryState(
        stability=keeping(state.stability), difficulty=state.difficulty
    )
    card.desired_retention = state.retention
    card.decay = state.decay
    card.last_review_time = state.last_review


def _make_new(card: "Card") -> None:
    """Make a card new again, where it stood; Anki's own *Forget* would log that a second time."""
    card.type = _NEW  # type: ignore[assignment]  # Anki's name for a number
    if card.queue >= 0:
        card.queue = _NEW  # type: ignore[assignment]  # the same
    card.due, card.original_position = card.original_position or 0, None
    card.ivl = card.left = card.reps = card.lapses = 0
    card.memory_state = card.last_review_time = None


def _has(card: "Card", gift: Gift, first: int) -> bool:
    """Tell whether a card is in the state that it is to have."""
    state = gift.state
    if state is None or card.memory_state is None:
        return state is None and (card.type == _NEW or gift.keeps_due)
    memory = card.memory_state
    schedule = (card.type, card.due, card.ivl)
    return (
        (gift.keeps_due or schedule == (state.type, state.due(first), state.interval))
        and (card.reps, card.lapses) == (state.reps, state.lapses)
        and abs(memory.stability - state.stability) < _as_stored(state.stability)
        and abs(memory.difficulty - state.difficulty) < _as_stored(state.difficulty)
    )


def _as_stored(value: float) -> float:
    """Return how far a number of 32 bits may be from one of 64."""
    return max(abs(value), 1.0) * 1e-6


def _card_id(gift: Gift) -> "CardId":
    return gift.note.number  # type: ignore[return-value]  # Anki's name for a number
