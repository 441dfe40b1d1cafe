"""Exporters turn a quiz into files, as bytes; they write nothing and read no clock.

To add one, write ``export/<name>.py`` and put its instance into :data:`EXPORTERS`; the command
line offers whatever stands there. Exporters import their heavy libraries inside ``export()``, so
that listing them costs nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal, Protocol

from quizgen.model import Deck, Image, Quiz

if TYPE_CHECKING:
    import click

    # Listing the exporters must not cost the scheduler's engine.
    from quizgen.anki_cards import Carried

Selection = Literal["one-per-card", "quiz", "facts"]
"""What an exporter wants: every card once in its fixed form, a picked quiz, or the decks alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What an exporter may know besides the quiz."""

    decks: tuple[Deck, ...] = ()
    #: Unix seconds; what a changed note is stamped with.
    now: int = 0
    #: The current text of each deck's lock, by deck id.
    locks: Mapping[str, str] = field(default_factory=dict)
    #: What the user asked for, by the exporter's own option names.
    options: Mapping[str, object] = field(default_factory=dict)
    #: The learner's own progress, for the exporters that carry it.
    progress: "Carried | None" = None
    #: Reads a picture; raises ``OSError`` where it cannot.
    media: Callable[[Image], bytes] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What came out: files by name, new locks by deck id, and lines to tell the user."""

    files: Mapping[str, bytes]
    locks: Mapping[str, str] = field(default_factory=dict)
    #: Which of the files is the sheet record of a code.
    records: Mapping[str, str] = field(default_factory=dict)
    #: What was written and what had to be left out, a sentence per line.
    report: tuple[str, ...] = ()


def lock_file(deck: Deck) -> str:
    """Return where a deck's lock lies: ``NAME.lock`` beside ``NAME.yaml``."""
    return str(PurePath(deck.position.file).with_suffix(".lock"))


class Exporter(Protocol):
    """Protocol of an output format; the same quiz and request always give the same bundle."""

    @property
    def name(self) -> str:
        """What the user types after ``quizgen export``."""

    @property
    def summary(self) -> str:
        """One line for the help."""

    @property
    def suffix(self) -> str:
        """How its files' names end, with the dot."""

    @property
    def selection(self) -> Selection:
        """Which questions it wants to be handed."""

    @property
    def carries_progress(self) -> bool:
        """Whether a learner's progress can go with it."""

    @property
    def options(self) -> "Sequence[click.Option]":
        """What the command line offers for it; values come in ``Request.options`` by name."""

    def export(self, quiz: Quiz, request: Request) -> Bundle:
        """Return the quiz in this format; report what it cannot carry, never drop it silently."""


# Exporters import the types above from here, so they come last.
from quizgen.export.anki import ANKI  # noqa: E402
from quizgen.export.flashcards import FLASHCARDS  # noqa: E402
from quizgen.export.handout import HANDOUT  # noqa: E402
from quizgen.export.study_guide import STUDY_GUIDE  # noqa: E402

EXPORTERS: tuple[Exporter, ...] = (ANKI, FLASHCARDS, HANDOUT, STUDY_GUIDE)
