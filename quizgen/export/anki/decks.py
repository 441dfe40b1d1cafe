"""Puts notes into Anki's decks and numbers them: a deck each, and a subdeck per topic."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quizgen.anki_cards import CardProgress, Carried
from quizgen.export.anki.field_text import folded, markdown
from quizgen.export.anki.identity import deck_number, guid, kind_of
from quizgen.export.anki.package import PackDeck, PackNote
from quizgen.export.anki.plan import Made, Plan, Setting
from quizgen.model import CardId
from quizgen.scheduler import anki_card_id


@dataclass(slots=True, kw_only=True)
class _Open:
    """A deck that notes are still being put into."""

    id: int
    name: str
    description: str
    notes: list[PackNote] = field(default_factory=list)


def packed(plans: Iterable[Plan], progress: Carried | None = None) -> tuple[PackDeck, ...]:
    """Number the notes and put decks of one name together, as Anki would.

    Positions run on through a deck's subdecks: who lets Anki gather by position has the author's
    order.
    """
    taken: set[int] = set()
    positions: Counter[str] = Counter()
    decks: dict[str, _Open] = {}
    for plan in plans:
        setting = plan.setting
        # Also without notes of its own: it says what all its subdecks are.
        _opened(decks, setting, "")
        learned = _learned(plan, progress.cards) if progress else {}
        for made in plan.notes.values():
            positions[folded(setting.name)] += 1
            note = _pack_note(made, positions[folded(setting.name)], taken, learned.get(made.key))
            _opened(decks, setting, made.line.subdeck).notes.append(note)
    return tuple(
        PackDeck(id=deck.id, name=deck.name, description=deck.description, notes=tuple(deck.notes))
        for deck in decks.values()
    )


def _opened(decks: dict[str, _Open], setting: Setting, subdeck: str) -> _Open:
    """Return a deck by its name, whose case Anki does not look at."""
    name = f"{setting.name}::{subdeck}" if subdeck else setting.name
    found = decks.get(folded(name))
    if found is None:
        found = _Open(
            id=deck_number(f"{setting.id}::{subdeck}" if subdeck else setting.id),
            name=name,
            description=markdown(setting.notice) if subdeck else _description(setting),
        )
        decks[folded(name)] = found
    return found


def _learned(plan: Plan, known: Mapping[CardId, CardProgress]) -> dict[str, CardProgress]:
    """Return the progress of notes, by key: of a card's own, or of the first where it is not in."""
    found: dict[CardId, str] = {}
    for made in plan.notes.values():
        if not kind_of(made.key):
            found[made.card] = made.key
        found.setdefault(made.card, made.key)
    return {key: known[card] for card, key in found.items() if card in known}


def _pack_note(
    made: Made, position: int, taken: set[int], progress: CardProgress | None
) -> PackNote:
    number = anki_card_id(made.key)
    while number in taken:
        number += 1
    taken.add(number)
    return PackNote(
        id=number,
        guid=guid(made.key),
        form=made.content.form,
        fields=made.content.fields,
        tags=made.content.tags,
        mod=made.line.mod,
        position=position,
        progress=progress,
    )


def _description(setting: Setting) -> str:
    parts = [markdown(setting.notice)] if setting.notice else []
    sources = setting.deck.sources.values() if setting.deck else ()
    if sources:
        parts.append("\n".join(["Sources:", "", *(f"- {markdown(s.title)}" for s in sources)]))
    return "\n\n".join(parts)
