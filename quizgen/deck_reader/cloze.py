"""Reads statements and their blanks."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from quizgen.deck_reader.fields import Fields, is_id, nfc
from quizgen.deck_reader.tree import Node
from quizgen.model import Blank, Statement, Wrong
from quizgen.statements import occurrences


def read_statement(fields: Fields) -> Statement:
    """Read ``say`` and ``cloze``, whose blanks stand in it once each and apart from each other.

    With one blank the fact's ``wrong`` are the blank's.
    """
    say = fields.need("say")
    blanks = [(_blank(fields, say, text, node), node[2]) for text, node in _cloze(fields)]
    if "cloze" in fields.nodes and not blanks and fields.sound:
        fields.error("too-few", "`cloze:` names no blank", fields.value_at("cloze"))
    _check_overlaps(fields, blanks)
    return Statement(say=say, blanks=tuple(_with_slots(fields, blanks)))


def _cloze(fields: Fields) -> Iterator[tuple[str, Node]]:
    """List the texts of the blanks, each with what is said about it."""
    node = fields.nodes.get("cloze")
    if node is not None and isinstance(node[0], dict):
        for text, inner in node[0].items():
            yield text, inner
        return
    for text, at in fields.texts_with_places("cloze"):
        yield text, ("", at, at)


def _blank(fields: Fields, say: str, text: str, node: Node) -> Blank:
    at = node[2]
    found = occurrences(say, text)
    if say and len(found) != 1 and fields.sound:
        code, message = (
            ("cloze-repeated", f"'{text}' stands in `say:` {len(found)} times")
            if found
            else ("cloze-not-found", f"'{text}' does not stand in `say:` as whole words")
        )
        fields.error(
            code, message, at, "blank out words that stand there once, spelled the same way"
        )
    what: Fields | None = None
    if isinstance(node[0], dict):
        what = Fields(fields.page, node[0], node[1], f"the blank '{text}'")
        what.allow(("slot", "also", "wrong"))
    blank = Blank(
        text=text,
        slot=_own_slot(what) if what else "",
        start=found[0] if found else 0,
        also=what.texts("also") if what else (),
        wrong=what.wrong("wrong") if what else _listed_wrong(fields, node),
        position=fields.page.position(at),
    )
    fields.sound = fields.sound and (what is None or what.sound)
    return blank


def _listed_wrong(fields: Fields, node: Node) -> tuple[Wrong, ...]:
    inner = Fields(fields.page, {"wrong": node}, node[1], "a blank")
    wrong = inner.wrong("wrong")
    fields.sound = fields.sound and inner.sound
    return wrong


def _own_slot(fields: Fields) -> str:
    slot = nfc(fields.text("slot"))
    if slot and not is_id(slot):
        fields.error(
            "bad-id",
            f"'{slot}' cannot be a slot",
            fields.value_at("slot"),
            "letters, figures, '.', '_' and '-'",
        )
    return slot


def _check_overlaps(fields: Fields, blanks: list[tuple[Blank, int]]) -> None:
    ordered = sorted(blanks, key=lambda pair: pair[0].start)
    for (one, _), (other, at) in pairwise(ordered):
        if other.start < one.start + len(one.text) and fields.sound:
            fields.error("cloze-overlap", f"the blanks '{one.text}' and '{other.text}' overlap", at)


def _with_slots(fields: Fields, blanks: list[tuple[Blank, int]]) -> Iterator[Blank]:
    """Give the first blank no slot and each later one its words, where the author gives none."""
    extra = fields.wrong("wrong")
    if extra and len(blanks) > 1:
        fields.error(
            "unknown-key",
            "with several blanks each has its own wrong options",
            fields.nodes["wrong"][2],
            "as in: cloze: {sudden: [gradual], brief: [lasting]}",
        )
    taken: dict[str, str] = {}
    for index, (blank, at) in enumerate(blanks):
        slot = blank.slot or (slug(blank.text) if index else "")
        if slot in taken:
            fields.error(
                "duplicate-id",
                f"'{blank.text}' and '{taken[slot]}' would have the same slot '{slot}'",
                at,
                "give one of them its own: {slot: …, wrong: […]}",
            )
        taken[slot] = blank.text
        yield replace(blank, slot=slot, wrong=blank.wrong + (extra if len(blanks) == 1 else ()))


def slug(text: str) -> str:
    """Make an id out of words."""
    lowered = unicodedata.normalize("NFC", text).casefold()
    kept = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else "-" for c in lowered)
    return "-".join(part for part in kept.split("-") if part)
