"""What became of an Anki file's notes, in words and as data."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from quizgen.commands.environment import command
from quizgen.importers.anki import AnkiDeck, deck_name
from quizgen.importers.anki.ledger import Lacking
from quizgen.importers.anki.mapping import FieldMap
from quizgen.importers.deck_text import fact_lines
from quizgen.wording.grammar import counted

_LISTED = 20
"""Decks and note types that are listed, at most."""


def made_lines(made: AnkiDeck, file: str, target: Path, *, dry_run: bool) -> Iterator[str]:
    """Yield what a person reads."""
    facts, notes = counted(made.facts, "fact"), counted(made.notes, "note")
    pictures = counted(len(made.pictures), "picture") if made.pictures else ""
    folder = next(iter(made.pictures.values()), "").rpartition("/")[0]
    also = f", {pictures} in {target.with_name(folder)}" if pictures else ""
    if dry_run:
        yield f"This would make {target}: {facts} of {notes}{also}. Nothing was written."
    else:
        yield f"{target}: {facts} of {notes}{also}"
    yield "It is a deck of its own: the notes in Anki stay as they are, whatever changes here."
    if made.own:
        own = "All of them are" if made.own == made.notes else f"{made.own} of them are"
        yield (
            f"{own} quizgen's own notes: `{command('import', file)}`, without --deck, takes in"
            " what you answered with them."
        )
    yield from _titled("Note types", _type_lines(made, dry_run=dry_run))
    yield from _titled("Decks", _deck_lines(made))
    yield from _titled("Left out", _lacking_lines(made.ledger.left_out))
    yield from _titled("Not kept", _lacking_lines(made.ledger.not_kept))


def reasons(made: AnkiDeck) -> str:
    """Say in one line why nothing came."""
    left = sorted(made.ledger.left_out.items(), key=lambda pair: -pair[1].count)
    said = "; ".join(f"{each.count} × {why}" for why, each in left[:3])
    return said or "it holds no notes"


def made_data(made: AnkiDeck, target: Path, *, dry_run: bool) -> dict[str, Any]:
    """Return what a program reads."""
    notes, facts = _by(made, 0)
    deck_notes, deck_facts = _by(made, 1)
    topics = {deck_name(levels): topic for levels, topic in made.topics.items()}
    return {
        "deck": str(target),
        "dry_run": dry_run,
        "facts": made.facts,
        "notes": made.notes,
        "own_notes": made.own,
        "pictures": [str(target.parent / place) for place in made.pictures.values()],
        "note_types": [
            {
                "name": each.note_type.name,
                "notes": notes[each.note_type.name],
                "facts": facts[each.note_type.name],
                "given": each.is_given,
                "keys": each.in_words,
                "not_kept": list(each.not_kept),
                "examples": [
                    list(fact_lines(entry, "-"))[1:]
                    for entry in made.examples.get(each.note_type.name, ())
                ],
            }
            for each in made.maps
        ],
        "decks": [
            {"name": name, "topic": topics[name], "notes": deck_notes[name]}
            | {"facts": deck_facts[name]}
            for name in sorted(deck_notes)
        ],
        "left_out": list(_lacking_data(made.ledger.left_out)),
        "not_kept": list(_lacking_data(made.ledger.not_kept)),
    }


def _titled(title: str, lines: Iterable[str]) -> Iterator[str]:
    listed = list(lines)
    if listed:
        yield ""
        yield title
        yield from (f"  {line}" for line in listed)


def _type_lines(made: AnkiDeck, *, dry_run: bool) -> Iterator[str]:
    notes, facts = _by(made, 0)
    for each in made.maps[:_LISTED]:
        name = each.note_type.name
        how = "as you say" if each.is_given else "as written" if each.is_own else "guessed"
        yield f"{name}: {counted(notes[name], 'note')}, {counted(facts[name], 'fact')}"
        yield f"    {how}: {_mapping(each)}"
        if dry_run:
            for entry in made.examples.get(name, ()):
                first, *rest = list(fact_lines(entry, "-"))[1:]
                yield f"    - {first.strip()}"
                yield from (f"      {line.strip()}" for line in rest)
    if len(made.maps) > _LISTED:
        yield f"and {len(made.maps) - _LISTED} more"


def _mapping(fields: FieldMap) -> str:
    if fields.is_own:
        return "by quizgen itself"
    keys = fields.in_words
    said = [f"{name} → {key}" for name, key in keys.items() if key]
    if fields.reverse is not None:
        said.append("asked the other way round too, where the note has that card")
    words = ", ".join(said) or "no field"
    left = ", ".join(fields.not_kept)
    return f"{words}; not kept: {left}" if left else words


def _deck_lines(made: AnkiDeck) -> Iterator[str]:
    notes, facts = _by(made, 1)
    topics = {deck_name(levels): topic for levels, topic in made.topics.items()}
    names = sorted(notes)
    for name in names[:_LISTED]:
        topic = f", topic {topics[name]}" if topics.get(name) else ""
        counts = f"{counted(notes[name], 'note')}, {counted(facts[name], 'fact')}"
        yield f"{name or '(no deck)'}: {counts}{topic}"
    if len(names) > _LISTED:
        yield f"and {len(names) - _LISTED} more"


def _by(made: AnkiDeck, place: int) -> tuple[Counter[str], Counter[str]]:
    """Count notes and facts by note type (0) or by deck (1)."""
    found: tuple[Counter[str], Counter[str]] = Counter(), Counter()
    for counts, entered in zip(found, (made.ledger.notes, made.ledger.facts), strict=True):
        for key, number in entered.items():
            counts[key[place]] += number
    return found


def _lacking_lines(lacking: Mapping[str, Lacking]) -> Iterator[str]:
    for what, each in sorted(lacking.items(), key=lambda pair: (-pair[1].count, pair[0])):
        examples = ", ".join(f"“{example}”" for example in each.examples)
        more = ", …" if each.count > len(each.examples) else ""
        yield f"{each.count} × {what}: {examples}{more}"


def _lacking_data(lacking: Mapping[str, Lacking]) -> Iterator[dict[str, object]]:
    for what, each in lacking.items():
        yield {"what": what, "count": each.count, "examples": each.examples}
