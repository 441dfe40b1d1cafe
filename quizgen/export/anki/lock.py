"""The lock: what each note of a deck held when it last changed, and when that was.

Text of JSON lines, one per note, sorted by key, kept beside the deck and committed with it. An
empty line between two notes lets git merge changes of neighbours without a conflict. Order does
not matter to the reader, and of several lines for one note the latest counts, so that
``*.lock merge=union`` in ``.gitattributes`` is always right.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from quizgen.export.anki.note_types import Form
from quizgen.problems import DeckError

VERSION = 2
"""Rises whenever a line may hold more: an older quizgen would drop it in silence.

1: note, form, digest, mod, options. 2: subdeck as well.
"""

#: The end of the year 9999: what lies above is no time in seconds.
_LATEST = 253_402_300_799

_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_HINT = "repair the line, or take the file from version control, then export again"


@dataclass(frozen=True, slots=True, kw_only=True)
class LockLine:
    """What is known of one note."""

    #: Card id of a default form, question id of an extra one, by the fact's first id.
    key: str
    form: Form
    #: Short digest of everything that Anki would replace in an update.
    digest: str
    #: Unix seconds of the last change.
    mod: int
    #: Where in the deck its card went for ever; empty for the deck itself.
    subdeck: str = ""
    #: The wrong options that a choice note shows, in its order; empty for the other forms.
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """A deck's name in Anki and its notes by key; no name before the first export."""

    deck: str
    name: str = ""
    notes: Mapping[str, LockLine] = field(default_factory=dict)


def parse_lock(text: str, deck: str) -> Lock:
    """Read a deck's lock; the empty text is the lock of a deck never exported.

    Raises:
        DeckError: a line is damaged or from a newer quizgen, or the lock is another deck's.
    """
    names: dict[str, int] = {}
    notes: dict[str, LockLine] = {}
    for number, raw in _lines(text, deck):
        if "lock" in raw:
            names[_name(raw, deck, number)] = number
            continue
        line = _note(raw, deck, number)
        notes[line.key] = _latest(notes.get(line.key), line)
    if len(names) > 1:
        number = max(names.values())
        raise _damaged(deck, number, "a second name for the deck", "keep the older name")
    if notes and not names:
        raise _damaged(deck, 1, "the first line, which names the deck, is missing")
    return Lock(deck=deck, name=next(iter(names), ""), notes=notes)


def render_lock(lock: Lock) -> str:
    """Write a lock as text; equal locks give equal texts."""
    head: dict[str, object] = {"lock": VERSION, "deck": lock.deck, "name": lock.name}
    rows = [_row(line) for _, line in sorted(lock.notes.items())]
    return "\n".join(_json(row) + "\n" for row in (head, *rows))


def _latest(known: LockLine | None, line: LockLine) -> LockLine:
    if known is None or known.mod < line.mod:
        return line
    if known.mod == line.mod and known.digest != line.digest:
        # Two texts went out at one time: whichever it is now, it must be newer than both.
        return replace(known, digest="", subdeck=min(known.subdeck, line.subdeck))
    return known


def _row(line: LockLine) -> dict[str, object]:
    row: dict[str, object] = {"note": line.key, "form": line.form.value, "digest": line.digest}
    row["mod"] = line.mod
    if line.subdeck:
        row["subdeck"] = line.subdeck
    if line.options:
        row["options"] = line.options
    return row


def _json(row: Mapping[str, object]) -> str:
    return json.dumps(row, ensure_ascii=False)


def _lines(text: str, deck: str) -> Iterator[tuple[int, dict[str, object]]]:
    # Not splitlines: a name may hold one of the rarer line separators.
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        stripped = line.strip()
        if stripped.startswith(_CONFLICT):
            raise _damaged(
                deck,
                number,
                "an unresolved merge conflict",
                "delete the marker lines and keep the lines of both sides: the latest counts",
            )
        if stripped:
            yield number, _parsed(stripped, deck, number)


def _parsed(line: str, deck: str, number: int) -> dict[str, object]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise _damaged(deck, number, "not a line of JSON") from None
    if not isinstance(row, dict):
        raise _damaged(deck, number, "not a JSON object")
    return row


def _name(row: Mapping[str, object], deck: str, number: int) -> str:
    version, name = row["lock"], row.get("name")
    if not isinstance(version, int) or version < 1:
        raise _damaged(deck, number, "an unknown version")
    if version > VERSION:
        raise _damaged(deck, number, f"version {version} of a newer quizgen", "update quizgen")
    if row.get("deck") != deck:
        raise _damaged(
            deck,
            number,
            f"it belongs to the deck '{row.get('deck')}'",
            "a copied deck needs its own id and no lock; delete the copied lock",
        )
    if not isinstance(name, str) or not name:
        raise _damaged(deck, number, "the deck's name is missing")
    return name


def _note(row: Mapping[str, object], deck: str, number: int) -> LockLine:
    match row:
        case {"note": str(key), "form": str(form), "digest": str(digest), "mod": int(mod)} if (
            form in set(Form) and 0 <= mod <= _LATEST and not isinstance(mod, bool)
        ):
            options, subdeck = row.get("options", []), row.get("subdeck", "")
        case _:
            raise _damaged(deck, number, "note, form, digest or mod is missing or makes no sense")
    if not isinstance(options, list) or not all(isinstance(text, str) for text in options):
        raise _damaged(deck, number, "options is not a list of texts")
    if not isinstance(subdeck, str):
        raise _damaged(deck, number, "subdeck is not a text")
    return LockLine(
        key=key,
        form=Form(form),
        digest=digest,
        mod=mod,
        subdeck=subdeck,
        options=tuple(options),
    )


def _damaged(deck: str, number: int, what: str, hint: str = _HINT) -> DeckError:
    return DeckError(f"line {number} of the lock of deck '{deck}': {what}", hint)
