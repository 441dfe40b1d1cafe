"""A deck's notes as they are being gathered: which, how fresh, and in which subdeck."""

from dataclasses import dataclass, field

from quizgen.export.anki.changes import Change, Tally
from quizgen.export.anki.content import (
    Content,
    Surroundings,
    content_of,
    digest_of,
    form_of,
    unsuited,
)
from quizgen.export.anki.field_text import deck_name
from quizgen.export.anki.identity import Keys
from quizgen.export.anki.lock import Lock, LockLine
from quizgen.export.anki.media import MediaShelf
from quizgen.export.anki.pins import Pins, wrong_texts
from quizgen.export.anki.subdecks import Subdecks
from quizgen.model import CardId, Deck, Question
from quizgen.problems import DeckError


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One deck of an export, with what is known of its past."""

    id: str
    title: str
    notice: str
    deck: Deck | None
    decks: tuple[Deck, ...]
    lock: Lock
    keys: Keys
    now: int

    @property
    def name(self) -> str:
        """What the deck is called in Anki, since its first export."""
        return self.lock.name or deck_name(self.title) or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A note before it gets its number."""

    key: str
    #: The card's present id.
    card: CardId
    line: LockLine
    content: Content


@dataclass(slots=True, kw_only=True)
class Plan:
    """A deck's notes in the order in which new cards come."""

    setting: Setting
    shelf: MediaShelf
    tally: Tally
    subdecks: Subdecks
    notes: dict[str, Made] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)

    def add(self, question: Question, pins: Pins, *, retired: bool = False) -> None:
        """Make a question's note, fresh only if something in it changed."""
        key = self.setting.keys.of(question)
        if key in self.notes:
            raise DeckError(
                f"'{question.fact}' and '{self.facts[key]}' claim the same note {key}",
                "a fact's id, or one of its 'was', is another fact's too",
            )
        known = self.setting.lock.notes.get(key)
        if reason := unsuited(question):
            self.tally.leave_out(reason, question.fact)
            return
        # Anki would refuse the note in another type, so it stays in its first.
        form = known.form if known else form_of(question)
        question = pins.applied(question, known.options if known else ())
        content = content_of(question, form, self._around(question, key, retired=retired))
        digest = digest_of(content)
        line = LockLine(
            key=key,
            form=form,
            digest=digest,
            mod=_mod(digest, known, self.setting.now),
            subdeck=self.subdecks.of(question),
            options=wrong_texts(question),
        )
        same = known is not None and known.digest == line.digest
        self.tally.add(_change(known, same=same, retired=retired), question.fact, same=same)
        self.notes[key] = Made(key=key, card=question.card, line=line, content=content)
        self.facts[key] = question.fact

    def _around(self, question: Question, key: str, *, retired: bool) -> Surroundings:
        deck = self.setting.deck
        links = {source.id: source.url for source in deck.sources.values()} if deck else {}
        return Surroundings(
            key=key,
            notice=self.setting.notice,
            links=links,
            image=self.shelf.image(question),
            retired=retired,
        )

    def lock(self) -> Lock:
        """Return the lock after this export; notes that are not in it keep their lines."""
        setting = self.setting
        fresh = {key: made.line for key, made in self.notes.items()}
        return Lock(deck=setting.id, name=setting.name, notes={**setting.lock.notes, **fresh})


def _mod(digest: str, known: LockLine | None, now: int) -> int:
    if known is None:
        return now
    if known.digest == digest:
        return known.mod
    # Anki takes a note only if it is newer than the last one, whatever our clock says.
    return max(now, known.mod + 1)


def _change(known: LockLine | None, *, same: bool, retired: bool) -> Change:
    if retired:
        return Change.RETIRED
    if known is None:
        return Change.NEW
    return Change.UNCHANGED if same else Change.CHANGED
