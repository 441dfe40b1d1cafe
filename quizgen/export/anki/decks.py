"""Puts notes into Anki's decks and numbers them: a deck each, and a subdeck per topic."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from quizgen.export.anki.field_text import folded, markdown
from quizgen.export.anki.identity import deck_number, guid
from quizgen.export.anki.package import PackDeck, PackNote
from quizgen.export.anki.plan import Made, Plan, Setting
from quizgen.scheduler import anki_card_id


@dataclass(slots=True, kw_only=True)
class _Open:
    """A deck that notes are still being put into."""

    id: int
    name: str
    description: str
    notes: list[PackNote] = field(default_factory=list)


def packed(plans: Iterable[Plan]) -> tuple[PackDeck, ...]:
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
        for made in plan.notes.values():
            positions[folded(setting.name)] += 1
            note = _pack_note(made, positions[folded(setting.name)], taken)
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


def _pack_note(made: Made, position: int, taken: set[int]) -> PackNote:
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
    )


def _description(setting: Setting) -> str:
    parts = [markdown(setting.notice)] if setting.notice else []
    sources = setting.deck.sources.values() if setting.deck else ()
    if sources:
        parts.append("\n".join(["Sources:", "", *(f"- {markdown(s.title)}" for s in sources)]))
    return "\n\n".join(parts)
