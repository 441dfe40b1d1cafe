"""The lock beside each deck file: what exports must remember of their notes."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from quizgen.commands.environment import write_file
from quizgen.deck_reader import Part
from quizgen.export import Bundle, lock_file
from quizgen.export.anki.identity import locked_ids
from quizgen.model import Deck
from quizgen.problems import SetupError


def read_locks(decks: Sequence[Deck]) -> Mapping[str, str]:
    """Read the locks that are there, by deck id.

    Raises:
        SetupError: a lock is there and cannot be read; going on would lose the notes' identity.
    """
    locks = {}
    for deck in decks:
        path = Path(lock_file(deck))
        try:
            locks[deck.id] = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            continue
        except (OSError, UnicodeDecodeError) as error:
            why = "it is no text" if isinstance(error, UnicodeDecodeError) else error.strerror
            raise SetupError(
                f"{path} cannot be read: {why}",
                "restore it from git: Anki's learners would get every note anew without it",
            ) from error
    return locks


def locked_facts(parts: Sequence[Part]) -> frozenset[str]:
    """Return the ids of facts that the lock beside a deck holds; nothing where it has no lock."""
    found: frozenset[str] = frozenset()
    for part in parts:
        try:
            text = Path(part.page.file).with_suffix(".lock").read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        found |= locked_ids(text, part.id)
    return found


def write_locks(decks: Sequence[Deck], bundle: Bundle) -> tuple[str, ...]:
    """Write the locks that changed; return a sentence for each that could not be written."""
    complaints = []
    for deck in decks:
        path = Path(lock_file(deck))
        text = bundle.locks.get(deck.id)
        if text is None or (path.is_file() and path.read_text(encoding="utf-8") == text):
            continue
        try:
            write_file(path, text.encode())
        except SetupError as error:
            complaints.append(
                f"warning: {error.message}\n"
                "help: without it the next export takes these notes for new or changed once more,"
                " and learners lose their own edits of them; make room, or copy the deck to a"
                " folder of yours, and export again"
            )
    return tuple(complaints)
